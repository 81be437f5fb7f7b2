"""Reads files in a process of their own whose processor time and memory are limited.

As a program: the worker. It takes files from standard input and answers on standard output, so a
file that hangs or takes all memory ends the worker and not the run, and is known by name.
"""

from __future__ import annotations

import contextlib
import gc
import pickle
import resource
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from types import TracebackType

MB = 1024 * 1024
_OF_PROGRAMS = (
    *(
        sys.prefix,
        sys.base_prefix,
        sysconfig.get_path("stdlib"),
        "/proc/",
        "/sys/",
        "/etc/localtime",
    ),
    *("/usr/share/zoneinfo", "/dev/", str(Path(__file__).resolve().parents[2] / "src")),
)
_BEYOND = frozenset(
    (
        "socket.connect",
        "socket.getaddrinfo",
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.remove",
    )
)
SECONDS_A_MEGABYTE = 5
MOST_MEMORY = 500 * MB
_OUTSIDE = Path(__file__).with_name("outside.txt").read_text(encoding="utf-8").strip()
_ENDS = {-24: "more processor time than allowed", -9: "killed, by the system or by hand"}
_ENOUGH_FOR_ONE = 250 * MB  # a worker that has grown so large is replaced: it keeps what it had


class File(NamedTuple):
    """A file to read: its name, what is in it, and the reader to use (None: by the name)."""

    name: str
    data: bytes
    reader: str | None = None

    @property
    def seconds(self) -> float:
        """The processor time that it may take."""
        return max(1.0, len(self.data) / MB) * SECONDS_A_MEGABYTE


@dataclass(frozen=True, slots=True)
class Reading:
    """How reading ended: `articles` came out; `reason` says why no more did, if a ReadError did.

    `failure` is what should never be: another exception, a limit, or that something beside the file
    was opened, asked or started, or came out. `seconds` of processor time,
    `memory` in bytes at the peak.
    """

    articles: int = 0
    reason: str = ""
    failure: str = ""
    seconds: float = 0.0
    memory: int = 0


class Worker:
    """The process that reads; started anew whenever it has ended or grown."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, file: File) -> Reading:
        """Read one file."""
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            _send(process.stdin, file)
            reading: Reading = pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            code = process.wait()
            self._end()
            ended = _ENDS.get(code, f"exit code {code}")
            return Reading(failure=f"the process ended: {ended}", seconds=file.seconds)
        if reading.memory > _ENOUGH_FOR_ONE:
            self._end()
        return _judged(reading, file)

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, str(Path(__file__).resolve())]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._process

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _judged(reading: Reading, file: File) -> Reading:
    """The reading, failed where it took more than a file may."""
    if reading.failure:
        return reading
    failure = ""
    if reading.seconds > file.seconds:
        failure = f"{reading.seconds:.1f} s of processor time for {len(file.data):,} bytes"
    elif reading.memory > MOST_MEMORY:
        failure = f"{reading.memory // MB} MB of memory"
    return Reading(reading.articles, reading.reason, failure, reading.seconds, reading.memory)


def _send(stream: IO[bytes], value: object) -> None:
    pickle.dump(value, stream)
    stream.flush()


def _work() -> None:
    from leadersearch.errors import ReadError
    from leadersearch.readers import read_articles_from
    from stress.limits import peak_memory

    touched: list[str] = []
    sys.addaudithook(lambda event, args: _note(touched, event, args))
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr
    resource.setrlimit(resource.RLIMIT_DATA, (3 * MOST_MEMORY, 3 * MOST_MEMORY))
    while True:
        try:
            file: File = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        gc.collect()
        _forget_peak()
        before = _used()
        resource.setrlimit(resource.RLIMIT_CPU, (int(before + file.seconds * 2) + 2, -1))
        count, reason, failure = 0, "", ""
        touched.clear()
        try:
            for article in read_articles_from(file.data, file.name, reader=file.reader):
                count += 1
                if _OUTSIDE in article.body + article.excerpt + article.title:
                    touched.append("text of a file outside")
        except ReadError as error:
            reason = str(error) or "(no reason)"
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is the finding
            failure = f"{type(error).__name__}: {error}"[:300]
        if touched:
            failure = failure or f"not of the file: {', '.join(dict.fromkeys(touched))}"[:300]
        _send(answers, Reading(count, reason, failure, _used() - before, peak_memory()))


def _note(touched: list[str], event: str, args: tuple[object, ...]) -> None:
    """Note what reads beside the file: files that are no part of a program, hosts, processes."""
    if event == "open" and isinstance(args[0], str | bytes):
        path = args[0].decode(errors="replace") if isinstance(args[0], bytes) else args[0]
        if not path.startswith(_OF_PROGRAMS):
            touched.append(path)
    elif event in _BEYOND:
        touched.append(event)


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _forget_peak() -> None:
    """Have the peak of memory counted from here on, where the system can."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


if __name__ == "__main__":
    # What is pickled has to be known by the same name on both sides.
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    from stress import limited

    limited._work()
