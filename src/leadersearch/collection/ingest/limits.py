"""Limits on what a file may cost the process that reads it, enforced by the kernel.

Time is the processor's and not the clock's, so that a busy machine changes nothing. A process that
exceeds it is ended by SIGPROF; where it asks for more memory it is refused, as on a full machine.
"""

from __future__ import annotations

import os
import signal
import sys

MB = 2**20
KEPT = 100 * MB
"""Bytes of earlier files after which a process is replaced, lest they count for a later one."""


def processor_limit(size: int) -> int:
    """The seconds of processor time that a file of some bytes may take."""
    return max(30, 5 * size // MB)


def memory_limit(size: int) -> int:
    """The bytes of memory that a file of some bytes may take, beyond what its reader is."""
    return max(500 * MB, 8 * size)


def too_much_time(size: int) -> str:
    """Why a file that took longer was not read."""
    return f"it takes more than {processor_limit(size):,} s of processor time"


def too_much_memory(size: int) -> str:
    """Why a file that needs more was not read."""
    return f"it needs more than {memory_limit(size) // MB:,} MB of memory"


class Limits:
    """The limits of this process, set for one file after the other.

    Nothing is limited on Windows, and memory on Linux alone: no other kernel counts what a process
    may write to.
    """

    def __init__(self) -> None:
        self._memory = Memory()
        self._at_start = self._memory.used()

    def begin(self, size: int) -> None:
        """Limit this process to what a file of some bytes may take from now on."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, processor_limit(size))
        self._memory.limit(memory_limit(size))

    def end(self) -> bool:
        """Lift the limits; whether so much memory is kept of earlier files that it is enough."""
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)
        self._memory.limit(None)
        return self._memory.used() - self._at_start > KEPT


if sys.platform == "linux":
    import resource

    class Memory:
        """The writable memory of this process, as the kernel counts it for RLIMIT_DATA."""

        def __init__(self) -> None:
            self._page = resource.getpagesize()
            _, self._most = resource.getrlimit(resource.RLIMIT_DATA)
            try:
                # It stays open: to ask before and after each file costs 5 us.
                self._counts: int | None = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
            except OSError:  # some containers have no /proc
                self._counts = None

        def used(self) -> int:
            """Bytes; 0 where they are not told."""
            if self._counts is None:
                return 0
            return int(os.pread(self._counts, 200, 0).split()[5]) * self._page

        def limit(self, more: int | None) -> None:
            """Admit so many bytes more than now, or as many as there are."""
            most = self._most if more is None else self.used() + more
            if self._most != resource.RLIM_INFINITY:
                most = min(most, self._most)
            resource.setrlimit(resource.RLIMIT_DATA, (most, self._most))

else:

    class Memory:
        """Nothing, where the system does not count it."""

        def used(self) -> int:
            """0, for it is not known."""
            return 0

        def limit(self, more: int | None) -> None:
            """Limit nothing."""
