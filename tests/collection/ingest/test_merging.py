"""The records of one article, field by field."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from leadersearch.collection.ingest.merging import merged
from leadersearch.model.article import Article, PartialDate, Source


def of(*values: dict[str, Any]) -> Article:
    records = [
        Article(**{"doi": "10.1000/x", "title": "Kind rounds", "source": Source(f"{n}.ris"), **row})
        for n, row in enumerate(values)
    ]
    (article,) = {merged(order, "x") for order in permutations(records)}
    return article


def test_each_field_is_the_best_that_any_source_has() -> None:
    article = of(
        {
            "authors": ("Mira Ashdown", "Ben Okoro"),
            "date": PartialDate(2021, 3),
            "url": "https://example.org/kind",
            "tags": ("kindness",),
            "venue": "Inv. J.",
        },
        {
            "excerpt": "A long abstract that the other source has not.",
            "authors": ("M. Ashdown",),
            "date": PartialDate(2021),
            "venue": "Invented Journal",
            "tags": ("Kindness", "wards"),
            "language": "en",
        },
    )
    assert article.authors == ("Mira Ashdown", "Ben Okoro")
    assert article.date == PartialDate(2021, 3)
    assert article.url == "https://example.org/kind"
    assert [tag.lower() for tag in article.tags] == ["kindness", "wards"]
    assert article.venue == "Invented Journal"
    assert article.excerpt.startswith("A long abstract")
    assert article.language == "en"
    assert list(map(str, article.sources)) == ["1.ris", "0.ris"]
    assert article.source == Source("1.ris")


@pytest.mark.parametrize(
    ("lists", "expected"),
    [
        ([("M. Ashdown", "Ben Okoro"), ("Mira Ashdown",)], ("Mira Ashdown", "Ben Okoro")),
        (
            [("M. Ashdown", "Ben Okoro"), ("Mira Ashdown", "B. Okoro")],
            ("Mira Ashdown", "Ben Okoro"),
        ),
        ([("Smith J",), ("John A. Smith",)], ("John A. Smith",)),
        ([("J. Smith", "K. Lee"), ("Jane Smith",), ("John Smith",)], ("J. Smith", "K. Lee")),
        ([("Royal College",), ()], ("Royal College",)),
    ],
)
def test_authors_are_all_and_in_full(
    lists: list[tuple[str, ...]], expected: tuple[str, ...]
) -> None:
    assert of(*[{"authors": names} for names in lists]).authors == expected


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (("KIND ROUNDS: A TRIAL", "Kind rounds: a trial"), "Kind rounds: a trial"),
        (("Kind rounds", "Kind rounds: a trial"), "Kind rounds: a trial"),
        (("[Kind rounds on wards]", "Freundliche Visiten"), "Freundliche Visiten"),
    ],
)
def test_the_title_is_the_longest_of_its_own(titles: tuple[str, ...], expected: str) -> None:
    assert of(*[{"title": title} for title in titles]).title == expected


def test_an_address_of_its_own_goes_before_that_of_its_doi() -> None:
    article = of(
        {"url": "https://doi.org/10.1000/x", "body": "long"}, {"url": "https://example.org"}
    )
    assert article.url == "https://example.org"


PLACES = [
    (({"volume": "5", "issue": "3"}, {"pages": "117-21"}), ("5", "3", "117-21")),
    (({"volume": "5"}, {"volume": "5", "issue": "3", "pages": "117"}), ("5", "3", "117")),
    (({"volume": "5", "pages": "117"}, {"volume": "6", "issue": "1", "pages": "9"}), ("6", "1", "9")),
    (({"volume": "5", "pages": "117"}, {"volume": "6", "issue": "1"}, {}), None),
    (({"volume": "27 Suppl 2"}, {"volume": "27", "issue": "S2", "pages": "S1"}), ("27", "S2", "S1")),
]  # fmt: skip


@pytest.mark.parametrize(("places", "expected"), PLACES)
def test_the_place_is_that_of_one_source_and_what_others_add(
    places: tuple[dict[str, str], ...], expected: tuple[str, ...] | None
) -> None:
    extras = [{name: (value,) for name, value in place.items()} for place in places]
    extra = of(*[{"extra": each} for each in extras]).extra
    found = tuple("".join(extra.get(name, ())) for name in ("volume", "issue", "pages"))
    if expected is not None:
        assert found == expected
    else:
        assert found in {("5", "", "117"), ("6", "1", "")}  # never a part of each


def test_the_record_of_one_source_is_the_article() -> None:
    record = Article(title="Kind rounds")
    assert merged([record], record.id) is record
    assert merged([record], "x").records == ()
