"""ZIP files that hold a document in parts: Word, OpenDocument and EPUB."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.raw_file import BLOCK, LARGEST_WHOLE, RawFile
from leadersearch.readers.unpacking import SUSPICIOUS

if TYPE_CHECKING:
    from leadersearch.readers.raw_file import Report

MOST_PARTS = 20_000
MOST_BYTES = 4 * LARGEST_WHOLE
"""Bytes of all parts that are read, unpacked."""

# The XML of office programs is packed to a twentieth, at times a hundredth; ZIP can do a thousandth.
_MOST_TIMES = 200
_ALWAYS_ALLOWED = 4 * 1024 * 1024
_IS_ENCRYPTED = 0x1


class Package:
    """The parts of a ZIP file by name, each read within bounds; nothing is written anywhere."""

    def __init__(self, file: RawFile) -> None:
        """Raises ReadError where the file is damaged or has too many parts."""
        self._report: Report = file.report
        self._left = MOST_BYTES
        try:
            self._zip = zipfile.ZipFile(file.stream)
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise ReadError(f"damaged ZIP file ({error})") from error
        if len(infos) > MOST_PARTS:
            raise ReadError(f"holds more than {MOST_PARTS:,} files, {SUSPICIOUS}")
        self.parts = {_name(info): info for info in infos if not info.is_dir()}

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def read(self, name: str, *, limit: int = LARGEST_WHOLE) -> bytes:
        """The bytes of a part; raises ReadError for one that is missing, damaged or vast."""
        info = self.parts.get(name)
        if info is None:
            raise ReadError(f"has no {name!r} in it")
        if info.flag_bits & _IS_ENCRYPTED:
            raise ReadError("protected by a password; save it without one")
        most = min(limit, self._left, max(_ALWAYS_ALLOWED, _MOST_TIMES * info.compress_size))
        data = bytearray()
        try:
            with self._zip.open(info) as part:
                while len(data) <= most and (block := part.read(BLOCK)):
                    data += block
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise ReadError(f"damaged ZIP file ({name!r}: {error})") from error
        if len(data) > most:
            raise ReadError(f"{name!r} in it unpacks to more than {most // 2**20} MB, {SUSPICIOUS}")
        self._left -= len(data)
        return bytes(data)

    def part(self, name: str) -> RawFile:
        """A part as a file of its own."""
        return RawFile(name, BytesIO(self.read(name)), self._report)


def _name(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/").removeprefix("/")
