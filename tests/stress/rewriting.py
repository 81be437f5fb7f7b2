"""Ways to damage a file, and to make a segment that does harm with checksums that fit."""

from __future__ import annotations

import io
import json
import pickle
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from leadersearch.engines.whoosh.segment import container as layout
from leadersearch.engines.whoosh.segment.container import SegmentFile
from leadersearch.engines.whoosh.segment.file_writer import SegmentFileWriter

Chance = random.Random
BLOCK = 512

# --- damage: what disks, transfers and people do ----------------------------------------------------


def flip_bit(data: bytearray, chance: Chance) -> None:
    """One bit is another."""
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def overwrite(data: bytearray, chance: Chance) -> None:
    """A stretch holds something else."""
    start = chance.randrange(len(data))
    length = min(chance.choice((1, 4, 60, 700)), len(data) - start)
    data[start : start + length] = chance.randbytes(length)


def zero(data: bytearray, chance: Chance) -> None:
    """A block was never written."""
    start = chance.randrange(len(data)) // BLOCK * BLOCK
    length = min(chance.choice((BLOCK, 8 * BLOCK)), len(data) - start)
    data[start : start + length] = bytes(length)


def truncate(data: bytearray, chance: Chance) -> None:
    """The end is missing."""
    del data[chance.choice((0, chance.randrange(len(data)), len(data) - 1)) :]


def append(data: bytearray, chance: Chance) -> None:
    """Something follows the end."""
    data += chance.choice((b"\0", bytes(BLOCK), chance.randbytes(100), bytes(data[-40:])))


def swap_blocks(data: bytearray, chance: Chance) -> None:
    """Two blocks have changed places."""
    one, other = (chance.randrange(len(data)) // BLOCK * BLOCK for _ in range(2))
    size = min(BLOCK, len(data) - one, len(data) - other)
    held = data[one : one + size]
    data[one : one + size] = data[other : other + size]
    data[other : other + size] = held


def repeat_block(data: bytearray, chance: Chance) -> None:
    """A block stands twice."""
    start = chance.randrange(len(data)) // BLOCK * BLOCK
    data[start:start] = data[start : start + BLOCK]


DAMAGES: tuple[Callable[[bytearray, Chance], None], ...] = (
    flip_bit,
    flip_bit,
    overwrite,
    zero,
    truncate,
    append,
    swap_blocks,
    repeat_block,
)


def damage_file(path: Path, chance: Chance) -> str:
    """Damage a file in one of these ways; returns which. An empty file is appended to."""
    data = bytearray(path.read_bytes())
    way = chance.choice(DAMAGES) if data else append
    way(data, chance)
    path.write_bytes(data)
    return way.__name__


# --- harm: segments made by hand ------------------------------------------------------------------

Sections = dict[str, Any]  # name -> array
Properties = dict[str, Any]


def retype(sections: Sections, _: Properties, chance: Chance) -> None:
    """Numbers of another type."""
    name = chance.choice(sorted(sections))
    sections[name] = sections[name].astype(chance.choice(("u1", "u8", "i1", "i8", "f4", "f8")))


def resize(sections: Sections, _: Properties, chance: Chance) -> None:
    """More numbers, or fewer."""
    name = chance.choice(sorted(sections))
    held = sections[name]
    sections[name] = chance.choice((held[:0], held[: len(held) // 2], held[:-1], np.tile(held, 2)))


def remove(sections: Sections, _: Properties, chance: Chance) -> None:
    """A section is missing."""
    del sections[chance.choice(sorted(sections))]


def replace_numbers(sections: Sections, _: Properties, chance: Chance) -> None:
    """Other numbers: any, or the greatest there are."""
    name = chance.choice(sorted(sections))
    held = sections[name].copy()
    if held.dtype.kind == "f":
        held[:] = chance.choice((np.nan, np.inf, -1.0, 1e308))
    elif chance.random() < 0.5:
        held[:] = np.frombuffer(chance.randbytes(held.nbytes), held.dtype)
    else:
        held[chance.randrange(len(held) or 1) :][:3] = np.iinfo(held.dtype).max
    sections[name] = held


def widen(sections: Sections, _: Properties, chance: Chance) -> None:
    """Numbers that no file can hold so many of, and negative ones."""
    name = chance.choice(sorted(sections))
    dtype, most = chance.choice((("u8", 2**63), ("u8", 2**40), ("i8", -5), ("u4", 2**32 - 1)))
    held = sections[name].astype(dtype)
    held[chance.randrange(len(held) or 1) :][:2] = most
    sections[name] = held


def shuffle(sections: Sections, _: Properties, chance: Chance) -> None:
    """Offsets, or documents, that do not ascend."""
    kinds = ("offsets/", "text-offsets/", "occurrence-offsets/", "documents/", "positions/")
    name = chance.choice(sorted(each for each in sections if each.startswith(kinds)))
    held = sections[name].copy()
    sections[name] = chance.choice((held[::-1], np.roll(held, 1), np.zeros_like(held)))


def spoil_text(sections: Sections, _: Properties, chance: Chance) -> None:
    """Terms that are no text."""
    name = chance.choice(sorted(each for each in sections if each.startswith("text/")))
    held = sections[name].copy()
    held[:: chance.randint(1, 9)] = chance.choice((0xFF, 0xC3, 0x80, 0xED))
    sections[name] = held


class _Large:
    """Pickles as many bytes."""

    def __reduce__(self) -> Any:
        return (bytearray, (1 << 40,))


def spoil_stored(sections: Sections, _: Properties, chance: Chance) -> None:
    """Documents that hold something else than articles."""
    held = sections["stored"].tobytes()
    offsets = sections["stored-offsets"].astype(np.int64)
    number = chance.randrange(len(offsets) - 1)
    kind = chance.choice((*range(12), 255))
    payload = chance.choice(
        (
            chance.randbytes(30),
            b"",
            b"\x08\xff\xff\xff\xff" * 5,
            _nested_lists(2000),
            _nested_pickle(),
            pickle.dumps(_Large()),
            b"9" * 40,
        )
    )
    document = struct.pack("<BHHBI", 4, 1, chance.randrange(8), kind, len(payload)) + payload
    start, end = offsets[number : number + 2].tolist()
    offsets[number + 1 :] += len(document) - (end - start)
    sections["stored"] = np.frombuffer(held[:start] + document + held[end:], np.uint8)
    sections["stored-offsets"] = offsets.astype(np.uint32)


def _nested_lists(depth: int) -> bytes:
    data = b""
    for _ in range(depth):
        data = struct.pack("<BI", 8, len(data)) + data
    return data


def _nested_pickle() -> bytes:
    """A set that takes 2 ** 60 steps to hash: pairs of pairs, by hand, since to make one takes them too."""
    pairs = b"".join(b"h%ch%c\x86q%c0" % (depth, depth, depth + 1) for depth in range(60))
    return b"\x80\x02)q\x000" + pairs + b"cbuiltins\nfrozenset\nh\x3c\x85\x85R."


def spoil_properties(_: Sections, properties: Properties, chance: Chance) -> None:
    """Properties that make no sense."""
    name = chance.choice(sorted(properties))
    senseless: tuple[Any, ...] = (
        None,
        -1,
        10**12,
        2**70,
        1.5,
        "x",
        [],
        {},
        [1],
        {"a": 1},
        True,
        [["x"]],
    )
    held = properties[name]
    if isinstance(held, dict) and held and chance.random() < 0.5:
        held[chance.choice(sorted(held))] = chance.choice(senseless)
    else:
        properties[name] = chance.choice(senseless)


CHANGES: tuple[Callable[[Sections, Properties, Chance], None], ...] = (
    retype,
    resize,
    remove,
    replace_numbers,
    widen,
    shuffle,
    spoil_text,
    spoil_stored,
    spoil_properties,
)


def rewrite(data: bytes, chance: Chance) -> tuple[bytes, str]:
    """A segment that holds something else, its checksums right; and in which way."""
    if chance.random() < 0.2:
        return _rewritten_contents(data, chance), "rewritten contents"
    ways = [chance.choice(CHANGES) for _ in range(chance.choice((1, 1, 1, 2)))]

    def change(sections: Sections, properties: Properties) -> None:
        for way in ways:
            way(sections, properties, chance)

    return rewritten(data, change), "+".join(way.__name__ for way in ways)


def rewritten(data: bytes, change: Callable[[Sections, Properties], None]) -> bytes:
    """A segment whose sections and properties were changed, its checksums right."""
    file = SegmentFile(data, "sample")
    _, document = _contents(data)
    sections: Sections = {name: file.array(name) for name in document["sections"]}
    change(sections, file.properties)
    written = io.BytesIO()
    writer = SegmentFileWriter(written)
    for name, values in sections.items():
        writer.add(name, values)
    writer.finish(file.properties)
    return written.getvalue()


def _contents(data: bytes) -> tuple[int, Any]:
    start, length, _ = layout.FOOTER.unpack_from(data, len(data) - layout.FOOTER_SIZE)
    return start, json.loads(data[start : start + length])


def _rewritten_contents(data: bytes, chance: Chance) -> bytes:
    """The same sections, told of otherwise."""
    start, document = _contents(data)
    senseless: tuple[Any, ...] = (
        None,
        -1,
        10**12,
        2**70,
        1.5,
        "x",
        [],
        {},
        True,
        "u8",
        "f8",
        0,
        33,
    )
    rows = document["sections"]
    kind = chance.randrange(4)
    if kind == 0:
        row = rows[chance.choice(sorted(rows))]
        row[chance.randrange(len(row))] = chance.choice(senseless)
    elif kind == 1:
        one, other = chance.sample(sorted(rows), 2)
        rows[one], rows[other] = rows[other], rows[one]
    elif kind == 2:
        document["checksums"][chance.randrange(3)] = chance.choice(senseless)
    contents = json.dumps(document).encode()
    if kind == 3:
        contents = chance.choice((b"[" * 200_000, b"{}", b"[]", b"\xff", contents[:-1], b"1e999"))
    footer = layout.FOOTER.pack(start, len(contents), zlib.crc32(contents))
    end = footer + layout.CRC.pack(zlib.crc32(footer)) + layout.MAGIC[::-1]
    return data[:start] + contents + end
