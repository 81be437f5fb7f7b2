"""The place of an article in its journal."""

from __future__ import annotations

import pytest

from leadersearch.model.article import Article
from leadersearch.model.places import NO_PLACE, Place, page_range, place_of, written_place


def at(volume: str = "", issue: str = "", pages: str = "") -> Article:
    held = {"volume": volume, "issue": issue, "pages": pages}
    extra = {name: (value,) for name, value in held.items() if value}
    return Article(title="Editorial", extra=extra)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at("5", "3", "117-21"), at("05", "3", "117-121")),
        (at("5", "1-2", "117"), at("5", "1/2", "117–121")),
        (at("27 Suppl 2", "", "S12"), at("27", "Supplement_2", "s12-s15")),
        (at("27", "S1"), at("27", "Suppl. 1")),
        (at("XII", "3", "E12"), at("xii", "3", "e12")),
        (at("5", "7 Pt 2"), at("5", "7pt2")),
    ],
)
def test_one_place_may_be_written_in_two_ways(one: Article, other: Article) -> None:
    assert place_of(one) == place_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (at("5"), at("6")),
        (at("5", "1"), at("5", "2")),
        (at("5", "1", "12"), at("5", "1", "112")),
        (at("5", "1-2"), at("5", "12")),
        (at("5", "", "12"), at("5", "", "S12")),
        (at(pages="1:1-1:30"), at(pages="1:2-1:30")),
        (at("5", "1"), at("5 Suppl 1")),
    ],
)
def test_places_contradict_each_other_in_a_part_that_both_have(
    one: Article, other: Article
) -> None:
    assert place_of(one).contradicts(place_of(other))
    assert place_of(other).contradicts(place_of(one))


def test_a_part_that_is_missing_contradicts_nothing() -> None:
    assert not place_of(at("5", "3")).contradicts(place_of(at("5", "", "117")))
    assert not place_of(at()).contradicts(place_of(at("5", "3", "117")))
    assert place_of(at()) == NO_PLACE


def test_a_place_is_whole_with_a_page_in_a_volume_or_an_issue() -> None:
    assert Place("5", "", "117").is_whole
    assert Place("", "3", "117").is_whole
    assert not Place("5", "3", "").is_whole
    assert not Place("", "", "117").is_whole


@pytest.mark.parametrize(
    ("article", "expected"),
    [
        (at("5", "3", "117-121"), "5(3):117-121"),
        (at("5", "", "e12"), "5:e12"),
        (at("", "3", "117"), "(3):117"),
        (at("5", "3"), "5(3)"),
        (at("", "", "117"), "117"),
        (at(), ""),
    ],
)
def test_a_place_is_written_as_references_have_it(article: Article, expected: str) -> None:
    assert written_place(article) == expected


def test_one_range_of_pages_has_two_ends() -> None:
    assert page_range("117-121") == ("117", "121")
    for other in ("117", "1-1", "12, 15-18", "117-21; discussion 122"):
        assert page_range(other) == (other, "")
