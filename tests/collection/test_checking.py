"""What a check finds where an engine's parts do not agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from leadersearch.collection import checking
from leadersearch.collection.checking import check
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.errors import IndexCorrupt, IndexLocked
from leadersearch.model.article import Article

ARTICLES = [Article(id=f"a{number}", title=f"note {number}") for number in range(3)]


def filled(engine: MemoryEngine) -> MemoryEngine:
    with engine.write() as writer:
        for article in ARTICLES:
            writer.add(article)
    return engine


class _Forgetful(MemoryEngine):
    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        return [
            None if each == "a1" else row for each, row in zip(ids, super().fetch(ids), strict=True)
        ]


class _Miscounting(MemoryEngine):
    def article_count(self) -> int:
        return super().article_count() + 1


class _Damaged(MemoryEngine):
    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        raise IndexCorrupt(f"the segment of {ids[0]} is damaged")


def test_a_whole_index_has_no_problems() -> None:
    report = check(filled(MemoryEngine()))
    assert (report.articles, report.problems, report.leftovers) == (3, (), ())


def test_an_article_that_cannot_be_read_is_named() -> None:
    (problem,) = check(filled(_Forgetful())).problems
    assert "a1 cannot be read" in problem


def test_counts_that_do_not_agree_are_told() -> None:
    (problem,) = check(filled(_Miscounting())).problems
    assert "[3, 4]" in problem


def test_damage_is_told_of_every_article_that_has_any() -> None:
    problems = check(filled(_Damaged())).problems
    assert [problem.split()[3] for problem in problems] == ["a0", "a1", "a2"]


def test_what_is_told_of_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_TOLD", 2)
    problems = check(filled(_Damaged())).problems
    assert problems[2:] == ("1 more problems",)


class _Failing(MemoryEngine):
    def verify(self) -> list[str]:
        return ["the file x is damaged"]

    def ids(self) -> Iterable[str]:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")

    def article_count(self) -> int:
        raise MemoryError

    def leftovers(self, *, remove: bool = False) -> list[str]:
        raise OSError(5, "input/output error")


def test_whatever_reading_runs_into_is_told_and_loses_nothing() -> None:
    problems = check(_Failing()).problems
    assert problems[0] == "the file x is damaged"
    for kind in ("UnicodeDecodeError", "MemoryError", "input/output error"):
        assert any(kind in problem for problem in problems), kind


class _Locked(MemoryEngine):
    def leftovers(self, *, remove: bool = False) -> list[str]:
        raise IndexLocked("another process is writing")


def test_a_lock_is_no_problem_of_the_index() -> None:
    with pytest.raises(IndexLocked):
        check(_Locked())
