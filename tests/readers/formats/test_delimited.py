from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_known_columns(read: Read, delimiter: str) -> None:
    rows = [["Title", "Author(s)", "Abstract Note"], ['"One, two; three"', "Ann Lee", '"A | B, C"']]
    text = "\n".join(delimiter.join(row) for row in rows)
    article = read(text, "a.csv").only
    assert (article.title, article.authors) == ("One, two; three", ("Ann Lee",))
    assert article.excerpt == "A | B, C"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("author", "authors"),
        ("Authors", "authors"),
        ("dc:creator", "authors"),
        ("abstract", "excerpt"),
        ("Summary", "excerpt"),
        ("description", "excerpt"),
        ("content", "body"),
        ("Full Text", "body"),
        ("Publication Year", "date"),
        ("Journal/Book", "venue"),
        ("Keywords", "tags"),
        ("Link", "url"),
        ("DOI", "doi"),
    ],
)
def test_columns_go_by_many_names(read: Read, header: str, field: str) -> None:
    value = {"date": "2023", "url": "https://example.org/a", "doi": "10.1136/x-1"}.get(field, "Ann")
    article = read(f"title,{header}\nOne,{value}\n", "a.csv").only
    found = getattr(article, field)
    assert str(found[0] if isinstance(found, tuple) else found) == value


def test_quoted_line_breaks_byte_order_mark_and_crlf(read: Read) -> None:
    text = 'title,abstract\r\nOne,"first line\r\n\r\nsecond line"\r\nTwo,x\r\n'
    articles = read(text.encode("utf-8-sig"), "a.csv").articles
    assert [article.title for article in articles] == ["One", "Two"]
    assert articles[0].excerpt == "first line\n\nsecond line"


def test_lists_written_into_cells_are_taken_apart(read: Read) -> None:
    text = "title;authors;keywords\nOne;['Marx, Karl', 'Lee, Ann'];[\"a\", \"b\"]\n"
    article = read(text, "a.csv").only
    assert article.authors == ("Karl Marx", "Ann Lee")
    assert article.tags == ("a", "b")


def test_tags_are_not_cut_within_brackets(read: Read) -> None:
    article = read('title,keywords\nOne,"cyst (diagnosis, surgery), care"\n', "a.csv").only
    assert article.tags == ("cyst (diagnosis, surgery)", "care")


def test_rows_without_text_are_reported_and_ragged_rows_are_read(read: Read) -> None:
    reading = read("title,abstract,year\nOne\n,,2023\n\nTwo,b,2023,extra,more\n", "a.csv")
    assert reading.titles == ["One", "Two"]
    assert reading.findings == ["row ending in line 3 skipped: no title, excerpt or body"]


def test_a_field_may_be_longer_than_the_standard_limit_of_the_csv_module(read: Read) -> None:
    body = "word " * 100_000
    assert read(f"title,text\nOne,{body}\n", "a.csv").only.body == body.strip()


def test_lines_above_the_header_are_passed_over(read: Read) -> None:
    assert read("Export of my library\n\ntitle,year\nOne,2023\n", "a.csv").titles == ["One"]


def test_a_table_without_a_known_column_is_refused_with_its_header(read: Read) -> None:
    with pytest.raises(ReadError, match=r"no column is called title.*says: name, price"):
        read("name,price\nApple,3\n", "a.csv")


def test_other_encodings_are_guessed_and_reported(read: Read) -> None:
    text = "title,abstract\nÀ l'hôpital,L'équipe a été félicitée à l'hôpital général\n"
    reading = read(text.encode("cp1252"), "a.csv")
    assert reading.titles == ["À l'hôpital"]
    assert len(reading.findings) == 1


def test_a_web_of_science_table_becomes_articles(read: Read) -> None:
    text = (
        "PT\tAU\tAF\tTI\tSO\tDE\tAB\tPD\tPY\tDI\n"
        'J\tLee, A; Ray, B\tLee, Ann; Ray, Bo\tOn "kind" rounds\tInvented Journal\tkindness; wards\t'
        'A "quote" left open: "\tMAR 5\t2021\t10.5555/k.1\n'
        "J\tRay, B\t\tSecond\t\t\t\t\t2020\t\n"
    )

    for data in (text.encode(), text.encode("utf-16"), text.encode("utf-8-sig")):
        first, second = read(data, "savedrecs.txt").articles
        assert (first.title, first.authors) == ('On "kind" rounds', ("Ann Lee", "Bo Ray"))
        assert (str(first.date), first.doi) == ("2021-03-05", "10.5555/k.1")
        assert (first.tags, first.venue) == (("kindness", "wards"), "Invented Journal")
        assert (second.title, str(second.date)) == ("Second", "2020")


def test_the_highlights_of_a_book_are_one_article(read: Read) -> None:
    text = (
        "Highlight,Book Title,Book Author,Amazon Book ID,Note\n"
        "First sentence.,Kind wards,Mira Ashdown,,mine\nOther.,Second,,,\n"
        "Second sentence.,Kind wards,Mira Ashdown,,\n"
    )
    first, second = read(text, "readwise.csv").articles

    assert (first.title, first.authors) == ("Kind wards", ("Mira Ashdown",))
    assert first.body == "First sentence.\n\nmine\n\nSecond sentence."
    assert second.title == "Second"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (  # Embase
            (
                "TITLE,AUTHOR NAMES,SOURCE,DATE OF PUBLICATION,PUBLICATION YEAR,MEDLINE PMID,LANGUAGE OF ARTICLE\n"
                'One,"Lee A., Ray B.J.",Journal of Care (2021) 12:3 (45-56). Date of Publication: 5 Mar 2021,'
                "5 Mar 2021,2021,33445566,English\n"
            ),
            (("A. Lee", "B.J. Ray"), "2021-03-05", "Journal of Care", ()),
        ),
        (  # Scopus
            (
                "Authors,Author full names,Title,Year,Source title,Abstract,Author Keywords,Index Keywords\n"
                'Lee A.,"Lee, Ann (57200000001)",One,2021,Journal of Care,[No abstract available],,Adult; Female\n'
            ),
            (("Ann Lee",), "2021", "Journal of Care", ("Adult", "Female")),
        ),
        (  # Web of Science
            (
                "Author Full Names,Article Title,Source Title,Keywords Plus,Publication Date,Publication Year\n"
                '"Lee, Ann; Ray, Bo",One,JOURNAL OF CARE,ADULT,MAR 5,2021\n'
            ),
            (("Ann Lee", "Bo Ray"), "2021-03-05", "JOURNAL OF CARE", ("ADULT",)),
        ),
        (  # Covidence
            (
                "Title,Authors,Published Year,Published Month,Journal,Tags\n"
                'One,"Lee, Ann; Ray, Bo",2021,Mar,Journal of Care,a; b\n'
            ),
            (("Ann Lee", "Bo Ray"), "2021-03", "Journal of Care", ("a", "b")),
        ),
        (  # Cochrane
            (
                'Author(s),Title,Source,Year,Keywords\n"A Lee, B Ray",One,Journal of Care,2021,Adult; Female\n'
            ),
            (("A Lee", "B Ray"), "2021", "Journal of Care", ("Adult", "Female")),
        ),
        (  # Readwise Reader
            (
                "Title,URL,Document tags,Saved date\nOne,https://example.org/a,\"['a', 'b']\",2021-04-01\n"
            ),
            ((), "", "", ("a", "b")),
        ),
    ],
)
def test_the_columns_of_databases_and_services_are_known(
    read: Read, table: str, expected: tuple[object, ...]
) -> None:
    reading = read(table, "a.csv")
    article = reading.only
    date = str(article.date) if article.date else ""
    assert article.title == "One"
    assert (article.authors, date, article.venue, article.tags) == expected
    assert (article.excerpt, reading.findings) == ("", [])


@pytest.mark.parametrize(
    ("names", "groups", "authors"),
    [
        ("Lee, Ann; Ray, Bo", "CARE Study Grp", ("Ann Lee", "Bo Ray", "CARE Study Grp")),
        ("Lee, Ann", "CARE Grp; NHS England", ("Ann Lee", "CARE Grp", "NHS England")),
        ("", "CARE Study Grp", ("CARE Study Grp",)),
        ("Lee, Ann", "", ("Ann Lee",)),
    ],
)
def test_groups_are_authors_beside_people_in_tables_of_web_of_science(
    read: Read, names: str, groups: str, authors: tuple[str, ...]
) -> None:
    isbn = "978-0-306-40615-7"
    table = f"PT\tAU\tCA\tTI\tBN\nJ\t{names}\t{groups}\tOne\t{isbn}\n"
    article = read(table, "savedrecs.txt").only
    assert article.authors == authors
    assert article.extra["isbn"] == (isbn.replace("-", ""),)
