"""A folder into a cluster and back, also by several loaders at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import leadersearch
from cluster.nodes import Cluster
from leadersearch import Article, CopyReport, Index

INDEX = "copied"


@pytest.fixture
def place(cluster: Cluster) -> Iterator[str]:
    """The address of an index that there is not yet; it is removed afterwards."""
    yield f"{cluster.address(INDEX)}?shards=3&replicas=0"
    cluster.ask("DELETE", f"/{INDEX}-*")


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Index]:
    """An index in a folder, of articles from a file, a saved search and a rule of authors."""
    (tmp_path / "corpus").mkdir()
    text = "".join(f'{{"title": "Ward {n}", "authors": ["Ada {n}"]}}\n' for n in range(300))
    (tmp_path / "corpus" / "wards.jsonl").write_text(text)
    with leadersearch.open_index(tmp_path / "source", create=True) as index:
        index.ingest(tmp_path / "corpus")
        index.save_search("seven", "ward 7")
        yield index


def contents(index: Index) -> dict[str, str]:
    return {article.id: article.fingerprint for article in index}


def test_there_and_back_nothing_is_lost(source: Index, place: str, tmp_path: Path) -> None:
    with (
        leadersearch.open_index(place, create=True) as there,
        leadersearch.open_index(tmp_path / "back", create=True) as back,
    ):
        source.copy_to(there)
        report = there.copy_to(back)

        assert report.copied == 300
        assert contents(back) == contents(there) == contents(source)
        assert back.saved_searches() == there.saved_searches() == source.saved_searches()
        again = there.ingest(tmp_path / "corpus")
        assert (again.files_unchanged, again.added, again.removed) == (1, 0, 0)


def test_shares_are_copied_at_the_same_time(source: Index, place: str) -> None:
    with leadersearch.open_index(place, create=True):
        pass

    def load(number: int) -> CopyReport:
        with leadersearch.open_index(place) as target:
            return source.copy_to(target, share=f"{number}/3")

    with ThreadPoolExecutor(3) as pool:
        reports = list(pool.map(load, (1, 2, 3)))

    assert sum(report.copied for report in reports) == 300
    with leadersearch.open_index(place) as target:
        assert contents(target) == contents(source)
        assert source.copy_to(target).unchanged == 300
        target.add(Article(title="Another"))
        assert len(target) == 301
