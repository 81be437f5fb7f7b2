"""Where words are looked up, and which forms a typed word has."""

from __future__ import annotations

from functools import lru_cache

from leadersearch.model.field import Field, Kind
from leadersearch.model.fields import DEFAULT_FIELDS, FIELDS
from leadersearch.text import tokenise
from leadersearch.text.analysis import exact_field
from leadersearch.values import dataclass


@dataclass(frozen=True, slots=True)
class LookupPlaces:
    """Where words are looked up: (article field, postings field) pairs for each way of looking.

    `stemmed` is for plain words, `exact` for exact forms, `scored` for the exact forms that earn a
    bonus, `paired` for pairs of neighbours.
    """

    stemmed: tuple[tuple[str, str], ...]
    exact: tuple[tuple[str, str], ...]
    scored: tuple[tuple[str, str], ...]
    paired: tuple[tuple[str, str], ...]
    is_keyword: bool
    has_texts: bool

    @classmethod
    def of(cls, fields: tuple[Field, ...]) -> LookupPlaces:
        """The places of some fields."""
        texts = [field.name for field in fields if field.kind is Kind.TEXT and field.in_length]
        words = [field for field in fields if field.kind in {Kind.TEXT, Kind.NAME}]
        return cls(
            stemmed=tuple((field.name, field.name) for field in words),
            exact=tuple(
                (field.name, exact_field(field.name) if field.kind is Kind.TEXT else field.name)
                for field in fields
                if field.kind is not Kind.DATE
            ),
            scored=tuple((name, exact_field(name)) for name in texts),
            paired=tuple((name, name) for name in texts),
            is_keyword=fields[0].kind is Kind.KEYWORD,
            has_texts=any(field.kind is Kind.TEXT for field in fields),
        )


ANYWHERE = LookupPlaces.of(DEFAULT_FIELDS)
IN_FIELD = {name: LookupPlaces.of((field,)) for name, field in FIELDS.items()}


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a node stands: the places it is looked up in and its weight."""

    places: LookupPlaces = ANYWHERE
    weight: float = 1.0


@lru_cache(maxsize=1024)
def parts_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The parts of a typed word as forms, and the joined forms of its compounds."""
    tokens = tokenise(text)
    parts = tuple(token.form for token in tokens if token.span == 1)
    return parts, tuple(token.form for token in tokens if token.span > 1)


@lru_cache(maxsize=1024)
def spelt_out_in(text: str) -> dict[str, str]:
    """The forms of a typed word that have umlauts, each with its umlauts spelt out."""
    if text.isascii():
        return {}
    tokens = tokenise(text)
    words = {token.position: token.form for token in tokens if token.span == 1}
    return {words[token.position]: token.form for token in tokens if not token.span}
