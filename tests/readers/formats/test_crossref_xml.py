from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from readers.conftest import Read


PERSON = '<person_name contributor_role="{}"><given_name>{}</given_name><surname>{}</surname></person_name>'
TITLES = "<titles><title>{}</title></titles>"
ARTICLE = f"""<crossref_result xmlns="http://www.crossref.org/qrschema/3.0"><query_result><body><query>
<doi_record><crossref xmlns="http://www.crossref.org/xschema/1.1"><journal><journal_metadata language="en">
<full_title>J Care</full_title></journal_metadata><journal_issue><publication_date media_type="print">
<year>2021</year></publication_date><journal_volume><volume>4</volume></journal_volume><issue>2</issue></journal_issue><journal_article><titles><title>Rest on <i>wards</i></title>
<subtitle>a view</subtitle></titles><contributors>{PERSON.format("author", "Ann", "Lee")}
<organization contributor_role="author">Ward Group</organization>{PERSON.format("editor", "Ed", "Day")}</contributors>
<jats:abstract xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1"><jats:p>We rested.</jats:p></jats:abstract>
<publication_date media_type="print"><year>2021</year></publication_date>
<publication_date media_type="online"><month>03</month><day>02</day><year>2021</year></publication_date>
<pages><first_page>11</first_page><last_page>19</last_page></pages><doi_data><doi>10.1000/x.1</doi><resource>https://example.org/1</resource></doi_data></journal_article></journal>
</crossref></doi_record></query></body></query_result></crossref_result>"""


def test_an_article_of_a_journal_is_read(read: Read) -> None:
    for name in ("a.xml", "a.unixref", "a"):
        article = read(ARTICLE, name).only
        assert (article.title, article.authors) == (
            "Rest on wards: a view",
            ("Ann Lee", "Ward Group"),
        )
        assert (str(article.date), article.venue) == ("2021-03-02", "J Care")
        assert (article.doi, article.url) == ("10.1000/x.1", "https://example.org/1")
        assert article.excerpt == "We rested."
        assert [article.extra[name] for name in ("volume", "issue", "pages")] == [
            ("4",),
            ("2",),
            ("11-19",),
        ]


def deposit(body: str) -> str:
    return f'<doi_batch xmlns="http://www.crossref.org/schema/4.4.2"><head/><body>{body}</body></doi_batch>'


def test_chapters_of_a_book_are_articles_with_what_the_book_says(read: Read) -> None:
    chapter = f"<content_item>{{}}{TITLES}</content_item>"
    author = f"<contributors>{PERSON.format('author', 'Ann', 'Lee')}</contributors>"
    book = (
        f"<book><book_metadata><contributors>{PERSON.format('editor', 'Ed', 'Day')}</contributors>"
        f"{TITLES.format('Ward book')}<publication_date><year>2020</year></publication_date></book_metadata>"
    )
    text = deposit(f"{book}{chapter.format(author, 'One')}{chapter.format('', 'Two')}</book>")
    one, two = read(text, "a.xml").articles
    assert (one.title, one.authors, one.venue) == ("One", ("Ann Lee",), "Ward book")
    assert (two.title, two.authors, str(two.date)) == ("Two", ("Ed Day",), "2020")
    assert read(deposit(f"{book}</book>"), "a.xml").only.title == "Ward book"


@pytest.mark.parametrize(
    ("kind", "date"), [("posted_content", "posted_date"), ("dissertation", "approval_date")]
)
def test_works_on_their_own_have_an_institution(read: Read, kind: str, date: str) -> None:
    text = deposit(
        f"<{kind}>{PERSON.format('author', 'Ann', 'Lee')}{TITLES.format('One')}<{date}><month>3</month><year>2021</year>"
        f"</{date}><institution><institution_name>Ward U</institution_name></institution></{kind}>"
    )
    article = read(text, "a.xml").only
    assert (article.title, article.authors) == ("One", ("Ann Lee",))
    assert (str(article.date), article.venue) == ("2021-03", "Ward U")
