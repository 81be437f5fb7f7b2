from __future__ import annotations

import json

import pytest

from leadersearch.readers.describe.json_ld import article_declared
from leadersearch.readers.describe.page_metadata import page_metadata
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.raw_file import ignore


def page(*values: object) -> str:
    script = '<script type="application/ld+json">{}</script>'
    return "".join(script.format(json.dumps(value)) for value in values)


@pytest.mark.parametrize(
    "kind",
    [
        "Article",
        "http://schema.org/Article",
        "https://schema.org/NewsArticle/",
        "schema:BlogPosting",
        ["Thing", "http://schema.org/ScholarlyArticle"],
    ],
)
def test_a_type_is_known_however_it_is_named(kind: object) -> None:
    assert page_metadata(page({"@type": kind, "headline": "Kindness"}))["title"] == "Kindness"


def test_expanded_json_ld_is_read() -> None:
    schema = "http://schema.org/"
    expanded = {
        "@type": [f"{schema}Article"],
        f"{schema}headline": [{"@value": "Kindness", "@language": "en"}],
        f"{schema}author": [
            {"@list": [{f"{schema}name": [{"@value": name}]} for name in ("Ann Lee", "Bo Ray")]}
        ],
    }
    article = article_of(page_metadata(page([expanded])), ignore)
    assert (article.title, article.authors) == ("Kindness", ("Ann Lee", "Bo Ray"))


JOURNAL = {"@type": "Periodical", "name": "A Journal"}


@pytest.mark.parametrize(
    "whole",
    [
        JOURNAL,
        [{"@type": "WebSite", "name": "A Site"}, JOURNAL],
        {"@type": "PublicationIssue", "name": "Spring", "isPartOf": JOURNAL},
        {
            "@type": "PublicationIssue",
            "isPartOf": {"@type": ["PublicationVolume", "Periodical"], "name": "A Journal"},
        },
        {
            "@type": "PublicationIssue",
            "isPartOf": {"@type": "PublicationVolume", "isPartOf": JOURNAL},
        },
        "A Journal",
    ],
)
def test_the_periodical_that_an_article_is_part_of_is_its_venue(whole: object) -> None:
    said = page({"@type": "ScholarlyArticle", "headline": "Kindness", "isPartOf": whole})
    assert page_metadata(said)["venue"] == "A Journal"


def test_a_site_is_the_venue_where_the_page_names_no_other() -> None:
    whole = {
        "@type": "WebPage",
        "name": "Kindness",
        "isPartOf": {"@type": "WebSite", "name": "A Site"},
    }
    said = page({"@type": "Article", "headline": "Kindness", "isPartOf": whole})
    assert page_metadata(said)["venue"] == "A Site"
    assert page_metadata(said + '<meta property="og:site_name" content="Ours">')["venue"] == "Ours"


def test_the_date_of_the_issue_serves_an_article_without_one() -> None:
    issue = {"@type": "PublicationIssue", "datePublished": "2021-03"}
    said = {"@type": "Article", "headline": "Kindness", "isPartOf": issue}
    assert page_metadata(page(said))["date"] == "2021-03"
    assert page_metadata(page(said | {"datePublished": "2021-02-05"}))["date"] == "2021-02-05"


def test_references_are_followed_from_one_to_the_next_and_between_scripts() -> None:
    said = page(
        {
            "@type": "Article",
            "headline": "Kindness",
            "author": {"@id": "#r"},
            "isPartOf": {"@id": "#i"},
        },
        {
            "@graph": [
                {"@id": "#r", "@type": "Role", "author": {"@id": "#p"}},
                {"@id": "#p", "name": "Ann Lee"},
            ]
        },
        [
            {"@id": "#i", "@type": "PublicationIssue", "isPartOf": {"@id": "#j"}},
            {"@id": "#j", **JOURNAL},
        ],
    )
    article = article_of(page_metadata(said), ignore)
    assert (article.authors, article.venue) == (("Ann Lee",), "A Journal")


def test_references_in_a_circle_name_nobody() -> None:
    said = page(
        {
            "@graph": [
                {
                    "@id": "#a",
                    "@type": "Article",
                    "headline": "One",
                    "author": {"@id": "#p"},
                    "isPartOf": {"@id": "#a"},
                },
                {"@id": "#p", "author": {"@id": "#p"}},
            ]
        }
    )
    assert page_metadata(said) == {"title": "One"}


def test_a_reference_to_nothing_is_no_author() -> None:
    said = page({"@type": "Article", "headline": "One", "author": {"@id": "#none"}})
    assert "authors" not in page_metadata(said)


def test_a_doi_among_the_identifiers_of_an_article_is_found() -> None:
    issn, doi = (
        {"@type": "PropertyValue", "propertyID": kind, "value": value}
        for kind, value in (("issn", "1234-5678"), ("doi", "10.1234/ab.c"))
    )
    said = page({"@type": "Article", "headline": "One", "identifier": [issn, doi]})
    assert article_of(page_metadata(said), ignore).doi == "10.1234/ab.c"


def test_a_periodical_too_far_above_is_not_looked_for() -> None:
    whole: object = JOURNAL
    for _ in range(5):
        whole = [{"@type": "PublicationIssue", "isPartOf": whole}] * 9
    assert "venue" not in article_declared([json.dumps({"@type": "Article", "isPartOf": [whole]})])
