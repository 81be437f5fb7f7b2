"""Keys that fingers press by themselves: none of them costs anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from leadersearch.tui import key_queue
from leadersearch.tui.app import Browser
from leadersearch.tui.line_input import LineInput
from leadersearch.tui.remembered import Remembered, RememberedSearch
from leadersearch.tui.settings import state_folder
from tui.browsing import KEY_NAMES, SIZES, SMALL, Reader, open_browser, run

both_sizes = pytest.mark.parametrize("size", SIZES, ids=("80x24", "120x40"))


def arrive(reader: Reader, keys: str) -> None:
    """Have keys come in one piece."""
    names = {"\n": "enter", "\t": "tab"}
    made = [
        events.Key(names.get(key) or KEY_NAMES.get(key, key), None if key in names else key)
        for key in keys
    ]
    for event in made:
        event.time = made[0].time
        reader.app.post_message(event)


# --- before the first paint ----------------------------------------------------------------------


def test_keys_that_come_before_the_search_line_are_written_into_it(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered = Remembered.read(state_folder(), str(index))
    remembered.session = RememberedSearch(query="kindness", filters=(("year", "2024"),))
    remembered.write()
    load = Browser._on_compose

    async def type_and_load(app: Browser) -> None:
        for letter in "xtq kindness":
            app.post_message(events.Key(KEY_NAMES.get(letter, letter), letter))
        app.post_message(events.Key("ctrl+j", "\n"))  # Enter, on a terminal not yet taken
        app.post_message(events.Key("space", " "))
        await load(app)

    monkeypatch.setattr(Browser, "_on_compose", type_and_load)

    async def main() -> None:
        async with open_browser(index, SMALL, waits=False) as reader:
            await reader.answered()
            await reader.press()
            assert reader.line.text == "xtq kindness"
            await reader.until(lambda: reader.focus == "results")
            await reader.answered()
            assert list(reader.app.search.workspace.marked) == ["kindness"]
            assert reader.app.search.filters == (("year", "2024"),)
            assert not reader.timeline.display
            await reader.press("z", "z")
            await reader.answered("kindness")

    run(main())


# --- tab -----------------------------------------------------------------------------------------


@both_sizes
@pytest.mark.parametrize("key", ["tab", "shift+tab"])
def test_without_a_completion_the_line_keeps_the_keys(
    index: Path, size: tuple[int, int], key: str
) -> None:
    async def main() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("escape", "space", "slash")
            assert "1 marked" in reader.status
            await reader.type("author:alex ruany")
            await reader.press(key)
            await reader.type(" u queue")
            assert reader.line.text == "author:alex ruany u queue"
            assert reader.focus == "query"
            assert "1 marked" in reader.status

    run(main())


def test_shift_tab_goes_up_in_the_completions(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.type("tag:n")
            await reader.completed()
            await reader.press("down", "shift+tab", "enter")
            assert reader.line.text.startswith("tag:n")
            assert reader.focus == "query"

    run(main())


# --- escape and q --------------------------------------------------------------------------------


@both_sizes
def test_escape_pressed_again_and_again_leaves_the_query(
    index: Path, size: tuple[int, int]
) -> None:
    async def main() -> None:
        async with open_browser(index, size, "kindness") as reader:
            for keys in (("escape",), ("down", "enter"), ("f",), ("t",), ("slash",)):
                await reader.press(*keys)
                await reader.press(*["escape"] * 4)
                assert reader.line.text == "kindness"
                assert reader.focus == "results"

    run(main())


def test_words_are_cleared_by_a_key_of_their_own(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.press("escape", "X")
            await reader.answered("")
            assert reader.results.answer.total == 130
            await reader.press("X")
            assert "there is no query to clear" in reader.notices

    run(main())


@both_sizes
@pytest.mark.parametrize("way_in", ["enter", "f", "t"])
def test_q_goes_back_to_the_results_and_quits_from_there(
    index: Path, size: tuple[int, int], way_in: str
) -> None:
    async def main() -> None:
        async with open_browser(index, size, "kindness") as reader:
            await reader.press("escape", way_in)
            await reader.until(lambda: reader.focus in {"article", "facets", "timeline"})
            await reader.press("q")
            await reader.until(lambda: reader.focus == "results")
            assert reader.app.is_running
            await reader.press("q")
            await reader.until(lambda: not reader.app.is_running)

    run(main())


# --- enter ---------------------------------------------------------------------------------------


@both_sizes
@pytest.mark.parametrize("before", ["", "zzqqxx"])
def test_enter_before_the_answer_leads_to_it(
    index: Path, size: tuple[int, int], before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_queue, "PATIENCE", 600.0)

    async def main() -> None:
        async with open_browser(index, size, before) as reader:
            with reader.app.search.search_worker._turn:
                reader.line.set_text("")
                arrive(reader, "leadership\njj")
                await reader.until(lambda: reader.line.text == "leadership")
                await reader.until(lambda: reader.focus != "query")
            await reader.answered("leadership")
            await reader.until(lambda: reader.results.cursor == 2)
            assert reader.focus == "results"

    run(main())


def test_enter_before_the_index_is_open_leads_to_the_results(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_queue, "PATIENCE", 600.0)

    async def main() -> None:
        async with open_browser(index, query="leadership", waits=False) as reader:
            arrive(reader, "\njj")
            await reader.until(lambda: reader.results.cursor == 2)
            assert reader.line.text == "leadership"

    run(main())


@both_sizes
def test_keys_for_results_that_there_are_none_of_are_not_written_into_the_line(
    index: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_queue, "PATIENCE", 600.0)

    async def main() -> None:
        async with open_browser(index, size, "kindness") as reader:
            with reader.app.search.search_worker._turn:
                reader.line.set_text("")
                arrive(reader, "zzqqxx\njju")
                await reader.until(lambda: reader.focus == "results")
            await reader.answered("zzqqxx")
            await reader.until(lambda: reader.focus == "query")
            await reader.type("y")
            assert reader.line.text == "zzqqxxy"

    run(main())


def test_an_empty_answer_of_a_command_leaves_keys_commands(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, query="zzqqxx") as reader:
            await reader.ask("kindness")
            await reader.press("enter", "H", "down", "enter")
            await reader.answered()
            if reader.results.answer.total:
                reader.app.search.ask_anew("zzqqxx")
                await reader.answered("zzqqxx")
            await reader.until(lambda: reader.focus in {"blank", "suggestions"})
            await reader.type("j")
            assert reader.line.text == "zzqqxx"
            await reader.press("slash")
            assert reader.focus == "query"

    run(main())


@pytest.mark.parametrize("key", ["f", "t"])
def test_a_pane_with_nothing_to_narrow_takes_no_keys(index: Path, key: str) -> None:
    async def main() -> None:
        async with open_browser(index, SMALL, "zzqqxx") as reader:
            await reader.press("escape", key)
            assert reader.focus == "blank"
            assert "there is nothing to filter" in reader.notices

    run(main())


# --- text that is sent as keys -------------------------------------------------------------------


@both_sizes
@pytest.mark.parametrize("text", ["medical\nethics of quietude", "\nmedical ethics\n"])
def test_lines_that_come_as_keys_are_written_into_the_line(
    index: Path, size: tuple[int, int], text: str
) -> None:
    async def main() -> None:
        async with open_browser(index, size) as reader:
            arrive(reader, text)
            await reader.until(lambda: reader.line.text == " ".join(text.split()))
            await reader.until(lambda: reader.focus == "query")
            assert reader.app.is_running
            assert len(reader.app.screen_stack) == 1

    run(main())


def test_lines_that_come_as_keys_are_joined_at_hyphens(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            arrive(reader, "misinfor-\nmation and\nquality\n")
            await reader.until(lambda: reader.line.text == "misinformation and quality")

    run(main())


def test_lines_for_a_dialog_are_no_commands_behind_it(own_index: Path) -> None:
    async def main() -> None:
        async with open_browser(own_index, query="kindness") as reader:
            await reader.press("escape", "S")
            await reader.until(lambda: isinstance(reader.app.focused, LineInput))
            arrive(reader, "one\nquestion exceeds\n")
            await reader.until(lambda: len(reader.app.screen_stack) == 1)
            await reader.until(lambda: any("saved as" in text for text in reader.notices))
            assert reader.app.is_running
            assert reader.line.text == "kindness"

    run(main())
