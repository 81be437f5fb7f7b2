"""Rankings and scores worked out by hand: what both engines share is not proved by their agreement.

Three articles whose words are their own stems:

    a  title "zebra"   body "violin violin"
    b                  body "zebra violin quartz", by Ann Quartz
    c  title "quartz"  body "zebra"

A word of a title counts three times, of an author twice and outside the length, so that the lengths
are 3 + 2, 3 and 3 + 1, four on average. `earned` is BM25F as the textbook has it, with the constants
written out; it shares no code with the package.
"""

from __future__ import annotations

import math

import pytest

from leadersearch.index import Index
from leadersearch.model.article import Article, PartialDate

MEAN = 4.0
LENGTHS = {"a": 5, "b": 3, "c": 4}


@pytest.fixture
def index(empty_index: Index) -> Index:
    empty_index.add(
        [
            Article(id="a", title="zebra", body="violin violin", date=PartialDate(2021)),
            Article(
                id="b",
                body="zebra violin quartz",
                authors=("Ann Quartz",),
                date=PartialDate(2022),
            ),
            Article(id="c", title="quartz", body="zebra", date=PartialDate(2023)),
        ]
    )
    return empty_index


def idf(held: int, articles: int = 3) -> float:
    return math.log(1 + (articles - held + 0.5) / (held + 0.5))


def frequency(article: str, within: float, outside: float = 0.0) -> float:
    return within / (0.5 + 0.5 * LENGTHS[article] / MEAN) + outside


def earned(frequency: float, idf: float, weight: float = 1.0) -> float:
    return weight * idf * 2.2 * frequency / (frequency + 1.2)


def scores(index: Index, query: str) -> list[tuple[str, float]]:
    return [(hit.article.id, round(hit.score, 6)) for hit in index.search(query)]


def test_a_word_is_worth_more_in_a_title_and_in_a_short_article(index: Index) -> None:
    # All three articles hold it: idf = ln(1 + .5 / 3.5) = .133531. In a it counts 3 / 1.125 = 2.6667:
    # .133531 x 2.2 x 2.6667 / 3.8667 = .202599, and 15 % more for the very form: .232989.
    assert scores(index, "zebra") == [("a", 0.232989), ("b", 0.164797), ("c", 0.153561)]


def test_another_form_of_a_word_earns_no_bonus(index: Index) -> None:
    assert scores(index, "zebras") == [("a", 0.202599), ("b", 0.143302), ("c", 0.133531)]


def test_scores_are_those_of_the_textbook(index: Index) -> None:
    expected = [
        (name, round(1.15 * earned(frequency(name, count), idf(3)), 6))
        for name, count in (("a", 3), ("b", 1), ("c", 1))
    ]
    assert scores(index, "zebra") == expected


def test_a_name_counts_twice_and_no_length_discounts_it(index: Index) -> None:
    # b holds "quartz" once in its text and once in a name; the form of a name is no exact form.
    both = earned(frequency("b", 1, 2), idf(2)) + 0.15 * earned(frequency("b", 1), idf(2))
    title = 1.15 * earned(frequency("c", 3), idf(2))
    assert scores(index, "quartz") == [("c", round(title, 6)), ("b", round(both, 6))]


def test_words_that_stand_together_earn_a_tenth_twice(index: Index) -> None:
    # In b the two stand side by side: once within eight words, once adjacent; idf is the sum of theirs.
    words = [1.15 * earned(frequency("b", 1), idf(held)) for held in (3, 2)]
    pair = 2 * 0.1 * earned(frequency("b", 1), idf(3) + idf(2))
    apart = 1.15 * earned(frequency("a", 3), idf(3)) + 1.15 * earned(frequency("a", 2), idf(2))
    rest = 1.15 * earned(frequency("c", 1), idf(3))
    assert scores(index, "zebra violin") == [
        ("a", round(apart, 6)),  # in the title and in the body: not together
        ("b", round(sum(words) + pair, 6)),
        ("c", round(rest, 6)),
    ]


def test_a_boost_multiplies_the_score_of_a_word(index: Index) -> None:
    zebra, violin = (1.15 * earned(frequency("a", n), idf(h)) for n, h in ((3, 3), (2, 2)))
    first = index.search("violin^2 zebra").hits[0]
    assert (first.article.id, round(first.score, 6)) == ("a", round(zebra + 2 * violin, 6))


def test_a_phrase_counts_as_one_term(index: Index) -> None:
    assert scores(index, '"zebra violin"') == [("b", round(earned(frequency("b", 1), idf(1)), 6))]


def test_articles_with_all_words_come_before_higher_scores(index: Index) -> None:
    index.add([Article(id="d", title="violin violin violin", date=PartialDate(2020))])
    found = index.search("zebra violin")
    assert [(hit.article.id, hit.all_words) for hit in found] == [
        ("a", True),
        ("b", True),
        ("d", False),
        ("c", False),
    ]
    assert found.hits[2].score > found.hits[3].score


def test_articles_with_the_words_in_a_row_come_before_all_others(empty_index: Index) -> None:
    # d holds all three words thrice, c once, in the order and the forms typed: d scores more.
    empty_index.add(
        [
            Article(id="c", body="the zebra of quartz and much that is said of it besides"),
            Article(id="d", title="quartz zebra", body="zebra quartz zebra quartz of the"),
            Article(id="e", title="zebra", body="the zebras of quartz"),
        ]
    )
    found = empty_index.search("the zebra of quartz")
    assert [(hit.article.id, hit.all_words, hit.verbatim) for hit in found] == [
        ("c", True, True),
        ("d", True, False),
        ("e", True, False),
    ]
    assert found.hits[0].score < found.hits[1].score
    assert (found.total, found.all_words, found.verbatim) == (3, 3, 1)


def test_a_row_in_a_title_comes_before_one_in_a_text(empty_index: Index) -> None:
    empty_index.add(
        [
            Article(
                id="text", title="zebra quartz violin", body="zebra of quartz, zebra of quartz"
            ),
            Article(
                id="title", title="on many things, a zebra of quartz among them, and on others"
            ),
        ]
    )
    found = empty_index.search("zebra of quartz")
    assert [hit.article.id for hit in found] == ["title", "text"]
    assert found.hits[0].score < found.hits[1].score
    assert [hit.article.id for hit in empty_index.search("body:(zebra of quartz)")] == ["text"]


def test_every_order_keeps_the_tiers(index: Index) -> None:
    def ids(sort: str) -> list[str]:
        return [hit.article.id for hit in index.search("quartz violin", sort=sort)]

    assert ids("newest") == ["b", "c", "a"]
    assert ids("oldest") == ["b", "a", "c"]


def test_equal_scores_are_ordered_by_date_and_then_by_the_hash_of_the_id(
    empty_index: Index,
) -> None:
    # Half of BLAKE2b in eight bytes, little-endian: z 0x1820…, x 0x27ac…, y 0x2fd3…, the least first.
    names = ("x", "y", "z")
    empty_index.add(Article(id=name, title="zebra") for name in names)
    empty_index.add(Article(id="new", title="zebra", date=PartialDate(2024)))
    order = [hit.article.id for hit in empty_index.search("zebra")]
    assert order == ["new", "z", "x", "y"]
