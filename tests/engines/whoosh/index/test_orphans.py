"""Files of a failed run never count for a later one."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadersearch import Article, open_index
from leadersearch.engines.whoosh.engine import WhooshEngine
from leadersearch.engines.whoosh.index import durable
from leadersearch.engines.whoosh.write import writer


class _Killed(BaseException):
    """Stands for the end of a process: nothing is cleared away after it."""


def kill_before_the_table_of_contents(monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object, **__: object) -> None:
        raise _Killed

    monkeypatch.setattr(writer, "write_table", die)


def test_side_files_of_a_killed_commit_are_not_those_of_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = WhooshEngine(tmp_path, create=True)
    with monkeypatch.context() as patched:
        kill_before_the_table_of_contents(patched)
        killed = engine.write()
        killed.keep("sources", b"of files that never came in")
        killed.put([Article(title="Never came in")])
        with pytest.raises(_Killed):
            killed.__exit__(None, None, None)

    with engine.write() as writing:
        writing.put([Article(title="Kindness")])

    assert engine.view().document("sources") is None
    assert engine.view().articles == 1


def test_an_interrupted_rebuild_leaves_the_language_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(title="Kindness"))
    with monkeypatch.context() as patched:
        kill_before_the_table_of_contents(patched)
        rebuilding = open_index(tmp_path, rebuild=True, language="german")
        with pytest.raises(_Killed):
            rebuilding.add(Article(title="Güte"))

    with open_index(tmp_path) as index:
        index.add(Article(title="More kindness"))

    with open_index(tmp_path, language="english") as index:
        assert len(index) == 2


def test_what_is_only_searched_for_is_no_word_of_the_index(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(title="Kindness"))
        index.search("xylophonists")
        index.add(Article(title="Leaders"))

    assert "xylophonists" not in WhooshEngine(tmp_path).known_stems("english")
    assert "leaders" in WhooshEngine(tmp_path).known_stems("english")


def test_what_fails_to_be_written_leaves_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with open_index(tmp_path, create=True) as index:
        with monkeypatch.context() as patched:
            patched.setattr(durable, "_write_all", interrupt)
            with pytest.raises(KeyboardInterrupt):
                index.add(Article(title="Kindness"))
        assert index.check().leftovers == ()
        assert len(index) == 0
