"""Files of our own: magic, version, name and checksum, each its own error."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.stem.snowball import SnowballStemmer

from leadersearch.article import Article
from leadersearch.engines.whoosh import folder
from leadersearch.errors import (
    IndexCorrupt,
    IndexMismatch,
    IndexMissing,
    IndexTooNew,
    IndexTooOld,
    UsageError,
)
from leadersearch.index import open_index
from leadersearch.text.analysis import ANALYSIS_VERSION
from strategies import everyday

words = st.text(st.characters(codec=None, exclude_categories=["Cc"]), min_size=1, max_size=8)


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


# --- stems ---------------------------------------------------------------------------------------


@everyday(100)
@given(st.lists(st.dictionaries(words, words, max_size=30), max_size=4), words)
def test_stems_are_found_as_they_were_added(
    tmp_path_factory: pytest.TempPathFactory, learnt: list[dict[str, str]], other: str
) -> None:
    place = tmp_path_factory.mktemp("stems")
    stems: dict[str, str] = {}
    for more in learnt:
        new = {form: stem for form, stem in more.items() if form not in stems}
        folder.add_stems(place, "english", folder.read_stems(place, "english"), new)
        stems |= new
    read = folder.read_stems(place, "english")
    assert dict(read.pairs()) == stems
    assert {form: read[form] for form in stems} == stems
    assert (other in read) is (other in stems)
    assert len(read) == len(stems)
    assert set(read) == set(stems)


def test_a_few_new_stems_leave_the_file_of_the_others_alone(tmp_path: Path) -> None:
    many = {f"word{number}": "word" for number in range(1000)}
    folder.add_stems(tmp_path, "english", folder.read_stems(tmp_path, "english"), many)
    before = (tmp_path / "stems-english.lsb").stat().st_ino
    for number in range(3):
        new = {f"leaders{number}": "leader"}
        folder.add_stems(tmp_path, "english", folder.read_stems(tmp_path, "english"), new)
        many |= new
    assert (tmp_path / "stems-english.lsb").stat().st_ino == before
    assert dict(folder.read_stems(tmp_path, "english").items()) == many


def test_each_of_many_stems_is_found_and_no_other(tmp_path: Path) -> None:
    many = {f"w{number}": f"stem{number}" for number in range(0, 6000, 2)}
    folder.add_stems(tmp_path, "english", folder.read_stems(tmp_path, "english"), many)
    stems = folder.read_stems(tmp_path, "english")
    assert {f"w{number}": stems.get(f"w{number}") for number in range(6000)} == {
        f"w{number}": many.get(f"w{number}") for number in range(6000)
    }
    assert [stems.get(form) for form in ("", "a", "w", "x", "stem0")] == [None] * 5


def test_stems_are_read_again_where_their_file_has_changed(tmp_path: Path) -> None:
    many = {f"word{number}": "word" for number in range(1000)}
    folder.add_stems(tmp_path, "english", folder.read_stems(tmp_path, "english"), many)
    first = folder.read_stems(tmp_path, "english")
    folder.add_stems(tmp_path, "english", first, {"leaders": "leader"})
    second = folder.read_stems(tmp_path, "english", first)
    assert second.lines is first.lines
    assert folder.read_stems(tmp_path, "english", second) is second
    assert dict(second.items()) == many | {"leaders": "leader"}
    folder.add_stems(tmp_path, "english", second, {f"new{n}": "new" for n in range(1000)})
    third = folder.read_stems(tmp_path, "english", second)
    assert len(third) == 2001
    assert third["leaders"] == "leader"


def test_many_new_stems_join_the_others(tmp_path: Path) -> None:
    for prefix, count in (("a", 1000), ("b", 1), ("c", 1000)):
        new = {f"{prefix}{number}": "stem" for number in range(count)}
        folder.add_stems(tmp_path, "english", folder.read_stems(tmp_path, "english"), new)
    assert [path.name for path in tmp_path.iterdir()] == ["stems-english.lsb"]
    assert len(folder.read_stems(tmp_path, "english")) == 2001


def test_without_a_file_no_stem_is_known(tmp_path: Path) -> None:
    stems = folder.read_stems(tmp_path, "english")
    assert len(stems) == 0
    assert "word" not in stems


@pytest.mark.parametrize("language", ["english", "german", "russian"])
def test_persisted_stems_are_those_of_nltk(tmp_path: Path, language: str) -> None:
    text = "Leaders leading consulting Häuser häusern généreusement книги книгами COVID-19 R&D"
    with open_index(tmp_path, create=True, language=language) as index:
        index.add(Article(title=text))
    snowball = SnowballStemmer(language)
    stems = dict(folder.read_stems(tmp_path, language).pairs())
    assert {"leaders", "hauser", "книги"} <= set(stems)
    for form, stem in stems.items():
        assert stem == (snowball.stem(form) if form.isalpha() else form)


def test_stems_are_learnt_over_several_commits(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(title="leaders"))
        index.add(Article(title="consulting"))
    with open_index(tmp_path) as index:
        index.add(Article(title="generously"))
    assert {"leaders", "consulting", "generously"} <= set(folder.read_stems(tmp_path, "english"))


# --- attachments ---------------------------------------------------------------------------------


def test_an_attachment_is_that_of_the_last_commit_up_to_a_generation(tmp_path: Path) -> None:
    for generation in (1, 3, 12):
        path = folder.attachment_path(tmp_path, "notes", generation)
        folder.write_blob(path, "notes", str(generation).encode())
    held = [
        folder.read_attachment(tmp_path, "notes", number) for number in (0, 1, 2, 3, 11, 12, 99)
    ]
    assert held == [None, b"1", b"1", b"3", b"3", b"12", b"12"]
    assert folder.read_attachment(tmp_path, "other", 99) is None


def test_of_each_name_the_newest_up_to_a_generation_is_current(tmp_path: Path) -> None:
    for name, generation in (("notes", 1), ("notes", 3), ("notes", 9), ("saved", 2)):
        folder.write_blob(folder.attachment_path(tmp_path, name, generation), name, b"")
    (tmp_path / "unrelated_1.txt").write_text("x")
    outdated = folder.outdated_attachments(tmp_path, 5)
    assert sorted(path.name for path in outdated) == ["notes_1.lsb", "notes_9.lsb"]


def test_attachments_from_before_a_rebuild_are_outdated(tmp_path: Path) -> None:
    for name, generation in (("settings", 0), ("notes", 2), ("saved", 7), ("settings", 5)):
        folder.write_blob(folder.attachment_path(tmp_path, name, generation), name, b"x")
    outdated = folder.outdated_attachments(tmp_path, 8)
    assert sorted(path.name for path in outdated) == ["notes_2.lsb", "settings_0.lsb"]
    assert folder.read_attachment(tmp_path, "notes", 8) is None
    assert folder.read_attachment(tmp_path, "notes", 4) == b"x"


@pytest.mark.parametrize("name", ["", "A", "a1", "a_b", "é", "a/b", "../x", "a" * 17])
def test_a_name_that_makes_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with open_index(tmp_path, create=True) as index:
        with pytest.raises(UsageError, match="attachment's name"), index.engine.write() as writer:
            writer.attach(name, b"")
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
    with pytest.raises(IndexMismatch, match=r"another analysis of text .*--rebuild"):
        open_index(tmp_path)


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
