"""Web pages saved as MHTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read

HEAD = (
    "From: <Saved by Blink>\nSnapshot-Content-Location: https://example.org/talk\nSubject: Kind talk\n"
    'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n'
)
PAGE = (
    "--b\nContent-Type: text/html; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n"
    'Content-ID: <two>\n\n<html><head><meta charset=3D"windows-1252"><meta name=3D"author" content=3D"Zo=EB =\n'
    'Lee"></head><body><article><h1>Kind talk</h1><p>We talked in the caf=E9 on the ward, for an hour.</p>'
    "</article></body></html>\n"
)
PICTURE = "--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
FRAME = "--b\nContent-Type: text/html\n\n<html><title>Advert</title></html>\n"


@pytest.fixture(autouse=True)
def _trafilatura() -> None:
    pytest.importorskip(
        "trafilatura", reason="the html extra is not installed", exc_type=ImportError
    )


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a"])
def test_the_page_is_read_with_the_address_that_it_was_saved_from(read: Read, name: str) -> None:
    found = read(f"{HEAD}\n{PICTURE}{PAGE}--b--\n", name).only

    assert (found.title, found.authors) == ("Kind talk", ("Zoë Lee",))
    assert found.url == "https://example.org/talk"
    assert "We talked in the café" in found.body


def test_the_page_that_the_header_names_comes_before_frames(read: Read) -> None:
    head = HEAD.replace("boundary", 'start="<two>"; boundary')
    assert read(f"{head}\n{FRAME}{PAGE}--b--\n", "a.mhtml").only.title == "Kind talk"


def test_a_line_of_the_header_that_is_none_does_not_matter(read: Read) -> None:
    head = HEAD.replace("Subject", "X-Title: on several\nlines\nSubject")
    assert read(f"{head}\n{PAGE}--b--\n", "a.mhtml").only.title == "Kind talk"


def test_a_file_without_a_page_is_named(read: Read) -> None:
    with pytest.raises(ReadError, match="contains no web page"):
        read(f"{HEAD}\n{PICTURE}--b--\n", "a.mhtml")
