"""What planning a query and explaining a score ask of a snapshot."""

from __future__ import annotations

from collections.abc import Sequence

from leadersearch.engines.whoosh.search.evaluate import Evaluation
from leadersearch.engines.whoosh.search.snapshot import Snapshot
from leadersearch.engines.whoosh.segment.damage import naming_damage
from leadersearch.plan import Leaf, Lookup


class SnapshotVocabulary:
    """What a snapshot holds, for the planner."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def holds(self, lookup: Lookup) -> bool:
        """Whether any article holds a term that the lookup selects."""
        return self._snapshot.holds(lookup.postings, lookup.selector)

    def document_frequency(self, postings: str, term: str) -> int:
        """How many articles hold the term in the postings field."""
        return self._snapshot.document_frequency(postings, term)

    def matching_terms(self, lookups: Sequence[Lookup]) -> dict[str, int]:
        """The terms that any of the lookups selects, their document frequencies summed."""
        return self._snapshot.matching_terms(lookups)


class SnapshotFigures:
    """What scores depend on, as of a snapshot. See `leadersearch.engine.Figures`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.articles = snapshot.articles
        self.mean_length = snapshot.mean_length
        self._evaluation = Evaluation(snapshot)

    @naming_damage()
    def document_frequency(self, node: Leaf) -> int:
        """How many articles match a leaf of a plan."""
        return self._evaluation.matches(node).total
