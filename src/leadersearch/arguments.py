"""The arguments of public functions, checked against their annotations.

    @checked
    def cite(article: Article, style: str) -> str: ...

    cite(3, "apa")    UsageError: article must be an Article, not 3

`checked_methods` does the same for the public methods of a class. An annotation is read when a
function is first called. Text is no list of letters, and True is no number. The elements of an
iterator are checked as they are taken. Options that are passed on (`**options`) are left to the
function that names them.
"""

from __future__ import annotations

import ast
import reprlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import wraps
from types import CodeType, FunctionType, NoneType
from typing import Any, ParamSpec, TypeVar, cast

from leadersearch.errors import UsageError
from leadersearch.values import dataclass

__all__ = ["checked", "checked_methods"]

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Rule:
    """The values that an annotation allows.

    Those of the types `at_once` fit without a further look. `one` and `several` say in words what
    fits. `fits` judges a value; `each` is the rule of the elements of an iterator, if it may be one.
    """

    one: str
    several: str
    fits: Callable[[object], bool]
    at_once: frozenset[type] = frozenset()
    each: Rule | None = None

    def take(self, name: str, value: object) -> object:
        """A value that fits, or an iterator that will tell; raises UsageError."""
        if not self.fits(value):
            shown = reprlib.repr(value)
            raise UsageError(f"{name} must be {self.one}, not {shown}")
        if self.each is not None and isinstance(value, Iterator):
            return self._taken(name, value)
        return value

    def _taken(self, name: str, values: Iterator[object]) -> Iterator[object]:
        each = cast("Rule", self.each)
        for value in values:
            if type(value) not in each.at_once and not each.fits(value):
                raise UsageError(f"{name} must be {self.one}; one is {reprlib.repr(value)}")
            yield value


def checked(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """The function, which raises UsageError for an argument that its annotation does not allow."""
    by_name: dict[str, Rule] = {}
    code: CodeType = function.__code__
    names = code.co_varnames[: code.co_argcount]
    at_once: list[frozenset[type]] = []

    @wraps(function)
    def call(*args: Any, **options: Any) -> _R:
        if not at_once:
            by_name.update(rules_of(function))
            at_once.extend(by_name[name].at_once for name in names)
        for value, kinds in zip(args, at_once, strict=False):
            if type(value) not in kinds:
                args = _taken(by_name, names, args)
                break
        for name, value in options.items():
            if (rule := by_name.get(name)) and type(value) not in rule.at_once:
                options[name] = rule.take(name, value)
        return function(*args, **options)

    return cast("Callable[_P, _R]", call)


def checked_methods(cls: type[_T]) -> type[_T]:
    """The class, with the arguments of its public methods checked."""
    for name, method in list(vars(cls).items()):
        if isinstance(method, FunctionType) and not name.startswith("_"):
            setattr(cls, name, checked(method))
    return cls


def _taken(
    by_name: Mapping[str, Rule], names: tuple[str, ...], args: tuple[Any, ...]
) -> tuple[Any, ...]:
    """Arguments by their place, each as its rule takes it."""
    named = zip(names, args, strict=False)
    return (*(by_name[name].take(name, value) for name, value in named), *args[len(names) :])


def rules_of(function: Callable[..., object]) -> dict[str, Rule]:
    """The rule of each parameter of a function that is named, by name."""
    code: CodeType = function.__code__
    known: dict[str, Any] = function.__globals__
    count = code.co_argcount + code.co_kwonlyargcount
    given = function.__annotations__
    return {
        name: _rule(ast.parse(given[name], mode="eval").body, known) if name in given else ITSELF
        for name in code.co_varnames[:count]
    }


def _rule(node: ast.expr, known: dict[str, Any]) -> Rule:
    match node:
        case ast.BinOp(left=left, right=right):
            return _either(_rule(left, known), _rule(right, known))
        case ast.Constant(value=None):
            return _PLAIN[NoneType]
        case ast.Subscript(value=ast.Name(id=name), slice=inner):
            return _generic(_value(name, known), inner, known)
        case ast.Name(id=name):
            return _plain(name, _value(name, known))
    return ANY


def _value(name: str, known: dict[str, Any]) -> Any:
    return known.get(name, _BUILT_IN.get(name))


def _plain(name: str, kind: Any) -> Rule:
    """A name alone: a class, or several under one name."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    if getattr(kind, "__origin__", None) is Callable:
        return _FUNCTION
    if kind is None or kind is Any or getattr(kind, "_is_protocol", False):
        return ANY
    article = "an" if name[0] in "AEIOU" else "a"
    kinds = frozenset({kind}) if isinstance(kind, type) else frozenset(kind.__args__)
    return Rule(f"{article} {name}", f"{name} values", lambda value: isinstance(value, kind), kinds)


def _generic(kind: Any, inner: ast.expr, known: dict[str, Any]) -> Rule:
    if kind is Callable:
        return _FUNCTION
    if isinstance(kind, type) and issubclass(kind, Mapping) and isinstance(inner, ast.Tuple):
        return _mapping(*(_rule(part, known) for part in inner.elts))
    if isinstance(kind, type) and issubclass(kind, Iterable) and not isinstance(inner, ast.Tuple):
        return _listing(kind, _rule(inner, known))
    return ANY


def _either(one: Rule, other: Rule) -> Rule:
    if ANY in {one, other}:
        return ANY
    return Rule(
        f"{one.one} or {other.one}",
        f"{one.several} or {other.several}",
        lambda value: one.fits(value) or other.fits(value),
        one.at_once | other.at_once,
        one.each or other.each,
    )


def _listing(kind: type[Iterable[Any]], each: Rule) -> Rule:
    def fits(value: object) -> bool:
        if not isinstance(value, kind) or isinstance(value, str | bytes | bytearray):
            return False
        return not isinstance(value, Collection) or all(map(each.fits, value))

    words = f"a list of {each.several}"
    return Rule(words, words.replace("a list", "lists"), fits, each=each)


def _mapping(key: Rule, each: Rule) -> Rule:
    def fits(value: object) -> bool:
        return isinstance(value, Mapping) and all(
            key.fits(name) and each.fits(held) for name, held in value.items()
        )

    words = f"a mapping of {key.several} to {each.several}"
    return Rule(words, words, fits)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


ANY = Rule("anything", "anything", lambda _: True)
"""The rule of an annotation that allows all values, or that only a type checker understands."""


class _AllTypes(frozenset[type]):
    def __contains__(self, _kind: object) -> bool:
        return True


ITSELF = Rule("anything", "anything", lambda _: True, _AllTypes())
"""The rule of the object that a method is called of."""

_FUNCTION = Rule("a function", "functions", callable)
_PLAIN: dict[Any, Rule] = {
    str: Rule("a string", "strings", lambda value: isinstance(value, str), frozenset({str})),
    bytes: Rule("bytes", "bytes", lambda value: isinstance(value, bytes), frozenset({bytes})),
    int: Rule("a whole number", "whole numbers", _is_whole, frozenset({int})),
    float: Rule("a number", "numbers", _is_number, frozenset({int, float})),
    bool: Rule(
        "True or False",
        "True or False",
        lambda value: isinstance(value, bool),
        frozenset({bool}),
    ),
    NoneType: Rule("None", "None", lambda value: value is None, frozenset({NoneType})),
    object: ANY,
}
_BUILT_IN: dict[str, Any] = {
    kind.__name__: kind for kind in (str, bytes, int, float, bool, object, list, tuple, dict)
}
