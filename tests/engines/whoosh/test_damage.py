"""Damage of a segment is reported: by whatever reads it, and by a check in its own words."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from leadersearch.engines.whoosh.segment.damage import naming_damage
from leadersearch.engines.whoosh.segment.stored_values import dump_document
from leadersearch.errors import IndexAccessError, IndexCorrupt, UsageError
from leadersearch.index import Index, open_index
from leadersearch.model.article import Article
from stress.rewriting import rewritten

Change = Callable[[dict[str, Any], dict[str, Any]], None]


@pytest.fixture
def spoilt(tmp_path: Path) -> Callable[[Change], Index]:
    """An index whose only segment was made anew by hand."""

    def spoil(change: Change) -> Index:
        with open_index(tmp_path, create=True) as index:
            index.add(
                Article(id=f"a{n}", title=f"word {n}", authors=("Jane Smith",), body="word of care")
                for n in range(9)
            )
        (path,) = tmp_path.glob("*.columnar")
        path.write_bytes(rewritten(path.read_bytes(), change))
        return open_index(tmp_path)

    return spoil


def set_numbers(name: str, start: int, *numbers: int) -> Change:
    def change(sections: dict[str, Any], _: dict[str, Any]) -> None:
        sections[name] = sections[name].copy()
        sections[name][np.arange(start, start + len(numbers))] = numbers

    return change


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (set_numbers("text/text", 0, 0xFF, 0xFF), "a term is no text"),
        (set_numbers("text/title", 0, 0x7A), "the terms are not in order"),
        (set_numbers("text-offsets/title", 0, 3), "'text-offsets/title' contradicts"),
        (set_numbers("offsets/text", 2, 0), "'offsets/text' contradicts"),
        (set_numbers("documents/author", 0, 5), "author: the documents of a term are not in order"),
        (
            set_numbers("documents/author", 0, 9),
            "'documents/author' has numbers that are too large",
        ),
        (set_numbers("document-frequencies/text", 0, 7), "text: the numbers of documents"),
        (set_numbers("collection-frequencies/text", 0, 7), "text: the numbers of occurrences"),
        (set_numbers("occurrence-offsets/author", 1, 1), "author: the positions are not as many"),
        (set_numbers("column/day_column", 3, 3_652_060), "day_column: a day is in no calendar"),
        (set_numbers("column/day_column", 0, -1), "day_column: a day is in no calendar"),
        (set_numbers("positions/text_exact", -2, 200, 1), "the positions of a posting are not"),
    ],
)
def test_a_check_says_which_parts_of_a_segment_contradict_one_another(
    spoilt: Callable[[Change], Index], change: Change, named: str
) -> None:
    problems = spoilt(change).check().problems
    assert any(named in problem for problem in problems), problems


def test_a_check_reads_codes(spoilt: Callable[[Change], Index]) -> None:
    def retype(sections: dict[str, Any], _: dict[str, Any]) -> None:
        sections["code-length/text"] = sections["code-length/text"].astype(np.float64)

    assert any("'code-length/text'" in each for each in spoilt(retype).check().problems)


def test_a_check_reads_what_titles_are_sorted_with(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add([Article(id="a", title="word"), Article(id="b", title="word")])
        index.remove("b")
    held = max(tmp_path.glob("*.columnar"))

    def spoil(sections: dict[str, Any], _: dict[str, Any]) -> None:
        stored = sections["stored"].copy()
        stored[int(sections["stored-offsets"][1]) :] = 0xFF
        sections["stored"] = stored

    held.write_bytes(rewritten(held.read_bytes(), spoil))
    with open_index(tmp_path) as index:
        assert len(index.check().problems) == 1


def test_frequencies_that_would_take_all_memory_are_refused(
    spoilt: Callable[[Change], Index],
) -> None:
    def change(sections: dict[str, Any], _: dict[str, Any]) -> None:
        frequencies = sections["frequencies/text_exact"].astype(np.uint32)
        frequencies[:] = 2**32 - 1
        sections["frequencies/text_exact"] = frequencies

    index = spoilt(change)
    with pytest.raises(IndexCorrupt, match="frequencies"):
        index.search('"word of care"')


class _Bomb:
    def __reduce__(self) -> Any:
        return (bytearray, (1 << 40,))


@pytest.mark.parametrize(
    "stored",
    [
        {"title": _Bomb()},
        {"title": ["no", "text"]},
        {"title": "a", "author": ["a", 5]},
        {"title": "a", "date": 5},
        {"title": "a", "source": ["a", "b"]},
    ],
)
def test_documents_that_are_no_articles_are_named(
    spoilt: Callable[[Change], Index], stored: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "leadersearch.engines.whoosh.segment.stored_values._dump_plain", pickle.dumps
    )

    def change(sections: dict[str, Any], properties: dict[str, Any]) -> None:
        numbers = {name: number for number, name in enumerate(properties["stored"])}
        document = dump_document({**stored, "id": "a0", "fingerprint": "x"}, numbers)
        properties["stored"] = list(numbers)
        offsets = np.full(len(sections["stored-offsets"]), len(document), np.uint32)
        offsets[0] = 0
        sections["stored"] = np.frombuffer(document, np.uint8)
        sections["stored-offsets"] = offsets

    index = spoilt(change)
    with pytest.raises(IndexCorrupt, match="an article in the index is damaged"):
        index.article("a0")
    assert any("an article" in problem for problem in index.check().problems)


def test_a_damaged_segment_is_not_merged_into_a_sound_one(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(id=f"a{n}", title=f"word {n}") for n in range(9))
        index.remove("a0")
    (path,) = tmp_path.glob("*.columnar")
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    with open_index(tmp_path) as index, pytest.raises(IndexCorrupt, match=path.name):
        index.optimise()
    assert path.read_bytes() == data
    with open_index(tmp_path, rebuild=True) as index:
        index.add(Article(id="b", title="word"))
        assert index.check().problems == ()


@pytest.mark.parametrize("error", [ValueError("x"), IndexError("x"), OverflowError("x")])
def test_what_reading_runs_into_is_damage(error: Exception) -> None:
    with pytest.raises(IndexCorrupt, match="leadersearch check") as told, naming_damage():
        raise error
    assert told.value.__cause__ is error


def test_want_of_memory_is_no_damage() -> None:
    with pytest.raises(IndexAccessError, match="memory") as told, naming_damage():
        raise MemoryError
    assert not isinstance(told.value, IndexCorrupt)


@pytest.mark.parametrize("error", [UsageError("x"), FileNotFoundError("x"), KeyboardInterrupt()])
def test_errors_with_a_name_of_their_own_keep_it(error: BaseException) -> None:
    with pytest.raises(type(error)), naming_damage():
        raise error
