"""The bytes of a table of contents.

It is Whoosh's own, so that Whoosh opens the index, with a checksum behind it, which Whoosh does not
look at:

    three varints: the sizes of an int, a long and a float; i32 -12345, i32 version, three varints:
    release; varint length and pickle of the schema; i32 generation, i32 mark; pickle of the segments
    magic, name, version; CRC-32 of all before it

Whoosh writes 0 for the mark, and nothing behind the segments: that is a table which another program
wrote, and it has no checksum until the next commit. Where the mark is ours, so must the end be.
"""

from __future__ import annotations

import struct
import zlib

from leadersearch.engines.whoosh.index import pickles
from leadersearch.errors import IndexCorrupt, IndexTooNew, IndexTooOld

TABLE_VERSION = 1
OLDEST_TABLE_VERSION = 1

OWN_CLASS = "leadersearch.engines.whoosh.codec.segment.ColumnarSegment"
WHOOSH_CLASS = "whoosh.codec.whoosh3.W3Segment"
WHOOSH_CODEC = "whoosh.codec.whoosh3.W3Codec"
ADMITTED = frozenset({OWN_CLASS, WHOOSH_CLASS, WHOOSH_CODEC})
"""The dotted names of the classes whose objects a table of contents may hold."""

_START = struct.Struct("!BBBii3B")  # varints below 128 are a byte each
_SIZES = (4, 8, 4)  # of an int, a long and a float
_BYTE_ORDER, _WHOOSH_VERSION = -12345, -111
_OLD_VERSIONS, _NEW_VERSIONS = range(-110, -99), range(-199, _WHOOSH_VERSION)
_NUMBERS = struct.Struct("!ii")
_MARK = 0x4C535443
_END = struct.Struct("<8s16sH")
_CRC = struct.Struct("<I")
_MAGIC, _NAME = b"LSEARCH\n", b"contents".ljust(16, b"\0")
_LONGEST_VARINT = 5  # bytes
_REBUILD = "rebuild it: leadersearch index --rebuild FOLDER"


def decoded(name: str, content: bytes, generation: int) -> list[pickles.Instance]:
    """The segments of a table of contents that is called `name`.

    Raises IndexCorrupt, IndexTooNew or IndexTooOld.
    """
    end = _checked_end(name, content)
    try:
        return _segments(name, content, end, generation)
    except (struct.error, IndexError) as error:
        raise _damaged(name, "it is cut short") from error
    except pickles.ForeignClass as error:
        raise _damaged(
            name, f"it refers to {error.name}, which no index needs: it may be made to run code"
        ) from error
    except pickles.PickleError as error:
        raise _damaged(name, str(error)) from error


def _checked_end(name: str, content: bytes) -> int | None:
    """Where the segments end by the end of a table of ours; None where it has no such end."""
    end = len(content) - _END.size - _CRC.size
    if end < 0:
        raise _damaged(name, "it is cut short")
    magic, held, version = _END.unpack_from(content, end)
    if magic != _MAGIC:
        return None
    (checksum,) = _CRC.unpack_from(content, end + _END.size)
    if held != _NAME or checksum != zlib.crc32(memoryview(content)[: -_CRC.size]):
        raise _damaged(name, "it does not match its checksum")
    if version > TABLE_VERSION:
        raise IndexTooNew(
            f"the table of contents {name} has format {version}, newer than this leadersearch "
            f"reads ({TABLE_VERSION}); upgrade with: pip install --upgrade leadersearch"
        )
    if version < OLDEST_TABLE_VERSION:
        raise IndexTooOld(
            f"the table of contents {name} has format {version}, which is no longer supported; {_REBUILD}"
        )
    return end


def _segments(
    name: str, content: bytes, end: int | None, generation: int
) -> list[pickles.Instance]:
    *sizes, order, version, _, _, _ = _START.unpack_from(content, 0)
    if (*sizes, order) != (*_SIZES, _BYTE_ORDER):
        raise _damaged(name, "it does not start like one")
    _check_version(name, version)
    place = _START.size
    size, place = _varint(content, place)
    place += size  # the schema is ours
    held, mark = _NUMBERS.unpack_from(content, place)
    if held != generation:
        raise _damaged(name, f"it is that of generation {held}")
    if mark != (0 if end is None else _MARK):
        raise _damaged(name, "its end is missing")
    segments, place = pickles.load(content, place + _NUMBERS.size, ADMITTED)
    if place != (len(content) if end is None else end):
        raise _damaged(name, "it has bytes after its end")
    if not isinstance(segments, list) or not all(_is_segment(row) for row in segments):
        raise _damaged(name, "it holds no list of segments")
    return segments


def _is_segment(row: object) -> bool:
    return isinstance(row, pickles.Instance) and row.name in {OWN_CLASS, WHOOSH_CLASS}


def _check_version(name: str, version: int) -> None:
    if version in _OLD_VERSIONS:
        raise IndexTooOld(
            f"{name} is the table of contents of an older Whoosh ({version}); {_REBUILD}"
        )
    if version in _NEW_VERSIONS:
        raise IndexTooNew(
            f"{name} is the table of contents of a newer Whoosh ({version}); {_REBUILD}"
        )
    if version != _WHOOSH_VERSION:
        raise _damaged(name, f"its version cannot be {version}")


def _varint(content: bytes, place: int) -> tuple[int, int]:
    """A number, and where it ends."""
    number = shift = 0
    for byte in content[place : place + _LONGEST_VARINT]:
        place += 1
        number |= (byte & 0x7F) << shift
        if byte < 0x80:
            return number, place
        shift += 7
    raise IndexError("a number is too long")


def _damaged(name: str, how: str) -> IndexCorrupt:
    return IndexCorrupt(f"the table of contents {name} is damaged ({how})")


def encoded(schema: bytes, segments: bytes, generation: int, release: tuple[int, ...]) -> bytes:
    """A table of contents, of the pickles of its schema and its segments."""
    body = b"".join(
        (
            _START.pack(*_SIZES, _BYTE_ORDER, _WHOOSH_VERSION, *release[:3]),
            _as_varint(len(schema)),
            schema,
            _NUMBERS.pack(generation, _MARK),
            segments,
            _END.pack(_MAGIC, _NAME, TABLE_VERSION),
        )
    )
    return body + _CRC.pack(zlib.crc32(body))


def _as_varint(number: int) -> bytes:
    made = bytearray()
    while number > 0x7F:
        made.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*made, number])
