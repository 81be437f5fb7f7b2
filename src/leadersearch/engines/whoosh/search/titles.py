"""Titles -> their places in the order of titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from leadersearch.text.analysis import title_key

_BEGINNING = 48
"""Signs of a title that mostly decide its place."""


def title_ranks(titles: Sequence[str]) -> list[int]:
    """The place of each title by its key; equal keys share one, titles without words come last.

    Most titles differ in their first words: the whole key, which takes four times as long, is made
    only of those that begin as another does.
    """
    beginnings = [_beginning(title) for title in titles]
    often = Counter(beginnings)
    alike = {beginning for beginning, times in often.items() if times > 1}
    first = ""
    for beginning in sorted(often):
        # All that begin like one follow it at once.
        if first and beginning.startswith(first):
            alike.update((first, beginning))
        else:
            first = beginning
    keys = [
        title_key(title) if beginning in alike or not beginning else beginning
        for title, beginning in zip(titles, beginnings, strict=True)
    ]
    order = {key: rank for rank, key in enumerate(sorted(set(keys) - {""}))}
    return [order.get(key, len(order)) for key in keys]


def _beginning(title: str) -> str:
    """The key of the first words of a title."""
    if len(title) <= _BEGINNING:
        return title_key(title)
    words = title[:_BEGINNING].rpartition(" ")[0]
    return title_key(words) or title_key(title)
