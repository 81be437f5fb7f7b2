"""Files -> articles in the index, doing no more than what has changed.

What was read from which file is kept with the index, so that a file whose size and time have
not changed is not read again, a changed one replaces what it gave before, and what a vanished one
gave is removed. A long run is committed in portions, each as a whole or not at all.

    files.py       files as the operating system has them
    leaving_out.py which are not wanted; ignore_rules.py the patterns that say so
    listing.py     which files there are
    library_folders.py  folders that are libraries of other programs
    sources.py     what is known of those that were read
    vanishing.py   are they deleted, or is a drive not there?
    changes.py     which have to be read, which are gone
    attachments.py which files are the text of which records
    reading.py     a file -> its articles in pieces
    pool.py        in several processes at once; turns.py puts what they say into order
    isolation.py   in a process of its own, which is replaced when it ends
    process.py     it is started, asked, heard, ended
    child.py       that process; limits.py what a file may cost it; messages.py what is said
    patience.py    ending it when it does nothing
    taking.py      articles -> the index
    spool.py       the records of a run
    same_work.py   which records are of one article
    titles.py      as far as titles tell; differences.py as far as the rest does
    kinship.py     which ids share a key
    merge_rules.py which are, and are not, by the owner's rules; reasons.py why they are one
    merging.py     their fields as one article
    settling.py    what becomes of records that share a key
    portions.py    one run, committed now and then
    ingestion.py   where it begins and ends
    report.py      what a run tells while it goes on and when it is done
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leadersearch.collection.ingest.ingestion import (
        IngestOptions,
        apply_rules,
        ingest,
        ingest_bytes,
    )
    from leadersearch.collection.ingest.portions import PORTION
    from leadersearch.collection.ingest.report import (
        IngestReport,
        MergedArticle,
        PlannedChange,
        Problem,
        Progress,
    )

__all__ = [
    "PORTION",
    "IngestOptions",
    "IngestReport",
    "MergedArticle",
    "PlannedChange",
    "Problem",
    "Progress",
    "apply_rules",
    "ingest",
    "ingest_bytes",
]

_ORIGIN = {
    **dict.fromkeys(
        ("IngestReport", "MergedArticle", "PlannedChange", "Problem", "Progress"), "report"
    ),
    **dict.fromkeys(("IngestOptions", "apply_rules", "ingest", "ingest_bytes"), "ingestion"),
    "PORTION": "portions",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for alone: the process that reads files needs no index."""
    if name not in _ORIGIN:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_ORIGIN[name]}"), name)
    globals()[name] = value
    return value
