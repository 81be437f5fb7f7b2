"""The fields of an article: how each is analysed, named in queries, and weighed.

One table serves the query parser (names and aliases), the analysis (kind), the ranking (weight)
and the engines (what is indexed how).
"""

from __future__ import annotations

from enum import Enum

from leadersearch.values import dataclass


class Kind(Enum):
    """How the text of a field becomes terms."""

    TEXT = "text"  # words, stemmed, with their exact forms beside them
    NAME = "name"  # words, folded, never stemmed
    KEYWORD = "keyword"  # the whole value is one term
    DATE = "date"  # a day number


@dataclass(frozen=True, slots=True)
class Field:
    """One row of the table.

    `weight` multiplies the count of a term; `in_length` says whether the field counts towards
    the length of an article; `by_default` whether words without a field are looked up in it;
    `narrows` whether a clause on it is always required (it selects, it does not rank).
    """

    name: str
    kind: Kind
    weight: float = 1.0
    in_length: bool = False
    by_default: bool = False
    narrows: bool = False
    aliases: tuple[str, ...] = ()


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        Field("title", Kind.TEXT, 3.0, in_length=True, by_default=True, aliases=("ti", "headline")),
        Field(
            "excerpt",
            Kind.TEXT,
            1.0,
            in_length=True,
            by_default=True,
            aliases=("ab", "abstract", "summary", "description"),
        ),
        Field(
            "body",
            Kind.TEXT,
            1.0,
            in_length=True,
            by_default=True,
            aliases=("text", "content", "fulltext"),
        ),
        Field(
            "author",
            Kind.NAME,
            2.0,
            by_default=True,
            aliases=("au", "authors", "by", "creator", "writer"),
        ),
        Field(
            "tag",
            Kind.TEXT,
            narrows=True,
            aliases=("tags", "keyword", "keywords", "category", "topic", "mh", "ot"),
        ),
        Field("venue", Kind.TEXT, narrows=True, aliases=("ta", "journal", "publication", "blog")),
        Field("url", Kind.NAME, narrows=True, aliases=("site", "link")),
        Field("source", Kind.NAME, narrows=True, aliases=("file", "path")),
        Field("doi", Kind.KEYWORD, narrows=True, aliases=("aid",)),
        Field("id", Kind.KEYWORD, narrows=True, aliases=("uid", "pmid")),
        Field("date", Kind.DATE, narrows=True, aliases=("dp", "year", "published", "pubdate")),
    )
}

DEFAULT_FIELDS: tuple[Field, ...] = tuple(field for field in FIELDS.values() if field.by_default)

LENGTH_FIELDS: tuple[Field, ...] = tuple(field for field in FIELDS.values() if field.in_length)
"""Those that make up the length, in the order in which they stand in the joint field."""

FIELD_NAMES: dict[str, str] = {
    spelling: field.name for field in FIELDS.values() for spelling in (field.name, *field.aliases)
}
"""Every accepted spelling of a field -> its name."""
