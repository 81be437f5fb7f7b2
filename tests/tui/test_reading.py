"""Results and article: moving, reading, matches, marks, citing, copying, exporting."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path

import pytest
from textual.events import MouseDown, MouseMove, MouseUp
from textual.message import Message
from textual.widgets import Input

import leadersearch
from leadersearch.model.article import Article, PartialDate
from leadersearch.tui import messages
from leadersearch.tui.app import Browser
from leadersearch.tui.dialogs.menu import Menu
from leadersearch.tui.search_worker import SearchWorker
from leadersearch.tui.session import PAGE_SIZE
from leadersearch.tui.workspace import results
from tui.browsing import LARGE, SIZES, SMALL, Reader, open_browser, run

both_sizes = pytest.mark.parametrize("size", SIZES, ids=("80x24", "120x40"))


async def in_results(reader: Reader, query: str = "") -> None:
    await reader.ask(query)
    await reader.press("enter")
    await reader.answered()
    assert reader.focus == "results"


# --- the list ------------------------------------------------------------------------------------


@both_sizes
def test_keys_move_through_the_results(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader)
            places = []
            for key in ("j", "down", "k", "up", "pagedown", "pageup", "ctrl+d", "ctrl+u"):
                await reader.press(key)
                places.append(reader.results.cursor)
            page = reader.results.size.height // reader.results.shape.height
            assert places == [1, 2, 1, 0, page, 0, max(page // 2, 1), 0]
            await reader.press("G")
            assert reader.results.cursor == 129
            await reader.press("g")
            assert reader.results.cursor == 0
            await reader.press("end", "home")
            assert reader.results.cursor == 0

    run(test())


@both_sizes
def test_hits_are_loaded_as_they_come_into_view(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader)
            assert reader.results.hit_at(PAGE_SIZE) is None
            await reader.press("G")
            await reader.until(lambda: reader.results.selected is not None)
            assert "130. " in reader.screen_text()
            assert reader.status.startswith("130 of 130")

    run(test())


def test_scrolling_without_the_cursor_loads_what_is_seen(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            reader.results.scroll_to(y=70 * reader.results.shape.height, animate=False)
            await reader.until(lambda: reader.results.hit_at(70) is not None)
            assert "71. " in reader.screen_text()

    run(test())


def test_of_many_pages_those_read_last_are_kept(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "MAX_PAGES", 2)

    async def test() -> None:
        async with open_browser(index) as reader:
            shown = reader.app.search.shown
            for number in (4, 5):
                hits = reader.app.index_session.hits(shown, number)
                reader.results.add_page(number, hits)
            held = [page for page in range(13) if reader.results.hit_at(page * PAGE_SIZE)]
            assert held == [4, 5]

    run(test())


@pytest.mark.parametrize(("place", "read"), [(PAGE_SIZE - 1, [0]), (PAGE_SIZE, [0, 1])])
def test_an_answer_brings_the_page_of_the_selected_hit(
    index: Path, monkeypatch: pytest.MonkeyPatch, place: int, read: list[int]
) -> None:
    answers: list[messages.Answered] = []
    post = SearchWorker.post_message

    def noted(worker: SearchWorker, message: Message) -> bool:
        if isinstance(message, messages.Answered):
            answers.append(message)
        return post(worker, message)

    async def test() -> None:
        async with open_browser(index) as reader:
            monkeypatch.setattr(SearchWorker, "post_message", noted)
            search = reader.app.search
            search.search_worker.ask(search.shown, place=place)
            await reader.answered()
        assert [sorted(message.pages) for message in answers] == [read]

    run(test())


@both_sizes
def test_up_from_the_first_hit_leads_to_the_search_line(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("down")
            assert reader.focus == "results"
            await reader.press("up")
            assert reader.focus == "query"
            await reader.press("escape", "ctrl+l")
            assert reader.focus == "query"
            await reader.press("escape", "slash")
            assert reader.focus == "query"

    run(test())


@both_sizes
def test_hits_are_selected_while_typing(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("ctrl+n", "ctrl+n")
            assert reader.results.cursor == 2
            await reader.press("ctrl+k")
            assert reader.results.cursor == 1
            assert reader.focus == "query"

    run(test())


def test_a_divider_heads_the_hits_that_hold_some_of_the_words(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.ask("kindness ethics")
            text = reader.screen_text()
            assert "── Some of your words" in text
            assert text.index("Digital misinformation") < text.index("Some of your words")

    run(test())


def test_matches_are_bold_and_underlined(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.ask("kindness")
            strip = reader.results.render_line(0)
            marked = [s for s in strip if s.style and s.style.bold and s.style.underline]
            assert [segment.text for segment in marked] == ["Kindness"]

    run(test())


@both_sizes
def test_the_order_can_be_chosen(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader)
            for steps, name, first in (
                (2, "oldest", "Leadership note 0"),
                (1, "title", "[bold red]Markup"),
            ):
                await reader.press("s", *["j"] * steps, "enter")
                await reader.answered()
                assert f"sorted by {name}" in reader.status
                assert reader.titles[0].startswith(first)

    run(test())


@both_sizes
def test_a_click_selects_and_a_double_click_reads(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, SMALL) as reader:
            await reader.pilot.click("#results", offset=(10, 5))
            assert reader.results.cursor == 1
            await reader.pilot.click("#results", offset=(10, 5), times=2)
            await reader.pilot.pause()
            assert reader.focus == "article"

    run(test())


def test_hostile_text_is_shown_as_it_is_and_without_controls(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, query="markup") as reader:
            await reader.press("enter", "enter", "f")
            await reader.until(lambda: reader.article.article is not None)
            await reader.until(lambda: "[red]tag" in reader.screen_text())
            text = reader.screen_text()
            assert "[bold red]Markup[/] and escape codes in" in " ".join(text.split())
            assert "[link=file:///etc/passwd]Mallory[/link]" in " ".join(text.split())
            assert not any(sign in text for sign in "\x1b\x00\x07")

    run(test())


# --- the article ---------------------------------------------------------------------------------


def test_the_article_stands_beside_the_results_where_there_is_room(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, LARGE, query="kindness") as reader:
            await reader.until(lambda: reader.article.article is not None)
            assert reader.article.display
            assert reader.results.display
            assert "Care begins with kindness." in reader.screen_text()
            await reader.press("escape", "j")
            await reader.until(lambda: reader.read_id == "ethics")

    run(test())


def test_the_article_takes_the_place_of_the_results_on_a_narrow_screen(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, SMALL) as reader:
            await in_results(reader, "kindness")
            assert not reader.article.display
            await reader.press("enter")
            await reader.until(lambda: "Care begins with kindness." in reader.screen_text())
            assert not reader.results.region.area
            await reader.press("escape")
            assert reader.focus == "results"
            assert not reader.article.display

    run(test())


@both_sizes
def test_the_whole_article_is_there_to_read(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            await reader.press("enter")
            await reader.until(lambda: reader.article.article is not None)
            text = reader.screen_text()
            for part in ("Anna Baverstock, Harriet Jones", "2024-05-17", "culture, care"):
                assert part in text
            for key in ("j", "k", "pagedown", "pageup", "ctrl+d", "ctrl+u", "g"):
                await reader.press(key)
            assert reader.article.scroll_y == 0
            await reader.press("G")
            assert "10.1136/leader-2024-000001" in text
            assert "Id kindness" in reader.screen_text()

    run(test())


@both_sizes
def test_matches_are_walked_through_in_the_upper_third(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            await reader.press("enter")
            await reader.until(lambda: "match –/5" in reader.status)
            for place in (1, 2, 3, 4):
                await reader.press("n")
                assert f"match {place}/5" in reader.status
            found = [
                y
                for y in range(reader.article.size.height)
                if any(s.style and s.style.reverse for s in reader.article.render_line(y))
            ]
            assert found
            assert found[0] <= reader.article.size.height // 2 + 1
            await reader.press("N")
            assert "match 3/5" in reader.status
            await reader.press("n", "n", "n")
            assert "match 1/5" in reader.status

    run(test())


def test_the_next_match_is_shown_where_the_article_has_no_room_beside(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, SMALL) as reader:
            await reader.ask("kindness")
            await reader.press("enter", "n")
            await reader.until(lambda: "match 1/5" in reader.status)
            assert reader.focus == "article"
            assert reader.article.display

    run(test())


def test_the_next_match_is_gone_to_when_the_article_arrives(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.ask("kindness")
            await reader.press("enter", "n", "n")
            await reader.until(lambda: "match 2/5" in reader.status)

    run(test())


def test_the_selected_hit_shows_whether_the_list_has_the_focus(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            before = [segment.style for segment in reader.results.render_line(0)]
            await reader.press("escape")
            assert [segment.style for segment in reader.results.render_line(0)] != before

    run(test())


@both_sizes
def test_the_next_hit_can_be_read_at_once(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, SMALL) as reader:
            await in_results(reader, "kindness")
            await reader.press("enter", "right_square_bracket")
            await reader.until(lambda: reader.read_id == "ethics")
            await reader.press("left_square_bracket")
            await reader.until(lambda: reader.read_id == "kindness")

    run(test())


def test_the_preview_can_be_hidden_and_made_wider(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await in_results(reader)
            width = reader.article.size.width
            await reader.press("greater_than_sign")
            assert reader.article.size.width > width
            await reader.press("less_than_sign", "less_than_sign")
            assert reader.article.size.width < width
            await reader.press("p")
            assert not reader.article.display
            await reader.press("enter")
            assert reader.article.display
            await reader.press("escape")
            assert not reader.article.display
        async with open_browser(index) as reader:
            assert not reader.article.display

    run(test())


def test_resizing_keeps_the_place(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, LARGE, query="leadership") as reader:
            await reader.press("escape", *["j"] * 30)
            for size in (SMALL, (200, 60), (60, 12), (20, 5), LARGE):
                await reader.pilot.resize_terminal(*size)
                await reader.pilot.pause()
                assert reader.results.cursor == 30
            await reader.until(lambda: "31. " in reader.screen_text())

    run(test())


# --- with a hit ----------------------------------------------------------------------------------


@both_sizes
def test_marked_hits_are_exported(index: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            await reader.press("space", "space")
            assert "● 2 marked" in reader.status
            assert "● 1. Kindness" in reader.screen_text()
            await reader.press("e", "G", "enter")
            path = tmp_path / "leadersearch-export.csv"
            await reader.until(path.exists)
            assert len(path.read_text().splitlines()) == 3
            await reader.until(lambda: any("2 articles written" in text for text in reader.notices))
            await reader.press("u")
            assert "marked" not in reader.status

    run(test())


@both_sizes
def test_a_mark_is_taken_back(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            await reader.press("space", "k", "space")
            assert "marked" not in reader.status

    run(test())


def test_marks_are_kept_for_the_next_session(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await in_results(reader, "kindness")
            await reader.press("space")
        async with open_browser(index) as reader:
            assert "● 1 marked" in reader.status

    run(test())


def test_a_hit_is_exported_in_the_chosen_format(index: Path, tmp_path: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await in_results(reader, "kindness")
            await reader.press("e", "j", "enter")
            path = tmp_path / "leadersearch-export.ris"
            await reader.until(path.exists)
            assert "Kindness and inclusion in leadership" in path.read_text()
            await reader.press("j", "e")
            assert "File, in " in reader.screen_text()
            assert reader.app.screen.query_one(Input).value == "leadersearch-export.ris"
            await reader.press("enter", "enter")
            await reader.until(lambda: "misinformation" in path.read_text())

    run(test())


def test_an_existing_file_is_replaced_only_when_told_twice(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "leadersearch-export.csv"
    path.write_text("precious")

    async def test() -> None:
        async with open_browser(index) as reader:
            await in_results(reader, "kindness")
            await reader.press("e", "G", "enter")
            assert "this file exists" in reader.screen_text()
            assert path.read_text() == "precious"
            await reader.press("enter")
            await reader.until(lambda: path.read_text() != "precious")

    run(test())


def test_a_file_that_cannot_be_written_is_told(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await in_results(reader, "kindness")
            await reader.press("e", "tab")
            for path, problem in (("/nowhere/x.bib", "there is no folder"), ("/", "a folder")):
                reader.app.screen.query_one("Input").value = path  # type: ignore[attr-defined]
                await reader.press("enter")
                assert problem in reader.screen_text()
            await reader.press("escape")
            assert reader.focus == "results"

    run(test())


@both_sizes
def test_a_citation_is_copied(index: Path, size: tuple[int, int]) -> None:
    from leadersearch.export import cite

    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            article = reader.hit.article
            await reader.press("c")
            assert "Vancouver, used by medical journals" in reader.screen_text()
            await reader.press("j", "enter")
            assert reader.app.clipboard == cite(article, "apa")
            reader.app.copy_to_clipboard("")
            await reader.press("c", "enter")  # the style of the time before
            assert reader.app.clipboard == cite(article, "apa")

    run(test())


@both_sizes
def test_title_authors_and_link_are_copied(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            await reader.press("y")
            assert reader.app.clipboard == (
                "Kindness and inclusion in leadership\nAnna Baverstock, Harriet Jones\n"
                "BMJ Leader, 2024-05-17\nhttps://example.org/kindness"
            )
            await reader.press("Y")
            assert reader.app.clipboard == "https://example.org/kindness"

    run(test())


def test_selected_text_is_copied(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.until(lambda: reader.article.article is not None)
            await reader.press("escape")
            await reader.pilot.mouse_down("#article", offset=(2, 0))
            await reader.pilot.hover("#article", offset=(10, 0))
            await reader.pilot.mouse_up("#article", offset=(10, 0))
            await reader.press("y")
            assert reader.app.clipboard.strip() == "Kindness"
            await reader.press("escape")
            assert not reader.app.screen.selections

    run(test())


def test_text_with_half_a_sign_in_it_is_copied(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            reader.app.copy_to_clipboard("from a broken file: \ud83d")
            assert reader.app.clipboard == "from a broken file: ?"

    run(test())


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that the web browser has been asked for."""
    addresses: list[str] = []

    class Page:
        def open(self, url: str) -> None:
            addresses.append(url)

    monkeypatch.setattr("webbrowser.get", Page)
    return addresses


@both_sizes
def test_the_link_is_opened(index: Path, size: tuple[int, int], opened: list[str]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            await reader.press("o")
            assert opened == ["https://example.org/kindness"]
            await reader.ask("leadership note")
            await reader.press("enter", "o")
            assert reader.notices[-1] == "this article has no link"

    run(test())


@both_sizes
def test_a_click_opens_the_link_and_nothing_beside_it(
    index: Path, size: tuple[int, int], opened: list[str]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            await reader.press("enter")
            await reader.until(lambda: reader.read_id == "kindness")
            link = "https://example.org/kindness"
            pane = reader.article
            rows = ["".join(s.text for s in pane.render_line(y)) for y in range(pane.size.height)]
            y = next(number for number, row in enumerate(rows) if link in row)
            x = pane.scrollable_content_region.x - pane.region.x
            await reader.pilot.click(pane, offset=(x + len(link) + 1, y))
            await reader.pilot.click(pane, offset=(x + 3, y - 1))
            assert opened == []
            left, top = pane.region.x + x, pane.region.y + y
            for kind, shift in ((MouseDown, 3), (MouseMove, 9), (MouseUp, 9)):
                reader.app.post_message(
                    kind(None, left + shift, top, 0, 0, 1, shift=False, meta=False, ctrl=False)
                )
                await reader.pilot.pause()
            assert reader.app.screen.get_selected_text()
            assert opened == []
            await reader.press("escape", "enter")
            await reader.pilot.click(pane, offset=(x + 3, y))
            await reader.until(lambda: opened == [link])

    run(test())


def test_the_link_is_underlined_and_nothing_beside_it(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await in_results(reader, "kindness")
            pane = reader.article
            strips = [pane.render_line(y) for y in range(pane.size.height)]
            link = next(strip for strip in strips if "https://" in strip.text)
            underlined = [part.text for part in link if part.style and part.style.underline]
            assert underlined == ["https://example.org/kindness"]

    run(test())


@pytest.mark.parametrize("pager", ["", "  ", "/no/such/pager", "'open quote"])
def test_a_pager_that_cannot_be_run_costs_nothing(
    index: Path, pager: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    less = tmp_path / "less"
    less.write_text("#!/bin/sh\ncat > shown\n")
    less.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setenv("PAGER", pager)
    monkeypatch.setattr(Browser, "suspend", lambda _: nullcontext())

    async def test() -> None:
        async with open_browser(index) as reader:
            await in_results(reader, "kindness")
            await reader.press("v")
            is_told = any("could not be started" in text for text in reader.notices)
            assert is_told == bool(pager.strip())
            assert (tmp_path / "shown").exists() != is_told

    run(test())


@both_sizes
def test_the_article_is_shown_in_the_pager(
    index: Path, size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAGER", f"tee '{tmp_path}/a file'")
    monkeypatch.setattr(Browser, "suspend", lambda _: nullcontext())

    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            await reader.press("v")
            text = (tmp_path / "a file").read_text()
            assert text.startswith("Kindness and inclusion in leadership\nAnna Baverstock")
            assert "Leaders who listen learn." in text
            assert reader.focus == "results"
            monkeypatch.setenv("PAGER", "/no/such/pager")
            await reader.press("v")
            assert any("/no/such/pager could not be started" in text for text in reader.notices)

    run(test())


def test_no_pager_is_shown_where_there_is_no_terminal(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await in_results(reader, "kindness")
            await reader.press("v")
            assert reader.notices == ["no pager can be shown here"]

    run(test())


def test_a_link_is_copied_where_there_is_no_web_browser(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import webbrowser

    def none() -> None:
        raise webbrowser.Error("none")

    monkeypatch.setattr("webbrowser.get", none)

    async def test() -> None:
        async with open_browser(index) as reader:
            await in_results(reader, "kindness")
            await reader.press("o")
            assert reader.app.clipboard == "https://example.org/kindness"

    run(test())


@both_sizes
def test_related_articles_are_offered_and_read(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            await reader.press("r")
            await reader.until(lambda: "Related articles" in reader.screen_text())
            assert " words" not in reader.screen_text().split("Related articles")[1]
            menu = reader.app.screen
            first = str(menu.choices[0].label).splitlines()  # type: ignore[attr-defined]
            assert len(first) == 3
            await reader.press("enter")
            await reader.until(lambda: reader.article.article and reader.read_id != "kindness")
            assert reader.focus == "article"
            assert reader.status.startswith("related article")
            await reader.press("escape")
            assert reader.hit.article.id == "kindness"
            assert reader.focus == "results"
            assert reader.status.startswith("1 of 2")

    run(test())


@both_sizes
def test_a_related_article_takes_three_lines_however_many_wrote_it(
    own_index: Path, size: tuple[int, int]
) -> None:
    authors = tuple(f"Author Number{n} of Many" for n in range(12))
    with leadersearch.open_index(own_index) as opened:
        opened.add(
            Article(title=f"{title} " + "compassion " * 16, authors=authors, date=PartialDate(2024))
            for title in ("First", "Second")
        )

    async def test() -> None:
        async with open_browser(own_index, size) as reader:
            await in_results(reader, "first compassion")
            await reader.press("r")
            await reader.until(lambda: isinstance(reader.app.screen, Menu))
            label = str(reader.app.screen.choices[0].label)  # type: ignore[attr-defined]
            lines = label.splitlines()
            assert len(lines) == 3
            assert max(map(len, lines)) < size[0] * 9 // 10 - 4
            assert lines[1].endswith(" · 2024")

    run(test())


@both_sizes
def test_escape_leads_from_a_related_article_to_the_one_it_is_like(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness")
            await reader.press("enter")
            seen = ["kindness"]
            for _ in range(2):
                await reader.until(lambda: reader.read_id == seen[-1])
                await reader.press("r")
                await reader.until(lambda: isinstance(reader.app.screen, Menu))
                await reader.press("enter")
                await reader.until(lambda: reader.read_id not in {"", seen[-1]})
                seen.append(reader.read_id)
            while len(seen) > 1:
                seen.pop()
                await reader.press("escape")
                await reader.until(lambda: reader.read_id == seen[-1])
                assert reader.focus == "article"
            await reader.press("escape")
            assert reader.focus == "results"

    run(test())


def test_matches_are_counted_only_of_an_article_that_is_seen(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, SMALL) as reader:
            await in_results(reader, "kindness")
            await reader.press("n")
            await reader.until(lambda: "match 1/" in reader.status)
            await reader.press("escape")
            await reader.until(lambda: "match" not in reader.status)
            await reader.press("j")
            assert "match" not in reader.status

    run(test())


def test_relevance_is_measured_by_the_best_hit_in_every_order(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await in_results(reader, "leadership 126")
            best = reader.results.answer.best_score
            await reader.press("s", "j", "j", "enter")
            await reader.answered()
            assert "sorted by oldest" in reader.status
            assert reader.results.answer.best_score == pytest.approx(best)

    run(test())


@both_sizes
def test_a_bar_is_a_share_of_the_best_of_its_tier(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness ethics")
            for steps, whose in ((0, "the best hit's"), (1, "the best such hit's")):
                await reader.press(*["j"] * steps, "w")
                assert f"100% of {whose}" in reader.screen_text()
                await reader.press("escape")

    run(test())


@both_sizes
def test_why_a_hit_was_found_is_told(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_results(reader, "kindness ethics")
            await reader.press("w")
            text = reader.screen_text()
            assert "Why this hit" in text
            assert all(str(reason) in text for reason in reader.hit.reasons)
            assert "100% of the best" in text
            await reader.press("w")
            assert reader.focus == "results"

    run(test())
