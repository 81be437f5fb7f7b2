"""Searches written for another database -> the same in this query language.

Ovid, Web of Science, Scopus, Embase, ProQuest; `ebsco` reads those of EBSCOhost.

| written there | read as |
|---|---|
| `leader*.ti,ab.`, `'falls':ti,ab` | `leader*[tiab]` |
| `exp Heart Failure/`, `*Falls/`, `'falls'/exp` | a heading or the words |
| `staff adj3 morale`, `staff NEAR/3 morale` | `"staff morale"~2` |
| `TS=(…)`, `TI=falls`, `PY=2015-2018`, `TITLE-ABS-KEY(…)`, `ti(…)`, `allintitle: …` | fields |
| `PUBYEAR > 2015`, `[2010-2020]/py`, `LIMIT-TO ( PUBYEAR,2015 )` | dates |
| `[english]/lim`, `LIMIT-TO ( DOCTYPE,"ar" )` | all articles: there is no field for it |
| `and`, `or`, `not`, `leader$`, `wom#n` beside any of these | `AND`, `OR`, `NOT`, `leader*`, `wom?n` |

A text without any of their marks is none of theirs, nor is one that is in brackets as a whole, but for
a heading that says what it is. Of several numbered lines the last one is read (`search_lines`).
"""

from __future__ import annotations

import re
from functools import cache

from leadersearch.query.parse import ebsco
from leadersearch.query.parse.prose import Prose
from leadersearch.query.parse.search_lines import as_one_line, is_numbered, without_number
from leadersearch.query.parse.tokens import DOUBLE

_END = r"(?=[\s)]|\Z)"
_CODE = "ti|ab|tw|mp|au|kw|kf|jn|jw|sh|hw|ot|af|yr|dp|so"
_SUFFIX = rf"(?<=[\w)*$#?\"'”]) ?\.(?P<codes>(?:{_CODE})(?:,(?:{_CODE}))*)\.{_END}"
_COLON = rf"(?:(?<=[)*\"'”]):(?P<colon>(?:{_CODE})(?:,(?:{_CODE}))*)|:(?P<colons>(?:{_CODE})(?:,(?:{_CODE}))+)){_END}"
_WORDS = r"[^\W\d_][^\W_]*(?:,? [^\W_]+|-[^\W_]+){0,7}"
_SUBHEADINGS = r"/(?:[a-z]{2}(?:,[a-z]{2})*)?"
_MARKED_HEADING = (
    rf"(?:(?<!\S)|(?<=\())(?:(?:exp|EXP|Exp)\s\*?|\*)(?P<heading>{_WORDS}){_SUBHEADINGS}{_END}"
)
# Without a mark it is one only between operators: not `Work/ life balance`.
_BARE_HEADING = (
    rf"(?:\A|(?<=\()|(?<=\b[Oo][Rr]\s)|(?<=\b[AaNn][NnOo][DdTt]\s))(?P<bare>(?=[A-Z]){_WORDS}){_SUBHEADINGS}"
    r"(?=\s?\)|\Z|\s(?:and|or|not|AND|OR|NOT)\s)"
)
# In small letters it is one only beside another operator.
_SMALL_HEADING = (
    rf"(?:\A|(?<=\()|(?<=\b[Oo][Rr]\s)|(?<=\b[AaNn][NnOo][DdTt]\s))(?P<small>(?=[a-z]){_WORDS}(?<!\band)(?<!\bor))"
    rf"{_SUBHEADINGS}(?=\s(?:and|or|not|AND|OR|NOT)\s)"
    rf"|(?:(?<=\b[Oo][Rr]\s)|(?<=\b[AaNn][NnOo][DdTt]\s))(?P<last>(?=[a-z]){_WORDS}){_SUBHEADINGS}(?=\s?\)|\Z)"
)
_QUOTED_HEADING = rf"'(?P<quoted>[^'/]{{2,80}})'/(?:exp|de|mj){_END}"
_NEAR = r"(?<=\s)(?:adj|ADJ|(?:NEAR|near|ONEAR|PRE|W)/)(?P<near>[0-9]{1,2})(?=\s)"
_FIELD = r"(?:(?<!\S)|(?<=\())(?P<field>TS|TI|AB|AU|SO|PY|DO|AK|PMID|ALL)=\s?(?=[\w(\"“*])"
_EQUAL = r"(?:(?<!\S)|(?<=\())(?P<equal>title|abstract|author|journal|year|date|tag|keyword)=(?=[\w(\"“])"
_SCOPUS = (
    r"(?:(?<!\S)|(?<=\())(?P<scopus>TITLE-ABS-KEY|TITLE-ABS|TITLE|ABS|KEY|AUTHLASTNAME|AUTHOR-NAME|AUTH|SRCTITLE)"
    r"\s?(?=\()"
)
_PROQUEST = (
    r"(?:(?<!\S)|(?<=\())(?P<proquest>ti|ab|au|su|pub|tiab|noft|mesh|mainsubject)(?=\((?!\)))"
)
_SCOPUS_YEAR = r"\bPUBYEAR\s?(?P<than>[<>=]|AFT|BEF|IS)\s?(?P<year>[0-9]{4})\b"
_LIMITS = (
    r"\[(?P<years>[0-9]{4}(?:-[0-9]{4})?)\]/py\b"
    r"|\b(?:LIMIT-TO|EXCLUDE)\s?\(\s?PUBYEAR\s?,\s?(?P<only>[0-9]{4})\s?\)"
    r"|(?P<limit>\[[a-z][a-z ]{1,30}\]/lim\b)"
)
_MARKS = (
    _SUFFIX,
    _COLON,
    _MARKED_HEADING,
    _BARE_HEADING,
    _SMALL_HEADING,
    _QUOTED_HEADING,
    _NEAR,
    _FIELD,
    _EQUAL,
    _SCOPUS,
    _PROQUEST,
    _SCOPUS_YEAR,
    _LIMITS,
)

_TAGS = (
    (frozenset({"ti"}), "[ti]"),
    (frozenset({"ti", "ab", "ot"}), "[tiab]"),
    (frozenset({"au"}), "[au]"),
    (frozenset({"jn", "jw", "so"}), "[ta]"),
    (frozenset({"kw", "kf", "sh", "hw"}), "[mh]"),
    (frozenset({"yr", "dp"}), "[dp]"),
)
"""Codes -> the tag for a part that is searched in some of them; others are searched everywhere."""

_FIELDS = {
    **dict.fromkeys(("TS", "ALL", "TITLE-ABS-KEY", "TITLE-ABS"), ""),
    **dict.fromkeys(("TI", "TITLE"), "title:"),
    **dict.fromkeys(("AB", "ABS"), "excerpt:"),
    **dict.fromkeys(("AU", "AUTH", "AUTHOR-NAME", "AUTHLASTNAME", "au"), "author:"),
    **dict.fromkeys(("SO", "SRCTITLE", "pub"), "venue:"),
    **dict.fromkeys(("AK", "KEY", "su", "mesh", "mainsubject"), "tag:"),
    **dict.fromkeys(("noft", "tiab"), ""),
    "ti": "title:",
    "ab": "excerpt:",
    "PY": "date:",
    "DO": "doi:",
    "PMID": "pmid:",
}
_THAN = {">": ">", "<": "<", "AFT": ">", "BEF": "<"}
_QUOTED = re.compile(rf"[{DOUBLE}][^{DOUBLE}]*+[{DOUBLE}]?")
_MASK = '"\0\0"'
_LEFT_OUT = '"\0\1"'
_MASKED = re.compile('"\0[\0\1]"')
_QUOTED_LIMIT = re.compile(rf"\b(?:LIMIT-TO|EXCLUDE)\s?\(\s?[A-Z]{{2,20}}\s?,\s?{_MASK}\s?\)")
_ALL_IN = re.compile(r"\A\s*+allin(title|author|text):\s?([^\"\0:()]{1,500})")
_OPERATOR = re.compile(r"(?<=[\s)])(?:and|or|not)(?=[\s(])")
_TRUNCATED = re.compile(r"(?<=\w)\$[0-9]?|(?<=\w):(?=[\s)]|\Z)")
_ONE_LETTER = re.compile(r"(?<=\w)#(?=\w)")
_SINGLE_QUOTED = re.compile(r"(?<![^\s(])'([^']{1,200})'(?=[\s)\[:.]|\Z)")
_NEIGHBOURS = re.compile(
    r"(?<![^\s(])((?:title|excerpt|author|venue|tag):)?([\w-]+)\s+\0([0-9]{1,2})\s+([\w-]+)(?=[\s)\[]|\Z)"
)
_NEAR_GROUPS = re.compile(r"\0[0-9]{1,2}")
_RUN = re.compile(
    r"(?:(?<!\S)|(?<=\())((?:title|excerpt|author|venue|tag):)"
    r"([^\s()\"\0:\[]{1,60}(?:\s(?!(?:AND|OR|NOT)\b)[^\s()\"\0:\[]{1,60}){1,12})(?=[\s)]|\Z)"
)


@cache
def _mark() -> re.Pattern[str]:
    """Any of the marks: compiled when a text first has one of the signs that they take."""
    return re.compile("|".join(_MARKS))


def as_here(text: str) -> str | None:
    """A search of another database in this query language; None where the text is none.

    >>> as_here("exp Leadership/ or leader*.ti,ab.")
    '("Leadership"[mh] OR "Leadership") OR leader*[tiab]'
    >>> as_here("and/or"), as_here("see fig. 2, i.e. this")
    (None, None)
    """
    if "\\" in text:
        return None
    text = text.replace("\0", " ").replace("\1", " ")
    line = as_one_line(text) if is_numbered(text) else None
    whole = ebsco.with_headings(line or text)
    quoted = [quote[0] for quote in _QUOTED.finditer(whole)]
    masked = _QUOTED.sub(_MASK, whole)
    coded = ebsco.with_fields(masked)
    is_marked = coded is not None or _mark().search(masked) is not None or _ALL_IN.fullmatch(masked)
    if not (line or whole != text or (is_marked and not Prose(text).is_bracketed)):
        return None
    here = without_number(coded or masked) if line is None else coded or masked
    here = _ALL_IN.sub(_in_all, _QUOTED_LIMIT.sub(_LEFT_OUT, here))
    here = _TRUNCATED.sub("*", _mark().sub(_read, here))
    here = _ONE_LETTER.sub("?", _OPERATOR.sub(lambda operator: operator[0].upper(), here))
    here = _SINGLE_QUOTED.sub(r'"\1"', here)
    here = _NEIGHBOURS.sub(_beside, here)
    here = _RUN.sub(r"\1(\2)", here)
    masks = iter(quoted)
    here = _MASKED.sub(
        lambda mask: next(masks) if mask[0] == _MASK else "*" * bool(next(masks)),
        _NEAR_GROUPS.sub("AND", here),
    )
    return " ".join(here.split())


def _in_all(google: re.Match[str]) -> str:
    """A search of Google for words that all stand in one field."""
    words = f"({' AND '.join(google[2].split())})"
    return words if google[1] == "text" else f"{google[1]}:{words}"


def _beside(near: re.Match[str]) -> str:
    """Two words near each other, perhaps in a field."""
    return f'{near[1] or ""}"{near[2]} {near[4]}"~{max(int(near[3]) - 1, 0)}'


def _read(mark: re.Match[str]) -> str:
    """A mark in this query language; nearness becomes a sign until its neighbours are known."""
    if codes := mark["codes"] or mark["colon"] or mark["colons"]:
        asked = frozenset(codes.split(","))
        return next((tag for held, tag in _TAGS if asked <= held), "[tw]")
    if (
        heading := mark["heading"]
        or mark["bare"]
        or mark["small"]
        or mark["last"]
        or mark["quoted"]
    ):
        return f'("{heading}"[mh] OR "{heading}")'
    if mark["near"]:
        return f"\0{mark['near']}"
    if mark["equal"]:
        return f"{mark['equal']}:"
    if mark["limit"]:
        return "*"
    if year := mark["years"] or mark["only"] or mark["year"]:
        return f"date:{_THAN.get(mark['than'] or '', '')}{year}"
    return _FIELDS[mark["field"] or mark["scopus"] or mark["proquest"]]
