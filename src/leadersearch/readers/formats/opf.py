"""OPF, the description of a book that Calibre keeps beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.describe.elements import articles_of_elements
from leadersearch.readers.formats.epub import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a description."""
    return articles_of_elements(file, ("package",), _record)


def _record(package: Element) -> dict[str, object]:
    elements = [element for element in package.iter() if isinstance(element.tag, str)]
    record = metadata_of(elements)
    return {**record, "abstract": text_of_html(str(record["abstract"]))}
