from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from whoosh import fields, index, query
from whoosh.index import TOC

from leadersearch.engines.whoosh.stock.codec import ColumnarCodec
from leadersearch.errors import IndexCorrupt

SCHEMA = fields.Schema(
    id=fields.ID(unique=True, stored=True), text=fields.TEXT, extra=fields.STORED
)


def filled(folder: Path) -> Any:
    ix = index.create_in(folder, SCHEMA)
    with ix.writer(codec=ColumnarCodec()) as writer:
        for letter in "abc":
            writer.add_document(id=letter, text=f"same {letter}")
    return ix


def segment_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.columnar"))


def test_the_file_is_on_the_disk_before_the_toc_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[str] = []
    fsync, write = os.fsync, TOC.write

    def noted_fsync(descriptor: int) -> None:
        events.append(Path(f"/proc/self/fd/{descriptor}").readlink().suffix)
        fsync(descriptor)

    def noted_write(*arguments: Any) -> None:
        events.append("toc")
        write(*arguments)

    if not Path("/proc/self/fd").exists():
        pytest.skip("the system does not say which file is synced")
    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(TOC, "write", noted_write)
    filled(tmp_path)
    assert events[-2:] == [".columnar", "toc"]


def test_a_writer_without_changes_leaves_no_file(tmp_path: Path) -> None:
    ix = filled(tmp_path)
    before = segment_files(tmp_path)
    ix.writer(codec=ColumnarCodec()).commit()
    ix.writer(codec=ColumnarCodec()).cancel()
    assert segment_files(tmp_path) == before


def test_a_cancelled_writer_changes_nothing(tmp_path: Path) -> None:
    ix = filled(tmp_path)
    writer = ix.writer(codec=ColumnarCodec())
    writer.update_document(id="a", text="other")
    writer.cancel()
    with index.open_dir(tmp_path).searcher() as searcher:
        assert len(searcher.search(query.Term("text", "same"))) == 3
        assert len(searcher.search(query.Term("text", "other"))) == 0


def test_what_a_cancelled_writer_left_is_swept_by_the_next_commit(tmp_path: Path) -> None:
    ix = filled(tmp_path)
    writer = ix.writer(codec=ColumnarCodec())
    writer.add_document(id="d", text="never")
    writer.cancel()
    with ix.writer(codec=ColumnarCodec()) as writer:
        writer.add_document(id="e", text="same")
        writer.merge = False
    assert len(segment_files(tmp_path)) == 2


def test_a_value_that_cannot_be_stored_fails_where_it_is_added(tmp_path: Path) -> None:
    ix = filled(tmp_path)
    writer = ix.writer(codec=ColumnarCodec())
    with pytest.raises(TypeError, match="cannot be stored"):
        writer.add_document(id="d", extra=object())
    writer.cancel()
    with ix.writer(codec=ColumnarCodec()) as writer:
        writer.add_document(id="d", text="same")
    assert ix.doc_count() == 4


class FullDisk(OSError):
    pass


@pytest.mark.parametrize("after", [0, 100, 200, 400, 800])
def test_a_failed_commit_changes_nothing_and_can_be_cancelled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    from leadersearch.engines.whoosh.segment.file_writer import SegmentFileWriter

    ix = filled(tmp_path)
    write = SegmentFileWriter._write

    def limited(self: Any, data: Any) -> None:
        if self._position + len(data) > after:
            raise FullDisk
        write(self, data)

    monkeypatch.setattr(SegmentFileWriter, "_write", limited)
    writer = ix.writer(codec=ColumnarCodec())

    def change() -> None:
        writer.update_document(id="a", text="other words")
        writer.commit()

    with pytest.raises(FullDisk):
        change()
    try:
        writer.cancel()
    except FullDisk:
        writer.writelock.release()
    monkeypatch.undo()
    with index.open_dir(tmp_path).searcher() as searcher:
        assert len(searcher.search(query.Term("text", "same"))) == 3
    with ix.writer(codec=ColumnarCodec()) as writer:
        writer.update_document(id="a", text="other words")
    with index.open_dir(tmp_path).searcher() as searcher:
        assert len(searcher.search(query.Term("text", "same"))) == 2


def test_a_partial_file_is_corrupt_at_any_length(tmp_path: Path) -> None:
    ix = filled(tmp_path)
    (path,) = segment_files(tmp_path)
    data = path.read_bytes()
    for length in range(0, len(data), 7):
        path.write_bytes(data[:length])
        with pytest.raises(IndexCorrupt, match=path.name):
            ix.reader()
    path.write_bytes(data)
    assert ix.reader().doc_count() == 3


def test_a_missing_file_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    """Whoosh tries again when a file is missing: a commit may just have removed it."""
    ix = filled(tmp_path)
    (path,) = segment_files(tmp_path)
    path.unlink()
    with pytest.raises(FileNotFoundError):
        ix.reader()


def read_everything(ix: Any) -> None:
    with ix.searcher() as searcher:
        reader = searcher.reader()
        list(reader.iter_postings())
        list(reader.all_stored_fields())
        searcher.search(query.Phrase("text", ["same", "a"]))


def test_every_damaged_byte_is_named_by_a_reader(tmp_path: Path) -> None:
    ix = filled(tmp_path)
    (path,) = segment_files(tmp_path)
    data = path.read_bytes()
    for position in range(32, data.index(b'{"properties"')):
        damaged = bytearray(data)
        damaged[position] ^= 0xFF
        path.write_bytes(damaged)
        with pytest.raises(IndexCorrupt, match=path.name):
            read_everything(ix)


def test_verifying_finds_what_opening_does_not(tmp_path: Path) -> None:
    ix = filled(tmp_path)
    (segment,) = ix._segments()
    segment.verify(ix.storage)
    (path,) = segment_files(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
    with pytest.raises(IndexCorrupt, match="does not match its checksum"):
        segment.verify(ix.storage)
    path.write_bytes(data)
    segment.set_doc_count(2)
    with pytest.raises(IndexCorrupt, match="3 documents where the table of contents says 2"):
        segment.verify(ix.storage)
    path.unlink()
    with pytest.raises(IndexCorrupt, match="missing"):
        segment.verify(ix.storage)
