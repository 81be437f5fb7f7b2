from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read

ENTRY = r"""@Article{lee2023,
  author = {Lee, Ann and Bo Ray and {Department of Health and Social Care} and others},
  title = "{K}indness \& courage: {\'E}tude",
  journal = {BMJ Leader}, year = 2023, month = may,
  doi = {10.1136/leader-2023-000123}, keywords = {ethics, leadership},
  abstract = {What it says.}
}
"""


def test_one_author_in_braces_is_one_author(read: Read) -> None:
    entry = "@misc{a, author = {{Health and Safety Executive}}, title = {One}}"
    assert read(entry, "a.bib").only.authors == ("Health and Safety Executive",)


def test_an_entry_becomes_an_article(read: Read) -> None:
    article = read(ENTRY, "a.bib").only
    assert article.title == "Kindness & courage: Étude"
    assert article.authors == ("Ann Lee", "Bo Ray", "Department of Health and Social Care")
    assert (str(article.date), article.venue) == ("2023-05", "BMJ Leader")
    assert (article.doi, article.excerpt) == ("10.1136/leader-2023-000123", "What it says.")
    assert article.tags == ("ethics", "leadership")


@pytest.mark.parametrize(
    ("written", "authors"),
    [
        ("{Simon and Schuster} AND Lee, Ann", ("Simon and Schuster", "Ann Lee")),
        (r"Lee\{, Ann\} and Ray, Bo", ("Ann} Lee{", "Bo Ray")),
        (r"Lee\{, Ann and Ray\}, Bo", ("Ann Lee{", "Bo Ray}")),
        ("Sandy Anderson and Anand Rand", ("Sandy Anderson", "Anand Rand")),
    ],
)
def test_names_are_split_at_each_and_outside_braces(
    read: Read, written: str, authors: tuple[str, ...]
) -> None:
    assert read(f"@misc{{a, title={{One}}, author={{{written}}}}}", "a.bib").only.authors == authors


def test_strings_are_resolved_and_comments_passed_over(read: Read) -> None:
    text = '@string{bl = "BMJ Leader"}\n@comment{nothing}\n% nothing\n@misc{a, title={One}, journal=bl}'
    assert read(text, "a.bib").only.venue == "BMJ Leader"


def test_a_broken_entry_is_reported_and_the_rest_is_read(read: Read) -> None:
    reading = read("@article{x, title = {Never closed\n\n" + ENTRY, "a.bib")
    assert reading.titles == ["Kindness & courage: Étude"]
    assert len(reading.findings) == 1
    assert reading.findings[0].startswith("entry at line 1 skipped: ")


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        (
            r"url = {https://example.org/~lee/a_b--c.pdf}",
            "url",
            "https://example.org/~lee/a_b--c.pdf",
        ),
        (
            r"url = {https://example.org/a\_b?x=\%20y\&z\#k}",
            "url",
            "https://example.org/a_b?x=%20y&z#k",
        ),
        (r"url = {https://example.org/{\textasciitilde}lee}", "url", "https://example.org/~lee"),
        (r"url = {\url{https://example.org/a}}", "url", "https://example.org/a"),
        (r"howpublished = {\url{https://example.org/a}}", "url", "https://example.org/a"),
        (r"howpublished = {Online at \url{https://example.org/a}}", "url", "https://example.org/a"),
        (r"howpublished = {\url{https://example.org/a}}", "venue", ""),
        ("howpublished = {A pamphlet}", "venue", "A pamphlet"),
        (
            "eprint = {2101.99999}, archivePrefix = {arXiv}",
            "url",
            "https://arxiv.org/abs/2101.99999",
        ),
        ("eprint = {12}, eprinttype = {jstor}", "url", ""),
        ('journal = "Annals " # {of } # "Kindness"', "venue", "Annals of Kindness"),
        ('journal = bl # ": Blog"', "venue", "BMJ Leader: Blog"),
        ("journal = {C# Weekly}", "venue", "C# Weekly"),
    ],
)
def test_addresses_and_joined_values(read: Read, fields: str, name: str, value: str) -> None:
    text = f'@string{{bl = "BMJ Leader"}}\n@misc{{a, title = {{One}}, {fields}}}'
    assert getattr(read(text, "a.bib").only, name) == value


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("month = mar, day = {5}", "2021-03-05"),
        ("month = {mar}, day = 5", "2021-03-05"),
        ('month = "5 March"', "2021-03-05"),
        ('month = mar # "~5"', "2021-03-05"),
        ("month = {3}", "2021-03"),
        ("day = {5}", "2021"),
    ],
)
def test_the_day_of_a_date_is_kept(read: Read, fields: str, date: str) -> None:
    text = f"@misc{{a, title = {{One}}, year = 2021, {fields}}}"
    assert str(read(text, "a.bib").only.date) == date


def test_the_authors_of_an_entry_with_a_repeated_key_or_field_are_told_apart(read: Read) -> None:
    entry = "@misc{a, author = {Lee, Ann and Ray, Bo}, title = {%s}, note = {x}, note = {y}}\n"
    reading = read(entry % "One" + entry % "Two", "a.bib")
    assert [row.authors for row in reading.articles] == [("Ann Lee", "Bo Ray")] * 2


def test_entries_that_share_a_key_are_all_read(read: Read) -> None:
    assert read("@misc{a, title={One}}\n@misc{a, title={Two}}\n", "a.bib").titles == ["One", "Two"]


def test_an_entry_inherits_from_the_one_it_refers_to(read: Read) -> None:
    text = "@inbook{a, title={Part}, crossref={b}}\n@book{b, title={Whole}, year={2020}}\n"
    part = read(text, "a.bib").articles[0]
    assert (part.title, part.venue, str(part.date)) == ("Part", "Whole", "2020")


def test_biblatex_dates_and_ranges_are_understood(read: Read) -> None:
    text = "@online{a, title={One}, date={2004-04/2004-05}, journaltitle={J}}\n"
    assert str(read(text, "a.bib").only.date) == "2004-04"


def test_a_text_file_with_entries_is_bibtex(read: Read) -> None:
    assert read(ENTRY, "references.txt").only.venue == "BMJ Leader"


def test_nothing_is_printed_about_broken_entries(
    read: Read, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ReadError):
        read("@article{x, title = {Never closed\n", "a.bib")
    assert capfd.readouterr() == ("", "")


def test_entries_without_a_key_and_empty_fields_are_read(read: Read) -> None:
    text = (
        '@string{jc = "Journal of Care"}\n@article{\n  author = {Ann Lee},\n  title = {One}, journal = jc\n}\n'
        "@book{ title = {Two},  , year = {2021}}\n@book{k, title = {Three},  , year = {2022}}\n"
    )
    one, two, three = read(text, "a.bib").articles
    assert (one.title, one.authors, one.venue) == ("One", ("Ann Lee",), "Journal of Care")
    assert (two.title, str(two.date)) == ("Two", "2021")
    assert (three.title, str(three.date)) == ("Three", "2022")


def test_a_comma_may_be_missing_at_the_end_of_a_line(read: Read) -> None:
    text = (
        '@article{a,\n  title = {One}\n  author = "Lee, Ann"\n  year = {2021},\n  note = {x}\n}\n'
    )
    article = read(text, "a.bib").only
    assert (article.title, article.authors, str(article.date)) == ("One", ("Ann Lee",), "2021")


@pytest.mark.parametrize(
    ("fields", "field", "number"),
    [
        ("eprinttype = {pubmed}, eprint = {12345678}", "pmid", "12345678"),
        ("eprinttype = {PMID}, eprint = {12345678}", "pmid", "12345678"),
        ("archiveprefix = {PubMed}, eprint = {12345678}", "pmid", "12345678"),
        ("eprint = {https://pubmed.ncbi.nlm.nih.gov/12345678}", "pmid", "12345678"),
        ("eprinttype = {pmc}, eprint = {PMC1234567}", "pmcid", "PMC1234567"),
        ("eprinttype = {pmcid}, eprint = {1234567}", "pmcid", "PMC1234567"),
        ("eprinttype = {arxiv}, eprint = {2101.00001}", "arxiv", "2101.00001"),
        ("archiveprefix = {}, eprinttype = {arXiv}, eprint = {2101.00001}", "arxiv", "2101.00001"),
        ("eprinttype = {pubmed}, eprint = {1}, pmid = {12345678}", "pmid", "12345678"),
    ],
)
def test_an_eprint_is_the_number_that_its_type_says(
    read: Read, fields: str, field: str, number: str
) -> None:
    article = read(f"@article{{a, title = {{One}}, {fields}}}", "a.bib").only
    assert article.extra[field] == (number,)


def test_an_eprint_of_another_archive_is_no_number(read: Read) -> None:
    entry = "@article{a, title={One}, eprinttype={jstor}, eprint={12345678}}"
    assert not read(entry, "a.bib").only.extra


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("given=Ann, family=Okafor, prefix=van", ("Ann van Okafor",)),
        ("family=Berg, given={Jan P.}, prefix={van den}, useprefix=true", ("Jan P. van den Berg",)),
        ('"family=Lee", "given=Bo", "suffix=Jr" and Cy Ng', ("Bo Lee Jr", "Cy Ng")),
        ("family={L{\\'e}on}, familyi=L, given=Bo, given-i=B and {WHO}", ("Bo Léon", "WHO")),
    ],
)
def test_names_written_by_their_parts_are_read(
    read: Read, author: str, names: tuple[str, ...]
) -> None:
    assert read(f"@misc{{a, title={{One}}, author={{{author}}}}}", "a.bib").only.authors == names


@pytest.mark.parametrize(
    ("fields", "venue"),
    [
        ("school={Oxford}, series={Theses in Care}", "Oxford"),
        ("institution={RAND}, series={RR}", "RAND"),
        ("booktitle={A Handbook}, series={Books of Care}", "A Handbook"),
        ("series={Books of Care}, publisher={Sage}", "Books of Care"),
        ("organization={The Fund}, howpublished={A web page}", "The Fund"),
        ("shortjournal={J Care}", "J Care"),
    ],
)
def test_a_series_is_the_venue_where_nothing_else_is(read: Read, fields: str, venue: str) -> None:
    assert read(f"@misc{{a, title={{One}}, {fields}}}", "a.bib").only.venue == venue


def test_pieces_in_quotes_may_hold_braces(read: Read) -> None:
    text = '@article{a, title = "A {\\"{o}} b" # " c" # { d}, author = "Ann Lee"}'
    assert read(text, "a.bib").only.title == "A ö b c d"


def test_a_link_of_bibdesk_is_the_address(read: Read) -> None:
    text = "@article{a, title = {One}, Bdsk-Url-1 = {https://example.org/a_b}}"
    assert read(text, "a.bib").only.url == "https://example.org/a_b"
