"""JATS: metadata and full text of journal articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.conftest import Read

ARTICLE = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS v1.2//EN" "JATS.dtd">
<article xml:lang="en"><front><journal-meta><journal-title-group><journal-title>Invented Journal
</journal-title></journal-title-group></journal-meta><article-meta>
<article-id pub-id-type="doi">10.5555/k.1</article-id><article-id pub-id-type="pmid">31234567</article-id>
<title-group><article-title>Kind rounds<xref ref-type="fn">*</xref> and CO<sub>2</sub></article-title>
<subtitle>a trial</subtitle></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Ashdown</surname><given-names>Mira
</given-names></name><xref ref-type="aff">1</xref></contrib>
<contrib contrib-type="author"><collab>Kind Ward Investigators<contrib-group><contrib><name>
<surname>Hidden</surname></name></contrib></contrib-group></collab></contrib>
<contrib contrib-type="editor"><name><surname>Novak</surname></name></contrib></contrib-group>
<pub-date pub-type="ppub"><month>4</month><year>2021</year></pub-date>
<pub-date pub-type="epub"><day>5</day><month>3</month><year>2021</year></pub-date>
<abstract><sec><title>Aim</title><p>To be kind.</p></sec></abstract>
<abstract abstract-type="graphical"><p>A picture.</p></abstract>
<kwd-group><kwd>kindness</kwd><kwd>wards</kwd></kwd-group></article-meta></front>
<body><sec><title>Rounds</title><p>We walked <xref ref-type="bibr">[1]</xref>the wards.</p>
<p>Then we <italic>talked</italic>.</p></sec></body>
<back><ref-list><ref>Nobody reads this.</ref></ref-list></back></article>"""


def test_an_article_with_all_its_parts(read: Read) -> None:
    found = read(ARTICLE, "a.nxml").only

    assert found.title == "Kind rounds and CO2: a trial"
    assert found.authors == ("Mira Ashdown", "Kind Ward Investigators")
    assert found.excerpt == "Aim\n\nTo be kind."
    assert found.body == "Rounds\n\nWe walked the wards.\n\nThen we talked."
    assert (str(found.date), found.venue, found.doi) == (
        "2021-03-05",
        "Invented Journal",
        "10.5555/k.1",
    )
    assert (found.tags, found.language) == (("kindness", "wards"), "en")
    assert found.url == "https://doi.org/10.5555/k.1"


def test_several_articles_in_one_file(read: Read) -> None:
    article = ARTICLE[ARTICLE.index("<article ") :]
    second = article.replace("Kind rounds", "Cold rounds").replace("k.1", "k.2")

    found = read(f"<pmc-articleset>{article}{second}</pmc-articleset>", "a.xml")

    assert [title[:4] for title in found.titles] == ["Kind", "Cold"]


def test_deep_nesting_is_no_traceback(read: Read) -> None:
    deep = "<p>" * 3000 + "x" + "</p>" * 3000
    text = ARTICLE.replace("<p>Then we <italic>talked</italic>.</p>", deep)

    found = read(text, "a.xml").only

    assert found.body.endswith("x")


def test_an_article_without_the_declarations_of_its_prefixes_is_read(read: Read) -> None:
    article = ARTICLE.replace(
        "<body", '<ext-link xlink:href="https://example.org"/><mml:math/><body', 1
    )
    assert "xmlns:xlink" not in article
    assert read(article, "a.xml").only.doi == "10.5555/k.1"


def test_of_a_damaged_article_is_read_what_comes_before(read: Read) -> None:
    reading = read(
        ARTICLE.partition("</body>")[0] + '<p a="1" a="2">Lost</p></body></article>', "a.xml"
    )
    assert reading.only.doi == "10.5555/k.1"
    assert "read up to there" in reading.findings[0]
