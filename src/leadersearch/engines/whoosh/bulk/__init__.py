"""Articles -> one segment of the columnar codec, by arrays from the bytes of the text on.

    Article --tokenising--> numbers of words, positions --run, postings--> sorted postings
    --spool--> set aside, run by run --merging--> a field at a time --field--> the segment file

`draft.SegmentDraft` is the way in, for articles and for segments that are to become one: their
arrays are runs like any other. What is written equals what `Analysis.analyse` says.
"""

from leadersearch.engines.whoosh.bulk.draft import SegmentDraft

__all__ = ["SegmentDraft"]
