"""Tagged records of reference managers and databases: RIS, PubMed's nbib, Ovid.

    TY  - JOUR              PMID- 30776994
    AU  - Zhang, Yanqin     FAU - Zaidat, Osama O
    TI  - The long-term     TI  - Impact of balloon guides
    ER  -                         on outcomes

A line without a tag goes on with the one above. What the tags of a dialect mean are rows of a
table; unknown tags are passed over. Files are read record by record.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError, ReadError
from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.records import article_of, find_doi

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

LONGEST_RECORD = 64 * 1024 * 1024  # in characters and what a line costs beside them
_COST_OF_A_LINE = 300
_LINE = re.compile(
    r"\ufeff?(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,3}-(?: (?P<value>.*)|[ \t]*)\Z", re.DOTALL
)
_OVID_RECORD = re.compile(r"<\d+\. ?>\s*\Z")
_FULL_STOP = re.compile(r"(?<![.])\.\Z")
# MeSH terms are qualified: "Brain Ischemia/diagnostic imaging/*surgery".
_QUALIFIER = re.compile(r"/(?=[*a-z]).*", re.DOTALL)
# "Zaidat OO", "Behan L.", "Hellinger FR Jr": the family name first, without a comma.
_TURNED = re.compile(
    r"(?P<family>\S.{0,80}?) (?P<initials>(?:[A-Z]\.-?){1,4}|[A-Z]{1,3})(?P<suffix> Jr| Sr)?\Z"
)


@dataclass(frozen=True, slots=True)
class _Dialect:
    """A dialect: the tags that begin and end a record, and those that fill each field, the best first."""

    first: frozenset[str]
    last: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]


_RIS = _Dialect(
    first=frozenset(("TY",)),
    last=frozenset(("ER",)),
    fields={
        "title": ("TI", "T1", "BT", "CT", "ST"),
        "authors": ("AU", "A1", "A2", "ED"),
        "abstract": ("AB", "N2"),
        "date": ("DA", "PY", "Y1", "YR"),
        "venue": ("JF", "JO", "T2", "JA", "J2", "T3"),
        "doi": ("DO", "DI"),
        "url": ("UR", "LK", "L2", "L1"),
        "tags": ("KW", "DE"),
        "language": ("LA",),
    },
)
_NBIB = _Dialect(
    first=frozenset(("PMID",)),
    last=frozenset(),
    fields={
        "title": ("TI", "BTI", "TT"),
        "authors": ("FAU", "AU", "CN", "FED"),
        "abstract": ("AB", "OAB"),
        "date": ("DP",),
        "venue": ("JT", "TA", "CTI"),
        "doi": ("LID", "AID"),
        "tags": ("OT", "MH"),
        "language": ("LA",),
    },
)
_OVID = _Dialect(
    first=frozenset(),
    last=frozenset(),
    fields={
        "title": ("TI", "OT"),
        "authors": ("AU", "FA"),
        "abstract": ("AB",),
        "date": ("DP", "YR", "SO"),
        "venue": ("JN", "JW", "SO"),
        "doi": ("DO",),
        "url": ("XL",),
        "tags": ("KW", "MH"),
        "language": ("LG",),
    },
)


def read_ris(file: RawFile) -> Iterator[Article]:
    """The articles of a RIS file."""
    return _read(file, _RIS)


def read_nbib(file: RawFile) -> Iterator[Article]:
    """The articles of a PubMed or MEDLINE export."""
    return _read(file, _NBIB)


def read_ovid(file: RawFile) -> Iterator[Article]:
    """The articles of an Ovid export."""
    return _read(file, _OVID)


def _read(file: RawFile, dialect: _Dialect) -> Iterator[Article]:
    for number, tags in enumerate(_records(file, dialect), start=1):
        try:
            yield article_of(_fields(tags, dialect), file.report)
        except ArticleError:
            file.report(f"record {number} skipped: no title and no abstract")


def _records(file: RawFile, dialect: _Dialect) -> Iterator[dict[str, list[str]]]:
    """Each record as tag -> values; lines outside of records are passed over."""
    pieces: list[tuple[str, list[str]]] | None = None
    length = 0
    for raw in file.lines():
        line = raw.rstrip("\r\n")
        length += len(raw) + _COST_OF_A_LINE
        if length > LONGEST_RECORD:
            raise ReadError(
                f"a record longer than {LONGEST_RECORD // 2**20} MB; is its end missing?"
            )
        match = _LINE.match(line)
        tag = match["tag"] if match else ""
        if tag in dialect.first or _OVID_RECORD.match(line):
            if pieces:
                yield _joined(pieces)
            pieces = []
            length = 0
        if pieces is None:
            length = 0
            continue
        if tag in dialect.last:
            yield _joined(pieces)
            pieces = None
        elif match:
            pieces.append((tag, [(match["value"] or "").strip()]))
        elif pieces and line.strip():
            # Indented lines were wrapped, others are paragraphs.
            pieces[-1][1].append(f"{' ' if line[:1] == ' ' else chr(10)}{line.strip()}")
    if pieces:
        yield _joined(pieces)


def _joined(pieces: list[tuple[str, list[str]]]) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = defaultdict(list)
    for tag, parts in pieces:
        tags[tag].append("".join(parts).strip())
    return tags


def _fields(tags: dict[str, list[str]], dialect: _Dialect) -> dict[str, object]:
    values = {
        field: [value for name in names for value in tags.get(name, []) if value]
        for field, names in dialect.fields.items()
    }
    best = {field: _first_filled(tags, names) for field, names in dialect.fields.items()}
    fields: dict[str, object] = {
        # Databases end titles with a full stop of their own.
        "title": _FULL_STOP.sub("", " ".join(best["title"][:1])),
        "authors": [_turned(name, dialect) for name in best["authors"]],
        "abstract": "\n\n".join(best["abstract"]),
        "date": _most_precise(values["date"]),
        "venue": [
            name.partition(". ")[0] if dialect is _OVID else name for name in best["venue"][:1]
        ],
        "doi": next(filter(None, (find_doi(value, bare=True) for value in values["doi"])), ""),
        "url": next((url for url in values.get("url", []) if "://" in url), ""),
        "tags": [_QUALIFIER.sub("", value).lstrip("*") for value in values["tags"]],
        "language": best["language"][:1],
    }
    if pmid := tags.get("PMID"):
        fields["url"] = fields["url"] or f"https://pubmed.ncbi.nlm.nih.gov/{pmid[0]}/"
    return fields


def _first_filled(tags: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    """The values of the first tag that has any: `FAU` spells out what `AU` abbreviates."""
    return next((found for name in names if (found := list(filter(None, tags.get(name, []))))), [])


def _most_precise(written: list[str]) -> str:
    """Of the dates of a record, the one that says most; the first tag wins among equals."""
    known = [(len(str(found)), text) for text in written if (found := parse_date(text))]
    return max(known, key=lambda pair: pair[0])[1] if known else "".join(written[:1])


def _turned(name: str, dialect: _Dialect) -> str:
    match = None if dialect is _RIS or "," in name else _TURNED.match(name)
    if not match:
        return name
    return f"{match['initials']} {match['family']}{match['suffix'] or ''}"
