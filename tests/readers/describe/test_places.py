"""Volume, issue and pages in the spellings of many programs."""

from __future__ import annotations

from typing import Any

import pytest

from leadersearch.readers.describe.places import (
    LONGEST,
    place_in,
    place_in_citation,
    place_in_words,
)


def told(**values: Any) -> tuple[str, ...]:
    found = place_in(values)
    return tuple("".join(found.get(name, ())) for name in ("volume", "issue", "pages"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("117-21", "117-21"),
        ("117–121", "117-121"),
        ("117 -- 121", "117-121"),
        ("pp. 117-121", "117-121"),
        ("p12", "p12"),
        ("P12", "P12"),
        ("S. 12-14", "12-14"),
        ("S12-S14", "S12-S14"),
        ("Seite 12", "12"),
        ("xii-xiv", "xii-xiv"),
        ("e034567", "e034567"),
        ("117-21; discussion 122", "117-21; discussion 122"),
        *((none, "") for none in ("n/a-n/a", "no-no", "nan", "N.PAG", "-", "0", "see below")),
        ("1" * (LONGEST + 1), ""),
    ],
)
def test_pages_are_written_in_one_way(written: str, expected: str) -> None:
    assert told(pages=written) == ("", "", expected)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("117", "121", "117-121"),
        ("117", "117", "117"),
        ("117", "", "117"),
        ("", "121", ""),
        ("117-121", "121", "117-121"),
        (117, 121.0, "117-121"),
    ],
)
def test_pages_go_from_the_first_to_the_last(first: Any, last: Any, expected: str) -> None:
    assert told(first_page=first, last_page=last)[-1] == expected


@pytest.mark.parametrize(
    ("volume", "issue", "expected"),
    [
        ("Vol. 5", "No. 3", ("5", "3")),
        ("5(3)", "", ("5", "3")),
        ("5 (Suppl 1)", "", ("5", "Suppl 1")),
        ("5", "[3]", ("5", "3")),
        ("5.0", "3.0", ("5", "3")),
        ("XII", "Spring", ("XII", "Spring")),
        ("ahead-of-print", "ahead-of-print", ("", "")),
        ("of the journal", "", ("", "")),
        ("27 Suppl 2", "", ("27 Suppl 2", "")),
    ],
)
def test_volume_and_issue_lose_their_labels(
    volume: str, issue: str, expected: tuple[str, str]
) -> None:
    assert told(volume=volume, issue=issue)[:2] == expected


def test_a_number_is_an_issue_beside_a_volume_or_pages_alone() -> None:
    assert told(number="3") == ("", "", "")
    assert told(number="3", volume="5") == ("5", "3", "")
    assert told(number="arXiv:2101.00001", volume="5") == ("5", "", "")
    assert told(number="4", issue="3", volume="5") == ("5", "3", "")


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("Care. 2021 Sep 3;5(3):117-21. doi: 10.1136/a", ("5", "3", "117-21")),
        ("Care. 2021;5:e034567.", ("5", "", "e034567")),
        ("Care. 2021 Jan-Feb;5 Suppl 1:S12-S15. Epub 2020.", ("5 Suppl 1", "", "S12-S15")),
        ("Care. 2021 Sep 3. doi: 10.1136/a. Online ahead of print.", ("", "", "")),
        ("Care January/February 2021;5(3):117-121", ("5", "3", "117-121")),
        ("Care (2021) 5:3 (117-121). Date of Publication: 2021", ("5", "3", "117-121")),
        ("Care (2021) 5 SUPPL. 1 (S12-S15)", ("5", "SUPPL. 1", "S12-S15")),
        ("Care (2021) 5:3 Article Number: 45. Date", ("5", "3", "45")),
        ("Care. 5(3):117-121, 2021 Sep 3", ("5", "3", "117-121")),
        ("Care. 5 (Supplement 3) (no pagination), 2021.", ("5", "Supplement 3", "")),
        ("Care. 5, 2021.", ("5", "", "")),
        ("Care and kindness in 2021; a letter", ("", "", "")),
        ("A tale of two wards", ("", "", "")),
    ],
)
def test_a_citation_tells_the_place(citation: str, expected: tuple[str, ...]) -> None:
    found = place_in_citation(citation)
    assert tuple(found.get(name, "") for name in ("volume", "issue", "pages")) == expected
    assert told(citation=citation) == expected


def test_what_a_record_says_itself_comes_before_its_citation() -> None:
    assert told(volume="6", citation="Care. 2021;5(3):117-21.") == ("6", "", "")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "Vol. 5, no. 3 (Sept. 2021), p. 117-121",
            {"volume": "5", "issue": "3", "pages": "117-121"},
        ),
        ("Bd. 5 (2021), Heft 3, S. 117", {"volume": "5", "issue": "3", "pages": "117"}),
        ("(2021)", {}),
    ],
)
def test_a_catalogue_spells_the_place_out(written: str, expected: dict[str, str]) -> None:
    assert place_in_words(written) == expected


@pytest.mark.parametrize("value", [None, True, [], {}, {"name": "5"}, [[5]], float("nan"), ""])
def test_values_of_another_kind_tell_nothing(value: Any) -> None:
    assert told(volume=value, issue=value, pages=value, first_page=value) == ("", "", "")
