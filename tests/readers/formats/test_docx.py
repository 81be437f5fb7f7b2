"""Word documents: what they show and what their properties say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError
from readers.packed import docx, packed

if TYPE_CHECKING:
    from readers.conftest import Read

STYLES = (
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>'
)
CORE = (
    "<dc:title>Template 7</dc:title><dc:creator>Ann Lee; Bo Ray</dc:creator>"
    "<cp:keywords>kindness; wards</cp:keywords>"
    "<dcterms:created>2021-03-05T10:00:00Z</dcterms:created><dc:language>en-GB</dc:language>"
)


def paragraph(text: str, style: str = "") -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{mark}<w:r><w:t>{text}</w:t></w:r></w:p>"


def test_the_title_that_is_shown_comes_before_that_of_the_properties(read: Read) -> None:
    body = (
        paragraph("On kindness", "Titel")
        + paragraph("Rounds", "berschrift1")
        + paragraph("We walked.")
    )
    found = read(docx(body, styles=STYLES, core=CORE), "a.docx").only

    assert (found.title, found.body) == ("On kindness", "Rounds\n\nWe walked.")
    assert found.authors == ("Ann Lee", "Bo Ray")
    assert (str(found.date), found.tags, found.language) == (
        "2021-03-05",
        ("kindness", "wards"),
        "en-GB",
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("On rounds", "On rounds"),
        ("Microsoft Word - draft7.doc", "my notes"),
        ("Untitled 2", "my notes"),
    ],
)
def test_a_title_in_the_properties_counts_unless_a_program_wrote_it(
    read: Read, title: str, expected: str
) -> None:
    found = read(
        docx(paragraph("Text."), core=f"<dc:title>{title}</dc:title>"), "my_notes.docx"
    ).only
    assert found.title == expected


def test_the_heading_above_all_text_is_the_title_where_there_is_no_other(read: Read) -> None:
    body = paragraph("Rounds", "berschrift1") + paragraph("Text.")
    assert read(docx(body, styles=STYLES), "a.docx").only.title == "Rounds"


def test_the_name_of_a_program_is_no_author(read: Read) -> None:
    assert (
        read(docx(paragraph("x"), core="<dc:creator>python-docx</dc:creator>"), "a").only.authors
        == ()
    )


def test_what_was_deleted_and_field_codes_are_left_out(read: Read) -> None:
    body = (
        "<w:p><w:r><w:t>Kind</w:t></w:r><w:del><w:r><w:delText>unkind</w:delText></w:r></w:del>"
        "<w:r><w:instrText>HYPERLINK</w:instrText></w:r><w:ins><w:r><w:tab/><w:t>rounds</w:t></w:r>"
        "</w:ins><w:r><w:noBreakHyphen/><w:t>up</w:t></w:r></w:p>"
    )
    assert read(docx(body), "a.docx").only.body == "Kind rounds-up"


def test_hidden_text_and_lists_of_headings_are_left_out(read: Read) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> rounds</w:t></w:r>'
    styles = '<w:style w:styleId="V1"><w:name w:val="toc 1"/></w:style>'
    listed = '<w:p><w:pPr><w:pStyle w:val="V1"/></w:pPr><w:r><w:t>Kind 1</w:t></w:r></w:p>'
    body = f"{listed}<w:p>{hidden}<w:r><w:t>Kind</w:t></w:r>{shown}</w:p>"
    assert read(docx(body, styles=styles), "a.docx").only.body == "Kind rounds"


def test_a_byline_below_the_title_is_no_text(read: Read) -> None:
    body = paragraph("By Ann Lee and Bo Ray") + paragraph("2 March 2021") + paragraph("We walked.")
    found = read(docx(body, core="<dc:title>Kind</dc:title><dc:creator>Ed</dc:creator>"), "a").only
    assert (found.authors, str(found.date)) == (("Ann Lee", "Bo Ray"), "2021-03-02")
    assert found.body == "We walked."


def test_tables_text_boxes_and_notes_are_text(read: Read) -> None:
    box = f"<w:p><w:r><w:txbxContent>{paragraph('Boxed')}</w:txbxContent><w:Fallback>{paragraph('Boxed')}</w:Fallback></w:r></w:p>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph('Cell')}</w:tc></w:tr></w:tbl>{box}"
    found = read(
        docx(body, footnotes=f"<w:footnote>{paragraph('A note.')}</w:footnote>"), "a.docx"
    ).only
    assert found.body == "Cell\n\nBoxed\n\nA note."


def test_the_parts_may_come_in_any_order(read: Read) -> None:
    parts: dict[str, str | bytes] = {"docProps/thumbnail.jpeg": bytes(range(256)) * 200}
    parts["word/document.xml"] = "<document><p><t>Text.</t></p></document>"
    assert read(packed(parts), "a.docx").only.body == "Text."


def test_a_document_without_its_suffix_is_known(read: Read) -> None:
    assert read(docx(paragraph("Text.")), "letter").only.body == "Text."


def test_a_damaged_document_is_named(read: Read) -> None:
    with pytest.raises(ReadError, match="damaged ZIP file"):
        read(docx(paragraph("Text."))[:-40], "a.docx")
    with pytest.raises(ReadError, match="contains no article"):
        read(docx("<w:p/>"), "a.docx")


def test_a_bomb_is_not_unpacked(read: Read) -> None:
    bomb = docx(paragraph("a" * 20_000_000))
    with pytest.raises(ReadError, match="unpacks to more than 4 MB, which is suspicious"):
        read(bomb, "a.docx")


def test_entities_are_refused(read: Read) -> None:
    bomb = packed({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a><p><t>&b;</t></p></a>'})
    with pytest.raises(ReadError, match="entities"):
        read(bomb, "a.docx")
