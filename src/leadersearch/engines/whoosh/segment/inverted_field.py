"""One indexed field as columns: what a bulk writer hands over, and what is on disk."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array, least_float, narrowed, offsets_of
from leadersearch.engines.whoosh.segment.layouts import LAYOUTS, Layout
from leadersearch.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class InvertedField:
    """The terms of a field with their postings; every array may be a memory map.

    `text` holds the terms one after another as bytes (uint8), strictly ascending; term `i` is
    `text[text_offsets[i]:text_offsets[i + 1]]`. Its postings are `offsets[i]` to
    `offsets[i + 1]` in `documents` (strictly ascending within a term, at least one) and
    `frequencies` (None: all are 1). `occurrences` names the columns of the layout ("positions"),
    each with sum(frequencies) entries in the order of the postings.

    `weights` are None where a posting's weight is its frequency; otherwise one number per
    posting. `values` are the value strings of the layout "opaque", one per posting.
    `length_bounds` are the least and the greatest length of the field in the documents of each
    term; None takes them from the lengths already added to the segment.
    """

    layout: str = "positions"
    text: Array
    text_offsets: Array
    offsets: Array
    documents: Array
    frequencies: Array | None = None
    occurrences: Mapping[str, Array] = field(default_factory=dict)
    weights: Array | None = None
    values: Sequence[bytes] | None = None
    length_bounds: tuple[Array, Array] | None = None

    @property
    def rules(self) -> Layout:
        """The row of the table of layouts."""
        return LAYOUTS[self.layout]

    @property
    def term_count(self) -> int:
        """How many terms the field has."""
        return len(self.offsets) - 1

    def check(self) -> None:
        """Raise ValueError if the arrays cannot belong together; cheap, sizes only."""
        postings = int(self.offsets[-1])
        if len(self.text_offsets) != len(self.offsets) or int(self.text_offsets[-1]) != len(
            self.text
        ):
            raise ValueError("text_offsets fits neither the terms nor their text")
        if len(self.documents) != postings:
            raise ValueError(f"{len(self.documents)} documents for {postings} postings")
        if self.term_count and not bool(np.all(self.offsets[1:] > self.offsets[:-1])):
            raise ValueError("a term has no posting")
        for name, column in (("frequencies", self.frequencies), ("weights", self.weights)):
            if column is not None and len(column) != postings:
                raise ValueError(f"{len(column)} {name} for {postings} postings")
        if set(self.occurrences) != set(self.rules.columns):
            raise ValueError(f"the layout {self.layout!r} has the columns {self.rules.columns}")
        if (self.values is None) == (self.layout == "opaque"):
            raise ValueError("values belong to the layout 'opaque', and it needs them")


def packed_terms(terms: Sequence[bytes]) -> tuple[Array, Array]:
    """Return `terms` as the arrays `text` and `text_offsets` of an `InvertedField`."""
    text = np.frombuffer(b"".join(terms), np.uint8)
    return text, offsets_of([len(term) for term in terms])


def least_weights(weights: Array) -> Array:
    """Return weights as float32 where that is exact, else as float64."""
    return weights.astype(least_float(weights))


def merge_duplicates(
    columns: dict[str, Any], offsets: Array, *, counts_add_up: bool
) -> tuple[dict[str, Any], Array]:
    """Fold postings of one document in one term into the first, adding up their weights.

    Whoosh makes such pairs for the words of separate spelling fields and for lists of equal
    numbers; postings have to ascend strictly for readers to count on it. Occurrences of the two
    stand side by side already; of two opaque values the first stays.
    """
    documents = columns["documents"]
    is_first = np.ones(len(documents), dtype=bool)
    is_first[1:] = documents[1:] != documents[:-1]
    is_first[offsets[:-1].astype(np.int64)] = True
    starts = np.flatnonzero(is_first)
    frequencies = columns["frequencies"]
    merged: dict[str, Any] = {
        "documents": documents[starts],
        "frequencies": np.add.reduceat(frequencies, starts)
        if counts_add_up
        else frequencies[starts],
        "weights": np.add.reduceat(columns["weights"], starts),
    }
    values = columns["values"]
    merged["values"] = None if values is None else [values[start] for start in starts.tolist()]
    return merged, narrowed(np.searchsorted(starts, offsets.astype(np.int64)))
