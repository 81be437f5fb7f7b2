"""Names without the marks of notes, the numbers and the places that lists of authors add to them.

    Ann Lee1,2*, Bo Ray†           -> Ann Lee, Bo Ray
    Ann Lee (University of Leeds)  -> Ann Lee
    Lee, Ann, 1850-1920            -> Lee, Ann

A single word keeps its digits: it may be the name of an account.
"""

from __future__ import annotations

import re

from leadersearch.model.names import is_organisation

_ANY = re.compile(r"[\d*†‡§¶‖#^¹²³⁰⁴-⁹]")
_SIGNS = r"[*†‡§¶‖#¹²³⁰⁴-⁹]"
_NUMBERS = r"\d{1,2}(?:[,–-] ?\d{1,2}){0,9}"
_END = r"(?=\s{0,3}(?:[,;&|/]|and\b|und\b|et\b|\Z))"
_MARKS = re.compile(
    rf"(?<=[^\W\d_])(?:\^?{_NUMBERS},?{_SIGNS}{{0,5}}|,?{_SIGNS}{{1,9}}(?:,{_SIGNS}{{1,5}}|,?{_NUMBERS}){{0,5}}){_END}"
)
_BRACKETED = re.compile(rf" ?[(\[]{_NUMBERS}[)\]]{_END}")
_SAME_NAME = re.compile(rf"(?<=[^\W\d_.]) 00\d\d{_END}")  # DBLP numbers those who share a name
_APART = re.compile(rf"(?<=[^\W\d_]) {_NUMBERS}{_END}")
_ORCID = re.compile(
    r"[\s(\[]{1,3}(?:ORCID(?: iD)?:? ?)?(?:https?://orcid\.org/)?\d{4}-\d{4}-\d{4}-\d{3}[\dX][)\]]?",
    re.IGNORECASE,
)
_PLACE = re.compile(r" \((?P<place>[^()]{3,200})\)")
_RAISED = re.compile(r"<sup>[^<>]{0,40}</sup>", re.IGNORECASE)
_LIFE = re.compile(
    r",? \(?(?:(?:b\. ?|ca?\.? ?)1\d{3}\??|1\d{3}\??-)(?:-?(?:1\d{3}|20\d\d)\??)?\)?(?=\s{0,9}(?:;|\Z))"
)
_BETWEEN = re.compile(r"[,;&|/]")
_LONGEST_NAME = 80
_FEWEST = 2  # names that have a number apart: one alone may be that of a ward


def without_marks(text: str) -> str:
    """The names of a text without what stands behind them.

    >>> without_marks("Ann Lee1,2*, Bo Ray†, ann99")
    'Ann Lee, Bo Ray, ann99'
    """
    if "(" in text:
        text = _PLACE.sub(lambda place: "" if is_organisation(place["place"]) else place[0], text)
    if "<" in text:
        text = _RAISED.sub("", text)
    if not _ANY.search(text):
        return text
    text = _LIFE.sub("", _ORCID.sub("", text))
    text = _MARKS.sub(_unless_one_word, _SAME_NAME.sub("", text))
    text = _BRACKETED.sub("", text)
    if len(_APART.findall(text)) >= _FEWEST:
        text = _APART.sub(_unless_one_word, text)
    return text


def _unless_one_word(marks: re.Match[str]) -> str:
    """Nothing in place of the marks behind a name; the marks of one word."""
    start = marks.start()
    before = marks.string[max(0, start - _LONGEST_NAME) : start]
    name = _BETWEEN.split(before)[-1].strip()
    return "" if " " in name or not marks[0][:1].isdigit() else marks[0]
