"""How a part of a query was read where it was not taken as typed: said in one way on every face.

A new kind of reading is a member of `ReadAs` with its two sentences.
"""

from __future__ import annotations

from enum import Enum
from typing import Self

from leadersearch.values import dataclass


class ReadAs(Enum):
    """The kinds of readings.

    `message` tells of the query, `reason` of an article found by it: `{typed}` and `{read}` are those of
    the reading, `{found}` are the words of the article; `{exact}` is the part as it is typed to be taken
    as it is. What only adds articles, and nobody need undo, is not said beside the hits (`is_said`):
    the reasons tell of it.
    """

    message: str
    reason: str

    def __new__(cls, value: str, message: str, reason: str) -> Self:
        """A kind and its sentences."""
        kind = object.__new__(cls)
        kind._value_ = value
        kind.message, kind.reason = message, reason
        return kind

    COMPLETED = (
        "completion",
        "{typed} is in no article: words that begin with it were searched",
        "{read}: {found} (completed)",
    )
    LONGER = (
        "longer",
        "hardly any article has all words: those that begin with {typed} were searched, too; for it only: {exact}",
        "{read}: {found}",
    )
    CORRECTED = (
        "correction",
        "results for {read}; search for {typed} only: {exact}",
        "{found} for {typed} (corrected)",
    )
    CITATION = (
        "citation",
        "{typed} was read as a reference: articles of {read} come first",
        "{read}: {found}",
    )
    DATE = (
        "date",
        '{typed} was read as {read}; to search for the words: "{typed}"',
        "{read}: {found}",
    )
    DAY = (
        "day",
        '{typed} was also read as {read}; to search for the words alone: "{typed}"',
        "{read}: {found}",
    )
    SEVERAL = (
        "several",
        "{typed} was read as {read}; for {typed} only: {exact}",
        "{found}, for {typed}",
    )
    PARTS = (
        "parts",
        "{typed} has parts that are in no article: {read} was searched",
        "{read}: {found}",
    )
    APART = (
        "apart",
        '"{typed}" has beginnings of words: its words were searched anywhere in an article',
        "{read}: {found}",
    )
    PERSON = (
        "author",
        "{typed} was read as the name of {read}",
        "author match: {found}",
    )
    ACRONYM = (
        "acronym",
        "{typed} was also read as {read}; to search for {typed} alone: ={typed}",
        "{found} ({typed} stands for it)",
    )
    ABBREVIATION = (
        "abbreviation",
        '{typed} was also searched as {read}; to search for the words alone: "{typed}"',
        "{found}, for {typed}",
    )

    @property
    def is_said(self) -> bool:
        """Whether readings of the kind are said beside the hits."""
        return self not in _QUIET


_QUIET = frozenset({ReadAs.ABBREVIATION})


@dataclass(frozen=True, slots=True)
class Reading:
    """A part of a query as it was typed, and as it was read."""

    kind: ReadAs
    typed: str
    read: str

    @property
    def message(self) -> str:
        """The reading in a sentence.

        >>> Reading(ReadAs.COMPLETED, "leadersh", "leadersh*").message
        'leadersh is in no article: words that begin with it were searched'
        """
        exact = " ".join(map(_exactly, self.typed.split()))
        return self.kind.message.format(typed=self.typed, read=self.read, exact=exact)

    def reason(self, found: str) -> str:
        """The reason why an article was found that holds the words `found`."""
        return self.kind.reason.format(typed=self.typed, read=self.read, found=found)


def _exactly(word: str) -> str:
    """A word, perhaps in a field, as it is typed to be taken as it is."""
    name, colon, text = word.rpartition(":")
    return f"{name}{colon}={text}"
