"""Reading files in a process of its own, so that no file ends, hangs or bloats this one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Self, cast

from leadersearch.collection.ingest.limits import too_much_time
from leadersearch.collection.ingest.messages import READY, answered, receive, request
from leadersearch.collection.ingest.patience import PATIENCE, Watch
from leadersearch.collection.ingest.reading import End, Piece, Reading, ReadingHere, Wanted
from leadersearch.errors import ReadError

PROGRAM = "from leadersearch.collection.ingest.child import serve; serve()"
_PREPARATION = "import sys; sys.path += [p for p in sys.argv[2:] if p not in sys.path]; "

AHEAD = 4096
"""Bytes of requests that may wait to be read: as many as the smallest pipe holds.

With more, this process could wait to write to one that waits to write to this.
"""
_PIPE = 2**20
_FAREWELL = 60.0
"""Seconds in which a process that has closed its pipes, or was killed, has ended for sure."""


def default_reading() -> Reading:
    """A process of its own, where this program is a Python that can be started anew."""
    return ReadingHere() if getattr(sys, "frozen", False) or not sys.executable else ReadingApart()


class ReadingApart:
    """Reads in one other process, which is started for the first file and replaced when it ends.

    A file that takes too much time or memory or crashes its reader is named as failed, and the
    next one is read. `program` is Python code for that process; `patience` the seconds to wait
    for one that does nothing. Raises ReadError where no process can be started.
    """

    def __init__(self, program: str = PROGRAM, patience: float = PATIENCE) -> None:
        self._program = program
        self._patience = patience
        self._child: _Child | None = None

    def pieces(self, wanted: Iterator[Wanted]) -> Iterator[Piece]:
        """See `Reading`."""
        asked: deque[Wanted] = deque()
        unasked: deque[Wanted] = deque()
        while True:
            child = self._begin()
            while child.has_room() and (each := _next(unasked, wanted)):
                child.ask(each)
                asked.append(each)
            if not asked:
                return
            piece, is_last = child.piece(asked[0])
            yield piece
            if piece.end:
                asked.popleft()
                child.is_answered()
            if is_last:
                self._end()
                unasked.extendleft(reversed(asked))
                asked.clear()

    def __enter__(self) -> Self:
        self._begin()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _begin(self) -> _Child:
        if self._child is None:
            self._child = _Child(self._program, self._patience)
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def _next(unasked: deque[Wanted], wanted: Iterator[Wanted]) -> Wanted | None:
    return unasked.popleft() if unasked else next(wanted, None)


class _Child:
    """The other process."""

    def __init__(self, program: str, patience: float) -> None:
        self._lifeline: int | None = None
        self._waiting: deque[int] = deque()  # bytes of each request without an answer
        self._process = self._started(program)
        self._answers = cast("BinaryIO", self._process.stdout)
        self._requests = cast("BinaryIO", self._process.stdin)
        self._watch = Watch(self._process, patience)
        self._is_ready = False
        for stream in (self._requests, self._answers):
            _widen(stream)

    def has_room(self) -> bool:
        """Whether another request can be written without waiting."""
        return sum(self._waiting) < AHEAD

    def ask(self, wanted: Wanted) -> None:
        """Ask for a file."""
        data = request(wanted)
        self._waiting.append(len(data))
        with suppress(BrokenPipeError):  # it has ended: that is found when it should answer
            self._requests.write(data)
            self._requests.flush()

    def is_answered(self) -> None:
        """Take notice that the first request has had its answer."""
        self._waiting.popleft()

    def piece(self, wanted: Wanted) -> tuple[Piece, bool]:
        """The next piece of a file, and whether this process has ended."""
        try:
            if not self._is_ready:
                with self._watch.waiting(wanted.size, PATIENCE):
                    self._begin()
            with self._watch.waiting(wanted.size):
                message = receive(self._answers)
        except (EOFError, ValueError):
            failure = self._failure(wanted)
            return Piece(wanted.path, [], [], End(failure=failure)), True
        return answered(message, wanted.path)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._watch.end()
        self._process.kill()
        for stream in (self._requests, self._answers):
            with suppress(OSError):
                stream.close()
        if self._lifeline is not None:
            os.close(self._lifeline)
            self._lifeline = None
        with suppress(subprocess.TimeoutExpired):  # it waits in the kernel, for a disk
            self._process.wait(_FAREWELL)

    def _started(self, program: str) -> subprocess.Popen[bytes]:
        theirs, inherited = "", []
        if sys.platform != "win32":
            end, self._lifeline = os.pipe()
            theirs, inherited = str(end), [end]
        flags = ["-P", *(["-X", "utf8"] if sys.flags.utf8_mode else [])]
        try:
            return subprocess.Popen(  # noqa: S603  # this Python, and code of ours
                [sys.executable, *flags, "-c", _PREPARATION + program, theirs, *_import_path()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=inherited,
            )
        except OSError as error:
            if self._lifeline is not None:
                os.close(self._lifeline)
            raise ReadError(f"no process can be started to read files: {error}") from error
        finally:
            for end in inherited:
                os.close(end)

    def _begin(self) -> None:
        try:
            self._is_ready = receive(self._answers) == READY
        except EOFError as error:
            code = self._process.wait(_FAREWELL)
            raise ReadError(
                f"the process that reads files ended before it began (status {code})"
            ) from error

    def _failure(self, wanted: Wanted) -> str:
        """Why there was no answer."""
        if self._watch.has_ended_it:
            return self._watch.reason
        try:
            code = self._process.wait(_FAREWELL)
        except subprocess.TimeoutExpired:  # its reader has closed what it answers on
            return "its reader stopped answering"
        if code == -getattr(signal, "SIGPROF", 0):
            return too_much_time(wanted.size)
        if code == -getattr(signal, "SIGKILL", 0):
            return "its reader was killed, perhaps because the machine had no memory left"
        what = f"signal {-code}, {signal.strsignal(-code)}" if code < 0 else f"status {code}"
        return f"its reader crashed ({what})"


def _import_path() -> Sequence[str]:
    """Where the other process finds what this one has imported; never the current folder."""
    package = Path(__file__).parents[3]
    return [*(str(Path(place).absolute()) for place in sys.path if place), str(package)]


def _widen(stream: BinaryIO) -> None:
    """Let a pipe hold more, so that both processes wait less for each other."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(stream, fcntl.F_SETPIPE_SZ, _PIPE)
