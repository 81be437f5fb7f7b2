"""Texts with marks of their own: Org, reStructuredText, AsciiDoc and LaTeX, one article a file.

Only what describes a text is looked for, and the commonest marks are taken off; files that it
includes are not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING

from leadersearch.readers.convert.clean_text import clean_line, clean_text
from leadersearch.readers.convert.latex_text import text_of_latex
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.raw_file import LARGEST_ARTICLE

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

Record = dict[str, object]

_NAMES = {
    name: field
    for field, names in {
        "title": "title",
        "authors": "author authors",
        "date": "date",
        "tags": "keywords filetags tags",
        "abstract": "description abstract",
        "doi": "doi",
        "language": "language",
    }.items()
    for name in names.split()
}
_ORG_KEY = re.compile(r"#\+(?P<key>\w{1,30}):[ \t]*+(?P<value>.*+)", re.IGNORECASE)
_ORG_HEADING = re.compile(
    r"\*{1,9} (?:(?:TODO|DONE|NEXT|WAITING) )?(?P<text>.*?)(?: {1,20}:[\w:@]{1,80}:)?$"
)
_ORG_LINK = re.compile(r"\[\[[^\[\]\n]{1,1000}\]\[(?P<text>[^\[\]\n]{1,500})\]\]")
_FIELD = re.compile(r":(?P<key>[A-Za-z][\w -]{0,30}):[ \t]*+(?P<value>.*+)")
_RULE = re.compile(r"([=\-~`#\"^+*:.'_])\1{2,}[ \t]*\Z")
_RST_ROLE = re.compile(
    r"(?::[\w.:+-]{1,40}:)?`(?P<text>[^`<>\n]{1,300}?) ?(?:<[^<>\n]{1,500}>)?`(?:__?)?"
)
_ADOC_LINK = re.compile(
    r"(?:https?://|mailto:|link:|xref:)[^\s\[\]]{1,500}\[(?P<text>[^\[\]\n]{1,300})\]"
)
_ADOC_REVISION = re.compile(r"(?:v[\d.]{1,12}, ?)?(?P<date>[^:]{4,40})(?::.*)?")
_TEX_COMMENT = re.compile(r"(?<!\\)%[^\n]*\n?")
_TEX_COMMAND = re.compile(
    r"\\(title|author|date|keywords|icmlauthor|IEEEauthorblockN)\*?(?:\[[^\[\]]{0,300}\])?\s{0,9}\{"
)
_TEX_ASIDE = re.compile(
    r"\\(?:thanks|footnote|affil|inst|orcid|email|IEEEauthorblockA|footnotemark|textsuperscript)\*?(?:\[[^\[\]]{0,99}\])?\s?(?:\{[^{}]{0,2000}\})?"
)
_TEX_AND = re.compile(r"\\(?:and|And|AND)(?![A-Za-z])")
_TEX_LEFT_OUT = re.compile(
    r"\\(?:begin|end)\{(?:document|abstract|figure|table|center|itemize|enumerate|quote)\*?\}(?:\[[^\[\]]{0,40}\])?"
    r"|\\(?:maketitle|tableofcontents|newpage|clearpage|centering|noindent|bigskip|medskip|smallskip|bibliography(?:style)?\{[^{}]{0,200}\}"
    r"|includegraphics(?:\[[^\[\]]{0,200}\])?\{[^{}]{0,300}\}|input\{[^{}]{0,300}\}|include\{[^{}]{0,300}\}|usepackage(?:\[[^\[\]]{0,300}\])?\{[^{}]{0,300}\}"
    r"|documentclass(?:\[[^\[\]]{0,300}\])?\{[^{}]{0,100}\}|(?:vspace|hspace)\*?\{[^{}]{0,40}\})"
)
_TEX_DRAWN = ("tikzpicture", "thebibliography", "filecontents", "comment")
_LONGEST_VALUE = 5000
_MOST_VALUES = 200
_LINES_ABOVE = 20  # a title


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a file."""
    text = file.read_text(limit=LARGEST_ARTICLE).replace("\r\n", "\n").lstrip("\ufeff")
    suffix = PurePath(file.name.lower().removesuffix(".gz")).suffix
    record = _FORMS.get(suffix, _of_latex)(text)
    title = record.get("title") or re.sub(r"[-_\s]+", " ", file.stem).strip()
    body = clean_text(str(record.get("body", "")))
    if body or record.get("abstract") or record.get("title"):
        yield article_of({**record, "title": title, "body": body}, file.report)


def _of_org(text: str) -> Record:
    record: Record = {}
    kept: list[str] = []
    in_drawer = False
    for line in text.split("\n"):
        bare = line.strip()
        if in_drawer or bare.upper() in {":PROPERTIES:", ":LOGBOOK:"}:
            in_drawer = bare.upper() != ":END:"
        elif key := _ORG_KEY.match(bare):
            value = key["value"].strip().strip("<>[]")
            if (field := _NAMES.get(key["key"].lower())) and value:
                record.setdefault(
                    field, value.strip(":").replace(":", ";") if field == "tags" else value
                )
        elif not bare.startswith(("#+", "# ")):
            heading = _ORG_HEADING.match(line)
            kept.append(_ORG_LINK.sub(r"\g<text>", heading["text"] if heading else line))
    return {**record, "body": "\n".join(kept)}


def _of_rst(text: str) -> Record:
    record: Record = {}
    kept: list[str] = []
    for line in text.split("\n"):
        pair = _FIELD.match(line.strip()) if len(kept) < _MOST_VALUES else None
        field = _NAMES.get(pair["key"].lower()) if pair else None
        if pair and field and pair["value"].strip():
            record.setdefault(field, pair["value"].strip())
        elif _RULE.match(line):
            above = kept[-1].strip() if kept else ""
            is_first = len(kept) < _LINES_ABOVE and not any(row.strip() for row in kept[:-1])
            if above and is_first and "title" not in record:
                record["title"] = clean_line(kept.pop())
        elif not line.lstrip().startswith(".. "):
            kept.append(_RST_ROLE.sub(r"\g<text>", line.replace("``", "")))
    return {**record, "body": "\n".join(kept)}


def _of_asciidoc(text: str) -> Record:
    lines = text.lstrip().split("\n")
    record: Record = {}
    if lines and lines[0].startswith("= "):
        record["title"] = clean_line(lines.pop(0)[2:])
        header = [lines.pop(0) for _ in range(_MOST_VALUES) if lines and lines[0].strip()]
        attributes = [pair for line in header if (pair := _FIELD.match(line))]
        plain = [line for line in header if not _FIELD.match(line) and not line.startswith("//")]
        record |= {
            field: pair["value"].strip()
            for pair in attributes
            if (field := _NAMES.get(pair["key"].lower())) and pair["value"].strip()
        }
        if plain:
            record.setdefault("authors", plain[0])
        revision = _ADOC_REVISION.fullmatch(plain[1]) if len(plain) > 1 else None
        if revision:
            record.setdefault("date", revision["date"])
    kept = (
        _ADOC_LINK.sub(r"\g<text>", line.lstrip("=").lstrip() if line.startswith("==") else line)
        for line in lines
        if not (
            _RULE.match(line) or line.startswith(("//", "include::", "image::")) or _is_block(line)
        )
    )
    return {**record, "body": "\n".join(kept)}


def _is_block(line: str) -> bool:
    return line.startswith("[") and line.rstrip().endswith("]") and "[[" not in line


def _of_latex(text: str) -> Record:
    text = _TEX_COMMENT.sub("", text)
    values: dict[str, list[str]] = {}
    for command in islice(_TEX_COMMAND.finditer(text), _MOST_VALUES):
        values.setdefault(command[1], []).append(_in_braces(text, command.end()))
    authors = [
        text_of_latex(_TEX_ASIDE.sub("", part.partition("\\\\")[0]))
        for name in ("IEEEauthorblockN", "icmlauthor", "author")
        for written in values.get(name, [])
        for part in _TEX_AND.split(written)
        if name != "author" or not values.get("IEEEauthorblockN")
    ]
    abstract = _between(text, "\\begin{abstract}", "\\end{abstract}")
    body = _between(text, "\\begin{document}", "\\end{document}") or text
    body = body.replace(f"\\begin{{abstract}}{abstract}\\end{{abstract}}", "") if abstract else body
    return {
        "title": text_of_latex(
            _TEX_ASIDE.sub("", "".join(values.get("title", [])[:1])).replace("\\\\", " ")
        ),
        "authors": "; ".join(filter(None, map(clean_line, authors))),
        "date": text_of_latex("".join(values.get("date", [])[:1])).replace("today", ""),
        "tags": text_of_latex("".join(values.get("keywords", [])[:1])),
        "abstract": _plain_latex(abstract),
        "body": _plain_latex(_without_commands(body)),
    }


def _between(text: str, opening: str, closing: str) -> str:
    start = text.find(opening)
    end = text.find(closing, start) if start >= 0 else -1
    return text[start + len(opening) : end] if end >= 0 else ""


def _in_braces(text: str, start: int) -> str:
    """The text from a place within braces to their end."""
    depth = 1
    for place in range(start, min(len(text), start + _LONGEST_VALUE)):
        depth += (text[place] == "{") - (text[place] == "}")
        if not depth:
            return text[start:place]
    return ""


def _without_commands(body: str) -> str:
    """The body without what the head of the article says, and without pictures and references."""
    pieces: list[str] = []
    place = 0
    for command in islice(_TEX_COMMAND.finditer(body), _MOST_VALUES):
        if command.start() < place:
            continue
        pieces.append(body[place : command.start()])
        place = command.end() + len(_in_braces(body, command.end())) + 1
    body = "".join([*pieces, body[place:]])
    for name in _TEX_DRAWN:
        opening, closing = f"\\begin{{{name}}}", f"\\end{{{name}}}"
        parts = body.split(opening)
        body = parts[0] + "".join(part.partition(closing)[2] for part in parts[1:])
    return body


def _plain_latex(text: str) -> str:
    paragraphs = re.split(r"\n[ \t]*\n", _TEX_LEFT_OUT.sub("", text))
    return "\n\n".join(filter(None, (clean_line(text_of_latex(part)) for part in paragraphs)))


_FORMS: Mapping[str, Callable[[str], Record]] = {
    ".org": _of_org,
    ".rst": _of_rst,
    ".rest": _of_rst,
    ".adoc": _of_asciidoc,
    ".asciidoc": _of_asciidoc,
}
