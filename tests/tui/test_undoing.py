"""Whatever is lost comes back by one key."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

import leadersearch
from leadersearch.tui.session import IndexSession
from tui.browsing import LARGE, SIZES, Reader, config_folder, open_browser, run
from tui.settling import Turn

both_sizes = pytest.mark.parametrize("size", SIZES, ids=("80x24", "120x40"))


async def undone(reader: Reader, key: str = "z") -> str:
    """Press a key, wait for what is told, and return it."""
    count = len(reader.notices)
    await reader.press(key)
    await reader.until(lambda: len(reader.notices) > count)
    await reader.answered()
    return reader.notices[-1]


@both_sizes
def test_all_marks_come_back(index: Path, size: tuple[int, int]) -> None:
    async def main() -> None:
        async with open_browser(index, size, "leadership") as reader:
            await reader.press("escape", "space", "space", "space", "u")
            assert "3 marks removed – z undoes" in reader.notices
            assert "marked" not in reader.status
            assert await undone(reader) == "3 marks set"
            assert "● 3 marked" in reader.status
            assert "● 1. " in reader.screen_text()
            assert await undone(reader, "Z") == "3 marks removed"
            assert "marked" not in reader.status
            await undone(reader)
            assert await undone(reader) == "1 mark removed"
            assert "● 2 marked" in reader.status

    run(main())


def test_one_mark_is_told_as_one(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape", "space", "u")
            assert "1 mark removed – z undoes" in reader.notices

    run(main())


def test_a_mark_that_is_taken_off_comes_back(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.press("escape", "space", "k", "space", "z")
            assert "● 1 marked" in reader.status
        async with open_browser(index) as reader:
            assert "● 1 marked" in reader.status

    run(main())


@both_sizes
def test_a_cleared_query_comes_back_with_the_hit_that_it_was_left_at(
    index: Path, size: tuple[int, int]
) -> None:
    async def main() -> None:
        async with open_browser(index, size, "leadership") as reader:
            await reader.press("escape", "j", "j")
            hit = reader.hit.article.id
            await reader.press("X")
            await reader.answered("")
            assert "query cleared – z undoes" in reader.notices
            assert await undone(reader) == "query: leadership"
            assert reader.line.text == "leadership"
            assert reader.hit.article.id == hit
            assert await undone(reader, "Z") == "all articles again"
            assert reader.results.answer.total == 130

    run(main())


def test_a_query_that_was_typed_over_comes_back(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.press("ctrl+u")
            await reader.type("ethics")
            await reader.press("enter", "slash", "ctrl+u")
            await reader.type("note")
            await reader.press("escape")
            for text in ("ethics", "kindness"):
                await undone(reader)
                assert reader.line.text == text
            assert await undone(reader) == "there is nothing to undo"

    run(main())


def test_a_query_that_was_typed_over_before_the_index_was_open_comes_back(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, open_index = Turn(), IndexSession.open

    def open_late(session: IndexSession) -> int:
        with closed:
            return open_index(session)

    monkeypatch.setattr(IndexSession, "open", open_late)

    async def main() -> None:
        held = ExitStack()
        held.enter_context(closed)
        async with open_browser(index, query="kindness", waits=False) as reader:
            await reader.until(lambda: reader.line.text == "kindness")
            await reader.type(" leadership")
            held.close()
            await reader.press("enter")
            await reader.answered("kindness leadership")
            await reader.press("z")
            await reader.answered("kindness")

    run(main())


def test_a_line_is_undone_in_the_line(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.press("ctrl+u")
            await reader.type("z")
            await undone(reader, "ctrl+underscore")
            assert reader.line.text == "kindness"
            assert reader.focus == "query"

    run(main())


@both_sizes
def test_filters_and_order_come_back_one_by_one(index: Path, size: tuple[int, int]) -> None:
    async def main() -> None:
        async with open_browser(index, size, "leadership") as reader:
            await reader.press("escape")
            await reader.app.search.narrow((("venue", "Notes"), ("year", "2020")))
            await reader.answered()
            await reader.press("s", "j", "enter")
            await reader.answered()
            total = reader.results.answer.total
            await reader.press("x")
            await reader.answered()
            assert "2 filters removed – z undoes" in reader.notices
            assert not reader.chips.display
            assert await undone(reader) == "year: 2020, venue: Notes"
            assert reader.results.answer.total == total
            assert reader.chips.display
            assert await undone(reader) == "sorted by relevance"
            assert await undone(reader) == "no filters"
            assert reader.results.answer.total > total

    run(main())


def test_a_search_that_was_run_over_another_is_one_change(own_index: Path) -> None:
    with leadersearch.open_index(own_index) as opened:
        opened.save_search("one", "ethics", sort="oldest", filters=[("venue", "BMJ Leader")])

    async def main() -> None:
        async with open_browser(own_index, query="kindness") as reader:
            await reader.press("escape", "L")
            await reader.until(lambda: "Saved searches" in reader.screen_text())
            await reader.press("enter")
            await reader.answered("ethics")
            await undone(reader)
            screen = reader.app.search
            assert (reader.line.text, screen.sort, screen.filters) == ("kindness", "relevance", ())

    run(main())


def test_a_deleted_search_comes_back(own_index: Path) -> None:
    with leadersearch.open_index(own_index) as opened:
        opened.save_search("one", "ethics", sort="oldest", filters=[("venue", "BMJ Leader")])
        before = opened.saved_searches()

    async def main() -> None:
        async with open_browser(own_index) as reader:
            await reader.press("escape", "L")
            await reader.until(lambda: "Saved searches" in reader.screen_text())
            await reader.press("d", "d")
            await reader.until(lambda: "deleted: one – z undoes" in reader.notices)
            assert await undone(reader) == "saved again: one"

    run(main())
    with leadersearch.open_index(own_index) as opened:
        assert opened.saved_searches() == before


def test_a_replaced_search_comes_back(own_index: Path) -> None:
    with leadersearch.open_index(own_index) as opened:
        opened.save_search("ethics", "kindness")

    async def main() -> None:
        async with open_browser(own_index, query="ethics") as reader:
            await reader.press("escape", "S")
            await reader.until(lambda: "Save this search" in reader.screen_text())
            await reader.press("enter", "enter")
            await reader.until(lambda: "saved as ethics" in reader.notices)
            assert await undone(reader) == "saved again: ethics"

    run(main())
    with leadersearch.open_index(own_index) as opened:
        assert [row.search.text for row in opened.saved_searches()] == ["kindness"]


def test_a_replaced_file_comes_back_unless_others_have_written_it(
    index: Path, tmp_path: Path
) -> None:
    path = tmp_path / "leadersearch-export.bib"
    path.write_text("precious")

    async def main() -> None:
        async with open_browser(index, query="kindness") as reader:
            await reader.press("escape", "e", "enter", "enter")
            told = f"{path.name} replaced – z undoes"
            await reader.until(lambda: told in reader.notices)
            await undone(reader)
            assert path.read_text() == "precious"
            await undone(reader, "Z")
            assert "Kindness" in path.read_text()
            path.write_text("newer")
            assert "has changed since" in await undone(reader)
            assert path.read_text() == "newer"

    run(main())


def test_the_key_that_undoes_is_told_as_it_is_set(index: Path) -> None:
    config_folder().mkdir()
    (config_folder() / "config.toml").write_text('[keys]\n"anywhere.undo" = "U"\n')

    async def main() -> None:
        async with open_browser(index, LARGE, "kindness") as reader:
            await reader.press("escape", "X")
            assert "query cleared – U undoes" in reader.notices
            await undone(reader, "U")
            assert reader.line.text == "kindness"

    run(main())


@both_sizes
def test_broadening_comes_and_goes_by_a_key(own_index: Path, size: tuple[int, int]) -> None:
    async def main() -> None:
        async with open_browser(own_index, size, "leadership ethics nurses") as reader:
            await reader.press("escape", "b")
            await reader.answered()
            assert reader.app.search.shown.search.broaden
            assert "broadened" in reader.status
            assert await undone(reader) == "not broadened"
            assert "broadened" not in reader.status
            assert await undone(reader, "Z") == "broadened"
            await reader.press("b")
            await reader.answered()
            assert "broadened" not in reader.status

    run(main())


def test_another_order_ends_broadening_and_broadening_the_other_order(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, LARGE, "leadership ethics nurses") as reader:
            await reader.press("escape", "b", "s", "j", "enter")
            await reader.answered()
            assert "sorted by newest" in reader.status
            assert "broadened" not in reader.status
            await reader.press("b")
            await reader.answered()
            assert "sorted by relevance · broadened" in reader.status
            assert await undone(reader) == "sorted by newest; not broadened"

    run(main())
