"""Exports are read back as the same articles."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from leadersearch import Article, PartialDate, read_articles
from leadersearch.cli.output.data import article_line
from leadersearch.cli.terminal import PLAIN
from leadersearch.export import export
from leadersearch.model.fields import TABLE

SUFFIXES = {"bibtex": ".bib", "ris": ".ris", "csl": ".json", "csv": ".csv", "jsonl": ".jsonl"}

WORDS = st.sampled_from(
    "$x^2$ $\\alpha_{i}$ \\frac{1}{2} E=mc^2 p<0.05 ∑ α² ½ 'q' \"r\" {\\bf~b} A&B; @x | http://a.org/b_c 10% -a =b +c kind ward NHS R&D 50% a_b CO₂ β-blocker naïve (n=3) “rounds” Straße 王 ≤5 x^2 #1 {a} ~b \\c".split()
)
LINE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
NAME = st.sampled_from(
    [
        *("Jane Dacre", "Ludwig van Beethoven", "María de la Cruz", "Anh Do", "Jean-Paul Sartre"),
        *("Martin Luther King Jr.", "NHS England", "J. R. R. Tolkien", "Aoife O’Brien", "王小明"),
        *("Health and Safety Executive", "Smith & Jones Ltd", "David Díaz-Báez", "Đorđe Þor"),
        *("World Health Organization", "Plato", "bell hooks", "Vincent van Gogh", "J.-P. Müller"),
        *("Henry Louis Gates III", "Ursula K. Le Guin", "Gabriel García Márquez", "Sigrún Á."),
        *("Abd al-Rahman ibn Khaldun", "Robert De Niro", "Ada Lovelace Sr.", "李 明", "山田 太郎"),
        *("Charles de Gaulle", "Leonardo da Vinci", "O'Neill Sisters", "R&D Group", "X. Æ. A-12"),
        *("Кириллова Анна", "Ελένη Γλύκα", "Ng", "Nguyễn Văn An", "Jane (Ann) Doe", "UN Women"),
    ]
)
TAG = st.sampled_from(
    [
        *("Aged", "Aged, 80 and over", "R&D", "Anesthesia, General", "β-blockers", "c#", "50%"),
        *("a_b", "a/B", "{b}", "$5", "“q”", "C++", "a: b", "müde", "two words", "-x", "=y"),
    ]
)
DATE = st.builds(
    lambda day, parts: PartialDate(*(day.year, day.month, day.day)[:parts]),
    st.dates(date(1600, 1, 1), date(2100, 12, 31)),  # others are taken for slips
    st.integers(1, 3),
)
PAGES = (
    *("117", "117-121", "117-21", "S12-S15", "P12", "e034567", "xii-xiv", "12, 15-18", "1-1"),
    *("117-21; discussion 122", "123.e1-123.e5", "1:1-1:30", "R&D-5", "m408"),
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
    language=st.sampled_from(["", "en", "de", "pt-BR"]),
    extra=st.fixed_dictionaries(
        {},
        optional={
            "pmid": st.just(("31234567",)),
            "pmcid": st.just(("PMC1234567",)),
            # Of one without an address, BibTeX comes back with that of its identifier.
            "arxiv": st.sampled_from([("2101.00001",), ("hep-th/9901001",)]),
            "isbn": st.sampled_from([("9780306406157",), ("9780306406157", "9783161484100")]),
            "volume": st.sampled_from([("5",), ("27 Suppl 2",), ("XII",), ("12/13",), ("2021",)]),
            "issue": st.sampled_from([("3",), ("1-2",), ("Suppl 1",), ("Spring",), ("7 Pt 2",)]),
            "pages": st.sampled_from([(pages,) for pages in PAGES]),
        },
    ),
).filter(lambda article: article.url or "arxiv" not in article.extra)


def written(article: Article, style: str) -> str:
    return article_line(article, PLAIN) if style == "jsonl" else export([article], style)


def read_back(text: str, suffix: str) -> Article:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"a{suffix}"
        file.write_text(text, encoding="utf-8")
        (article,) = read_articles(file)
    return article


def told(article: Article) -> dict[str, object]:
    names = (
        *("id", "title", "authors", "date", "venue", "url", "tags", "excerpt", "extra", "doi"),
        "language",
    )
    return {name: getattr(article, name) for name in names}


@pytest.mark.parametrize("style", SUFFIXES)
@given(article=ARTICLES)
def test_an_article_comes_back_as_it_was(style: str, article: Article) -> None:
    assert told(read_back(written(article, style), SUFFIXES[style])) == told(article)


@given(article=ARTICLES, body=st.lists(LINE, max_size=3).map("\n\n".join))
def test_json_lines_have_the_full_texts_too(article: Article, body: str) -> None:
    whole = replace(article, body=f"Text. {body}".strip())
    assert read_back(written(whole, "jsonl"), ".jsonl").fingerprint == whole.fingerprint


def test_every_field_of_the_table_is_compared() -> None:
    stored = {row.attribute or "extra" for row in TABLE if row.derive is None}
    assert stored - {"body"} == set(told(Article(title="Kindness")))


def test_a_page_of_hits_is_read_as_its_articles() -> None:
    article = Article(title="Kindness", date=PartialDate(2023, 5, 17), venue="A", tags=("b, c",))
    hit = {"rank": 1, "snippet": [], "article": json.loads(article_line(article, PLAIN))["article"]}
    page = json.dumps({"schema": "leadersearch/1", "kind": "page", "hits": [hit]})

    assert told(read_back(page, ".json")) == told(article)


@pytest.mark.parametrize("style", ["ris", "csl", "csv", "jsonl"])
def test_an_article_without_a_title_keeps_its_id(style: str) -> None:
    article = Article(title="Kindness", body="A text that no reference holds")
    assert read_back(written(article, style), SUFFIXES[style]).id == article.id


@pytest.mark.parametrize("style", SUFFIXES)
def test_an_editorial_keeps_the_id_that_has_its_place_in_it(style: str) -> None:
    record = (
        "TY  - JOUR\nTI  - Editorial\nAU  - Dacre, Jane\nT2  - Care\nPY  - 2021\nVL  - 5\nER  - \n"
    )
    article = read_back(record, ".ris")
    plain = Article(title="Editorial", authors=("Jane Dacre",), date=PartialDate(2021))
    assert article.id != plain.id
    assert told(read_back(written(article, style), SUFFIXES[style])) == told(article)
