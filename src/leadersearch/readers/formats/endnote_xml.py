"""EndNote XML, as EndNote, Bookends and other reference managers write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadersearch.readers.convert.xml_elements import (
    first_below,
    line_below,
    lines_below,
    unique,
)
from leadersearch.readers.describe.attachments import path_of_link, paths_of_endnote
from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.elements import articles_of_elements

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_YEAR = re.compile(r"\d{4}")
_WHOLES = frozenset(("Book", "Edited Book", "Electronic Book", "Thesis", "Report"))
_URLS = ("web-urls", "related-urls", "text-urls")
_VENUES = (
    ("periodical", "full-title"),
    ("periodical", "abbr-1"),
    ("titles", "secondary-title"),
    ("alt-periodical", "full-title"),
    ("titles", "alt-title"),
    ("titles", "tertiary-title"),
)


def read(file: RawFile) -> Iterator[Article]:
    """The articles of an EndNote library."""
    return articles_of_elements(
        file, ("record",), _record, files_of=lambda record: _files(record, file.stem)
    )


def _files(element: Element, library: str) -> Iterator[str]:
    """The files that the record holds, or links to."""
    for link in lines_below(element, "urls", "pdf-urls", "url"):
        yield paths_of_endnote(link, library) or path_of_link(link)


def _record(element: Element) -> dict[str, object]:
    kinds = ("authors", "secondary-authors", "tertiary-authors")
    authors = (lines_below(element, "contributors", kind, "author") for kind in kinds)
    urls = [url for kind in _URLS for url in lines_below(element, "urls", kind, "url")]
    keywords = lines_below(element, "keywords", "keyword")
    return {
        "title": line_below(element, "titles", "title"),
        "authors": next(filter(None, authors), []),
        "abstract": line_below(element, "abstract"),
        "date": _date(element),
        "venue": next(filter(None, (line_below(element, *path) for path in _VENUES)), ""),
        "doi": line_below(element, "electronic-resource-num"),
        "url": next((url for url in urls if "://" in url), ""),
        "tags": unique(part.strip() for word in keywords for part in word.split(";")),
        "language": line_below(element, "language"),
        "isbn": line_below(element, "isbn"),
        "volume": line_below(element, "volume"),
        "issue": line_below(element, "number"),
        "pages": "" if _is_whole(element) else line_below(element, "pages"),
        "article_number": line_below(element, "custom7"),
    }


def _is_whole(element: Element) -> bool:
    """Whether it is a book or the like, whose pages are how many there are."""
    kind = first_below(element, "ref-type")
    return kind is not None and kind.get("name", "") in _WHOLES


def _date(element: Element) -> str:
    """The year, with the month and the day where the second date has them."""
    year = line_below(element, "dates", "year")
    within = line_below(element, "dates", "pub-dates", "date")
    # A second date that has a year is not to be given another one.
    whole = () if _YEAR.search(within) else (f"{within} {year}", f"{year} {within}")
    written = [year, within, *whole]
    known = [(str(found), text) for text in written if text and (found := parse_date(text))]
    fitting = [row for row in known if not year or row[0].startswith(year[:4])]
    return max(fitting, key=lambda row: len(row[0]), default=("", year or within))[1]
