"""One index into another: all of it, once, by shares, and without harm to what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import leadersearch
from leadersearch import Article, CopyProgress, Index, IndexMismatch, UsageError
from leadersearch.collection import copying
from leadersearch.collection.copying import DOCUMENTS, Share

ENGINES = ["memory", "whoosh"]
SEARCH = "kind leaders"


def some(count: int) -> list[Article]:
    text = "Leaders are kind."
    return [Article(title=f"Kindness in ward {number}", excerpt=text) for number in range(count)]


def best(index: Index) -> list[tuple[str, float]]:
    return [(hit.article.id, hit.score) for hit in index.search(SEARCH, limit=20)]


def opened(kind: str, folder: Path, language: str | None = None) -> Index:
    place = "memory://" if kind == "memory" else folder
    return leadersearch.open_index(place, create=True, language=language)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "BATCH", 50)


@pytest.fixture(params=ENGINES)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """An index of 120 articles, which take several batches, and of a saved search."""
    with opened(request.param, tmp_path / "source") as index:
        index.add(some(120))
        index.save_search("kind", SEARCH)
        yield index


@pytest.fixture(params=ENGINES)
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """An index without articles."""
    with opened(request.param, tmp_path / "target") as index:
        yield index


def contents(index: Index) -> dict[str, str]:
    return {article.id: article.fingerprint for article in index}


def test_a_copy_holds_the_same_and_finds_the_same(source: Index, target: Index) -> None:
    report = source.copy_to(target)

    assert (report.copied, report.unchanged) == (120, 0)
    assert contents(target) == contents(source)
    assert best(target) == best(source)


def test_what_is_kept_beside_the_articles_is_copied(source: Index, target: Index) -> None:
    assert source.copy_to(target).kept == ("searches",)
    assert target.saved_searches() == source.saved_searches()


def test_a_second_copy_sends_what_has_changed_alone(source: Index, target: Index) -> None:
    source.copy_to(target)
    first = next(iter(source))
    source.update(Article(id=first.id, title=first.title, excerpt="Changed."))
    source.save_search("other", "others")

    report = source.copy_to(target)

    assert (report.copied, report.unchanged, report.kept) == (1, 119, ("searches",))
    assert contents(target) == contents(source)
    assert len(target.saved_searches()) == 2


def test_articles_and_searches_of_the_other_index_stay(source: Index, target: Index) -> None:
    own = Article(title="Another article")
    target.add(own)
    target.save_search("own", "another")

    report = source.copy_to(target)

    assert len(target) == 121
    assert own.id in target
    assert (report.kept, report.left) == ((), ("searches",))
    assert [saved.name for saved in target.saved_searches()] == ["own"]


def test_the_memory_of_files_is_copied_so_that_indexing_goes_on(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("one", "two"):
        (corpus / f"{name}.md").write_text(f"# Kindness {name}\n\nLeaders are kind.\n")
    with (
        leadersearch.open_index(tmp_path / "a", create=True) as source,
        leadersearch.open_index(tmp_path / "b", create=True) as target,
    ):
        source.ingest(corpus)
        source.copy_to(target)
        (corpus / "two.md").unlink()
        report = target.ingest(corpus)

    assert (report.files_unchanged, report.removed, report.added) == (1, 1, 0)


def test_shares_make_up_the_whole_and_do_not_overlap(source: Index, target: Index) -> None:
    reports = [source.copy_to(target, share=f"{number}/5") for number in range(1, 6)]

    assert sum(report.copied for report in reports) == 120
    assert min(report.copied for report in reports) > 10
    assert contents(target) == contents(source)
    assert {report.left for report in reports} == {("searches",)}


def test_a_whole_copy_after_shares_copies_what_is_kept_beside(source: Index, target: Index) -> None:
    for number in (1, 2):
        source.copy_to(target, share=f"{number}/2")
    report = source.copy_to(target)

    assert (report.copied, report.unchanged, report.kept) == (0, 120, ("searches",))
    assert target.saved_searches() == source.saved_searches()


def test_each_article_is_in_one_share_whatever_its_id() -> None:
    names = [f"article-{number}" for number in range(50)] + ["é", "\ud800", ""]
    shares = [Share(number, 3) for number in range(1, 4)]
    taken = Counter(name for name in names for share in shares if share.has(name))

    assert set(taken.values()) == {1}


@pytest.mark.parametrize(
    "text", ["", "2", "0/5", "6/5", "a/b", "2/", "-1/5", "1/0", "٢/٥", "1/5\n"]
)
def test_a_share_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="a share is written as 2/5"):
        Share.parse(text)


def test_progress_is_told(source: Index, target: Index) -> None:
    told: list[CopyProgress] = []
    source.copy_to(target, progress=told.append)

    assert [(each.done, each.total) for each in told] == [(50, 120), (100, 120), (120, 120)]
    assert told[-1].copied == 120


def test_another_language_is_refused(source: Index, tmp_path: Path) -> None:
    with (
        opened("whoosh", tmp_path / "german", "german") as target,
        pytest.raises(IndexMismatch, match=r"english.*german"),
    ):
        source.copy_to(target)


def test_all_that_collections_keep_is_known_to_a_copy() -> None:
    sources = (Path(leadersearch.__file__).parent / "collection").rglob("*.py")
    names = {
        line.split('"')[1]
        for path in sources
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("DOCUMENT =", "RULES ="))
    }

    assert names | {"authors"} == set(DOCUMENTS)
