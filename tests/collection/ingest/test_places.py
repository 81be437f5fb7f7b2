"""Two articles of one title in two places of a journal are two; in one place they are one."""

from __future__ import annotations

from itertools import combinations, permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, strategies as st

from collection.ingest.corpora import articles, ingest, write
from leadersearch.collection.ingest.merge_rules import NO_RULES
from leadersearch.collection.ingest.reasons import reasons
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from strategies import everyday

EDITORIAL: dict[str, Any] = {
    "title": "Editorial",
    "authors": ["Jane Dacre"],
    "venue": "Invented Journal",
    "date": "2021",
}
NOTICE = EDITORIAL | {"title": "Correction to: Kind rounds on invented wards"}
MONTH = {"date": "2021-03"}


def at(volume: str = "", issue: str = "", pages: str = "", **more: Any) -> dict[str, Any]:
    return {"volume": volume, "issue": issue, "pages": pages, **more}


TWO = [
    (EDITORIAL, at("5", "1", "1"), at("5", "2", "101")),
    (EDITORIAL, at("5"), at("6")),
    (EDITORIAL, at("5", "1"), at("5", "2")),
    (EDITORIAL, at(pages="1"), at(pages="101")),
    (EDITORIAL | MONTH, at("5", "1", "1"), at("5", "1", "31")),
    (EDITORIAL | {"authors": []}, at("5", "1", "1"), at("5", "2", "101")),
    (EDITORIAL | {"date": None}, at("5", "1", "1"), at("5", "2", "101")),
    (EDITORIAL | {"venue": ""}, at("5", "1", "1"), at("5", "2", "101")),
    (EDITORIAL | {"title": "Book review"}, at("5", "1", "1"), at("5", "1", "3")),
    (EDITORIAL | {"title": "Letter from the editor"}, at("5", "1"), at("5", "Suppl 1")),
    (EDITORIAL | {"excerpt": "No abstract here."}, at("5", "1", "1"), at("5", "2", "101")),
    (EDITORIAL, at("5", "1", "1", url="https://a.org/1"), at("5", "2", "9", url="https://a.org/2")),
    (EDITORIAL, at("5", "1", "1", doi="10.1000/x"), at("5", "2", "101")),
    (EDITORIAL, at("5", "1", "1"), at("5", "1", "1", venue="Another Review")),
    (EDITORIAL, at("", "1", "1"), at("", "1", "1", date="2022")),
    (NOTICE, at("5", "1", "1"), at("5", "2", "101")),
    (NOTICE | {"title": "Erratum: Kind rounds"}, at("5", "1", "1"), at("5", "2", "101")),
    (NOTICE | {"authors": []}, at("5", "1", "1"), at("5", "2", "101")),
    (
        {**EDITORIAL, "title": "Kindness"},
        at("5", "", "1"),
        at("5", "", "1", authors=["J. Dacre"], venue="Another Review"),
    ),
]  # fmt: skip

ONE = [
    (EDITORIAL, at("5", "1", "1-3"), at("5", "1", "1-3")),
    (EDITORIAL, at("5", "1", "1-3"), at("05", "", "1")),
    (EDITORIAL, at("5", "1", "117-21"), at("5", "1", "117-121", authors=["Dacre J"], date="2021-03")),
    (EDITORIAL, at("5", "1", "1"), at("5", "1", "1", venue="Inv. J.", doi="10.1000/x")),
    (EDITORIAL, at("5", "1", "1"), at("5", "1", "1", authors=[], url="https://a.org/1")),
    (EDITORIAL, at("", "1", "1"), at("", "1", "1", authors=["J. Dacre"])),
    (EDITORIAL | MONTH, at("5", "1", "1"), at()),
    (EDITORIAL | MONTH, at("5"), at(pages="1")),
    (EDITORIAL | {"doi": "10.1000/x"}, at("5", "1", "1"), at("5", "2", "101")),
    (EDITORIAL | {"pmid": "7"}, at("5", "1", "1"), at("5", "ahead-of-print", "e12")),
    (NOTICE, at("5", "1", "1"), at()),
    (NOTICE, at("5", "1", "1"), at("5", "1", "1", authors=["J. Dacre"])),
    ({**EDITORIAL, "title": "Kindness"}, at("5", "1", "1"), at("5", "1", "1", authors=["Dacre J"])),
    ({**EDITORIAL, "title": "Kind rounds on invented wards"}, at(pages="1-12"), at("5", "1", "117")),
]  # fmt: skip


@pytest.mark.parametrize(("shared", "one", "other"), TWO)
def test_two_places_are_two_articles(
    engine: Engine, corpus: Path, shared: dict[str, Any], one: dict[str, Any], other: dict[str, Any]
) -> None:
    write(corpus / "a.jsonl", shared | one)
    write(corpus / "b.jsonl", shared | other)
    ingest(engine, [corpus])
    assert len(articles(engine)) == 2


@pytest.mark.parametrize(("shared", "one", "other"), TWO)
def test_two_places_in_one_file_are_two_articles(
    engine: Engine, corpus: Path, shared: dict[str, Any], one: dict[str, Any], other: dict[str, Any]
) -> None:
    write(corpus / "a.jsonl", shared | one, shared | other)
    ingest(engine, [corpus])
    assert len(articles(engine)) == 2


@pytest.mark.parametrize(("shared", "one", "other"), ONE)
def test_one_place_or_a_surer_identifier_is_one_article(
    engine: Engine, corpus: Path, shared: dict[str, Any], one: dict[str, Any], other: dict[str, Any]
) -> None:
    write(corpus / "a.jsonl", shared | one)
    write(corpus / "b.jsonl", shared | other)
    ingest(engine, [corpus])
    (article,) = articles(engine)
    first, *others = article.records
    assert all(reasons(first, each, NO_RULES) for each in others)


def test_the_id_of_an_editorial_does_not_depend_on_others(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", EDITORIAL | at("5", "1", "1"))
    ingest(engine, [corpus])
    (before,) = articles(engine)
    for number in range(2, 6):
        write(corpus / f"{number}.jsonl", EDITORIAL | at("5", str(number), f"{number}01"))
    ingest(engine, [corpus])
    held = {article.id: article.source for article in articles(engine)}
    assert len(held) == 5
    assert held[before.id] == before.source


def test_a_record_that_may_be_of_two_places_is_an_article_of_its_own(
    engine: Engine, corpus: Path
) -> None:
    unclear = EDITORIAL | MONTH
    for name, place in {"a": at("5", "1", "1"), "b": at(), "c": at("5", "1", "31")}.items():
        write(corpus / f"{name}.jsonl", unclear | place)
        ingest(engine, [corpus])
    assert len(articles(engine)) == 3
    (corpus / "c.jsonl").unlink()
    ingest(engine, [corpus])
    assert len(articles(engine)) == 1


PLACES = [
    at("5", "1", "1"),
    at(),
    at("5", "1", "31"),
    at("5"),
    at(pages="31", authors=["Dacre J"]),
    at("5", "1", "31-33", doi="10.1000/x", authors=[]),
]


def held(engine: Engine) -> list[tuple[str, str, list[str]]]:
    return sorted(
        (article.id, article.fingerprint, [Path(each.path).name for each in article.sources])
        for article in articles(engine)
    )


def index_of(folder: Path, steps: list[tuple[int, ...]]) -> list[tuple[str, str, list[str]]]:
    """The articles after files were there, step by step: those of some places."""
    engine = MemoryEngine()
    for step in steps:
        for number, place in enumerate(PLACES):
            path = folder / f"{number}.jsonl"
            if number in step:
                write(path, EDITORIAL | MONTH | place)
            else:
                path.unlink(missing_ok=True)
        ingest(engine, [folder], prune=True)
    return held(engine)


@pytest.mark.parametrize("numbers", list(combinations(range(len(PLACES)), 4)))
def test_any_order_of_files_gives_the_same_index(tmp_path: Path, numbers: tuple[int, ...]) -> None:
    expected = index_of(tmp_path, [numbers])
    for order in permutations(numbers):
        assert index_of(tmp_path, [order[: n + 1] for n in range(len(order))]) == expected


@everyday(100)
@given(st.lists(st.sets(st.integers(0, len(PLACES) - 1)).map(tuple), min_size=1, max_size=5))
def test_any_history_of_files_gives_the_same_index(steps: list[tuple[int, ...]]) -> None:
    with TemporaryDirectory() as folder:
        assert index_of(Path(folder), steps) == index_of(Path(folder), steps[-1:])
