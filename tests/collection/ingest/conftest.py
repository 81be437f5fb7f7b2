"""An engine of either kind, and a folder for files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.engines.whoosh.engine import WhooshEngine


@pytest.fixture(params=["memory", "whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made: Engine = MemoryEngine()
    if request.param == "whoosh":
        made = WhooshEngine(tmp_path / "index", create=True)
    yield made
    made.close()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    return folder
