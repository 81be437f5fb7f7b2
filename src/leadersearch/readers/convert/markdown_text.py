"""Markdown -> the text that people read: links without addresses, no marks of emphasis.

Addresses and marks would be found by searches and shown in snippets. Code stays. Every pattern
is bounded, so that the time grows with the length of the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadersearch.readers.convert.clean_text import BREAKING_TAG, clean_text, decode_entities
from leadersearch.readers.convert.math_scripts import with_scripts_of_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

# Characters that the patterns below begin with or contain.
_MARK = re.compile(r"[\\`*_\[\]{}<>#~^=&:!?%-]")
_FENCE = re.compile(r"\s{0,3}(?P<mark>`{3,}|~{3,})[ {.]*+(?P<language>[\w-]*+)")
# Blocks for plug-ins, which show what they find, or draw: no text of the note.
_FOR_PLUG_INS = frozenset(
    "dataview dataviewjs query tasks excalidraw compressed-json button meta-bind base".split()
)
_DIRECTIVE = re.compile(
    r"\s*+(?:\{[%{].{0,500}[%}]\}|([-*_=]\s*+){3,}+"
    # A definition of a link: an address, and perhaps its title.
    r"|\[(?!\^)[^\]\n]{1,200}\]:\s++\S++(?:\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\)))?+\s*+)\Z"
)
# Properties of a block in Logseq that tell how it is shown, and the place of another block.
_BLOCK_PROPERTY = re.compile(
    r"\s*+(?:[-*] )?(?:id|collapsed|heading|background-color|hl-[a-z]{1,9}|ls-type|created-at|updated-at"
    r"|logseq\.[\w.-]{1,60}|(?:card|query)-[\w-]{1,60}):: ",
)
_BLOCK_LINK = re.compile(r"\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)")
_CONTAINER = re.compile(r"\s*+:{3,}+\s*+(?P<kind>[\w-]*+)(?P<rest>.*+)")
_TITLE = re.compile(r"\btitle\s*+=\s*+\"(?P<title>[^\"\n]*+)\"")
_BRACED = re.compile(r"\{[^{}\n]*+\}")
_ADMONITION = re.compile(
    r"\s*+(?:!!!|\?\?\?)\+?\s++[a-z][\w-]*+\s*+(?:\"(?P<title>[^\"\n]*+)\")?\s*+\Z"
)
_CALLOUT = re.compile(r"\A\s*+\[![\w-]{1,50}\][+-]?\s*+")
_DEFINED = re.compile(r"\A\s{0,3}\*?\[\^?(?P<term>[^\]\n]{1,200})\]:\s*+(?=\S)")
_NOTE_MARK = re.compile(r"\[\^[^\]\[\s]{1,100}\]")
_INLINE_NOTE = re.compile(r" ?\^\[(?P<text>[^\[\]\n]{1,2000})\]")
_DATA_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\]\(\s*+<?data:[^()\n]*+\)", re.IGNORECASE)
_DATA_LINK = re.compile(r"(?<=\])\(\s*+<?data:[^()\n]*+\)", re.IGNORECASE)
_WIKI_EMBED = re.compile(
    r"!\[\[[^\[\]\n]{1,500}\.(?:png|jpe?g|gif|svg|webp|bmp|pdf|mp[34])(?:\|[^\[\]\n]{0,200})?\]\]",
    re.IGNORECASE,
)
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|\n]{1,500}\|)?(?P<text>[^\[\]|\n]{1,500})\]\]")
_INLINE_TAG = re.compile(
    r"(?<![^\s(,;\"'])#(?P<tag>(?:[^\W\d_]|\d(?=[\d_-]{0,30}[^\W\d_]{3}))[\w-]{1,60}(?:/[\w-]{1,60}){0,4})(?![\w#/])"
)
_COLOUR = re.compile(r"(?:[0-9a-f]{3}){1,2}", re.IGNORECASE)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_QUOTE = re.compile(r"\A\s{0,3}(?:>\s?)+")
_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,500})\](?:\([^()\n]{0,1000}\)|\[[^\[\]\n]{0,200}\])")
_LINK = re.compile(
    r"\[(?P<text>[^\[\]\n]{1,500})\](?:\((?:[^()\n]|\([^()\n]{0,300}\)){0,1000}\)|\[[^\[\]\n]{0,200}\])"
)
_SHORT_LINK = re.compile(r"(?<!\])\[(?P<text>[^\[\]\n]{1,200})\](?![\[(:])")
_ATTRIBUTES = re.compile(r"\{\s*[.#:][^{}\n]{0,300}\}|(?<=\))\{[\w-]+=[^{}\n]{0,500}\}")
_LIQUID = re.compile(r"\{[%{][^{}%\n]{0,300}[%}]\}")
_AUTOLINK = re.compile(r"<(?P<url>https?://[^\s<>]{1,1000})>")
_TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>")
_STRONG = re.compile(r"(\*{1,3})(?=\S)(?P<text>[^*\n]{1,500}?)(?<=\S)\1(?!\w)")
_UNDERLINED = re.compile(
    r"(?<!\w)(_{1,3})(?=\S)(?P<text>(?:[^_\n]|(?<=[^\W_])_(?=[^\W_])){1,500}?)(?<=\S)\1(?!\w)"
)
# Obsidian's: a marked text, a comment, the name of a block, a field within the text.
_MARKED = re.compile(r"(?<![=\w])==(?=[^\s=])(?P<text>[^=\n]{1,500}?)(?<=\S)==(?![=\w])")
_COMMENT = re.compile(r"(?<![%\w])%%[^%\n]{1,1000}%%(?!%)")
_BLOCK_NAME = re.compile(r"\s\^(?=[\d-]{0,20}[A-Za-z])[A-Za-z\d-]{2,60}\Z")
_FIELD = re.compile(r"[\[(](?P<key>\w[\w -]{0,60}):: ?(?P<text>[^\[\]()\n]{0,500})[\])]")
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
    """The text without the comments of HTML, and without those of Obsidian that begin a line."""
    return _without("\n%%", "%%", _without("<!--", "-->", f"\n{text}"))[1:]


def _without(opening: str, closing: str, text: str) -> str:
    kept: list[str] = []
    place = 0
    while (start := text.find(opening, place)) >= 0:
        end = text.find(closing, start + len(opening))
        if end < 0:
            break
        kept += (text[place:start], "\n" * opening.startswith("\n"))
        place = end + len(closing)
    return "".join([*kept, text[place:]])


def tags_in_markdown(markdown: str) -> tuple[str, ...]:
    r"""The tags that stand in the text as `#word`, each once; not those of code.

    >>> tags_in_markdown("Met about #staffing and #on-call.\n\n    `#no`, PR #12, #fff")
    ('staffing', 'on-call')
    """
    if "#" not in markdown:
        return ()
    lines = (line for line, is_code in _lines(_without_comments(markdown)) if not is_code)
    found = (match["tag"] for line in lines for match in _INLINE_TAG.finditer(_CODE.sub("", line)))
    return tuple(dict.fromkeys(tag for tag in found if not _COLOUR.fullmatch(tag)))


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines but for the fences of code and what is for plug-ins, and whether each is code."""
    fence = language = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or mark["mark"].startswith(fence)):
            fence = "" if fence else mark["mark"][:3]
            language = mark["language"].lower()
        elif not fence or language not in _FOR_PLUG_INS:
            yield line, bool(fence)


def _plain_lines(text: str) -> Iterator[str]:
    defined = _defined_links(text)
    for line, is_code in _lines(text):
        if is_code or not _MARK.search(line):
            if not line.startswith("#|"):  # an option of Quarto
                yield line  # most lines by far
        elif container := _CONTAINER.match(line) or _ADMONITION.match(line):
            if title := _title_of(container):
                yield _plain(title)
        elif not (_DIRECTIVE.match(line) or _BLOCK_PROPERTY.match(line) or _is_rule_of_table(line)):
            yield _plain(_with_short_links(line, defined) if defined else line)


def _is_rule_of_table(line: str) -> bool:
    return "|" in line and "-" in line and not line.strip("|-: \t\r")


def _defined_links(text: str) -> frozenset[str]:
    """The names for which a line of the text gives an address: `[name]: https://example.org`."""
    if "]:" not in text:
        return frozenset()
    lines = (line for line, is_code in _lines(text) if not is_code and "]:" in line)
    names = (line.partition("]:")[0].strip() for line in lines if _DIRECTIVE.match(line))
    return frozenset(name[1:].casefold() for name in names if name.startswith("["))


def _with_short_links(line: str, defined: frozenset[str]) -> str:
    """The line with `name` for `[name]`, where the name is that of a link."""
    return _SHORT_LINK.sub(
        lambda link: link["text"] if link["text"].casefold() in defined else link[0], line
    )


def _title_of(container: re.Match[str]) -> str:
    """The title of a callout (`::: note Mind this`, `!!! note "Mind this"`); most have none."""
    parts = container.groupdict()
    if "rest" not in parts:
        return parts["title"] or ""
    if named := _TITLE.search(parts["rest"]):
        return named["title"]
    return _BRACED.sub("", parts["rest"]).strip().strip("[]:")


def _plain(line: str) -> str:
    line = _ESCAPE.sub(lambda match: chr(_ASIDE + ord(match["mark"])), _QUOTE.sub("", line))
    line = _BLOCK_NAME.sub("", _COMMENT.sub("", _CALLOUT.sub("", line)).rstrip())
    line = _FIELD.sub(r"\g<key>: \g<text>", line)
    line = _DEFINED.sub(lambda match: "" if "^" in match[0] else f"{match['term']}: ", line)
    line = _BLOCK_LINK.sub("", _NOTE_MARK.sub("", line))
    if heading := _HEADING.match(line):
        line = line[heading.end() :].rstrip("# \t\r")
    line = _DATA_LINK.sub("()", _DATA_IMAGE.sub("", line))
    line = _WIKI_LINK.sub(_KEPT, _WIKI_EMBED.sub("", line))
    line = _LINK.sub(_KEPT, _IMAGE.sub(r"\g<alt>", line))
    line = _INLINE_NOTE.sub(r" (\g<text>)", line)
    line = _ATTRIBUTES.sub("", _LIQUID.sub("", line))
    line = BREAKING_TAG.sub(" ", _AUTOLINK.sub(r"\g<url>", line))
    line = _TAG.sub("", with_scripts_of_markdown(line))
    for pattern in (_STRONG, _UNDERLINED, _STRONG, _UNDERLINED, _MARKED):
        line = pattern.sub(_KEPT, line)
    return decode_entities(_CODE.sub(_KEPT, line).translate(_BACK))
