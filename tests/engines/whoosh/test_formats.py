"""An index of each format that a release could write is opened, answers and can be changed.

Each folder in `tests/data/indexes/` was written by the code of its format: `articles.txt` was indexed, and one search
saved. When the format of segments rises, index it once more with the new code and add the folder; old ones stay.
"""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from leadersearch import Article, open_index
from leadersearch.engines.whoosh.index.folder import settings_of, write_blob

INDEXES = Path(__file__).resolve().parents[2] / "data" / "indexes"
FOLDERS = sorted(INDEXES.glob("format-*"))


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def old_index(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of an index: opening one may sweep its folder.

    It says that its analysis is today's: the words that are searched for have the terms that they
    had, and it is the format that is tried.
    """
    index = Path(shutil.copytree(request.param, tmp_path / "index"))
    write_blob(index / "settings_0.lsb", "settings", settings_of("english"))
    return index


def segment_format(folder: Path) -> int:
    """The format that the segments of an index have."""
    (path,) = folder.glob("*.columnar")
    _magic, _name, version = struct.unpack("<8s16sI", path.read_bytes()[:28])
    return int(version)


def test_each_folder_has_the_format_that_it_is_named_after() -> None:
    assert FOLDERS
    assert [f"format-{segment_format(folder)}" for folder in FOLDERS] == [f.name for f in FOLDERS]


def test_the_format_that_is_written_today_is_among_them(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(title="Kindness"))

    assert INDEXES / f"format-{segment_format(tmp_path)}" in FOLDERS


def test_it_answers_as_an_index_made_today(old_index: Path, tmp_path: Path) -> None:
    with open_index(tmp_path / "today", create=True) as today, open_index(old_index) as old:
        today.ingest(INDEXES / "articles.txt")
        for query in (
            "kind leaders",
            '"health-care teams"',
            "author:=müller",
            "lead*",
            "",
            "xyzzy",
        ):
            assert [
                (hit.article.id, hit.score, str(hit.snippet), hit.reasons)
                for hit in old.search(query)
            ] == [
                (hit.article.id, hit.score, str(hit.snippet), hit.reasons)
                for hit in today.search(query)
            ]


def test_nothing_is_wrong_with_it(old_index: Path) -> None:
    with open_index(old_index) as index:
        assert list(index.check().problems) == []
        assert [saved.name for saved in index.saved_searches()] == ["kind"]


def test_it_can_be_added_to_and_merged(old_index: Path) -> None:
    with open_index(old_index) as index:
        index.add(Article(title="A kind board"))
        index.optimise()

    with open_index(old_index) as index:
        assert len(index) == 4
        assert index.search("kind").total == 3
        assert list(index.check().problems) == []
