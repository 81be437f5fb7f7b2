"""What a check finds where an engine's parts do not agree."""

from __future__ import annotations

from collections.abc import Sequence

from leadersearch.article import Article
from leadersearch.checking import check
from leadersearch.engines.memory import MemoryEngine
from leadersearch.errors import IndexCorrupt

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


def test_damage_that_is_met_is_told_and_ends_the_reading() -> None:
    (problem,) = check(filled(_Damaged())).problems
    assert "the segment of a0 is damaged" in problem
