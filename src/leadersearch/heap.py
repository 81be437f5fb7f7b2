"""The heap of a process that holds large arrays: what of them is kept, and what the system gets back."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

LARGE = 1 << 23
"""Bytes of a block that has pages of its own: with a megabyte, indexing takes a fifth longer."""

LARGEST = 31 << 20
"""Bytes: glibc learns no more than 32 MiB (DEFAULT_MMAP_THRESHOLD_MAX, mallopt(3))."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3


def keep_freed_memory() -> None:
    """Let the allocator keep large blocks once they are freed, from one search or batch to the next.

    glibc gives large blocks back to the system as soon as they are freed, and the system hands them
    out anew page by page, which takes longer than to reckon with them: a search of two common words
    among 60,000 articles took 1.7 ms instead of 0.5. It stops so for blocks of a size once one of
    that size has been freed (the dynamic threshold of M_MMAP_THRESHOLD). The block is never
    touched, so that it takes no memory; other allocators take no notice.
    """
    import numpy as np  # the help of a command loads none of it

    np.empty(LARGEST, np.uint8)


def keep_large_blocks_apart() -> None:
    """Give large blocks pages of their own, which grow in place and go when they are freed.

    The C library of Linux stops doing so once it has seen some large blocks go: arrays that grow
    then leave holes in the heap, 100 MB of them where 1 GB of articles are indexed. See mallopt(3).
    """
    for which in (_MMAP_THRESHOLD, _TRIM_THRESHOLD):
        _call("mallopt", which, LARGE)


def give_back_freed_memory() -> None:
    """Have the allocator give the system what was freed between blocks that are in use.

    It takes some milliseconds. Where 1 GB of articles are indexed, it frees 100 MB once all of them
    are in. See malloc_trim(3).
    """
    _call("malloc_trim", 0)


def _call(function: str, *arguments: int) -> None:
    """Call a function of the C library of Linux, if it is there."""
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another C library
            getattr(ctypes.CDLL(None), function)(*arguments)
