"""Files of our own: magic, version, name and checksum, each its own error."""

from __future__ import annotations

import json
import struct
import zlib
from pathlib import Path

import pytest

from leadersearch.engines.whoosh.index import folder
from leadersearch.engines.whoosh.index.toc import Table, Version
from leadersearch.errors import (
    IndexAccessError,
    IndexCorrupt,
    IndexMismatch,
    IndexMissing,
    IndexTooNew,
    IndexTooOld,
    UsageError,
)
from leadersearch.index import open_index
from leadersearch.model.article import Article
from leadersearch.text.analysis import ANALYSIS_VERSION


def with_version(data: bytes, version: int) -> bytes:
    body = data[:8] + struct.pack("<H", version) + data[10:-4]
    return body + struct.pack("<I", zlib.crc32(body))


@pytest.mark.parametrize("payload", [b"", b"x", b"\0" * 1000, bytes(range(256))])
def test_what_is_written_is_read(tmp_path: Path, payload: bytes) -> None:
    folder.write_blob(tmp_path / "x.lsb", "notes", payload)
    assert folder.read_blob(tmp_path / "x.lsb", "notes") == payload


def test_the_layout_is_on_disk_and_stays(tmp_path: Path) -> None:
    folder.write_blob(tmp_path / "x.lsb", "notes", b"payload")
    body = b"LSEARCH\n" + b"\1\0" + b"notes".ljust(16, b"\0") + b"payload"
    assert (tmp_path / "x.lsb").read_bytes() == body + struct.pack("<I", zlib.crc32(body))


def test_every_changed_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "x.lsb"
    folder.write_blob(path, "notes", b"payload")
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        with pytest.raises((IndexCorrupt, IndexTooOld, IndexTooNew)):
            folder.read_blob(path, "notes")


def test_every_cut_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "x.lsb"
    folder.write_blob(path, "notes", b"payload")
    data = path.read_bytes()
    for size in range(len(data)):
        path.write_bytes(data[:size])
        with pytest.raises(IndexCorrupt, match="damaged"):
            folder.read_blob(path, "notes")


def test_older_newer_and_damaged_are_different_errors(tmp_path: Path) -> None:
    path = tmp_path / "x.lsb"
    folder.write_blob(path, "notes", b"payload")
    data = path.read_bytes()
    path.write_bytes(with_version(data, 0))
    with pytest.raises(IndexTooOld, match="rebuild it"):
        folder.read_blob(path, "notes")
    path.write_bytes(with_version(data, folder.BLOB_VERSION + 1))
    with pytest.raises(IndexTooNew, match="pip install --upgrade leadersearch"):
        folder.read_blob(path, "notes")
    path.write_bytes(with_version(data, folder.BLOB_VERSION))
    assert folder.read_blob(path, "notes") == b"payload"


def test_a_file_under_another_name_is_damage(tmp_path: Path) -> None:
    folder.write_blob(tmp_path / "x.lsb", "notes", b"payload")
    with pytest.raises(IndexCorrupt):
        folder.read_blob(tmp_path / "x.lsb", "stems")


# --- side files ----------------------------------------------------------------------------------


def test_a_side_file_is_that_of_the_last_commit_up_to_a_generation(tmp_path: Path) -> None:
    for generation in (1, 3, 12):
        path = folder.side_file_path(tmp_path, "notes", generation)
        folder.write_blob(path, "notes", str(generation).encode())
    held = [folder.read_side_file(tmp_path, "notes", number) for number in (0, 1, 2, 3, 11, 12, 99)]
    assert held == [None, b"1", b"1", b"3", b"3", b"12", b"12"]
    assert folder.read_side_file(tmp_path, "other", 99) is None


def table(generation: int) -> Table:
    return Table(Version(generation, (0, 0)), generation, [])


def test_of_each_name_the_newest_up_to_a_generation_is_current(tmp_path: Path) -> None:
    for name, generation in (("notes", 1), ("notes", 3), ("notes", 9), ("saved", 2)):
        folder.write_blob(folder.side_file_path(tmp_path, name, generation), name, b"")
    (tmp_path / "unrelated_1.txt").write_text("x")
    outdated = folder.outdated_side_files(tmp_path, [table(5)])
    assert sorted(path.name for path in outdated) == ["notes_1.lsb", "notes_9.lsb"]


def test_those_of_two_generations_are_kept(tmp_path: Path) -> None:
    for name, generation in (("notes", 1), ("notes", 3), ("notes", 5), ("saved", 2)):
        folder.write_blob(folder.side_file_path(tmp_path, name, generation), name, b"")
    outdated = folder.outdated_side_files(tmp_path, [table(5), table(4)])
    assert [path.name for path in outdated] == ["notes_1.lsb"]


def test_side_files_from_before_a_rebuild_are_outdated(tmp_path: Path) -> None:
    for name, generation in (("settings", 0), ("notes", 2), ("saved", 7), ("settings", 5)):
        folder.write_blob(folder.side_file_path(tmp_path, name, generation), name, b"x")
    outdated = folder.outdated_side_files(tmp_path, [table(8)])
    assert sorted(path.name for path in outdated) == ["notes_2.lsb", "settings_0.lsb"]
    assert folder.read_side_file(tmp_path, "notes", 8) is None
    assert folder.read_side_file(tmp_path, "notes", 4) == b"x"


@pytest.mark.parametrize("name", ["", "A", "a1", "a_b", "é", "a/b", "../x", "a" * 17])
def test_a_name_that_makes_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with open_index(tmp_path, create=True) as index:
        with pytest.raises(UsageError, match="16 letters a-z"), index._engine.write() as writer:
            writer.keep(name, b"")
        index.add(Article(title="the lock is free again"))


# --- settings ------------------------------------------------------------------------------------


def test_the_language_is_kept_and_checked(tmp_path: Path) -> None:
    open_index(tmp_path, create=True, language="de").close()
    for language in (None, "de", "german", "German"):
        open_index(tmp_path, language=language).close()
    with pytest.raises(IndexMismatch, match=r"of language german, not english.*--rebuild"):
        open_index(tmp_path, language="en")
    with pytest.raises(IndexMismatch, match="of language german, not french"):
        open_index(tmp_path, create=True, language="fr")


def test_an_unknown_language_is_refused_and_nothing_made(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown language 'klingon'"):
        open_index(tmp_path / "index", create=True, language="klingon")
    assert not (tmp_path / "index").exists()


def test_another_analysis_is_noticed_and_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_index(tmp_path, create=True).close()
    monkeypatch.setattr(folder, "ANALYSIS_VERSION", ANALYSIS_VERSION + 1)
    with pytest.raises(IndexMismatch, match=r"another version of text analysis .*--rebuild"):
        open_index(tmp_path)


def test_a_rebuild_takes_over_no_stems_of_another_analysis(tmp_path: Path) -> None:
    articles = [Article(title="Children")]
    with open_index(tmp_path, create=True) as index:
        index.add(articles)
        (settings,) = tmp_path.glob("settings_*.lsb")
    older = json.dumps({"language": "english", "analysis": ANALYSIS_VERSION - 1})
    folder.write_blob(settings, "settings", older.encode())
    folder.write_blob(tmp_path / "stems-english.lsb", "stems", b"children\tchildr\n")
    with open_index(tmp_path, rebuild=True) as index:
        index.add(articles)
        assert index.search("child").total == 1


@pytest.mark.parametrize("payload", [b"", b"[]", b"{}", b"null", b"\xff", b'{"language": "xx"}'])
def test_settings_that_make_no_sense_are_damage(tmp_path: Path, payload: bytes) -> None:
    open_index(tmp_path, create=True).close()
    (settings,) = tmp_path.glob("settings_*.lsb")
    folder.write_blob(settings, "settings", payload)
    with pytest.raises((IndexCorrupt, IndexMismatch)):
        open_index(tmp_path)


def test_a_file_in_the_place_of_the_folder_is_a_missing_index(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")
    with pytest.raises(IndexMissing):
        folder.listing(tmp_path / "index")


HOSTILE = (
    b'{"language": "english", "analysis": Infinity}',
    b'{"language": "english", "analysis": NaN}',
    b'{"language": "english", "analysis": ' + b"9" * 5000 + b"}",
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"language": ["english"], "analysis": null}',
    b"7",
)


@pytest.mark.parametrize("payload", HOSTILE, ids=lambda payload: payload[:40].decode())
def test_settings_made_to_hurt_are_damage(tmp_path: Path, payload: bytes) -> None:
    open_index(tmp_path, create=True).close()
    folder.write_blob(tmp_path / "settings_0.lsb", "settings", payload)
    with pytest.raises(IndexCorrupt, match="settings of the index are damaged"):
        open_index(tmp_path)


STRAYS = ("settings_01.lsb", "settings_\u0663.lsb", "settings_99999999999.lsb", "settings_-1.lsb")


@pytest.mark.parametrize("name", STRAYS)
def test_a_name_that_is_no_side_file_does_not_count(tmp_path: Path, name: str) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(id="a", title="Kindness"))
        (tmp_path / name).write_bytes(b"anything")
        index.add(Article(id="b", title="Kindness"))
    with open_index(tmp_path) as index:
        assert len(index) == 2
        assert index.check(fix=True).problems == ()


def test_damage_of_every_file_is_found_by_a_check(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(id=f"a{number}", title=f"Kindness {number}") for number in range(9))
        index.save_search("mine", "kindness")
        index.add(Article(id="last", title="Ethics"))
        assert index.check().problems == ()
    for path in sorted(tmp_path.iterdir()):
        if path.name == "MAIN_WRITELOCK":
            continue
        whole = path.read_bytes()
        for place in (0, len(whole) // 2, len(whole) - 1):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
            try:
                with open_index(tmp_path) as index:
                    assert index.check().problems != (), (path.name, place)
            except IndexAccessError as error:
                assert path.name in str(error) or "settings" in str(error)  # noqa: PT017
        path.write_bytes(whole)
    with open_index(tmp_path) as index:
        assert index.check().problems == ()
