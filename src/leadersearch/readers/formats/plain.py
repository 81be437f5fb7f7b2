"""Plain text: the whole file is one article; its first line is the title if it looks like one.

Values above the text (`Title: …`, `Author: …`) and a byline below the title are read as in Markdown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.convert.clean_text import clean_line, clean_text
from leadersearch.readers.describe.note_values import byline_below, headers
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.formats import markdown
from leadersearch.readers.raw_file import LARGEST_ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_LONGEST_TITLE = 200
# XML is no prose, whoever wrote it; tags of HTML may stand in prose.
_XML = re.compile(
    r"\s{0,99}(?:<\?xml\s[^>]{0,300}>\s{0,99}(?:<(?P<root>[\w:.-]{1,60}))?"
    r"|<(?P<first>[\w:.-]{1,60})(?:\s[^<>]{0,1000}?)?\sxmlns[:=]"
    r"|<(?P<outer>[\w.-]{0,40}[:_][\w.-]{1,40})>\s{0,99}<[\w:.-]{1,60}[\s>])"
)
_HEADING = re.compile(r"\s{0,9}#{1,3} \S[^\n]*\r?\n")


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a text file; nothing where the file holds only white space.

    A text that begins with a heading of Markdown is Markdown. Raises ReadError for XML.
    """
    head = file.head()
    if xml := _XML.match(head):
        root = xml["root"] or xml["first"] or xml["outer"]
        raise ReadError(f"XML of a kind that no reader knows{f', <{root}>' if root else ''}")
    if _HEADING.match(head):
        yield from markdown.read(file)
        return
    text = clean_text(file.read_text(limit=LARGEST_ARTICLE))
    if not text:
        return
    values, body = headers(text)
    first, _, rest = text.partition("\n")
    if not values and rest and len(first) <= _LONGEST_TITLE and not first.endswith((",", ";")):
        values, body = byline_below(rest)
        values["title"] = clean_line(first)
    title = values or {"title": re.sub(r"[-_\s]+", " ", file.stem).strip()}
    yield replace(article_of(title, file.report), id="", body=body.strip())
