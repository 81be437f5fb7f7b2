"""An article becomes terms, field by field, and a length."""

from __future__ import annotations

import pytest
from hypothesis import given

import strategies
from leadersearch.model.article import Article, PartialDate, Source
from leadersearch.model.fields import FACETS, FIELDS
from leadersearch.text import Analysis, tokenise
from leadersearch.text.analysis import (
    COMBINED_GAP,
    VALUE_GAP,
    exact_field,
    facet_field,
    facet_values,
    title_key,
    tokenise_values,
)
from strategies import everyday

FULL = Article(
    id="a1",
    title="Leaders and leadership",
    authors=("David Díaz-Báez", "Jane Leaders"),
    excerpt="Kind leaders",
    body="Health-care leaders care",
    date=PartialDate(2023, 5),
    url="https://example.org/kind-leaders",
    tags=("Health Care", "kindness"),
    venue="BMJ Leader",
    doi="https://doi.org/10.1136/LEADER",
    source=Source("/corpus/kind leaders.txt", 2),
)


def test_texts_are_stemmed_with_their_exact_forms_beside_them() -> None:
    positions = Analysis().analyse(FULL).positions
    assert positions["title"] == {"leader": [0], "and": [1], "leadership": [2]}
    assert positions["title_exact"] == {"leaders": [0], "and": [1], "leadership": [2]}


def test_a_compound_stands_at_the_place_of_its_first_part() -> None:
    positions = Analysis().analyse(FULL).positions
    assert positions["body_exact"] == {
        "health": [0],
        "healthcare": [0],
        "care": [1, 3],
        "leaders": [2],
    }


def test_names_are_folded_and_never_stemmed_and_the_first_one_counts_twice() -> None:
    positions = Analysis().analyse(FULL).positions
    second = 2 + VALUE_GAP
    again = second + 1 + VALUE_GAP
    assert positions["author"] == {
        "david": [0, again],
        "diaz": [1, again + 1],
        "diazbaez": [1, again + 1],
        "baez": [2, again + 2],
        "jane": [second],
        "leaders": [second + 1],
    }
    assert "author_exact" not in positions


def test_the_combined_field_holds_title_excerpt_and_body_a_gap_apart() -> None:
    positions = Analysis().analyse(FULL).positions
    excerpt, body = 3 + COMBINED_GAP, 5 + 2 * COMBINED_GAP
    assert positions["text"]["leader"] == [0, excerpt + 1, body + 2]
    assert positions["text_exact"]["leaders"] == [0, excerpt + 1, body + 2]
    assert positions["text_exact"]["health"] == [body]


def test_keywords_are_whole_values() -> None:
    positions = Analysis().analyse(FULL).positions
    assert positions["id"] == {"a1": [0]}
    assert positions["doi"] == {"10.1136/leader": [0]}


def test_dates_are_no_terms() -> None:
    assert "date" not in Analysis().analyse(FULL).positions


def test_facets_are_whole_values_as_written() -> None:
    positions = Analysis().analyse(FULL).positions
    assert positions["author_facet"] == {"David Díaz-Báez": [0], "Jane Leaders": [0]}
    assert positions["tag_facet"] == {"Health Care": [0], "kindness": [0]}
    assert positions["venue_facet"] == {"BMJ Leader": [0]}
    assert positions["year_facet"] == {"2023": [0]}


def test_the_length_counts_title_words_three_times_and_joined_forms_not_at_all() -> None:
    assert Analysis().analyse(FULL).length == 3 * 3 + 2 + 4


def test_authors_tags_and_venue_are_outside_the_length() -> None:
    assert Analysis().analyse(Article(title="x", authors=("A B C",), tags=("d",))).length == 3


def test_fields_that_an_article_lacks_have_no_terms() -> None:
    positions = Analysis().analyse(Article(id="x", body="word")).positions
    assert set(positions) == {"id", "body", "body_exact", "text", "text_exact"}


def test_two_forms_of_one_stem_at_one_place_count_once() -> None:
    # "careing" and its part "care" both stem to "care".
    positions = Analysis().analyse(Article(body="care-ing caring")).positions
    assert positions["body"]["care"] == [0, 2]


def test_languages_differ_in_stems_and_little_words() -> None:
    german = Analysis("de")
    assert german.language == "german"
    assert german.stem("häuser") == "haus"
    assert german.stop_words == frozenset()
    assert "the" in Analysis().stop_words
    assert "articles" in Analysis().filler_words


@pytest.mark.parametrize(
    ("facet", "expected"),
    [("author", ("A  B", "A B")), ("tag", ("x", " x ", "", " "))],
)
def test_a_facet_value_counts_once_with_its_space_squeezed(
    facet: str, expected: tuple[str, ...]
) -> None:
    article = Article(title="t", **{"authors" if facet == "author" else "tags": expected})  # type: ignore[arg-type]  # one of two names
    assert facet_values(article, facet) == (" ".join(expected[0].split()),)


def test_years_have_four_digits() -> None:
    assert facet_values(Article(title="t", date=PartialDate(850)), "year") == ("0850",)


def test_a_doi_is_one_however_it_is_written() -> None:
    assert FIELDS["doi"].whole("doi: 10.1136/ABC") == FIELDS["doi"].whole(
        "https://dx.doi.org/10.1136/abc"
    )


def test_titles_are_ordered_without_case_accents_and_punctuation() -> None:
    assert title_key("“Élan”, and: Care!") == "elan and care"
    assert title_key("?") == ""


def test_values_of_one_field_are_a_gap_apart() -> None:
    positions = [token.position for token in tokenise_values(["a b", "", "c", "d"])]
    assert positions == [0, 1, 1 + VALUE_GAP, 1 + 2 * VALUE_GAP]


@everyday(100)
@given(strategies.articles)
def test_every_token_of_every_field_is_a_term_at_its_place(article: Article) -> None:
    analysis = Analysis()
    positions = analysis.analyse(article).positions
    for field in FIELDS.values():
        for name in (field.name, exact_field(field.name)):
            for places in positions.get(name, {}).values():
                assert places == sorted(set(places))
    for name in ("title", "excerpt", "body"):
        tokens = tokenise(getattr(article, name))
        assert {(t.form, t.position) for t in tokens} == {
            (form, place)
            for form, places in positions.get(exact_field(name), {}).items()
            for place in places
        }
        assert {(analysis.stem(t.form), t.position) for t in tokens} == {
            (stem, place) for stem, places in positions.get(name, {}).items() for place in places
        }


@everyday(50)
@given(strategies.articles)
def test_analysing_twice_gives_the_same(article: Article) -> None:
    analysis = Analysis()
    assert analysis.analyse(article) == analysis.analyse(article) == Analysis().analyse(article)


def test_every_facet_is_a_field_or_the_year() -> None:
    assert set(FACETS) - {"year"} <= set(FIELDS)
    assert facet_field("tag") == "tag_facet"
    assert FIELDS["source"].values(FULL) == ("/corpus/kind leaders.txt",)
