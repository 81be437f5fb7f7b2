"""The embedded engine keeps the contract, whatever way its index came about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.register_assert_rewrite("engines.contract")

from engines.contract import EngineContract  # noqa: E402
from leadersearch.engines.whoosh.engine import WhooshEngine  # noqa: E402


class TestWhooshEngine(EngineContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[WhooshEngine]:
        engine = WhooshEngine(tmp_path / "index", create=True)
        yield engine
        engine.close()
