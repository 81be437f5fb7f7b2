"""Saved searches: naming, running, deleting, and indexes that cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

import leadersearch
from leadersearch.engines.whoosh.index.locking import LOCK_NAME, WriteLock
from leadersearch.tui import session
from tui.browsing import SIZES, Reader, open_browser, run

both_sizes = pytest.mark.parametrize("size", SIZES, ids=("80x24", "120x40"))


async def shows(reader: Reader, text: str) -> None:
    await reader.until(lambda: text in reader.screen_text())


async def save_as(reader: Reader, name: str) -> None:
    await reader.press("S")
    await shows(reader, "Save this search")
    reader.app.screen.query_one("Input").value = name  # type: ignore[attr-defined]
    await reader.press("enter")


def saved(path: Path) -> dict[str, leadersearch.SavedSearch]:
    with leadersearch.open_index(path) as index:
        return {row.name: row for row in index.saved_searches()}


@both_sizes
def test_a_search_is_saved_listed_and_run_again(own_index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(own_index, size, query="leadership") as reader:
            await reader.press("escape", "s", "j", "enter")
            await reader.answered()
            await reader.app.search.narrow((("venue", "Notes"), ("year", "2016")))
            await reader.answered()
            await save_as(reader, "  my notes ")
            await reader.until(lambda: "saved as my notes" in reader.notices)
            kept = saved(own_index)["my notes"].search
            assert (kept.text, kept.sort.value) == ("leadership", "newest")
            assert kept.filters == (("venue", "Notes"), ("year", "2016"))
            shown = reader.results.answer.total
            await reader.press("x")
            await reader.answered()
            assert reader.results.answer.total > shown
            await reader.ask("kindness")
            await reader.press("escape", "L")
            await shows(reader, "leadership · year: 2016")
            await reader.press("enter")
            await reader.answered("leadership")
            assert reader.results.answer.total == shown
            assert reader.chips.display
            assert "sorted by newest" in reader.status

    run(test())


@both_sizes
def test_a_saved_search_is_deleted_when_told_twice(own_index: Path, size: tuple[int, int]) -> None:
    with leadersearch.open_index(own_index) as index:
        index.save_search("one", "kindness")
        index.save_search("two", "ethics")

    async def test() -> None:
        async with open_browser(own_index, size) as reader:
            await reader.press("escape", "L")
            await shows(reader, "Saved searches")
            await reader.press("j", "d")
            await shows(reader, "d again deletes it")
            await reader.press("k", "j", "d")
            assert sorted(saved(own_index)) == ["one", "two"]
            await reader.press("d")
            await reader.until(lambda: "deleted: two – z undoes" in reader.notices)
            assert sorted(saved(own_index)) == ["one"]
            reader.app.search.search_worker.watch_index()
            await reader.pilot.pause()
            assert "index updated" not in reader.status

    run(test())


def test_a_name_that_is_taken_is_replaced_when_told_twice(own_index: Path) -> None:
    with leadersearch.open_index(own_index) as index:
        index.save_search("one", "kindness")

    async def test() -> None:
        async with open_browser(own_index, query="ethics") as reader:
            await reader.press("escape")
            await save_as(reader, " ")
            assert "enter a name" in reader.screen_text()
            reader.app.screen.query_one("Input").value = "one"  # type: ignore[attr-defined]
            await reader.press("enter")
            assert "enter again to replace it" in reader.screen_text()
            assert saved(own_index)["one"].search.text == "kindness"
            await reader.press("enter")
            await reader.until(lambda: "saved as one" in reader.notices)
            assert saved(own_index)["one"].search.text == "ethics"

    run(test())


def test_there_may_be_nothing_to_save_or_to_list(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape", "S")
            assert "nothing to save" in reader.notices[-1]
            await reader.press("L")
            await reader.until(lambda: "no saved searches yet" in reader.notices[-1])

    run(test())


@both_sizes
def test_while_another_process_writes_nothing_is_lost(
    own_index: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "LOCK_TIMEOUT", 0.0)

    async def test() -> None:
        async with open_browser(own_index, size, query="kindness") as reader:
            await reader.press("escape")
            lock = WriteLock(own_index)
            lock.acquire(0)
            try:
                await save_as(reader, "mine")
                await shows(reader, "not saved: another process")
            finally:
                lock.release()
            await reader.press("enter")
            await reader.until(lambda: "saved as mine" in reader.notices)
            assert list(saved(own_index)) == ["mine"]

    run(test())


@both_sizes
def test_an_index_that_cannot_be_written_says_so(own_index: Path, size: tuple[int, int]) -> None:
    (own_index / LOCK_NAME).unlink()
    (own_index / LOCK_NAME).mkdir()

    async def test() -> None:
        async with open_browser(own_index, size, query="kindness") as reader:
            await reader.press("escape")
            await save_as(reader, "mine")
            await shows(reader, "not saved: the index in")
            note = reader.app.screen.query_one("#saving-note", Static)
            assert "cannot be written" in str(note.content)
            await reader.press("escape")
            assert reader.focus == "results"
            assert reader.results.answer.total == 2

    run(test())


def test_damaged_searches_are_told(own_index: Path) -> None:
    with leadersearch.open_index(own_index) as index, index._writing() as writer:
        writer.keep("searches", b"{")

    async def test() -> None:
        async with open_browser(own_index) as reader:
            await reader.press("escape", "L")
            await reader.until(lambda: any("are damaged" in text for text in reader.notices))

    run(test())


def test_a_broadened_search_is_saved_and_run_as_such(own_index: Path) -> None:
    async def test() -> None:
        async with open_browser(own_index, query="leadership ethics") as reader:
            await reader.press("escape", "b")
            await reader.answered()
            await save_as(reader, "wide")
            await reader.until(lambda: "saved as wide" in reader.notices)
            assert saved(own_index)["wide"].search.broaden
            await reader.press("b")
            await reader.answered()
            await reader.press("L")
            await shows(reader, "leadership ethics · broadened")
            await reader.press("enter")
            await reader.until(lambda: "broadened" in reader.status)

    run(test())
