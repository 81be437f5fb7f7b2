"""Which engine is opened for which place."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import leadersearch
from leadersearch.engines.memory import MemoryEngine
from leadersearch.engines.opening import open_engine
from leadersearch.engines.whoosh.engine import WhooshEngine
from leadersearch.errors import IndexMissing, MissingExtra, UsageError


def test_a_path_is_a_folder(tmp_path: Path) -> None:
    for place in (tmp_path / "index", str(tmp_path / "index"), f"file://{tmp_path}/index"):
        engine = open_engine(place, create=True)
        assert isinstance(engine, WhooshEngine)
        assert engine.location == str(tmp_path / "index")
        engine.close()


@pytest.mark.parametrize("name", ["a:b", "C:\\index", "x:/y", "://", "a//b"])
def test_a_colon_makes_no_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(IndexMissing):
        open_engine(name)


def test_an_index_in_memory_leaves_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with leadersearch.open_index("memory://", language="de") as index:
        index.add(leadersearch.Article(title="Die Häuser"))
        assert index.search("haus").total == 1
        assert index.statistics().language == "german"
    assert list(tmp_path.iterdir()) == []
    assert isinstance(open_engine("MEMORY://"), MemoryEngine)


def test_an_index_in_memory_has_no_name() -> None:
    with pytest.raises(UsageError, match="has no name"):
        open_engine("memory://mine")


@pytest.mark.parametrize("place", ["elastic://host:9200/articles", "https://example.org", "s3://x"])
def test_an_unknown_scheme_is_told_with_those_that_there_are(place: str) -> None:
    with pytest.raises(UsageError, match=r"file://, memory://") as raised:
        leadersearch.open_index(place)
    assert place in str(raised.value)


@pytest.mark.parametrize("place", ["memory://", "folder"])
def test_a_misspelt_option_is_an_error(place: str) -> None:
    with pytest.raises(TypeError, match="crate"):
        leadersearch.open_index(place, crate=True)  # type: ignore[call-arg]  # that is the point


def test_a_cluster_needs_an_extra_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    with pytest.raises(MissingExtra, match=r"pip install 'leadersearch\[opensearch\]'"):
        open_engine("opensearch://localhost:9200/articles")
