"""Whatever is passed to a public function, a wrong type is a LeaderSearchError that names it."""

from __future__ import annotations

import inspect
import shutil
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

import leadersearch
from leadersearch import Article, LeaderSearchError, Search, open_index, parse_query
from leadersearch.collection.ingest import IngestOptions, ingestion
from leadersearch.collection.ingest.reading import Reading, ReadingHere
from leadersearch.results.search import SearchParts
from surface import public_functions

ARTICLE = Article(id="one", title="Kindness at work", authors=("Ada Lee",), tags=("kind",))

# Of each kind, and of what looks like another.
VALUES: dict[str, Callable[[], object]] = {
    "None": lambda: None,
    "True": lambda: True,
    "3": lambda: 3,
    "-1": lambda: -1,
    "a huge number": lambda: 10**30,
    "2.5": lambda: 2.5,
    "not a number": lambda: float("nan"),
    "text": lambda: "x",
    "no text": lambda: "",
    "text with NUL": lambda: "a\0b",
    "half a character": lambda: "\ud800",
    "bytes": lambda: b"x",
    "a bytearray": lambda: bytearray(b"x"),
    "an object": object,
    "a class": lambda: str,
    "an article": lambda: ARTICLE,
    "a search": lambda: Search("x"),
    "a day": lambda: date(2024, 5, 17),
    "a path": lambda: Path("nowhere"),
    "texts": lambda: ["x", "y"],
    "numbers": lambda: [3, 4],
    "lists": lambda: [[]],
    "nothing": list,
    "a set": lambda: {"x"},
    "an iterator of texts": lambda: iter(["x"]),
    "an iterator of numbers": lambda: iter([3]),
    "an iterator of objects": lambda: (object() for _ in range(2)),
    "a mapping": lambda: {"x": "y"},
    "a mapping of numbers": lambda: {3: 4},
    "a function": lambda: repr,
}

EXAMPLES: dict[str, Any] = {
    "article": ARTICLE,
    "article_id": "one",
    "articles": [ARTICLE],
    "data": b'{"title": "Two"}',
    "facet": "tag",
    "field": "title",
    "found": leadersearch.Fragment("kind"),
    "ids": ["one"],
    "location": "memory://",
    "name": "mine",
    "other": open_index("memory://"),
    "path": "nowhere",
    "paths": ["nowhere"],
    "query": "kindness",
    "rules": "",
    "search": "kindness",
    "style": "apa",
    "text": "kind",
    "typed": "kind",
    "year": 2024,
}
"""Values for the parameters that need one, by name."""
OF_ONE: dict[str, dict[str, Any]] = {
    "Index.ingest_bytes": {"name": "two.json"},
    "Article": {"title": "Kindness"},
    "SavedSearch": {"search": Search("kindness")},
    "render_query": {"query": parse_query("kindness").query},
}
"""Further values for one function, or others."""
NAMES = {**vars(typing), **vars(leadersearch)} | {
    name: getattr(leadersearch, name) for name in leadersearch.__all__
}
NAMES |= {
    "Callable": Callable,
    "IngestOptions": IngestOptions,
    "Iterable": Iterable,
    "Mapping": Mapping,
    "Path": Path,
    "Reading": Reading,
    "SearchParts": SearchParts,
    "date": date,
}


# Any list of texts will do; it is kept as a tuple.
TOLERANT = {("Article", "authors"): Iterable[str], ("Article", "tags"): Iterable[str]}


def parameters(function: Callable[..., Any]) -> dict[str, Any]:
    """The annotation of each parameter, options that are passed on among them."""
    made = inspect.unwrap(function.__init__ if inspect.isclass(function) else function)
    known = {**NAMES, **getattr(made, "__globals__", {})}
    found: dict[str, Any] = {}
    for name, row in inspect.signature(made).parameters.items():
        if name in {"self", "cls"}:
            continue
        kind = row.annotation
        if isinstance(kind, str):
            kind = eval(kind, known)
        if row.kind is row.VAR_KEYWORD:
            (options,) = get_args(kind)
            found |= typing.get_type_hints(options, known)
        else:
            found[name] = kind
    return found


def allows(kind: Any, value: object) -> bool | None:
    """Whether an annotation allows a value; None where nobody can say before it is used."""
    origin, inner = get_origin(kind), get_args(kind)
    if kind is Any or kind is object or getattr(kind, "_is_protocol", False):
        return None
    if origin in {types.UnionType, typing.Union}:
        judged = [allows(each, value) for each in inner]
        return True if True in judged else None if None in judged else False
    if kind in {int, float}:
        return isinstance(value, int | kind) and not isinstance(value, bool)
    if origin is None:
        return value is None if kind is types.NoneType else isinstance(value, kind)
    if not isinstance(value, origin) or isinstance(value, str | bytes | bytearray):
        return False
    if isinstance(value, Iterator) or len(inner) > 1 or not isinstance(value, Iterable):
        return None
    judged = [allows(inner[0], each) for each in value]
    return False not in judged


CALLS = {
    f"{name}({parameter})": (name, function, parameter, kind)
    for name, function in public_functions()
    for parameter, kind in parameters(function).items()
}


TRIALS = {
    f"{call}, {engine}": (row, engine)
    for call, row in CALLS.items()
    for engine in ("memory", "embedded")
    if engine == "memory" or call.startswith("Index.")  # nothing else knows an engine
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An embedded index with the article, to be copied."""
    place = tmp_path_factory.mktemp("filled") / "index"
    with open_index(place, create=True) as index:
        index.add(ARTICLE)
    return place


@contextmanager
def owner_of(name: str, location: str) -> Iterator[Any]:
    """The object that a function is called of; for one that stands by itself, nothing."""
    owner, dot, _ = name.partition(".")
    if not dot or owner in {"export", "PartialDate"}:
        yield None
        return
    with open_index(location, create=True) as index:
        if "one" not in index:
            index.add(ARTICLE)
        owners: dict[str, Callable[[], object]] = {
            "Index": lambda: index,
            "Page": lambda: index.search("kindness"),
            "FacetValues": lambda: index.values("tag"),
        }
        yield owners[owner]()
        assert "one" in index or name == "Index.remove"


def given(name: str, function: Callable[..., Any]) -> dict[str, Any]:
    """Values of the right types for what has to be passed."""
    rows = inspect.signature(function).parameters.values()
    needed = {
        row.name: EXAMPLES.get(row.name)
        for row in rows
        if row.default is row.empty and row.kind is not row.VAR_KEYWORD and row.name != "self"
    }
    return needed | OF_ONE.get(name, {})


@pytest.mark.parametrize(("call", "engine"), TRIALS.values(), ids=TRIALS.keys())
def test_a_value_of_a_wrong_type_is_a_named_error(
    call: tuple[str, Callable[..., Any], str, Any],
    engine: str,
    filled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, function, parameter, kind = call
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ingestion, "default_reading", lambda jobs: ReadingHere())
    location = "memory://"
    if engine == "embedded":
        location = shutil.copytree(filled, "index")
    with owner_of(name, location) as owner:
        for label, make in VALUES.items():
            allowed = allows(TOLERANT.get((name, parameter), kind), make())
            arguments = {**given(name, function), parameter: make()}
            try:
                result = function(owner, **arguments) if owner else function(**arguments)
                if isinstance(result, Iterator):
                    list(result)
            except LeaderSearchError:
                continue
            assert allowed is not False, f"{label} was taken for {kind}"
