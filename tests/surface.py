"""The functions and methods that people call, and the values that they make."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import leadersearch
from leadersearch.export import cite, export

OBJECTS: tuple[type, ...] = (leadersearch.Index, leadersearch.FacetValues, leadersearch.Page)
# All other values are made by searches and runs.
VALUES: tuple[type, ...] = (
    leadersearch.Article,
    leadersearch.PartialDate,
    leadersearch.SavedSearch,
    leadersearch.Search,
    leadersearch.Source,
)


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """The name of each and the function, or the class that makes a value."""
    for name in leadersearch.__all__:
        value = getattr(leadersearch, name)
        if inspect.isfunction(value):
            yield name, value
    for owner in OBJECTS:
        for name, method in inspect.getmembers(owner, inspect.isfunction):
            if not name.startswith("_"):
                yield f"{owner.__name__}.{name}", method
    for made in VALUES:
        yield made.__name__, made
    dates = leadersearch.PartialDate
    more: dict[str, Callable[..., Any]] = {
        "export.cite": cite,
        "export.export": export,
        "PartialDate.of": dates.of,
        "PartialDate.parse": dates.parse,
    }
    yield from more.items()
