"""A table of contents of ours is read without Whoosh, and says what Whoosh would."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from whoosh import fields
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from leadersearch import Article, IndexCorrupt, open_index
from leadersearch.engines.whoosh.codec.record import SegmentRecord
from leadersearch.engines.whoosh.codec.segment import ColumnarSegment
from leadersearch.engines.whoosh.contents import latest_generation, own_segments


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_index(tmp_path / "index", create=True) as index:
        index.add(Article(title=f"Kindness {number}") for number in range(300))
        index.remove([article.id for article in list(index)[:3]])
        index.add(Article(title="Ethics"))
    return tmp_path / "index"


def by_whoosh(folder: Path) -> TOC:
    return TOC.read(FileStorage(str(folder)), "MAIN")


def written_by_whoosh(folder: Path, segments: list[object], generation: int = 9) -> None:
    schema = fields.Schema(id=fields.ID)
    TOC(schema, segments, generation).write(FileStorage(str(folder)), "MAIN")


def test_it_says_what_whoosh_reads(folder: Path) -> None:
    toc = by_whoosh(folder)

    found = own_segments(folder, latest_generation(folder))

    assert latest_generation(folder) == toc.generation
    assert found is not None
    assert len(found) == len(toc.segments) == 2
    for ours, theirs in zip(found, toc.segments, strict=True):
        assert type(ours) is SegmentRecord
        assert ours.segment_id() == theirs.segment_id()
        assert ours.file_name() == theirs.file_name()
        assert ours.doc_count_all() == theirs.doc_count_all()
        assert ours.deleted_docs() == theirs.deleted_docs()
    assert sum(row.deleted_count() for row in found) == 3


def test_a_segment_of_another_program_is_left_to_whoosh(folder: Path) -> None:
    written_by_whoosh(folder, [*by_whoosh(folder).segments, W3Segment(W3Codec(), "MAIN")])

    assert own_segments(folder, 9) is None


@pytest.mark.parametrize("value", [[SegmentRecord], "MAIN", [None], [[]]])
def test_what_is_no_list_of_segments_is_left_to_whoosh(folder: Path, value: list[object]) -> None:
    written_by_whoosh(folder, value)

    assert own_segments(folder, 9) is None


def test_a_deleted_document_that_there_is_not_is_damage(folder: Path) -> None:
    segment = ColumnarSegment("MAIN")
    segment.set_doc_count(1)
    segment.delete_document(7)
    written_by_whoosh(folder, [segment])

    with pytest.raises(IndexCorrupt, match="no document 7"):
        own_segments(folder, 9)


def test_a_damaged_table_is_left_to_whoosh_or_reads_as_it_does(folder: Path) -> None:
    table = folder / f"_MAIN_{latest_generation(folder)}.toc"
    whole = table.read_bytes()
    for end in range(0, len(whole), 7):
        table.write_bytes(whole[:end])
        assert own_segments(folder, latest_generation(folder)) is None


def test_a_table_of_another_generation_is_not_taken_for_this_one(folder: Path) -> None:
    generation = latest_generation(folder)
    table = folder / f"_MAIN_{generation}.toc"
    table.rename(folder / f"_MAIN_{generation + 1}.toc")

    assert own_segments(folder, generation + 1) is None


@pytest.mark.parametrize("name", ["nothing", "a\0b", "file"])
def test_where_there_is_no_folder_there_is_no_generation(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()

    assert latest_generation(tmp_path / name) == -1


def test_only_what_another_program_wrote_makes_a_search_load_whoosh(folder: Path) -> None:
    code = (
        "import sys, leadersearch\n"
        "index = leadersearch.open_index(sys.argv[1])\n"
        "print(index.search('kindness').total, 'whoosh' in sys.modules)\n"
    )

    def searched() -> list[str]:
        command = [sys.executable, "-c", code, str(folder)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    assert searched() == ["297", "False"]
    index = FileStorage(str(folder)).open_index()
    with index.writer() as writer:
        writer.add_document(id="c", title="kindness")
    assert searched() == ["298", "True"]
