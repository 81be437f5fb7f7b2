"""Large blocks that go leave nothing behind in the heap."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

# A large block goes, which teaches the C library; another one goes below a small one that stays.
PROGRAM = """
import sys
from leadersearch.cli.heap import keep_large_blocks_apart

if sys.argv[1] == "apart":
    keep_large_blocks_apart()
first = b"x" * 30_000_000
del first
large = b"x" * 20_000_000
small = [b"x" * 100_000 + b"y" for _ in range(30)]
del large
with open("/proc/self/statm") as file:
    print(int(file.read().split()[1]) * 4096)
"""


def resident(how: str) -> int:
    """Bytes that a process has at its end."""
    command = [sys.executable, "-c", PROGRAM, how]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_a_large_block_that_goes_leaves_no_hole() -> None:
    assert resident("apart") < resident("as it is") - 10_000_000
