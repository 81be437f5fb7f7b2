"""Marks can be seen and reached, and what is done with hits is done with the marked ones."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import leadersearch
from leadersearch.tui import key_queue
from leadersearch.tui.session import IndexSession
from tui.browsing import LARGE, SIZES, SMALL, Reader, open_browser, run

both_sizes = pytest.mark.parametrize("size", SIZES, ids=("80x24", "120x40"))


async def mark_two(reader: Reader) -> None:
    """Mark the articles on kindness and on ethics, and look at others."""
    await reader.ask("kindness")
    await reader.press("enter", "space", "space")
    assert "● 2 marked, M lists" in reader.status
    await reader.ask("leadership note")
    await reader.press("enter")
    await reader.answered("leadership note")


async def list_marked(reader: Reader, title: str = "2 marked") -> None:
    await reader.press("M")
    await reader.until(lambda: f" {title} " in reader.screen_text())


@both_sizes
def test_what_is_marked_is_listed_and_read(index: Path, size: tuple[int, int]) -> None:
    async def main() -> None:
        async with open_browser(index, size) as reader:
            await mark_two(reader)
            await list_marked(reader)
            assert "● Kindness and inclusion in leadership" in reader.screen_text()
            assert "2023-02 · Alex Ruani" in reader.screen_text()
            await reader.press("j", "enter")
            await reader.until(lambda: reader.read_id == "ethics")
            assert reader.focus == "article"
            assert reader.status.startswith("marked article")
            await reader.press("q")
            assert reader.focus == "results"
            assert reader.line.text == "leadership note"

    run(main())


@both_sizes
def test_marks_are_removed_and_set_again_in_the_list(index: Path, size: tuple[int, int]) -> None:
    async def main() -> None:
        async with open_browser(index, size) as reader:
            await mark_two(reader)
            await list_marked(reader)
            await reader.press("space", "m")
            await reader.until(lambda: "None marked" in reader.screen_text())
            assert "○ Kindness" in reader.screen_text()
            await reader.press("k", "space")
            await reader.until(lambda: "● Kindness" in reader.screen_text())
            await reader.press("escape")
            assert "● 1 marked" in reader.status
            await reader.press("z", "z")
            assert "● 1 marked" in reader.status
            await reader.press("z")
            assert "● 2 marked" in reader.status

    run(main())


def test_a_marked_article_is_read_where_nothing_is_found(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, SMALL) as reader:
            await mark_two(reader)
            reader.app.search.ask_anew("zzqqxx")
            await reader.answered("zzqqxx")
            await list_marked(reader)
            await reader.press("enter")
            await reader.until(lambda: reader.read_id == "kindness" and reader.article.display)
            assert reader.focus == "article"
            await reader.press("escape")
            await reader.until(lambda: reader.focus in {"blank", "suggestions"})
            assert "No article matches" in reader.screen_text()

    run(main())


def test_an_article_that_is_gone_stays_in_the_list_until_it_is_unmarked(own_index: Path) -> None:
    async def main() -> None:
        async with open_browser(own_index, LARGE) as reader:
            await mark_two(reader)
            with leadersearch.open_index(own_index) as opened:
                opened.remove("ethics")
            await reader.press("ctrl+r")
            await reader.answered()
            await list_marked(reader)
            assert "ethics: no longer in the index" in reader.screen_text()
            await reader.press("j", "enter")
            assert "this article is no longer in the index" in reader.notices

    run(main())


def test_nothing_marked_is_told(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape", "M")
            assert "nothing is marked; press space to mark" in reader.notices

    run(main())


@both_sizes
def test_the_marked_are_cited_and_copied(index: Path, size: tuple[int, int]) -> None:
    from leadersearch.export import export

    async def main() -> None:
        async with open_browser(index, size) as reader:
            await mark_two(reader)
            with leadersearch.open_index(index) as opened:
                articles = [opened.article("kindness"), opened.article("ethics")]
            await reader.press("c")
            await reader.until(lambda: "Cite 2 articles" in reader.screen_text())
            await reader.press("j", "enter")
            assert reader.app.clipboard == export(articles, "apa")
            assert "2 citations copied (apa)" in reader.notices
            await reader.press("Y")
            await reader.until(lambda: "2 links copied" in reader.notices)
            assert reader.app.clipboard.split() == [row.url for row in articles]
            await reader.press("y")
            told = "of 2 articles: title, authors and link copied"
            await reader.until(lambda: told in reader.notices)
            assert reader.app.clipboard.count("\n\n") == 1

    run(main())


# --- dialogs that take their time ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "title"), [("M", "2 marked"), ("r", "Related"), ("S", "Save this")]
)
def test_keys_wait_for_the_dialog_that_they_are_meant_for(
    index: Path, key: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_queue, "PATIENCE", 600.0)

    async def main() -> None:
        async with open_browser(index) as reader:
            await mark_two(reader)
            await reader.ask("kindness")
            await reader.press("enter")
            await reader.answered("kindness")
            await reader.pilot.pause()
            reader.app.simulate_key(key)
            reader.app.simulate_key("u")
            await reader.until(lambda: title in reader.screen_text())
            await reader.press("escape")
            await reader.until(lambda: len(reader.app.screen_stack) == 1)
            assert "● 2 marked" in reader.status

    run(main())


@pytest.mark.parametrize("key", ["M", "r", "L"])
def test_a_dialog_that_comes_too_late_takes_no_keys(
    own_index: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with leadersearch.open_index(own_index) as opened:
        opened.save_search("one", "ethics")
    monkeypatch.setattr(key_queue, "PATIENCE", 0.01)

    async def main() -> None:
        async with open_browser(own_index) as reader:
            await mark_two(reader)
            library = reader.app.index_session
            held = library._looking_up

            def slowly(name: str) -> None:
                quickly = getattr(IndexSession, name)

                def read(*arguments: object) -> object:
                    with held:
                        return quickly(library, *arguments)

                setattr(library, name, read)

            for name in ("articles", "related", "saved_searches"):
                slowly(name)
            with held:
                reader.app.simulate_key(key)
                reader.app.simulate_key("slash")
                while reader.focus != "query":  # noqa: ASYNC110  # `until` waits for workers, too
                    await asyncio.sleep(0.02)
            await reader.until(
                lambda: any("press" in text or "r shows" in text for text in reader.notices)
            )
            assert len(reader.app.screen_stack) == 1
            assert reader.focus == "query"

    run(main())
