"""Broadened answers: articles with some of the words rise with those that they are like."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from asking import ids
from leadersearch.engine import FoundArticle
from leadersearch.errors import UsageError
from leadersearch.index import Index, open_index
from leadersearch.model.article import Article
from leadersearch.rewrite import broaden
from leadersearch.rewrite.broaden import smoothed
from leadersearch.rewrite.similarity import ViewWords
from leadersearch.text import Analysis

QUERY = "kindness leadership"
ARTICLES = [
    Article(id="both", title="Kindness in leadership", body="leadership of hospital wards"),
    Article(id="lead", title="Leadership", body="wards in hospital need beds and nurses"),
    Article(id="short", title="Leadership today"),
    Article(id="like", body="kindness of wards in hospital, where nurses make beds, counts much"),
    Article(id="alone", body="kindness among unrelated gardeners, who plant many roses, counts"),
    Article(id="none", title="Something else"),
]


def found(*rows: tuple[str, float, bool]) -> list[FoundArticle]:
    return [
        FoundArticle(Article(id=text, body=text), score, is_first) for text, score, is_first in rows
    ]


def scores(rows: list[FoundArticle]) -> dict[str, float]:
    return {row.article.body: row.score for row in rows}


@pytest.fixture(params=["memory", "whoosh"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    location = "memory://" if request.param == "memory" else tmp_path
    with open_index(location, create=True) as made:
        made.add(ARTICLES)
        yield made


# --- by hand -------------------------------------------------------------------------------------
#
# `oak` and `ash` stand in two of four articles, the other words in one. `oak elm` and `fir ash` are
# equally like `oak ash`, whose mean is (6 + 2) / 2; `oak ash` is the one neighbour of both; `yew`
# has none.

BY_HAND = found(("oak elm", 6.0, True), ("oak ash", 3.0, False), ("yew", 2.2, False)) + found(
    ("fir ash", 2.0, False)
)


def test_scores_move_towards_those_of_similar_articles() -> None:
    rows, _ = smoothed(BY_HAND, ViewWords(Analysis()))
    assert scores(rows) == pytest.approx(
        {
            "oak elm": 6.0,
            "oak ash": 0.7 * 3.0 + 0.3 * 4.0,
            "fir ash": 0.7 * 2.0 + 0.3 * 3.0,
            "yew": 2.2,
        }
    )


def test_an_article_rises_by_its_neighbour_and_it_is_known_which() -> None:
    rows, smoothings = smoothed(BY_HAND, ViewWords(Analysis()))
    assert [row.article.body for row in rows] == ["oak elm", "oak ash", "fir ash", "yew"]
    assert {name for name, row in smoothings.items() if row.has_risen} == {"fir ash"}
    (near,) = smoothings["fir ash"].neighbours
    assert (near.article.id, near.score, near.weight) == ("oak ash", 3.0, 0.3)


def test_the_first_tier_keeps_its_order_and_scores() -> None:
    first = found(("oak elm", 6.0, True), ("yew", 2.0, True), ("oak ash", 1.0, True))
    rows, smoothings = smoothed([*first, *found(("elm fir", 9.0, False))], ViewWords(Analysis()))
    assert rows[:3] == first
    assert smoothings.keys() == {"elm fir"}


def test_an_answer_of_one_tier_stays_as_it_is() -> None:
    rows = found(("oak ash", 3.0, True), ("oak elm", 2.0, True))
    assert smoothed(rows, ViewWords(Analysis())) == (rows, {})


def test_articles_without_words_have_no_neighbours() -> None:
    rows = found(("the", 3.0, False), ("of", 2.0, False))
    assert smoothed(rows, ViewWords(Analysis())) == (rows, {})


def test_only_so_many_neighbours_count() -> None:
    many = found(*((f"oak w{number}", 9.0 - number, False) for number in range(9)))
    _, smoothings = smoothed(many, ViewWords(Analysis()))
    assert {len(row.neighbours) for row in smoothings.values()} == {broaden.NEIGHBOURS}
    for row in smoothings.values():
        assert sum(near.weight for near in row.neighbours) == pytest.approx(broaden.SMOOTHING)


# --- through an index ----------------------------------------------------------------------------


def test_an_article_rises_above_others_of_its_tier(index: Index) -> None:
    plain, broad = index.search(QUERY), index.search(QUERY, broaden=True)
    assert ids(plain) == ["both", "short", "lead", "alone", "like"]
    assert ids(broad) == ["both", "short", "lead", "like", "alone"]
    assert broad.total == plain.total
    assert broad.hits[0].score == plain.hits[0].score


def test_the_reason_names_the_articles_that_it_is_like(index: Index) -> None:
    reasons = {
        hit.article.id: [str(row) for row in hit.reasons if row.kind == "like"]
        for hit in index.search(QUERY, broaden=True)
    }
    assert reasons.pop("like") == ["like: Kindness in leadership, Leadership"]
    assert not any(reasons.values())


def test_the_rows_add_up_to_the_score(index: Index) -> None:
    page = index.search(QUERY, broaden=True, explain=True)
    for hit in page:
        assert sum(row.score for row in hit.score_rows) == pytest.approx(hit.score)
        assert index.explain(hit.article.id, QUERY, broaden=True) == hit.score_rows
    (lead,) = (row for row in page.hits[3].score_rows if row.text.startswith("like: Leadership ("))
    assert lead.text == f"like: Leadership (score {index.search(QUERY).hits[2].score:.3f})"


def test_pages_are_parts_of_one_answer(index: Index) -> None:
    whole = index.search(QUERY, broaden=True)
    for limit in (1, 2, 3):
        parts = [
            hit
            for offset in range(0, 6, limit)
            for hit in index.search(QUERY, broaden=True, limit=limit, offset=offset)
        ]
        assert parts == list(whole)


def test_what_lies_beyond_the_best_follows_as_it_was(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(broaden, "BEST", 4)
    whole = index.search(QUERY, broaden=True)
    assert ids(whole)[4:] == ids(index.search(QUERY))[4:]
    parts = [hit for n in range(6) for hit in index.search(QUERY, broaden=True, limit=1, offset=n)]
    assert parts == list(whole)


def test_the_last_page_counts_without_looking_at_articles(index: Index) -> None:
    page = index.search(QUERY, broaden=True, limit=0, facets=["year"])
    assert (page.hits, page.total, page.all_words) == ((), 5, 1)


def test_one_word_is_answered_as_without(index: Index) -> None:
    assert list(index.search("kindness", broaden=True)) == list(index.search("kindness"))


def test_a_search_that_is_typed_is_broadened_too(index: Index) -> None:
    page = index.search("kindness leadershi", typing=True, broaden=True, explain=True)
    (like,) = (hit for hit in page if hit.article.id == "like")
    assert any(row.text.startswith("like: Leadership (") for row in like.score_rows)


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_another_order_than_relevance_cannot_be_broadened(index: Index, sort: str) -> None:
    with pytest.raises(UsageError, match=f"sorted by {sort} it has no effect: leave out one"):
        index.search(QUERY, sort=sort, broaden=True)


def test_a_change_of_the_index_is_seen(index: Index) -> None:
    index.search(QUERY, broaden=True)
    index.add(Article(id="like", body="kindness among unrelated gardeners, who plant roses"))
    (changed,) = (hit for hit in index.search(QUERY, broaden=True) if hit.article.id == "like")
    assert changed.rank < 5
    assert "Leadership," not in " ".join(map(str, changed.reasons))
