"""Where in a text the pieces are that may hold what is asked for.

Every form that is asked for begins with a *root*, or holds a *part*: letters and digits that stand
side by side in its piece, once what may stand inside a word is taken out. Where a root is not in
the squeezed text, no piece holds it; where it is there as often as in the flat text, it is nowhere
put together ("health-care"), and searching the flat text finds all of it. Counting is exact for
texts that cannot overlap themselves, which is why roots and parts are cut down to such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from leadersearch.results.snippets.flattening import BEYOND_ASCII, JOINERS, broken, squeezed

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
        self._roots = list(dict.fromkeys(map(without_overlap, roots)))
        self._parts = list(dict.fromkeys(map(without_overlap, parts)))
        self._together = [[*map(without_overlap, phrase)] for phrase in together]
        self._takes_all = "" in chain(self._roots, self._parts, *self._together)

    def pieces(self, flat: str) -> list[tuple[int, int]]:
        """From where to where such pieces stand, in order."""
        if self._takes_all:
            return [match.span() for match in _PIECE.finditer(flat)]
        found: dict[int, int] = {}
        is_ascii = BEYOND_ASCII not in flat
        if not is_ascii:
            _add_holding(found, flat, flat, BEYOND_ASCII)
        together = squeezed(flat)
        roots = [root for root in self._roots if root in together]
        for phrase in self._together:
            # Text beyond ASCII may contain any root.
            if not is_ascii or all(map(together.__contains__, phrase)):
                roots += [root for root in phrase if root in together and root not in roots]
        parts = [part for part in self._parts if part in together]
        if roots:
            apart = broken(flat)
            for root in roots:
                _add_holding(found, flat, apart, " " + root)
        for part in parts:
            _add_holding(found, flat, flat, part)
        torn = [text for text in roots + parts if together.count(text) > flat.count(text)]
        if torn:
            _add_joined(found, flat, torn)
        return sorted(found.items())


def without_overlap(text: str) -> str:
    """The longest beginning of a text that does not begin as it ends, so that no two overlap.

    >>> without_overlap("model"), without_overlap("treatment"), without_overlap("aaa")
    ('model', 'treatmen', 'a')
    """
    while any(text.startswith(text[start:]) for start in range(1, len(text))):
        text = text[:-1]
    return text


def _add_holding(found: dict[int, int], flat: str, searched: str, text: str) -> None:
    """Add the pieces that hold a text, which is searched in another form of the flat one."""
    last = len(text) - 1
    place = searched.find(text)
    while place >= 0:
        begin = flat.rfind(" ", 0, place + last) + 1
        end = found[begin] = flat.find(" ", place + last)
        place = searched.find(text, end)


def _add_joined(found: dict[int, int], flat: str, texts: Sequence[str]) -> None:
    """Add the pieces that hold one of the texts once they are squeezed."""
    end = 0
    while match := _JOINED.search(flat, end):
        begin = flat.rfind(" ", 0, match.start()) + 1
        end = flat.find(" ", match.start())
        piece = squeezed(flat[begin:end])
        if any(text in piece for text in texts):
            found[begin] = end
