"""MHTML (RFC 2557): a web page saved with its pictures, of which the page is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.convert.mime_parts import header, leaves, message_of, text_of_part
from leadersearch.readers.formats import web_page
from leadersearch.readers.raw_file import LARGEST_WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_LARGEST = 2 * LARGEST_WHOLE
_PAGES = frozenset(("text/html", "application/xhtml+xml"))


def read(file: RawFile) -> Iterator[Article]:
    """The one article of the page."""
    message = message_of(file.read_bytes(_LARGEST))
    page = _page(message) if message else None
    if message is None or page is None:
        raise ReadError("contains no web page")
    place = header(message, "snapshot-content-location") or header(page, "content-location")
    fallback = {"title": header(message, "subject"), "url": place}
    yield from web_page.read_markup(text_of_part(page, file.report), file, fallback)


def _page(message: Message) -> Message | None:
    """The part that is the page: the one that the header names, or the first."""
    pages = [part for part in leaves(message) if part.get_content_type() in _PAGES]
    start = message.get_param("start")
    named = (part for part in pages if start and part.get("content-id") == start)
    return next(named, pages[0] if pages else None)
