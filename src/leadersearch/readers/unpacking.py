"""gzip, unpacked as it is read, where it holds no more than a file of text can be packed to."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from typing import BinaryIO, cast

from leadersearch.errors import ReadError

# Text is packed to a tenth, records that are much alike to a thirtieth; gzip can do a thousandth.
MOST_TIMES = 50
ALWAYS_ALLOWED = 1 * 1024 * 1024
_PIECE = 1024 * 1024


def unpacked(packed: BinaryIO) -> BinaryIO:
    """The stream that a packed one holds; reading it raises what `gzip` raises where it is damaged.

    Raises ReadError where it is larger than `ALWAYS_ALLOWED` bytes and `MOST_TIMES` its packed size.
    It is unpacked once to find out, which takes a hundredth of the time of reading articles.
    """
    size = packed.seek(0, os.SEEK_END)
    packed.seek(0)
    if _is_larger(packed, max(ALWAYS_ALLOWED, MOST_TIMES * size)):
        raise ReadError(
            f"unpacks to more than {MOST_TIMES} times its size, which is suspicious; unpack it"
            " yourself if you trust it"
        )
    packed.seek(0)
    file = cast("io.RawIOBase", gzip.GzipFile(fileobj=packed))
    return cast("BinaryIO", io.BufferedReader(file, 128 * 1024))


def _is_larger(packed: BinaryIO, limit: int) -> bool:
    file = gzip.GzipFile(fileobj=packed)
    left = limit
    try:
        while piece := file.read(_PIECE):
            left -= len(piece)
            if left < 0:
                return True
    except (OSError, EOFError, zlib.error):
        return False  # what it holds up to there is read, and its end is reported
    return False
