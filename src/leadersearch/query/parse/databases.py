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
from collections import defaultdict
from functools import cache

from leadersearch.query.parse.prose import Prose, may_be_coded
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
_MARKS = {
    ".": (_SUFFIX,),
    ":": (_COLON,),
    "/": (_MARKED_HEADING, _BARE_HEADING, _SMALL_HEADING, _QUOTED_HEADING, _NEAR, _LIMITS),
    "adj": (_NEAR,),
    "ADJ": (_NEAR,),
    "=": (_FIELD, _EQUAL),
    "(": (_SCOPUS, _PROQUEST),
    "PUBYEAR": (_LIMITS, _SCOPUS_YEAR),
}
"""A sign -> the marks that have it."""

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
_IS_NUMBERED = re.compile(r"\s*+(?:[#Ss]?[0-9]|limit\s)")
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


def _mark(text: str) -> re.Pattern[str]:
    """Any of the marks of which the text has the sign."""
    return _any_of(tuple(sign for sign in _MARKS if sign in text))


@cache
def _any_of(signs: tuple[str, ...]) -> re.Pattern[str]:
    """The marks that have any of some signs: compiled when a text first has them."""
    marks = dict.fromkeys(mark for sign in signs for mark in _MARKS[sign])
    return re.compile("|".join(marks) or r"(?!)")


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
    line = None
    if _IS_NUMBERED.match(text) or "[mp=" in text:
        from leadersearch.query.parse.search_lines import as_one_line, without_number  # few are

        line = as_one_line(text)
        single = without_number(text)
    else:
        single = text
    whole, coded = line or single, None
    if may_be_coded(whole):
        from leadersearch.query.parse import ebsco  # few have such codes

        whole = ebsco.with_headings(whole)
        coded = ebsco.with_fields(_QUOTED.sub(_MASK, whole))
    quoted = [quote[0] for quote in _QUOTED.finditer(whole)]
    here = coded or _QUOTED.sub(_MASK, whole)
    mark = _mark(here)
    is_marked = coded is not None or mark.search(here) is not None or _ALL_IN.match(here)
    is_sure = line is not None or whole != single
    if not (is_sure or (is_marked and not Prose(text).is_bracketed)):
        return None
    here = _ALL_IN.sub(_in_all, _QUOTED_LIMIT.sub(_LEFT_OUT, here))
    here = _TRUNCATED.sub("*", mark.sub(_read, here))
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
    found = defaultdict(str, {name: text or "" for name, text in mark.groupdict().items()})
    if codes := found["codes"] or found["colon"] or found["colons"]:
        asked = frozenset(codes.split(","))
        return next((tag for held, tag in _TAGS if asked <= held), "[tw]")
    if (
        heading := found["heading"]
        or found["bare"]
        or found["small"]
        or found["last"]
        or found["quoted"]
    ):
        return f'("{heading}"[mh] OR "{heading}")'
    if found["near"]:
        return f"\0{found['near']}"
    if found["equal"]:
        return f"{found['equal']}:"
    if found["limit"]:
        return "*"
    if year := found["years"] or found["only"] or found["year"]:
        return f"date:{_THAN.get(found['than'], '')}{year}"
    return _FIELDS[found["field"] or found["scopus"] or found["proquest"]]
