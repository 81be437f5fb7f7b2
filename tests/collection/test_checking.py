"""A check reports parts of an index that do not agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import pytest

from asking import fill
from leadersearch.collection import checking
from leadersearch.collection.checking import CheckReport, check
from leadersearch.engine import Engine, View
from leadersearch.engine.capability import EVERYTHING
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.engines.memory.view import MemoryView
from leadersearch.errors import IndexCorrupt, IndexLocked, UnsupportedFeature
from leadersearch.model.article import Article
from leadersearch.plan import Lookup

ARTICLES = [Article(id=f"a{number}", title=f"note {number}") for number in range(3)]


def checked(kind: type[MemoryView], engine: MemoryEngine | None = None) -> CheckReport:
    """The problems found in a view of some kind of the articles."""
    engine = engine or MemoryEngine()
    fill(engine, ARTICLES)
    held = engine.view()
    return check(engine, cast("View", kind(held.documents, held.kept, held.analysis, 0)))


class _Forgetful(MemoryView):
    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        return [
            None if each == "a1" else row for each, row in zip(ids, super().fetch(ids), strict=True)
        ]


class _Miscounting(MemoryView):
    @property
    def articles(self) -> int:
        return super().articles + 1


class _Damaged(MemoryView):
    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        raise IndexCorrupt(f"the segment of {ids[0]} is damaged")


def test_a_whole_index_has_no_problems() -> None:
    report = checked(MemoryView)
    assert (report.articles, report.problems, report.leftovers) == (3, (), ())


def test_an_article_that_cannot_be_read_is_named() -> None:
    (problem,) = checked(_Forgetful).problems
    assert "a1 cannot be read" in problem


def test_counts_that_do_not_agree_are_told() -> None:
    (problem,) = checked(_Miscounting).problems
    assert "[3, 4]" in problem


def test_damage_is_told_of_every_article_that_has_any() -> None:
    problems = checked(_Damaged).problems
    assert [problem.split()[3] for problem in problems] == ["a0", "a1", "a2"]


def test_what_is_told_of_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "MOST_TOLD", 2)
    problems = checked(_Damaged).problems
    assert problems[2:] == ("1 more problems",)


def test_articles_are_read_many_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    trips: list[int] = []

    class Counting(MemoryView):
        def fetch(self, ids: Sequence[str]) -> list[Article | None]:
            trips.append(len(ids))
            return super().fetch(ids)

    monkeypatch.setattr(checking, "MOST_READ", 2)
    assert checked(Counting).problems == ()
    assert trips == [2, 1]


class _Maintained(MemoryEngine):
    """An engine that has files to look after."""

    capabilities = EVERYTHING

    def verify(self, view: View) -> list[str]:
        return ["the file x is damaged"]

    def orphans(self, *, remove: bool = False) -> list[str]:
        raise OSError(5, "input/output error")


class _Failing(MemoryView):
    @property
    def articles(self) -> int:
        raise MemoryError

    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> dict[str, int]:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")


def test_whatever_reading_runs_into_is_told_and_loses_nothing() -> None:
    problems = checked(_Failing, _Maintained()).problems
    assert problems[0] == "the file x is damaged"
    for kind in ("UnicodeDecodeError", "MemoryError", "input/output error"):
        assert any(kind in problem for problem in problems), kind


class _Locked(_Maintained):
    def orphans(self, *, remove: bool = False) -> list[str]:
        raise IndexLocked("another process is writing")


def test_a_lock_is_no_problem_of_the_index() -> None:
    with pytest.raises(IndexLocked):
        checked(MemoryView, _Locked())


def test_what_has_no_files_cannot_be_mended() -> None:
    engine: Engine = MemoryEngine()
    with pytest.raises(UnsupportedFeature, match="verifying and optimising files"):
        check(engine, engine.view(), fix=True)
