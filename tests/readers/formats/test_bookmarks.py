"""Bookmarks of browsers, and lists of links that read-later services wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.conftest import Read

BOOKMARKS = """<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
  <DT><H3 ADD_DATE="1466008580">Wards</H3>
  <DL><p>
    <DT><A HREF="https://example.org/1" ADD_DATE="1466010266" TAGS="kindness, two words">Kind &amp; brave</A>
    <DD>In short.
More of it.
    <DT><A HREF="javascript:alert(1)">No page</A>
    <DT><A HREF="place:folder=X">No page either</A>
  </DL><p>
  <DT><A HREF="https://example.org/2"></A>
</DL><p>
"""


def test_each_link_to_a_page_is_an_article(read: Read) -> None:
    first, second = read(BOOKMARKS, "bookmarks.html").articles

    assert (first.title, first.url) == ("Kind & brave", "https://example.org/1")
    assert first.tags == ("kindness", "two words")
    assert first.excerpt == "In short.\nMore of it."
    assert (second.title, second.url) == ("https://example.org/2", "https://example.org/2")


def test_the_list_of_pocket(read: Read) -> None:
    text = """<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
<li><a href="https://example.org/1" time_added="1614860000" tags="kindness">Kind rounds</a></li>
</ul><h1>Read Archive</h1><ul><li><a href="https://example.org/2" tags="">Second</a></li></ul></body></html>"""

    reading = read(text, "ril_export.html")

    assert reading.titles == ["Kind rounds", "Second"]
    assert reading.articles[0].tags == ("kindness",)


def test_a_note_without_an_address_of_its_own_is_read(read: Read) -> None:
    text = (
        '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>\n<DT><A HREF="?Z-mb0g" TAGS="a">Note</A>\n<DD>Of it.\n'
        '<DT><A HREF="javascript:x()">Script</A>\n<DT><A HREF="place:sort=8">Recent</A>\n</DL><p>\n'
    )
    article = read(text, "a.html").only
    assert (article.title, article.excerpt, article.url) == ("Note", "Of it.", "")


def test_links_of_instapaper_are_read(read: Read) -> None:
    text = (
        "<!DOCTYPE html>\n<html>\n<head>\n<title>Instapaper: Export</title>\n</head>\n<body>\n<h1>Unread</h1>\n"
        '<ol>\n<li><a href="https://example.org/1">One</a>\n<li><a href="https://example.org/2">Two</a>\n</ol></body></html>'
    )
    titles = [article.title for article in read(text, "instapaper-export.html").articles]
    assert titles == ["One", "Two"]
