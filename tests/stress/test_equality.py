"""A short run of the comparison of engines."""

from __future__ import annotations

from pathlib import Path

from stress.equality import run


def test_engines_are_equal_on_random_queries(tmp_path: Path) -> None:
    assert run(100, 1, tmp_path).failures == []
