"""Articles like one: by the words that are frequent in it and rare elsewhere."""

from __future__ import annotations

import pytest

from asking import ids
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.errors import ArticleNotFound
from leadersearch.index import Index
from leadersearch.model.article import Article
from leadersearch.query import InField, Occur, Term, Words
from leadersearch.rewrite.related import MAX_WORDS, RELATED_SHARE, distinctive_words, related_query

ARTICLES = [
    Article(id="a", title="Kindness in teams", body="kindness matters in every clinical team"),
    Article(id="b", title="On kindness", body="teams need kindness and time"),
    Article(id="c", title="Budgets", body="money matters in every hospital"),
    Article(id="d", title="Money", body="budgets and money in hospital finance 2024 2024"),
    Article(id="e", title="Unicorn"),
]


@pytest.fixture
def index() -> Index:
    made = Index(MemoryEngine())
    made.add(ARTICLES)
    return made


def test_like_articles_are_found_and_not_the_article_itself(index: Index) -> None:
    page = index.related("a")
    assert page.hits[0].article.id == "b"
    assert "a" not in ids(page)


def test_weak_ones_are_left_out(index: Index) -> None:
    page = index.related("a")
    assert all(hit.score >= RELATED_SHARE * page.hits[0].score for hit in page)


def test_reasons_name_the_shared_words_and_count_none(index: Index) -> None:
    reasons = index.related("a").hits[0].reasons
    assert any("kindness" in str(reason) for reason in reasons)
    assert "words" not in [reason.kind for reason in reasons]


def test_an_article_unlike_all_others_has_none(index: Index) -> None:
    page = index.related("e")
    assert (page.hits, page.suggestions) == ((), ())


def test_an_unknown_id_is_named(index: Index) -> None:
    with pytest.raises(ArticleNotFound, match="'nowhere'"):
        index.related("nowhere")


def test_the_limit_holds(index: Index) -> None:
    assert len(index.related("d", limit=1)) == 1
    assert len(index.related("d", limit=0)) == 0


def test_words_of_this_article_alone_little_words_and_numbers_are_not_distinctive(
    index: Index,
) -> None:
    words = distinctive_words(index._now, index._engine.analysis, ARTICLES[3])
    assert set(words) == {"money", "budgets", "hospital"}


def test_words_of_the_title_weigh_more(index: Index) -> None:
    words = distinctive_words(index._now, index._engine.analysis, ARTICLES[0])
    assert next(iter(words)) == "kindness"


def test_weights_fall_and_are_positive(index: Index) -> None:
    weights = list(distinctive_words(index._now, index._engine.analysis, ARTICLES[0]).values())
    assert weights == sorted(weights, reverse=True)
    assert min(weights) > 0


def test_a_long_article_gives_no_more_than_the_most_distinctive_words() -> None:
    index = Index(MemoryEngine())
    words = [f"word{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(100)]
    index.add([Article(id="x", body=" ".join(words)), Article(id="y", body=" ".join(words))])
    assert (
        len(distinctive_words(index._now, index._engine.analysis, index.article("x"))) == MAX_WORDS
    )
    assert ids(index.related("x")) == ["y"]


def test_the_query_excludes_the_article_whatever_its_id(index: Index) -> None:
    odd = Article(id='we"ird id:(x)', title="Kindness in money")
    index.add(odd)
    query = related_query(index._now, index._engine.analysis, odd)
    assert isinstance(query, Words)
    last = query.clauses[-1]
    assert (last.occur, last.query) == (Occur.MUST_NOT, InField("id", Term(odd.id)))
    assert odd.id not in ids(index.related(odd.id))


def test_an_empty_text_gives_no_query() -> None:
    engine = MemoryEngine()
    assert related_query(engine.view(), engine.analysis, Article(title="?")) is None
