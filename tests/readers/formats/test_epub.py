"""EPUB: the metadata of both versions, and the spine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError
from readers.packed import added, epub, packed

if TYPE_CHECKING:
    from readers.conftest import Read

ITEMS = (
    '<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="one" href="one%2Exhtml#top" media-type="application/xhtml+xml"/>'
    '<item id="toc" href="toc.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="cover" href="cover.svg" media-type="image/svg+xml"/>'
)
SPINE = "".join(f'<itemref idref="{name}"/>' for name in ("cover", "toc", "one", "two", "lost"))
CHAPTERS = {
    "one": "<h1>One</h1><p>First &amp; last.</p>",
    "two": "<p>Second.</p>",
    "toc": "<p>Contents</p>",
}
METADATA = (
    '<dc:title id="s">A subtitle</dc:title><dc:title id="t">Kind rounds</dc:title>'
    '<meta refines="#t" property="title-type">main</meta>'
    '<dc:creator id="a">Ann Lee</dc:creator><dc:creator id="b">Bo Ray</dc:creator>'
    '<meta refines="#b" property="role">ill</meta><dc:date>2021-03-05</dc:date>'
    "<dc:language>en</dc:language><dc:subject>kindness</dc:subject>"
    "<dc:identifier>urn:isbn:9780141036144</dc:identifier><dc:publisher>Ward Press</dc:publisher>"
    "<dc:description>&lt;p&gt;On wards.&lt;/p&gt;</dc:description>"
)


def test_a_book_with_all_its_parts(read: Read) -> None:
    found = read(epub(METADATA, ITEMS, SPINE, **CHAPTERS), "a.epub").only

    assert (found.title, found.authors) == ("Kind rounds", ("Ann Lee",))
    assert found.body == "One\n\nFirst & last.\n\nSecond."
    assert (str(found.date), found.tags, found.language) == ("2021-03-05", ("kindness",), "en")
    assert (found.venue, found.excerpt) == ("Ward Press", "On wards.")


def test_the_roles_and_dates_of_the_old_version(read: Read) -> None:
    metadata = (
        '<dc:title>Kind</dc:title><dc:creator opf:role="edt">Cy Day</dc:creator>'
        '<dc:creator opf:role="aut" opf:file-as="Lee, Ann">Ann Lee</dc:creator>'
        '<dc:date opf:event="modification">2022-01-01</dc:date>'
        '<dc:date opf:event="publication">1999</dc:date>'
    )
    found = read(epub(metadata, ITEMS, SPINE, **CHAPTERS), "a.epub").only
    assert (found.authors, str(found.date)) == (("Ann Lee",), "1999")


def test_a_subtitle_that_is_called_so_stands_behind_the_title(read: Read) -> None:
    metadata = METADATA + '<meta refines="#s" property="title-type">subtitle</meta>'
    assert (
        read(epub(metadata, ITEMS, SPINE, **CHAPTERS), "a.epub").only.title
        == "Kind rounds: A subtitle"
    )


@pytest.mark.parametrize(
    "written", ["urn:isbn:9780141036144", "978-0-14-103614-4", "isbn:0141036141", "9780141036144"]
)
def test_an_isbn_is_known_however_it_is_called(read: Read, written: str) -> None:
    metadata = f"<dc:title>Kind</dc:title><dc:identifier>uuid:1</dc:identifier><dc:identifier>{written}</dc:identifier>"
    found = read(epub(metadata, ITEMS, SPINE, **CHAPTERS), "a.epub").only
    assert found.extra["isbn"] == ("9780141036144",)


@pytest.mark.parametrize(
    ("method", "is_read"),
    [
        ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", False),
        ("http://www.idpf.org/2008/embedding", True),
    ],
)
def test_a_book_with_drm_is_refused(read: Read, method: str, is_read: bool) -> None:
    hidden = (
        f'<encryption><EncryptedData><EncryptionMethod Algorithm="{method}"/><CipherData>'
        '<CipherReference URI="OPS/one.xhtml"/></CipherData></EncryptedData></encryption>'
    )
    data = added(epub(METADATA, ITEMS, SPINE, **CHAPTERS), {"META-INF/encryption.xml": hidden})
    if is_read:
        assert read(data, "a.epub").only.title == "Kind rounds"
    else:
        with pytest.raises(ReadError, match="DRM"):
            read(data, "a.epub")


def test_a_chapter_that_is_missing_is_reported(read: Read) -> None:
    reading = read(epub(METADATA, ITEMS, SPINE, one="<p>One</p>"), "a.epub")
    assert reading.only.body == "One"
    assert reading.findings == ["a chapter was left out: has no 'OPS/two.xhtml' in it"]


def test_a_book_outside_its_folder_is_not_looked_for(read: Read) -> None:
    items = '<item id="one" href="../../../etc/passwd" media-type="application/xhtml+xml"/>'
    with pytest.raises(ReadError, match="contains no article"):
        read(epub("<dc:title>x</dc:title>", items, SPINE), "a.epub")


def test_a_file_without_a_package_document_is_named(read: Read) -> None:
    with pytest.raises(ReadError, match="not an EPUB"):
        read(packed({"mimetype": "application/epub+zip"}, first_stored=True), "a.epub")
