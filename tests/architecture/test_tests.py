"""Promises of the tests themselves: no clock decides, and a busy machine is no failure."""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
MODULES = sorted(path for path in TESTS.rglob("*.py") if "stress" not in path.parts)

CLOCKS = {
    "waiting.py": "the one place that knows when to give up",
}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = {n.name for node in ast.walk(tree) if isinstance(node, ast.Import) for n in node.names}
    return plain | {
        node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }


def calls(path: Path, name: str) -> list[ast.Call]:
    """The calls of a function or method of a name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == name
    ]


def test_no_test_looks_at_a_clock() -> None:
    assert {path.name for path in MODULES if "time" in imported(path)} == CLOCKS.keys()


def test_properties_have_the_settings_of_all() -> None:
    assert [path.name for path in MODULES if calls(path, "settings")] == ["strategies.py"]
