"""Identifiers and hashes that records of one article may share."""

from __future__ import annotations

import re
from dataclasses import replace

from leadersearch.model.article import Article
from leadersearch.model.dois import normalise_doi
from leadersearch.model.identity import digest, normalise_url
from leadersearch.model.places import NO_PLACE, place_of
from leadersearch.people.written import read_name
from leadersearch.text.titles import recurs, telling_letters, title_of

IDENTIFIERS = ("pmid", "pmcid", "arxiv")
"""The fields of identifiers that one article has, beside its DOI."""

_DERIVED_ID = re.compile("[0-9a-f]{16}")


def keys(record: Article) -> frozenset[str]:
    """Hashes that another record of the article may share: identifiers; title, author and year.

    If the title does not tell it from others, also title and place, and the id without the place.
    """
    found = {record.id, *unsure_keys(record)}
    if record.url:
        found.add(digest(["url", normalise_url(record.url)], size=8))
    for name in IDENTIFIERS:
        found |= {digest([name, value], size=8) for value in record.extra.get(name, ())}
    return frozenset(filter(_DERIVED_ID.fullmatch, found))


def unsure_keys(record: Article) -> set[str]:
    """Those of the keys that are no proof."""
    found = {title_key(record) or place_key(record)}
    if not (record.doi or record.url):
        found |= {record.id, plain_id(record)}
    return found - {""}


def title_key(record: Article) -> str:
    """A hash of the title, the first author's surname and the year; "" where one is not known."""
    if not (record.title and record.authors and record.date):
        return ""
    letters = telling_letters(record.title)
    surname = read_name(record.authors[0]).surname.key if letters else ""
    return digest(["title", letters, surname, str(record.date.year)], size=8) if surname else ""


def place_key(record: Article) -> str:
    """A hash of the title and the place; "" where not enough of it is known."""
    place = place_of(record)
    if not place.is_whole:
        return ""
    letters, where = title_of(record.title).letters, place.volume or f"({place.issue})"
    return digest(["place", letters, where, place.page], size=8)


def plain_id(record: Article) -> str:
    """The id of a record without its place, if it has that in it: other articles may have it, too."""
    if record.doi or record.url or not record.extra or not recurs(record.title, record.venue):
        return record.id
    return replace(record, id="").id if place_of(record) != NO_PLACE else record.id


def have_other_identifiers(one: Article, other: Article) -> bool:
    """Whether both have one of a kind, and not the same."""
    if one.doi and other.doi and normalise_doi(one.doi) != normalise_doi(other.doi):
        return True
    return any(
        (first := set(one.extra.get(name, ()))) and first.isdisjoint(second)
        for name in IDENTIFIERS
        if (second := other.extra.get(name))
    )


def share_identifier(one: Article, other: Article) -> bool:
    """Whether both have one identifier."""
    if one.doi and other.doi and normalise_doi(one.doi) == normalise_doi(other.doi):
        return True
    return any(
        set(one.extra.get(name, ())).intersection(other.extra.get(name, ())) for name in IDENTIFIERS
    )
