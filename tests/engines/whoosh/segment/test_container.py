from __future__ import annotations

import io
import json
import mmap
import struct
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, strategies as st
from hypothesis.extra import numpy as arrays

from leadersearch.engines.whoosh.segment import container
from leadersearch.engines.whoosh.segment.arrays import narrowed, offsets_of, reduce_runs, runs
from leadersearch.engines.whoosh.segment.container import SegmentFile
from leadersearch.engines.whoosh.segment.file_writer import SegmentFileWriter
from leadersearch.errors import IndexCorrupt, IndexTooNew, IndexTooOld
from strategies import everyday

COLUMNS: dict[str, Any] = {
    "bytes": np.arange(7, dtype=np.uint8),
    "nothing": np.zeros(0, dtype=np.uint32),
    "wide": np.array([1, 2**40], dtype=np.uint64),
    "signed": np.array([-1, 5], dtype=np.int16),
    "floats": np.array([0.5, -1.25]),
}


def written(columns: dict[str, Any], properties: dict[str, Any] | None = None) -> bytes:
    file = io.BytesIO()
    writer = SegmentFileWriter(file)
    for name, values in columns.items():
        writer.add(name, values)
    writer.finish(properties or {})
    return file.getvalue()


def written_without_blocks(columns: dict[str, Any]) -> bytes:
    """A file of version 1, as earlier versions wrote it: one checksum a section."""
    header = struct.pack("<8s16sI", container.MAGIC, container.NAME, 1)
    data = header + struct.pack("<I", zlib.crc32(header))
    rows = {}
    for name, values in columns.items():
        dtype = values.dtype
        section = values.tobytes()
        rows[name] = [f"{dtype.kind}{dtype.itemsize}", len(data), len(values), zlib.crc32(section)]
        data += section + bytes(-len(section) % container.ALIGNMENT)
    contents = json.dumps({"properties": {}, "sections": rows}).encode()
    footer = struct.pack("<QQI", len(data), len(contents), zlib.crc32(contents))
    data += contents + footer + struct.pack("<I", zlib.crc32(footer))
    return data + container.MAGIC[::-1]


def with_version(data: bytes, version: int) -> bytes:
    header = data[:24] + struct.pack("<I", version)
    return header + struct.pack("<I", zlib.crc32(header)) + data[32:]


any_column = arrays.arrays(
    st.sampled_from(["u1", "u2", "u4", "u8", "i1", "i2", "i4", "i8", "f4", "f8"]),
    st.integers(0, 50),
)


@everyday(100)
@given(st.dictionaries(st.text(), any_column))
def test_sections_come_back_as_they_were(columns: dict[str, Any]) -> None:
    file = SegmentFile(written(columns, {"a": [1]}), "x")
    file.verify()
    assert file.properties == {"a": [1]}
    for name, values in columns.items():
        assert name in file
        np.testing.assert_array_equal(file.array(name), values)
        assert file.array(name).dtype == values.dtype
        np.testing.assert_array_equal(file.view(name).tolist(), values.tolist())


def test_what_memory_was_let_go_of_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(written(COLUMNS))
    with path.open("rb") as opened:
        file = SegmentFile(mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ), "x")
    floats = file.array("floats")

    file.let_go()

    assert floats.tolist() == [0.5, -1.25]
    assert file.array("signed").tolist() == [-1, 5]
    SegmentFile(written(COLUMNS), "x").let_go()  # bytes are in memory anyway


def test_big_endian_arrays_are_written_little_endian() -> None:
    file = SegmentFile(written({"a": np.array([1, 258], dtype=">u4")}), "x")
    assert file.array("a").tolist() == [1, 258]


def test_sections_are_read_only() -> None:
    file = SegmentFile(written(COLUMNS), "x")
    with pytest.raises(ValueError, match="read-only"):
        file.array("bytes")[0] = 9


def test_sections_are_aligned() -> None:
    data = written(COLUMNS)
    sections = json.loads(data[data.index(b'{"properties"') : -container.FOOTER_SIZE])["sections"]
    assert [section[1] % container.ALIGNMENT for section in sections.values()] == [0] * len(COLUMNS)


def test_a_section_is_written_once() -> None:
    writer = SegmentFileWriter(io.BytesIO())
    writer.add("a", np.zeros(1))
    with pytest.raises(ValueError, match="twice"):
        writer.add("a", np.zeros(1))


@pytest.mark.parametrize("write", [written, written_without_blocks])
def test_every_flipped_byte_is_noticed(write: Callable[[dict[str, Any]], bytes]) -> None:
    data = write(COLUMNS)
    for position in range(len(data)):
        damaged = bytearray(data)
        damaged[position] ^= 0x41
        with pytest.raises(IndexCorrupt):
            SegmentFile(bytes(damaged), "x").verify()


@pytest.mark.parametrize("write", [written, written_without_blocks])
def test_a_damaged_number_is_not_given_out(write: Callable[[dict[str, Any]], bytes]) -> None:
    data = write(COLUMNS)
    start = data.index(COLUMNS["wide"].tobytes())
    for position in range(start, start + 16):
        damaged = bytearray(data)
        damaged[position] ^= 1
        section = SegmentFile(bytes(damaged), "x").section("wide")
        for ask in (
            section.all,
            section.view_all,
            partial(section.slice, 1, 2),
            partial(section.view, 0, 1),
            partial(section.number, 0),
            partial(section.at, np.array([1])),
        ):
            with pytest.raises(IndexCorrupt, match="'wide' does not match its checksum"):
                ask()


def test_only_the_blocks_that_are_asked_for_are_compared() -> None:
    numbers = np.arange(50_000, dtype=np.uint16)
    data = bytearray(written({"first": numbers, "second": numbers}))
    data[32 + 60_000] ^= 1  # the number 30,000 of the first
    file = SegmentFile(bytes(data), "x")
    section = file.section("first")
    assert section.slice(0, 20_000).tolist() == list(range(20_000))
    assert section.slice(40_000, 50_000).tolist() == list(range(40_000, 50_000))
    assert section.at(np.array([5, 49_999])).tolist() == [5, 49_999]
    assert file.array("second").tolist() == numbers.tolist()
    for low, high in ((29_990, 30_001), (30_000, 30_001), (0, 50_000)):
        for _ in range(2):  # what is damaged stays so
            with pytest.raises(IndexCorrupt):
                section.slice(low, high)
    with pytest.raises(IndexCorrupt):
        section.number(30_000)
    with pytest.raises(IndexCorrupt):
        section.at(np.array([5, 30_000, 49_999]))


def test_a_slice_that_is_not_there_is_corrupt() -> None:
    section = SegmentFile(written(COLUMNS), "x").section("bytes")
    for low, high in ((0, 8), (5, 4), (-1, 3), (2**70, 2**71)):
        with pytest.raises(IndexCorrupt, match="too short"):
            section.slice(low, high)
    assert section.slice(7, 7).tolist() == []
    for indices in ([7], [-1], [0, 9]):
        with pytest.raises(IndexCorrupt, match="too short"):
            section.at(np.array(indices))
    assert section.at(np.array([], np.int64)).tolist() == []


@pytest.mark.parametrize("write", [written, written_without_blocks])
def test_numbers_that_are_too_great_are_not_given_out(
    write: Callable[[dict[str, Any]], bytes],
) -> None:
    numbers = np.zeros(40_000, np.uint16)
    numbers[30_000] = 7
    file = SegmentFile(write({"before": COLUMNS["wide"], "a": numbers}), "x")
    assert len(file.section("a", below=8).all()) == 40_000
    assert len(file.section("a", below=1 << 40).all()) == 40_000
    for low, high in ((30_000, 30_001), (0, 40_000)):
        with pytest.raises(IndexCorrupt, match="too large"):
            file.section("a", below=7).slice(low, high)


def test_a_section_of_another_type_is_corrupt() -> None:
    with pytest.raises(IndexCorrupt, match="type"):
        SegmentFile(written(COLUMNS), "x").section("signed", "u")


@pytest.mark.parametrize("offsets", [[], [1, 7], [0, 6], [0, 5, 3, 7], [0, 8]])
def test_offsets_that_do_not_part_a_section_are_corrupt(offsets: list[int]) -> None:
    file = SegmentFile(written({"offsets": np.array(offsets, np.uint8)}), "x")
    with pytest.raises(IndexCorrupt, match="contradicts"):
        file.section("offsets").offsets_into(7)


def test_what_earlier_versions_wrote_is_read() -> None:
    file = SegmentFile(written_without_blocks(COLUMNS), "x")
    file.verify()
    for name, values in COLUMNS.items():
        np.testing.assert_array_equal(file.array(name), values)


def test_damage_to_the_ends_is_noticed_on_opening() -> None:
    data = written(COLUMNS)
    contents = data.index(b'{"properties"')
    for position in [*range(32), *range(contents, len(data))]:
        damaged = bytearray(data)
        damaged[position] ^= 0xFF
        with pytest.raises(IndexCorrupt):
            SegmentFile(bytes(damaged), "x")


def test_every_truncation_is_noticed_on_opening() -> None:
    data = written(COLUMNS)
    for length in range(len(data)):
        with pytest.raises(IndexCorrupt):
            SegmentFile(data[:length], "x")


def test_something_appended_is_noticed_on_opening() -> None:
    with pytest.raises(IndexCorrupt):
        SegmentFile(written(COLUMNS) + b"\0", "x")


@everyday(100)
@given(st.binary(max_size=300))
def test_any_bytes_are_corrupt(data: bytes) -> None:
    with pytest.raises(IndexCorrupt):
        SegmentFile(data, "x")


def test_a_newer_version_is_too_new() -> None:
    with pytest.raises(IndexTooNew, match="version 3"):
        SegmentFile(with_version(written(COLUMNS), container.VERSION + 1), "x")


def test_an_older_version_is_too_old() -> None:
    with pytest.raises(IndexTooOld, match="version 0"):
        SegmentFile(with_version(written(COLUMNS), container.OLDEST_VERSION - 1), "x")


def test_a_newer_version_may_end_otherwise() -> None:
    with pytest.raises(IndexTooNew):
        SegmentFile(with_version(written(COLUMNS)[:-9] + bytes(20), 99), "x")


@everyday(100)
@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.floats(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_contents_that_make_no_sense_are_corrupt(contents: Any) -> None:
    """A checksum that fits proves nothing: a file may be made to do harm."""
    start = written({})[:32]
    for document in (
        contents,
        {"properties": {}, "sections": {"a": contents}},
        {"properties": {}, "sections": {"a": ["u1", 32, 0]}, "checksums": contents},
    ):
        data = json.dumps(document).encode()
        footer = struct.pack("<QQI", 32, len(data), zlib.crc32(data))
        crafted = start + data + footer + struct.pack("<I", zlib.crc32(footer))
        try:
            SegmentFile(crafted + container.MAGIC[::-1], "x").array("a")
        except IndexCorrupt:
            continue
        pytest.fail("it was read")


@everyday(100)
@given(st.lists(st.integers(1, 6), max_size=40), st.integers(1, 9))
def test_runs_cover_everything_once(counts: list[int], size: int) -> None:
    offsets = offsets_of(counts)
    ranges = list(runs(offsets, size))
    assert [n for low, high in ranges for n in range(low, high)] == list(range(len(counts)))


@everyday(100)
@given(st.lists(st.lists(st.integers(0, 200), min_size=1, max_size=5), max_size=20))
def test_runs_are_reduced_one_by_one(lists: list[list[int]]) -> None:
    offsets = offsets_of([len(numbers) for numbers in lists])
    values = np.array([n for numbers in lists for n in numbers], dtype=np.uint8)
    assert reduce_runs(np.add, values, offsets).tolist() == [sum(n) for n in lists]
    assert reduce_runs(np.maximum, values, offsets).tolist() == [max(n) for n in lists]


@pytest.mark.parametrize(
    ("maximum", "width"), [(0, 1), (255, 1), (256, 2), (65535, 2), (65536, 4), (2**32, 8)]
)
def test_numbers_take_the_least_width(maximum: int, width: int) -> None:
    assert narrowed(np.array([0, maximum], dtype=np.uint64)).dtype.itemsize == width
