"""Which stretches of an article's text to show.

Sets of leaves are bits of a number, 1 << leaf for each, since they are made at every match.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from leadersearch.results.snippets.plan_matcher import Match

_MOST_REPEATS = 5

Worth = Callable[[int], tuple[float, ...]]
"""How much it says that a stretch holds some leaves; the greater tuple the more.

More leaves are never worth less.
"""


class Passage(NamedTuple):
    """A field's text and the matches in it, by start."""

    field: str
    text: str
    matches: Sequence[Match]


class Window(NamedTuple):
    """A stretch of a passage worth showing, from its first to its last match."""

    passage: Passage
    start: int = 0
    end: int = 0
    leaves: int = 0


def best_windows(
    passages: Sequence[Passage], worth: Worth, *, length: int, fragments: int
) -> list[Window]:
    """The fewest windows, at most `fragments`, of `length` together that show the most.

    They come in the order of the text.
    """
    best: list[Window] = []
    most = worth(0)
    everything = worth(_leaves_of([match for passage in passages for match in passage.matches]))
    for count in range(1, fragments + 1):
        if most >= everything:
            break
        windows = _windows(passages, worth, width=length // count, count=count)
        together = 0
        for window in windows:
            together |= window.leaves
        shown = worth(together)
        if shown > most:
            best, most = windows, shown
    if len(best) < 2:
        return best
    order = {passage.field: place for place, passage in enumerate(passages)}
    return sorted(best, key=lambda window: (order[window.passage.field], window.start))


def _leaves_of(matches: Sequence[Match]) -> int:
    leaves = 0
    for _, _, leaf in matches:
        leaves |= 1 << leaf
    return leaves


def _windows(passages: Sequence[Passage], worth: Worth, *, width: int, count: int) -> list[Window]:
    """The best window, then the best one for what it lacks, and so on."""
    windows: list[Window] = []
    shown = 0
    for _ in range(count):
        candidates = []
        for passage in passages:
            lacking = passage.matches
            if shown:
                lacking = [match for match in lacking if not shown >> match[2] & 1]
            if lacking:
                candidates.append(_best_window(passage, lacking, worth, width))
        if not candidates:
            break
        window = max(candidates, key=lambda candidate: candidate[0])[1]
        windows.append(window)
        shown |= window.leaves
    return windows


def _best_window(
    passage: Passage, matches: Sequence[Match], worth: Worth, width: int
) -> tuple[tuple[float, ...], Window]:
    """The window with the most telling leaves, then the most repeats; of equals the first."""
    inside: dict[int, int] = {}
    leaves = counted = 0
    worth_inside: tuple[float, ...] = ()
    best: tuple[float, ...] = ()
    begin = end = stop = 0
    most = (*worth(_leaves_of(matches)), _MOST_REPEATS)
    for index, (first, _, leaf) in enumerate(matches):
        before = stop
        while stop < len(matches) and (stop == index or matches[stop][1] - first <= width):
            added = matches[stop][2]
            inside[added] = inside.get(added, 0) + 1
            leaves |= 1 << added
            stop += 1
        # A window that takes up nothing holds less than the one before it.
        if stop > before:
            if leaves != counted:
                worth_inside, counted = worth(leaves), leaves
            score = (*worth_inside, min(stop - index, _MOST_REPEATS))
            if score > best:
                best, begin, end = score, index, stop
        if stop == len(matches) or best == most:
            break
        inside[leaf] -= 1
        if not inside[leaf]:
            leaves ^= 1 << leaf
    window = _without_repeats(matches[begin:end])
    return best, Window(
        passage, window[0][0], max([match[1] for match in window]), _leaves_of(window)
    )


def _without_repeats(window: Sequence[Match]) -> Sequence[Match]:
    """The window without repeats at its ends: the less must be shown, the better the cut."""
    left: dict[int, int] = {}
    for _, _, leaf in window:
        left[leaf] = left.get(leaf, 0) + 1
    if len(left) == 1:
        return window[:1]
    start, stop = 0, len(window)
    while left[window[stop - 1][2]] > 1:
        stop -= 1
        left[window[stop][2]] -= 1
    while left[window[start][2]] > 1:
        left[window[start][2]] -= 1
        start += 1
    return window[start:stop]
