"""gzip, unpacked as it is read, and no further than a file of text can be packed."""

from __future__ import annotations

import gzip
import io
import os
from typing import TYPE_CHECKING, BinaryIO, cast

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# Text is packed to a tenth, records that are much alike to a fiftieth; gzip can do a thousandth.
MOST_TIMES = 100
ALWAYS_ALLOWED = 1 * 1024 * 1024


def unpacked(packed: BinaryIO) -> BinaryIO:
    """The stream that a packed one holds.

    Reading it raises ReadError where it is larger than `ALWAYS_ALLOWED` bytes and `MOST_TIMES`
    its packed size, and what `gzip` raises where it is damaged.
    """
    size = packed.seek(0, os.SEEK_END)
    packed.seek(0)
    limit = max(ALWAYS_ALLOWED, MOST_TIMES * size)
    return cast("BinaryIO", io.BufferedReader(_Unpacked(packed, limit), 128 * 1024))


class _Unpacked(io.RawIOBase):
    def __init__(self, packed: BinaryIO, limit: int) -> None:
        super().__init__()
        self._file = gzip.GzipFile(fileobj=packed)
        self._limit = limit
        self._read = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = os.SEEK_SET, /) -> int:
        self._read = self._file.seek(place, whence)
        return self._read

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        count = self._file.readinto(buffer)
        self._read += count
        if self._read > self._limit:
            raise ReadError(
                f"unpacks to more than {MOST_TIMES} times its size, which is suspicious; unpack it"
                " yourself if you trust it"
            )
        return count
