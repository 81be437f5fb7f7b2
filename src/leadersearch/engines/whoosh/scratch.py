"""Memory for arrays, kept from one search, or one batch of articles, to the next."""

from __future__ import annotations

import numpy as np

MOST = 31 << 20
"""Bytes: glibc learns no more than 32 MiB (DEFAULT_MMAP_THRESHOLD_MAX, mallopt(3))."""

PER_ARTICLE = 64
"""Bytes that a search of common words takes at a time for each article there is."""


def keep_freed_memory(size: int) -> None:
    """Let the allocator keep blocks of up to so many bytes once they are freed.

    glibc gives large blocks back to the system as soon as they are freed, and the system hands them
    out anew page by page, which takes longer than to reckon with them: a search of two common words
    among 60,000 articles took 1.7 ms instead of 0.5. It stops so for blocks of a size once one of
    that size has been freed (the dynamic threshold of M_MMAP_THRESHOLD). The block is never
    touched, so that it takes no memory; other allocators take no notice.
    """
    np.empty(min(MOST, size), np.uint8)
