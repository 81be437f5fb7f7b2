"""Bookmarks of browsers and read-later services, as Netscape wrote them, and Pocket's lists of links."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError
from leadersearch.readers.describe.records import article_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_SCHEMES = ("http://", "https://", "ftp://")
_HAS_SCHEME = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]{0,40}:"
)  # notes of Shaarli have relative addresses


def read(file: RawFile) -> Iterator[Article]:
    """An article for each bookmark that leads to a page."""
    parser = _Bookmarks()
    for piece in file.pieces():
        parser.feed(piece)
        yield from _articles(parser, file)
    parser.close()
    parser.end()
    yield from _articles(parser, file)


def _articles(parser: _Bookmarks, file: RawFile) -> Iterator[Article]:
    done, parser.done = parser.done, []
    for record in done:
        try:
            yield article_of(record, file.report)
        except ArticleError:
            file.report(f"bookmark of {str(record.get('url', ''))[:80]!r} skipped: no title")


class _Bookmarks(HTMLParser):
    """Gathers links with their titles, tags and what is written below them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[dict[str, object]] = []
        self._record: dict[str, object] | None = None
        self._part = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A link begins a bookmark, `<dd>` its description; another item ends it."""
        if tag == "a":
            self.end()
            values = {name: value or "" for name, value in attrs}
            href = values.get("href", "").strip()
            if _HAS_SCHEME.match(href) and not href.lower().startswith(_SCHEMES):
                return
            self._record = {
                "title": "",
                "abstract": "",
                "url": href,
                "tags": [part for part in values.get("tags", "").split(",") if part.strip()],
            }
            self._part = "title"
        elif tag == "dd":
            self._part = "abstract"
        elif tag in {"dt", "li", "dl", "h3", "h1"}:
            self.end()

    def handle_endtag(self, tag: str) -> None:
        """Neither what follows a link is its title, nor what follows a list its description."""
        if tag == "a":
            self._part = ""
        elif tag in {"dl", "ul", "li"}:
            self.end()

    def handle_data(self, data: str) -> None:
        """Text of the part that is open."""
        if self._record is not None and self._part:
            self._record[self._part] = f"{self._record[self._part]}{data}"

    def end(self) -> None:
        """Finish the bookmark that is open."""
        if self._record is not None:
            self._record["title"] = str(self._record["title"]).strip() or self._record["url"]
            self.done.append(self._record)
        self._record, self._part = None, ""
