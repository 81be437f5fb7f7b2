"""Saved web pages: what they say of themselves first, then the article that is found in them.

Pages describe themselves in up to four vocabularies: JSON-LD, the `citation_*` tags of journals,
Dublin Core and OpenGraph. The text of the article, without menus and comments, is trafilatura's
finding.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from leadersearch.errors import MissingExtra, ReadError
from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.convert.math_scripts import with_scripts
from leadersearch.readers.describe.page_metadata import declared_charset, page_metadata
from leadersearch.readers.describe.record_values import line_of
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

# A page of this size is no article, and finding one in it takes minutes.
_LARGEST = 16 * 1024 * 1024
# Nor is one of so many tags, of which a tree takes seconds or a gigabyte; all its text is taken.
_MOST_TAGS = 60_000
_BYTES_A_TAG = 35  # on average, above a megabyte: the search takes time by the tag
_MB = 1024 * 1024
# The second opinions of trafilatura compare each short paragraph with all its neighbours.
_MOST_PARAGRAPHS = 4_000
_PARAGRAPH = re.compile(
    r"<(?:address|blockquote|body|caption|center|d[dlt]|div|form|h[1-6]|legend|li|option|p|pre|table"
    r"|t[dhr]|textarea|ul|br)\b",
    re.IGNORECASE,
)
# Elements that are removed one by one: with each the text around it is copied, and its second
# opinions keep the copies.
_REMOVED = re.compile(
    r"<(?:a(?:pplet|rea|side|udio)|b(?:link|utton)|canvas|d(?:atalist|ialog)|embed|f(?:encedframe"
    r"|ieldset|igure|ooter|orm|rame|rameset)|header|i(?:frame|nput|ns)|l(?:abel|egend|ink)|m(?:ap"
    r"|arquee|ath|enu|enuitem)|n(?:av|oindex|oscript)|o(?:bject|ptgroup|ption|utput)|p(?:aram|icture"
    r"|rogress)|r(?:p|t|tc)|s(?:cript|elect|ource|tyle|vg)|t(?:extarea|ime|rack)|use|video)\b",
    re.IGNORECASE,
)
_MOST_COPIED, _MOST_KEPT = 3_000_000_000, 400_000_000  # characters

# One for all files: a handler that is added again is not added.
_SILENT = logging.NullHandler()

_BARRIER = re.compile(
    r"(?:just a moment|attention required|access denied|are you a robot|checking your browser"
    r"|verify you are human|page not found|404 not found|403 forbidden)\b",
    re.IGNORECASE,
)


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a page."""
    charset = declared_charset(file.head())
    data = file.read_bytes(_LARGEST)
    yield from read_markup(decode(data, file.report, declared=charset), file, {})


def read_markup(markup: str, file: RawFile, fallback: Mapping[str, object]) -> Iterator[Article]:
    """The one article of a page that is decoded; `fallback` has fields that it may lack."""
    record = {**fallback, **page_metadata(markup)}
    title = record["title"] = with_scripts(line_of(record.get("title")))
    text = _article_text(markup, file).removeprefix(title).lstrip()
    if _BARRIER.match(title) and len(text) < 1000:
        raise ReadError("a page that blocks programs, not the article; save it again")
    record["body"] = text or record.get("body", "")
    yield article_of(record, file.report)


def _article_text(markup: str, file: RawFile) -> str:
    """The text of the article in the page; "" where none is found."""
    tags = markup.count("<")
    copied = _count(_REMOVED, markup) * min(len(markup), _MB)
    if tags > _MOST_TAGS or tags * _BYTES_A_TAG > max(len(markup), _MB) or copied > _MOST_COPIED:
        return _whole_text(markup, file)
    is_vast = copied > _MOST_KEPT or _count(_PARAGRAPH, markup) > _MOST_PARAGRAPHS
    text = _extracted(markup, file, fast=is_vast)
    return text or (_whole_text(markup, file) if is_vast else "")


def _extracted(markup: str, file: RawFile, *, fast: bool) -> str:
    """The article as trafilatura finds it; without its second opinions if `fast`."""
    try:
        import trafilatura  # 300 ms
    except ImportError as error:
        raise MissingExtra("reading HTML pages", "html") from error
    logging.getLogger("trafilatura").addHandler(_SILENT)
    try:
        text = trafilatura.extract(markup, include_comments=False, favor_precision=True, fast=fast)
    except Exception as error:  # noqa: BLE001 - lxml's and trafilatura's errors are many
        file.report(f"no article text found ({type(error).__name__}); only the metadata was read")
        return ""
    return text or ""


def _whole_text(markup: str, file: RawFile) -> str:
    file.report("too many tags to look for the article; the text of the whole page was taken")
    return text_of_html(markup)


def _count(pattern: re.Pattern[str], markup: str) -> int:
    return sum(1 for _ in pattern.finditer(markup))
