"""Messages from workers to the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from textual.message import Message

from leadersearch.engine import FacetCount
from leadersearch.results.page import Hit, Page
from leadersearch.rewrite.suggest import Suggestion
from leadersearch.tui.session import Question


@dataclass
class IndexOpened(Message):
    """The index can be asked, for the first time or anew; it holds so many articles.

    `warnings` say what is wrong with it all the same.
    """

    articles: int
    warnings: tuple[str, ...] = ()


@dataclass
class IndexUnusable(Message):
    """The index could not be opened or read; what was shown before still holds."""

    reason: str
    is_missing: bool


@dataclass
class IndexOutdated(Message):
    """The index on disk is another than the one that answers."""

    is_gone: bool


@dataclass
class Answered(Message):
    """The first page of an answer, with further pages that are wanted at once.

    `best` is the score of the best hit, which another order may have put further down.
    """

    question: Question
    page: Page
    pages: Mapping[int, tuple[Hit, ...]]
    keep: str | None
    best: float = 0.0


@dataclass
class Counted(Message):
    """The facets of an answer."""

    question: Question
    counts: Mapping[str, tuple[FacetCount, ...]]


@dataclass
class Suggested(Message):
    """Suggestions for a search that found too little; `unfiltered` counts hits without its filters."""

    question: Question
    suggestions: tuple[Suggestion, ...]
    unfiltered: int = 0


@dataclass
class PageRead(Message):
    """A later page of an answer."""

    question: Question
    number: int
    hits: tuple[Hit, ...]


@dataclass
class Failed(Message):
    """A question could not be answered."""

    question: Question
    reason: str


@dataclass
class Waiting(Message):
    """The answer to the latest question is taking its time."""
