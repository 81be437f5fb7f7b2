"""Saved web pages: what they say of themselves first, then the article that is found in them.

Pages describe themselves in up to four vocabularies: JSON-LD, the `citation_*` tags of journals,
Dublin Core and OpenGraph. The text of the article, without menus and comments, is trafilatura's
finding.
"""

from __future__ import annotations

import logging
import re
from itertools import islice
from typing import TYPE_CHECKING

from leadersearch.errors import MissingExtra, ReadError
from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.describe.page_metadata import declared_charset, page_metadata
from leadersearch.readers.describe.records import article_of, line_of
from leadersearch.readers.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

# A page of this size is no article, and finding one in it takes minutes.
_LARGEST = 16 * 1024 * 1024
# Nor is one of so many tags, of which a tree takes seconds or a gigabyte, nor of so many paragraphs,
# each of which is compared with its neighbours, near and far; all text of the page is taken.
_MOST_TAGS, _MOST_PARAGRAPHS = 60_000, 5_000
_PARAGRAPH = re.compile(
    r"<(?:p|div|li|d[dlt]|t[adhr]\w*|h[1-6]|br|body|pre|blockquote)\b", re.IGNORECASE
)

_BARRIER = re.compile(
    r"(?:just a moment|attention required|access denied|are you a robot|checking your browser"
    r"|verify you are human|page not found|404 not found|403 forbidden)\b",
    re.IGNORECASE,
)


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a page."""
    charset = declared_charset(file.head())
    data = file.read_bytes(_LARGEST)
    markup = decode(data, file.report, declared=charset)
    record = page_metadata(markup)
    title = line_of(record.get("title"))
    text = _article_text(markup, file).removeprefix(title).lstrip()
    if _BARRIER.match(title) and len(text) < 1000:
        raise ReadError("a page that blocks programs, not the article; save it again")
    record["body"] = text or record.get("body", "")
    yield article_of(record, file.report)


def _article_text(markup: str, file: RawFile) -> str:
    """The text of the article in the page; "" where none is found."""
    if markup.count("<") > _MOST_TAGS or _has_too_many_paragraphs(markup):
        file.report("too many tags to look for the article; the text of the whole page was taken")
        return text_of_html(markup)
    try:
        import trafilatura  # 300 ms
    except ImportError as error:
        raise MissingExtra("reading HTML pages", "html") from error
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        text = trafilatura.extract(markup, include_comments=False, favor_precision=True)
    except Exception as error:  # noqa: BLE001 - lxml's and trafilatura's errors are many
        file.report(f"no article text found ({type(error).__name__}); only the metadata was read")
        return ""
    return text or ""


def _has_too_many_paragraphs(markup: str) -> bool:
    found = islice(_PARAGRAPH.finditer(markup), _MOST_PARAGRAPHS, None)
    return next(found, None) is not None
