"""Pickles are read as data: nothing is called, and a few bytes make little work."""

from __future__ import annotations

import os
import pickle
import pickletools
import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from leadersearch.engines.whoosh.index import pickles
from leadersearch.engines.whoosh.index.pickles import ForeignClass, Instance, PickleError, load
from strategies import everyday

names = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
values = st.recursive(
    names,
    lambda inner: (
        st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(names, inner, max_size=9)
    ),
    max_leaves=20,
)
protocols = pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))


class Thing:
    """Something with attributes."""


THING = f"{Thing.__module__}.{Thing.__qualname__}"


@protocols
@everyday(60)
@given(value=values)
def test_plain_values_are_read_as_they_were(protocol: int, value: Any) -> None:
    data = pickle.dumps(value, protocol)
    assert load(b"before" + data + b"behind", 6) == (value, 6 + len(data))


@pytest.mark.parametrize("protocol", [4, 5])
@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"x" * 300,
        {"a"},
        {1, 2},
        set(),
        "x" * 70_000,
        [1] * 2000,
        dict.fromkeys(range(2000)),
        "\ud800",
    ],
    ids=lambda value: str(value)[:9],
)
def test_so_are_the_larger_ones(protocol: int, value: Any) -> None:
    assert load(pickle.dumps(value, protocol))[0] == value


@protocols
def test_an_object_is_its_class_and_its_attributes(protocol: int) -> None:
    first, second = Thing(), Thing()
    first.__dict__ |= {"a": 1, "other": second}
    second.__dict__ |= {"b": [2]}
    ([one, two], _) = load(pickle.dumps([first, second], protocol), admitted=frozenset({THING}))

    assert isinstance(one, Instance)
    assert (one.name, one.state["a"], one.state["other"] is two) == (THING, 1, True)
    assert (two.name, two.state) == (THING, {"b": [2]})


def test_a_class_that_is_not_admitted_is_named() -> None:
    with pytest.raises(ForeignClass, match=r"test_pickles\.Thing"):
        load(pickle.dumps(Thing()))


class Calling:
    def __init__(self, *called: Any) -> None:
        self.called = called

    def __reduce__(self) -> tuple[Any, ...]:
        return self.called


@protocols
def test_nothing_is_called(protocol: int, tmp_path: Path) -> None:
    marker = tmp_path / "called"
    for called in (
        (os.mkdir, (str(marker),)),
        (exec, (f"open({str(marker)!r}, 'w')",)),
        (Thing, ()),
        (int, ("3",)),
        (set, ([Thing()],)),
    ):
        data = pickle.dumps(Calling(*called), protocol)
        with pytest.raises(PickleError):
            load(data, admitted=frozenset({THING}))
    assert not marker.exists()


def hash_bomb(levels: int = 60) -> bytes:
    """A set whose item takes 2 ** levels steps to hash."""
    pairs = b")" + b"".join(b"q%c" % n + b"h%c" % n + b"\x86" for n in range(levels))
    return b"\x80\x04\x8f(" + pairs + b"\x90."


def test_what_would_take_for_ever_to_hash_is_refused() -> None:
    assert len(pickle.loads(hash_bomb(3))) == 1  # a genuine pickle
    with pytest.raises(PickleError, match="tuple for a key"):
        load(hash_bomb())
    with pytest.raises(PickleError, match="for a key"):
        load(b"\x80\x04}" + hash_bomb()[4:-2] + b"Ns.")


def test_what_never_ends_is_refused() -> None:
    with pytest.raises(PickleError, match="more instructions"):
        load(b"\x80\x04" + b"N" * (pickles.MOST_STEPS + 1) + b".")


def test_what_refers_to_itself_is_read() -> None:
    value: list[Any] = []
    value.append(value)
    (found, _) = load(pickle.dumps(value))
    assert found[0] is found


WHOLE = pickle.dumps({"a": [1, (2.5, "b"), {3, None}], b"c": (1, 2, 3, 4), "d": 10**30}, 4)


def test_every_cut_is_an_error() -> None:
    for end in range(len(WHOLE)):
        with pytest.raises(PickleError):
            load(WHOLE[:end])


def test_whatever_bytes_hold_ends_in_a_value_or_one_error() -> None:
    chance = random.Random(1)
    codes = [ord(row.code) for row in pickletools.opcodes]
    for _ in range(20_000):
        data = bytearray(WHOLE)
        for _ in range(chance.randrange(1, 5)):
            data[chance.randrange(len(data))] = chance.choice([*codes, chance.randrange(256)])
        with suppress(PickleError):
            load(bytes(data))
