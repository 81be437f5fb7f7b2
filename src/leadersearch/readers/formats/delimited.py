"""CSV and TSV: one article a row, columns known by the names in the header."""

from __future__ import annotations

import csv
import re
from itertools import chain, islice
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError, ReadError
from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.field_names import field_named
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.describe.table_columns import names_articles, with_columns_of_service
from leadersearch.readers.raw_file import LONGEST_LINE, RawFile
from leadersearch.safety import unguarded_cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from leadersearch.model.article import Article

_DELIMITERS = (",", ";", "\t", "|")
_PREAMBLE = 10
# "Journal of Care (2021) 12:3 (45-56). Date of Publication: 5 Mar 2021", as Embase writes
_YEAR_OF_ISSUE = re.compile(r" \((?:18|19|20)\d\d\)|\. Date of Publication")
_HIGHLIGHTS = ("Highlight", "Book Title", "Book Author")
# Field -> codes of columns, the best first.
_WOS_COLUMNS = {
    "title": ("TI",),
    "authors": ("AF", "AU", "BF", "BA", "BE"),
    "abstract": ("AB",),
    "date": ("PY", "EY"),
    "venue": ("SO", "JI", "SE"),
    "doi": ("DI", "D2"),
    "tags": ("DE", "ID"),
    "language": ("LA",),
    "pmid": ("PM",),
    "isbn": ("BN",),
    "volume": ("VL",),
    "issue": ("IS", "SU"),
    "first_page": ("BP",),
    "last_page": ("EP",),
    "article_number": ("AR", "MA"),
}
_WOS_GROUPS = ("CA", "GP")  # authors beside those of the other columns


def read(file: RawFile) -> Iterator[Article]:
    """The articles of the rows; a row that makes none is reported by its line and skipped."""
    # The limit is the process's, and the standard 128 KB are too little for the text of an article.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    lines = _Lines(file)
    delimiter, names, first_line = _header(lines)
    rows = csv.reader(lines, delimiter=delimiter)
    if set(_HIGHLIGHTS) <= set(names):
        yield from _books(names, rows, file)
        return
    while (row := _next_row(rows, file)) is not None:
        lines.length = 0
        if not any(row):
            continue
        number = first_line + rows.line_num
        try:
            yield article_of(_record(names, row), file.report)
        except ArticleError:
            file.report(f"row ending in line {number} skipped: no title, excerpt or body")


def read_wos_table(file: RawFile) -> Iterator[Article]:
    """The articles of a tab-delimited Web of Science export, whose columns are called by codes."""
    lines = file.lines()
    names = next(lines, "").rstrip("\r\n").split("\t")
    for number, line in enumerate(lines, start=2):
        cells = dict(zip(names, (cell.strip() for cell in line.split("\t")), strict=False))
        record = {
            field: next(filter(None, (cells.get(code, "") for code in codes)), "")
            for field, codes in _WOS_COLUMNS.items()
        }
        groups = (cells.get(code, "") for code in _WOS_GROUPS)
        record["authors"] = "; ".join(filter(None, (record["authors"], *groups)))
        month = cells.get("PD", "")
        whole = f"{month} {record['date']}"
        record["date"] = whole if month and parse_date(whole) else record["date"]
        if not any(record.values()):
            continue
        try:
            yield article_of(record, file.report)
        except ArticleError:
            file.report(f"row in line {number} skipped: no title and no abstract")


def _books(names: list[str], rows: Iterator[list[str]], file: RawFile) -> Iterator[Article]:
    """The books and articles of a Readwise export: a row is a highlight, and what is noted of it."""
    books: dict[tuple[str, str], list[str]] = {}
    while (row := _next_row(rows, file)) is not None:
        cells = dict(zip(names, (cell.strip() for cell in row), strict=False))
        key = cells.get("Book Title", ""), cells.get("Book Author", "")
        texts = books.setdefault(key, [])
        texts += filter(None, (cells.get("Highlight", ""), cells.get("Note", "")))
    for number, ((title, author), texts) in enumerate(books.items(), start=1):
        record = {"title": title, "authors": author, "body": "\n\n".join(texts)}
        try:
            yield article_of(record, file.report)
        except ArticleError:
            file.report(f"book {number} skipped: no title and no highlight")


class _Lines:
    """The lines of a file; `length` counts their characters, and is set back after each row."""

    def __init__(self, file: RawFile) -> None:
        self._lines = file.lines()
        self.length = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.length += len(line)
        if self.length > 2 * LONGEST_LINE:
            raise ReadError(
                f"a row longer than {2 * LONGEST_LINE // 2**20} MB; is a quotation mark missing?"
            )
        return line.replace("\0", "")


def is_header(line: str) -> bool:
    """Whether a line names, between delimiters, columns that make an article."""
    if set(_HIGHLIGHTS) <= set(line.strip().split(",")):
        return True
    delimiter, names = _split_header(line)
    return len(names) > 1 and names_articles(names) and delimiter in line


def _header(lines: Iterator[str]) -> tuple[str, list[str], int]:
    """Delimiter, column names and line number of the header, below at most a few other lines."""
    seen: list[str] = []
    for number, line in enumerate(islice(lines, _PREAMBLE), start=1):
        delimiter, names = _split_header(_whole_header(line, lines))
        if names_articles(names) or set(_HIGHLIGHTS) <= set(names):
            return delimiter, names, number
        seen = seen or [name for name in names if name]
    shown = ", ".join(seen[:8])[:120]
    raise ReadError(f"no column is called title, abstract or text (the first line says: {shown})")


def _whole_header(line: str, lines: Iterator[str]) -> str:
    """The header with the lines that a line break within quotes divided."""
    for more in islice(lines, 5 if line.count('"') % 2 else 0):
        line += more
        if line.count('"') % 2 == 0:
            break
    return line


def _split_header(line: str) -> tuple[str, list[str]]:
    """The delimiter that makes the most known columns, and the names between."""
    best: tuple[str, list[str]] = (",", [])
    most = (-1, -1)
    for delimiter in _DELIMITERS:
        names = next(_rows([line], delimiter), [])
        known = sum(1 for name in names if field_named(name))
        if (known, len(names)) > most:
            most, best = (known, len(names)), (delimiter, [name.strip() for name in names])
    return best


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(chain(lines), delimiter=delimiter)
    except csv.Error:
        return


def _next_row(rows: Iterator[list[str]], file: RawFile) -> list[str] | None:
    """The next row, [] for one that cannot be parsed, None at the end."""
    try:
        return next(rows, None)
    except csv.Error as error:
        file.report(f"row skipped: {error}")
        return []


def _record(names: list[str], row: list[str]) -> dict[str, object]:
    """Cells by column name; of columns with the same name the first that is filled."""
    record: dict[str, object] = {}
    for name, cell in zip(names, row, strict=False):
        if cell.strip() and name not in record:
            record[name] = unguarded_cell(cell)
    source = next((name for name in names if name.strip().lower() == "source"), "")
    if source in record and "venue" not in map(field_named, record):
        record["venue"] = _YEAR_OF_ISSUE.split(str(record[source]), maxsplit=1)[0]
        record.setdefault("citation", record[source])
    return with_columns_of_service(record, names)
