"""A browser in a process of its own on a pseudo-terminal, in any state that it can be in."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from waiting import PATIENCE, wait_until

ALTERNATE_SCREEN, NORMAL_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
OBSTRUCTED = Path(__file__).with_name("obstructed.py")

STUBBORN_PAGER = (
    "import signal, sys, time; "
    "[signal.signal(number, signal.SIG_IGN) for number in (1, 2, 3, 15)]; "
    "sys.stdin.read(); print('in the pager', flush=True); time.sleep(100000)"
)


class Terminal:
    """A browser and its terminal. `controls`: the system tells it when the terminal goes.

    `obstruct` names a part of the browser that is never over (see `obstructed`).
    """

    def __init__(
        self,
        index: Path,
        *,
        controls: bool = True,
        obstruct: str = "",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.keyboard, slave = pty.openpty()
        self.attributes = termios.tcgetattr(self.keyboard)
        self.obstructed, told = os.pipe()
        program = [str(OBSTRUCTED), obstruct, str(told)] if obstruct else ["-m", "leadersearch.tui"]
        self.process = subprocess.Popen(
            [sys.executable, *program, str(index)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={
                **os.environ,
                "TERM": "xterm-256color",
                "COLUMNS": "80",
                "LINES": "24",
                **(environment or {}),
            },
            start_new_session=True,
            preexec_fn=_take_control if controls else None,  # noqa: PLW1509  # one call of the system
            pass_fds=[told],
        )
        os.close(slave)
        os.close(told)
        self.written = b""

    def read_until(self, text: bytes) -> None:
        """Read what the browser writes until a text has come."""

        def is_there() -> bool:
            if text in self.written:
                return True
            ready, _, _ = select.select([self.keyboard], [], [], PATIENCE)
            assert ready, self.written[-2000:]
            try:
                self.written += os.read(self.keyboard, 65536)
            except OSError as error:  # nobody has the terminal any more
                raise AssertionError(self.written[-2000:]) from error
            return text in self.written

        wait_until(is_there)  # the cursor blinks for ever, so there is always more to read

    def type(self, data: bytes) -> None:
        """Press keys."""
        os.write(self.keyboard, data)

    def wait_for_obstruction(self) -> None:
        """Wait until the browser is where it does not come on."""
        ready, _, _ = select.select([self.obstructed], [], [], PATIENCE)
        assert ready, self.written[-2000:]
        assert os.read(self.obstructed, 1), self.written[-2000:]

    def close(self) -> None:
        """Close the terminal."""
        os.close(self.keyboard)
        self.keyboard = os.open(os.devnull, os.O_RDWR)

    def seconds_used(self) -> float:
        """Seconds of processor time that the browser has used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def wait(self, *, reads: bool = True) -> tuple[int, float]:
        """Wait for the end; returns the exit code, and the seconds of processor time in all."""
        ended: list[tuple[int, float]] = []

        def has_ended() -> bool:
            if reads and select.select([self.keyboard], [], [], 0)[0]:
                with suppress(OSError):
                    self.written += os.read(self.keyboard, 65536)
            pid, status, used = os.wait4(self.process.pid, os.WNOHANG)
            if pid:
                ended.append((os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime))
            return pid != 0

        wait_until(has_ended)
        self.process.returncode = ended[0][0]
        self._read_the_rest()
        return ended[0]

    def _read_the_rest(self) -> None:
        with suppress(OSError):
            while select.select([self.keyboard], [], [], 0)[0]:
                data = os.read(self.keyboard, 65536)
                if not data:
                    return
                self.written += data

    def left_behind(self) -> list[str]:
        """Processes of its session that still run, once those that are ending have."""
        with suppress(TimeoutError):
            wait_until(lambda: not processes_of(self.process.pid))
        return processes_of(self.process.pid)

    def end(self) -> None:
        """Leave nothing behind, whatever came of it."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        if self.process.returncode is None:
            self.process.wait()
        os.close(self.keyboard)
        os.close(self.obstructed)


def _take_control() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def processes_of(leader: int) -> list[str]:
    """The processes of a session, by what they were started with."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, *fields = place.read_text().rpartition(")")[2].split()
            if int(fields[2]) == leader and state != "Z":
                found.append(place.with_name("cmdline").read_text().replace("\0", " "))
    return found


# --- states --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class State:
    """A state of the browser, and the way into it."""

    enter: Callable[[Terminal], None]
    obstruct: str = ""
    pager: str = ""
    keeps: bool = False
    """Whether signals of the keyboard are another program's."""


def _ready(terminal: Terminal) -> None:
    terminal.read_until(b"sorted by")


def _starting(terminal: Terminal) -> None:
    terminal.read_until(ALTERNATE_SCREEN)


def _obstructed(terminal: Terminal) -> None:
    terminal.wait_for_obstruction()


def _typing(terminal: Terminal) -> None:
    _ready(terminal)
    terminal.type(b"kindness and leaders")


def _hung(terminal: Terminal) -> None:
    _ready(terminal)
    terminal.type(b"kindness")
    terminal.read_until(b"title: Kindness")
    terminal.type(b"\x11")  # ctrl+q
    terminal.wait_for_obstruction()


def _completing(terminal: Terminal) -> None:
    _ready(terminal)
    terminal.type(b"auth")
    terminal.read_until(b"author:")


def _reading(terminal: Terminal) -> None:
    _ready(terminal)
    terminal.type(b"kindness")
    terminal.read_until(b"title: Kindness")
    terminal.type(b"\r")
    terminal.read_until(b"Mark")
    terminal.type(b"\r")
    terminal.read_until(b"Care begins")


def _in_dialog(terminal: Terminal) -> None:
    _ready(terminal)
    terminal.type(b"kindness")
    terminal.read_until(b"title: Kindness")
    terminal.type(b"\r")
    terminal.read_until(b"Mark")
    terminal.type(b"e")
    terminal.read_until(b"enter writes")


def _exporting(terminal: Terminal) -> None:
    _in_dialog(terminal)
    terminal.type(b"\r")
    terminal.wait_for_obstruction()


def _in_pager(terminal: Terminal) -> None:
    _ready(terminal)
    terminal.type(b"kindness")
    terminal.read_until(b"title: Kindness")
    terminal.type(b"\r")
    terminal.read_until(b"Mark")
    terminal.type(b"v")
    terminal.read_until(b"in the pager")


def _unread(terminal: Terminal) -> None:
    _ready(terminal)
    terminal.type(b"\r" + b"\x1b[B\x1b[A" * 300)  # down and up, and nobody looks


def _stopped(terminal: Terminal) -> None:
    _ready(terminal)
    terminal.process.send_signal(signal.SIGTSTP)
    os.waitid(os.P_PID, terminal.process.pid, os.WSTOPPED | os.WNOWAIT)


_PAGER = f'{sys.executable} -c "{STUBBORN_PAGER}"'

STATES = {
    "loading": State(_obstructed, "loading"),
    "starting": State(_starting),
    "opening the index": State(_obstructed, "opening"),
    "idle": State(_ready),
    "typing": State(_typing),
    "searching": State(_obstructed, "searching"),
    "completing": State(_completing),
    "reading": State(_reading),
    "in a dialog": State(_in_dialog),
    "exporting": State(_exporting, "exporting"),
    "in the pager": State(_in_pager, pager=_PAGER, keeps=True),
    "with a loop that waits": State(_hung, "waiting"),
    "with a loop that spins": State(_hung, "spinning"),
    "on a terminal that nobody reads": State(_unread),
}
"""States of the browser. `stopped` is apart: a stopped process hears nothing."""


@dataclass(frozen=True, slots=True)
class Ending:
    """A way to end it: a signal, or without one the closing of the terminal."""

    number: int = 0
    controls: bool = True

    @property
    def code(self) -> int:
        """The exit code that it leads to."""
        return 128 + (self.number or signal.SIGHUP)


ENDINGS = {
    "closed": Ending(),
    "closed in silence": Ending(controls=False),
    "SIGTERM": Ending(signal.SIGTERM),
    "SIGHUP": Ending(signal.SIGHUP),
    "SIGINT": Ending(signal.SIGINT),
    "SIGQUIT": Ending(signal.SIGQUIT),
}


def problems_of(index: Path, config: Path, state: State, ending: Ending) -> list[str]:
    """Bring a browser into a state and end it; returns what should not have been."""
    terminal = Terminal(
        index,
        controls=ending.controls,
        obstruct=state.obstruct,
        environment={"LEADERSEARCH_CONFIG_DIR": str(config), "PAGER": state.pager},
    )
    try:
        state.enter(terminal)
        before = terminal.seconds_used()
        if ending.number:
            terminal.process.send_signal(ending.number)
        else:
            terminal.close()
        code, used = terminal.wait(reads=state.enter is not _unread)
        return [
            problem
            for problem, is_so in (
                (f"exit code {code} and not {ending.code}", code != ending.code),
                (f"{used - before:.1f} s of processor time to end", used - before > MOST_SECONDS),
                (f"left behind: {terminal.left_behind()}", terminal.left_behind()),
                *_unrestored(terminal, ending),
            )
            if is_so
        ]
    except (AssertionError, TimeoutError) as error:
        return [f"no end: {error}"]
    finally:
        terminal.end()


MOST_SECONDS = 8.0
"""Of processor time from the ending on; the grace is 3, and a loop that spins uses it up."""


def _unrestored(terminal: Terminal, ending: Ending) -> list[tuple[str, bool]]:
    if not ending.number:
        return []
    return [
        ("echo is off", termios.tcgetattr(terminal.keyboard)[:6] != terminal.attributes[:6]),
        *(
            (f"mode {mode} is still on", _is_on(terminal.written, mode, on))
            for mode, on in {**dict.fromkeys((1049, 1000, 1003, 1006, 2004, 1004), "h"), 25: "l"}.items()
        ),
    ]  # fmt: skip


def _is_on(written: bytes, mode: int, on: str) -> bool:
    """Whether a private mode was left other than it was found."""
    off = {"h": "l", "l": "h"}[on]
    return written.rfind(f"\x1b[?{mode}{on}".encode()) > written.rfind(
        f"\x1b[?{mode}{off}".encode()
    )
