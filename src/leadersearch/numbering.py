"""Texts <-> small numbers, a million at a time: some 25 bytes for each id that is derived.

A `dict` of texts takes ten times as much, and what it holds lies scattered over the memory.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

_DERIVED = re.compile("(?:[0-9a-f]{2})+")  # as `Article.id` is, unless its owner chose another
_FIRST_SLOTS = 1 << 10
_FULL = 0.7  # of the slots, before there are more


class Numbering:
    """Numbers texts from 0, in the order in which they come.

    A hash table with open addressing: `_slots` hold numbers plus one, or 0 where they are free.
    Texts lie one after another, those of hexadecimal digits packed. Python's hash of bytes is
    keyed, so that nobody can choose texts that meet in one slot.
    """

    def __init__(self) -> None:
        self._packed = bytearray()
        self._ends = array("Q", [0])  # of each text, doubled; one more: its digits are packed
        self._slots = array("I", bytes(4 * _FIRST_SLOTS))
        self._latest = "", -1  # what was found last is often asked for again

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __contains__(self, text: str) -> bool:
        return self.find(text) >= 0

    def __iter__(self) -> Iterator[str]:
        return map(self.text, range(len(self)))

    def find(self, text: str) -> int:
        """The number of a text; -1 where it has none."""
        latest, number = self._latest
        if text == latest and number >= 0:
            return number
        found = self._slots[self._slot(*_pack(text))] - 1
        self._latest = text, found
        return found

    def number(self, text: str) -> int:
        """The number of a text, a new one for a new text."""
        latest, number = self._latest
        if text == latest and number >= 0:
            return number
        packed, is_derived = _pack(text)
        slot = self._slot(packed, is_derived)
        number = self._slots[slot] - 1
        if number < 0:
            number = len(self)
            self._packed += packed
            self._ends.append(len(self._packed) << 1 | is_derived)
            self._slots[slot] = len(self)
            if len(self) > len(self._slots) * _FULL:
                self._grow()
        self._latest = text, number
        return number

    def text(self, number: int) -> str:
        """The text of a number."""
        packed, is_derived = self._at(number)
        return packed.hex() if is_derived else packed.decode("utf-8", "surrogatepass")

    def _at(self, number: int) -> tuple[bytes, int]:
        end = self._ends[number + 1]
        return bytes(self._packed[self._ends[number] >> 1 : end >> 1]), end & 1

    def _slot(self, packed: bytes, is_derived: int) -> int:
        """The slot of a text, or the free one where it belongs."""
        slots, last = self._slots, len(self._slots) - 1
        slot = hash(packed) & last
        while (held := slots[slot]) and self._at(held - 1) != (packed, is_derived):
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        last = 2 * len(self._slots) - 1
        self._slots = slots = array("I", bytes(len(self._slots) * 2 * self._slots.itemsize))
        for number in range(len(self)):
            slot = hash(self._at(number)[0]) & last
            while slots[slot]:
                slot = (slot + 1) & last
            slots[slot] = number + 1


def _pack(text: str) -> tuple[bytes, int]:
    if _DERIVED.fullmatch(text):
        return bytes.fromhex(text), 1
    return text.encode("utf-8", "surrogatepass"), 0
