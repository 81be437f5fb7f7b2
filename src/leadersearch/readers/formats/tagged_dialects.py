"""The meaning of the tags of each dialect of tagged records."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from leadersearch.readers.formats import ovid_values

_LINE = re.compile(
    r"\ufeff?(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,3}-(?: (?P<value>.*)|[ \t]*)\Z", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """A dialect: the tags that begin and end a record, and those that fill each field, the best first.

    Those of `place` say where in its journal an article stands. `line` finds the tag and the value of a line. Lines below one of the `lists` are values of their
    own. `groups` are tags of authors that are no persons, `within_year` those of a date whose year
    stands apart. `between_tags` separates keywords in one value. `accession` are tags of the number
    that the record has in one of its `databases`. `first_line` begins a record where no tag does, and
    `else_first` in files without any of `first`; if `begins_anywhere`, so does any tag outside of
    records. `same` are tags that stand for others. `plain` are functions that take from a value of a
    field what the database adds, `apart` part the authors in one value. `files` are tags of links that
    may lead to files. Of the `wholes` among the values of the tag `kind`, pages are how many there are.
    """

    first: frozenset[str]
    last: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    place: Mapping[str, tuple[str, ...]]
    line: re.Pattern[str] = _LINE
    lists: frozenset[str] = frozenset()
    groups: tuple[str, ...] = ()
    within_year: tuple[str, str] | None = None
    between_tags: str = "\n"
    ends_at_blank: bool = False
    accession: tuple[str, ...] = ()
    databases: tuple[str, ...] = ()
    first_line: re.Pattern[str] | None = None
    else_first: frozenset[str] = frozenset()
    begins_anywhere: bool = False
    same: Mapping[str, str] = field(default_factory=dict)
    plain: Mapping[str, Callable[[str], str]] = field(default_factory=dict)
    apart: Callable[[str], list[str]] = lambda value: value.split(";")
    files: tuple[str, ...] = ()
    kind: str = ""
    wholes: frozenset[str] = frozenset()


RIS = Dialect(
    first=frozenset(("TY",)),
    last=frozenset(("ER",)),
    files=("L1", "L2"),
    fields={
        "title": ("TI", "T1", "BT", "CT", "ST"),
        "authors": ("AU", "A2", "ED"),
        "abstract": ("AB", "N2"),
        "date": ("DA", "PY", "Y1", "YR"),
        "venue": ("JF", "JO", "T2", "JA", "J2", "T3"),
        "doi": ("DO", "DI"),
        "url": ("UR", "LK", "L2", "L1"),
        "pmcid": ("PMC",),
        "isbn": ("SN",),
        "note": (
            "N1",
            "U1",
            "U2",
            "U3",
            "U4",
            "U5",
            "C1",
            "C2",
            "C3",
            "C7",
            "AN",
            "ID",
            "M1",
            "M3",
        ),
        "tags": ("KW", "DE"),
        "language": ("LA",),
    },
    place={
        "volume": ("VL", "VO"),
        "issue": ("IS", "CP"),
        "number": ("M1",),
        "first_page": ("SP",),
        "last_page": ("EP",),
        "article_number": ("C7",),
    },
    kind="TY",
    wholes=frozenset(("BOOK", "EBOOK", "EDBOOK", "THES", "RPRT", "MANSCPT")),
    accession=("AN", "ID"),
    databases=("DB", "DP"),
    begins_anywhere=True,
    same={"A1": "AU"},  # those who write both mean one list
)
NBIB = Dialect(
    first=frozenset(("PMID",)),
    last=frozenset(),
    fields={
        "title": ("TI", "BTI", "TT"),
        "authors": ("FAU", "AU", "FED"),
        "abstract": ("AB", "OAB"),
        "date": ("DP",),
        "venue": ("JT", "TA", "CTI"),
        "doi": ("LID", "AID"),
        "pmcid": ("PMC",),
        "isbn": ("ISBN",),
        "note": ("LID", "AID", "OID", "GN"),
        "tags": ("OT", "MH"),
        "language": ("LA",),
    },
    place={
        "volume": ("VI",),
        "issue": ("IP",),
        "pages": ("PG",),
    },
    groups=("CN",),
    else_first=frozenset(("OWN",)),  # in exports of ERIC
)
OVID = Dialect(
    first=frozenset(),
    last=frozenset(),
    fields={
        "title": ("TI", "OT"),
        "authors": ("AU", "FA", "ED"),
        "abstract": ("AB",),
        "date": ("DP", "YR", "SO"),
        "venue": ("JN", "JW", "SO"),
        "doi": ("DO", "DI"),
        "url": ("XL",),
        "isbn": ("IB", "SB"),
        "note": ("AN", "UI", "PM", "PMID", "ID", "NT"),
        "tags": ("KW", "MH"),
        "language": ("LG",),
    },
    place={
        "volume": ("VO", "VI"),
        "issue": ("IP",),
        "pages": ("PG",),
        "citation": ("SO",),
    },
    line=re.compile(r" ?" + _LINE.pattern, re.DOTALL),
    accession=("UI", "AN"),
    databases=("DB",),
    first_line=re.compile(r" ?<\d+\. ?>\s*\Z"),
    plain={"title": ovid_values.title, "venue": ovid_values.venue},
    apart=ovid_values.authors,
)
WOS = Dialect(
    first=frozenset(("PT",)),
    last=frozenset(("ER", "EF")),
    fields={
        "title": ("TI",),
        "authors": ("AF", "AU", "BA", "BE", "ED"),
        "abstract": ("AB",),
        "date": ("PY", "PD", "EA", "EY"),
        "venue": ("SO", "JI", "J9", "SE"),
        "doi": ("DI", "D2"),
        "isbn": ("BN",),
        "note": ("UT", "AR"),
        "tags": ("DE", "ID", "MC"),
        "language": ("LA",),
    },
    place={
        "volume": ("VL",),
        "issue": ("IS", "SU"),
        "first_page": ("BP", "PS"),
        "last_page": ("EP",),
        "article_number": ("AR", "MA"),
    },
    line=re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9])(?:[ \t](?P<value>.*)|[ \t]*)\Z", re.DOTALL),
    lists=frozenset(("AU", "AF", "BA", "BE", "BF", "CA", "ED")),
    groups=("CA", "GP"),
    within_year=("PD", "PY"),
    between_tags=";",
)
ENDNOTE = Dialect(
    first=frozenset(("0",)),
    last=frozenset(),
    files=(">",),
    fields={
        "title": ("T", "!"),
        "authors": ("A", "E", "Y", "?"),
        "abstract": ("X",),
        "date": ("8", "D", "7"),
        "venue": ("J", "B", "S"),
        "doi": ("R",),
        "url": ("U", ">"),
        "isbn": ("@",),
        "note": ("M", "Z", "1", "2"),
        "tags": ("K",),
        "language": ("G",),
    },
    place={
        "volume": ("V",),
        "issue": ("N",),
        "pages": ("P",),
    },
    kind="0",
    wholes=frozenset(("Book", "Edited Book", "Electronic Book", "Thesis", "Report")),
    line=re.compile(
        r"\ufeff?%(?P<tag>[0-9A-Za-z!@#$&()*+?,\-.:;<=>\[\\\]^~])(?:[ \t](?P<value>.*)|[ \t]*)\Z",
        re.DOTALL,
    ),
    lists=frozenset(("K",)),
    accession=("M",),
    databases=("~", "W"),
    within_year=("8", "D"),
    ends_at_blank=True,
    begins_anywhere=True,
)
REFWORKS = Dialect(
    first=frozenset(("RT",)),
    last=frozenset(),
    fields={
        "title": ("T1", "OT"),
        "authors": ("A1", "A2", "A3"),
        "abstract": ("AB",),
        "date": ("FD", "YR"),
        "venue": ("JF", "JO", "T2", "T3"),
        "doi": ("DO",),
        "url": ("UL", "LK"),
        "isbn": ("SN",),
        "note": ("NO", "AN"),
        "tags": ("K1",),
        "language": ("LA",),
    },
    place={
        "volume": ("VO",),
        "issue": ("IS",),
        "first_page": ("SP",),
        "last_page": ("OP",),
    },
    kind="RT",
    wholes=frozenset(("Book, Whole", "Book, Edited", "Dissertation/Thesis", "Report")),
    line=WOS.line,
    accession=("AN",),
    databases=("DB", "DS"),
    within_year=("FD", "YR"),
)
