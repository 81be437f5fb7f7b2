"""HTML fragments, as feeds and exports hold them -> clean text.

For whole pages, where the article has to be found first, this is not enough. The tokeniser is our
own because its time has to grow with the length of the text whatever the markup: none of its
patterns looks further than the next `<`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from leadersearch.readers.convert.clean_text import clean_text, decode_entities

if TYPE_CHECKING:
    from collections.abc import Iterator

_SILENT = frozenset(("script", "style", "noscript", "template", "iframe", "svg", "head", "object"))
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote center dd div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr main nav ol p pre sec section table tbody tfoot thead title ul",
    )
)
_LINES = frozenset(("br", "caption", "label", "legend", "li", "option", "summary", "tr"))
_CELLS = frozenset(("td", "th"))
_TOKEN = re.compile(
    r"(?P<comment><!--)"
    r"|<(?P<end>/?)(?:[a-zA-Z]++:)?(?P<tag>[a-zA-Z][\w-]*+)"
    r"(?:(?:[^'\"<>]|\"[^\"<]*\"|'[^'<]*')*+|[^<>]*)>"
    r"|<!\[CDATA\[|\]\]>|<[!?][^<>]*>"
)
_BLOCK_TAG = re.compile(
    r"<!--|<(?:\w+:)?(?:p|div|br|h[1-6]|ul|ol|table|section|article|body|html|sec)\b", re.IGNORECASE
)
_LEADING_TAG = re.compile(r"\s*<(?:!--|/?(?:\w+:)?[a-zA-Z][\w:]*[\s/>])")
# What is set high behind a word is the number of a note; behind a unit (`cm`) it belongs to it.
_WORD_END = re.compile(r"[^\W\d_]{4}\Z")
_SPACE = re.compile(r"\s+")


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML throughout, rather than prose or Markdown with a tag in it."""
    if "<" not in text:
        return False
    blocks = len(_BLOCK_TAG.findall(text))
    if text.count("\n\n") > blocks + 1:
        return False  # Markdown, or prose: the paragraphs are not marked by tags
    return bool(_LEADING_TAG.match(text)) or (blocks > 1 and "</p>" in text.lower())


def text_of_html(markup: str) -> str:
    r"""The text of a fragment: paragraphs kept apart, scripts dropped, entities decoded.

    >>> text_of_html("<p>R&amp;D in <b>care</b></p><script>x()</script><p>Next</p>")
    'R&D in care\n\nNext'
    """
    parts: list[str] = [""]
    preformatted = 0
    for tag, is_end, text in _tokens(markup):
        if text:
            parts.append(text if preformatted else _flowing(text, after=parts[-1]))
        elif tag in _BLOCKS:
            parts.append("\n\n")
            preformatted += (tag == "pre") * (-1 if is_end and preformatted else not is_end)
        elif tag in _LINES and not is_end:
            parts.append("\n")
        elif tag in _CELLS or (tag == "sup" and not is_end and _WORD_END.search(parts[-1])):
            parts.append(_flowing(" ", after=parts[-1]))
    return clean_text(decode_entities("".join(parts)))


@cache
def _closing(tag: str) -> re.Pattern[str]:
    return re.compile(f"</{tag}[^<>]*>", re.IGNORECASE)


def _flowing(text: str, *, after: str) -> str:
    """Text with its white space squeezed; an empty line parts paragraphs, as in many exports."""
    text = _SPACE.sub(lambda space: "\n\n" if space[0].count("\n") > 1 else " ", text)
    return text.lstrip(" ") if after[-1:] in ("", " ", "\n") else text


def _tokens(markup: str) -> Iterator[tuple[str, bool, str]]:
    """(tag, whether it ends, "") and ("", False, text) in turns; what is silent left out."""
    place, unclosed = 0, set[str]()
    while match := _TOKEN.search(markup, place):
        if match.start() > place:
            yield "", False, markup[place : match.start()]
        place = match.end()
        if match["comment"]:
            end = markup.find("-->", place)
            place = end + 3 if end >= 0 else len(markup)
        elif tag := (match["tag"] or "").lower():
            if tag in _SILENT and not match["end"] and tag not in unclosed:
                closing = _closing(tag).search(markup, place)
                place = closing.end() if closing else place
                unclosed.update(() if closing else (tag,))
            else:
                yield tag, bool(match["end"]), ""
    if place < len(markup):
        yield "", False, markup[place:]
