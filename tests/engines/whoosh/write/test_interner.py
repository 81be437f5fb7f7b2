"""Byte strings are numbered as they come, and listed again."""

from __future__ import annotations

import numpy as np
import pytest

from leadersearch.engines.whoosh.write.interner import Interner

MANY = [f"word number {number}".encode() for number in range(70_000)]  # some blocks of them


def test_a_string_keeps_its_number() -> None:
    words = Interner()
    ward, fall, again, empty = words.of([b"ward", b"fall", b"ward", b""]).tolist()

    assert {ward, fall, empty} == {1, 2, 3}
    assert again == ward
    assert words.of([b"fall", b"a word of more than sixteen bytes"]).tolist() == [fall, 4]


def test_many_strings_are_listed_in_any_order() -> None:
    words = Interner()
    numbers = words.of(MANY)

    assert words.strings(numbers[::-1]) == MANY[::-1]
    assert words.strings(words.in_order(numbers)) == sorted(MANY)


def test_once_frozen_strings_are_listed_and_looked_up_no_more() -> None:
    words = Interner()
    numbers = words.of([b"ward", b"fall"])

    words.freeze()

    assert words.strings(numbers) == [b"ward", b"fall"]
    assert words.strings(words.in_order(numbers)) == [b"fall", b"ward"]
    with pytest.raises(IndexError):
        words.of([b"ward"])


def test_no_string_is_listed_as_no_text() -> None:
    text, offsets = Interner().packed(np.zeros(0, np.int32))

    assert text.tolist() == []
    assert offsets.tolist() == [0]
