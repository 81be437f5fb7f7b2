"""Citations say what is known of an article, in the form that each program and reader expects."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given, strategies as st

from leadersearch import Article, PartialDate, UsageError
from leadersearch.export import FORMATS, STYLES, cite, export
from leadersearch.export.authors import cited_authors
from leadersearch.export.bibtex import citation_key
from leadersearch.export.csl import item

ARTICLE = Article(
    title="R&D in 50% of the NHS_Trusts: is {it} enough?",
    authors=("Dame Jane Dacre", "Ludwig van Beethoven", "NHS England", "Martin Luther King Jr."),
    date=PartialDate(2024, 5, 17),
    venue="BMJ Leader",
    url="https://example.org/a_b?x=50%25&y=~z",
    doi="https://doi.org/10.1136/LEADER-2023-000123",
    tags=("kindness", "R&D"),
    excerpt="One line\nand another with a \\ and a ^.",
)
UNTITLED = Article(excerpt="Nobody wrote a title for this piece, so there is none to be cited […]")
PLACED = Article(
    title="Editorial",
    authors=("Jane Dacre",),
    date=PartialDate(2021, 3),
    venue="Care",
    extra={"volume": ("5",), "issue": ("3",), "pages": ("117-121",)},
)
ONLY_A_YEAR = Article(title="Kindness", authors=("Zain Memon",), date=PartialDate(2023))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def bibtex_fields(text: str) -> dict[str, Any]:
    library = parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {field.key: field.value for field in entry.fields}


class TestAuthors:
    def test_a_lone_control_takes_no_letter_with_it(self) -> None:
        article = Article(title="t", authors=("Zoe \x9b Quux", "Zoe \x9b31mQuux"))

        assert [name.family for name in cited_authors(article)] == ["Quux", "Quux"]

    def test_a_family_name_may_stand_first(self) -> None:
        article = Article(title="t", authors=("Dacre, Jane, MD", "king, martin luther, jr."))

        assert cite(article, "ris").count("AU  - Dacre, Jane\n") == 1
        assert cite(article, "vancouver").startswith("Dacre J, king ML jr. t.")


class TestBibtex:
    def test_a_parser_reads_back_what_was_written(self) -> None:
        fields = bibtex_fields(cite(ARTICLE, "bibtex"))

        assert fields["author"] == (
            "Dacre, Jane and van Beethoven, Ludwig and {NHS England} and King, Jr., Martin Luther"
        )
        assert fields["title"] == r"R\&D in 50\% of the {NHS}\_Trusts: is \{it\} enough?"
        assert fields["journal"] == "BMJ Leader"
        assert (fields["year"], fields["day"]) == ("2024", "17")
        assert fields["doi"] == "10.1136/leader-2023-000123"
        assert fields["url"] == "https://example.org/a_b?x=50%25&y=~z"
        assert fields["keywords"] == r"kindness, R\&D"
        assert fields["abstract"] == (
            r"One line and another with a \textbackslash{} and a \textasciicircum{}."
        )

    def test_the_month_is_the_macro_that_every_style_knows(self) -> None:
        assert "  month = may,\n" in cite(ARTICLE, "bibtex")

    def test_what_is_not_known_is_left_out(self) -> None:
        assert set(bibtex_fields(cite(ONLY_A_YEAR, "bibtex"))) == {"author", "title", "year"}
        assert set(bibtex_fields(cite(UNTITLED, "bibtex"))) == {"abstract"}

    def test_keys_are_the_same_in_every_file_and_differ_between_articles(self) -> None:
        twins = [
            Article(title="Editorial", authors=("A Smith",), url=f"https://x.org/{n}")
            for n in range(50)
        ]

        assert len({citation_key(twin) for twin in twins}) == 50
        assert citation_key(ONLY_A_YEAR).startswith("memon2023kindness-")

    def test_an_id_that_is_no_whole_text_has_a_key(self) -> None:
        assert citation_key(Article(id="half a sign \ud83d", title="Kindness"))

    def test_an_article_given_twice_stands_in_the_file_once(self) -> None:
        library = parse_string(export([ARTICLE, ONLY_A_YEAR, ARTICLE], "bibtex"))

        assert len(library.entries) == 2

    @given(title=TEXT, author=TEXT, venue=TEXT, url=TEXT)
    def test_no_text_breaks_the_file(self, title: str, author: str, venue: str, url: str) -> None:
        article = Article(title=f"T{title}", authors=(author,), venue=venue, url=url)

        fields = bibtex_fields(cite(article, "bibtex"))

        assert fields["title"]


class TestRis:
    def test_a_parser_reads_back_what_was_written(self) -> None:
        (record,) = rispy.loads(cite(ARTICLE, "ris"))

        assert record["type_of_reference"] == "JOUR"
        assert record["authors"] == [
            "Dacre, Jane",
            "van Beethoven, Ludwig",
            "NHS England",
            "King, Martin Luther, Jr.",
        ]
        assert record["title"] == ARTICLE.title
        assert record["secondary_title"] == "BMJ Leader"
        assert (record["year"], record["date"]) == ("2024", "2024/05/17/")
        assert record["doi"] == "10.1136/leader-2023-000123"
        assert record["urls"] == [ARTICLE.url]
        assert record["abstract"] == r"One line and another with a \ and a ^."
        assert record["keywords"] == ["kindness", "R&D"]

    def test_a_file_of_several_is_read_back_in_order(self) -> None:
        records = rispy.loads(export([ARTICLE, ONLY_A_YEAR, UNTITLED], "ris"))

        assert [record.get("title") for record in records] == [ARTICLE.title, "Kindness", None]

    def test_unknown_parts_of_a_date_stay_empty(self) -> None:
        assert "DA  - 2023///\n" in cite(ONLY_A_YEAR, "ris")

    @given(title=TEXT, author=TEXT)
    def test_no_text_breaks_the_record(self, title: str, author: str) -> None:
        article = Article(title=f"T{title}", authors=(author, "Zoe Quux"))

        (record,) = rispy.loads(cite(article, "ris"))

        assert record["title"].startswith("T")
        assert record["authors"][-1] == "Quux, Zoe"


class TestCsl:
    def test_an_item_has_names_in_parts_and_a_date_in_numbers(self) -> None:
        found = json.loads(cite(ARTICLE, "csl"))

        assert found == item(ARTICLE)
        assert found["type"] == "article-journal"
        assert found["author"] == [
            {"family": "Dacre", "given": "Jane"},
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"literal": "NHS England"},
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        ]
        assert found["issued"] == {"date-parts": [[2024, 5, 17]]}

    def test_a_date_has_no_more_parts_than_are_known(self) -> None:
        assert item(ONLY_A_YEAR)["issued"] == {"date-parts": [[2023]]}

    def test_a_file_is_a_list_also_when_it_is_empty(self) -> None:
        assert json.loads(export([], "csl")) == []
        assert len(json.loads(export([ARTICLE, UNTITLED], "csl"))) == 2


class TestProse:
    def test_vancouver(self) -> None:
        assert cite(ARTICLE, "vancouver") == (
            "Dacre J, van Beethoven L, NHS England, King ML Jr. "
            "R&D in 50% of the NHS_Trusts: is {it} enough? BMJ Leader. 2024 May 17. "
            "doi: 10.1136/leader-2023-000123."
        )

    def test_vancouver_names_six_authors(self) -> None:
        many = Article(title="T", authors=tuple(f"{letter} Author" for letter in "ABCDEFG"))

        assert cite(many, "vancouver").startswith(
            "Author A, Author B, Author C, Author D, Author E, Author F, et al. T."
        )

    def test_vancouver_lists_are_numbered(self) -> None:
        assert export([ONLY_A_YEAR, UNTITLED], "vancouver") == (
            "1. Memon Z. Kindness. 2023.\n2. [Nobody wrote a title for this piece, so …].\n"
        )

    def test_apa(self) -> None:
        assert cite(ARTICLE, "apa") == (
            "Dacre, J., van Beethoven, L., NHS England, & King, M. L., Jr. (2024, May 17). "
            "R&D in 50% of the NHS_Trusts: is {it} enough? BMJ Leader. "
            "https://doi.org/10.1136/leader-2023-000123"
        )

    def test_apa_without_author_begins_with_the_title(self) -> None:
        assert cite(Article(title="In Conversation"), "apa") == "In Conversation. (n.d.)."

    def test_markdown_links_the_title_and_escapes_what_markdown_would_read(self) -> None:
        assert cite(Article(title="A *b* [c]", url="https://x.org/"), "markdown") == (
            r"[A \*b\* \[c\]](<https://x.org/>)."
        )
        assert cite(ONLY_A_YEAR, "markdown") == "Kindness. Zain Memon. 2023."


@pytest.mark.parametrize("style", STYLES)
class TestEveryStyle:
    def test_no_control_character_comes_through(self, style: str) -> None:
        article = Article(
            title="Red \x1b[31malert", authors=("A\x07 B\x9b1m",), venue="V\r\nER  - "
        )

        text = cite(article, style)

        assert not any((ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160 for sign in text)

    def test_nothing_is_a_valid_file(self, style: str) -> None:
        assert export([], style).strip() in {"", "[]"}


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("vancouver", "Dacre J. Editorial. Care. 2021 Mar;5(3):117-121."),
        ("apa", "Dacre, J. (2021, March). Editorial. Care, 5(3), 117–121."),
        ("markdown", "Editorial. Jane Dacre. *Care* 5(3):117-121, March 2021."),
    ],
)
def test_the_place_in_the_journal_is_cited(style: str, expected: str) -> None:
    assert cite(PLACED, style) == expected


def test_an_article_with_a_place_is_one_of_a_journal() -> None:
    lines = cite(PLACED, "ris").splitlines()
    assert {"TY  - JOUR", "VL  - 5", "IS  - 3", "SP  - 117", "EP  - 121"} <= set(lines)
    written = item(PLACED)
    names = ("type", "volume", "issue", "page")
    assert [written[name] for name in names] == ["article-journal", "5", "3", "117-121"]
    fields = bibtex_fields(cite(PLACED, "bibtex"))
    assert [fields[name] for name in ("volume", "number", "pages")] == ["5", "3", "117--121"]


def test_an_unknown_style_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match="bibtex, ris, csl"):
        cite(ARTICLE, "harvard")


@pytest.mark.parametrize(
    ("name", "suffix"),
    list(zip(FORMATS, (".bib", ".ris", ".json", ".txt", ".txt", ".md", ".csv"), strict=True)),
)
def test_every_format_is_a_file_of_its_suffix(name: str, suffix: str) -> None:
    assert FORMATS[name].suffix == suffix
    text = export([Article(id="1", title="Kindness", authors=("Anna Blain",))], name)
    assert "Kindness" in text
    assert suffix != ".json" or len(json.loads(text)) == 1


def test_cells_that_would_be_formulas_are_written_as_text() -> None:
    assert "'=HYPERLINK" in export([Article(id="1", title='=HYPERLINK("x")')], "csv")


def test_a_format_that_there_is_not_is_an_error() -> None:
    with pytest.raises(UsageError, match="unknown format 'docx': choose from bibtex, ris"):
        export([ARTICLE], "docx")
