from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from readers.conftest import Read


def only(read: Read, record: object) -> Article:
    return read(json.dumps(record), "a.json").only


def test_europe_pmc_nests_authors_journal_and_keywords(read: Read) -> None:
    record = {
        "title": "One",
        "authorString": "Lee A, Ward Group",
        "authorList": {
            "author": [
                {"fullName": "Lee A", "firstName": "Ann", "lastName": "Lee"},
                {"collectiveName": "Ward Group"},
            ]
        },
        "journalInfo": {"journal": {"title": "Journal of care"}},
        "pubYear": "2021",
        "firstPublicationDate": "2021-03-02",
        "keywordList": {"keyword": ["rest"]},
    }
    article = only(read, {"resultList": {"result": [record]}})
    assert (article.authors, article.venue) == (("Ann Lee", "Ward Group"), "Journal of care")
    assert (str(article.date), article.tags) == ("2021-03-02", ("rest",))


def test_a_work_of_orcid_has_the_date_and_the_identifiers_deeper(read: Read) -> None:
    work = {
        "title": {"title": {"value": "One"}},
        "publication-date": {"year": {"value": "2021"}, "month": {"value": "03"}, "day": None},
        "journal-title": {"value": "J Care"},
        "external-ids": {
            "external-id": [{"external-id-type": "doi", "external-id-value": "10.1000/1"}]
        },
    }
    article = only(read, {"group": [{"work-summary": [work]}]})
    assert (article.title, str(article.date)) == ("One", "2021-03")
    assert (article.venue, article.doi) == ("J Care", "10.1000/1")


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        (
            {"title": ["One"], "DOI": "10.1/a", "container-title": ["J"], "subject": ["Care"]},
            "tags",
            ("Care",),
        ),
        (
            {"title": "One", "z_authors": [{"given": "Ann", "family": "Lee"}]},
            "authors",
            ("Ann Lee",),
        ),
        ({"title": "One", "source": {"id": None, "name": "The Paper"}}, "venue", "The Paper"),
        ({"title": "One", "source": "https://example.org/1"}, "url", "https://example.org/1"),
        ({"title": "One", "source": "my memory"}, "url", ""),
        (
            {"title": "One", "source": "The J", "fulljournalname": "The Journal"},
            "venue",
            "The Journal",
        ),
        ({"title": "One", "journals": [{"title": "J Care"}]}, "venue", "J Care"),
        (
            {"title": "One", "authors": {"author": [{"text": "Ann Lee 0001"}]}},
            "authors",
            ("Ann Lee",),
        ),
        ({"title": "One", "authors": ["Ann Lee", "By Bo Ray"]}, "authors", ("Ann Lee", "Bo Ray")),
        ({"title": "One", "keywords": [{"display_name": "Rest"}]}, "tags", ("Rest",)),
    ],
)
def test_other_indexes_have_names_of_their_own(
    read: Read, record: object, field: str, value: object
) -> None:
    assert getattr(only(read, record), field) == value


def test_a_wrapped_record_keeps_the_doi_beside_it(read: Read) -> None:
    record = {
        "id": 1,
        "doi": "10.5281/zenodo.1",
        "metadata": {"title": "One", "creators": [{"name": "Lee, Ann"}]},
    }
    article = only(read, {"hits": {"hits": [record]}})
    assert (article.title, article.authors, article.doi) == (
        "One",
        ("Ann Lee",),
        "10.5281/zenodo.1",
    )


def test_newspapers_name_their_fields_otherwise(read: Read) -> None:
    guardian = {
        "webTitle": "One",
        "webUrl": "https://example.org/1",
        "webPublicationDate": "2021-03-02T10:00:00Z",
        "fields": {"byline": "Ann Lee", "bodyText": "A text"},
    }
    article = only(read, {"response": {"results": [guardian]}})
    assert (article.title, article.authors, article.body) == ("One", ("Ann Lee",), "A text")
    assert str(article.date) == "2021-03-02"
    times = {
        "headline": {"main": "Two"},
        "web_url": "https://example.org/2",
        "byline": {"original": "By Ann Lee"},
    }
    article = only(read, {"response": {"docs": [times]}})
    assert (article.title, article.authors) == ("Two", ("Ann Lee",))
