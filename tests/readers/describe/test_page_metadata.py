from __future__ import annotations

import json

import pytest

from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.page_metadata import declared_charset, page_metadata
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.raw_file import ignore

SCHOLARLY = """<html lang="en"><head><title>Kindness | BMJ Leader</title>
<meta name="citation_title" content="Kindness &amp; courage">
<meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Ray, Bo">
<meta content='2023/05/17' name='citation_publication_date'/>
<meta name="citation_journal_title" content="BMJ Leader">
<meta name="citation_doi" content="10.1136/leader-2023-000123">
<meta property="og:title" content="Another title"><meta property="og:description" content="In short.">
<link rel="canonical" href="https://example.org/kind"></head>"""


def test_the_tags_of_journals_go_first() -> None:
    article = article_of(page_metadata(SCHOLARLY), ignore)
    assert (article.title, article.authors) == ("Kindness & courage", ("Ann Lee", "Bo Ray"))
    assert (str(article.date), article.venue) == ("2023-05-17", "BMJ Leader")
    assert (article.doi, article.url) == ("10.1136/leader-2023-000123", "https://example.org/kind")
    assert (article.excerpt, article.language) == ("In short.", "en")


@pytest.mark.parametrize("wrap", ["{}", "[{}]", '{{"@graph": [{{"@type": "Organization"}}, {}]}}'])
def test_json_ld_is_found_wherever_it_is(wrap: str) -> None:
    data = {
        "@type": ["BlogPosting"],
        "headline": "Kindness",
        "author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Bo Ray"}],
        "datePublished": "2023-05-17T10:00:00Z",
        "description": "In short.",
    }
    source = wrap.format(json.dumps(data))
    markup = f'<head><script type="application/ld+json">\n{source}\n</script></head>'
    article = article_of(page_metadata(markup), ignore)
    assert (article.title, article.authors) == ("Kindness", ("Ann Lee", "Bo Ray"))
    assert (str(article.date), article.excerpt) == ("2023-05-17", "In short.")


def test_dublin_core_and_opengraph_are_understood() -> None:
    markup = (
        '<meta name="DC.Title" content="One"><meta name="DC.creator" content="Ann Lee">'
        '<meta name="DC.date" content="2003-11-01"><meta property="og:site_name" content="Site">'
    )
    article = article_of(page_metadata(markup), ignore)
    assert (article.title, article.authors, str(article.date), article.venue) == (
        "One",
        ("Ann Lee",),
        "2003-11-01",
        "Site",
    )


def test_the_title_of_the_page_is_used_last_and_without_the_site() -> None:
    markup = '<title>Kindness – The Site</title><meta property="og:site_name" content="The Site">'
    assert page_metadata(markup)["title"] == "Kindness"


def test_an_author_that_is_an_address_is_no_name() -> None:
    markup = '<meta property="article:author" content="https://example.org/ann">'
    assert "authors" not in page_metadata(markup)


def test_broken_json_ld_is_passed_over() -> None:
    assert page_metadata('<script type="application/ld+json">{"@type": </script>') == {}


def test_the_declared_encoding_is_found_in_both_forms() -> None:
    assert declared_charset('<meta charset="utf-8">') == "utf-8"
    assert (
        declared_charset('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">')
        == "koi8-r"
    )
    assert declared_charset("<p>no</p>") is None


@pytest.mark.parametrize("piece", ["<meta ", '<meta a="', "<script>", "<title>", "<link rel='"])
def test_the_time_grows_with_the_length_of_hostile_markup(piece: str) -> None:
    page_metadata(piece * 100_000)


def person(page: str) -> object:
    return page_metadata(page).get("authors")


def test_an_author_who_is_named_elsewhere_in_the_graph_is_looked_up() -> None:
    page = """<script type="application/ld+json">{"@graph": [{"@type": "Article", "headline": "One",
"author": [{"@id": "#p1"}, {"@id": "#none"}]}, {"@type": "Person", "@id": "#p1", "name": "Ann Lee"}]}</script>"""

    assert person(page) == {"@type": "Person", "@id": "#p1", "name": "Ann Lee"}


def test_an_address_in_the_place_of_an_author_gives_way_to_a_name() -> None:
    page = (
        '<meta property="article:author" content="https://example.org/@ann">'
        '<meta name="author" content="Ann Lee">'
    )
    assert person(page) == "Ann Lee"


@pytest.mark.parametrize(
    "page",
    [
        '<a rel="author" href="/ann">Ann Lee</a>',
        '<span itemprop="author">Ann Lee</span>',
        '<meta itemprop="author" content="Ann Lee">',
    ],
)
def test_an_author_is_found_by_the_marks_of_the_page(page: str) -> None:
    assert person(page) == "Ann Lee"


@pytest.mark.parametrize(
    "page",
    [
        '<meta itemprop="datePublished" content="2021-03-05">',
        '<time itemprop="datePublished" datetime="2021-03-05">yesterday</time>',
        '<time datetime="2020-01-01">old</time><time pubdate datetime="2021-03-05">new</time>',
        '<time datetime="2021-03-05">5 March</time>',
    ],
)
def test_a_date_is_found_by_the_marks_of_the_page(page: str) -> None:
    assert page_metadata(page)["date"] == "2021-03-05"


@pytest.mark.parametrize("language", ["{defaultLocale}", "", "{{ lang }}"])
def test_a_language_that_is_none_is_left_out(language: str) -> None:
    assert "language" not in page_metadata(f'<html lang="{language}">')
    assert page_metadata('<html lang="en-GB">')["language"] == "en-GB"


@pytest.mark.parametrize(
    ("markup", "field", "value"),
    [
        ('<meta name="bepress_citation_author" content="Okafor, Ann">', "authors", "Okafor, Ann"),
        ('<meta name="bepress_citation_doi" content="10.1234/ab.c">', "doi", "10.1234/ab.c"),
        ('<meta name="eprints.creators_name" content="Okafor, Ann">', "authors", "Okafor, Ann"),
        ('<meta name="eprints.publication" content="A Journal">', "venue", "A Journal"),
        ('<meta name="prism.publicationName" content="A Journal">', "venue", "A Journal"),
        ('<meta name="prism.doi" content="10.1234/ab.c">', "doi", "10.1234/ab.c"),
        ('<meta name="DC:title" content="Kindness">', "title", "Kindness"),
        ('<meta property="dc:title" content="Kindness">', "title", "Kindness"),
        ('<meta property="og:title dct:title" content="Kindness">', "title", "Kindness"),
        ('<meta name="DCTERMS.issued" content="2021-03">', "date", "2021-03"),
        ('<meta name="DCTERMS.isPartOf" content="A Journal">', "venue", "A Journal"),
        ('<meta name="DC.Creator.PersonalName" content="Ann Okafor">', "authors", "Ann Okafor"),
    ],
)
def test_every_vocabulary_of_libraries_and_journals_is_known(
    markup: str, field: str, value: str
) -> None:
    assert page_metadata(markup)[field] == value


@pytest.mark.parametrize("other", ["1234-5678", "https://example.org/1", "urn:isbn:9780306406157"])
def test_a_doi_among_other_identifiers_is_found(other: str) -> None:
    markup = f"""<meta name="DC.identifier" content="{other}">
<meta name="DC.identifier" content="doi:10.1234/ab.c">"""
    assert page_metadata(markup)["doi"] == "doi:10.1234/ab.c"


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="meta">By Ann Lee | March 2, 2021</div>',
        '<span class="author">Ann Lee</span> <span class="date">2 March 2021</span>',
        '<p class="byline">By <b>Ann Lee</b>, 2 March 2021</p>',
        '<p class="autor">Von Ann Lee, 2. M\u00e4rz 2021</p>',
    ],
)
def test_the_line_of_a_theme_names_author_and_date(markup: str) -> None:
    found = page_metadata(f"<html><body><h1>One</h1>{markup}<p>A text.</p></body></html>")
    assert found["authors"] == "Ann Lee"
    assert str(parse_date(found["date"])) == "2021-03-02"


def test_names_further_down_the_page_are_of_other_articles() -> None:
    line = '<span class="author">{}</span>'
    others = "".join(f'<time datetime="2020-01-0{day}"></time>' for day in range(1, 8))
    found = page_metadata(
        line.format("Ann Lee") + line.format("Bo Ray") + others + line.format("Cy Poe")
    )
    assert found["authors"] == ["Ann Lee", "Bo Ray"]


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        (
            '<base href="https://w.org/blog/"><link rel="canonical" href="a.html">',
            "https://w.org/blog/a.html",
        ),
        (
            "<!-- saved from url=(0017)https://w.org/a?x=1&amp;y=2 --><html>",
            "https://w.org/a?x=1&y=2",
        ),
        (
            "<!--\n Page saved with SingleFile \n url: https://w.org/a \n saved date: x\n-->",
            "https://w.org/a",
        ),
        ('<link rel="canonical" href="a.html">', ""),
    ],
)
def test_the_address_may_be_said_by_who_saved_the_page(markup: str, url: str) -> None:
    assert page_metadata(markup).get("url", "") == url


def test_the_heading_of_a_page_tells_its_title_from_the_name_of_the_site() -> None:
    title = "<title>Rest \u2013 a view \u2013 Ward Notes</title>"
    assert page_metadata(f"{title}<h1>Rest \u2013 a view</h1>")["title"] == "Rest \u2013 a view"
    assert (
        page_metadata(f"{title}<h1>Ward Notes</h1>")["title"]
        == "Rest \u2013 a view \u2013 Ward Notes"
    )
