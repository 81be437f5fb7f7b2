"""PDF: the text of its pages without running heads, and what is known of the whole.

Title, authors and date are those of the properties; where there are none, those that are printed
on the first page. The library is pypdf: it is all Python, so that a damaged file raises an error
where native code might end the process.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from leadersearch.errors import MissingExtra, ReadError
from leadersearch.readers.convert.page_text import text_of_pages, without_ligatures
from leadersearch.readers.describe.first_page import (
    Print,
    authors_printed,
    date_printed,
    title_printed,
)
from leadersearch.readers.describe.record_values import names_of
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.describe.styled_text import authors_in, title_in
from leadersearch.readers.raw_file import LARGEST_ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_MOST_PAGES = 2_000
_MOST_DRAWN = 16 * 1024 * 1024
"""Bytes of the commands that draw the pages; text takes a thousandth of a page of a map."""

_LARGEST_PAGE = 2 * 1024 * 1024
_CREATED = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")
# Names of files and numbers of manuscripts.
_NO_TITLE = re.compile(r"(?=[!-~]*+\Z)[^\d_./]*+[\d_./]|.*\d\.\.\d+\Z")
_DOI = re.compile(r"\b(?:doi(?:\.org)?[:/ ]\s?)(10\.\d{4,9}/[!-~]{1,200})", re.IGNORECASE)
# Along the margin of a preprint; what stands elsewhere may be a citation.
_STAMP = re.compile(
    r"\s*+arXiv:(?P<number>\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\s*+\[[\w.-]+\]"
)
_SILENT = logging.NullHandler()


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a document; of scanned pages it has no more than the title."""
    document = _opened(file)
    prints: list[Print] = []
    pages = list(_pages(document, prints, file))
    body = text_of_pages(pages)
    if not pages:
        raise ReadError("has no pages")
    if not body:
        file.report("no text found: its pages are pictures; recognise their text (OCR) first")
    record = _record(_properties(document), prints, without_ligatures(pages[0]))
    record["title"] = record["title"] or re.sub(r"[-_\s]+", " ", file.stem).strip()
    record["body"] = body
    yield article_of(record, file.report)


def _opened(file: RawFile) -> Any:
    try:
        import pypdf
    except ImportError as error:
        raise MissingExtra("reading PDF files", "pdf") from error
    logging.getLogger("pypdf").addHandler(_SILENT)
    logging.getLogger("pypdf").propagate = False
    try:
        document = pypdf.PdfReader(file.stream)
        is_open = not document.is_encrypted or document.decrypt("")
        if is_open:
            len(document.pages)  # which may be damaged, or encrypted in a way of its own
    except RecursionError:
        raise
    except pypdf.errors.DependencyError as error:
        raise ReadError(
            "encrypted with AES; pip install cryptography, or save it without protection"
        ) from error
    except Exception as error:
        raise ReadError(f"damaged or protected PDF ({type(error).__name__})") from error
    if not is_open:
        raise ReadError("protected by a password; save it without one")
    return document


def _pages(document: Any, prints: list[Print], file: RawFile) -> Iterator[str]:
    """The texts of the pages; what the first one prints is added to `prints`."""
    left, drawn = LARGEST_ARTICLE, _MOST_DRAWN
    for number in range(1, len(document.pages) + 1):
        if number > _MOST_PAGES or left < 0 or drawn < 0:
            file.report(f"only the first {number - 1:,} pages were read")
            return
        text = ""
        try:
            page = document.pages[number - 1]
            size = _drawn(page)
            drawn -= size
            if size <= _LARGEST_PAGE:
                text = _text(page, prints if number == 1 else None)
            else:
                file.report(f"page {number} was left out: a drawing of {size // 2**20} MB")
        except Exception as error:  # noqa: BLE001 - a damaged page raises whatever it meets
            file.report(f"page {number} could not be read ({type(error).__name__})")
        left -= len(text)
        yield text


def _drawn(page: Any) -> int:
    contents = page.get_contents()
    return len(contents.get_data()) if contents is not None else 0


def _text(page: Any, prints: list[Print] | None) -> str:
    if prints is None:
        return str(page.extract_text())

    def visit(
        text: str, current: list[float], matrix: list[float], _font: Any, size: float
    ) -> None:
        if text and not _STAMP.match(text):
            scale = abs(matrix[3] or matrix[1]) * abs(current[3] or current[1])
            prints.append(Print(round(size * scale, 1), without_ligatures(text)))

    return str(page.extract_text(visitor_text=visit))


def _properties(document: Any) -> dict[str, str]:
    try:
        found = document.metadata or {}
        return {str(key).lstrip("/").lower(): str(found[key]) for key in found}
    except Exception:  # noqa: BLE001 - properties that cannot be read are none
        return {}


def _record(properties: dict[str, str], prints: list[Print], first: str) -> dict[str, object]:
    title = title_in(properties.get("title"))
    title = "" if _NO_TITLE.match(title) else title
    printed, end = title_printed(prints)
    authors = names_of(authors_in(properties.get("author")))
    names = authors_printed(prints, end) if printed else []
    has_more = sum(map(_letters, names)) > sum(map(_letters, authors))
    if not authors or (len(names) == len(authors) and has_more):  # initials, mostly
        authors = tuple(names)
    created = _CREATED.match(properties.get("creationdate", ""))
    day = "-".join(filter(None, created.groups())) if created else ""
    doi = _DOI.search(first)
    stamps = filter(None, map(_STAMP.match, first.splitlines()))
    return {
        "title": title or printed,
        "authors": authors,
        "date": date_printed(first) or day,
        "tags": properties.get("keywords"),
        "doi": doi[1].rstrip(".,;)") if doi else "",
        "arxiv": next((stamp["number"] for stamp in stamps), ""),
    }


def _letters(name: str) -> int:
    return sum(map(str.isalpha, name))
