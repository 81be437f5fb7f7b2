"""An index from somebody else cannot run code, and a damaged one says so plainly."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from whoosh import fields
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from asking import ids
from leadersearch.engines.whoosh.engine import WhooshEngine
from leadersearch.engines.whoosh.index.durable import write_durably
from leadersearch.engines.whoosh.index.toc_table import ADMITTED
from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment
from leadersearch.errors import IndexAccessError, IndexCorrupt, IndexMissing
from leadersearch.index import open_index
from leadersearch.model.article import Article


class Bomb:
    """Unpickling it makes a file."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return exec, (f"open({str(self.marker)!r}, 'w').close()",)


class Shell(Bomb):
    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return os.system, (f"touch '{self.marker}'",)


class Attribute(Bomb):
    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        return getattr, (self.marker, "touch")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_index(tmp_path / "index", create=True) as index:
        index.add([Article(id="a", title="kindness"), Article(id="b", title="ethics")])
    return tmp_path / "index"


def toc_of(folder: Path) -> Path:
    """The only table of contents."""
    *older, newest = sorted(folder.glob("_MAIN_*.toc"))
    for toc in older:
        toc.unlink()
    return newest


def replace_toc(folder: Path, schema: fields.Schema, segments: list[object]) -> None:
    held = toc_of(folder)
    generation = int(held.stem.rsplit("_", 1)[1])
    held.unlink()
    TOC(schema, segments, generation).write(FileStorage(str(folder)), "MAIN")


@pytest.mark.parametrize("kind", [Bomb, Shell, Attribute])
def test_a_table_of_contents_that_would_run_code_is_refused(
    folder: Path, tmp_path: Path, kind: type[Bomb]
) -> None:
    marker = tmp_path / "it ran"
    schema = fields.Schema(id=fields.ID)
    replace_toc(folder, schema, [kind(marker)])
    with pytest.raises(IndexCorrupt, match="no index needs"):
        open_index(folder)
    assert not marker.exists()


def test_the_bomb_would_have_gone_off(tmp_path: Path) -> None:
    marker = tmp_path / "it ran"
    pickle.loads(pickle.dumps(Bomb(marker)))
    assert marker.exists()


def test_a_pickled_schema_is_not_even_looked_at(folder: Path, tmp_path: Path) -> None:
    marker = tmp_path / "it ran"
    schema = fields.Schema(id=fields.ID)
    schema.bomb = Bomb(marker)
    replace_toc(folder, schema, [])
    with open_index(folder) as index:
        assert len(index) == 0
        index.add(Article(title="word"))
        assert len(index) == 1
    assert not marker.exists()


def test_stored_values_that_would_run_code_do_not(folder: Path, tmp_path: Path) -> None:
    # A stock Whoosh writer with our codec puts anything picklable among the stored fields.
    marker = tmp_path / "it ran"
    index = FileStorage(str(folder)).open_index()
    with index.writer() as writer:
        writer.add_document(id="c", title="word", _stored_title=Bomb(marker))
    try:
        with open_index(folder) as opened:
            list(opened)
    except IndexAccessError:
        pass
    assert not marker.exists()


def test_the_classes_on_disk_are_pinned() -> None:
    assert ColumnarSegment.__module__ == "leadersearch.engines.whoosh.codec.segment"
    assert ColumnarSegment.__qualname__ == "ColumnarSegment"
    assert {
        f"{kind.__module__}.{kind.__qualname__}" for kind in (ColumnarSegment, W3Segment, W3Codec)
    } == ADMITTED


# --- damage --------------------------------------------------------------------------------------


def damaged_copies(folder: Path) -> list[tuple[str, Callable[[bytes], bytes]]]:
    changes: dict[str, Callable[[bytes], bytes]] = {
        "empty": lambda _: b"",
        "cut in half": lambda data: data[: len(data) // 2],
        "without its last byte": lambda data: data[:-1],
        "with a byte more": lambda data: data + b"x",
        "zeros": lambda data: bytes(len(data)),
        "text": lambda _: b"this is no index\n" * 10,
        "a flipped first byte": lambda data: bytes([data[0] ^ 0xFF]) + data[1:],
        "a flipped last byte": lambda data: data[:-1] + bytes([data[-1] ^ 0xFF]),
    }
    return list(changes.items())


@pytest.mark.parametrize("kind", ["toc", "columnar", "lsb"])
def test_damage_is_told_from_other_trouble_or_does_no_harm(folder: Path, kind: str) -> None:
    for file in sorted(folder.glob(f"*.{kind}")):
        whole = file.read_bytes()
        for what, change in damaged_copies(folder):
            file.write_bytes(change(whole))
            try:
                with open_index(folder) as index:
                    found = ids(index.search("kindness"))
                    list(index)
                assert found == ["a"], (file.name, what)
            except IndexAccessError as error:
                assert "gain" in str(error) or "rebuild" in str(error), (file.name, what)  # noqa: PT017  # many cases
        file.write_bytes(whole)
    with open_index(folder) as index:
        assert len(index) == 2


def test_every_flipped_byte_of_a_table_of_contents_is_survived(folder: Path) -> None:
    file = toc_of(folder)
    whole = file.read_bytes()
    for place in range(0, len(whole), 7):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            with open_index(folder) as index:
                index.search("kindness")
        except IndexAccessError:
            pass


def test_a_missing_segment_is_named_as_damage(folder: Path) -> None:
    for file in folder.glob("MAIN_*.columnar"):
        file.unlink()
    with pytest.raises(IndexCorrupt, match=r"missing.*leadersearch index --rebuild"):
        open_index(folder)


def test_a_damaged_index_can_be_rebuilt_in_its_place(folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(b"damaged")
    with open_index(folder, rebuild=True) as index:
        index.add(Article(id="new", title="afresh"))
    with open_index(folder) as index:
        assert ids(index.search("afresh")) == ["new"]
        assert len(index) == 1


def test_the_old_index_stays_until_a_rebuild_commits(folder: Path) -> None:
    rebuilt = open_index(folder, rebuild=True)
    assert len(rebuilt) == 0
    with open_index(folder) as index:
        assert len(index) == 2
    rebuilt.close()
    with open_index(folder) as index:
        assert len(index) == 2


def test_side_files_do_not_outlive_a_rebuild(folder: Path) -> None:
    with open_index(folder) as index, index._engine.write() as writer:
        writer.keep("notes", b"old")
    with open_index(folder, rebuild=True) as index:
        assert index._now.document("notes") is None
        index.add(Article(id="new", title="afresh"))
        assert index._engine.view().document("notes") is None
    with open_index(folder) as index:
        assert index._engine.view().document("notes") is None


# --- no index ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nowhere", "empty", "other", "file"])
def test_where_there_is_no_index_the_message_says_how_to_make_one(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "notes.txt").write_text("x")
    (tmp_path / "file").write_text("x")
    with pytest.raises(IndexMissing, match="create one: leadersearch index"):
        open_index(tmp_path / name)


def test_an_index_cannot_be_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file" / "index"):
        with pytest.raises(IndexAccessError, match="cannot create an index"):
            open_index(place, create=True)


@pytest.mark.parametrize("name", ["with space", "späte Früchte", "日本", "a'b\"c", "-x", "[a]*?"])
def test_an_index_may_be_called_anything(tmp_path: Path, name: str) -> None:
    with open_index(tmp_path / name, create=True) as index:
        index.add(Article(id="a", title="kindness"))
    with open_index(str(tmp_path / name)) as index:
        assert ids(index.search("kindness")) == ["a"]


def test_opening_twice_with_create_keeps_what_is_there(folder: Path) -> None:
    with open_index(folder, create=True) as index:
        assert len(index) == 2


def test_an_index_deleted_underneath_is_named_as_missing(folder: Path) -> None:
    index = open_index(folder)
    assert len(index.search("kindness")) == 1
    shutil.rmtree(folder)
    attempts: list[Callable[[], object]] = [
        index.refresh,
        lambda: index.add(Article(title="x")),
        lambda: index.remove("a"),
        index.statistics,
        lambda: index._engine.view().document("notes"),
    ]
    for attempt in attempts:
        with pytest.raises(IndexAccessError):
            attempt()
    assert not folder.exists()
    assert len(index.search("kindness")) == 1
    index.close()


def test_an_emptied_folder_is_named_as_missing(folder: Path) -> None:
    index = open_index(folder)
    for file in folder.iterdir():
        file.unlink()
    attempts: list[Callable[[], object]] = [
        index.refresh,
        lambda: index.add(Article(title="x")),
    ]
    for attempt in attempts:
        with pytest.raises(IndexMissing):
            attempt()
    index.close()


# --- durable writing -----------------------------------------------------------------------------


def test_a_durable_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "x.lsb"
    write_durably(file, [b"one", b"two"])
    assert file.read_bytes() == b"onetwo"
    with pytest.raises(TypeError):
        write_durably(file, [b"half", None])  # type: ignore[list-item]  # fails in the middle
    assert file.read_bytes() == b"onetwo"


def test_a_failed_draft_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "x.lsb").mkdir()  # so that the rename fails
    with pytest.raises(OSError, match="directory"):
        write_durably(tmp_path / "x.lsb", [b"data"])
    assert [path.name for path in tmp_path.iterdir()] == ["x.lsb"]


def test_an_engine_can_be_closed_twice(folder: Path) -> None:
    engine = WhooshEngine(folder)
    engine.close()
    engine.close()
