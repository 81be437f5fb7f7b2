"""BibTeX and BibLaTeX; entries that cannot be parsed are reported, the rest is read."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from leadersearch.errors import ArticleError, ReadError
from leadersearch.model.months import ABBREVIATIONS
from leadersearch.model.names import display_name
from leadersearch.readers.convert.latex_text import text_of_latex
from leadersearch.readers.describe.records import article_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

# Roughly what the parser keeps; measured on nearly empty entries.
_BYTES_AN_ENTRY, _BYTES_A_FIELD, _MOST_MEMORY = 2500, 300, 350 * 1024 * 1024
# One for all files: a handler that is added again is not added.
_SILENT = logging.NullHandler()
_VENUES = (
    "journaltitle",
    "journal",
    "booktitle",
    "series",
    "school",
    "institution",
    "howpublished",
)
# Fields that an entry takes from the one that its `crossref` names, and their names here.
_INHERITED = {"title": "booktitle", "year": "year", "date": "date", "publisher": "publisher"}


def read(file: RawFile) -> Iterator[Article]:
    """The articles of the entries."""
    text = file.read_text()
    if text.count("@") * _BYTES_AN_ENTRY + text.count("=") * _BYTES_A_FIELD > _MOST_MEMORY:
        raise ReadError("BibTeX of too many entries for the memory it would take; split it")
    library = _parse(text)
    entries = [_Entry(block) for block in map(_entry_of, library.blocks) if block is not None]
    by_key = {entry.key: entry for entry in entries}
    for block in library.failed_blocks:
        if _entry_of(block) is None:
            file.report(f"entry at line {(block.start_line or 0) + 1} skipped: {_reason(block)}")
    for entry in entries:
        parent = by_key.get(entry.fields.get("crossref", "").strip())
        try:
            yield article_of(entry.record(parent), file.report)
        except ArticleError:
            file.report(f"entry {entry.key!r} skipped: no title and no abstract")


class _Entry:
    """One entry: its key, and its fields as written, names in lower case."""

    def __init__(self, block: Any) -> None:
        self.key = str(block.key)
        self.fields = {field.key.lower(): _as_text(field.value) for field in block.fields}

    def record(self, parent: _Entry | None) -> Mapping[str, object]:
        """The fields as `article_of` knows them, with what the parent entry adds."""
        fields = dict(self.fields)
        for name, inherited in _INHERITED.items() if parent else ():
            fields.setdefault(inherited, parent.fields.get(name, "") if parent else "")
        text = {name: text_of_latex(value) for name, value in fields.items()}
        return {
            "title": ": ".join(filter(None, (text.get("title", ""), text.get("subtitle", "")))),
            "authors": _names(fields.get("author") or fields.get("editor", "")),
            "abstract": text.get("abstract", ""),
            "date": _date(text),
            "venue": next((text[name] for name in _VENUES if text.get(name)), ""),
            "doi": text.get("doi", ""),
            "url": text.get("url", ""),
            "tags": text.get("keywords") or text.get("keyword", ""),
            "language": text.get("langid") or text.get("language", ""),
        }


def _parse(text: str) -> Any:
    from bibtexparser.entrypoint import parse_string  # 120 ms

    # It logs every entry that it cannot parse; what is wrong is reported by us.
    logging.getLogger("bibtexparser").addHandler(_SILENT)
    try:
        return parse_string(text)
    except Exception as error:
        raise ReadError(f"BibTeX too damaged to read ({type(error).__name__})") from error


def _entry_of(block: Any) -> Any:
    """The entry of a block; one whose key or field was used before is an entry all the same."""
    block = getattr(block, "ignore_error_block", None) or block
    return block if hasattr(block, "fields") and hasattr(block, "entry_type") else None


def _reason(block: Any) -> str:
    error = getattr(block, "error", None)
    reason = getattr(error, "abort_reason", "") or str(error or "") or "ill-formed"
    return " ".join(reason.split())[:120]


def _as_text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else str(value)


def _names(written: str) -> list[str]:
    """The names between the `and`s outside braces; what braces enclose wholly is one name."""
    from bibtexparser.middlewares.names import split_multiple_persons_names  # as the parser

    return [
        text_of_latex(name)
        if name.startswith("{") and name.endswith("}") and "," not in name
        else display_name(text_of_latex(name))
        for name in split_multiple_persons_names(written)
        if name and name.lower() != "others"
    ]


def _date(text: Mapping[str, str]) -> str:
    """`date`, else year and month; a range is dated by its beginning."""
    if date := text.get("date", "").partition("/")[0]:
        return date
    year, month = text.get("year", ""), text.get("month", "").strip().lower()
    number = month if month.isdigit() else ""
    if month[:3] in ABBREVIATIONS:
        number = str(ABBREVIATIONS.index(month[:3]) + 1)
    return f"{year}-{number.zfill(2)}" if number and year.isdigit() else year
