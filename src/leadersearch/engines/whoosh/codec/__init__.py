"""The columnar codec: segments of a genuine Whoosh index as columns of numbers in one file.

    extension   what is in it                                         module
    .columnar   one segment, all of it                                format, filewriter
      checksums   one for each 16 KiB, looked at as they are read     checksums, section
      stored      stored fields, document by document                 stored
      lengths/F   the exact length of each field                      documents
      column/F    sortable values                                     columns
      vector*/F   term vectors                                        vectors
      text/F ...  the term dictionary and its statistics              terms
      offsets/F, documents/F ...  the postings                        postings, layouts
    .F.column   the column of the field F that `whoosh.sorting.add_sortable` added to a
                segment, in Whoosh's own form                         segment, document_reader

Writing: `builder` (columns in, file out). `document_writer` and `field_writer` feed it from what
Whoosh hands over, brought together by `assembly`. Reading: `record` names a segment,
`indexed.IndexedFields` and `documents.DocumentColumns` give its arrays, and none of them loads
Whoosh. `segment`, `field_reader` and `document_reader` are the same for Whoosh, and
`matcher` walks the arrays for stock queries. `segment` is also what Whoosh pickles into its table
of contents: its dotted path is on-disk format.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadersearch.engines.whoosh.codec.codec import ColumnarCodec

__all__ = ["ColumnarCodec"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # 20 ms: a search reads segments, and needs nothing that writes them.
    return getattr(import_module(f"{__name__}.codec"), name)
