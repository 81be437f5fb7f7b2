"""Aliases, rebuilds, writers that meet, versions of the mapping, and moments that get lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from asking import held_ids, ids, search
from engines.contract import COLLECTION, fill, found, keep
from leadersearch.engine import Writer
from leadersearch.engines.opensearch import executing, lifecycle, mapping
from leadersearch.engines.opensearch.engine import OpenSearchEngine
from leadersearch.errors import (
    IndexAccessError,
    IndexChanged,
    IndexLocked,
    IndexMismatch,
    IndexMissing,
    IndexTooNew,
    IndexTooOld,
)
from leadersearch.model.article import Article

NEW = Article(id="new", title="Alone")


def indexes(engine: OpenSearchEngine) -> list[str]:
    name = engine.address.name
    return sorted(engine.cluster.call("GET", f"/{name}-*/_alias"))


def points_in_time(engine: OpenSearchEngine) -> set[str]:
    found = engine.cluster.call("GET", "/_search/point_in_time/_all", absent=True) or {"pits": []}
    return {each["pit_id"] for each in found["pits"]}


def opened(engine: OpenSearchEngine, **options: bool | str) -> OpenSearchEngine:
    other = OpenSearchEngine(engine.address, **options)  # type: ignore[arg-type]  # its options
    other.close()
    return other


def test_readers_go_on_through_a_rebuild_until_the_next_change(engine: OpenSearchEngine) -> None:
    fill(engine)
    before = engine.view()
    with engine.write(from_nothing=True) as writer:
        writer.put([NEW])
        assert held_ids(engine) == ["ahp", "ethics", "kind", "nodate"]
    assert held_ids(engine) == ["new"]
    assert [row.id for part in before.scan() for row in part] == ["ahp", "ethics", "kind", "nodate"]
    _, second = indexes(engine)
    fill(engine, [COLLECTION[0]])
    assert indexes(engine) == [second]


def test_a_rebuild_that_fails_leaves_nothing(engine: OpenSearchEngine) -> None:
    def failing() -> None:
        with engine.write(from_nothing=True) as writer:
            writer.put(Article(id=f"a{n}", title="word " * 20_000) for n in range(20))
            assert len(indexes(engine)) == 2
            raise KeyError

    fill(engine)
    with pytest.raises(KeyError):
        failing()
    assert len(indexes(engine)) == 1
    assert held_ids(engine) == ["ahp", "ethics", "kind", "nodate"]


def test_the_second_of_two_writers_is_told(engine: OpenSearchEngine) -> None:
    def overtaken() -> None:
        with engine.write() as late:
            late.keep("notes", b"late")
            keep(engine, "notes", b"soon")

    fill(engine)
    with pytest.raises(IndexLocked, match="run the command again"):
        overtaken()
    assert engine.view().document("notes") == b"soon"


def test_an_index_of_another_version_is_refused(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MAPPING_VERSION", "ANALYSIS_VERSION"):
        now = getattr(mapping, name)
        for other, error in ((now + 1, IndexTooOld), (now - 1, IndexTooNew)):
            monkeypatch.setattr(mapping, name, other)
            with pytest.raises(error, match="rebuild it: leadersearch index --rebuild"):
                opened(engine)
            assert opened(engine, rebuild=True)
        monkeypatch.undo()


def test_another_language_is_refused(engine: OpenSearchEngine) -> None:
    with pytest.raises(IndexMismatch, match="english, not german"):
        opened(engine, language="de")


def test_an_index_of_others_is_left_alone(engine: OpenSearchEngine) -> None:
    name = engine.address.name
    engine.cluster.call("DELETE", f"/{name}-*")
    engine.cluster.call("PUT", f"/{name}")
    try:
        for options in ({}, {"create": True}):
            with pytest.raises(IndexAccessError, match="not created by leadersearch"):
                opened(engine, **options)
    finally:
        engine.cluster.call("DELETE", f"/{name}")
        lifecycle.made(engine.cluster, "english")


def test_an_index_that_is_gone_is_missing(engine: OpenSearchEngine) -> None:
    engine.cluster.call("DELETE", f"/{engine.address.name}-*")
    for ask in (engine.version, engine.view, engine.write):
        with pytest.raises(IndexMissing, match="create one"):
            ask()
    lifecycle.made(engine.cluster, "english")


def test_a_moment_that_the_cluster_lost_is_opened_anew_while_nothing_changed(
    engine: OpenSearchEngine,
) -> None:
    fill(engine)
    view = engine.view()
    engine.cluster.call("DELETE", "/_search/point_in_time/_all")
    assert view.fetch(["kind"]) == [COLLECTION[0]]
    fill(engine, [NEW])
    engine.cluster.call("DELETE", "/_search/point_in_time/_all")
    for _ in range(2):
        with pytest.raises(IndexChanged, match="search again"):
            view.fetch(["kind"])
    assert found(engine, "alone") == {"new"}


@pytest.mark.parametrize(
    "change",
    [
        lambda writer: writer.put([NEW]),
        lambda writer: writer.remove(["kind"]),
        lambda writer: writer.put([replace(COLLECTION[0], title="Kindness again")]),
    ],
    ids=["new", "removed", "changed"],
)
def test_a_lost_moment_is_not_mixed_with_what_a_writer_has_sent_since(
    engine: OpenSearchEngine, change: Callable[[Writer], None]
) -> None:
    fill(engine)
    view = engine.view()
    with engine.write() as writer:
        change(writer)
        writer._bulk.flush()
        engine.cluster.call(
            "POST", f"/{engine.address.name}/_refresh"
        )  # as a shard that moves does
        engine.cluster.call("DELETE", "/_search/point_in_time/_all")
        with pytest.raises(IndexChanged):
            view.fetch(["kind"])
        assert view.version != engine.version() == engine.view().version
        assert writer.base.fingerprints(["ethics"]) != [None]  # the writer goes on


def test_a_writer_whose_moment_was_lost_after_the_commit_of_another_is_told(
    engine: OpenSearchEngine,
) -> None:
    fill(engine)
    with pytest.raises(IndexChanged), engine.write() as writer:  # noqa: PT012  # in the writer
        fill(engine, [NEW])
        engine.cluster.call("DELETE", "/_search/point_in_time/_all")
        writer.base.fingerprints(["ethics"])


def test_an_engine_leaves_no_point_in_time(engine: OpenSearchEngine) -> None:
    before = points_in_time(engine)
    other = OpenSearchEngine(engine.address)
    other.view()
    assert points_in_time(engine) > before
    other.close()
    with pytest.raises(IndexAccessError, match="open it again"):
        other.view()
    assert points_in_time(engine) <= before


def test_a_large_side_file_is_kept_in_parts(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadersearch.engines.opensearch.side_files.MOST_BYTES", 10)
    for data in (b"0123456789" * 3 + b"x", b"short", b"abcdefghij" * 2):
        keep(engine, "notes", data)
        assert engine.view().document("notes") == data
    answer = engine.cluster.call("GET", f"/{engine.address.name}/_count?q=kind:side-file")
    assert answer["count"] == 3  # the head and two parts


def test_a_page_far_behind_is_that_of_the_whole(
    engine: OpenSearchEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine, [Article(id=f"a{n}", title=f"care {n % 3}", body="leader") for n in range(30)])
    whole = ids(search(engine, "care leader", limit=30))
    monkeypatch.setattr(executing, "WINDOW", 4)
    pages = [ids(search(engine, "care leader", limit=7, offset=n)) for n in range(0, 30, 7)]
    assert [row for page in pages for row in page] == whole
