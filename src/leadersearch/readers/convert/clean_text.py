"""Text as files hold it -> text as people read it."""

from __future__ import annotations

import re
from html import unescape

from leadersearch.readers.convert.divided_words import join_divided

# C0 and C1 controls but tab and line feed, the byte-order mark inside a text, zero-width marks
# that only separate, lone surrogates (JSON allows them, UTF-8 cannot store them).
# Whole escape sequences of terminals come before the single characters that begin them.
_CONTROLS = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]|\x1b\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\u200b\u2060\ud800-\udfff\ufffe\uffff]+"
)
_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_MANY_BREAKS = re.compile(r"\n[\s]*\n\s*")
# Only with the semicolon: html.unescape alone makes "A<D" of "A&LTD".
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# Only tags that occur in titles: "p < 0.05 and n > 30" holds none.
_INLINE_TAG = re.compile(
    r"</?(?:\w+:)?(?:a|abbr|b|bdi|big|cite|code|em|font|i|img|italic|bold|mark|q|s|sc|small|span|"
    r"strong|sub|sup|tt|u|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
BREAKING_TAG = re.compile(
    r"</?(?:\w+:)?(?:article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|figcaption|figure|footer|"
    r"h[1-6]|header|hr|li|ol|p|pre|sec|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""A tag between two words that no blank need part."""

# The number of a note behind a word, which is no part of it; behind a unit it is (`cm<sup>2</sup>`).
_NOTE = re.compile(r"(?<=[^\W\d_]{4})(?=<sup>[\d,*†‡§ –-]{1,20}</sup>)", re.IGNORECASE)


def clean_line(text: str) -> str:
    """One line: tags stripped, entities decoded, white space squeezed, controls removed."""
    text = join_divided(text)
    if text.isprintable() and "<" not in text and "&" not in text:
        return " ".join(text.split())  # most lines by far
    if "<" in text:
        text = _INLINE_TAG.sub("", BREAKING_TAG.sub(" ", _NOTE.sub(" ", text)))
    return " ".join(_CONTROLS.sub("", decode_entities(_LINE_ENDS.sub(" ", text))).split())


def without_inline_tags(text: str) -> str:
    """The text without the tags that set words apart within a line: `CO<sub>2</sub>`."""
    return _INLINE_TAG.sub("", _NOTE.sub(" ", text)) if "<" in text else text


def clean_text(text: str) -> str:
    """Paragraphs: line ends made one kind, controls removed, at most one empty line between."""
    if not text.isprintable():
        text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))
        lines = (line.rstrip() for line in text.split("\n"))
        text = _MANY_BREAKS.sub("\n\n", "\n".join(lines))
    return join_divided(text).strip()


def written(value: object) -> str:
    """A value as Python writes it; "" for a number too long, or a list too deep, to be written."""
    try:
        return str(value)
    except (ValueError, RecursionError):
        return ""


def decode_entities(text: str) -> str:
    """`&amp;` and its kin as characters, twice-escaped ones too; `R&D` is left alone."""
    for _ in range(2):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    return text
