"""The content of a segment, and the content expected for some articles: the same plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from leadersearch.engine.stored import stored_fields
from leadersearch.engines.whoosh.segment.article_fields import numbers
from leadersearch.engines.whoosh.segment.protocol import DAY_COLUMN, LENGTH_COLUMN, TIE_COLUMN
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.engines.whoosh.stock.document_reader import ColumnarDocumentReader
from leadersearch.engines.whoosh.stock.field_reader import ColumnarTermsReader
from leadersearch.engines.whoosh.write.field_plan import BESIDE, CODED, LAYOUTS
from leadersearch.model.article import Article
from leadersearch.model.field import Kind
from leadersearch.model.fields import LENGTH_FIELDS
from leadersearch.text import Analysis
from leadersearch.text.analysis import exact_field, tokenise_values


@dataclass
class Said:
    """A segment as plain values.

    `postings` maps field -> term -> document -> positions (or how many, or None), `codes` maps
    field -> term -> document -> (within, length), `lengths` and `columns` name -> numbers.
    """

    postings: dict[str, dict[str, dict[int, Any]]] = field(default_factory=dict)
    codes: dict[str, dict[str, dict[int, tuple[int, int]]]] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)
    columns: dict[str, list[int]] = field(default_factory=dict)
    stored: list[dict[str, Any]] = field(default_factory=list)


def read(storage: Any, segment: ColumnarSegment) -> Said:
    """The content of a segment; checks on the way that its order is that of the bytes."""
    file = segment.open(storage)
    file.verify()
    documents = ColumnarDocumentReader(storage, segment)
    terms = ColumnarTermsReader(storage, segment)
    count = documents.doc_count_all()
    assert count == segment.doc_count_all()
    said = Said()
    for name in terms.indexed_field_names():
        said.postings[name], said.codes[name] = _field(file, terms, name)
        lengths = documents.lengths(name)
        said.lengths[name] = [0] * count if lengths is None else lengths.tolist()
    said.codes = {name: terms for name, terms in said.codes.items() if terms}
    for name in documents.list_columns():
        column = documents.column(name)
        assert column is not None
        said.columns[name] = column.tolist()
    said.stored = [documents.stored_fields(number) for number in range(count)]
    return said


def _field(file: Any, terms: ColumnarTermsReader, name: str) -> tuple[Any, Any]:
    field = terms.field(name)
    assert field is not None
    strings = field.terms.terms(0, len(field.terms))
    assert strings == sorted(set(strings))
    codes = _codes(file, name) if name in CODED else []
    postings: dict[str, dict[int, Any]] = {}
    coded: dict[str, dict[int, tuple[int, int]]] = {}
    for ordinal, string in enumerate(strings):
        term = string.decode("utf-8", "surrogatepass")
        numbers = field.postings.documents(ordinal, ordinal + 1).tolist()
        assert numbers == sorted(set(numbers))
        counts = field.postings.frequencies(ordinal, ordinal + 1).tolist()
        values: list[Any] = [None] * len(numbers)
        if LAYOUTS[name] == "frequency":
            values = counts
        elif LAYOUTS[name] == "positions":
            places = field.postings.positions(ordinal)[0].tolist()
            ends = np.cumsum(counts).tolist()
            values = [places[end - count : end] for end, count in zip(ends, counts, strict=True)]
        postings[term] = dict(zip(numbers, values, strict=True))
        if codes:
            start, end = field.postings.bounds(ordinal, ordinal + 1)
            coded[term] = dict(zip(numbers, codes[start:end], strict=True))
    return postings, coded


def _codes(file: Any, name: str) -> list[tuple[int, int]]:
    """The meaning of the code of each posting."""
    pairs = [file.array(f"code-{part}/{name}").tolist() for part in ("within", "length")]
    table = list(zip(*pairs, strict=True))
    return [table[code] for code in file.array(f"codes/{name}").tolist()]


def expected(articles: Sequence[Article], analysis: Analysis) -> Said:
    """The expected content of a segment of these articles, by `Analysis.analyse`."""
    said = Said()
    postings: Any = defaultdict(lambda: defaultdict(dict))
    codes: Any = defaultdict(lambda: defaultdict(dict))
    lengths: Any = defaultdict(lambda: [0] * len(articles))
    columns: Any = {LENGTH_COLUMN: [], DAY_COLUMN: [], TIE_COLUMN: []}
    distinct = {id(article): article for article in articles}  # some tests give one twice
    analysed = {key: analysis.analyse(article) for key, article in distinct.items()}
    for number, article in enumerate(articles):
        found = analysed[id(article)]
        places = {name: terms for name, terms in found.positions.items() if name in LAYOUTS}
        if article.date:
            places["date"] = {str(article.date): [0]}
        for name, terms in places.items():
            for term, at in terms.items():
                postings[name][term][number] = _value(LAYOUTS[name], at)
        for name in CODED:
            for term in found.positions.get(name, {}):
                within = _within(found.positions, name, term)
                codes[name][term][number] = (within, found.length)
        for name, length in _lengths(article).items():
            lengths[name][number] = length
        for name, value in numbers(article, found.length).items():
            columns[name].append(value)
        said.stored.append(stored_fields(article))
    said.postings = {name: dict(terms) for name, terms in postings.items()}
    said.codes = {name: dict(terms) for name, terms in codes.items()}
    said.lengths = {name: lengths[name] for name in said.postings}
    said.columns = columns
    return said


def _value(layout: str, places: list[int]) -> Any:
    # The analysis may name one place twice, where a compound is cut to the form of its part.
    distinct = sorted(set(places))
    return {"positions": distinct, "frequency": len(distinct), "existence": None}[layout]


def _within(positions: Any, name: str, term: str) -> int:
    suffix = name.removeprefix(CODED[0])
    return sum(
        int(part.weight) * len(set(positions.get(part.name + suffix, {}).get(term, ())))
        for part in LENGTH_FIELDS
    )


def _lengths(article: Article) -> dict[str, int]:
    lengths = {}
    for part in (*LENGTH_FIELDS, *BESIDE):
        tokens = tokenise_values(part.indexed(part.values(article)))
        lengths[part.name] = sum(token.span == 1 for token in tokens)
        if part in BESIDE and part.kind is Kind.TEXT:
            lengths[exact_field(part.name)] = lengths[part.name]
    total = sum(lengths[part.name] for part in LENGTH_FIELDS)
    return lengths | dict.fromkeys(CODED, total)
