"""Identifiers of articles in the forms in which people and programs write them.

| kind | written | kept |
|---|---|---|
| doi | `doi:10.1136/LEADER-1.`, `https://doi.org/10.1136/leader-1`, a publisher's link | `10.1136/leader-1` |
| pmid | `PMID: 31234567`, `31234567 [PMID]`, `pubmed.ncbi.nlm.nih.gov/31234567/` | `31234567` |
| pmcid | `PMCID: PMC1234567`, `ncbi.nlm.nih.gov/pmc/articles/PMC1234567` | `PMC1234567` |
| arxiv | `arXiv:2101.00001v2 [cs.CL]`, `arxiv.org/pdf/hep-th/9901001` | `2101.00001`, `hep-th/9901001` |
| isbn | `ISBN 0-306-40615-2`, `978 0 306 40615 7` | `9780306406157` |

Sources: NLM's help of PubMed and PMC; "Understanding the arXiv identifier"; the International ISBN Agency's users' manual.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from leadersearch.model.dois import AROUND, LONGEST, decoded, find_doi, is_link

ARXIV = re.compile(
    r"(?:[0-9]{2}(?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z]{2,9}(?:-[a-z]{2,5})?(?:\.[A-Z]{2})?/[0-9]{7})"
    r"(?:v[0-9]{1,3})?",
    re.IGNORECASE,
)
_ARXIV_PARTS = re.compile(r"(?:(?P<archive>[^./]++)(?:\.[^/]*+)?/)?(?P<number>[^v]++)(?:v[0-9]++)?")
_ARCHIVES = frozenset(
    """
    acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas
    cond-mat cs dg-ga econ eess funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th
    nlin nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio q-fin quant-ph solv-int stat supr-con
    """.split()
)
"""Those that come before the slash of an old arXiv identifier."""

ISBN = re.compile(r"97[89](?:[-\s]?[0-9]){10}|[0-9](?:[-\s]?[0-9]){8}[-\s]?[0-9X]", re.IGNORECASE)
_BETWEEN_DIGITS = re.compile(r"[-\s]++")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-") | {"\xa0": " "})

_DOI_OF_ARXIV = re.compile(rf"10\.48550/arxiv\.({ARXIV.pattern})", re.IGNORECASE)
_LABELS: Mapping[str, str] = {
    "doi": r"doi",
    "pmid": r"pmid|pubmed[ -]?id(?:entifier)?|medline|uid",
    "pmcid": r"pmc[ -]?id|pmc",
    "arxiv": r"(?:[a-z]{2,12}\s)?arxiv(?: preprint)?(?: arxiv)?(?: id)?|oai:arxiv\.org",
    "isbn": r"(?:urn:|e-?|print |online )?isbn(?:[ -]?1[03])?",
}
_ARXIV_CLASS = r"[a-z-]{2,10}(?:\.[a-z-]{2,10})?"
_PMID = re.compile(r"0{0,8}([1-9][0-9]{0,7})(?:\.0)?")
_PMCID = re.compile(r"(?:pmc\s?)?0{0,8}([1-9][0-9]{0,8})(?:\.[0-9]{1,2})?", re.IGNORECASE)
_BARE_PMID = re.compile(r"[1-9][0-9]{4,7}")
_BARE_PMCID = re.compile(r"pmc[1-9][0-9]{2,8}(?:\.[0-9]{1,2})?", re.IGNORECASE)


class Identifier(NamedTuple):
    """An identifier: the name of its field, and the value as it is kept."""

    kind: str
    value: str


_HINTS: Mapping[str, tuple[str, ...]] = {
    "pmid": ("pubmed", "pmid", "europepmc", "list_uids"),
    "pmcid": ("pmc",),
    "arxiv": ("xiv", "5iv", "huggingface"),
    "isbn": ("isbn", "/dp/", "/gp/product/"),
}
"""Kind -> one of these stands in every link that leads to its identifiers: most links lead nowhere."""
_ANY_HINT = tuple(hint for hints in _HINTS.values() for hint in hints)


@cache
def _link_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    nih, host = r"ncbi[.-]nlm[.-]nih[.-]gov[^/\s]{0,60}/", r"[^/\s]{0,60}/"
    term = r"(?:\?(?:[^\s#]{0,80}&)?term=)?(?:pmid[:=]?)?"
    rows = {
        "pmid": (
            rf"pubmed[.-]{nih}{term}",
            rf"{nih}(?:m/)?pubmed/?{term}",
            rf"europepmc[.-]org{host}(?:article|abstract)/med/",
            r"identifiers\.org/pubmed[:/]|/articles/pmid/|\burn:pmid:",
            r"[?&](?:list_uids|pmid|pubmed_id)=",
        ),
        "pmcid": (r"/articles/|/article/pmc/|/pmc/|/pmcid/|[:/=]pmcid[:=]|/pmc:|[?&]pmcid=",),
        "arxiv": (
            rf"(?:arxiv|alphaxiv|ar5iv)[.-][a-z.-]{{2,30}}{host}[a-z]{{2,12}}/",
            r"/arxiv[:/.]|[/=]arxiv[:.]|huggingface\.co/papers/",
        ),
        "isbn": (r"\burn:isbn:|/isbn/|[?&]isbn=|/isbn:|/dp/|/gp/product/",),
    }
    values = {
        "pmid": r"[1-9][0-9]{0,7}(?![0-9.])",
        "pmcid": r"pmc[1-9][0-9]{0,8}(?![0-9])",
        "arxiv": rf"{ARXIV.pattern}(?![0-9])",
        "isbn": r"[0-9][0-9-]{8,15}[0-9X](?![0-9A-Z])",
    }
    return tuple(
        (kind, re.compile(rf"(?:{'|'.join(places)})({values[kind]})", re.IGNORECASE))
        for kind, places in rows.items()
    )


@cache
def _label_before(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{_LABELS[kind]})(?:[\s:=#.-]{{1,4}}|(?=[0-9]))", re.IGNORECASE)


@cache
def _label_behind(kind: str) -> re.Pattern[str]:
    label = _ARXIV_CLASS if kind == "arxiv" else _LABELS[kind]
    return re.compile(rf"\s?[\[(](?:{label})[\])]\Z", re.IGNORECASE)


# --- one kind -----------------------------------------------------------------------------------


def normalised(kind: str, text: str) -> str:
    """An identifier as it is compared; of a text that holds none, or its beginning, the text.

    >>> normalised("pmcid", "PMC1234567"), normalised("isbn", "978-0-30")
    ('pmc1234567', '978030')
    """
    found = FIND[kind](text)
    if not found and kind == "isbn":
        found = _BETWEEN_DIGITS.sub("", text)
    return (found or text).strip().lower()


def find_pmid(text: str) -> str:
    """The PMID that a text is or names, or "".

    >>> find_pmid("PMID: 31234567"), find_pmid("31234567 [PMID]"), find_pmid("no number")
    ('31234567', '31234567', '')
    """
    return _found("pmid", text, _PMID)


def find_pmcid(text: str) -> str:
    """The PMCID that a text is or names, with `PMC`, or "".

    >>> find_pmcid("PMCID: PMC1234567"), find_pmcid("1234567")
    ('PMC1234567', 'PMC1234567')
    """
    number = _found("pmcid", text, _PMCID).upper().removeprefix("PMC")
    return f"PMC{number}" if number else ""


def find_arxiv(text: str) -> str:
    """The arXiv identifier that a text is or names, without its version and class, or "".

    >>> find_arxiv("arXiv:2101.00001v2 [cs.CL]"), find_arxiv("math.GT/0309136")
    ('2101.00001', 'math/0309136')
    """
    parts = _ARXIV_PARTS.fullmatch(_found("arxiv", text, ARXIV).lower())
    if parts is None or (parts["archive"] and parts["archive"] not in _ARCHIVES):
        return ""
    return f"{parts['archive']}/{parts['number']}" if parts["archive"] else parts["number"]


def find_isbn(text: str) -> str:
    """The ISBN that a text is or names, as the 13 digits of today, or "".

    >>> find_isbn("ISBN 0-306-40615-2"), find_isbn("978 0 306 40615 7"), find_isbn("1234567890")
    ('9780306406157', '9780306406157', '')
    """
    return _isbn_13(_found("isbn", text, ISBN))


# --- texts --------------------------------------------------------------------------------------


def identifiers_in_link(link: str) -> tuple[Identifier, ...]:
    """The identifiers that a link or DOI leads to; those within the links of trackers and proxies as well.

    >>> identifiers_in_link("https://europepmc.org/article/MED/31234567")
    (Identifier(kind='pmid', value='31234567'),)
    """
    doi = find_doi(decoded(link[:LONGEST]))
    return (*([Identifier("doi", doi)] if doi else ()), *numbers_in_link(link))


def numbers_in_link(link: str) -> tuple[Identifier, ...]:
    """The identifiers that a link leads to, but for its DOI.

    >>> numbers_in_link("https://doi.org/10.48550/arXiv.2101.00001")
    (Identifier(kind='arxiv', value='2101.00001'),)
    """
    link = decoded(link[:LONGEST])
    lowered = link.lower() if link.isascii() else ""  # other letters fold in more ways than one
    if lowered and not any(map(lowered.__contains__, _ANY_HINT)):
        return ()
    texts: list[tuple[str, str]] = []
    for kind, row in _link_patterns():
        has_hint = not lowered or any(map(lowered.__contains__, _HINTS[kind]))
        if has_hint and (match := row.search(link)):
            texts.append((kind, match[1]))
    if (not lowered or "xiv" in lowered) and (of_arxiv := _DOI_OF_ARXIV.search(link)):
        texts.append(("arxiv", of_arxiv[1]))
    rows = [Identifier(kind, FIND[kind](text)) for kind, text in texts]
    return tuple(dict.fromkeys(row for row in rows if row.value))


def identifiers_of_word(word: str) -> Iterator[Identifier]:
    """The identifiers that a word without a label may be: a number of 5 to 8 digits is a PMID.

    >>> [row.kind for row in identifiers_of_word("31234567")], list(identifiers_of_word("ward"))
    (['pmid'], [])
    """
    if _BARE_PMID.fullmatch(word):
        yield Identifier("pmid", word)
    if _BARE_PMCID.fullmatch(word):
        yield Identifier("pmcid", find_pmcid(word))
    if ARXIV.fullmatch(word) and (arxiv := find_arxiv(word)):
        yield Identifier("arxiv", arxiv)
    if ISBN.fullmatch(word) and (isbn := find_isbn(word)):
        yield Identifier("isbn", isbn)


def labelled_identifiers(text: str) -> Iterator[Identifier]:
    """The identifiers to which a line or a clause of a note says what they are.

    >>> [row.value for row in labelled_identifiers("PMID: 31234567; PMCID: PMC1234567")]
    ['31234567', 'PMC1234567']
    """
    for clause in re.split(r"[\n;|]", text[:LONGEST]):
        if (identifier := labelled_identifier(clause)) is not None:
            yield identifier


def labelled_identifier(text: str) -> Identifier | None:
    """The identifier that a text is and says that it is."""
    text = text.strip(AROUND)
    for kind in _LABELS:
        if _is_labelled(kind, text) and (value := FIND[kind](text)):
            return Identifier(kind, value)
    return None


# --- parts --------------------------------------------------------------------------------------


def _found(kind: str, text: str, pattern: re.Pattern[str]) -> str:
    """The identifier that is all of a text but for its label, or that a link leads to."""
    text = text[:LONGEST].translate(_DASHES).strip(AROUND)
    if is_link(text) and "/" in text and not (kind == "arxiv" and ARXIV.fullmatch(text)):
        return next((row.value for row in identifiers_in_link(text) if row.kind == kind), "")
    behind = _label_behind(kind).search(text)
    if behind:
        text = text[: behind.start()]
    before = _label_before(kind).match(text)
    match = pattern.fullmatch(text.strip(AROUND), before.end() if before else 0)
    return match[match.lastindex or 0] if match else ""


def _is_labelled(kind: str, text: str) -> bool:
    if _label_before(kind).match(text):
        return True
    return kind != "arxiv" and _label_behind(kind).search(text) is not None


def _isbn_13(text: str) -> str:
    digits = _BETWEEN_DIGITS.sub("", text).upper()
    if len(digits) == 10 and _check_10(digits):
        digits = f"978{digits[:9]}"
        return digits + _check_13(digits)
    is_right = len(digits) == 13 and digits[12] == _check_13(digits)
    return digits if is_right else ""


def _check_10(digits: str) -> bool:
    """Whether the last digit of ten, perhaps X for 10, is the one that the others ask for."""
    values = [10 if digit == "X" else int(digit) for digit in digits]
    return sum(place * value for place, value in enumerate(reversed(values), start=1)) % 11 == 0


def _check_13(digits: str) -> str:
    """The last of 13 digits, by the first twelve."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits[:12]))
    return str(-total % 10)


FIND: Mapping[str, Callable[[str], str]] = {
    "doi": find_doi,
    "pmid": find_pmid,
    "pmcid": find_pmcid,
    "arxiv": find_arxiv,
    "isbn": find_isbn,
}
"""Kind -> the function that finds one in a text."""
