"""Reading files in a process of its own, so that no file ends, hangs or bloats this one."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Self

from leadersearch.collection.ingest.messages import Answer, answered
from leadersearch.collection.ingest.patience import PATIENCE
from leadersearch.collection.ingest.process import ReaderProcess
from leadersearch.collection.ingest.reading import Piece, Wanted

PROGRAM = "from leadersearch.collection.ingest.child import serve; serve()"


class ReadingApart:
    """Reads in one other process, which is started for the first file and replaced when it ends.

    A file that takes too much time or memory or crashes its reader is named as failed, and the
    next one is read. `program` is Python code for that process; `patience` the seconds to wait
    for one that does nothing. Raises ReadError where no process can be started.
    """

    def __init__(self, program: str = PROGRAM, patience: float = PATIENCE) -> None:
        self._program = program
        self._patience = patience
        self._child: ReaderProcess | None = None
        self._is_stopped = False

    def pieces(self, wanted: Iterator[Wanted]) -> Iterator[Piece]:
        """See `Reading`."""
        for path, answer in self.answers(wanted):
            yield answered(answer, path)

    def answers(self, wanted: Iterator[Wanted]) -> Iterator[tuple[str, Answer]]:
        """The pieces of some files as they come, each with the path of its file."""
        asked: deque[Wanted] = deque()
        unasked: deque[Wanted] = deque()
        while True:
            if not asked and (first := _next(unasked, wanted)):
                unasked.appendleft(first)  # no process is started where there is nothing to read
            elif not asked:
                return
            child = self._begin()
            while child.has_room() and (each := _next(unasked, wanted)):
                child.ask(each)
                asked.append(each)
            answer = child.answer(asked[0])
            if self._is_stopped:
                return
            yield asked[0].path, answer
            if answer.is_end:
                asked.popleft()
                child.is_answered()
            if answer.is_last:
                self._end()
                unasked.extendleft(reversed(asked))
                asked.clear()

    def stop(self) -> None:
        """Have `answers` end, which another thread waits for."""
        self._is_stopped = True
        if (child := self._child) is not None:
            child.kill()

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _begin(self) -> ReaderProcess:
        if self._child is None:
            self._child = ReaderProcess(self._program, self._patience)
            if self._is_stopped:  # before there was one that could be killed
                self._child.kill()
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def _next(unasked: deque[Wanted], wanted: Iterator[Wanted]) -> Wanted | None:
    return unasked.popleft() if unasked else next(wanted, None)
