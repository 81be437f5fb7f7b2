"""Freed memory goes back to the system where that is asked for."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")

# A large block goes, which teaches the C library; another one goes below a small one that stays.
LARGE = """
import sys
from leadersearch.heap import keep_large_blocks_apart

if sys.argv[1] == "asked":
    keep_large_blocks_apart()
first = b"x" * 30_000_000
del first
large = b"x" * 20_000_000
small = [b"x" * 100_000 + b"y" for _ in range(30)]
del large
"""

# Every other one of many small blocks goes.
SMALL = """
import sys
from leadersearch.heap import give_back_freed_memory

blocks = [bytes([number % 256]) * 50_000 for number in range(1_000)]
kept = blocks[::2]
del blocks
if sys.argv[1] == "asked":
    give_back_freed_memory()
"""

RESIDENT = """
with open("/proc/self/statm") as file:
    print(int(file.read().split()[1]) * 4096)
"""


def resident(program: str, how: str) -> int:
    """Bytes that a process has at its end."""
    command = [sys.executable, "-c", program + RESIDENT, how]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def test_a_large_block_that_goes_leaves_no_hole() -> None:
    assert resident(LARGE, "asked") < resident(LARGE, "as it is") - 10_000_000


def test_small_blocks_that_went_are_given_back() -> None:
    assert resident(SMALL, "asked") < resident(SMALL, "as it is") - 10_000_000
