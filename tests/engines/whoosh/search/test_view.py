"""Articles that were shown are kept for the next page, and no more than is worth it."""

from __future__ import annotations

from pathlib import Path

from leadersearch import Article, open_index
from leadersearch.engine import Execution
from leadersearch.engines.whoosh.search.view import WhooshView, _Shown
from leadersearch.plan import plan_query
from leadersearch.query import parse_query


def test_an_article_that_is_shown_again_is_the_same_object_if_it_is_short(tmp_path: Path) -> None:
    long = "care " * (_Shown.LONGEST // 5)
    with open_index(tmp_path / "index", create=True) as index:
        index.add([Article(id="short", title="Care"), Article(id="long", title="Care", body=long)])
        first, again = (
            {hit.article.id: hit.article for hit in index.search("care").hits} for _ in range(2)
        )
    assert first == again
    assert {key: first[key] is again[key] for key in first} == {"short": True, "long": False}


def test_articles_that_were_shown_long_ago_are_forgotten(tmp_path: Path) -> None:
    many = 2 * _Shown.MOST + 1
    with open_index(tmp_path / "index", create=True) as index:
        index.add([Article(id=f"{number}", title="Care") for number in range(many)])
        view = index._engine.view()
        plan = plan_query(parse_query("care").query, index._engine.analysis, view)
        (found,) = view.execute([Execution(plan=plan, limit=many)])
        assert len({row.article.id for row in found.articles}) == many
        assert isinstance(view, WhooshView)
        assert 0 < len(view._shown._articles) <= _Shown.MOST
