"""An article: what it needs, how it is known, when it counts as changed."""

from __future__ import annotations

import dataclasses
import pickle
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from leadersearch.errors import ArticleError, UsageError
from leadersearch.model.article import Article, PartialDate, Source
from leadersearch.model.dois import normalise_doi
from leadersearch.model.identity import normalise_url
from strategies import articles, everyday, partial_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", PartialDate(2023)),
        ("2023-05", PartialDate(2023, 5)),
        ("2023-5", PartialDate(2023, 5)),
        (" 2023-05-17\n", PartialDate(2023, 5, 17)),
        ("0850", PartialDate(850)),
        ("9999-12-31", PartialDate(9999, 12, 31)),
    ],
)
def test_a_date_is_read_to_the_year_the_month_or_the_day(text: str, expected: PartialDate) -> None:
    assert PartialDate.parse(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "23",
        "2023-",
        "2023-13",
        "2023-02-30",
        "0000",
        "2023-05-17T10:00",
        "May 2023",
        "20230517",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        PartialDate.parse(text)


def test_a_day_needs_a_month() -> None:
    with pytest.raises(UsageError, match="needs a month"):
        PartialDate(2023, None, 5)


@pytest.mark.parametrize("parts", [(2023, 0), (2023, 13), (2023, 2, 29), (0,), (10000,), (-1,)])
def test_impossible_dates_are_refused(parts: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match="no such date"):
        PartialDate(*parts)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
        ("9999", date(9999, 1, 1), date.max),
        ("9999-12", date(9999, 12, 1), date.max),
        ("9999-12-31", date.max, date.max),
        ("0001", date.min, date(2, 1, 1)),
    ],
)
def test_a_period_begins_and_ends_half_open(text: str, start: date, end: date) -> None:
    assert (PartialDate.parse(text).start, PartialDate.parse(text).end) == (start, end)


@everyday(100)
@given(partial_dates)
def test_a_date_reads_as_it_is_written(day: PartialDate) -> None:
    assert PartialDate.parse(str(day)) == day


@given(st.dates())
def test_a_known_day_starts_on_itself(day: date) -> None:
    assert PartialDate.of(day).start == day


def test_a_source_shows_its_position_from_the_second_article_on() -> None:
    assert str(Source("a.txt")) == "a.txt"
    assert str(Source("a.txt", 2)) == "a.txt#2"


@pytest.mark.parametrize("field", ["title", "excerpt", "body"])
def test_one_text_is_enough(field: str) -> None:
    assert Article(**{field: "x"}).id  # type: ignore[arg-type]  # one of three texts


@pytest.mark.parametrize("text", ["", " ", "\n\t\u3000"])
def test_an_article_without_text_is_refused(text: str) -> None:
    with pytest.raises(ArticleError, match="needs a title, an excerpt or a body"):
        Article(title=text, excerpt=text, body=text, authors=("A",), url="https://a")


@pytest.mark.parametrize("name", ["authors", "tags"])
@pytest.mark.parametrize("value", ["one name", [1], [None], ["a", b"b"]])
def test_names_and_tags_are_sequences_of_strings(name: str, value: object) -> None:
    with pytest.raises(ArticleError, match=f"{name} must be a sequence of strings"):
        Article(title="t", **{name: value})  # type: ignore[arg-type]  # what is refused


def test_lists_become_tuples_so_that_an_article_is_hashable() -> None:
    article = Article(title="t", authors=["A", "B"], tags=["x"])  # type: ignore[arg-type]  # lists are taken too
    assert article.authors == ("A", "B")
    assert hash(article) == hash(Article(title="t", authors=("A", "B"), tags=("x",)))


def test_an_article_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Article(title="t").title = "u"  # type: ignore[misc]  # what is refused


def test_the_doi_decides_the_id_however_it_is_written() -> None:
    spellings = ["10.1136/LEADER-1", "https://doi.org/10.1136/leader-1", " doi: 10.1136/leader-1"]
    ids = {Article(title=f"t{n}", doi=doi, url=f"u{n}").id for n, doi in enumerate(spellings)}
    assert len(ids) == 1


def test_without_a_doi_the_url_decides_the_id() -> None:
    first = Article(title="one", url="https://www.Example.org/a/?utm_source=x#top")
    assert first.id == Article(title="two", url="http://example.org/a").id
    assert first.id != Article(title="one", url="http://example.org/A").id


def test_without_both_title_authors_and_date_decide_the_id() -> None:
    names, day = ("Jane Dacre",), PartialDate(2023)
    first = Article(title="Kind  Leaders", authors=names, date=day, body="one").id
    upper = ("JANE DACRE",)
    assert first == Article(title="kind leaders ", authors=upper, date=day, body="two").id
    assert first != Article(title="kind leaders", authors=("Jane",), date=day, body="one").id
    assert first != Article(title="kind leaders", authors=names, date=PartialDate(2024)).id


@pytest.mark.parametrize(
    "known", [{"authors": ("A",)}, {"date": PartialDate(2023)}, {}], ids=["author", "date", "none"]
)
def test_where_one_of_them_is_unknown_the_text_decides_as_well(known: dict[str, object]) -> None:
    first = Article(title="Editorial", body="one", **known)  # type: ignore[arg-type]  # fields of an article
    assert first.id != Article(title="Editorial", body="two", **known).id  # type: ignore[arg-type]  # same


def test_of_a_bare_title_the_text_decides_as_well() -> None:
    assert Article(title="Editorial", body="one").id != Article(title="Editorial", body="two").id
    assert Article(body="one").id != Article(body="two").id


def test_a_doi_and_a_url_of_the_same_letters_are_two_articles() -> None:
    assert Article(title="t", doi="10.1/a").id != Article(title="t", url="10.1/a").id


@pytest.mark.parametrize("given_id", ["", " ", "\t\n"])
def test_a_blank_id_is_none(given_id: str) -> None:
    assert Article(id=given_id, title="t").id == Article(title="t").id


def test_space_around_an_id_does_not_matter() -> None:
    assert Article(id=" a b\n", title="t").id == "a b"


@everyday(100)
@given(articles, articles)
def test_fingerprints_are_equal_when_and_only_when_the_content_is(
    first: Article, second: Article
) -> None:
    def content(article: Article) -> Article:
        return dataclasses.replace(article, id="x", source=None)

    same = content(first) == content(second)
    assert (first.fingerprint == second.fingerprint) is same


@pytest.mark.parametrize(
    "change",
    [
        {"title": "u"},
        {"excerpt": "e"},
        {"body": "b"},
        {"authors": ("A",)},
        {"tags": ("A",)},
        {"date": PartialDate(2024)},
        {"url": "u"},
        {"venue": "v"},
        {"doi": "d"},
        {"language": "l"},
    ],
)
def test_every_field_that_is_indexed_changes_the_fingerprint(change: dict[str, object]) -> None:
    article = Article(id="x", title="t")
    assert dataclasses.replace(article, **change).fingerprint != article.fingerprint  # type: ignore[arg-type]  # fields of an article


def test_the_place_does_not_change_the_fingerprint() -> None:
    article = Article(id="x", title="t")
    moved = dataclasses.replace(article, source=Source("elsewhere", 3))
    assert moved.fingerprint == article.fingerprint
    assert moved.id == article.id


def test_where_a_text_ends_matters_to_the_fingerprint() -> None:
    assert (
        Article(id="x", title="ab", excerpt="c").fingerprint
        != Article(id="x", title="a", excerpt="bc").fingerprint
    )
    assert (
        Article(id="x", title="t", authors=("a",)).fingerprint
        != Article(id="x", title="t", tags=("a",)).fingerprint
    )


@given(st.text(st.characters(codec=None), min_size=1))
def test_any_text_has_an_id_and_a_fingerprint(text: str) -> None:
    article = Article(title=f"t{text}", body=text, authors=(text,))
    assert len(article.id) == 16
    assert len(article.fingerprint) == 32


@pytest.mark.parametrize(
    ("excerpt", "body", "expected"),
    [
        ("", "body", "body"),
        ("excerpt", "", "excerpt"),
        ("excerpt", "body", "excerpt\n\nbody"),
        ("The body […]", "The body goes on", "The body goes on"),
        ("The body", "The body goes on", "The body goes on"),
        ("body", "The body", "body\n\nThe body"),
    ],
)
def test_the_text_has_the_excerpt_once(excerpt: str, body: str, expected: str) -> None:
    assert Article(title="t", excerpt=excerpt, body=body).text == expected


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.1136/Leader", "10.1136/leader"),
        ("http://dx.doi.org/10.1/A", "10.1/a"),
        ("HTTPS://DOI.ORG/10.1/A ", "10.1/a"),
        ("doi:10.1/a", "10.1/a"),
        ("", ""),
    ],
)
def test_a_doi_is_bare_and_lower_case(doi: str, expected: str) -> None:
    assert normalise_doi(doi) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Example.org/a/", "example.org/a"),
        ("http://example.org", "example.org"),
        ("https://example.org/?utm_source=x&id=3&utm_medium=y", "example.org?id=3"),
        ("https://example.org/a#part", "example.org/a"),
        ("https://example.org/A?B=C", "example.org/A?B=C"),
        (" example.org ", "example.org"),
        ("", ""),
    ],
)
def test_a_url_is_without_what_does_not_change_the_page(url: str, expected: str) -> None:
    assert normalise_url(url) == expected


@given(st.text(st.characters(exclude_characters=":")))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise_url(normalise_url(text)) == normalise_url(text)
    assert normalise_doi(normalise_doi(text)) == normalise_doi(text)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"date": "2016"}, r"date must be a PartialDate, not '2016': PartialDate.parse"),
        ({"date": 2016}, "date must be a PartialDate, not 2016"),
        ({"title": None}, "title must be text, not None"),
        ({"title": b"bytes"}, "title must be text, not b'bytes'"),
        ({"body": 5}, "body must be text, not 5"),
        ({"id": 7}, "id must be text, not 7"),
        ({"doi": None}, "doi must be text, not None"),
        ({"language": ("en",)}, "language must be text"),
        ({"source": "a.txt"}, "source must be a Source, not 'a.txt'"),
        ({"extra": None}, "extra must map names of fields to texts, not None"),
        ({"extra": ["1"]}, "extra must map names"),
        ({"extra": {1: ["1"]}}, "the name of a field in extra must be text, not 1"),
        ({"extra": {"pmid": "1"}}, "pmid must be a sequence of strings, not '1'"),
        ({"extra": {"pmid": [1]}}, r"pmid must be a sequence of strings, not \[1\]"),
        ({"tags": None}, "tags must be a sequence of strings, not None"),
        ({"authors": 3}, "authors must be a sequence of strings, not 3"),
    ],
)
def test_values_of_another_type_are_refused_when_an_article_is_made(
    values: dict[str, object], message: str
) -> None:
    with pytest.raises(ArticleError, match=message):
        Article(**({"title": "Kindness"} | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "parts", [("2016",), (2016.5,), (2016, "5"), (10**30,), (True,), (2016, True), (2016, 1, False)]
)
def test_a_date_is_made_of_whole_numbers(parts: tuple[object, ...]) -> None:
    with pytest.raises(UsageError, match="no such date"):
        PartialDate(*parts)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", [2016, None, b"2016", ("2016",)])
def test_only_text_is_parsed_as_a_date(text: object) -> None:
    with pytest.raises(UsageError, match="text must be a string, not "):
        PartialDate.parse(text)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["2016-05-17", None, PartialDate(2016)])
def test_only_a_day_is_one(day: object) -> None:
    with pytest.raises(UsageError, match="day must be a date, not "):
        PartialDate.of(day)  # type: ignore[arg-type]


@pytest.mark.parametrize("position", [0, -1])
def test_the_position_of_a_source_counts_from_one(position: int) -> None:
    with pytest.raises(UsageError, match=f"counts from 1, not {position}"):
        Source("a.txt", position)


@pytest.mark.parametrize("parts", [(Path("a"),), ("a", "1"), ("a", None)])
def test_a_source_is_a_text_and_a_number(parts: tuple[object, ...]) -> None:
    with pytest.raises(UsageError, match="a source is a path as text and a whole number"):
        Source(*parts)  # type: ignore[arg-type]


def test_extra_values_never_change_and_tell_articles_apart() -> None:
    with_values = Article(title="Kindness", extra={"pmid": ["1", "2"]})  # type: ignore[dict-item]
    assert with_values.extra == {"pmid": ("1", "2")}
    assert Article(title="Kindness", extra={"pmid": []}).extra == {}  # type: ignore[dict-item]
    assert with_values != Article(title="Kindness")
    assert with_values.fingerprint != Article(title="Kindness").fingerprint
    assert hash(with_values) == hash(dataclasses.replace(with_values))
    assert pickle.loads(pickle.dumps(with_values)) == with_values
    assert Article(title="Kindness").fingerprint == "e2a55d53a49818b208ff7705e222a84d"
