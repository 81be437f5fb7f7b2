"""Searches written for Ovid, Web of Science, Scopus or Embase -> the same in this query language.

| written there | read as |
|---|---|
| `leader*.ti,ab.`, `'falls':ti,ab` | `leader*[tiab]` |
| `exp Heart Failure/`, `*Falls/`, `'falls'/exp` | a heading or the words |
| `staff adj3 morale`, `staff NEAR/3 morale` | `"staff morale"~2` |
| `TS=(…)`, `TI=falls`, `PY=2015-2018`, `TITLE-ABS-KEY(…)` | fields |
| `and`, `or`, `not`, `leader$`, `wom#n` beside any of these | `AND`, `OR`, `NOT`, `leader*`, `wom?n` |

A text without any of their marks is none of theirs, nor is one that is in brackets as a whole.
"""

from __future__ import annotations

import re
from functools import cache

from leadersearch.query.parse.prose import Prose
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
_QUOTED_HEADING = rf"'(?P<quoted>[^'/]{{2,80}})'/(?:exp|de|mj){_END}"
_NEAR = r"(?<=\s)(?:adj|ADJ|(?:NEAR|near|ONEAR|PRE|W)/)(?P<near>[0-9]{1,2})(?=\s)"
_FIELD = r"(?:(?<!\S)|(?<=\())(?P<field>TS|TI|AB|AU|SO|PY|DO|AK|PMID|ALL)=\s?(?=[\w(\"“*])"
_SCOPUS = r"(?:(?<!\S)|(?<=\())(?P<scopus>TITLE-ABS-KEY|TITLE-ABS|TITLE|ABS|KEY|AUTH|AUTHOR-NAME|SRCTITLE)(?=\()"
_MARKS = (_SUFFIX, _COLON, _MARKED_HEADING, _BARE_HEADING, _QUOTED_HEADING, _NEAR, _FIELD, _SCOPUS)

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
    **dict.fromkeys(("AU", "AUTH", "AUTHOR-NAME"), "author:"),
    **dict.fromkeys(("SO", "SRCTITLE"), "venue:"),
    **dict.fromkeys(("AK", "KEY"), "tag:"),
    "PY": "date:",
    "DO": "doi:",
    "PMID": "pmid:",
}
_QUOTED = re.compile(rf"[{DOUBLE}][^{DOUBLE}]*+[{DOUBLE}]?")
_MASK = '"\0\0"'
_MASKED = re.compile(_MASK)
_OPERATOR = re.compile(r"(?<=[\s)])(?:and|or|not)(?=[\s(])")
_TRUNCATED = re.compile(r"(?<=\w)\$[0-9]?|(?<=\w):(?=[\s)]|\Z)")
_ONE_LETTER = re.compile(r"(?<=\w)#(?=\w)")
_SINGLE_QUOTED = re.compile(r"(?<![^\s(])'([^']{1,200})'(?=[\s)\[:.]|\Z)")
_NEIGHBOURS = re.compile(r"(?<![^\s(])([\w-]+)\s+\0([0-9]{1,2})\s+([\w-]+)(?=[\s)\[]|\Z)")
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
    quoted = [quote[0] for quote in _QUOTED.finditer(text.replace("\0", " "))]
    masked = _QUOTED.sub(_MASK, text.replace("\0", " "))
    if _mark().search(masked) is None or Prose(text).is_bracketed:
        return None
    here = _TRUNCATED.sub("*", _mark().sub(_read, masked))
    here = _ONE_LETTER.sub("?", _OPERATOR.sub(lambda operator: operator[0].upper(), here))
    here = _SINGLE_QUOTED.sub(r'"\1"', here)
    here = _RUN.sub(r"\1(\2)", here)
    here = _NEIGHBOURS.sub(lambda near: f'"{near[1]} {near[3]}"~{max(int(near[2]) - 1, 0)}', here)
    masks = iter(quoted)
    here = _MASKED.sub(lambda _: next(masks), _NEAR_GROUPS.sub("AND", here))
    return " ".join(here.split())


def _read(mark: re.Match[str]) -> str:
    """A mark in this query language; nearness becomes a sign until its neighbours are known."""
    if codes := mark["codes"] or mark["colon"] or mark["colons"]:
        asked = frozenset(codes.split(","))
        return next((tag for held, tag in _TAGS if asked <= held), "[tw]")
    if heading := mark["heading"] or mark["bare"] or mark["quoted"]:
        return f'("{heading}"[mh] OR "{heading}")'
    if mark["near"]:
        return f"\0{mark['near']}"
    return _FIELDS[mark["field"] or mark["scopus"]]
