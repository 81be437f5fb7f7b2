"""Searches of EBSCOhost (CINAHL, PsycINFO) -> the same in this query language, as far as its codes go.

| written there | read as |
|---|---|
| `TI falls AND AU smith` | `title:falls AND author:smith` |
| `(MH "Accidental Falls+")`, `MM "…"`, `DE "…"` | the heading, or the words |
| `falls N5 prevention`, `falls W3 wards` beside these | nearness |

A code is two capitals without a sign, as many an abbreviation is (`AU summit`, `AB negative`): it is
one at the beginning, behind an operator or a bracket, and if more in the text looks like such a search.
"""

from __future__ import annotations

import re

_FIELDS = {
    "TI": "title:",
    "AB": "excerpt:",
    "AU": "author:",
    "SO": "venue:",
    "JN": "venue:",
    "JT": "venue:",
    "KW": "tag:",
    "SU": "tag:",
    "DE": "tag:",
    "MH": "tag:",
    "MM": "tag:",
    "MJ": "tag:",
    "MW": "tag:",
    "PY": "date:",
    "DT": "date:",
    "TX": "",
}
_CODE = "|".join(_FIELDS)
_STARTS = r"(?:\A|(?<=\()|(?<=\(\s)|(?<=\bAND\s)|(?<=\bOR\s)|(?<=\bNOT\s))"
_CODED = re.compile(
    rf"{_STARTS}(?P<code>{_CODE})\s{{1,3}}(?!(?:AND|OR|NOT|[NW][0-9]{{1,2}})\b)(?=[\w(\"*])"
)
_HEADING = re.compile(
    rf"{_STARTS}(?:MH|MM|MJ|DE|SU|SH|MW)\s{{1,3}}\"(?P<heading>[^\"+]{{2,100}})\+?\""
)
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b|(?<=\s)[NW][0-9]{1,2}(?=\s)")
_NEAR = re.compile(r"(?<=\s)[NW]([0-9]{1,2})(?=\s)")
_NAME = re.compile(
    r"author:(?!\()([^\s()\"\0]{2,60}(?:,?\s(?!(?:AND|OR|NOT)\b)[^\s()\"\0]{1,60}){1,3})(?=\s(?:AND|OR|NOT)\b|[)]|\Z)"
)

# Alone these are abbreviations as often as codes.
_UNSURE = frozenset({"AB", "SO", "JN", "JT", "KW", "SU", "DE", "MH", "MM", "MJ", "MW", "PY", "DT"})


def with_headings(text: str) -> str:
    """The text with its headings as they are asked for here."""
    return _HEADING.sub(r'("\g<heading>"[mh] OR "\g<heading>")', text)


def with_fields(masked: str) -> str | None:
    """The text, its quotations masked, with fields in place of codes; None where it has no codes."""
    found = [match["code"] for match in _CODED.finditer(masked)]
    if not found or not _is_sure(masked, found):
        return None
    here = _NEAR.sub(lambda near: f"\0{int(near[1]) + 1}", masked)  # that many may stand between
    here = _CODED.sub(lambda code: _FIELDS[code["code"]], here)
    return _NAME.sub(lambda name: f'author:"{name[1]}"', here)


def _is_sure(masked: str, codes: list[str]) -> bool:
    is_joined = _OPERATOR.search(masked) is not None
    if re.search(rf"{_STARTS}(?:{_CODE})\s{{1,3}}[(\"]", masked):
        return True
    return is_joined and (len(codes) > 1 or codes[0] not in _UNSURE)
