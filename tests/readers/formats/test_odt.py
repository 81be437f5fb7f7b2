"""OpenDocument texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError
from readers.packed import odt, packed

if TYPE_CHECKING:
    from readers.conftest import Read

META = (
    "<dc:creator>Bo Ray</dc:creator><meta:initial-creator>Ann Lee</meta:initial-creator>"
    "<dc:date>2022-01-01</dc:date><meta:creation-date>2021-03-05T10:00:00</meta:creation-date>"
    "<dc:title>Old</dc:title><meta:keyword>kindness</meta:keyword><meta:keyword>wards</meta:keyword>"
)


def test_a_style_that_a_program_made_counts_as_the_one_that_it_comes_from(read: Read) -> None:
    styles = '<style:style style:name="P1" style:parent-style-name="Title"/>'
    body = '<text:p text:style-name="P1">On kindness</text:p><text:h text:outline-level="1">Rounds</text:h><text:p>We walked.</text:p>'
    found = read(odt(body, meta=META, styles=styles), "a.odt").only

    assert (found.title, found.body) == ("On kindness", "Rounds\n\nWe walked.")
    assert (found.authors, str(found.date)) == (("Ann Lee",), "2021-03-05")
    assert found.tags == ("kindness", "wards")


def test_blanks_notes_and_changes(read: Read) -> None:
    body = (
        "<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>"
        "<text:p>Kind<text:s/>rounds<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note.</text:p></text:note-body></text:note><text:tab/>help"
        "<office:annotation><text:p>A remark.</text:p></office:annotation>.</text:p>"
    )
    assert read(odt(body), "a.odt").only.body == "Kind rounds help.\n\nA note."


def test_remarks_and_lists_of_headings_are_no_text(read: Read) -> None:
    body = (
        "<text:table-of-content><text:index-body><text:p>Kind 1</text:p></text:index-body></text:table-of-content>"
        "<office:annotation><text:p>A remark.</text:p></office:annotation><text:p>Kind</text:p>"
    )
    assert read(odt(body), "a.odt").only.body == "Kind"


def test_the_first_bytes_tell_the_format(read: Read) -> None:
    assert read(odt("<text:p>Text.</text:p>"), "letter").only.body == "Text."


def test_a_password_is_named(read: Read) -> None:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    data = packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "\x01\x02",
            "META-INF/manifest.xml": manifest,
        },
        first_stored=True,
    )
    with pytest.raises(ReadError, match="protected by a password"):
        read(data, "a.odt")
