"""All that can be read from a Whoosh index, as plain values: to compare two codecs."""

from __future__ import annotations

import tempfile
from typing import Any

from whoosh import fields, query
from whoosh.analysis import StemmingAnalyzer
from whoosh.filedb.filestore import FileStorage, RamStorage


class MemoryStorage(RamStorage):  # type: ignore[misc]  # whoosh is untyped
    """Whoosh's storage in memory, without the temporary folder that all processes would share."""

    def temp_storage(self, name: str | None = None) -> Any:
        return FileStorage(tempfile.mkdtemp(suffix=name))


def _schema(text: fields.TEXT, stemmed: fields.TEXT) -> fields.Schema:
    return fields.Schema(
        id=fields.ID(unique=True, stored=True),
        text=text,
        chars=fields.TEXT(chars=True),
        stemmed=stemmed,
        tag=fields.KEYWORD(scorable=True, stored=True, sortable=True),
        number=fields.NUMERIC(stored=True, sortable=True, signed=True),
        big=fields.NUMERIC(int, bits=64, sortable=True),
        flag=fields.BOOLEAN(stored=True),
        when=fields.DATETIME(stored=True, sortable=True),
        extra=fields.STORED,
    )


SCHEMA = _schema(
    fields.TEXT(stored=True, vector=True),
    fields.TEXT(spelling=True, analyzer=StemmingAnalyzer()),
)
PLAIN_SCHEMA = _schema(fields.TEXT(stored=True), fields.TEXT(analyzer=StemmingAnalyzer()))
"""The same without what cannot be merged by columns: vectors and spelling words."""

WORDS = ["alfa", "bravo", "charlie", "delta", "écho", "日本", "straße", "x" * 300]

QUERIES = [
    query.Term("text", "alfa"),
    query.And([query.Term("text", "alfa"), query.Term("text", "bravo")]),
    query.Or([query.Term("text", "alfa"), query.Term("chars", "delta")]),
    query.AndNot(query.Term("text", "bravo"), query.Term("text", "charlie")),
    query.Not(query.Term("text", "alfa")),
    query.Phrase("text", ["alfa", "bravo"]),
    query.Phrase("chars", ["bravo", "charlie"], slop=2),
    query.Prefix("text", "é"),
    query.Wildcard("text", "*l*a"),
    query.FuzzyTerm("text", "alpha", maxdist=2),
    query.TermRange("text", "b", "d"),
    query.NumericRange("number", -3, 4),
    query.Every("text"),
    query.Every(),
    query.Term("tag", "alfa"),
    query.Variations("stemmed", "charlie"),
]


def snapshot(index: Any) -> dict[str, Any]:
    """Return everything that a reader and a searcher tell about the index."""
    with index.searcher() as searcher:
        reader = searcher.reader()
        documents = list(reader.all_doc_ids())
        return {
            "counts": (reader.doc_count(), reader.doc_count_all()),
            "terms": {term: _postings(reader, *term) for term in reader.all_terms()},
            "stored": {number: reader.stored_fields(number) for number in documents},
            "columns": {name: _column(reader, name, documents) for name in _column_names(reader)},
            "vectors": {number: _vector(reader, number) for number in documents},
            "totals": {name: reader.field_length(name) for name in ("text", "tag")},
            "found": {
                repr(wanted): {hit.docnum for hit in searcher.search(wanted, limit=None)}
                for wanted in QUERIES
            },
            "sorted": [
                hit["id"]
                for hit in searcher.search(query.Every(), sortedby=["number", "id"], limit=None)
            ],
        }


def lengths(index: Any) -> dict[tuple[str, int], int]:
    """Return the length of every field in every document."""
    with index.reader() as reader:
        return {
            (name, number): reader.doc_field_length(number, name) or 0
            for name in ("text", "chars", "stemmed", "tag")
            for number in reader.all_doc_ids()
        }


def _postings(reader: Any, name: str, text: bytes) -> Any:
    info = reader.term_info(name, text)
    if name.startswith("spell_"):
        # Whoosh writes a posting of document 0 per occurrence; ours adds their weights up.
        return round(info.weight(), 4), round(reader.frequency(name, text), 4)
    matcher = reader.postings(name, text)
    found = []
    while matcher.is_active():
        values = tuple(
            tuple(matcher.value_as(kind))
            for kind in ("positions", "characters")
            if matcher.supports(kind)
        )
        found.append((matcher.id(), round(matcher.weight(), 5), values, matcher.value() or b""))
        matcher.next()
    return (
        found,
        info.doc_frequency(),
        round(info.weight(), 4),
        round(info.max_weight(), 4),
        info.min_id(),
        info.max_id(),
        round(reader.frequency(name, text), 4),
    )


def _column_names(reader: Any) -> list[str]:
    names = [name for name, field in reader.schema.items() if field.column_type]
    return [name for name in names if reader.has_column(name)]


def _column(reader: Any, name: str, documents: list[int]) -> list[Any]:
    # Whoosh's MultiReader leaves out segments without the column and then counts wrongly.
    if not all(leaf.has_column(name) for leaf, _ in reader.leaf_readers()):
        return []
    column = reader.column_reader(name, translate=False)
    return [column[number] for number in documents]


def _vector(reader: Any, number: int) -> Any:
    if not reader.has_vector(number, "text"):
        return None
    return list(reader.vector_as("positions", number, "text")), [
        (term, round(weight, 5)) for term, weight in reader.vector_as("weight", number, "text")
    ]
