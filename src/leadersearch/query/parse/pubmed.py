"""The tags in brackets that users of PubMed put behind a word: `memon[au]`, `ethics[ti]`.

A tag binds the one word, phrase or bracketed group right before it. An author tag binds two
words where the second looks like initials (`smith j[au]`, `Smith JA[au]`): they become one name,
with the particles before it.
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

_INITIALS = re.compile(r"(?:[^\W\d_]\.?){1,2}|(?:[A-Z]\.?){3}")
_SURNAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LOOKS_LIKE_A_TAG = re.compile(r"[A-Za-z][A-Za-z /-]{1,24}")


def fields_of_tag(tag: str, fields: Mapping[str, str]) -> tuple[str, ...] | None:
    """The fields that the tag looks in (none: the usual ones), or None for an unknown tag."""
    tag = " ".join(tag.lower().split())
    if tag in _FIELDS_OF:
        return _FIELDS_OF[tag]
    return (fields[tag],) if tag in fields else None


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
