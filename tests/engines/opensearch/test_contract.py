"""An index in a cluster keeps the contract."""

from __future__ import annotations

from engines.capabilities import (
    FacetContract,
    FuzzyContract,
    InstantVisibilityContract,
    OpenPhraseContract,
    OpenVerbatimContract,
    PhraseContract,
    VerbatimContract,
    VocabularyContract,
)
from engines.contract import EngineContract


class TestOpenSearchEngine(
    EngineContract,
    PhraseContract,
    VerbatimContract,
    OpenPhraseContract,
    OpenVerbatimContract,
    FuzzyContract,
    FacetContract,
    VocabularyContract,
    InstantVisibilityContract,
):
    """All but the last bit of scores, transactions and files on this machine."""
