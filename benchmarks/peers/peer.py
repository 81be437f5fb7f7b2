"""The questions to every engine, in its own query language, and the required answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from leadersearch import Article

LIMIT = 10
FACET_LIMIT = 20
SEARCHED = ("title", "excerpt", "author")
WEIGHTS = {"title": 3.0, "excerpt": 1.0, "author": 2.0}


class Form(Enum):
    """The shape of a query."""

    WORD = "one word"
    ALL = "every word"
    ANY = "any word"
    PHRASE = "words in a row"
    PREFIX = "words that begin so"
    FUZZY = "words one edit away"
    FIELDS = "any word, in each of three fields by name"
    AUTHOR = "a name among the authors"


class Want(Enum):
    """The required answer: a page of ten titles and the total count, and ..."""

    PAGE = "nothing more"
    NEWEST = "the newest first"
    FACETS = "the most frequent authors and years of all matches, counted"
    SNIPPETS = "a snippet of each, matches marked; from us the reasons, too"


@dataclass(frozen=True, slots=True)
class Ask:
    """A query before it is written in any engine's language."""

    form: Form
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        """The words as they stand in prose."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Answer:
    """The first ten titles and how many articles match (None: it does not say)."""

    total: int | None
    titles: tuple[str, ...]
    extras: Mapping[str, object] = field(default_factory=dict)


Writing = Callable[[Ask], str]


class Peer(Protocol):
    """One engine over an index that has been built.

    `writings` are the query forms it knows, with how each is written; `wants` what it can answer;
    whatever is absent there it cannot do, and `cannot` says why, by the name of a Form, a Want or
    of `update` and `optimise`.
    """

    writings: Mapping[Form, Writing]
    wants: Mapping[Want, Callable[[str], Answer]]
    cannot: Mapping[str, str]

    def update(self, article: Article) -> None:
        """Replace an article, durably where the engine can, and make it visible to searches."""

    def optimise(self) -> None:
        """Merge the index into one piece."""

    def close(self) -> None:
        """Release files."""


def in_each_field(ask: Ask) -> str:
    """`title:(a OR b) OR excerpt:(a OR b) OR ...`, which most query languages read alike."""
    any_of = " OR ".join(ask.words)
    return " OR ".join(f"{name}:({any_of})" for name in SEARCHED)


COMMON_WRITINGS: dict[Form, Writing] = {
    Form.WORD: lambda ask: ask.text,
    Form.ALL: lambda ask: " AND ".join(ask.words),
    Form.ANY: lambda ask: " OR ".join(ask.words),
    Form.PHRASE: lambda ask: f'"{ask.text}"',
    Form.PREFIX: lambda ask: f"{ask.text}*",
    Form.FUZZY: lambda ask: f"{ask.text}~1",
    Form.FIELDS: in_each_field,
    Form.AUTHOR: lambda ask: f"author:{ask.text}",
}
