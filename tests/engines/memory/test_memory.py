"""The oracle keeps the contract too."""

from __future__ import annotations

import pytest

pytest.register_assert_rewrite("engines.contract")

from engines.contract import EngineContract  # noqa: E402
from leadersearch.engines.memory.engine import MemoryEngine  # noqa: E402
from leadersearch.model.article import Article  # noqa: E402


class TestMemoryEngine(EngineContract):
    @pytest.fixture
    def engine(self) -> MemoryEngine:
        return MemoryEngine()


def test_a_language_is_used_for_articles_and_queries() -> None:
    engine = MemoryEngine("de")
    with engine.write() as writer:
        writer.add(Article(id="x", body="Die Häuser"))
    assert engine.document_frequency("body", "haus") == 1
    assert engine.statistics().language == "german"
