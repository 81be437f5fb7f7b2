"""Lines of pages -> the text of a document: running heads removed, lines joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from leadersearch.readers.convert.clean_text import clean_text
from leadersearch.readers.convert.divided_words import join_divided

_AT_EDGE = 3
"""Lines from the top or the bottom of a page among which running heads stand."""

_LEAST_PAGES = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page |p\. ?|[-–—|] ?)?\d{1,5}(?: ?(?:of|/) ?\d{1,5}| ?[-–—|])?\Z", re.IGNORECASE
)
_ENDS_SENTENCE = re.compile(r"[.?!:;][\"'”’)\]]{0,2}\Z")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
# Of the length of most lines: what is shorter ends a paragraph, much shorter ones are headings.
_SHORT, _VERY_SHORT = 0.85, 0.5


def text_of_pages(pages: Sequence[str]) -> str:
    """The paragraphs of a document whose pages are texts with line ends."""
    split = [_lines(page) for page in pages]
    heads = _running_heads(split)
    lines = [line for page in split for line in _without_edges(page, heads)]
    if not lines:
        return ""
    usual = median(len(line) for line in lines)
    joined = join_divided("".join(_with_ends(lines, usual)))
    paragraphs = (" ".join(part.split()) for part in joined.split("\n\n"))
    return clean_text("\n\n".join(filter(None, paragraphs)))


def without_ligatures(text: str) -> str:
    """The text with the letters that a font prints as one."""
    return text.translate(_LIGATURES)


def _lines(page: str) -> list[str]:
    lines = (line.strip() for line in without_ligatures(page).splitlines())
    return [line for line in lines if line]


def _running_heads(pages: list[list[str]]) -> set[str]:
    """The lines that stand at the edge of many pages, whatever numbers are in them."""
    if len(pages) < _LEAST_PAGES:
        return set()
    counted = Counter(
        shape for page in pages for shape in {_shape(line) for line in _edges(page)} if shape
    )
    least = max(_LEAST_PAGES, len(pages) // 4)
    return {shape for shape, count in counted.items() if count >= least}


def _edges(page: list[str]) -> list[str]:
    return page[:_AT_EDGE] + page[_AT_EDGE:][-_AT_EDGE:]


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line)


def _without_edges(page: list[str], heads: set[str]) -> Iterator[str]:
    last = len(page) - _AT_EDGE
    for place, line in enumerate(page):
        is_edge = place < _AT_EDGE or place >= last
        if not (is_edge and (_PAGE_NUMBER.match(line) or _shape(line) in heads)):
            yield line


def _with_ends(lines: list[str], usual: float) -> Iterator[str]:
    for line in lines:
        yield line
        is_end = len(line) < usual * (_SHORT if _ENDS_SENTENCE.search(line) else _VERY_SHORT)
        yield "\n\n" if is_end else "\n"
