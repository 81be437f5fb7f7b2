"""A guard: a test that leaves a process or a thread behind has failed."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from waiting import wait_until

PR_SET_CHILD_SUBREAPER = 36  # <linux/prctl.h>
STAYING = (
    "multiprocessing.resource_tracker",
    "multiprocessing.forkserver",
    "LeadersearchTestNode",
)
"""Processes that outlive a test on purpose.

The standard library starts some once and ends them with the interpreter. The nodes of a cluster
serve all tests of a run, and leave when it dies (tests/cluster/test_cluster.py).
"""

ENDING = 60.0
"""Seconds that something which ends of itself may take."""

CAN_BE_SEEN = hasattr(os, "waitid") and Path("/proc/self/stat").exists()


def adopt_orphans() -> None:
    """Become the parent of what one's children leave behind, so that it is seen, too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def hear_ignored_signals() -> None:
    """Hear what a shell or `nohup` tells a program to ignore: the programs of tests inherit it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for name in ("SIGQUIT", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has neither
        if number is not None and signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def has_children() -> bool:
    """Whether there is a process to wait for; the quick question, asked after each test."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def children() -> dict[int, str]:
    """The id and the command of each process whose parent is this one."""
    found = {}
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            command = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:  # it has ended meanwhile
            continue
        if parent == os.getpid() and not any(name in command for name in STAYING):
            found[int(path.name)] = command.strip()
    return found


def left_behind(threads_before: Iterable[threading.Thread]) -> list[str]:
    """Threads and processes still running, in words; processes are ended.

    What is about to end of itself may do so: the helper of a process that was killed, a thread
    that has been told to stop.
    """
    before = set(threads_before)

    def threads() -> set[threading.Thread]:
        return set(threading.enumerate()) - before

    def has_ended() -> bool:
        for process in children():
            os.waitpid(process, os.WNOHANG)
        return not children() and not threads()

    try:
        wait_until(has_ended, ENDING)
    except TimeoutError:
        processes = children()
        for process in processes:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        return [*processes.values(), *map(str, threads())]
    return []
