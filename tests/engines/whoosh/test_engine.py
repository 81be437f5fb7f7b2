"""The embedded engine keeps the contract, whatever way its index came about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engines.capabilities import CapabilitiesContract, MaintenanceContract
from engines.contract import EngineContract
from leadersearch.engines.whoosh.engine import WhooshEngine


class TestWhooshEngine(EngineContract, CapabilitiesContract, MaintenanceContract):
    @pytest.fixture
    def engine(self, tmp_path: Path) -> Iterator[WhooshEngine]:
        engine = WhooshEngine(tmp_path / "index", create=True)
        yield engine
        engine.close()
