"""The tags in brackets that users of PubMed put behind a word: `memon[au]`, `ethics[ti]`.

A tag binds the one word, phrase or bracketed group right before it. An author tag binds two
words where the second looks like initials (`smith j[au]`, `Smith JA[au]`): they become one name,
with the particles before it. Between operators a tag binds all words that stand in a row before it, as in
PubMed (`heart failure[tiab] OR cardiac failure[tiab]`), and so does one of a journal from a capital on (`BMJ Leader[ta]`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE_OR_EXCERPT = ("title", "excerpt")

_ROWS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("title",), "ti|title"),
    (TITLE_OR_EXCERPT, "tiab|title/abstract"),
    (("author",), "au|fau|1au|lastau|author|full author name|author - first|author - last"),
    (("tag",), "mh|mesh|majr|sh|ot|mesh terms|mesh major topic|mesh subheading|other term"),
    (("venue",), "ta|jt|journal|jour"),
    (("date",), "dp|pdat|ppdat|epdat|edat|crdt|date - publication|publication date"),
    (("date",), "date - entry|date - create|date - completion"),
    (("doi",), "aid|lid|doi|article identifier|location id"),
    (("pmid",), "pmid"),
    (("pmid", "id"), "uid"),
    (("pmcid",), "pmc|pmcid"),
    (("isbn",), "isbn"),
    ((), "all|all fields|tw|text word|text words"),
)
_FIELDS_OF: dict[str, tuple[str, ...]] = {
    tag: fields for fields, tags in _ROWS for tag in tags.split("|")
}

_NOT_HELD = frozenset(
    """
    la lang language pt publication type ptyp filter sb subset ad affl affiliation gr grants ir is issn
    jid vi volume ip issue pg pagination nm supplementary concept rn si secondary source pl place of
    publication tt transliterated title cois pubn publisher stat status ed editor
    """.split()
)
"""The words of tags for things that articles here have no field for."""

_MODIFIER = re.compile(r":(?:noexp|~([0-9]{1,2}))\Z")
TAGGED_RANGE = r"""
    (?P<range> (?=["0-9]) "?(?P<from>[0-9]{4}(?:/[0-9]{1,2}){0,2})"? [ ]? \[(?P<from_tag>[a-z -]{2,30})\]
    [ ]? : [ ]? "?(?P<to>[0-9]{4}(?:/[0-9]{1,2}){0,2})"? [ ]? \[(?P<to_tag>[a-z -]{2,30})\] )
"""
"""A verbose pattern of a range whose ends each have a tag, as PubMed writes it: `"2019"[dp] : "2020"[dp]`."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,2}|(?:[A-Z]\.?){3}|[^\W\d_]\.?[-‐‑][^\W\d_]\.?")
_SURNAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LOOKS_LIKE_A_TAG = re.compile(r"[A-Za-z][A-Za-z /-]{1,24}")


def fields_of_tag(tag: str, fields: Mapping[str, str]) -> tuple[str, ...] | None:
    """The fields that the tag looks in (none: the usual ones), or None for an unknown tag."""
    tag = _MODIFIER.sub("", " ".join(tag.lower().split()))
    if tag in _FIELDS_OF:
        return _FIELDS_OF[tag]
    return (fields[tag],) if tag in fields else None


def slop_of_tag(tag: str) -> int:
    """How many words may stand between those of a phrase: 3 for `[tiab:~3]`."""
    modifier = _MODIFIER.search(tag)
    return int(modifier[1] or 0) if modifier else 0


def is_not_held(tag: str) -> bool:
    """Whether a tag of PubMed stands for something that articles here have no field for.

    >>> is_not_held("la"), is_not_held("Publication Type"), is_not_held("ti")
    (True, True, False)
    """
    words = tag.lower().split()
    return bool(words) and _NOT_HELD.issuperset(words) and tag.lower() not in {"title", "source"}


def looks_like_a_tag(text: str) -> bool:
    """Whether brackets with this text in them were probably meant as a tag."""
    return _LOOKS_LIKE_A_TAG.fullmatch(text) is not None


def is_surname(text: str) -> bool:
    """Whether a word may be the surname that initials stand behind."""
    return _SURNAME.fullmatch(text.rstrip(",")) is not None and not are_initials(text)


def is_particle(text: str) -> bool:
    """Whether a word belongs to the surname behind it, as in `van der Berg J[au]`."""
    from leadersearch.model.names import PARTICLES  # most queries have no tags

    return text.lower() in PARTICLES


def are_initials(text: str) -> bool:
    """Whether a word may be the initials of a name whose surname stands before it."""
    return _INITIALS.fullmatch(text) is not None
