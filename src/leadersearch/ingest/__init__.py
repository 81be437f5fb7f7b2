"""Files -> articles in the index, doing no more than what has changed.

What was read from which file is attached to the index, so that a file whose size and time have
not changed is not read again, a changed one replaces what it gave before, and what a vanished one
gave is removed. All of it is one commit: it happens as a whole or not at all.

    sources.py     which files there are, and what is known of them
    ingestion.py   one run: what has to be read, and what follows for the index
    report.py      what a run tells while it goes on and when it is done
"""

from leadersearch.ingest.ingestion import ingest, ingest_bytes
from leadersearch.ingest.report import IngestReport, Problem, Progress

__all__ = ["IngestReport", "Problem", "Progress", "ingest", "ingest_bytes"]
