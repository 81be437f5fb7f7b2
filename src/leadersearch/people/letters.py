"""The letters of all names of a collection, to be looked through at once.

One text of 80,000 names takes half a millisecond; name by name it would be a hundred.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TypeAlias

from leadersearch.model.names import HONORIFICS, is_suffix
from leadersearch.people.written import WrittenName, divided, key_of
from leadersearch.text import fold

Block: TypeAlias = tuple[str, str]
"""The key of a surname, and the first letter of the given names: only names that share both are compared."""

_JOINED_SIGNS = dict.fromkeys(map(ord, "'’ʼ`´‘＇&"))
_SIGNS = re.compile(r"[^\w\n]+|_")


class Letters:
    """Some names, a line each, their surnames last."""

    def __init__(self, names: Sequence[str]) -> None:
        lines = [fold(name if _is_in_order(name) else _in_order(name)) for name in one_line(names)]
        text = "\n".join(["", *lines, ""]).translate(_JOINED_SIGNS)
        self._text = _SIGNS.sub("", key_of(text))
        self._starts = [*accumulate(len(line) + 1 for line in self._text.split("\n"))]

    def of_block(self, block: Block) -> Iterator[int]:
        """The places of names that begin with the letter, and whose letters end with the surname's."""
        key, letter = block
        text, starts, wanted = self._text, self._starts, f"{key}\n"
        place = text.find(wanted) if key else -1
        while place >= 0:
            row = bisect_right(starts, place) - 1
            if text[starts[row]] == letter or (not letter and starts[row] == place):
                yield row
            place = text.find(wanted, place + 1)

    def beginning(self, letters: str) -> Iterator[int]:
        """The places of names that begin with some letters."""
        wanted = f"\n{letters}"
        place = self._text.find(wanted)
        while place >= 0:
            yield bisect_right(self._starts, place + 1) - 1
            place = self._text.find(wanted, place + 1)


def one_line(names: Sequence[str]) -> Sequence[str]:
    """The names without line ends, which hardly any has."""
    return [name.replace("\n", " ") for name in names] if "\n" in "".join(names) else names


def block_of(name: WrittenName) -> Block:
    """The block of a name."""
    return name.surname.key, name.given[0].spellings[0][0] if name.given else ""


def _is_in_order(name: str) -> bool:
    """Whether a name is certain to begin with given names and to end with its surname."""
    if "," in name or not name[-1:].islower():
        return False
    first, last = name.partition(" ")[0], name.rpartition(" ")[2]
    return first.lower().rstrip(".") not in HONORIFICS and not is_suffix(last)


def _in_order(name: str) -> str:
    """The words of a name, the surname last, without its suffix."""
    surname, given, _ = divided(name)
    return " ".join([*given, *surname])
