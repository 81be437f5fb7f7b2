from __future__ import annotations

import datetime as dt
import pickle
import uuid
from collections import OrderedDict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, strategies as st

from leadersearch.engines.whoosh.segment.stored_values import (
    dump_document,
    dump_value,
    load_document,
    load_value,
    renumber_document,
)
from strategies import everyday

plain = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec=None))
    | st.binary()
    | st.dates()
    | st.datetimes()
    | st.datetimes(timezones=st.just(dt.UTC))
    | st.timedeltas()
    | st.decimals(allow_nan=False)
    | st.uuids()
    | st.fractions()
    | st.frozensets(st.integers())
)
values = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text() | st.integers(), inner)
        | st.tuples(inner, inner)
    ),
    max_leaves=10,
)


def typed(value: Any) -> Any:
    """Return the value with the types in it: 1, 1.0 and True are equal otherwise."""
    if isinstance(value, list | tuple):
        return type(value), [typed(item) for item in value]
    if isinstance(value, dict):
        return dict, [(typed(key), typed(item)) for key, item in value.items()]
    return type(value), value


@everyday(100)
@given(st.dictionaries(st.text(), values))
def test_documents_come_back_as_they_were(document: dict[str, Any]) -> None:
    numbers: dict[str, int] = {}
    data = dump_document(document, numbers)
    assert typed(load_document(data, list(numbers))) == typed(document)


def test_field_numbers_are_shared_between_documents() -> None:
    numbers: dict[str, int] = {}
    first = dump_document({"a": 1, "b": 2}, numbers)
    second = dump_document({"b": 3}, numbers)
    assert numbers == {"a": 0, "b": 1}
    assert load_document(first, ["a", "b"]) == {"a": 1, "b": 2}
    assert load_document(second, ["a", "b"]) == {"b": 3}


@everyday(50)
@given(st.dictionaries(st.text(), values, max_size=5), st.randoms())
def test_a_segment_may_number_the_fields_in_another_order(
    document: dict[str, Any], random: Random
) -> None:
    numbers: dict[str, int] = {}
    data = dump_document(document, numbers)
    names = random.sample(list(numbers), len(numbers))

    moved = renumber_document(data, [names.index(name) for name in numbers])

    assert typed(load_document(moved, names)) == typed(document)


def test_a_field_without_a_new_number_is_dropped() -> None:
    data = dump_document({"a": 1, "b": "two", "c": 3}, {})
    assert load_document(renumber_document(data, [1, -1, 0]), ["c", "a"]) == {"a": 1, "c": 3}
    assert renumber_document(data, [-1, -1, -1]) == b""


def test_a_document_without_fields_takes_no_space() -> None:
    assert dump_document({}, {}) == b""
    assert load_document(b"", []) == {}


def test_long_values_fit() -> None:
    numbers: dict[str, int] = {}
    document = {"long": "x" * 70_000, "after": "y"}
    assert load_document(dump_document(document, numbers), list(numbers)) == document


@pytest.mark.parametrize(
    "value",
    [
        Decimal("1.10"),
        Fraction(1, 3),
        uuid.UUID(int=5),
        OrderedDict(a=1),
        {1, 2},
        1j,
        range(3),
        dt.time(12, 30),
        dt.timedelta(days=2),
        dt.datetime(2020, 10, 25, 1, 30, fold=1, tzinfo=dt.UTC),
    ],
)
def test_plain_values_of_other_types_are_pickled(value: Any) -> None:
    code, data = dump_value(value)
    assert code == 255
    assert typed(load_value(code, data)) == typed(value)


class Custom:
    pass


@pytest.mark.parametrize("value", [Custom(), Custom, len, Path("x"), lambda: None, [Custom()]])
def test_values_that_could_not_be_read_are_refused_when_written(value: Any) -> None:
    with pytest.raises(TypeError, match="cannot be stored"):
        dump_value(value)


class Harmful:
    def __reduce__(self) -> Any:
        return (print, ("run!",))


def test_a_crafted_pickle_does_not_run(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(pickle.UnpicklingError, match=r"builtins\.print"):
        load_value(255, pickle.dumps(Harmful()))
    assert capsys.readouterr().out == ""
