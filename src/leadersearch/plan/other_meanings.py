"""Words that may mean more than themselves: a year, an identifier -> where that is looked up."""

from __future__ import annotations

from leadersearch.model.fields import FIELDS
from leadersearch.plan.citations import years_of
from leadersearch.plan.nodes import Lookup, OneOf
from leadersearch.text.analysis import facet_field

LEAST_DIGITS = 5
"""Digits of a word that may be an identifier."""


def other_meanings(word: str, *, stands_alone: bool) -> tuple[Lookup, ...]:
    """Where a word is looked up beside the texts: as a year unless it stands alone, as an identifier.

    >>> [lookup.field for lookup in other_meanings("31234567", stands_alone=True)]
    ['pmid']
    >>> other_meanings("COVID-19", stands_alone=False)
    ()
    """
    if years := years_of(word) if word[0] in "12" and not stands_alone else ():
        return (_published(years),)
    if sum(map(str.isdigit, word)) < LEAST_DIGITS:
        return ()
    from leadersearch.model.identifiers import identifiers_of_word  # few words have digits

    found = [_whole(kind, value) for kind, value in identifiers_of_word(word)]
    if "-" in word or "." in word:
        from leadersearch.model.publisher_links import doi_of_number  # fewer still

        found += [_whole("doi", doi) for doi in [doi_of_number(word)] if doi]
    return tuple(found)


def _published(years: tuple[str, ...]) -> Lookup:
    """The articles of some years."""
    return Lookup("date", facet_field("year"), OneOf(years))


def _whole(kind: str, value: str) -> Lookup:
    return Lookup(kind, kind, OneOf((FIELDS[kind].whole(value),)))
