"""Facets, timeline and chips: by keys and by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest

import leadersearch
from leadersearch.engine import FacetCount
from leadersearch.model.article import Article
from leadersearch.tui.painting import shortened
from leadersearch.tui.workspace.filter_line import ChipButton, chips_of
from leadersearch.tui.workspace.timeline import spans
from leadersearch.wrapping import columns
from tui.browsing import SIZES, Reader, open_browser, run

both_sizes = pytest.mark.parametrize("size", SIZES, ids=("80x24", "120x40"))


async def in_facets(reader: Reader) -> None:
    await reader.press("escape", "f")
    await reader.until(lambda: reader.facets.option_count)
    assert reader.focus == "facets"


async def choose(reader: Reader, facet: str, value: str) -> None:
    ids = [option.id for option in reader.facets.options]
    reader.facets.highlighted = ids.index(f"value:{facet}:{value}")
    await reader.press("space")
    await reader.answered()


def labels(reader: Reader) -> list[str]:
    return [chip.label for chip in chips_of(reader.app.search.filters)]


@both_sizes
def test_facets_narrow_and_their_counts_follow(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_facets(reader)
            await choose(reader, "author", "Author 1")
            total = reader.results.answer.total
            assert total == 18
            await choose(reader, "author", "Author 2")
            assert reader.results.answer.total == 36
            await choose(reader, "venue", "Notes")
            assert reader.results.answer.total < 36
            await reader.until(
                lambda: sum("[x]" in str(row.prompt) for row in reader.facets.options) == 3
            )
            counted = {row.value: row.count for row in reader.facets._counts["venue"]}
            assert sum(counted.values()) == 36
            assert len(reader.chips.query(ChipButton)) == 3

    run(test())


@both_sizes
def test_filters_are_removed_by_keys_and_by_mouse(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_facets(reader)
            await choose(reader, "author", "Author 1")
            await choose(reader, "venue", "Notes")
            await reader.press("backspace")
            await reader.answered()
            assert reader.app.search.filters == (("author", "Author 1"),)
            assert "author: Author 1 ×" in reader.screen_text()
            await reader.pilot.click(ChipButton)
            await reader.answered()
            assert not reader.app.search.filters
            assert not reader.chips.display
            await choose(reader, "tag", "care")
            await reader.press("x")
            await reader.answered()
            assert reader.results.answer.total == 130

    run(test())


@both_sizes
def test_chips_are_removed_one_by_one_by_keys(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_facets(reader)
            for facet, value in (("year", "2021"), ("author", "Author 1"), ("tag", "notes")):
                await choose(reader, facet, value)
            await reader.press("shift+tab", "h", "space")
            await reader.answered()
            assert labels(reader) == ["year: 2021", "tag: notes"]
            assert reader.focus == "ChipButton"
            assert "Remove" in reader.screen_text().splitlines()[-1]
            await reader.press("enter")
            await reader.answered()
            assert labels(reader) == ["year: 2021"]
            await reader.press("delete")
            await reader.answered()
            assert labels(reader) == []
            assert reader.focus == "results"

    run(test())


def test_backspace_removes_a_run_of_years_as_one(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await in_facets(reader)
            for year in ("2021", "2020", "2018"):
                await choose(reader, "year", year)
            await reader.press("backspace")
            await reader.answered()
            assert labels(reader) == ["year: 2018"]

    run(test())


@both_sizes
def test_a_click_applies_a_facet_value(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_facets(reader)
            await reader.pilot.click("#facets", offset=(4, 2))
            await reader.answered()
            assert len(reader.app.search.filters) == 1

    run(test())


@both_sizes
def test_every_value_shows_its_count_and_the_first_is_at_hand(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_facets(reader)
            lines = [line[:32] for line in reader.screen_text().splitlines()]
            rows = [line for line in lines if "[ ]" in line]
            assert len(rows) > 10
            assert all(line.rstrip(" │▌▆▇█▅▄▃▂▁")[-1].isdigit() for line in rows)
            assert reader.facet_id.startswith("value:author:")
            await reader.press("enter")
            await reader.answered()
            assert len(reader.app.search.filters) == 1

    run(test())


def test_a_long_value_loses_its_middle() -> None:
    assert shortened("Proceedings of the 24th Workshop", 15) == "Proceed…orkshop"
    assert shortened("BMJ Leader", 10) == "BMJ Leader"
    assert columns(shortened("日本語の論文集 第二十四回", 11)) <= 11


@both_sizes
def test_the_value_at_hand_is_shown_whole(own_index: Path, size: tuple[int, int]) -> None:
    venues = [f"Proceedings of the {n}th Annual Meeting of the Association" for n in (56, 57)]
    with leadersearch.open_index(own_index) as opened:
        opened.add(Article(title=f"Meeting {name}", venue=name) for name in venues)

    async def test() -> None:
        async with open_browser(own_index, size, query="meeting") as reader:
            await in_facets(reader)
            await reader.press("G", "k")
            await reader.press("G")
            prompts = [str(option.prompt) for option in reader.facets.options]
            whole = [" ".join(text.replace("1\n", "\n").split()) for text in prompts]
            assert [venues[0] in text for text in whole].count(True) == 0
            assert [f"[ ] {venues[1]}" == text for text in whole].count(True) == 1
            await reader.press("k")
            prompts = [str(option.prompt) for option in reader.facets.options]
            whole = [" ".join(text.replace("1\n", "\n").split()) for text in prompts]
            assert [f"[ ] {venues[0]}" == text for text in whole].count(True) == 1

    run(test())


@both_sizes
def test_filters_that_leave_nothing_can_be_given_up_at_once(
    index: Path, size: tuple[int, int]
) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_facets(reader)
            await choose(reader, "tag", "ethics")
            await reader.press("slash")
            await reader.type("inclusion")
            await reader.until(lambda: reader.blank.choices.display)
            assert "the same without the filters   1 article" in reader.screen_text()
            await reader.press("enter")
            await reader.until(lambda: reader.focus == "suggestions")
            await reader.press("enter")
            await reader.until(lambda: reader.results.answer.total == 1)
            assert labels(reader) == []
            assert reader.line.text == "inclusion"

    run(test())


def test_what_no_hit_has_is_named(tmp_path: Path) -> None:
    with leadersearch.open_index(tmp_path / "made", create=True) as made:
        made.add([Article(title="Kindness", authors=("Anna Baverstock",))])

    async def test() -> None:
        async with open_browser(tmp_path / "made") as reader:
            await reader.press("escape", "f")
            await reader.until(lambda: reader.facet_id)
            assert "no years, tags, venues here" in reader.screen_text()

    run(test())


def test_years_stand_below_their_bars(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape", "t")
            await reader.until(lambda: reader.timeline._spans)
            await reader.press("g")
            axis = reader.timeline.render_line(2).text
            wide = reader.timeline._bar_width
            assert axis.startswith("▲ 2015: ")
            for index_, year in enumerate(range(2017, 2025), start=2):
                assert axis[index_ * wide :].startswith(str(year))

    run(test())


def test_more_values_are_shown_when_asked_for(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index) as reader:
            await in_facets(reader)
            few = reader.facets.option_count
            reader.facets.highlighted = reader.facets.get_option_index("more:author")
            await reader.press("enter")
            assert reader.facets.option_count > few

    run(test())


@both_sizes
def test_brackets_go_from_facet_to_facet(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_facets(reader)
            first = reader.facet_id
            await reader.press("right_square_bracket")
            second = reader.facet_id
            assert (first.split(":")[1], second.split(":")[1]) == ("author", "year")
            await reader.press("left_square_bracket")
            assert reader.facet_id == first
            ids = [option.id or "" for option in reader.facets.options]
            at = {}
            for key in ("j", "down", "k", "up", "G", "g", "end", "home"):
                await reader.press(key)
                at[key] = ids.index(reader.facet_id)
            start = ids.index(first)
            assert [at[key] - start for key in ("j", "down", "k", "up")] == [1, 2, 1, 0]
            assert at["G"] == at["end"] == len(ids) - 1
            assert at["g"] == at["home"] == 1

    run(test())


@both_sizes
def test_f_shows_goes_to_and_hides_the_facets(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await in_facets(reader)
            await reader.press("escape")
            assert reader.focus == "results"
            assert reader.facets.display
            await reader.press("f")
            assert reader.focus == "facets"
            await reader.press("f")
            assert not reader.facets.display
            assert reader.focus == "results"
            await reader.press("f")
        async with open_browser(index, size) as reader:
            assert reader.facets.display

    run(test())


@both_sizes
def test_the_timeline_narrows_to_years_by_keys(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("escape", "t")
            await reader.until(lambda: reader.timeline._spans)
            assert reader.focus == "timeline"
            assert "2015" in reader.screen_text()
            await reader.press("h")
            assert reader.timeline._spans[reader.timeline.cursor].first == 2023
            await reader.press("G", "left", "right", "home", "end")
            assert reader.timeline._spans[reader.timeline.cursor].first == 2024
            await reader.press("g", "l", "space")
            await reader.answered()
            assert reader.app.search.filters == (("year", "2016"),)
            await reader.until(lambda: reader.timeline._applied)
            await reader.press("space")
            await reader.answered()
            assert not reader.app.search.filters
            await reader.until(lambda: not reader.timeline._applied)
            await reader.press("g", "l", "l", "left_square_bracket")
            await reader.answered()
            await reader.until(lambda: reader.timeline._applied)
            await reader.press("l", "l", "right_square_bracket")
            await reader.answered()
            years = [value for _, value in reader.app.search.filters]
            assert years == ["2017", "2018", "2019"]
            assert "year: 2017–2019 ×" in reader.screen_text()
            await reader.press("t")
            assert not reader.timeline.display

    run(test())


@both_sizes
def test_the_timeline_narrows_to_years_by_mouse(index: Path, size: tuple[int, int]) -> None:
    async def test() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("escape", "t")
            await reader.until(lambda: reader.timeline._spans)
            wide = reader.timeline._bar_width
            await reader.pilot.click("#timeline", offset=(1 + wide, 1))
            await reader.answered()
            assert reader.app.search.filters == (("year", "2016"),)
            await reader.pilot.mouse_down("#timeline", offset=(1, 1))
            await reader.pilot.mouse_up("#timeline", offset=(1 + 2 * wide, 1))
            await reader.answered()
            assert [year for _, year in reader.app.search.filters] == ["2015", "2016", "2017"]

    run(test())


def test_years_share_a_bar_where_there_are_too_many(index: Path) -> None:
    counts = [FacetCount(str(year), 1) for year in range(1900, 2000)]
    made = spans(counts, 30)
    assert len(made) == 25
    assert (made[0].first, made[0].last, made[0].count) == (1900, 1903, 4)
    assert spans([FacetCount("undated", 3)], 30) == []


def test_neighbouring_years_make_one_chip() -> None:
    chips = chips_of([("year", "2021"), ("tag", "a"), ("year", "2020"), ("year", "2018")])
    assert [chip.label for chip in chips] == ["year: 2018", "year: 2020–2021", "tag: a"]
