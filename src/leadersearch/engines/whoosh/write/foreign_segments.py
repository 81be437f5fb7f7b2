"""Segments that another program wrote into the index by Whoosh's own writer.

Their stored fields are articles like any others: they are analysed again, in memory for reading, and
for good with the next commit. Only stored fields are read of them, and those as data, since Whoosh
pickles them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from whoosh.codec.whoosh3 import STORED_COLUMN, W3Segment
from whoosh.columns import emptybytes
from whoosh.filedb.filestore import RamStorage

from leadersearch.engines.whoosh.segment.document_columns import DocumentColumns
from leadersearch.engines.whoosh.segment.reader import ColumnarView
from leadersearch.engines.whoosh.segment.record import SegmentRecord
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.engines.whoosh.stock.storage import plain_value
from leadersearch.engines.whoosh.write.segment_writer import SegmentWriter
from leadersearch.errors import ArticleError, LeaderSearchError
from leadersearch.model.article import Article, PartialDate
from leadersearch.model.fields import EXTRA_FIELDS, TABLE
from leadersearch.model.name_lists import split_names
from leadersearch.text import Analysis

_UNUSABLE = Article(title="?")
"""Stands for a deleted document, so that the numbers of the others stay as they are."""


def foreign_articles(storage: Any, segment: Any) -> Iterator[Article | None]:
    """The articles of a segment by document number; None where one is deleted or holds no text."""
    for number, stored in enumerate(_stored(storage, segment)):
        yield None if segment.is_deleted(number) else _article(stored)


def analysed_anew(storage: Any, segment: Any, analysis: Analysis) -> ColumnarView:
    """A segment as if we had written it, in memory; document numbers are the same."""
    memory = RamStorage()
    target = ColumnarSegment(segment.indexname)
    draft = SegmentWriter(memory, target, analysis)
    for number, article in enumerate(foreign_articles(storage, segment)):
        draft.add(article or _UNUSABLE)
        if article is None:
            target.delete_document(number)
    draft.finish()
    return ColumnarView(memory, target)


def _stored(storage: Any, segment: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(segment, SegmentRecord):
        reader = DocumentColumns(segment.open(storage))
        return (reader.stored_fields(number) for number in range(segment.doc_count_all()))
    assert isinstance(segment, W3Segment)
    return _stored_by_whoosh(storage, segment)


def _stored_by_whoosh(storage: Any, segment: Any) -> Iterator[Mapping[str, Any]]:
    files = segment.open_compound_file(storage) if segment.is_compound() else storage
    reader = segment.codec().per_document_reader(files, segment)
    try:
        # The column beneath the one that would unpickle freely.
        column = reader.column_reader("_stored", vars(STORED_COLUMN)["_child"])
        for number in range(segment.doc_count_all()):
            data = column[number]
            stored, _ = plain_value(bytes(data)) if data != emptybytes else ({}, 0)
            yield stored if isinstance(stored, dict) else {}
    finally:
        reader.close()
        if files is not storage:
            files.close()


def _article(stored: Mapping[str, Any]) -> Article | None:
    """The article of whatever a program stored under the names of our fields."""
    texts = {
        row.attribute: str(stored[row.name])
        for row in TABLE
        if row.is_text and isinstance(stored.get(row.name), str)
    }
    try:
        return Article(
            **texts,  # type: ignore[arg-type]  # the names of Article's fields
            **{  # type: ignore[arg-type]  # as above
                row.attribute: _values(stored.get(row.name))
                for row in TABLE
                if row.several and row.attribute
            },
            extra={row.name: _values(stored.get(row.name)) for row in EXTRA_FIELDS},
            date=_date(stored.get("date")),
        )
    except ArticleError:
        return None


def _values(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return split_names(value)
    items = value if isinstance(value, list | tuple) else ()
    return tuple(str(item) for item in items if isinstance(item, str | int | float))


def _date(value: object) -> PartialDate | None:
    try:
        return PartialDate.parse(str(value)[:10]) if isinstance(value, str | int) else None
    except LeaderSearchError:
        return None
