"""Which stretches of an article's text to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from leadersearch.snippets.matching import Match
from leadersearch.values import dataclass

_MOST_REPEATS = 5

Worth = Callable[[Collection[int]], tuple[float, ...]]
"""How much it says that a stretch holds some leaves; the greater tuple the more."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A field's text and the matches in it, by start."""

    field: str
    text: str
    matches: Sequence[Match]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a passage worth showing, from its first to its last match."""

    passage: Passage
    start: int = 0
    end: int = 0
    leaves: frozenset[int] = frozenset()


def best_windows(
    passages: Sequence[Passage], worth: Worth, *, length: int, fragments: int
) -> list[Window]:
    """The fewest windows, at most `fragments`, of `length` together that show the most.

    They come in the order of the text.
    """
    best: list[Window] = []
    most = worth(())
    everything = worth({match.leaf for passage in passages for match in passage.matches})
    for count in range(1, fragments + 1):
        windows = _windows(passages, worth, width=length // count, count=count)
        shown = worth(frozenset[int]().union(*(window.leaves for window in windows)))
        if shown > most:
            best, most = windows, shown
        if most >= everything:
            break
    order = {passage.field: place for place, passage in enumerate(passages)}
    return sorted(best, key=lambda window: (order[window.passage.field], window.start))


def _windows(passages: Sequence[Passage], worth: Worth, *, width: int, count: int) -> list[Window]:
    """The best window, then the best one for what it lacks, and so on."""
    windows: list[Window] = []
    shown: frozenset[int] = frozenset()
    for _ in range(count):
        candidates = []
        for passage in passages:
            lacking = [match for match in passage.matches if match.leaf not in shown]
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
    inside: Counter[int] = Counter()
    worths: dict[frozenset[int], tuple[float, ...]] = {}
    best: tuple[float, ...] = ()
    found = range(0)
    stop = 0
    for index, first in enumerate(matches):
        while stop < len(matches) and (stop == index or matches[stop].end - first.start <= width):
            inside[matches[stop].leaf] += 1
            stop += 1
        leaves = frozenset(inside)
        if leaves not in worths:
            worths[leaves] = worth(leaves)
        score = (*worths[leaves], min(stop - index, _MOST_REPEATS))
        if score > best:
            best, found = score, range(index, stop)
        inside[first.leaf] -= 1
        if not inside[first.leaf]:
            del inside[first.leaf]
    window = _without_repeats([matches[index] for index in found])
    return best, Window(
        passage,
        window[0].start,
        max(match.end for match in window),
        frozenset(match.leaf for match in window),
    )


def _without_repeats(window: Sequence[Match]) -> Sequence[Match]:
    """The window without repeats at its ends: the less must be shown, the better the cut."""
    start, stop = 0, len(window)
    left = Counter(match.leaf for match in window)
    while left[window[stop - 1].leaf] > 1:
        stop -= 1
        left[window[stop].leaf] -= 1
    while left[window[start].leaf] > 1:
        left[window[start].leaf] -= 1
        start += 1
    return window[start:stop]
