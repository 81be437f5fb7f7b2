"""Reading several files at once, each in one of several processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from itertools import chain
from threading import Thread
from typing import Self

from leadersearch.collection.ingest.isolation import PROGRAM, ReadingApart
from leadersearch.collection.ingest.messages import answered
from leadersearch.collection.ingest.patience import PATIENCE
from leadersearch.collection.ingest.process import AT_ONCE
from leadersearch.collection.ingest.reading import Piece, Reading, ReadingHere, Wanted
from leadersearch.collection.ingest.turns import Stopped, Turns
from leadersearch.errors import UsageError


def default_reading(jobs: int | None = None) -> Reading:
    """Processes of its own, where this program is a Python that can be started anew.

    `jobs` is how many at most: as many as this one may use processors, unless it is said.
    Raises UsageError where there would be none.
    """
    if jobs is not None and jobs < 1:
        raise UsageError(f"the number of processes must be at least 1, not {jobs}")
    if getattr(sys, "frozen", False) or not sys.executable:
        return ReadingHere()
    jobs = jobs or processors()
    return ReadingApart() if jobs == 1 else ReadingPool(jobs)


def processors() -> int:
    """How many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class ReadingPool:
    """Reads in several other processes; in one, where there is little to read.

    See `ReadingApart` for files that fail. The pieces come in the order of the files.
    """

    def __init__(self, jobs: int, program: str = PROGRAM, patience: float = PATIENCE) -> None:
        self._readers = [ReadingApart(program, patience) for _ in range(jobs)]

    def pieces(self, wanted: Iterator[Wanted]) -> Iterator[Piece]:
        """See `Reading`."""
        first = list(_enough(wanted))
        needed = self._readers if sum(each.size for each in first) >= AT_ONCE else self._readers[:1]
        turns = Turns(chain(first, wanted))
        threads = [
            Thread(target=_read, args=(reader, turns), name="leadersearch-reading", daemon=True)
            for reader in needed
        ]
        try:
            for thread in threads:
                thread.start()
            while taken := turns.take():
                path, answer = taken
                yield answered(answer, path)
        finally:
            turns.stop()
            for reader in self._readers if not turns.is_done else ():
                reader.stop()
            for thread in threads:
                thread.join()
            turns.close()

    def __enter__(self) -> Self:
        self._readers[0].__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        for reader in self._readers:
            reader.__exit__()


def _enough(wanted: Iterator[Wanted]) -> Iterator[Wanted]:
    """As many files as are asked of one process at once."""
    size = 0
    while size < AT_ONCE and (each := next(wanted, None)):
        size += each.size
        yield each


def _read(reader: ReadingApart, turns: Turns) -> None:
    """Have a process read what no other one reads."""
    try:
        for path, answer in reader.answers(turns.wanted()):
            turns.put(path, answer)
    except Stopped:
        pass
    except BaseException as error:  # noqa: BLE001  # raised where the pieces are taken
        turns.fail(error)
