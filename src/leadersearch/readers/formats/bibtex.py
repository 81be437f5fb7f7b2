"""BibTeX and BibLaTeX; entries that cannot be parsed are reported, the rest is read."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from leadersearch.errors import ArticleError, ReadError
from leadersearch.model.months import ABBREVIATIONS
from leadersearch.model.names import display_name
from leadersearch.readers.convert.latex_text import text_of_latex
from leadersearch.readers.describe.attachments import attached
from leadersearch.readers.describe.linked_files import directories_in, linked_files
from leadersearch.readers.describe.records import article_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

# Roughly what the parser keeps; measured on nearly empty entries.
_BYTES_AN_ENTRY, _BYTES_A_FIELD, _MOST_MEMORY = 2500, 300, 350 * 1024 * 1024
# One for all files: a handler that is added again is not added.
_SILENT = logging.NullHandler()
_VERBATIM = ("url", "bdsk-url-1", "doi", "eprint", "pmid", "pmcid", "isbn", "arxiv")
_ESCAPES = (
    *(("\\_", "_"), ("\\%", "%"), ("\\&", "&"), ("\\#", "#"), ("\\~{}", "~"), ("\\~", "~")),
    *(("{\\textasciitilde}", "~"), ("\\textasciitilde", "~"), ("{\\_}", "_"), ("$\\sim$", "~")),
    ("{~}", "~"),
)
# Entries without a key, fields without anything, and lines without a comma, which programs write.
_NO_KEY = re.compile(
    r"(@(?!string|comment|preamble)[a-z]{3,20}\s{0,9}\{\s{0,99})(?=[a-z][\w-]{0,40}\s{0,9}=)",
    re.IGNORECASE,
)
_EMPTY_FIELD = re.compile(r",\s{1,9},(?=\s{0,99}[A-Za-z][\w-]{0,40}\s{0,9}=)")
_NO_COMMA = re.compile(
    r"(?<=[}\"])([ \t]{0,20}\r?\n\s{0,99}[A-Za-z][\w-]{0,40}\s{0,9}=\s{0,9}[{\"])"
)
_URL_COMMAND = re.compile(r"\\(?:url|href|path)\s?\{([^{}]{1,2000})\}")
_QUOTES = r'"(?:[^"{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+"'
_PART = re.compile(_QUOTES + r'|\{[^{}]*\}|[^\s"{}#,=]+')
_PIECE = rf'(?:{_QUOTES}|\{{[^{{}}]*+\}}|[^\s"{{}}#,=]++)'
_JOINED = re.compile(rf"{_PIECE}(?:\s*+#\s*+{_PIECE})++")
_MONTH = re.compile(r"[a-z]{3,9}")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_NOTES = ("note", "annote", "annotation", "howpublished")
_ARXIV_PLACE = re.compile(r"\b(?:arxiv:|abs/)(\S+)", re.IGNORECASE)
# A series comes behind the school of a thesis and the institution of a report.
_VENUES = (
    *("journaltitle", "journal", "shortjournal", "booktitle", "school", "institution", "series"),
    *("eventtitle", "organization", "howpublished"),
)
_JOURNALS = ("journaltitle", "journal", "shortjournal")
# Of these kinds, pages are how many there are.
_WHOLES = frozenset(("book", "mvbook", "collection", "proceedings", "thesis", "phdthesis"))
# The kind of an `eprint`, which `eprinttype` or `archiveprefix` names, and its key.
_EPRINTS = {
    "arxiv": "arxiv",
    "pubmed": "pmid",
    "pmid": "pmid",
    "medline": "pmid",
    "pmc": "pmcid",
    "pmcid": "pmcid",
    "pubmedcentral": "pmcid",
    "doi": "doi",
}
_NAME_PARTS = ("given", "prefix", "family", "suffix")
# Fields that an entry takes from the one that its `crossref` names, and their names here.
_INHERITED = {"title": "booktitle", "year": "year", "date": "date", "publisher": "publisher"}


def read(file: RawFile) -> Iterator[Article]:
    """The articles of the entries."""
    text = file.read_text()
    if text.count("@") * _BYTES_AN_ENTRY + text.count("=") * _BYTES_A_FIELD > _MOST_MEMORY:
        raise ReadError("BibTeX of too many entries for the memory it would take; split it")
    library = _parse(text)
    strings = {name.lower(): _bare(str(row.value)) for name, row in library.strings_dict.items()}
    blocks = filter(None, map(_entry_of, library.blocks))
    entries = [_Entry(block, strings) for block in blocks]
    directories = directories_in(str(row.comment) for row in library.comments)
    by_key = {entry.key: entry for entry in entries}
    for block in library.failed_blocks:
        if _entry_of(block) is None:
            file.report(f"entry at line {(block.start_line or 0) + 1} skipped: {_reason(block)}")
    for entry in entries:
        parent = by_key.get(entry.fields.get("crossref", "").strip())
        try:
            article = article_of(entry.record(parent), file.report)
        except ArticleError:
            file.report(f"entry {entry.key!r} skipped: no title and no abstract")
            continue
        yield attached(article, linked_files(entry.fields.get("file", ""), directories))


class _Entry:
    """One entry: its key, its kind, and its fields as written, names in lower case."""

    def __init__(self, block: Any, strings: Mapping[str, str]) -> None:
        self.key = str(block.key)
        self.kind = str(block.entry_type).lower()
        enclosed = block.parser_metadata.get("removed_enclosing", {})
        self.fields = {
            field.key.lower(): _as_text(
                field.value,
                strings if enclosed.get(field.key, "no-enclosing") == "no-enclosing" else None,
            )
            for field in reversed(block.fields)
        }

    def record(self, parent: _Entry | None) -> Mapping[str, object]:
        """The fields as `article_of` knows them, with what the parent entry adds."""
        fields = dict(self.fields)
        for name, inherited in _INHERITED.items() if parent else ():
            fields.setdefault(inherited, parent.fields.get(name, "") if parent else "")
        text = {name: text_of_latex(value) for name, value in fields.items()}
        text |= {name: _verbatim(fields[name]) for name in _VERBATIM if name in fields}
        published = _address(fields.get("howpublished", "")) or _address(fields.get("note", ""))
        if published:
            text["howpublished"] = ""
        kind = text.get("archiveprefix") or text.get("eprinttype", "")
        eprint = text.get("eprint", "")
        numbers = {_EPRINTS.get(kind.lower().replace(" ", ""), ""): eprint}
        arxiv = numbers.get("arxiv") or text.get("arxiv", "") or _arxiv_of(text)
        published = published or _address(eprint)
        record = {
            "title": ": ".join(filter(None, (text.get("title", ""), text.get("subtitle", "")))),
            "authors": _names(fields.get("author") or fields.get("editor", "")),
            "abstract": text.get("abstract", ""),
            "date": _date(text),
            "venue": next((text[name] for name in _VENUES if text.get(name)), ""),
            "doi": text.get("doi", ""),
            "url": text.get("url")
            or text.get("bdsk-url-1")
            or published
            or (arxiv and f"https://arxiv.org/abs/{arxiv}"),
            "arxiv": arxiv,
            "note": [fields[name] for name in _NOTES if name in fields],
            "pmid": text.get("pmid") or text.get("pubmedid", ""),
            "pmcid": text.get("pmcid") or text.get("pmc", ""),
            "isbn": text.get("isbn", ""),
            "tags": text.get("keywords") or text.get("keyword", ""),
            "language": text.get("langid") or text.get("language", ""),
            **self._place(text),
        }
        return record | {name: record[name] or number for name, number in numbers.items() if name}

    def _place(self, text: Mapping[str, str]) -> dict[str, object]:
        """Volume, issue and pages; a number is that of an issue in a journal alone."""
        is_in_journal, volume = any(map(text.get, _JOURNALS)), text.get("volume", "")
        pages = text.get("pages", "") if self.kind not in _WHOLES else ""
        return {
            "volume": "" if _ARXIV_PLACE.search(volume) else volume,
            "issue": (is_in_journal and text.get("number")) or text.get("issue", ""),
            "pages": pages,
            "article_number": text.get("eid") or text.get("articleno", ""),
        }


def _arxiv_of(text: Mapping[str, str]) -> str:
    """The arXiv identifier in the journal (`arXiv preprint arXiv:2101.00001`) or volume (DBLP)."""
    places = (text.get("journal", ""), text.get("volume", ""), text.get("eprint", ""))
    found = (_ARXIV_PLACE.search(place) for place in places)
    return next((match[1] for match in found if match), "")


def _parse(text: str) -> Any:
    from bibtexparser.entrypoint import parse_string  # 120 ms

    # It logs every entry that it cannot parse; what is wrong is reported by us.
    logging.getLogger("bibtexparser").addHandler(_SILENT)
    try:
        text = _EMPTY_FIELD.sub(",", _NO_KEY.sub(r"\1no-key,", text))
        return parse_string(_NO_COMMA.sub(r",\1", text))
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


def _as_text(value: object, strings: Mapping[str, str] | None) -> str:
    """A value without what encloses it; one of `strings` and others joined by `#` as a whole.

    None for `strings`: something enclosed the value, and `#` is a character of it.
    """
    if not isinstance(value, str):
        return str(value)
    if strings is not None and "#" in value and _JOINED.fullmatch(value.strip()):
        parts = _PART.findall(value)
        value = "".join(strings.get(part.lower(), _bare(part)) for part in parts)
    return " ".join((value if strings is None else _bare(value)).split())


def _bare(value: str) -> str:
    """A value without the braces or quotes around all of it."""
    text = value.strip()
    if text[:1] == '"' == text[-1:] and len(text) > 1:
        return text[1:-1]
    if not (text.startswith("{") and text.endswith("}")):
        return value
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if not depth and place < len(text) - 1:
            return value
    return text[1:-1]


def _verbatim(value: str) -> str:
    """An address or a number, which are no LaTeX but for what is escaped."""
    value = _URL_COMMAND.sub(r"\1", value)
    for written, meant in _ESCAPES:
        value = value.replace(written, meant)
    return value.strip("{} ")


def _address(value: str) -> str:
    """The address that a value gives by a command for addresses, or wholly is."""
    found = _URL_COMMAND.search(value)
    if found:
        return _verbatim(found[1])
    return _verbatim(value) if _verbatim(value).startswith(("http://", "https://")) else ""


def _names(written: str) -> list[str]:
    """The names between the `and`s outside braces; what braces enclose wholly is one name."""
    from bibtexparser.middlewares.names import split_multiple_persons_names  # as the parser

    return [
        text_of_latex(name)
        if name.startswith("{") and name.endswith("}") and "," not in name
        else _name_of_parts(text_of_latex(name)) or display_name(text_of_latex(name))
        for name in split_multiple_persons_names(written)
        if name and name.lower() != "others"
    ]


def _name_of_parts(name: str) -> str:
    """A name that BibLaTeX writes by its parts, in reading order; "" for any other.

    >>> _name_of_parts("family=Okafor, given=Ann, prefix=van")
    'Ann van Okafor'
    """
    pairs = (pair.strip('" ').partition("=") for pair in name.split(","))
    parts = {key.strip().lower(): value.strip('" ') for key, sign, value in pairs if sign}
    return " ".join(filter(None, (parts.get(part, "") for part in _NAME_PARTS)))


def _date(text: Mapping[str, str]) -> str:
    """`date`, else year and month; a range is dated by its beginning."""
    if date := text.get("date", "").partition("/")[0]:
        return date
    year, month = text.get("year", ""), text.get("month", "").strip().lower()
    number, days = month if month.isdigit() else "", []
    for word in _MONTH.findall(month):
        if word[:3] in ABBREVIATIONS:
            number, days = str(ABBREVIATIONS.index(word[:3]) + 1), _DAY.findall(month)
            break
    if not (number and year.isdigit()):
        return year
    day = text.get("day", "").strip() or "".join(days[:1])
    month_of_year = f"{year}-{number.zfill(2)}"
    return f"{month_of_year}-{day.zfill(2)}" if day.isdigit() else month_of_year
