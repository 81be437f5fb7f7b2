"""Tagged records of reference managers and databases: RIS, nbib, Ovid, EndNote and others.

    TY  - JOUR              PMID- 30776994
    AU  - Zhang, Yanqin     FAU - Zaidat, Osama O
    TI  - The long-term     TI  - Impact of balloon guides
    ER  -                         on outcomes

A line without a tag goes on with the one above. What the tags of a dialect mean is said in
`tagged_dialects`; unknown tags are passed over. Files are read record by record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError, ReadError
from leadersearch.readers.describe.attachments import (
    attached,
    path_of_link,
    paths_of_endnote,
)
from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.records import article_of, find_doi
from leadersearch.readers.formats.tagged_dialects import (
    ENDNOTE,
    NBIB,
    OVID,
    REFWORKS,
    RIS,
    WOS,
    Dialect,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

LONGEST_RECORD = 64 * 1024 * 1024  # in characters and what a line costs beside them
_COST_OF_A_LINE = 300
_OF_ISSUE = frozenset(("volume", "issue", "number"))
_FULL_STOP = re.compile(r"(?<![.])\.\Z")
_PUBMED = re.compile(r"\b(?:pubmed|medline|nlm)\b", re.IGNORECASE)
# MeSH terms are qualified: "Brain Ischemia/diagnostic imaging/*surgery".
_QUALIFIER = re.compile(r"/(?=[*a-z]).*", re.DOTALL)
# "Zaidat OO", "Behan L.", "Hellinger FR Jr": the family name first, without a comma.
_TURNED = re.compile(
    r"(?P<family>\S.{0,80}?) (?P<initials>(?:[A-Z]\.-?){1,4}|[A-Z]{1,3})(?P<suffix> Jr| Sr)?\Z"
)


def read_ris(file: RawFile) -> Iterator[Article]:
    """The articles of a RIS file."""
    return _read(file, RIS)


def read_nbib(file: RawFile) -> Iterator[Article]:
    """The articles of a PubMed or MEDLINE export."""
    return _read(file, NBIB)


def read_ovid(file: RawFile) -> Iterator[Article]:
    """The articles of an Ovid export."""
    return _read(file, OVID)


def read_wos(file: RawFile) -> Iterator[Article]:
    """The articles of a Web of Science export."""
    return _read(file, WOS)


def read_endnote(file: RawFile) -> Iterator[Article]:
    """The articles of a tagged EndNote export (refer)."""
    return _read(file, ENDNOTE)


def read_refworks(file: RawFile) -> Iterator[Article]:
    """The articles of a tagged RefWorks export."""
    return _read(file, REFWORKS)


def _read(file: RawFile, dialect: Dialect) -> Iterator[Article]:
    for number, tags in enumerate(_records(file, dialect), start=1):
        try:
            article = article_of(_fields(tags, dialect), file.report)
        except ArticleError:
            file.report(f"record {number} skipped: no title and no abstract")
            continue
        links = (
            link
            for tag in dialect.files
            for value in tags.get(tag, [])
            for link in value.split(";")
        )
        yield attached(article, (_file_of(link.strip(), file.stem) for link in links))


def _file_of(link: str, library: str) -> str:
    return paths_of_endnote(link, library) or path_of_link(link)


def _records(file: RawFile, dialect: Dialect) -> Iterator[dict[str, list[str]]]:
    """Each record as tag -> values; lines outside of records are passed over."""
    record: _Record | None = None
    length = 0
    for raw in file.lines():
        line = raw.rstrip("\r\n")
        length = length + len(raw) + _COST_OF_A_LINE if record else 0
        if length > LONGEST_RECORD:
            raise ReadError(
                f"a record longer than {LONGEST_RECORD // 2**20} MB; is its end missing?"
            )
        match = dialect.line.match(line)
        tag = match["tag"] if match else ""
        is_over = tag in dialect.last or (dialect.ends_at_blank and not line.strip())
        if is_over or _begins(line, tag, record, dialect):
            if record and record.pieces:
                yield record.values()
            record, length = None if is_over else _Record(dialect), 0
        if match and not is_over and record is None and dialect.begins_anywhere:
            record = _Record(dialect)
        if record and not is_over:
            record.add(line, tag, (match["value"] or "").strip() if match else "")
    if record and record.pieces:
        yield record.values()


def _begins(line: str, tag: str, record: _Record | None, dialect: Dialect) -> bool:
    if tag in dialect.else_first:
        return record is None or record.first in dialect.else_first
    if dialect.ends_at_blank and record and not record.has(dialect.first):
        return False  # what says the type may stand below the title
    is_first_line = dialect.first_line is not None and bool(dialect.first_line.match(line))
    return is_first_line or tag in dialect.first


class _Record:
    """The tags of one record, in order, and the lines of their values."""

    def __init__(self, dialect: Dialect) -> None:
        self._lists = dialect.lists
        self._same = dialect.same
        self.pieces: list[tuple[str, list[str]]] = []

    @property
    def first(self) -> str:
        """The first tag, or ""."""
        return self.pieces[0][0] if self.pieces else ""

    def has(self, wanted: frozenset[str]) -> bool:
        """Whether any of some tags is there."""
        return any(tag in wanted for tag, _ in self.pieces)

    def add(self, line: str, tag: str, value: str) -> None:
        """Add a line: a tag with its value, or what goes on with the line above."""
        if tag:
            self.pieces.append((self._same.get(tag, tag), [value]))
        elif self.pieces and line.strip():
            last, parts = self.pieces[-1]
            if last in self._lists:
                self.pieces.append((last, [line.strip()]))
            else:
                # Indented lines were wrapped, others are paragraphs.
                parts.append(f"{' ' if line[:1] == ' ' else chr(10)}{line.strip()}")

    def values(self) -> dict[str, list[str]]:
        """Tag -> its values."""
        tags: dict[str, list[str]] = defaultdict(list)
        for tag, parts in self.pieces:
            tags[tag].append("".join(parts).strip())
        return tags


def _fields(tags: dict[str, list[str]], dialect: Dialect) -> dict[str, object]:
    values = {
        field: [value for name in names for value in tags.get(name, []) if value]
        for field, names in dialect.fields.items()
    }
    best = {field: _first_filled(tags, names) for field, names in dialect.fields.items()}
    fields: dict[str, object] = {
        # Databases end titles with a full stop of their own.
        "title": _FULL_STOP.sub("", " ".join(_plain("title", best, dialect))),
        "authors": [_turned(name, dialect) for name in _names(tags, best["authors"], dialect)],
        "abstract": "\n\n".join(best["abstract"]),
        "date": _most_precise([*values["date"], *_dates_of_two(tags, dialect)]),
        "venue": _plain("venue", best, dialect),
        "doi": next(filter(None, (find_doi(value, bare=True) for value in values["doi"])), ""),
        "url": next((url for url in values.get("url", []) if "://" in url), ""),
        "tags": [
            _QUALIFIER.sub("", word.strip()).lstrip("*")
            for value in values["tags"]
            for line in value.split("\n")
            for word in line.split(dialect.between_tags)
        ],
        "language": best["language"][:1],
    }
    if pmid := tags.get("PMID"):
        fields["url"] = fields["url"] or f"https://pubmed.ncbi.nlm.nih.gov/{pmid[0]}/"
    fields["id"] = tags.get("ID", [""])[0]
    fields["link"] = values.get("url", [])
    fields["pmid"] = tags.get("PMID") or tags.get("PM") or _number_in_pubmed(tags, dialect)
    fields |= {name: values[name] for name in ("pmcid", "isbn", "note") if name in values}
    return fields | _place(tags, dialect)


def _place(tags: dict[str, list[str]], dialect: Dialect) -> dict[str, list[str]]:
    """The tags that tell the place in a journal; the pages of a whole book are how many it has."""
    place = {
        name: found for name, of in dialect.place.items() if (found := _first_filled(tags, of))
    }
    if dialect.wholes.isdisjoint(tags.get(dialect.kind, ())):
        return place
    return {name: found for name, found in place.items() if name in _OF_ISSUE}


def _plain(field: str, best: dict[str, list[str]], dialect: Dialect) -> list[str]:
    """The first value of a field without what the database adds."""
    plain = dialect.plain.get(field)
    return [plain(value) if plain else value for value in best[field][:1]]


def _number_in_pubmed(tags: dict[str, list[str]], dialect: Dialect) -> list[str]:
    """The accession number of a record that says that it is from PubMed."""
    databases = " ".join(name for tag in dialect.databases for name in tags.get(tag, []))
    if not _PUBMED.search(databases):
        return []
    return [number for tag in dialect.accession for number in tags.get(tag, [])][:1]


def _names(tags: dict[str, list[str]], names: list[str], dialect: Dialect) -> list[str]:
    """The authors, and the groups that are authors beside them."""
    groups = [name for tag in dialect.groups for name in tags.get(tag, []) if name]
    apart = (part for name in names for part in dialect.apart(name))
    return list(dict.fromkeys(filter(None, (name.strip() for name in (*apart, *groups)))))


def _dates_of_two(tags: dict[str, list[str]], dialect: Dialect) -> list[str]:
    """Dates whose day and month stand apart from their year: `PD MAR 5`, `PY 2021`."""
    if dialect.within_year is None:
        return []
    within, year = (next(iter(tags.get(tag, [])), "") for tag in dialect.within_year)
    is_whole = not within or not year or year in within
    return [] if is_whole else [f"{within} {year}", f"{year} {within}"]


def _first_filled(tags: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    """The values of the first tag that has any: `FAU` spells out what `AU` abbreviates."""
    for name in names:
        if name in tags and (found := list(filter(None, tags[name]))):
            return found
    return []


def _most_precise(written: list[str]) -> str:
    """Of the dates of a record, the one that says most; the first tag wins among equals."""
    known = [(len(str(found)), text) for text in written if (found := parse_date(text))]
    return max(known, key=lambda pair: pair[0])[1] if known else "".join(written[:1])


def _turned(name: str, dialect: Dialect) -> str:
    match = None if dialect is RIS or "," in name else _TURNED.match(name)
    if not match:
        return name
    return f"{match['initials']} {match['family']}{match['suffix'] or ''}"
