"""The query tree: what a person asked for, free of any engine and of any spelling.

Every node is a frozen value. `Words` is the ranked group of the query language (any word may
match, `+` and `-` say must and must not); `And`, `Or` and `Not` are the explicit operators.
Texts in leaves are as typed: analysis happens when the tree is planned.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from leadersearch.values import dataclass


class Occur(Enum):
    """Whether a clause of a `Words` group may, must or must not match; the value is its sign."""

    SHOULD = ""
    MUST = "+"
    MUST_NOT = "-"


@dataclass(frozen=True, slots=True)
class Term:
    """A word. `exact` (written `=word`) means this form only, unstemmed.

    `typed` is the misspelt word that it is searched in place of, if any.
    """

    text: str
    exact: bool = False
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exact words in this order; with `slop` > 0: near each other, in any order.

    `slop` counts the extra words that may stand between.
    """

    text: str
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with the text (`lead*`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words that match a pattern where `*` is any letters and `?` one letter (`wom?n`)."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words within `distance` (1 or 2) edits of the text (`misinformaton~`, `word~2`).

    An edit inserts, deletes or replaces a letter, or swaps two neighbours.
    """

    text: str
    distance: int = 1


@dataclass(frozen=True, slots=True)
class DateRange:
    """Articles whose first day lies in [start, end); None leaves a side open."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class InField:
    """`query`, looked up in one field only; `field` is a name of `leadersearch.model.fields.FIELDS`."""

    field: str
    query: Query


@dataclass(frozen=True, slots=True)
class Boost:
    """`query`, its score multiplied by `factor` (> 0)."""

    query: Query
    factor: float


@dataclass(frozen=True, slots=True)
class Clause:
    """One member of a `Words` group."""

    query: Query
    occur: Occur = Occur.SHOULD


@dataclass(frozen=True, slots=True)
class Words:
    """A ranked group: any clause may match, articles that hold every clause come first."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class And:
    """Articles that match every member."""

    members: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles that match at least one member."""

    members: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that do not match."""

    query: Query


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles (an empty query, or `*`)."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No article (what is left of a query that holds no word at all, such as `"!?"`)."""


Query = (
    Term
    | Phrase
    | Prefix
    | Wildcard
    | Fuzzy
    | DateRange
    | InField
    | Boost
    | Words
    | And
    | Or
    | Not
    | Everything
    | Nothing
)
