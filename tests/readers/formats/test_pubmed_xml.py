"""PubMed XML: journal articles, books, and what their parts mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.conftest import Read


def article(inner: str, data: str = "") -> str:
    return f"""<?xml version="1.0"?>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID Version="1">31234567</PMID>
<Article><Journal><Title>Invented Journal</Title><JournalIssue><PubDate>
<Year>2021</Year><Month>Mar</Month></PubDate></JournalIssue></Journal>{inner}</Article>
<KeywordList><Keyword>kindness</Keyword></KeywordList><MeshHeadingList><MeshHeading>
<DescriptorName>Aged, 80 and over</DescriptorName></MeshHeading></MeshHeadingList>
</MedlineCitation><PubmedData><ArticleIdList>{data}</ArticleIdList></PubmedData></PubmedArticle>
</PubmedArticleSet>"""


def test_an_article_with_all_its_parts(read: Read) -> None:
    found = read(
        article(
            """<ArticleTitle>Kind <i>rounds</i> and CO<sub>2</sub></ArticleTitle>
<Abstract><AbstractText Label="AIM">To be kind.</AbstractText>
<AbstractText Label="UNLABELLED">It <b>works</b>.</AbstractText></Abstract>
<AuthorList><Author><LastName>Ashdown</LastName><ForeName>Mira</ForeName></Author>
<Author><CollectiveName>Kind Ward Investigators</CollectiveName></Author>
<Author><LastName>Okoro</LastName><Initials>B</Initials><Suffix>Jr</Suffix></Author></AuthorList>
<Language>eng</Language>""",
            '<ArticleId IdType="doi">10.5555/k.1</ArticleId><ArticleId IdType="pmc">PMC7</ArticleId>',
        ),
        "a.xml",
    ).only

    assert found.title == "Kind rounds and CO2"
    assert found.authors == ("Mira Ashdown", "Kind Ward Investigators", "B Okoro Jr")
    assert found.excerpt == "AIM: To be kind.\n\nIt works."
    assert (str(found.date), found.venue, found.doi) == (
        "2021-03",
        "Invented Journal",
        "10.5555/k.1",
    )
    assert found.url == "https://pubmed.ncbi.nlm.nih.gov/31234567/"
    assert found.tags == ("kindness", "Aged, 80 and over")


def test_a_day_online_says_more_than_the_year_of_the_issue(read: Read) -> None:
    text = article(
        "<ArticleTitle>One</ArticleTitle><ArticleDate><Year>2021</Year><Month>02</Month>"
        "<Day>05</Day></ArticleDate>"
    )

    assert str(read(text, "a.xml").only.date) == "2021-03"
    found = read(text.replace("<Month>Mar</Month>", ""), "b.xml").only
    assert str(found.date) == "2021-02-05"


def test_a_book_is_an_article_too(read: Read) -> None:
    found = read(
        """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>1</PMID><Book><BookTitle>
Kind wards</BookTitle><PubDate><Year>2010</Year></PubDate></Book><ArticleTitle>Rounds</ArticleTitle>
<AuthorList Type="authors"><Author><LastName>Ashdown</LastName><ForeName>Mira</ForeName></Author>
</AuthorList></BookDocument></PubmedBookArticle></PubmedArticleSet>""",
        "a.xml",
    ).only

    assert (found.title, found.venue, str(found.date)) == ("Rounds", "Kind wards", "2010")


def test_a_record_without_text_is_named_and_the_rest_read(read: Read) -> None:
    empty = article("<ArticleTitle></ArticleTitle>").replace("</PubmedArticleSet>", "")
    whole = article("<ArticleTitle>One</ArticleTitle>").split("<PubmedArticleSet>")[1]

    reading = read(empty + whole, "a.xml")

    assert reading.only.title == "One"
    assert reading.findings == ["record 1 skipped: no title and no abstract"]


def test_a_set_of_books_is_read(read: Read) -> None:
    text = (
        "<PubmedBookArticleSet><PubmedBookArticle><BookDocument><PMID>1</PMID><ArticleTitle>Kind rounds"
        "</ArticleTitle></BookDocument></PubmedBookArticle></PubmedBookArticleSet>"
    )
    assert read(text, "a.xml").only.title == "Kind rounds"
