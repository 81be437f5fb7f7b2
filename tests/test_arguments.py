from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from leadersearch.arguments import ANY, checked, rules_of
from leadersearch.errors import UsageError
from leadersearch.query import Query
from surface import public_functions


@checked
def function(  # noqa: PLR0917  # one of each kind
    text: str = "",
    number: int = 0,
    share: float = 0.0,
    texts: str | Iterable[str] = (),
    numbers: Mapping[str, int] | None = None,
    query: Query | None = None,
    call: Callable[[str], None] | None = None,
    anything: Any = None,
    **_options: object,
) -> list[str]:
    """Its documentation."""
    return [texts] if isinstance(texts, str) else list(texts)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"text": 3}, "text must be a string, not 3"),
        ({"text": None}, "text must be a string, not None"),
        ({"number": "3"}, "number must be a whole number, not '3'"),
        ({"number": True}, "number must be a whole number, not True"),
        ({"number": 2.0}, "number must be a whole number, not 2.0"),
        ({"share": True}, "share must be a number, not True"),
        ({"texts": 3}, "texts must be a string or a list of strings, not 3"),
        ({"texts": [3]}, r"texts must be a string or a list of strings, not \[3\]"),
        ({"texts": b"x"}, "texts must be a string or a list of strings, not b'x'"),
        ({"numbers": {"a": "b"}}, "numbers must be a mapping of strings to whole numbers or None"),
        ({"query": "x"}, "query must be a Query or None, not 'x'"),
        ({"call": "x"}, "call must be a function or None, not 'x'"),
        ({"text": object}, "text must be a string, not <class 'object'>"),
    ],
)
def test_what_an_annotation_does_not_allow_is_refused(
    arguments: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=f"^{message}"):
        function(**arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        {"text": type("Text", (str,), {})("x"), "number": 10**30, "share": 1},
        {"texts": ("x",), "numbers": {"a": 1}, "call": print, "anything": object()},
        {"texts": {"x": 1}, "unknown": object()},
    ],
)
def test_what_an_annotation_allows_is_passed_on(arguments: dict[str, Any]) -> None:
    function(**arguments)


def test_the_elements_of_an_iterator_are_checked_as_they_are_taken() -> None:
    assert function(texts=iter(["x", "y"])) == ["x", "y"]
    with pytest.raises(UsageError, match="texts must be a string or a list of strings; one is 3"):
        function(texts=iter(["x", 3]))  # type: ignore[arg-type]


def test_what_stands_by_its_place_is_checked_too() -> None:
    with pytest.raises(UsageError, match="number must be a whole number, not '3'"):
        function("x", "3")  # type: ignore[arg-type]


def test_a_long_value_is_cut_in_the_message() -> None:
    with pytest.raises(UsageError) as caught:
        function(number="x" * 100_000)  # type: ignore[arg-type]

    assert len(str(caught.value)) < 200


def test_a_checked_function_keeps_its_name_and_its_documentation() -> None:
    assert (function.__name__, function.__doc__) == ("function", "Its documentation.")
    assert list(inspect.signature(function).parameters)[:2] == ["text", "number"]


def test_all_public_functions_are_checked() -> None:
    unchecked = {
        name
        for name, public in public_functions()
        if not inspect.isclass(public)
        and not hasattr(public, "__wrapped__")
        and set(inspect.signature(public).parameters) - {"self"}
    }

    assert unchecked == set()


def test_the_annotations_of_all_public_functions_are_understood() -> None:
    not_understood = {
        f"{name}({parameter})"
        for name, public in public_functions()
        if not inspect.isclass(public)
        for parameter, rule in rules_of(inspect.unwrap(public)).items()
        if rule is ANY and parameter not in {"self", "cls"}
    }

    assert not_understood == set()
