"""Quickly defined dataclasses behave as the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any

import pytest

from leadersearch import values
from leadersearch.values import dataclass


def defined(make: Any) -> tuple[type[Any], type[Any]]:
    @make(frozen=True, slots=True, order=True)
    class Point:
        """A place."""

        x: int
        y: int = 2
        tags: list[str] = dataclasses.field(default_factory=list)

        def __post_init__(self) -> None:
            if self.x < 0:
                raise ValueError("x")

    @make(frozen=True, kw_only=True)
    class Named:
        name: str
        point: Any = None

        def __repr__(self) -> str:
            return self.name

    return Point, Named


Point, Named = defined(dataclass)
StandardPoint, StandardNamed = defined(dataclasses.dataclass)


@values.dataclass(frozen=True, slots=True)
class Pair:
    """At the top of a module, so that it can be pickled."""

    left: str
    right: tuple[int, ...] = ()


@values.dataclass(frozen=True, slots=True)
class Nothing:
    """Without fields."""


@pytest.mark.parametrize("arguments", [(1,), (1, 3), (1, 3, ["a"])])
def test_it_is_built_and_shown_alike(arguments: tuple[Any, ...]) -> None:
    assert repr(Point(*arguments)) == repr(StandardPoint(*arguments))
    assert dataclasses.astuple(Point(*arguments)) == dataclasses.astuple(StandardPoint(*arguments))
    assert inspect.signature(Point).parameters.keys() == {"x", "y", "tags"}
    assert repr(Named(name="here")) == "here"


@pytest.mark.parametrize("arguments", [(), (1, 2, [], 4)])
def test_wrong_arguments_are_refused_alike(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError) as standard:
        StandardPoint(*arguments)
    with pytest.raises(TypeError) as ours:
        Point(*arguments)
    assert str(ours.value) == str(standard.value)
    with pytest.raises(TypeError):
        Named("by position")
    with pytest.raises(ValueError, match="x"):
        Point(-1)


def test_each_has_a_list_of_its_own() -> None:
    assert Point(1).tags is not Point(1).tags


def test_it_is_compared_and_hashed_by_value_within_its_class() -> None:
    assert Pair("a", (1,)) == Pair("a", (1,))
    assert Pair("a") != Pair("b")
    assert len({Pair("a"), Pair("a"), Pair("b"), Nothing(), Nothing()}) == 3
    assert Point(1) != StandardPoint(1)
    assert min(Point(2), Point(1, 3), Point(1, 1)) == Point(1, 1)
    assert Point(1) <= Point(1) < Point(2)
    with pytest.raises(TypeError):
        _ = Point(1) < StandardPoint(2)


def test_it_cannot_be_changed() -> None:
    pair = Pair("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'left'"):
        pair.left = "b"  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'left'"):
        del pair.left
    assert not hasattr(pair, "__dict__")


def test_the_tools_for_dataclasses_work() -> None:
    pair = Pair("a", (1,))
    assert dataclasses.replace(pair, left="b") == Pair("b", (1,))
    assert dataclasses.asdict(pair) == {"left": "a", "right": (1,)}
    assert dataclasses.is_dataclass(Pair)
    match pair:
        case Pair("a", right):
            assert right == (1,)
        case _:
            pytest.fail("it did not match")


@pytest.mark.parametrize("value", [Pair("a", (1,)), Nothing()])
def test_copies_are_equal(value: Any) -> None:
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value


def test_what_is_not_frozen_is_the_standard_librarys() -> None:
    @dataclass(slots=True)
    class Changing:
        number: int

    changing = Changing(1)
    changing.number = 2
    assert changing == Changing(2)
