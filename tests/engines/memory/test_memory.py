"""The oracle keeps the contract too."""

from __future__ import annotations

import pytest

from asking import document_frequency
from engines.capabilities import CapabilitiesContract
from engines.contract import EngineContract
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.model.article import Article


class TestMemoryEngine(EngineContract, CapabilitiesContract):
    @pytest.fixture
    def engine(self) -> MemoryEngine:
        return MemoryEngine()


def test_a_language_is_used_for_articles_and_queries() -> None:
    engine = MemoryEngine("de")
    with engine.write() as writer:
        writer.put([Article(id="x", body="Die Häuser")])
    assert document_frequency(engine, "body", "haus") == 1
    assert engine.view().statistics().language == "german"
