"""Saved searches: kept with the index, on every engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from asking import ids
from leadersearch.collection.saved import DOCUMENT, SavedSearch, load
from leadersearch.engine import Sort
from leadersearch.engines.whoosh.index.locking import LOCK_NAME, WriteLock
from leadersearch.errors import (
    IndexAccessError,
    IndexCorrupt,
    IndexLocked,
    IndexTooNew,
    UsageError,
)
from leadersearch.index import Index, open_index
from leadersearch.model.article import Article
from leadersearch.results.search import Search


@pytest.fixture
def index(empty_index: Index) -> Index:
    empty_index.add(Article(id="kind", title="Kindness in leadership"))
    return empty_index


def names(index: Index) -> list[str]:
    return [row.name for row in index.saved_searches()]


def test_an_index_has_no_saved_searches_at_first(index: Index) -> None:
    assert index.saved_searches() == ()


def test_a_search_is_kept_as_a_whole(index: Index) -> None:
    filters = (("venue", "BMJ Leader"), ("year", "2024"))
    made = index.save_search(
        "  my   AHPs ", "leadership é \U0001f389", sort="newest", filters=filters
    )
    assert made == SavedSearch(
        "my AHPs", Search("leadership é \U0001f389", sort=Sort.NEWEST, filters=filters)
    )
    assert index.saved_searches() == (made,)


def test_a_saved_search_keeps_whether_it_is_broadened(index: Index) -> None:
    index.save_search("k", "kindness", broaden=True)
    assert index.saved_searches()[0].search.broaden


def test_a_search_saved_before_there_was_broadening_is_not_broadened() -> None:
    row = b'{"name": "a", "query": "b", "filters": [], "sort": "relevance"}'
    (saved,) = load(b'{"version": 1, "searches": [' + row + b"]}")
    assert saved == SavedSearch("a", Search("b"))


def test_a_saved_search_can_be_run(index: Index) -> None:
    saved = index.save_search("k", "kindness")
    page = index.search(saved.search)
    assert ids(page) == ["kind"]


def test_saved_searches_are_listed_by_name(index: Index) -> None:
    for name in ("b", "C", "a"):
        index.save_search(name, name)
    assert names(index) == ["a", "b", "C"]


def test_a_name_is_taken_until_it_is_replaced_or_forgotten(index: Index) -> None:
    index.save_search("a", "one")
    with pytest.raises(UsageError, match="named 'a' already exists"):
        index.save_search("a", "two")
    assert index.saved_searches()[0].search.text == "one"
    index.save_search("a", "two", replace=True)
    assert index.saved_searches()[0].search.text == "two"
    assert index.forget_search("a")
    assert not index.forget_search("a")
    assert index.saved_searches() == ()


@pytest.mark.parametrize("name", ["", "  ", "\x1b[2J"])
def test_a_name_that_cannot_be_read_is_refused(index: Index, name: str) -> None:
    with pytest.raises(UsageError, match="needs a name"):
        index.save_search(name, "x")


def test_what_cannot_be_searched_for_is_not_saved(index: Index) -> None:
    with pytest.raises(UsageError, match="unknown facet"):
        index.save_search("a", "x", filters=[("colour", "red")])
    with pytest.raises(UsageError, match="unknown order"):
        index.save_search("a", "x", sort="backwards")
    assert index.saved_searches() == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'{"version": 1}',
        b'{"version": 1, "searches": [{"name": 3, "query": "", "filters": [], "sort": "newest"}]}',
        b'{"version": 1, "searches": [{"name": "a", "query": "", "filters": [], "sort": "x"}]}',
        b'{"version": 1, "searches": [{"name": "a", "query": "", "filters": [1], "sort": "x"}]}',
        b"\xff",
        b'{"version": Infinity, "searches": []}',
        b'{"version": 1, "searches": ' + b"[" * 100_000,
        b'{"version": ' + b"9" * 5000 + b', "searches": []}',
        b'{"version": 1, "searches": {"a": 1}}',
    ],
    ids=lambda data: data[:40].decode(errors="replace"),
)
def test_damaged_searches_are_told_and_not_overwritten(index: Index, data: bytes) -> None:
    with index._writing() as writer:
        writer.keep(DOCUMENT, data)
    with pytest.raises(IndexCorrupt, match="saved searches"):
        index.saved_searches()
    with pytest.raises(IndexCorrupt):
        index.save_search("b", "x")
    assert index._engine.view().document(DOCUMENT) == data
    assert index.search("kindness").total == 1
    (problem,) = index.check().problems
    assert "saved searches" in problem


def test_searches_of_a_newer_version_are_left_alone(index: Index) -> None:
    with index._writing() as writer:
        writer.keep(DOCUMENT, json.dumps({"version": 9, "searches": "?"}).encode())
    with pytest.raises(IndexTooNew, match="upgrade"):
        index.saved_searches()


# --- on disk -------------------------------------------------------------------------------------


def test_saved_searches_outlive_re_indexing_and_rebuilding(tmp_path: Path) -> None:
    corpus, path = tmp_path / "corpus", tmp_path / "index"
    corpus.mkdir()
    (corpus / "a.txt").write_text("Kindness matters.")
    with open_index(path, create=True) as index:
        index.ingest(corpus)
        index.save_search("a", "kindness")
        (corpus / "b.txt").write_text("Ethics matter.")
        index.ingest(corpus)
        assert names(index) == ["a"]
    with open_index(path, rebuild=True) as index:
        assert names(index) == ["a"]
        index.ingest(corpus)
    with open_index(path) as index:
        assert names(index) == ["a"]
        assert index.search("kindness").total == 1
        index.add(Article(id="x", title="Later"))
        assert names(index) == ["a"]
        assert index.check().problems == ()


def test_a_search_saved_during_a_rebuild_joins_the_others(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.save_search("a", "x")
    with open_index(tmp_path, rebuild=True) as index:
        index.save_search("b", "y")
    with open_index(tmp_path) as index:
        assert names(index) == ["a", "b"]


def test_a_rebuild_mends_damaged_searches(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.save_search("a", "x")
    (path,) = tmp_path.glob(f"{DOCUMENT}_*")
    path.write_bytes(path.read_bytes()[:-1])
    with open_index(tmp_path) as index, pytest.raises(IndexCorrupt, match="rebuild"):
        index.saved_searches()
    with open_index(tmp_path, rebuild=True) as index:
        index.add(Article(title="Kindness"))
        assert index.saved_searches() == ()


def test_what_two_programs_save_is_kept_of_both(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as first, open_index(tmp_path) as second:
        first.save_search("a", "x")
        second.save_search("b", "y")
        assert names(second) == ["a", "b"]
        first.refresh()
        assert names(first) == ["a", "b"]


def test_nothing_is_saved_while_another_process_writes(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True, lock_timeout=0) as index:
        index.save_search("a", "x")
        lock = WriteLock(tmp_path)
        lock.acquire(0)
        try:
            with pytest.raises(IndexLocked):
                index.save_search("b", "x")
            with pytest.raises(IndexLocked):
                index.forget_search("a")
        finally:
            lock.release()
        assert names(index) == ["a"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(title="Kindness"))
        (tmp_path / LOCK_NAME).unlink()
        (tmp_path / LOCK_NAME).mkdir()
        with pytest.raises(IndexAccessError, match="cannot be written"):
            index.save_search("a", "x")
        assert index.saved_searches() == ()


@pytest.mark.parametrize("parts", [(None, Search("x")), (3, Search("x")), ("name", "x")])
def test_a_saved_search_is_a_name_and_a_search(parts: tuple[object, object]) -> None:
    with pytest.raises(UsageError, match="a name as text and a Search"):
        SavedSearch(*parts)  # type: ignore[arg-type]
