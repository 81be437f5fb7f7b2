"""The seam between the search and what is on disk: one segment as numpy arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from leadersearch.engines.whoosh.segment.term_positions import TermPostings
from leadersearch.plan import Selector

LENGTH_COLUMN = "length_column"
DAY_COLUMN = "day_column"
TIE_COLUMN = "tie_column"


class Counts(NamedTuple):
    """Where terms occur: `documents` int64 (n,), increasing; `counts` int64 (n,), all > 0."""

    documents: NDArray[np.int64]
    counts: NDArray[np.int64]


class Weighed(NamedTuple):
    """As Counts, each occurrence counted with the weight of its field: `weights` float64 (n,)."""

    documents: NDArray[np.int64]
    weights: NDArray[np.float64]


class Coded(NamedTuple):
    """The postings of one term: `documents` int64 (n,), increasing; `codes` unsigned (n,).

    A code stands for a weighted count and the length of the document: see CodeTable.
    """

    documents: NDArray[np.int64]
    codes: NDArray[Any]


class CodeTable(NamedTuple):
    """The meaning of score codes: code i is the weighted count `within[i]` in a length of `length[i]`.

    Both float64 (codes,).
    """

    within: NDArray[np.float64]
    length: NDArray[np.float64]


class Grouped(NamedTuple):
    """The postings of a whole field.

    Term i, `term(i)`, occurs in `documents[offsets[i]:offsets[i + 1]]`; `offsets` is int64
    (terms + 1,); terms are in the order of their code points. Deleted documents are among them.
    """

    term: Callable[[int], str]
    offsets: NDArray[np.int64]
    documents: NDArray[np.int64]


class Segment(Protocol):
    """One segment. Document numbers count from 0 within it; deleted ones come out nowhere else."""

    documents: int  # deleted ones included
    live: NDArray[np.bool_] | None  # None: nothing is deleted

    def counts(self, postings: str, selector: Selector) -> Counts:
        """In which documents, and how often, any of the selected terms occurs."""

    def coded(self, postings: str, term: str) -> Coded:
        """The postings of one term of the combined fields, each with the code of its score."""

    def code_table(self, postings: str) -> CodeTable:
        """The meaning of the score codes of a combined field."""

    def document_frequency(self, postings: str, term: str) -> int:
        """How many documents hold a term."""

    def posting_count(self, postings: str, selector: Selector) -> int:
        """How many postings the selected terms have, those of deleted documents included."""

    def coded_at(self, postings: str, term: str, documents: NDArray[np.int64]) -> Coded:
        """As `coded`, of those `documents`, increasing, that hold the term.

        Instead of documents come their indices in `documents`.
        """

    def term_postings(self, postings: str, term: str) -> TermPostings | None:
        """The postings of one term of a field with positions; None where nothing holds it."""

    def weighed(self, postings: str, selector: Selector) -> Weighed:
        """The documents of the selected terms of a combined field, and their weighted counts."""

    def whole(self, postings: str) -> str:
        """The field that a view of a field is a part of; any other field itself."""

    def part(self, postings: str, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those occurrences in the whole field that belong to a view of it."""

    def occurrences(
        self, postings: str, selector: Selector, at: NDArray[np.int64] | None = None
    ) -> NDArray[np.int64]:
        """Where: `document << 32 | position`, increasing; only at some such places, if any are given."""

    def place_weights(self, keys: NDArray[np.int64]) -> NDArray[np.float64]:
        """The weight of the field that each occurrence in the combined field belongs to."""

    def holds(self, postings: str, selector: Selector) -> bool:
        """Whether any live document holds a selected term."""

    def grouped(self, postings: str) -> Grouped:
        """All terms of a field and the documents that hold each."""

    def vocabulary(self, postings: str, selector: Selector) -> Iterable[tuple[str, int]]:
        """The selected terms, and how many live documents hold each."""

    def column(self, name: str, at: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """A number for each document, or only for some, increasing; 0 where it has none."""

    def stored(self, document: int) -> dict[str, Any]:
        """The stored fields of a document."""

    def check_whole(self) -> None:
        """Raise IndexCorrupt where the file has been cut short since it was opened."""

    def verify(self) -> None:
        """Read every byte; IndexCorrupt where a checksum does not hold, or parts do not agree."""


NO_COUNTS = Counts(np.empty(0, np.int64), np.empty(0, np.int64))

NO_CODES = Coded(np.empty(0, np.int64), np.empty(0, np.uint8))
