"""The dotted path of a segment's class is on-disk format: pickles in tables of contents name it."""

from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment

__all__ = ["ColumnarSegment"]
