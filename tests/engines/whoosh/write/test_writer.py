"""Commits: durable, all or nothing, and the lock is free again whatever happens."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from asking import held_ids
from leadersearch.engines.whoosh.engine import WhooshEngine
from leadersearch.engines.whoosh.index.locking import LOCK_NAME
from leadersearch.engines.whoosh.index.stem_files import StemMap, read_stems
from leadersearch.engines.whoosh.index.toc import generations, latest_version, read_segments
from leadersearch.engines.whoosh.search.view import WhooshView
from leadersearch.errors import IndexAccessError, IndexLocked, IndexMissing
from leadersearch.index import Index, open_index
from leadersearch.model.article import Article


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return open_index(tmp_path / "index", create=True, lock_timeout=0.1)


def files(index: Index) -> set[str]:
    assert isinstance(index._engine, WhooshEngine)
    return {path.name for path in index._engine.folder.iterdir()}


def test_an_index_is_no_more_than_the_files_that_it_needs(index: Index) -> None:
    for number in range(12):
        index.add([Article(id=f"a{n}", title=f"words {number}") for n in range(number, number + 9)])
    names = files(index)
    segments = {name.split(".")[0] for name in names if name.startswith("MAIN_") and "." in name}
    folder = index._engine.folder  # type: ignore[attr-defined]  # a Whoosh engine
    tables = [read_segments(folder, generation) for generation in generations(folder)]
    assert len(tables) == 2  # one to fall back on
    assert len(tables[0]) == index.statistics().segments
    assert segments == {f"MAIN_{row.state['segid']}" for rows in tables for row in rows}
    others = {name for name in names if not name.startswith(("MAIN_", "_MAIN_"))}
    assert others == {"settings_0.lsb", "stems-english.lsb"}


def test_segments_are_merged_so_that_there_are_ever_few(index: Index) -> None:
    for number in range(40):
        index.add(Article(id=f"a{number}", title=f"word {number}"))
    assert len(index) == 40
    assert index.statistics().segments < 12
    assert len(index.search("word", limit=50)) == 40


def test_an_optimised_index_is_one_segment_without_dead_articles(index: Index) -> None:
    for number in range(8):
        index.add(Article(id=f"a{number % 6}", title=f"words {number}"))
    index.remove("a3")
    size = index.statistics().size
    index.optimise()
    assert index.statistics().segments == 1
    assert index.statistics().size < size
    assert {article.id: article.title for article in index} == {
        "a0": "words 6",
        "a1": "words 7",
        "a2": "words 2",
        "a4": "words 4",
        "a5": "words 5",
    }
    assert index.check().problems == ()


def test_an_index_that_is_optimised_is_left_alone(index: Index) -> None:
    index.add([Article(id="a", title="word"), Article(id="b", title="word")])
    before = files(index)
    index.optimise()
    assert files(index) == before


def test_an_empty_index_can_be_optimised(index: Index) -> None:
    index.optimise()
    index.add(Article(id="a", title="word"))
    index.remove("a")
    index.optimise()
    assert (len(index), index.statistics().segments) == (0, 0)


def test_a_writer_that_changes_nothing_writes_nothing(index: Index) -> None:
    index.add(Article(id="a", title="word"))
    assert isinstance(index._engine, WhooshEngine)
    before = {path.name: path.stat().st_mtime_ns for path in index._engine.folder.iterdir()}
    assert index.remove(["none", "nowhere"]) == 0
    assert index.add([]) == 0
    after = {path.name: path.stat().st_mtime_ns for path in index._engine.folder.iterdir()}
    before.pop(LOCK_NAME)
    after.pop(LOCK_NAME)
    assert after == before


def test_two_writers_of_one_process_exclude_each_other(index: Index) -> None:
    with index._engine.write() as writer:
        writer.put([Article(id="a", title="first")])
        with pytest.raises(IndexLocked, match=rf"pid {os.getpid()}\) is writing"):
            index.add(Article(id="b", title="second"))
    assert held_ids(index._engine) == ["a"]
    index.add(Article(id="b", title="second"))


def test_reading_goes_on_while_a_writer_is_open(index: Index) -> None:
    index.add(Article(id="a", title="first"))
    with index._engine.write() as writer:
        writer.put([Article(id="b", title="second")])
        assert open_index(index._engine.folder).search("first").total == 1  # type: ignore[attr-defined]  # a Whoosh engine


@pytest.mark.parametrize("place", ["_write_stems", "_write_all"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_commit_that_fails_leaves_everything_as_it_was_and_the_lock_free(
    index: Index, monkeypatch: pytest.MonkeyPatch, place: str, error: BaseException
) -> None:
    from leadersearch.engines.whoosh.write.writer import WhooshWriter

    index.add(Article(id="a", title="first"))

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(WhooshWriter, place, fail)
    with pytest.raises((IndexAccessError, KeyboardInterrupt)) as caught:
        index.add([Article(id="a", title="changed"), Article(id="b", title="second")])
    if isinstance(error, OSError):
        assert "No space left on device" in str(caught.value)
        assert "still there" in str(caught.value)
    monkeypatch.undo()
    assert [article.title for article in index] == ["first"]
    index.add(Article(id="b", title="second"))
    assert held_ids(index._engine) == ["a", "b"]
    assert len([name for name in files(index) if name.endswith(".columnar")]) == 2


def test_a_failing_article_takes_back_those_before_it(index: Index) -> None:
    def articles() -> object:
        yield Article(id="a", title="first")
        raise RuntimeError("the source dried up")

    with pytest.raises(RuntimeError):
        index.add(articles())  # type: ignore[arg-type]  # an iterator
    assert len(index) == 0
    assert index.add(Article(id="a", title="first")) == 1


DISK_FULL = """
import resource, signal, sys
from pathlib import Path
import leadersearch
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
index = leadersearch.open_index(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
articles = [
    leadersearch.Article(id=f"n{n}", title=f"word{n}", body=f"text {n * 7919} " * 30)
    for n in range(3000)
]
try:
    index.add(articles)
except leadersearch.IndexAccessError as error:
    print(error)
print(len(index), len(index.search("first")))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
index.add(leadersearch.Article(id="small", title="small"))
print(len(index))
"""


def test_a_full_disk_is_told_plainly_and_costs_nothing(index: Index) -> None:
    index.add(Article(id="a", title="first"))
    assert isinstance(index._engine, WhooshEngine)
    ran = subprocess.run(
        [sys.executable, "-c", DISK_FULL, str(index._engine.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    message, counts, after = ran.stdout.splitlines()
    assert "could not be written (File too large)" in message
    assert counts == "1 1"
    assert after == "2"
    index.refresh()
    assert held_ids(index._engine) == ["a", "small"]
    kept = {name for name in files(index) if name.endswith(".columnar")}
    assert len(kept) == index.statistics().segments
    assert not [name for name in files(index) if "draft" in name or "tmp" in name]


READ_ONLY = """
import os, sys
import leadersearch
import leadersearch.engines.whoosh.write.creation, leadersearch.engines.whoosh.write.writer
import leadersearch.export, nltk.stem.snowball
leadersearch.Hit
if os.geteuid() == 0:
    os.setuid(65534)
index = leadersearch.open_index(sys.argv[1])
print(len(index.search("leaders")), index.statistics().articles)
for change in (lambda: index.add(leadersearch.Article(title="x")), lambda: index.remove("a")):
    try:
        change()
    except leadersearch.IndexAccessError as error:
        print(error)
try:
    leadersearch.open_index(sys.argv[1] + "/new", create=True)
except leadersearch.IndexAccessError as error:
    print(error)
"""


def test_an_index_in_a_read_only_folder_can_be_searched_and_says_that_it_cannot_be_changed(
    tmp_path: Path,
) -> None:
    place = Path(tempfile.gettempdir()).resolve() / f"leadersearch read only {os.getpid()}"
    with open_index(place, create=True) as index:
        index.add(Article(id="a", title="leaders"))
    place.chmod(0o555)
    for path in place.iterdir():
        path.chmod(0o444)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(place)],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        place.chmod(0o755)
        for path in place.iterdir():
            path.unlink()
        place.rmdir()
    assert ran.stderr == ""
    found, first, second, third = ran.stdout.splitlines()
    assert found == "1 1"
    for message in (first, second):
        assert "Permission denied" in message
    assert "cannot create an index" in third


def test_an_article_updated_again_and_again_is_one(index: Index) -> None:
    for number in range(30):
        index.add(Article(id="a", title=f"version {number}"))
    assert [article.title for article in index] == ["version 29"]
    assert index.search("version").total == 1


def test_another_engine_sees_a_commit_after_refresh(index: Index) -> None:
    assert isinstance(index._engine, WhooshEngine)
    other = open_index(index._engine.folder)
    index.add(Article(id="a", title="first"))
    assert len(other) == 0
    assert other.has_changed()
    assert other.refresh() is True
    assert len(other) == 1
    assert not other.has_changed()
    assert other.refresh() is False


def test_an_index_made_anew_in_the_same_place_is_noticed(index: Index) -> None:
    assert isinstance(index._engine, WhooshEngine)
    folder = index._engine.folder
    index.add(Article(id="a", title="first"))
    shutil.rmtree(folder)
    with pytest.raises(IndexMissing, match="any more"):
        index.has_changed()
    assert [article.title for article in index] == ["first"]
    with open_index(folder, create=True) as other:
        other.add(Article(id="b", title="second"))
    assert latest_version(folder).generation == index._engine.view().snapshot.table.generation
    assert index.refresh() is True
    assert [article.title for article in index] == ["second"]


def test_a_writer_builds_on_what_others_committed(index: Index) -> None:
    assert isinstance(index._engine, WhooshEngine)
    other = open_index(index._engine.folder)
    index.add(Article(id="a", title="first"))
    other.add([Article(id="b", title="second"), Article(id="a", title="changed")])
    assert sorted(article.title for article in other) == ["changed", "second"]
    index.refresh()
    assert sorted(article.title for article in index) == ["changed", "second"]


def test_a_search_that_began_ends_on_what_it_began_with(index: Index) -> None:
    assert isinstance(index._engine, WhooshEngine)
    index.add([Article(id=f"a{n}", title="word") for n in range(5)])
    before = index._engine.view().snapshot
    index.remove([f"a{n}" for n in range(5)])
    index.add(Article(id="b", title="other"))
    assert before.articles == 5
    assert {before.stored(number)["id"] for number in range(5)} == {f"a{n}" for n in range(5)}


def test_an_engine_of_another_language_notices_a_rebuild(index: Index) -> None:
    assert isinstance(index._engine, WhooshEngine)
    index.add(Article(id="a", title="Häuser"))
    with open_index(index._engine.folder, rebuild=True, language="de") as other:
        other.add(Article(id="a", title="Häuser"))
    with pytest.raises(IndexAccessError, match="german"):
        index.refresh()
    with pytest.raises(IndexAccessError, match="german"):
        index.add(Article(id="b", title="Bäume"))


def test_words_that_nobody_has_seen_may_be_searched_during_a_commit(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupting(StemMap):
        """Whenever the commit looks at a word, another thread searches for a new one."""

        def __getitem__(self, form: str) -> str:
            search_for_new()
            return super().__getitem__(form)

        def pairs(self) -> Iterator[tuple[str, str]]:
            for pair in super().pairs():
                search_for_new()
                yield pair

    def search_for_new() -> None:
        searched.append("unseen" + "x" * len(searched))
        index.search(searched[-1])

    engine, searched = index._engine, list[str]()
    assert isinstance(engine, WhooshEngine)
    index.add(Article(id="a", title="leaders"))
    monkeypatch.setattr(engine, "known_stems", lambda *_, **__: Interrupting(b"leaders\tleader\n"))
    index.add(Article(id="b", title="leaders consulting"))
    assert len(index) == 2
    assert len(searched) > 1
    assert not any(form.startswith("unseen") for form in read_stems(engine.folder, "english"))


def test_articles_replaced_while_they_are_written_leave_nothing_behind(tmp_path: Path) -> None:
    many = [Article(id=f"{number}", title=f"care {number}") for number in range(300)]
    again = [Article(id=f"{number}", title=f"kind care {number}") for number in range(0, 300, 7)]
    with open_index(tmp_path / "replaced", create=True) as index:
        with index._engine.write() as writer:
            writer.put(many)
            writer.put(again)
            writer.remove(["3"])
        view = index._engine.view()
        assert isinstance(view, WhooshView)
        assert [(each.documents, each.live) for each in view.snapshot.segments] == [(299, None)]
        held = {article.id: article.title for batch in view.scan() for article in batch}
        assert held == {
            article.id: article.title for article in (*many, *again) if article.id != "3"
        }
        assert not index.check().problems
        assert not index.check().leftovers


def test_an_article_added_and_removed_at_once_was_never_there(tmp_path: Path) -> None:
    with open_index(tmp_path / "index", create=True) as index:
        with index._engine.write() as writer:
            writer.put([Article(id="a", title="Care")])
            writer.remove(["a"])
        view = index._engine.view()
        assert isinstance(view, WhooshView)
        assert (view.articles, len(view.snapshot.segments)) == (0, 0)
        assert not index.check().leftovers
