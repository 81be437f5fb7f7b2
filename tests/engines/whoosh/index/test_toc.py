"""A table of contents is read without Whoosh, says what Whoosh would, and is whole or not taken."""

from __future__ import annotations

import pickle
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh import fields
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, open_dir

from asking import held_ids
from leadersearch import Article, IndexCorrupt, IndexTooNew, IndexTooOld, open_index
from leadersearch.engines.whoosh.engine import WhooshEngine
from leadersearch.engines.whoosh.index import toc, toc_table
from leadersearch.engines.whoosh.index.toc import (
    generations,
    latest_generation,
    own_records,
    read_newest,
)
from leadersearch.engines.whoosh.segment.record import SegmentRecord
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.engines.whoosh.stock.storage import segments_of, write_table
from leadersearch.errors import IndexAccessError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_index(tmp_path / "index", create=True) as index:
        index.add(Article(id=f"a{number}", title=f"Kindness {number}") for number in range(300))
        index.remove(["a0", "a1", "a2"])
        index.add(Article(id="last", title="Ethics"))
    return tmp_path / "index"


def newest(folder: Path) -> Path:
    return folder / f"_MAIN_{latest_generation(folder)}.toc"


def by_whoosh(folder: Path) -> TOC:
    return TOC.read(FileStorage(str(folder)), "MAIN")


def alone(folder: Path, content: bytes, generation: int = 9) -> Path:
    """The only table of contents of a folder."""
    for path in folder.glob("_MAIN_*.toc"):
        path.unlink()
    path = folder / f"_MAIN_{generation}.toc"
    path.write_bytes(content)
    return path


def written_by_whoosh(folder: Path, segments: object, generation: int = 9) -> None:
    alone(folder, b"", generation).unlink()
    schema = fields.Schema(id=fields.ID)
    TOC(schema, segments, generation).write(FileStorage(str(folder)), "MAIN")


# --- what Whoosh has of it -----------------------------------------------------------------------


def test_whoosh_reads_it(folder: Path) -> None:
    with open_dir(str(folder)).searcher() as searcher:
        assert searcher.doc_count() == 298
        assert searcher.document(id="last")["title"] == "Ethics"


def test_it_says_what_whoosh_reads(folder: Path) -> None:
    toc = by_whoosh(folder)
    held = read_newest(folder)
    found = own_records(held)

    assert held.generation == held.version.generation == latest_generation(folder) == toc.generation
    assert held.damage == ""
    assert found is not None
    assert len(found) == len(toc.segments) == 2
    for ours, same, theirs in zip(found, segments_of(held), toc.segments, strict=True):
        assert type(ours) is SegmentRecord
        assert type(same) is type(theirs) is ColumnarSegment
        assert ours.file_name() == theirs.file_name()
        assert ours.__getstate__() == same.__getstate__() == theirs.__getstate__()
    assert sum(row.deleted_count() for row in found) == 3


def test_what_whoosh_writes_is_read(folder: Path) -> None:
    theirs = W3Segment(W3Codec(), "MAIN", doccount=7, deleted={1, 3})
    theirs.compound = True
    written_by_whoosh(folder, [*by_whoosh(folder).segments, theirs])

    held = read_newest(folder)

    assert own_records(held) is None
    *_, last = segments_of(held)
    assert vars(last) | {"_codec": None} == vars(theirs) | {"_codec": None}
    assert isinstance(last.codec(), W3Codec)


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


# --- what it says --------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [[SegmentRecord], "MAIN", [None], [[]], {}, [1], [len]])
def test_what_is_no_list_of_segments_is_damage(folder: Path, value: object) -> None:
    written_by_whoosh(folder, value)

    with pytest.raises(IndexCorrupt, match="rebuild"):
        open_index(folder)


WRONG: list[dict[str, Any]] = [
    {"segid": "../../etc/passwd"},
    {"segid": "/etc/passwd"},
    {"segid": ".."},
    {"segid": ""},
    {"segid": "a" * 300},
    {"segid": "a\0b"},
    {"segid": "a/b"},
    {"segid": "É"},
    {"segid": 3},
    {"segid": None},
    {"indexname": "../MAIN"},
    {"indexname": "/tmp/x"},
    {"indexname": "OTHER"},
    {"indexname": ""},
    {"documents": -1},
    {"documents": 1 << 31},
    {"documents": 10**30},
    {"documents": 2.0},
    {"documents": True},
    {"documents": "3"},
    {"documents": 1_000_000},
    {"documents": 0},
    {"deleted": b"\0"},
    {"deleted": "none"},
    {"deleted": [0, 1]},
    {"deleted": b"\xff\xff\xff\xff"},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_a_segment_cannot_be_is_damage(
    folder: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]
) -> None:
    (segment, *_) = by_whoosh(folder).segments
    state = segment.__getstate__() | wrong
    with monkeypatch.context() as patched:
        patched.setattr(ColumnarSegment, "__getstate__", lambda _: state)
        pickled = pickle.dumps([segment], -1)
    alone(folder, toc_table.encoded(b"", pickled, 9, (2, 7, 4)))

    with pytest.raises(IndexCorrupt, match="--rebuild"):
        open_index(folder)


@pytest.mark.parametrize(
    "wrong",
    [
        {"segid": "../x"},
        {"indexname": "OTHER"},
        {"_doccount": -1},
        {"_doccount": 1 << 40},
        {"_doccount": None},
        {"_deleted": {7}},
        {"_deleted": {"x"}},
        {"_deleted": [1]},
        {"_codec": None},
    ],
    ids=str,
)
def test_what_a_segment_of_whoosh_cannot_be_is_damage(folder: Path, wrong: dict[str, Any]) -> None:
    segment = W3Segment(W3Codec(), "MAIN", doccount=7)
    vars(segment).update(wrong)
    written_by_whoosh(folder, [segment])

    with pytest.raises(IndexCorrupt, match="--rebuild"):
        open_index(folder)


def test_a_segment_that_is_named_twice_is_damage(folder: Path) -> None:
    (segment, *_) = by_whoosh(folder).segments
    written_by_whoosh(folder, [segment, segment])

    with pytest.raises(IndexCorrupt, match="twice"):
        open_index(folder)


# --- whether it is whole -------------------------------------------------------------------------


def held(folder: Path) -> list[str]:
    with open_index(folder) as index:
        assert index.warnings == ()
        return held_ids(index._engine)


def is_whole(content: bytes, generation: int) -> bool:
    try:
        return bool(toc_table.decoded("x", content, generation))
    except IndexCorrupt:
        return False


def test_every_flipped_bit_is_damage(folder: Path) -> None:
    whole, generation = newest(folder).read_bytes(), latest_generation(folder)
    assert is_whole(whole, generation)
    for bit in range(8 * len(whole)):
        content = bytearray(whole)
        content[bit // 8] ^= 1 << bit % 8
        assert not is_whole(bytes(content), generation), bit


def test_every_cut_is_damage(folder: Path) -> None:
    whole, generation = newest(folder).read_bytes(), latest_generation(folder)
    assert [end for end in range(len(whole)) if is_whole(whole[:end], generation)] == []


@pytest.mark.parametrize("more", [b"x", b"\0" * 4096, b"."])
def test_what_goes_on_is_damage(folder: Path, more: bytes) -> None:
    alone(folder, newest(folder).read_bytes() + more, latest_generation(folder))
    with pytest.raises(IndexCorrupt):
        read_newest(folder)
    written_by_whoosh(folder, [])
    path = folder / "_MAIN_9.toc"
    path.write_bytes(path.read_bytes() + more)
    with pytest.raises(IndexCorrupt):
        read_newest(folder)


def test_a_table_of_another_generation_is_not_taken_for_this_one(folder: Path) -> None:
    content = newest(folder).read_bytes()
    alone(folder, content, latest_generation(folder) + 1)

    with pytest.raises(IndexCorrupt, match="generation"):
        read_newest(folder)


def with_version(content: bytes, version: int) -> bytes:
    body = content[:-6] + struct.pack("<H", version)
    return body + struct.pack("<I", zlib.crc32(body))


def test_older_newer_and_damaged_are_different_errors(folder: Path) -> None:
    content, generation = newest(folder).read_bytes(), latest_generation(folder)
    alone(folder, with_version(content, 0), generation)
    with pytest.raises(IndexTooOld, match="rebuild it"):
        open_index(folder)
    alone(folder, with_version(content, 2), generation)
    with pytest.raises(IndexTooNew, match="pip install --upgrade leadersearch"):
        open_index(folder)
    alone(folder, content[:-6] + b"\2\0" + content[-4:], generation)
    with pytest.raises(IndexCorrupt, match="checksum"):
        open_index(folder)
    alone(folder, with_version(content, 1), generation)
    assert len(held(folder)) == 298


@pytest.mark.parametrize(
    ("version", "error"), [(-110, IndexTooOld), (-112, IndexTooNew), (5, IndexCorrupt)]
)
def test_the_table_of_another_whoosh_is_told_from_damage(
    folder: Path, version: int, error: type[Exception]
) -> None:
    written_by_whoosh(folder, by_whoosh(folder).segments)
    path = folder / "_MAIN_9.toc"
    content = path.read_bytes()
    number = version.to_bytes(4, "big", signed=True)
    path.write_bytes(content[:7] + number + content[11:])

    with pytest.raises(error, match="rebuild"):
        open_index(folder)


# --- falling back --------------------------------------------------------------------------------

DAMAGES = {
    "a flipped bit": lambda data: data[:-20] + bytes([data[-20] ^ 1]) + data[-19:],
    "its end": lambda data: data[:-30],
    "half of it": lambda data: data[: len(data) // 2],
    "zeros": lambda data: bytes(len(data)),
    "nothing": lambda _: b"",
}
damages = pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)


@damages
def test_where_the_newest_is_damaged_the_one_before_is_taken_and_said(
    folder: Path, damage: Any
) -> None:
    path = newest(folder)
    path.write_bytes(damage(path.read_bytes()))

    with open_index(folder) as index:
        assert "last" not in index
        assert len(index) == 297
        assert index.search("kindness", limit=0).total == 297
        (said,) = index.warnings
        assert path.name in said
        assert "the last change of the index may be missing" in said
        assert "leadersearch index FOLDER" in said
        assert not index.has_changed()
        report = index.check()
        assert report.problems == (said,)
        assert report.leftovers == ()


@damages
def test_the_next_change_counts_above_a_damaged_one(folder: Path, damage: Any) -> None:
    path = newest(folder)
    damaged = latest_generation(folder)
    path.write_bytes(damage(path.read_bytes()))
    reader = open_index(folder)

    with open_index(folder) as index:
        index.add(Article(id="next", title="Kindness again"))
        assert index.warnings == ()
        assert len(index) == 298
        assert latest_generation(folder) > damaged
        assert not path.exists()
        assert index.check().problems == index.check().leftovers == ()
    assert reader.refresh()
    assert reader.warnings == ()
    assert "next" in reader


def test_a_change_that_is_none_is_a_commit_where_the_newest_is_damaged(folder: Path) -> None:
    newest(folder).write_bytes(b"")
    with open_index(folder) as index:
        assert index.remove("nobody") == 0
        assert index.warnings == ()
    assert len(held(folder)) == 297


def test_check_fix_makes_the_one_before_count(folder: Path) -> None:
    newest(folder).write_bytes(b"")
    with open_index(folder) as index:
        assert index.check(fix=True).problems != ()
        report = index.check()
        assert (report.articles, report.problems, report.leftovers) == (297, (), ())
    newest(folder).write_bytes(b"")
    with open_index(folder) as index:
        assert len(index) == 297


@pytest.mark.parametrize("change", ["first", "optimise", "rebuild"])
def test_there_is_always_one_to_fall_back_on(tmp_path: Path, change: str) -> None:
    articles = [Article(id=f"a{number}", title="Kindness") for number in range(9)]
    with open_index(tmp_path, create=True) as index:
        for article in articles:
            index.add(articles if change == "first" else article)
        if change == "optimise":
            index.optimise()
    if change == "rebuild":
        with open_index(tmp_path, rebuild=True) as index:
            index.add(articles)
    segments = {row.state["segid"] for row in read_newest(tmp_path).segments}
    if change != "first":
        assert {path.stem for path in tmp_path.glob("*.columnar")} == {
            f"MAIN_{n}" for n in segments
        }

    newest(tmp_path).write_bytes(b"")

    with open_index(tmp_path) as index:
        assert len(index) == 9
        assert len(index.warnings) == 1


def test_what_people_saved_is_kept_where_the_newest_is_damaged(folder: Path) -> None:
    with open_index(folder) as index:
        index.save_search("mine", "kindness")
    newest(folder).write_bytes(b"")
    with open_index(folder) as index:
        assert [row.name for row in index.saved_searches()] == ["mine"]
        index.add(Article(id="next", title="Kindness again"))
        assert [row.name for row in index.saved_searches()] == ["mine"]
        assert index.check().problems == ()


def test_what_was_known_of_files_goes_with_the_articles(folder: Path) -> None:
    engine = WhooshEngine(folder)
    for known in (b"before", b"damaged"):
        with engine.write() as writer:
            writer.keep("sources", known)
    newest(folder).write_bytes(b"")

    engine = WhooshEngine(folder)
    assert engine.view().document("sources") == b"before"
    engine.optimise()
    assert engine.view().document("sources") == b"before"


def test_where_none_holds_the_index_is_corrupt(folder: Path) -> None:
    for path in folder.glob("*.toc"):
        path.write_bytes(b"")
    with pytest.raises(IndexCorrupt, match="none before it; rebuild it: leadersearch index --reb"):
        open_index(folder)
    with open_index(folder, rebuild=True) as index:
        index.add(Article(id="new", title="Kindness"))
        assert index.check(fix=True).problems == ()
    assert held(folder) == ["new"]


def test_what_is_damaged_of_the_one_before_is_told_and_replaced(folder: Path) -> None:
    before = folder / f"_MAIN_{generations(folder)[1]}.toc"
    before.write_bytes(b"")
    with open_index(folder) as index:
        assert index.warnings == ()
        (problem,) = index.check().problems
        assert before.name in problem
        assert "check --fix" in problem
        index.check(fix=True)
        assert index.check().problems == ()
    newest(folder).write_bytes(b"")
    with open_index(folder) as index:
        assert len(index) == 298


# --- which there are -----------------------------------------------------------------------------

STRAYS = (
    "_MAIN_007.toc",
    "_MAIN_\u0663.toc",
    "_MAIN_9999999999.toc",
    "_MAIN_99999999999999999999.toc",
    "_MAIN_-1.toc",
    "_MAIN_1.toc.bak",
    "_OTHER_99.toc",
)


@pytest.mark.parametrize("name", STRAYS)
def test_a_name_that_is_none_does_not_count(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"anything")

    with open_index(folder) as index:
        index.add(Article(id="more", title="Kindness"))
        assert index.check(fix=True).problems == ()
        assert len(index) == 299


def test_there_is_a_last_generation(folder: Path) -> None:
    (segment, *_) = segments_of(read_newest(folder))
    alone(folder, b"")
    write_table(folder, WhooshEngine(folder, rebuild=True).schema, [segment], (1 << 31) - 1)
    with open_index(folder) as index:
        count = len(index)
        with pytest.raises(IndexAccessError, match="more than possible"):
            index.add(Article(id="one too many", title="Kindness"))
    assert len(held(folder)) == count


@pytest.mark.parametrize("name", ["nothing", "a\0b", "file"])
def test_where_there_is_no_folder_there_is_no_generation(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()

    assert latest_generation(tmp_path / name) == -1


# --- what is replaced under a reader -------------------------------------------------------------


@pytest.fixture
def other(tmp_path: Path) -> Path:
    with open_index(tmp_path / "other", create=True) as index:
        index.add(Article(id="other", title="Kindness elsewhere"))
        index.add(Article(id="another", title="Ethics elsewhere"))
        index.save_search("theirs", "kindness")
    return tmp_path / "other"


@pytest.mark.parametrize("how", ["renamed", "deleted", "copied over"])
def test_a_reader_answers_from_the_old_index_until_it_takes_notice(
    folder: Path, other: Path, how: str
) -> None:
    reader = open_index(folder)
    before = held_ids(reader._engine)
    if how == "renamed":
        folder.rename(folder.with_name("away"))
        other.rename(folder)
    else:
        shutil.rmtree(folder)
        shutil.copytree(other, folder)

    assert sorted(article.id for article in reader) == before
    assert reader.search("kindness", limit=0).total == 297
    assert reader.search("elsewhere", limit=0).total == 0
    assert reader.has_changed()
    assert reader.refresh()
    assert sorted(article.id for article in reader) == ["another", "other"]
    assert reader.search("kindness", limit=0).total == 1
    assert not reader.has_changed()


def test_a_writer_does_not_write_into_the_index_that_took_the_place_of_its_own(
    folder: Path, other: Path
) -> None:
    index = open_index(folder)

    def articles() -> Iterator[Article]:
        yield Article(id="lost", title="Kindness")
        folder.rename(folder.with_name("away"))
        other.rename(folder)

    with pytest.raises(IndexAccessError, match="was replaced while"):
        index.add(articles())
    assert held(folder) == ["another", "other"]
    with open_index(folder) as replaced:
        replaced.check(fix=True)
        assert replaced.check().leftovers == ()
    assert toc.latest_generation(folder.with_name("away")) > 0
