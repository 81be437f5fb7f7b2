"""Where in a text the pieces are that may hold what is asked for.

Every form that is asked for begins with a *root*, or holds a *part*: letters and digits that stand
side by side in its piece, once what may stand inside a word is taken out. Where a root is not in
the squeezed text, no piece holds it; where it is there as often as in the flat text, it is nowhere
put together ("health-care"), and searching the flat text finds all of it. Counting is exact for
texts that cannot overlap themselves, which is why roots and parts are cut down to such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from leadersearch.snippets.flattening import BEYOND_ASCII, JOINERS, broken, squeezed

_PIECE = re.compile("[^ ]+")
# A word put together from several, or what looks like one.
_JOINED = re.compile(rf"[{re.escape(JOINERS)}](?=[a-z0-9])")


class Finder:
    """Finds the pieces of flat texts that may hold any of the roots and parts.

    `together` are the roots of phrases: where one of them is nowhere, the others are not wanted.
    """

    def __init__(
        self, roots: Iterable[str], parts: Iterable[str], together: Iterable[Sequence[str]] = ()
    ) -> None:
        self._roots = {without_overlap(root) for root in roots}
        self._parts = {without_overlap(part) for part in parts}
        self._together = [[*map(without_overlap, phrase)] for phrase in together]
        everything = chain(self._roots, self._parts, *self._together)
        self._takes_all = "" in everything

    def begins(self, flat: str) -> list[int]:
        """The places where such pieces begin, in order."""
        if self._takes_all:
            return [match.start() for match in _PIECE.finditer(flat)]
        is_ascii = BEYOND_ASCII not in flat
        found: set[int] = set() if is_ascii else set(_beyond_ascii(flat))
        together = squeezed(flat)
        roots = {root for root in self._roots if root in together}
        for phrase in self._together:
            # What is not ASCII may hold any root.
            if not is_ascii or all(root in together for root in phrase):
                roots.update(root for root in phrase if root in together)
        parts = {part for part in self._parts if part in together}
        if roots:
            apart = broken(flat)
            for root in roots:
                found.update(_holding(flat, apart, f" {root}"))
        for part in parts:
            found.update(_holding(flat, flat, part))
        torn = [text for text in roots | parts if together.count(text) > flat.count(text)]
        if torn:
            found.update(_joined(flat, torn))
        return sorted(found)


def without_overlap(text: str) -> str:
    """The longest beginning of a text that does not begin as it ends, so that no two overlap.

    >>> without_overlap("model"), without_overlap("treatment"), without_overlap("aaa")
    ('model', 'treatmen', 'a')
    """
    while any(text.startswith(text[start:]) for start in range(1, len(text))):
        text = text[:-1]
    return text


def _holding(flat: str, searched: str, text: str) -> Iterator[int]:
    """Where the pieces begin that hold a text."""
    place = searched.find(text)
    while place >= 0:
        inside = place + len(text) - 1
        yield flat.rfind(" ", 0, inside) + 1
        place = searched.find(text, flat.find(" ", inside))


def _joined(flat: str, texts: Sequence[str]) -> Iterator[int]:
    """Where the pieces begin that hold one of the texts once they are squeezed."""
    end = 0
    while match := _JOINED.search(flat, end):
        begin = flat.rfind(" ", 0, match.start()) + 1
        end = flat.find(" ", match.start())
        piece = squeezed(flat[begin:end])
        if any(text in piece for text in texts):
            yield begin


def _beyond_ascii(flat: str) -> Iterator[int]:
    place = flat.find(BEYOND_ASCII)
    while place >= 0:
        yield flat.rfind(" ", 0, place) + 1
        place = flat.find(BEYOND_ASCII, flat.find(" ", place))
