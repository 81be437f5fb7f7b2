"""Markdown -> the text that people read: links without addresses, no marks of emphasis.

Addresses and marks would be found by searches and shown in snippets. Code stays. Every pattern
is bounded, so that the time grows with the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadersearch.readers.convert.clean_text import clean_text, decode_entities

if TYPE_CHECKING:
    from collections.abc import Iterator

# Characters that the patterns below begin with or contain.
_MARK = re.compile(r"[\\`*_\[\]{}<>#~=&:-]")
_FENCE = re.compile(r"\s{0,3}(?P<mark>`{3,}|~{3,})")
_DIRECTIVE = re.compile(
    r"\s*+(?::{3,}+.*+|\{[%{].{0,500}[%}]\}|\[[^\]\n]{1,200}\]:\s++\S.*+|([-*_=]\s*+){3,}+)\Z"
)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_QUOTE = re.compile(r"\A\s{0,3}(?:>\s?)+")
_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,500})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,200}\])")
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,500})\](?:\((?:[^()\n]|\([^()\n]{0,300}\)){0,1000}\)|\[[^\[\]\n]{0,200}\])"
)
_ATTRIBUTES = re.compile(r"\{\s*[.#:][^{}\n]{0,300}\}|(?<=\))\{[\w-]+=[^{}\n]{0,500}\}")
_LIQUID = re.compile(r"\{[%{][^{}%\n]{0,300}[%}]\}")
_AUTOLINK = re.compile(r"<(?P<url>https?://[^\s<>]{1,1000})>")
_TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>")
_STRONG = re.compile(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)(?P<text>[^*_\n]{1,500}?)(?<=\S)\1(?!\w)")
_CODE = re.compile(r"(`{1,2})(?P<text>[^`\n]{1,500})\1")
_ESCAPE = re.compile(r"\\(?P<mark>[\\`*_{}\[\]()#+.!<>|~-])")
# Escaped marks wait in the private use area until the others are gone.
_ASIDE = 0xE000
_BACK = {_ASIDE + code: code for code in range(128)}
_KEPT = r"\g<text>"


def text_of_markdown(markdown: str) -> str:
    r"""The text without the marks.

    >>> text_of_markdown("## Why\n\nSee [the **paper**](https://example.org/a_b).")
    'Why\n\nSee the paper.'
    """
    return clean_text("\n".join(_plain_lines(_without_comments(markdown))))


def _without_comments(text: str) -> str:
    kept: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        kept.append(text[place:start])
        place = end + 3
    return "".join([*kept, text[place:]])


def _plain_lines(text: str) -> Iterator[str]:
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark["mark"].startswith(fence)):
            fence = "" if fence else mark["mark"][:3]
        elif fence:
            yield line
        elif not _MARK.search(line):
            yield line  # most lines by far
        elif not _DIRECTIVE.match(line):
            yield _plain(line)


def _plain(line: str) -> str:
    line = _ESCAPE.sub(lambda match: chr(_ASIDE + ord(match["mark"])), _QUOTE.sub("", line))
    if heading := _HEADING.match(line):
        line = line[heading.end() :].rstrip("# \t\r")
    line = _LINK.sub(_KEPT, _IMAGE.sub(r"\g<alt>", line))
    line = _ATTRIBUTES.sub("", _LIQUID.sub("", line))
    line = _TAG.sub("", _AUTOLINK.sub(r"\g<url>", line))
    line = _STRONG.sub(_KEPT, _STRONG.sub(_KEPT, line))
    return decode_entities(_CODE.sub(_KEPT, line).translate(_BACK))
