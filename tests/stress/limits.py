"""Limits of a process on itself, where the system has them: a hang and a flood end in a signal."""

from __future__ import annotations

import sys
from contextlib import suppress

MEMORY = 500 << 20
"""Bytes that a process may take beside what it maps."""


def limit_memory(more: int = MEMORY) -> None:
    """Let this process take `more` bytes than it has now, beside what it maps from files."""
    if sys.platform == "linux":
        import resource
        from pathlib import Path

        status = Path("/proc/self/status").read_text(encoding="ascii")
        held = next(line for line in status.splitlines() if line.startswith("VmData"))
        bytes_held = int(held.split()[1]) << 10
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (bytes_held + more, hard))


def limit_time(more: int) -> None:
    """Let this process take `more` seconds of the processor from now on."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        with suppress(ValueError):  # a lower limit is there already
            spent = int(used.ru_utime + used.ru_stime)
            resource.setrlimit(resource.RLIMIT_CPU, (spent + more, hard))


def peak_memory() -> int:
    """The most bytes that this process has had in memory, mapped files included.

    Linux keeps `ru_maxrss` over `exec`, so that a process begins with that of its parent: what its
    own memory had is the high-water mark in /proc.
    """
    if sys.platform == "linux":
        from pathlib import Path

        status = Path("/proc/self/status").read_text(encoding="ascii")
        mark = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(mark.split()[1]) << 10
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10  # bytes there, KiB elsewhere
