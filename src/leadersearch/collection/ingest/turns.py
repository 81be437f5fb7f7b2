"""Answers from several processes -> one after the other, in the order in which files were asked for.

An index must not depend on which of two files was read sooner. So what is read before its turn waits in a
temporary file, and a file that takes long keeps no other from being read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from threading import Condition, Lock
from typing import NamedTuple

from leadersearch.collection.ingest.messages import Answer
from leadersearch.collection.ingest.reading import Wanted

IN_MEMORY = 16_000_000
"""Bytes that wait in memory; more go to the temporary file."""

MOST_WAITING = 512_000_000
"""Bytes that wait for their turn; after that, their processes wait."""

MOST_AHEAD = 8_000_000
"""Bytes of the file whose turn it is that wait to be taken."""


class Stopped(Exception):  # no error: nobody takes the answers any more
    """Raised in the thread of a process that need not read on."""


class _Waiting(NamedTuple):
    """An answer that waits: its data, or where they are in the temporary file."""

    is_end: bool
    data: bytes | None = None
    place: int = 0
    size: int = 0


class Turns:
    """The files that are asked for and what is read of them. Safe from several threads."""

    def __init__(self, wanted: Iterator[Wanted]) -> None:
        self._wanted = wanted
        self._asking = Lock()
        self._changed = Condition()
        self._asked: deque[str] = deque()
        self._answers: dict[str, deque[_Waiting]] = {}
        self._ahead = 0  # bytes of answers that wait in memory, of the file in turn
        self._spooled = 0  # answers in the temporary file
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # for as long as this
        self._end = 0
        self._error: BaseException | None = None
        self._is_stopped = False
        self._is_exhausted = False

    def wanted(self) -> Iterator[Wanted]:
        """The files that no other thread has been given."""
        while True:
            with self._asking:
                each = next(self._wanted, None)
                if each is None:
                    with self._changed:
                        self._is_exhausted = True
                        self._changed.notify_all()
                    return
                with self._changed:
                    self._asked.append(each.path)
                    self._answers[each.path] = deque()
            yield each

    def put(self, path: str, answer: Answer) -> None:
        """Have an answer wait for its turn, and wait while too many do; raises Stopped."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_stopped or self._has_room(path))
            if self._is_stopped:
                raise Stopped
            if path == self._asked[0]:
                self._ahead += len(answer.data)
                self._answers[path].append(_Waiting(answer.is_end, answer.data))
            else:
                self._answers[path].append(self._spool(answer))
            self._changed.notify_all()

    def fail(self, error: BaseException) -> None:
        """Have an error raised where answers are taken."""
        with self._changed:
            self._error = self._error or error
            self._changed.notify_all()

    def take(self) -> tuple[str, Answer] | None:
        """The next answer in turn, when it is there; None when all have been taken."""
        with self._changed:
            self._changed.wait_for(self._is_next_there)
            if self._error:
                raise self._error
            if not self._asked:
                return None
            path = self._asked[0]
            waiting = self._answers[path].popleft()
            if waiting.is_end:
                self._asked.popleft()
                del self._answers[path]
            data = self._unspooled(waiting)
            self._changed.notify_all()
            return path, Answer(data, waiting.is_end, is_last=False)

    @property
    def is_done(self) -> bool:
        """Whether all answers have been taken."""
        return self._is_exhausted and not self._asked

    def stop(self) -> None:
        """Have all threads end that put answers."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()

    def close(self) -> None:
        """Delete the temporary file."""
        self._file.close()

    def _has_room(self, path: str) -> bool:
        """Whether an answer may wait: those of the file in turn always do, lest all wait for it."""
        return self._ahead < MOST_AHEAD if path == self._asked[0] else self._end < MOST_WAITING

    def _spool(self, answer: Answer) -> _Waiting:
        place, size = self._end, len(answer.data)
        self._file.seek(place)
        self._file.write(answer.data)
        self._end += size
        self._spooled += 1
        return _Waiting(answer.is_end, place=place, size=size)

    def _unspooled(self, waiting: _Waiting) -> bytes:
        if waiting.data is not None:
            self._ahead -= len(waiting.data)
            return waiting.data
        self._file.seek(waiting.place)
        data = self._file.read(waiting.size)
        self._spooled -= 1
        if not self._spooled:
            self._file.seek(0)
            self._file.truncate()
            self._end = 0
        return data

    def _is_next_there(self) -> bool:
        if self._error:
            return True
        return bool(self._answers[self._asked[0]]) if self._asked else self.is_done
