"""The process that reads files, as the one that asks has it: started, asked, heard, ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from leadersearch.collection.ingest.limits import too_much_time
from leadersearch.collection.ingest.messages import (
    READY,
    Answer,
    failed,
    receive,
    receive_answer,
    request,
)
from leadersearch.collection.ingest.patience import PATIENCE, Watch
from leadersearch.collection.ingest.reading import Wanted
from leadersearch.errors import ReadError

_PREPARATION = "import sys; sys.path += [p for p in sys.argv[2:] if p not in sys.path]; "

AHEAD = 4096
"""Bytes of requests that may wait to be read: as many as the smallest pipe holds.

With more, this process could wait to write to one that waits to write to this.
"""

AT_ONCE = 128 * 1024
"""Bytes of files that are asked for at once: many notes, lest a process wait for each, or one PDF."""

_PIPE = 2**20
_FAREWELL = 60.0
"""Seconds in which a process that has closed its pipes, or was killed, has ended for sure."""


class ReaderProcess:
    """A process that reads files, one after the other. `end` is for the thread that hears it."""

    def __init__(self, program: str, patience: float) -> None:
        self._lifeline: int | None = None
        self._waiting: deque[tuple[int, int]] = deque()  # of each request, and of its file
        self._process = self._started(program)
        self._answers = cast("BinaryIO", self._process.stdout)
        self._requests = cast("BinaryIO", self._process.stdin)
        self._watch = Watch(self._process, patience)
        self._is_ready = False
        for stream in (self._requests, self._answers):
            _widen(stream)

    def has_room(self) -> bool:
        """Whether another request can be written without waiting, and should be by now."""
        requests, files = map(sum, zip(*self._waiting, strict=True)) if self._waiting else (0, 0)
        return requests < AHEAD and files < AT_ONCE

    def ask(self, wanted: Wanted) -> None:
        """Ask for a file."""
        data = request(wanted)
        self._waiting.append((len(data), wanted.size))
        with suppress(BrokenPipeError):  # it has ended: that is found when it should answer
            self._requests.write(data)
            self._requests.flush()

    def is_answered(self) -> None:
        """Take notice that the first request has had its answer."""
        self._waiting.popleft()

    def answer(self, wanted: Wanted) -> Answer:
        """The next piece of a file as it came; an end where this process has ended."""
        try:
            if not self._is_ready:
                with self._watch.waiting(wanted.size, PATIENCE):
                    self._begin()
            with self._watch.waiting(wanted.size):
                return receive_answer(self._answers)
        except (EOFError, ValueError):
            return failed(self._failure(wanted))

    def kill(self) -> None:
        """End the process, whatever it is doing; from any thread."""
        self._process.kill()

    def end(self) -> None:
        """End the process, and let go of what it needed."""
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
            raise ReadError(f"cannot start a process to read files: {error}") from error
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
