"""A run that is committed in portions makes the same index, and an interruption costs one portion."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from collection.ingest.corpora import articles, ingest, names, record, touch, write
from leadersearch.collection.ingest import IngestReport, Progress, portions
from leadersearch.collection.ingest.reading import ReadingHere
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.readers import read_articles_from

TITLES = ("Kindness on the ward at night", "Boards that listen to their staff", "Why leaders rest")


def rows(rng: random.Random) -> list[dict[str, object]]:
    """Records of which many share an identifier or a title with one in another file."""
    return [
        {
            "title": rng.choice(TITLES),
            "authors": ["Ada Example"],
            "date": f"{rng.randint(2020, 2021)}",
            "body": rng.choice(("", "some text of it", "some text of it, and more")),
            "tags": [f"t{rng.randint(1, 3)}"],
            "doi": rng.choice(("", f"10.1000/{rng.randint(1, 9)}")),
        }
        for _ in range(rng.randint(1, 4))
    ]


def change(corpus: Path, rng: random.Random) -> None:
    """Write, rename and delete files."""
    for number in range(6):
        path = corpus / f"{number}.jsonl"
        action = rng.randint(1, 5)
        if action == 1 and path.exists() and len(list(corpus.iterdir())) > 3:
            path.unlink()
        elif action == 2 and path.exists():
            path.rename(corpus / f"{number}-{rng.randint(0, 999)}.jsonl")
        elif action > 2 or not path.exists():
            write(path, *rows(rng))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have portions be of one file, however much the index holds."""
    monkeypatch.setattr(portions, "FOR_EACH_ARTICLE", 0)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(12))
def test_many_portions_make_the_same_index_as_one(corpus: Path, seed: int) -> None:
    rng = random.Random(seed)
    one, many = MemoryEngine(), MemoryEngine()
    for _ in range(4):
        change(corpus, rng)
        ingest(one, [corpus], prune=True)
        ingest(many, [corpus], prune=True, portion=1)
        assert articles(many) == articles(one)
        assert ingest(many, [corpus]).files_read == ingest(one, [corpus]).files_read


@pytest.mark.usefixtures("small")
def test_so_it_is_reported(engine: Engine, corpus: Path) -> None:
    """An article is counted once, however many portions have a record of it."""
    for name in ("a", "b", "c"):
        write(corpus / f"{name}.jsonl", record(name), {**record("x"), "tags": [name]})
    ingest(engine, [corpus], portion=1)
    memory = MemoryEngine()
    assert ingest(memory, [corpus], portion=1) == ingest(MemoryEngine(), [corpus], portion=None)
    for name in ("a", "b", "c"):
        write(corpus / f"{name}.jsonl", {**record("x"), "tags": [f"{name}2"]})
    report = ingest(engine, [corpus], portion=1)
    assert (report.added, report.updated, report.removed) == (0, 1, 3)
    assert names(engine) == ["x"]
    assert [row.title for row in report.merged] == ["Title x"]


def interrupted_after(files: int) -> Callable[[Progress], None]:
    def interrupt(progress: Progress) -> None:
        if progress.files_committed >= files:
            raise KeyboardInterrupt

    return interrupt


class Noting(ReadingHere):
    """Notes the names of the files that are read."""

    def __init__(self) -> None:
        self.read: list[str] = []
        super().__init__(self._noted)

    def _noted(self, content: Any, name: str, **options: Any) -> Any:
        self.read.append(Path(name).stem)
        return read_articles_from(content, name, **options)


@pytest.mark.usefixtures("small")
def test_nothing_is_read_again_that_was_committed(engine: Engine, corpus: Path) -> None:
    for name in "abcdef":
        write(corpus / f"{name}.jsonl", record(name), record("x"))
    with pytest.raises(KeyboardInterrupt):
        ingest(engine, [corpus], portion=1, progress=interrupted_after(3))
    assert names(engine) == ["a", "b", "c", "x"]
    noting = Noting()
    report = ingest(engine, [corpus], reading=noting)
    assert noting.read == ["d", "e", "f"]
    assert (report.files_read, report.files_unchanged) == (3, 3)
    whole = MemoryEngine()
    ingest(whole, [corpus])
    assert articles(engine) == articles(whole)


@pytest.mark.usefixtures("small")
def test_files_that_are_gone_or_renamed_are_so_after_an_interruption(
    engine: Engine, corpus: Path
) -> None:
    for name in "abcdef":
        write(corpus / f"{name}.jsonl", record(name))
    ingest(engine, [corpus])
    (corpus / "a.jsonl").unlink()
    (corpus / "b.jsonl").rename(corpus / "z.jsonl")
    for name in "cdef":
        touch(write(corpus / f"{name}.jsonl", record(name, "new text")))
    with pytest.raises(KeyboardInterrupt):
        ingest(engine, [corpus], portion=1, progress=interrupted_after(2))
    report = ingest(engine, [corpus])
    assert (report.files_read, report.updated, report.files_removed) == (2, 2, 0)
    whole = MemoryEngine()
    ingest(whole, [corpus])
    assert articles(engine) == articles(whole)


def test_a_portion_grows_with_the_index(corpus: Path) -> None:
    """As a commit takes the longer the more the index holds."""
    for number in range(4):
        write(corpus / f"{number}.jsonl", *(record(f"{number}-{n}") for n in range(50)))
    seen: list[int] = []
    ingest(
        MemoryEngine(),
        [corpus],
        portion=1,
        progress=lambda progress: seen.append(progress.files_committed),
    )
    assert max(seen) == 1  # 400 bytes for each of 50 articles: more than the others have together


def test_an_index_that_is_rebuilt_is_whole_or_as_it_was(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", record("a"))
    ingest(engine, [corpus])
    write(corpus / "b.jsonl", record("b"))
    with suppress(KeyboardInterrupt):
        ingest(
            engine,
            [corpus],
            from_nothing=True,
            portion=None,
            progress=lambda progress: (
                interrupted_after(0)(progress) if progress.files_done else None
            ),
        )
    assert names(engine) == ["a"]


def test_a_run_of_one_portion_is_one_commit(corpus: Path) -> None:
    for name in "abc":
        write(corpus / f"{name}.jsonl", record(name))
    seen: list[int] = []
    report = ingest(
        MemoryEngine(), [corpus], progress=lambda progress: seen.append(progress.files_committed)
    )
    assert report == IngestReport(added=3, files_read=3)
    assert set(seen) == {0}
