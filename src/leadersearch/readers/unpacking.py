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
SUSPICIOUS = "which is suspicious; unpack it yourself if you trust it"
ALWAYS_ALLOWED = 1 * 1024 * 1024
_PIECE = 1024 * 1024
# Reading takes time by the record as much as by the byte, and a packed record that is like the one
# before takes a byte or two.
_RECORDS_ALWAYS_ALLOWED = 50_000
_BYTES_A_RECORD = 16  # packed; a title alone takes more


def packed_size(packed: BinaryIO) -> int:
    """The size of a packed stream in bytes; it is left at its beginning."""
    size = packed.seek(0, os.SEEK_END)
    packed.seek(0)
    return size


def most_records(size: int) -> int:
    """How many articles, or records that are none, a file of `size` packed bytes may hold."""
    return _RECORDS_ALWAYS_ALLOWED + size // _BYTES_A_RECORD


def unpacked(packed: BinaryIO) -> BinaryIO:
    """The stream that a packed one holds; reading it raises what `gzip` raises where it is damaged.

    Raises ReadError where it is larger than `ALWAYS_ALLOWED` bytes and `MOST_TIMES` its packed size.
    It is unpacked once to find out, which takes a hundredth of the time of reading articles.
    """
    if _is_larger(packed, max(ALWAYS_ALLOWED, MOST_TIMES * packed_size(packed))):
        raise ReadError(f"unpacks to more than {MOST_TIMES} times its size, {SUSPICIOUS}")
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
