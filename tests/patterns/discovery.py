"""Every regular expression of the package, found in its source, however and whenever compiled."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import leadersearch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGE = Path(leadersearch.__file__).parent
_FUNCTIONS = frozenset(
    ("compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
)
Examples = Mapping[str, tuple[Callable[[], object], bool]]
_NEUTRAL = frozenset(("compile", "pattern", "get"))
_AT_ONE_PLACE = frozenset(("match", "fullmatch"))


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern, where it stands in the source, and whether it is looked for at every place."""

    place: str
    pattern: re.Pattern[str]
    searches: bool


class UnknownPatternError(Exception):
    """A pattern that depends on local names of which no example is given."""


def all_patterns(examples: Examples) -> list[Found]:
    """The patterns of all modules.

    `examples`: "module.function" -> (what gives patterns that are put together inside of the
    function or method, whether they are searched for). Raises UnknownPatternError for one that
    is missing.
    """
    modules = _modules()
    public: dict[str, set[str]] = defaultdict(set)
    for module in modules:
        for name, methods in module.methods.items():
            public[name] |= methods
    return [found for module in modules for found in _patterns(module, public, examples)]


@dataclass(frozen=True, slots=True)
class _Module:
    """A module, its calls of `re` and the methods it calls, from one walk over its source."""

    path: Path
    calls: list[tuple[ast.stmt, list[ast.Call]]]  # of `re`, by statement
    methods: dict[str, set[str]]  # called on each name

    def methods_of(self, name: str, public: dict[str, set[str]]) -> set[str]:
        """The methods called on a name: in this module, or anywhere if it is public."""
        return (self.methods if name.startswith("_") else public).get(name, set())


@cache
def _modules() -> list[_Module]:
    modules = []
    for path in _sources():
        calls: list[tuple[ast.stmt, list[ast.Call]]] = []
        methods: dict[str, set[str]] = defaultdict(set)
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            nodes = list(ast.walk(statement))
            calls.append((statement, [node for node in nodes if _is_call_of_re(node)]))
            _add_methods(nodes, methods)
        modules.append(_Module(path, calls, methods))
    return modules


def _sources() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__main__.py")


def _dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _patterns(module: _Module, public: dict[str, set[str]], examples: Examples) -> Iterator[Found]:
    name = _dotted(module.path)
    for statement, calls in module.calls:
        if not calls:
            continue
        targets = [
            target.id
            for target in getattr(statement, "targets", [])
            if isinstance(target, ast.Name)
        ]
        scope = vars(import_module(name))
        for call in calls:
            place = f"{module.path.relative_to(PACKAGE)}:{call.lineno}"
            used = {_function(call)} - _NEUTRAL | _method_of(statement, call)
            for target in targets:
                used |= module.methods_of(target, public) - _NEUTRAL
            searches = not used or not used <= _AT_ONE_PLACE
            if targets and len(compiled := list(_compiled(scope[targets[0]]))) > 0:
                yield from (Found(place, pattern, searches) for pattern in compiled)
                break  # all of the statement at once: a table of patterns
            try:
                yield Found(place, _evaluated(call, scope), searches)
            except NameError as error:
                function = (
                    f"{name.removeprefix('leadersearch.')}.{_function_around(statement, call)}"
                )
                if function not in examples:
                    raise UnknownPatternError(
                        f"{place}: {error}; give an example of {function}"
                    ) from error
                patterns, searches = examples[function]
                yield from (Found(place, one, searches) for one in _compiled(patterns()))


def _is_call_of_re(node: ast.AST) -> TypeGuard[ast.Call]:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in _FUNCTIONS
    )


def _function(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _method_of(statement: ast.AST, call: ast.Call) -> set[str]:
    """The method called on the result: `re.compile(…).match(text)`."""
    return {
        node.attr
        for node in ast.walk(statement)
        if isinstance(node, ast.Attribute) and node.value is call
    }


def _add_methods(nodes: Iterable[ast.AST], methods: dict[str, set[str]]) -> None:
    """The methods called on each name, by the name alone; any other use counts as a search."""
    for node in nodes:
        if isinstance(node, ast.Attribute):
            owner = node.value.value if isinstance(node.value, ast.Subscript) else node.value
            if isinstance(owner, ast.Name):
                methods[owner.id].add(node.attr)
        elif isinstance(node, ast.Call):
            for argument in node.args:
                if isinstance(argument, ast.Name):
                    methods[argument.id].add("passed on")


def _compiled(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from _compiled(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _compiled(part)


def _function_around(statement: ast.stmt, call: ast.Call) -> str:
    """The innermost function that holds a call."""
    around = [
        node
        for node in ast.walk(statement)
        if isinstance(node, ast.FunctionDef) and any(part is call for part in ast.walk(node))
    ]
    return around[-1].name if around else ""


def _evaluated(call: ast.Call, scope: dict[str, Any]) -> re.Pattern[str]:
    flags = [word.value for word in call.keywords if word.arg == "flags"]
    if _function(call) == "compile":
        flags += call.args[1:2]
    pattern, *options = (
        eval(compile(ast.Expression(part), "", "eval"), scope)  # it is our own source
        for part in (call.args[0], *flags)
    )
    return re.compile(pattern, *options)
