from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from readers.conftest import Read

RIS = """TY  - JOUR
AU  - Lee, Ann
AU  - Ray,Bo
TI  - Kindness and courage
T2  - BMJ Leader
AB  - Aims: to be kind.
Results: it works.
PY  - 2023
DA  - 2023/05/17/
DO  - https://doi.org/10.1136/leader-2023-000123
UR  - https://example.org/kind
KW  - ethics
KW  - Leadership/*psychology
ZZ  - unknown
ER  - \n
"""
NBIB = """PMID- 30776994
DP  - 2019 Mar
TI  - Impact of balloon guides on
      clinical outcomes.
LID - 10.1161/STROKEAHA.118.021126 [doi]
AB  - Background: guides are
      used.
FAU - Zaidat, Osama O
AU  - Zaidat OO
FAU - Hellinger, Frank R Jr
AU  - Hellinger FR Jr
JT  - Stroke
MH  - Brain Ischemia/*surgery

PMID- 2
TI  - Another
AU  - Lee A
"""


def test_a_ris_record_becomes_an_article(read: Read) -> None:
    article = read(RIS, "a.ris").only
    assert (article.title, article.authors) == ("Kindness and courage", ("Ann Lee", "Bo Ray"))
    assert (str(article.date), article.venue) == ("2023-05-17", "BMJ Leader")
    assert (article.doi, article.url) == ("10.1136/leader-2023-000123", "https://example.org/kind")
    assert article.tags == ("ethics", "Leadership")
    assert article.excerpt == "Aims: to be kind.\nResults: it works."


def test_byte_order_mark_crlf_and_lines_between_records_make_no_difference(read: Read) -> None:
    expected = read(RIS, "a.ris").only.fingerprint
    text = "Record #1 of 1\nProvider: x\n1.\n" + RIS
    data = text.replace("\n", "\r\n").encode("utf-8-sig")
    assert read(data, "a.ris").only.fingerprint == expected


def test_older_tags_and_a_missing_end_are_understood(read: Read) -> None:
    text = (
        "TY  - JOUR\nT1  - One\nA1  - Lee, Ann\nN2  - Text.\nY1  - 2014//\nTY  - BOOK\nBT  - Two\n"
    )
    one, two = read(text, "a.ris").articles
    assert (one.title, one.authors, one.excerpt, str(one.date)) == (
        "One",
        ("Ann Lee",),
        "Text.",
        "2014",
    )
    assert two.title == "Two"


def test_a_record_without_text_is_reported_and_skipped(read: Read) -> None:
    reading = read("TY  - JOUR\nAU  - Lee, Ann\nER  - \n" + RIS, "a.ris")
    assert reading.titles == ["Kindness and courage"]
    assert reading.findings == ["record 1 skipped: no title and no abstract"]


def test_a_pubmed_record_becomes_an_article(read: Read) -> None:
    one, two = read(NBIB, "a.nbib").articles
    assert one.title == "Impact of balloon guides on clinical outcomes"
    assert one.authors == ("Osama O Zaidat", "Frank R Hellinger Jr")
    assert (one.excerpt, str(one.date), one.venue) == (
        "Background: guides are used.",
        "2019-03",
        "Stroke",
    )
    assert (one.doi, one.tags) == ("10.1161/STROKEAHA.118.021126", ("Brain Ischemia",))
    assert two.authors == ("A Lee",)
    assert two.url == "https://pubmed.ncbi.nlm.nih.gov/2/"


def test_an_ovid_record_becomes_an_article(read: Read) -> None:
    text = (
        "<3001. >\nVN  - Ovid Technologies\nTI  - Quality of life.\nSO  - BMC Care. 12, 2018.\n"
        "AU  - Behan L.\nAU  - Lucas J.S.\nMH  - *quality of life\nAB  - Aims.\n"
    )
    article = read(text, "a.ovd").only
    assert (article.title, article.authors) == ("Quality of life", ("L. Behan", "J.S. Lucas"))
    assert (article.venue, str(article.date), article.tags) == (
        "BMC Care",
        "2018",
        ("quality of life",),
    )


def test_tagged_files_are_known_by_content_under_the_name_of_a_text(read: Read) -> None:
    assert read(RIS, "export.txt").only.venue == "BMJ Leader"
    assert len(read(NBIB, "pubmed-set.txt").articles) == 2


def test_keywords_on_lines_of_their_own_are_keywords(read: Read) -> None:
    text = "TY  - JOUR\nTI  - One\nKW  - Kindness\nLeadership\nNurses/psychology\nER  - \n"

    assert read(text, "a.ris").only.tags == ("Kindness", "Leadership", "Nurses")


def test_several_authors_on_one_line_are_several(read: Read) -> None:
    text = "TY  - JOUR\nTI  - One\nAU  - Lee, Ann; Ray, Bo\nER  - \n"

    assert read(text, "a.ris").only.authors == ("Ann Lee", "Bo Ray")


def test_tags_in_an_abstract_are_no_text(read: Read) -> None:
    text = "TY  - JOUR\nTI  - One\nAB  - CO<sub>2</sub> rose (<i>p</i> < 0.03).\nER  - \n"

    assert read(text, "a.ris").only.excerpt == "CO2 rose (p < 0.03)."


def test_a_group_is_an_author_beside_the_persons(read: Read) -> None:
    text = "PMID- 1\nTI  - One\nFAU - Lee, Ann\nAU  - Lee A\nCN  - Kind Ward Investigators\n"

    assert read(text, "a.nbib").only.authors == ("Ann Lee", "Kind Ward Investigators")


WOS = """FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Lee, A
   Ray, B
AF Lee, Ann
   Ray, Bo
TI Kind rounds on
   the wards
SO INVENTED JOURNAL
DE kindness; rounds;
   wards
PD MAR 5
PY 2021
DI 10.5555/k.1
AB First.
   More.
ER

PT J
AU Ray, B
TI Second
PD MAY 2008
PY 2008
ER

EF
"""


def test_a_web_of_science_record_becomes_an_article(read: Read) -> None:
    for name in ("a.txt", "a.ciw", "a.isi", "savedrecs"):
        first, second = read(WOS, name).articles
        assert (first.title, first.authors) == ("Kind rounds on the wards", ("Ann Lee", "Bo Ray"))
        assert (str(first.date), first.doi) == ("2021-03-05", "10.5555/k.1")
        assert first.tags == ("kindness", "rounds", "wards")
        assert (first.venue, first.excerpt) == ("INVENTED JOURNAL", "First. More.")
        assert (second.title, str(second.date)) == ("Second", "2008-05")


ENDNOTE = """%0 Journal Article
%A Lee, Ann
%A Ray, Bo
%T Kind rounds
%J Invented Journal
%D 2021
%8 March 5
%K kindness
wards
%X First.
%U https://example.org/kind
%R 10.5555/k.1

%T Second
%A Ray, Bo
"""


def test_a_tagged_endnote_record_becomes_an_article(read: Read) -> None:
    for name in ("a.enw", "a.txt", "export"):
        first, second = read(ENDNOTE, name).articles
        assert (first.title, first.authors) == ("Kind rounds", ("Ann Lee", "Bo Ray"))
        assert (str(first.date), first.doi) == ("2021-03-05", "10.5555/k.1")
        assert first.tags == ("kindness", "wards")
        assert (first.venue, first.url) == ("Invented Journal", "https://example.org/kind")
        assert second.title == "Second"


def test_records_of_old_macs_have_their_lines(read: Read) -> None:
    text = "TY  - JOUR\rAU  - Müller, Änne\rTI  - Über die Güte\rPY  - 2021\rER  - \r"

    for data in (text.encode(), text.encode("utf-8-sig"), text.encode("cp1252")):
        article = read(data, "a.ris").only
        assert (article.title, article.authors) == ("Über die Güte", ("Änne Müller",))


JOURNALS_AT_OVID = """<3. >
VN  - Ovid Technologies
DB  - Journals@Ovid
AU  - Ashdown, Mira Ph.D., FACSM
AU  - Okoro, Ben J. MD, MPH 1,2,*
AU  - Lang, Eva [Author; E-mail: ]
AU  - Grau, Kim Jr.
TI  - Kind rounds at night.  [Article] [References].
SO  - Journal of Invented Care January/February 2010;14(1):56-60
DI  - 10.5555/kr.1
"""


def test_ovid_adds_degrees_affiliations_and_kinds_that_are_none_of_the_article(read: Read) -> None:
    article = read(JOURNALS_AT_OVID, "a.txt").only
    assert article.title == "Kind rounds at night"
    assert article.authors == ("Mira Ashdown", "Ben J. Okoro", "Eva Lang", "Kim Grau Jr.")
    assert (article.venue, str(article.date)) == ("Journal of Invented Care", "2010-01")
    assert article.doi == "10.5555/kr.1"


def test_a_title_that_ovid_has_in_brackets_stays(read: Read) -> None:
    text = "<1. >\nVN  - Ovid\nTI  - [Kindness in French]. [French]\nAU  - Lee A\n"
    assert read(text, "a.ovd").only.title == "[Kindness in French]"


def test_an_ovid_export_may_be_indented_or_have_one_blank_before_the_dash(read: Read) -> None:
    text = "<1. >\nVN - Ovid\nTI - One.\nED - Lee, Ann;  Ray, Bo\n\n<2. >\nVN - Ovid\nTI - Two.\n"
    one, two = read(text, "-").articles
    assert (one.title, one.authors, two.title) == ("One", ("Ann Lee", "Bo Ray"), "Two")
    indented = "".join(f" {line}\n" for line in text.splitlines())
    assert read(indented, "-").titles == ["One", "Two"]


def test_records_of_eric_begin_with_their_owner(read: Read) -> None:
    text = (
        "\nOWN - ERIC\nTI  - One\nAU  - Lee, Ann\nDP  - 2020\n\nOWN - ERIC\nTI  - Two\nOT  - Care\n"
    )
    one, two = read(text, "-").articles
    assert (one.title, one.authors, str(one.date)) == ("One", ("Ann Lee",), "2020")
    assert (two.title, two.tags) == ("Two", ("Care",))


def test_the_owner_of_a_pubmed_record_begins_none(read: Read) -> None:
    assert read(
        "PMID- 1\nOWN - NLM\nTI  - One\n\nPMID- 2\nOWN - NLM\nTI  - Two\n", "a.nbib"
    ).titles == [
        "One",
        "Two",
    ]


def test_a_refworks_record_becomes_an_article(read: Read) -> None:
    text = (
        "RT Journal Article\nSR Electronic(1)\nA1 Ashdown,Mira\nA1 Okoro, Ben\nT1 Kind rounds\n"
        "JF Journal of Invented Care\nYR 2002\nFD Feb 3\nK1 Kindness\nK1 Night\nAB Aims:\nto be kind.\n"
        "DO 10.5555/kr.1\nLK https://example.org/kr\n\nRT Book, Whole\nT1 Two\n"
    )
    for data in (text, f"Refworks Export Tagged Format\n\nRT=Reference Type\n*****\n{text}"):
        one, two = read(data, "export.txt").articles
        assert (one.title, one.authors) == ("Kind rounds", ("Mira Ashdown", "Ben Okoro"))
        assert (str(one.date), one.venue) == ("2002-02-03", "Journal of Invented Care")
        assert (one.doi, one.url, one.tags) == (
            "10.5555/kr.1",
            "https://example.org/kr",
            ("Kindness", "Night"),
        )
        assert (one.excerpt, two.title) == ("Aims:\nto be kind.", "Two")


def test_ris_records_without_a_type_are_records(read: Read) -> None:
    text = "DB  - Dimensions\nAU  - Lee, Ann\nTI  - One\nER  - \n\nDB  - Lens\nTI  - Two\nER  - \n"
    assert read(text, "a.ris").titles == ["One", "Two"]


def test_both_tags_of_authors_make_one_list(read: Read) -> None:
    text = "TY  - JOUR\nTI  - One\nA1  - Lee, Ann\nAU  - Ray, Bo\nAU  - Lee, Ann\nER  - \n"
    assert read(text, "a.ris").only.authors == ("Ann Lee", "Bo Ray")


def test_the_title_may_stand_above_the_type_of_an_endnote_record(read: Read) -> None:
    text = "%T One\n%0 Journal Article\n%A Lee, Ann\n\n\n%T Two\n%D 2021\n\n%0 Book\n%T Three\n%0 Book\n%T Four\n"
    articles = read(text, "a.enw").articles
    assert [article.title for article in articles] == ["One", "Two", "Three", "Four"]
    assert articles[0].authors == ("Ann Lee",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("TY  - JOUR\nTI  - One\nL1  - internal-pdf://0123/Lee.pdf\nER  - \n", "My wards.ris"),
        ("%0 Journal Article\n%T One\n%> internal-pdf://0123/Lee.pdf\n", "My wards.enw"),
    ],
)
def test_a_file_in_a_library_of_endnote_is_the_text(read: Read, text: str, name: str) -> None:
    article = read(text, name).only
    assert article.extra["attachment"] == ("My wards.Data/PDF/0123/Lee.pdf\nPDF/0123/Lee.pdf",)
    assert article.url == ""
