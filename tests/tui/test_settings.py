"""Help, palette, keymap, themes, colours; what keys there are and what they never need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leadersearch.errors import MissingExtra, UsageError
from leadersearch.tui import serve
from leadersearch.tui.app import Browser
from leadersearch.tui.dialogs.help import WIDTH
from leadersearch.tui.files import LARGEST
from leadersearch.tui.keys import KEYS, keymap_name, unheard_keys
from leadersearch.tui.remembered import Remembered, RememberedSearch
from leadersearch.tui.settings import read_settings
from leadersearch.tui.web.server import command_of
from tui.browsing import SIZES, config_folder, open_browser, run

both_sizes = pytest.mark.parametrize("size", SIZES, ids=("80x24", "120x40"))


def write_config(text: str) -> None:
    config_folder().mkdir(exist_ok=True)
    (config_folder() / "config.toml").write_text(text)


@both_sizes
def test_help_shows_keys_and_query_language(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("escape", "question_mark")
            assert "Keys: results" in reader.screen_text()
            page = str(reader.app.screen.text)  # type: ignore[attr-defined]
            assert "leadership AHP" in page
            assert all(key.help in " ".join(page.split()) for key in KEYS)
            assert all(f'"{keymap_name(key)}" = "{key.keys}"' in page for key in KEYS)
            lines = page.split("Your own keys", maxsplit=1)[0].splitlines()
            assert [line for line in lines if len(line) > WIDTH] == []
            for key in ("pagedown", "j", "k", "G", "g"):
                await reader.press(key)
            await reader.press("escape", "slash", "f1")
            assert "Keys: search line" in reader.screen_text()
            assert "Query language" in reader.screen_text()
            await reader.press("q")
            assert reader.focus == "query"

    run(test())


@both_sizes
def test_help_names_a_field_by_its_first_spelling(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("f1")
            page = str(reader.app.screen.text)  # type: ignore[attr-defined]
            rows = [line for line in page.splitlines() if line.startswith("  tag:")]
            assert len(rows) == 1
            assert "tags, keywords, categories; also tags:" in rows[0]

    run(test())


@both_sizes
def test_brackets_go_from_section_to_section_of_the_help(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("f1")
            page = reader.app.screen.query_one("#help")
            for key, heading in (
                ("right_square_bracket", "Query language"),
                ("tab", "Fields"),
                ("left_square_bracket", "Query language"),
            ):
                await reader.press(key)
                text = str(reader.app.screen.text).splitlines()  # type: ignore[attr-defined]
                assert text[round(page.scroll_y)] == heading

    run(test())


def test_the_keymap_of_the_settings_is_in_effect_and_in_the_help(index: Path) -> None:
    write_config('[keys]\n"anywhere.sort" = "z"\n"results.first" = "comma"\n')

    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape", "j", "s")
            assert "Sort by" not in reader.screen_text()
            await reader.press("comma")
            assert reader.results.cursor == 0
            await reader.press("z")
            assert "Sort by" in reader.screen_text()
            await reader.press("escape", "question_mark")
            help_lines = str(reader.app.screen.text).splitlines()  # type: ignore[attr-defined]
            line = next(line for line in help_lines if "choose the order" in line)
            assert line.split()[0] == "z"
            assert '  "anywhere.sort" = "z"' in help_lines

    run(test())


@both_sizes
def test_a_letter_can_give_its_place_to_a_key_that_works_in_the_search_line(
    index: Path, size: tuple[int, int]
) -> None:
    write_config('[keys]\n"anywhere.facets" = "f2, b"\n"anywhere.refresh_index" = "R"\n')

    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.type("bRf")
            assert reader.line.text == "bRf"
            await reader.ask("")
            await reader.press("f2")
            assert reader.focus == "facets"
            await reader.press("b")
            assert not reader.facets.display

    run(test())


def test_a_key_that_a_nearer_place_takes_is_named() -> None:
    write_config('[keys]\n"hits.cite" = "k"\n"results.read" = "enter,?"\n')
    assert read_settings().problems == (
        "the key k for hits.cite is overridden by results.cursor_up",
        "the key ? for anywhere.help is overridden by results.read",
        "the key k for hits.cite is overridden by article.scroll_up",
    )


def test_no_key_is_taken_from_another_by_default() -> None:
    everything = {keymap_name(key): key.keys for key in KEYS}
    assert unheard_keys(everything) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("theme = 3", "'theme' cannot be 3"),
        ("thema = 'nord'", "unknown setting 'thema'"),
        ("live_search = 1", "'live_search' cannot be 1"),
        ("[keys]\n'anywhere.fly' = 'z'", "unknown key name 'anywhere.fly'"),
        ("theme = 'paisley'", "unknown theme 'paisley'"),
        ("not toml at all", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_named_and_costs_nothing_else(
    index: Path, text: str, problem: str
) -> None:
    write_config(text)

    async def test() -> None:
        async with open_browser(index) as reader:
            assert any(problem in notice for notice in reader.notices)

    run(test())


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a = " + "[" * 20_000, "nested too deeply"),
        (f"search_delay = {'9' * 5_000}", "cannot be read"),
        (f"x = '{'y' * (LARGEST + 1)}'", "it is larger than 4 MB"),
        ("theme = '\\u001b'", "cannot be read"),
    ],
    ids=["nested", "number", "large", "control"],
)
def test_hostile_settings_are_a_problem_and_no_failure(
    tmp_path: Path, text: str, problem: str
) -> None:
    (tmp_path / "config.toml").write_text(text.replace("\\u001b", "\x1b"))
    assert [row for row in read_settings(tmp_path).problems if problem in row]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")
@pytest.mark.parametrize("name", ["config.toml", "browser.json"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / name)
    assert bool(read_settings(tmp_path).problems) == (name == "config.toml")
    assert Remembered.read(tmp_path, "index").session == RememberedSearch()


def test_what_is_said_in_passing_holds_no_control(index: Path) -> None:
    write_config('"the\\u001b]0;me\\u202e" = 1')

    async def test() -> None:
        async with open_browser(index) as reader:
            reader.app.notify("saved as a\x1b]0;b\x07c\u202e\u2028[b]d[/b]")
            await reader.until(lambda: "saved as ac [b]d[/b]" in reader.notices)
            assert all(notice.isprintable() for notice in reader.notices)

    run(test())


def test_settings_are_read_from_the_overridden_folder() -> None:
    write_config("search_delay = 0\nlive_search = false\n")
    settings = read_settings()
    assert (settings.search_delay, settings.live_search) == (0, False)


def test_every_key_has_its_own_name_and_terminals_swallow_none() -> None:
    names = [keymap_name(key) for key in KEYS]
    assert len(set(names)) == len(names)
    swallowed = ("alt+", "shift+enter", "ctrl+enter", "cmd+", "super+", "ctrl+slash")
    assert not [key for key in KEYS if any(chord in key.keys for chord in swallowed)]


@both_sizes
def test_the_palette_runs_actions(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("ctrl+p")
            await reader.type("choose the order")
            await reader.pilot.pause()
            await reader.press("enter")
            await reader.until(lambda: "Sort by" in reader.screen_text())

    run(test())


@both_sizes
def test_the_palette_knows_a_key_by_the_word_of_the_footer(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("ctrl+p")
            await reader.type("narrow")
            await reader.pilot.pause()
            await reader.press("enter")
            await reader.until(lambda: reader.focus == "facets")

    run(test())


@both_sizes
def test_the_palette_acts_on_the_hit_at_hand(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size, query="kindness") as reader:
            await reader.press("ctrl+p")
            await reader.type("copy the link")
            await reader.pilot.pause()
            await reader.press("enter")
            await reader.until(lambda: reader.app.clipboard == "https://example.org/kindness")

    run(test())


def test_the_theme_is_remembered(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            reader.app.theme = "nord"
            await reader.pilot.pause()
        assert (
            json.loads((config_folder() / "browser.json").read_text())["layout"]["theme"] == "nord"
        )
        async with open_browser(index) as reader:
            assert reader.app.theme == "nord"

    run(test())


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light", "textual-light"])
def test_the_cursor_and_matches_are_seen_in_every_theme(index: Path, theme: str) -> None:
    write_config(f"theme = '{theme}'")

    async def test() -> None:
        async with open_browser(index, query="kindness") as reader:
            assert reader.app.theme == theme
            strip = reader.results.render_line(0)
            assert strip.text.startswith("▌")
            assert any(s.style and s.style.underline and s.style.bold for s in strip)

    run(test())


def test_no_color_is_honoured(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def test() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.press("escape")
            strips = reader.app.screen._compositor.render_strips()
            styles = [s.style for strip in strips for s in strip if s.style]
            coloured = [s for s in styles if s.color and not s.color.is_default]
            filled = [s for s in styles if s.bgcolor and not s.bgcolor.is_default]
            assert (coloured, filled) == ([], [])

    run(test())


def test_the_row_at_hand_is_told_without_colour(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape", "f")
            await reader.until(lambda: reader.facet_id)
            value = reader.facet_id.rpartition(":")[2]
            for key, row in (("g", value), ("s", "relevance")):
                await reader.press(key)
                looks = [
                    (style.bold, style.underline)
                    for strip in reader.screen_strips()
                    for text, style, _ in strip
                    if style and row in text
                ]
                assert (True, True) in looks

    run(test())


@both_sizes
def test_q_quits_from_the_results_and_types_in_the_search_line(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("q")
            assert reader.line.text == "q"
            await reader.press("ctrl+l", "escape", "q")
            assert not reader.app.is_running or reader.app._exit

    run(test())


def test_importing_the_package_loads_neither_textual_nor_whoosh() -> None:
    code = "import sys, leadersearch.tui; print([m for m in ('textual', 'whoosh', 'rich') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_serving_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "leadersearch.tui.web.security", raising=False)
    for name in ("textual_serve", "textual_serve.server"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtra, match=r"leadersearch\[web\]"):
        serve("index")


@pytest.mark.parametrize("error", [OSError(98, "Address already in use"), OverflowError("bind")])
def test_an_address_that_cannot_be_served_on_is_told(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Server:
        def __init__(self, *_: object, **__: object) -> None:
            pass

        def serve(self) -> None:
            raise error

    monkeypatch.setattr("leadersearch.tui.web.security.GuardedServer", Server)
    with pytest.raises(UsageError, match=r"on 127\.0\.0\.1, port 99999.*--port"):
        serve("index", port=99999)


def test_serving_stays_on_this_machine_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[tuple[str, str, int]] = []

    class Server:
        code = 0

        def __init__(self, command: str, host: str, port: int) -> None:
            served.append((command, host, port))

        def serve(self) -> None:
            pass

    monkeypatch.setattr("leadersearch.tui.web.security.GuardedServer", Server)
    assert serve("my index", 'a "b"') == 0
    assert served == [(command_of("my index", 'a "b"'), "127.0.0.1", 8000)]
    assert "'my index'" in served[0][0]


@pytest.mark.parametrize("size", [(1, 1), (4, 10), (50, 1)])
def test_a_menu_outlives_a_terminal_without_room_for_it(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.press("enter", "s")
            await reader.pilot.resize_terminal(*size)
            await reader.pilot.resize_terminal(80, 24)
            await reader.press("escape")
            assert reader.focus == "results"

    run(test())


@both_sizes
def test_the_browser_can_be_suspended(
    index: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    suspended: list[bool] = []
    monkeypatch.setattr(Browser, "action_suspend_process", lambda _: suspended.append(True))

    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("ctrl+z")
            await reader.press("escape", "ctrl+z")
            assert suspended == [True, True]

    run(test())
