"""The heap of a process that holds large arrays: what they leave goes back to the system."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

LARGE = 1 << 23
"""Bytes of a block that has pages of its own: with a megabyte, indexing takes a fifth longer."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3


def keep_large_blocks_apart() -> None:
    """Give large blocks pages of their own, which grow in place and go when they are freed.

    The C library of Linux stops doing so once it has seen some large blocks go: arrays that grow
    then leave holes in the heap, 100 MB of them where 1 GB of articles are indexed. See mallopt(3).
    """
    if not sys.platform.startswith("linux"):
        return
    with suppress(OSError, AttributeError):  # another C library
        for which in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
            ctypes.CDLL(None).mallopt(which, LARGE)
