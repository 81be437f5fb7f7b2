"""Which words before a colon name a field, and which field a misspelt one was meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.model.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_NAME = 24

NOT_FIELDS = frozenset({"http", "https", "ftp", "mailto", "urn", "issn", "orcid"})
"""Words before a colon that begin an address or an identifier."""

_IDENTIFIERS = frozenset({"doi", "pmid", "pmcid", "arxiv", "isbn"})
SPACED = frozenset(
    {
        *FIELDS.keys() - _IDENTIFIERS,
        "authors",
        "journal",
        "abstract",
        "tags",
        "keyword",
        "keywords",
        "year",
        "published",
    }
)
"""Spellings that name a field even with a space behind the colon (`author: memon`).

The others are English words that begin many a title (`Blog: the long way`), and identifiers, of which
the lexer knows the form.
"""


def closest_field(name: str, fields: Mapping[str, str]) -> str | None:
    """The spelling of a field that the name is a likely slip of: one edit, two in long names.

    >>> closest_field("auther", {"author": "author", "by": "author"})
    'author'
    """
    from leadersearch.text.distance import is_within  # only needed where a field is misspelt

    if not 4 <= len(name) <= LONGEST_NAME:
        return None
    candidates = sorted(
        spelling
        for spelling in fields
        if len(spelling) > 4 or (len(spelling) == 4 and spelling in FIELDS)
    )
    for distance in (1, 2) if len(name) > 5 else (1,):
        for spelling in candidates:
            if is_within(name, spelling, distance):
                return spelling
    return None


def listed_fields(fields: Mapping[str, str]) -> str:
    """The names of the fields, for a message."""
    return ", ".join(dict.fromkeys(fields.values()))
