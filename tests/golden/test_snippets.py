"""Hits as they are shown, written out by hand: marks in brackets, reasons in their order."""

from __future__ import annotations

import pytest

from leadersearch.index import Index
from leadersearch.model.article import Article
from leadersearch.results.snippets import Fragment


def bracketed(fragment: Fragment) -> str:
    """A fragment with its marks in brackets, its field before and what was cut off as dots."""
    text, behind = "", 0
    for start, end in fragment.marks:
        text += f"{fragment.text[behind:start]}[{fragment.text[start:end]}]"
        behind = end
    text += fragment.text[behind:]
    before, after = ("… " * fragment.cut_before, " …" * fragment.cut_after)
    return f"{fragment.field}: {before}{text}{after}"


SHOWN = {
    ("kind leaders", "kind"): [
        "title: [Kind] [leaders]",
        "body: [Leaders] of health-care teams listen.",
        "both words",
        "title: Kind, leaders",
    ],
    ("kind leaders", "team"): [
        "title: Healthcare teams",
        "body: [Kindness] spreads; [kind] words do too. [Leaders] lead [kind] teams.",
        "both words",
        "text: Kindness, Leaders, kind",
    ],
    ("kind leaders", "ethics"): [
        "title: The ethics of leadership",
        "author: Ada [Kind]",
        "excerpt: Ethics is care.",
        "author match: Ada Kind",
        "1 of 2 words (without leaders)",
    ],
    ("health-care", "team"): [
        "title: [Healthcare] teams",
        "body: Kindness spreads; kind words do too. Leaders lead kind teams.",
        "title: Healthcare",
    ],
    ('"mentors listen"', "mentor"): [
        "title: Mentoring",
        "body: [Mentors listen], and leaders in care listen. Mentoring is work.",
        "phrase in text",
    ],
    ("and leaders in care", "mentor"): [
        "title: Mentoring",
        "body: Mentors listen, [and leaders in care] listen. Mentoring is work.",
        "these words in a row, in text",
        "both words",
        "text: leaders, care",
    ],
    ("care in leaders", "mentor"): [
        "title: Mentoring",
        "body: Mentors listen, and [leaders] in [care] listen. Mentoring is work.",
        "both words",
        "text: care, leaders",
    ],
    ("lead*", "team"): [
        "title: Healthcare teams",
        "body: Kindness spreads; kind words do too. [Leaders] [lead] kind teams.",
        "lead* matched Leaders, lead",
        "text: Leaders, lead",
    ],
    ("mentorin~", "mentor"): [
        "title: [Mentoring]",
        "excerpt: On [mentoring] in medicine.",
        "title: Mentoring",
        "Mentoring for mentorin~",
    ],
    ("date:2024", "kind"): [
        "title: Kind leaders",
        "body: Leaders of health-care teams listen.",
    ],
}


@pytest.mark.parametrize(("query", "article_id"), SHOWN)
def test_a_hit_is_shown_as_it_was_written_down(index: Index, query: str, article_id: str) -> None:
    (hit,) = (hit for hit in index.search(query) if hit.article.id == article_id)
    authors = (author for author in hit.authors if author.marks)
    fragments = (hit.title, *authors, *hit.snippet.fragments)
    assert [*map(bracketed, fragments), *map(str, hit.reasons)] == SHOWN[query, article_id]


WARDS = "Wards are busy. "


def test_of_a_long_text_the_sentences_of_the_matches_are_shown(empty_index: Index) -> None:
    body = (
        f"{WARDS * 6}Sometimes a leader stops to thank the porters. {WARDS * 20}"
        f"Then Dr. Ode, of St. Mary's, asked for kindness. {WARDS * 6}"
    )
    empty_index.add(Article(id="long", title="Rounds", body=body))
    (hit,) = empty_index.search("kind leaders")
    busy = WARDS * 4
    assert list(map(bracketed, hit.snippet.fragments)) == [
        f"body: … Sometimes a [leader] stops to thank the porters. {busy}Wards are …",
        f"body: … Then Dr. Ode, of St. Mary's, asked for [kindness]. {busy}Wards …",
    ]


def test_of_numbers_with_two_readings_the_day_comes_first(empty_index: Index) -> None:
    rows = ["title,date", "One,5/12/2023", "Two,5/13/2023", "Three,12/05/2023", "Four,2023"]
    empty_index.ingest_bytes("\n".join(rows).encode(), "dates.csv")
    dates = {hit.article.title: str(hit.article.date) for hit in empty_index.search("*")}
    assert dates == {
        "One": "2023-12-05",
        "Two": "2023-05-13",
        "Three": "2023-05-12",
        "Four": "2023",
    }
    found = [hit.article.title for hit in empty_index.search("date:2023-05", sort="oldest")]
    assert found == ["Three", "Two"]
