"""The place of an article in its journal, volume, issue and pages, as records give it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from leadersearch.model.article import Article
from leadersearch.model.identity import digest
from leadersearch.model.places import NO_PLACE, place_of
from leadersearch.readers.convert.clean_text import clean_line, written
from leadersearch.text.titles import recurs

LONGEST = 60
"""Characters of a volume, an issue or pages; a longer value is something else."""

LONGEST_CITATION = 1000
"""Characters of a citation that are looked at."""

KEYS: Mapping[str, tuple[str, ...]] = {
    "first_page": (
        *("firstpage", "startpage", "pagestart", "pagefirst", "startingpage", "beginpage"),
        *("beginningpage", "spage"),
    ),
    "last_page": ("lastpage", "endpage", "pageend", "pagelast", "endingpage", "epage"),
    "article_number": ("articlenumber", "artno", "elocationid", "elocator"),
    "number": ("number",),
    "citation": ("citation",),
}
"""Values that tell a place beside the fields themselves -> the names that programs have for them."""

_PARTS = ("volume", "issue", "pages")
_TELLING = frozenset((*_PARTS, *KEYS))
_LABELS = {
    "volume": re.compile(r"(?:volume|vol|band|bd|jahrgang|jg)(?:[.:]|(?=[ \d]))\s?", re.IGNORECASE),
    "issue": re.compile(r"(?:issue|iss|number|no|nr|num|heft)(?:[.:]|(?=[ \d]))\s?", re.IGNORECASE),
    # P12 and S12 are pages of posters and supplements.
    "pages": re.compile(
        r"(?:pages?|pgs?|pp|seiten?)(?:[.:]|(?=[ \d]))\s?|[ps][.:]\s?(?=\w)|p (?=\d)", re.IGNORECASE
    ),
}
_TELLS = {
    # Not a volume of words alone, but an issue may be: `Suppl`, `Spring`.
    "volume": re.compile(r"(?=.*\d)|[ivxlcdm]+\Z|[a-z]\Z", re.IGNORECASE),
    "issue": re.compile(r"(?=.*\w)"),
    "pages": re.compile(r"(?=.*\d)|[ivxlcdm]+(?:-[ivxlcdm]+)?\Z", re.IGNORECASE),
}
# Written where there is no place yet, or none is known.
_NONE = frozenset(
    (
        *("0", "00", "na", "nan", "none", "null", "nil", "no", "nono", "nana", "unknown"),
        *("notspecified", "noneknown", "undefined", "tba", "tbd", "npag", "nopag", "ja", "xx"),
        *("nospecified", "nopagination", "nopaginationspecified", "aheadofprint", "aop"),
        *("publishaheadofprint", "onlinefirst", "onlineaheadofprint", "earlyaccess", "earlyview"),
        *("inpress", "forthcoming", "epub", "online", "accepted", "articleinpress"),
    )
)
_BRACKETED = re.compile(r"\A[(\[]([^()\[\]]{1,60})[)\]]\Z")
_SIGNS = re.compile(r"[\W_]+")
_DASH = re.compile(r"\s?(?:[‐‑‒–—−]|-{1,3})\s?(?=\S)")
_WHOLE = re.compile(r"\A(\d{1,9})\.0\Z")  # as a table of numbers has it
_WITH_ISSUE = re.compile(r"([^\s()]{1,20})\s?\(([^()]{1,30})\)\Z")
_NUMBER = re.compile(r"[a-z]?\d{1,5}(?:[-–/]\d{1,5})?\Z", re.IGNORECASE)
_YEAR = r"(?:1[5-9]|20)\d\d"
# 2021 Sep;5(3):117-21
_VANCOUVER = re.compile(
    rf"(?<!\d){_YEAR}(?:[ -][\w ,/-]{{1,30}})?;\s?(?P<volume>[\w .-]{{1,30}})?"
    r"(?:\((?P<issue>[^()]{1,30})\))?(?::\s?(?P<pages>\w[^\s.;]{0,40}))?"
)
# Journal of Care (2021) 12:3 (45-56)
_EMBASE = re.compile(
    rf"\({_YEAR}\)\s(?P<volume>[\w.-]{{1,20}})(?: (?P<supplement>S[\w.]{{1,12}} ?\w{{0,4}}))?"
    r"(?::(?P<issue>[\w./-]{1,20}))?"
    r"(?:\s\((?P<pages>[^()]{1,40})\)|\sArticle Number: (?P<number>\w{1,20}))?"
)
# Journal of Care. 12(3):45-56, 2021 and Journal of Care. 12 (3) (pp 45-56), 2021
_OVID = re.compile(
    r"\. (?P<volume>\w[\w.-]{0,20})(?: ?\((?P<issue>[^()]{1,30})\))?"
    rf"(?::(?P<pages>[^\s,]{{1,40}})| \((?:pp )?(?P<in_brackets>[^()]{{1,40}})\))?, {_YEAR}"
)
_AFTER_NAME = r"(?:[.:]\s?|\s)"
_IN_WORDS = {
    name: re.compile(rf"\b(?:{names}){_AFTER_NAME}({value})", re.IGNORECASE)
    for name, names, value in (
        ("volume", "volume|vol|band|bd", r"\d[\w/-]{0,20}"),
        ("issue", "issue|number|heft|no|nr", r"\d[\w/-]{0,20}"),
        ("pages", "pages?|seiten?|pp?|s", r"[a-z]?\d\w{0,9}(?:[-–]\w{1,10})?"),
    )
}


def place_in(values: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Field -> its value, of those that say where an article stands, by the names in `KEYS`, too.

    >>> place_in({"volume": "Vol. 5", "number": 3, "first_page": "117", "last_page": "121"})
    {'volume': ('5',), 'issue': ('3',), 'pages': ('117-121',)}
    """
    if _TELLING.isdisjoint(values):
        return {}
    texts = {name: _text(values[name]) for name in _TELLING if name in values}
    found = _cleaned(texts)
    pages = found["pages"] or pages_of(texts.get("first_page", ""), texts.get("last_page", ""))
    found["pages"] = pages or _clean("pages", texts.get("article_number", ""))
    if not (found["volume"] or found["pages"]):
        cited = place_in_citation(texts.get("citation", ""))
        found |= {name: found[name] or cited.get(name, "") for name in _PARTS}
    number = texts.get("number", "")
    if not found["issue"] and (found["volume"] or found["pages"]) and _NUMBER.match(number):
        found["issue"] = _clean("issue", number)
    return {name: (found[name],) for name in _PARTS if found[name]}


def told_by_place(article: Article) -> Article:
    """An article with a title that recurs, under an id that has the place in it.

    Two editorials of one author and year are else taken for one. An article is left as it is that has a
    DOI or an address, or no place.
    """
    if article.doi or article.url or not article.extra or not recurs(article.title, article.venue):
        return article
    place = place_of(article)
    is_known = place != NO_PLACE
    return (
        replace(article, id=digest(["place", article.id, *place], size=8)) if is_known else article
    )


def pages_of(first: str, last: str) -> str:
    """Pages from the first to the last; the first alone where the last is not known or the same.

    >>> pages_of("S12", "S15"), pages_of("e1234", ""), pages_of("117-121", "121")
    ('S12-S15', 'e1234', '117-121')
    """
    start, end = _clean("pages", first), _clean("pages", last)
    if not start or not end or start == end or "-" in start:
        return start
    return f"{start}-{end}" if len(start) + len(end) < LONGEST else start


def place_in_citation(text: str) -> dict[str, str]:
    """The place that a reference gives, as Vancouver, Embase or Ovid write it.

    >>> place_in_citation("BMJ Lead. 2021 Sep;5(3):117-21. doi: 10.1136/x")
    {'volume': '5', 'issue': '3', 'pages': '117-21'}
    """
    for pattern in (_VANCOUVER, _EMBASE, _OVID):
        if match := pattern.search(text[:LONGEST_CITATION]):
            told = {name: (value or "").strip() for name, value in match.groupdict().items()}
            told["issue"] = told["issue"] or told.get("supplement", "")
            told["pages"] = told["pages"] or told.get("in_brackets", "") or told.get("number", "")
            return {name: value for name, value in _cleaned(told).items() if value}
    return {}


def place_in_words(text: str) -> dict[str, str]:
    """The place that a catalogue spells out.

    >>> place_in_words("Vol. 24, no. 9 (Sept. 1993), p. 235-48")
    {'volume': '24', 'issue': '9', 'pages': '235-48'}
    """
    found = {name: pattern.search(text[:LONGEST_CITATION]) for name, pattern in _IN_WORDS.items()}
    told = {name: _clean(name, match[1]) for name, match in found.items() if match}
    return {name: value for name, value in told.items() if value}


def _cleaned(texts: Mapping[str, str]) -> dict[str, str]:
    """Volume, issue and pages; the issue of a volume `5(3)` apart."""
    found = {name: _clean(name, texts.get(name, "")) for name in _PARTS}
    if not found["issue"] and (both := _WITH_ISSUE.match(found["volume"])):
        found["volume"], found["issue"] = (
            _clean(name, part)
            for name, part in zip(("volume", "issue"), both.groups(), strict=True)
        )
    return found


def _clean(name: str, text: str) -> str:
    """A part without its label and its dashes as one sign; "" where it says nothing."""
    if text.isdecimal() and text[:1] != "0" and len(text) <= LONGEST:  # most are
        return text
    text = clean_line(text)
    if not text or len(text) > LONGEST:
        return ""
    label = _LABELS[name].match(text)
    text = _DASH.sub("-", text[label.end() :] if label else text).strip(" .,;:")
    text = _WHOLE.sub(r"\1", _BRACKETED.sub(r"\1", text))
    is_none = _SIGNS.sub("", text).lower() in _NONE
    return text if _TELLS[name].match(text) and not is_none else ""


def _text(value: object) -> str:
    """A text or a number; of a list its first."""
    if isinstance(value, list | tuple):
        value = value[0] if value else ""
    return written(value) if type(value) in (str, int, float) else ""
