"""Titles that many articles have, and titles that name another article."""

from __future__ import annotations

import pytest

from leadersearch.text.titles import is_generic, telling_letters, title_of

GENERIC = [
    "Editorial",
    "News & Resources",
    "News and notes from the editors",
    "Letters to the Editor",
    "In this issue",
    "Book reviews",
    "Contents, volume 14, number 1 (continued)",
    "Abstracts from the 2021 annual meeting",
    "From the President’s desk: March 2021",
    "Erratum",
    "Vorwort",
    "Éditorial",
]
OF_A_SUBJECT = [
    "Universität Regensburg",
    "Kindness",
    "Longshot",
    "Editorial standards of nurses",
    "Review of falls on wards",
    "2021",
    "The of and",
    "",
]


@pytest.mark.parametrize("title", GENERIC)
def test_these_titles_are_of_many_articles(title: str) -> None:
    assert is_generic(title)
    assert not telling_letters(title)


@pytest.mark.parametrize("title", OF_A_SUBJECT)
def test_these_titles_are_of_one_article(title: str) -> None:
    assert not is_generic(title)


def test_the_name_of_the_journal_tells_no_more() -> None:
    assert is_generic("BMJ Leader: news", "BMJ Leader")
    assert not is_generic("BMJ Leader: news")
    assert not is_generic("BMJ Leader", "BMJ Leader")


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Correction: Kind rounds", ("correction", "")),
        ("Kind rounds (vol 12, pg 34, 2019)", ("correction", "")),
        ("Kind rounds: a reply to Ashdown", None),
        ("Reply to: Kind rounds", ("reply", "")),
        ("Kind rounds. Authors’ response", ("reply", "")),
        ("Re: Kind rounds", ("reply", "")),
        ("Kind rounds: study protocol", ("protocol", "")),
        ("Kind rounds: rationale and design", ("protocol", "")),
        ("Kind rounds. Part II: results", ("part", "2")),
        ("Kind rounds (part two)", ("part", "2")),
        ("Kind rounds. 2", ("part", "2")),
        ("Kind rounds (2019)", None),
        ("Retracted: Kind rounds", None),
        ("Retraction notice to: Kind rounds", ("retraction", "")),
        ("Expression of concern: Kind rounds", ("concern", "")),
        ("Response to surgery", None),
        ("Berichtigung zu: Kind rounds", ("correction", "")),
    ],
)
def test_a_title_names_what_it_is_to_another_article(
    title: str, role: tuple[str, str] | None
) -> None:
    assert title_of(title).roles == ({role} if role else set())
