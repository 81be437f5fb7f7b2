"""A stretch of an article's text, and what of it was found."""

from __future__ import annotations

from leadersearch.values import dataclass


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of an article's text, with its matches.

    `marks` are (start, end) in characters of `text`, end exclusive, in order and not overlapping.
    `cut_before` and `cut_after` tell whether the article's text continues there.
    """

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    field: str = ""
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """The best one or two fragments of an article for a query."""

    fragments: tuple[Fragment, ...] = ()
