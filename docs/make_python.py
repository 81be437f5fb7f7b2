"""Write docs/reference/python.md from the public names of the package: python docs/make_python.py.

The page names each of them once; mkdocstrings puts its docstring, signature and members there.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import leadersearch

PAGE = Path(__file__).with_name("reference") / "python.md"

INTRODUCTION = """# Python

<!-- Written by docs/make_python.py from the public names of the package; a test checks that it is current. -->

All names on this page are imported from `leadersearch`:

```python
import leadersearch

with leadersearch.open_index("index", create=True) as index:
    index.ingest("corpus/")
    for hit in index.search("leadership AHP"):
        print(hit.rank, hit.article.title)
```

The library prints nothing, reads no settings and keeps no global state. Reading is safe from several threads. A name is
public if it is on this page; all others may change in any release.
"""

OPTIONS = """## Options

The keyword arguments of `open_index` and of the methods of `Index`, by the name of their type:
"""


def _is_error(value: Any) -> bool:
    return inspect.isclass(value) and issubclass(value, Exception)


GROUPS: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("Errors", _is_error),
    ("The index", lambda value: value in {leadersearch.Index, leadersearch.open_index}),
    ("Functions", inspect.isfunction),
    ("Values", lambda _value: True),
)
"""Each name stands in the first group that takes it."""
ORDER = ("The index", "Functions", "Values", "Errors")


def _options() -> dict[str, str]:
    """The keyword options of public functions and methods, by name, with their modules."""
    methods = inspect.getmembers(leadersearch.Index, inspect.isfunction)
    called = [leadersearch.open_index, *(method for _, method in methods)]
    found: dict[str, str] = {}
    for function in called:
        for given in inspect.signature(function).parameters.values():
            name = re.match(r"Unpack\[(\w+)\]", str(given.annotation))
            if name and name[1] not in leadersearch.__all__:
                scope = {**vars(sys.modules[function.__module__]), **_typed(function.__module__)}
                found[name[1]] = scope[name[1]].__module__
    return found


def _typed(module: str) -> dict[str, Any]:
    """The names that a module imports for type checkers only."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {
        alias.name: getattr(import_module(node.module), alias.name)
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }


def page() -> str:
    """The whole page."""
    held: dict[str, list[str]] = {heading: [] for heading in ORDER}
    for name in leadersearch.__all__:
        if name.startswith("__"):
            continue
        value = getattr(leadersearch, name)
        held[next(heading for heading, takes in GROUPS if takes(value))].append(name)
    parts = [INTRODUCTION]
    for heading, names in held.items():
        parts.append(f"## {heading}\n")
        parts += [f"::: leadersearch.{name}\n" for name in names]
        if heading == "The index":
            parts.append(OPTIONS)
            parts += [f"::: {module}.{name}\n" for name, module in _options().items()]
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
