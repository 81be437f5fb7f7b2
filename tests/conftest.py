"""What tests of several packages begin with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from leadersearch.engines.memory import MemoryEngine
from leadersearch.index import Index, open_index


@pytest.fixture(params=["memory", "whoosh"])
def empty_index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """An index without articles, on every engine."""
    with (
        Index(MemoryEngine())
        if request.param == "memory"
        else open_index(tmp_path / "index", create=True)
    ) as index:
        yield index


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: the tests of the browser wait half of their time."""
    return (os.cpu_count() or 1) + 1
