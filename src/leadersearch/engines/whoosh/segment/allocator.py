"""Memory for arrays, kept from one search, or one batch of articles, to the next."""

from __future__ import annotations

import numpy as np

LARGEST = 31 << 20
"""Bytes: glibc learns no more than 32 MiB (DEFAULT_MMAP_THRESHOLD_MAX, mallopt(3))."""


def keep_freed_memory() -> None:
    """Let the allocator keep large blocks once they are freed.

    glibc gives large blocks back to the system as soon as they are freed, and the system hands them
    out anew page by page, which takes longer than to reckon with them: a search of two common words
    among 60,000 articles took 1.7 ms instead of 0.5. It stops so for blocks of a size once one of
    that size has been freed (the dynamic threshold of M_MMAP_THRESHOLD). The block is never
    touched, so that it takes no memory; other allocators take no notice.
    """
    np.empty(LARGEST, np.uint8)
