"""Results belong to the text above them, and counts say what they count."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.style import Style

import leadersearch
from leadersearch.errors import IndexCorrupt
from leadersearch.model.article import Article, PartialDate
from leadersearch.tui.workspace.status_line import State, status_text
from tui.browsing import LARGE, SIZES, SMALL, Reader, open_browser, run

both_sizes = pytest.mark.parametrize("size", SIZES, ids=("80x24", "120x40"))

LONG = "the file MAIN_0123456789abcdef.columnar is damaged; make the index anew: " + "leads " * 20


@pytest.fixture
def tiers(tmp_path: Path) -> Path:
    """Three articles of 2020 and 2021 hold both words, 20 of 2001 to 2020 hold one of them."""
    path = tmp_path / "tiers"
    with leadersearch.open_index(path, create=True) as made:
        made.add(
            Article(title=f"Kind ethics {n}", date=PartialDate(2020 + n % 2), venue="Both")
            for n in range(3)
        )
        made.add(
            Article(title=f"Ethics alone {n}", date=PartialDate(2001 + n), venue="One")
            for n in range(20)
        )
    return path


def failing(reason: str) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise IndexCorrupt(reason)

    return fail


# --- one number ----------------------------------------------------------------------------------


@both_sizes
def test_the_hits_with_all_words_are_those_that_count(tiers: Path, size: tuple[int, int]) -> None:
    async def main() -> None:
        async with open_browser(tiers, size, "kind ethics") as reader:
            assert reader.status.startswith("1 of 3 with all words · 23 with some")
            await reader.press("escape", "G")
            assert reader.status.startswith("3 of 3 with all words")
            await reader.press("G")
            assert reader.results.cursor == 2
            await reader.press("f")
            await reader.until(lambda: reader.facet_id)
            ids = {option.id for option in reader.facets.options}
            assert "value:venue:Both" in ids
            assert "value:venue:One" not in ids
            await reader.press("t")
            await reader.until(lambda: reader.timeline._spans)
            assert [span.count for span in reader.timeline._spans] == [2, 1]

    run(main())


@both_sizes
def test_a_key_widens_to_the_hits_with_some_words(tiers: Path, size: tuple[int, int]) -> None:
    async def main() -> None:
        async with open_browser(tiers, size, "kind ethics") as reader:
            await reader.press("escape", "t")
            await reader.until(lambda: reader.timeline._spans)
            await reader.press("t", "A", "t")
            await reader.until(lambda: len(reader.timeline._spans) > 2)
            assert sum(span.count for span in reader.timeline._spans) == 23
            assert reader.status.startswith("1 of 23 with some words · 3 with all")
            await reader.press("escape", "G")
            assert reader.results.cursor == 22
            await reader.press("A")
            assert reader.status.startswith("23 of 23 with some words")
            await reader.until(lambda: len(reader.timeline._spans) == 2)

    run(main())


def test_where_no_hit_has_all_words_all_are_counted(tiers: Path) -> None:
    async def main() -> None:
        async with open_browser(tiers, LARGE, "ethics xylophone") as reader:
            assert reader.status.startswith("1 of 23 with some words")
            await reader.press("escape", "t")
            await reader.until(lambda: reader.timeline._spans)
            assert sum(span.count for span in reader.timeline._spans) == 23
            await reader.press("escape", "G")
            assert reader.results.cursor == 22

    run(main())


def test_the_status_fits_and_says_what_matters_first() -> None:
    state = State(
        place=3,
        total=11377,
        all_words=14,
        is_opening=False,
        seconds=0.02,
        marked=3,
        matches="3/17",
    )
    text = status_text(state, 78)
    assert len(text) <= 78
    assert text.startswith("3 of 14 with all words · 11,377 with some")
    assert "● 3 marked" in text
    assert "match 3/17" in text


# --- before an answer, and without one -----------------------------------------------------------


@both_sizes
def test_nothing_is_said_of_hits_before_there_is_an_answer(
    index: Path, size: tuple[int, int]
) -> None:
    said: list[str] = []

    async def main() -> None:
        async with open_browser(index, size, "kindness", waits=False) as reader:
            status = reader.app.search.state
            said.append(status_text(status))
            await reader.answered("kindness")
            assert reader.status.startswith("1 of 2")

    run(main())
    assert "no hits" not in said[0]
    assert status_text(State()) == "opening the index…"
    assert status_text(State(is_opening=False)) == "searching…"


@both_sizes
def test_hits_of_another_text_are_dimmed_and_said_to_be_so(
    index: Path, size: tuple[int, int]
) -> None:
    def looks(reader: Reader) -> set[bool | None]:
        strip = reader.results.render_line(0)
        return {(segment.style or Style()).dim for segment in strip if segment.text.strip()}

    async def main() -> None:
        async with open_browser(index, size, "kindness") as reader:
            assert looks(reader) == {None}
            with reader.app.search.search_worker._turn:
                await reader.type(" ethics")
                await reader.until(lambda: "searching… · below: kindness" in reader.status)
                assert looks(reader) == {True}
            await reader.answered("kindness ethics")
            assert looks(reader) == {None}
            assert "below" not in reader.status

    run(main())


def test_hits_are_of_another_text_until_enter_where_the_search_waits_for_it(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, SMALL, "kindness") as reader:
            await reader.press("f8")
            await reader.type("x")
            assert reader.status.startswith("below: kindness")
            assert reader.results.is_stale
            await reader.press("backspace")
            assert not reader.results.is_stale
            await reader.type("0")
            await reader.press("enter")
            await reader.answered("kindness0")
            assert reader.status.startswith("no hits")

    run(main())


@both_sizes
def test_an_index_that_cannot_be_read_shows_why_in_the_place_of_the_hits(
    index: Path, size: tuple[int, int]
) -> None:
    async def main() -> None:
        async with open_browser(index, size, "kindness") as reader:
            library = reader.app.index_session
            first_page = library.first_page
            library.first_page = failing(LONG)  # type: ignore[method-assign, assignment]
            await reader.press("escape", "space", "slash", "ctrl+u")
            await reader.type("ethics")
            await reader.until(lambda: "The index cannot be read." in reader.screen_text())
            assert "Kindness and inclusion" not in reader.screen_text()
            assert " ".join(LONG.split()) in " ".join(reader.screen_text().split())
            assert reader.status.strip().startswith("the index cannot be read")
            assert len(reader.status) < size[0]
            assert "1 marked" in reader.status
            assert reader.focus == "query"
            library.first_page = first_page  # type: ignore[method-assign]
            await reader.press("ctrl+r")
            await reader.answered("ethics")
            assert reader.results.answer.total
            assert "cannot be read" not in reader.status

    run(main())


def test_hits_stay_where_only_their_counts_cannot_be_read(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, SMALL, "kindness") as reader:
            reader.app.index_session.counts = failing(LONG)  # type: ignore[method-assign, assignment]
            await reader.press("escape", "f")
            await reader.until(lambda: "part of the answer could not be read" in reader.status)
            assert reader.results.answer.total == 2
            assert any(LONG.split(";", maxsplit=1)[0] in notice for notice in reader.notices)

    run(main())


# --- the timeline --------------------------------------------------------------------------------


def test_the_cursor_of_the_timeline_keeps_the_shape_of_its_bar(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, LARGE) as reader:
            await reader.press("escape", "t")
            await reader.until(lambda: reader.timeline._spans)
            for key in ("g", "G"):
                await reader.press(key)
                timeline = reader.timeline
                bars = [timeline.render_line(line) for line in (0, 1)]
                assert not any((seg.style or Style()).reverse for bar in bars for seg in bar)
                x = timeline.cursor * timeline._bar_width
                assert timeline.render_line(2).text[x] == "▲"
            shapes = [timeline.render_line(line).text for line in (0, 1)]
            await reader.press("escape")
            assert shapes == [timeline.render_line(line).text for line in (0, 1)]

    run(main())


def test_no_bars_are_shown_before_there_is_a_width_for_them(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index, LARGE) as reader:
            counts = reader.app.index_session.counts(reader.app.search.shown, is_wide=True)["year"]
            assert not reader.timeline.content_size.width
            reader.timeline.show(counts, frozenset())
            assert reader.timeline._spans == []

    run(main())
