"""The list of indexed files: kept, read back, and reported if it is damaged."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from collection.ingest.corpora import Unused, bodies, ingest, names, record, refuse, write
from leadersearch.collection.ingest import IngestReport
from leadersearch.collection.ingest.files import Stamp
from leadersearch.collection.ingest.ids import Ids
from leadersearch.collection.ingest.reading import ReadingHere
from leadersearch.collection.ingest.sources import KnownFile, dump, load
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.errors import IndexCorrupt

ROW = {"size": 1, "stamp": 2, "inode": 3, "changed": 4, "digest": "ab", "ids": ["x", "y"]}


@pytest.fixture
def engine() -> Engine:
    return MemoryEngine()


def attach(engine: Engine, data: bytes) -> None:
    with engine.write() as writer:
        writer.keep("sources", data)


def without_inodes(data: bytes | None) -> bytes:
    """The document of a version that did not note inodes."""
    rows = json.loads(data or b"")
    for row in rows.values():
        del row["inode"], row["changed"]
    return json.dumps(rows).encode()


def test_what_is_written_is_read_back() -> None:
    known = {"/a\udce9\n": KnownFile(Stamp(1, 2, 3, 4), "ab", Ids(("x", "y")))}
    assert load(dump(known)) == known
    assert load(None) == {}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"7",
        b'"text"',
        b"{",
        b'{"a": 1}',
        b'{"a": {}}',
        b'{"a": []}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        json.dumps({"a": ROW | {"size": float("inf")}}).encode(),
        json.dumps({"a": ROW | {"stamp": float("nan")}}).encode(),
        json.dumps({"a": ROW}).replace("2", "1e999").encode(),
        json.dumps({"a": ROW | {"stamp": 1.5}}).encode(),
        json.dumps({"a": ROW | {"inode": None}}).encode(),
        json.dumps({"a": ROW | {"changed": "1"}}).encode(),
        json.dumps({"a": ROW | {"digest": 5}}).encode(),
        json.dumps({"a": ROW | {"ids": "xy"}}).encode(),
        json.dumps({"a": ROW | {"ids": ["x", 1]}}).encode(),
        json.dumps({"a": ROW}).replace("1,", "1" * 10_000 + ",").encode(),
    ],
    ids=range(21),
)
def test_anything_else_is_a_damaged_index(engine: Engine, corpus: Path, data: bytes) -> None:
    attach(engine, data or b" ")
    with pytest.raises(IndexCorrupt, match="--rebuild"):
        ingest(engine, [corpus])


def test_what_an_older_version_knew_counts_and_is_completed_once(
    engine: Engine, corpus: Path
) -> None:
    write(corpus / "a.jsonl", record("a1"))
    ingest(engine, [corpus])
    complete = engine.view().document("sources")
    attach(engine, without_inodes(complete))
    same = IngestReport(unchanged=1, files_unchanged=1)
    assert ingest(engine, [corpus], reading=Unused()) == same
    assert engine.view().document("sources") == complete


def set_back(file: Path, status: os.stat_result) -> None:
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_file_that_was_written_over_with_its_time_set_back_is_read(
    engine: Engine, corpus: Path
) -> None:
    file = write(corpus / "a.jsonl", record("a1", "text one"))
    ingest(engine, [corpus])
    before = file.stat()
    file.write_text(file.read_text().replace("one", "two"))
    set_back(file, before)
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    ingest(engine, [corpus])
    assert bodies(engine) == {"a1": "text two"}


def test_a_file_that_took_the_place_of_another_one_is_read(engine: Engine, corpus: Path) -> None:
    file = write(corpus / "a.jsonl", record("a1", "text one"))
    ingest(engine, [corpus])
    other = write(corpus / ".b.jsonl", record("a1", "text two"))
    set_back(other, file.stat())
    other.rename(file)
    ingest(engine, [corpus])
    assert bodies(engine) == {"a1": "text two"}


def test_a_collection_restored_from_a_backup_adds_nothing(engine: Engine, corpus: Path) -> None:
    for name in ("a1", "b1", "c1"):
        write(corpus / f"{name}.jsonl", record(name))
    ingest(engine, [corpus])
    shutil.copytree(corpus, corpus.with_name("backup"))
    shutil.rmtree(corpus)
    corpus.with_name("backup").rename(corpus)
    report = ingest(engine, [corpus], reading=ReadingHere(refuse))
    assert report == IngestReport(unchanged=3, files_unchanged=3)
    assert names(engine) == ["a1", "b1", "c1"]
    assert ingest(engine, [corpus], reading=Unused()) == report
