"""Rich Text Format (.rtf): the properties, and the text with its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.readers.convert.rtf_text import read_rtf
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.describe.styled_text import Paragraph, record_of
from leadersearch.readers.raw_file import LARGEST_WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_LARGEST = 2 * LARGEST_WHOLE  # pictures are in it, each byte as two


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a document."""
    found = read_rtf(file.read_bytes(_LARGEST).decode("latin-1"))
    if found.paragraphs:
        properties = {
            "title": found.properties.get("title"),
            "authors": found.properties.get("author"),
            "tags": found.properties.get("keywords"),
            "date": found.properties.get("creatim"),
        }
        paragraphs = [Paragraph(style, text) for style, text in found.paragraphs]
        yield article_of(record_of(paragraphs, properties, file.stem), file.report)
