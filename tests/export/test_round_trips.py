"""Exports are read back as the same articles."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from leadersearch import Article, PartialDate, read_articles
from leadersearch.cli.output.data import article_line
from leadersearch.cli.terminal import PLAIN
from leadersearch.export import export

SUFFIXES = {"bibtex": ".bib", "ris": ".ris", "csl": ".json", "csv": ".csv", "jsonl": ".jsonl"}

WORDS = st.sampled_from(
    "kind ward NHS R&D 50% a_b CO₂ β-blocker naïve (n=3) “rounds” Straße 王 ≤5 x^2 #1 {a} ~b \\c".split()
)
LINE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
NAME = st.sampled_from(
    [
        *("Jane Dacre", "Ludwig van Beethoven", "María de la Cruz", "Anh Do", "Jean-Paul Sartre"),
        *("Martin Luther King Jr.", "NHS England", "J. R. R. Tolkien", "Aoife O’Brien", "王小明"),
        *("Health and Safety Executive", "Smith & Jones Ltd", "David Díaz-Báez", "Đorđe Þor"),
    ]
)
TAG = st.sampled_from(
    ["Aged", "Aged, 80 and over", "R&D", "Anesthesia, General", "β-blockers", "c#", "50%", "a_b"]
)
DATE = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]),
    st.dates(date(1600, 1, 1), date(2100, 12, 31)),  # others are taken for slips
    st.integers(1, 3),
)
ARTICLES = st.builds(
    Article,
    title=LINE,
    authors=st.lists(NAME, max_size=4, unique=True).map(tuple),
    date=DATE | st.none(),
    venue=LINE | st.just(""),
    url=st.sampled_from(["", "https://example.org/~a_b?x=50%25&y=1", "https://example.org/a"]),
    doi=st.sampled_from(
        ["", "10.1136/leader-1", "10.1002/(sici)1097-0258(1998)17:15<1::aid-1>3.0.co;2-2"]
    ),
    tags=st.lists(TAG, max_size=3, unique=True).map(tuple),
    excerpt=LINE | st.just(""),
    language=st.sampled_from(["", "en", "de"]),
    extra=st.sampled_from([{}, {"pmid": ("31234567",)}, {"isbn": ("9780306406157",)}]),
)


def written(article: Article, style: str) -> str:
    return article_line(article, PLAIN) if style == "jsonl" else export([article], style)


def read_back(text: str, suffix: str) -> Article:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"a{suffix}"
        file.write_text(text, encoding="utf-8")
        (article,) = read_articles(file)
    return article


def told(article: Article) -> dict[str, object]:
    names = ("id", "title", "authors", "date", "venue", "url", "tags", "excerpt", "extra", "doi")
    return {name: getattr(article, name) for name in names}


@pytest.mark.parametrize("style", SUFFIXES)
@given(article=ARTICLES)
def test_an_article_comes_back_as_it_was(style: str, article: Article) -> None:
    assert told(read_back(written(article, style), SUFFIXES[style])) == told(article)


def test_a_page_of_hits_is_read_as_its_articles() -> None:
    article = Article(title="Kindness", date=PartialDate(2023, 5, 17), venue="A", tags=("b, c",))
    hit = {"rank": 1, "snippet": [], "article": json.loads(article_line(article, PLAIN))["article"]}
    page = json.dumps({"schema": "leadersearch/1", "kind": "page", "hits": [hit]})

    assert told(read_back(page, ".json")) == told(article)


@pytest.mark.parametrize("style", ["ris", "csl", "csv", "jsonl"])
def test_an_article_without_a_title_keeps_its_id(style: str) -> None:
    article = Article(title="Kindness", body="A text that no reference holds")
    assert read_back(written(article, style), SUFFIXES[style]).id == article.id
