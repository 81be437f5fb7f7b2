"""A query without options is read without Typer, and as Typer reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from cli.conftest import Outcome, Run, modules_after, process
from leadersearch.cli import query as query_command
from leadersearch.cli.answering import QueryOptions
from leadersearch.cli.plain import plain_question

ROWS = [
    ["query"],
    ["query", "leadership", "AHP"],
    ["query", "medical ethics", "author:Jane Dacre"],
    ["query", "--index", "elsewhere", "kindness"],
    ["query", "--index", "elsewhere"],
    ["query", "--index", ""],
    ["query", "", " "],
]


@pytest.mark.parametrize("words", ROWS, ids=" ".join)
@pytest.mark.parametrize("place", [{}, {"LEADERSEARCH_INDEX": "kept"}, {"LEADERSEARCH_INDEX": ""}])
def test_it_is_the_question_that_typer_asks(
    run: Run, monkeypatch: pytest.MonkeyPatch, words: list[str], place: dict[str, str]
) -> None:
    asked: list[QueryOptions] = []

    def note(question: QueryOptions) -> int:
        asked.append(question)
        return 0

    monkeypatch.setattr(query_command, "answer", note)
    assert run(*words, index=place.get("LEADERSEARCH_INDEX")).code == 0
    assert asked == [plain_question(words, place)]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["browse"],
        ["--version"],
        ["query", "kindness", "--limit", "3"],
        ["query", "NHS", "-kindness"],
        ["query", "-n2", "kindness"],
        ["query", "--help"],
        ["query", "kindness", "--index", "elsewhere"],
        ["query", "--index"],
        ["query", "--index=elsewhere", "kindness"],
        ["query", "--index", "--limit", "3"],
        ["query", "--", "kindness"],
    ],
    ids=" ".join,
)
def test_anything_else_is_left_to_typer(words: list[str]) -> None:
    assert plain_question(words, {}) is None


def test_completion_is_left_to_typer() -> None:
    assert plain_question(["query"], {"_LEADERSEARCH_COMPLETE": "complete_bash"}) is None


def untimed(outcome: Outcome) -> Outcome:
    return replace(outcome, out=re.sub(r"\d+ ms", "", outcome.out))


def test_both_ways_write_the_same(tmp_path: Path, built_index: Path) -> None:
    place = {"LEADERSEARCH_INDEX": str(built_index)}
    for words in (["leadership", "AHP"], ["zebra"], ["knidness"], ['"kind'], ["title:("]):
        plain = process(["query", *words], tmp_path, place)
        by_typer = process(["query", *words, "--sort", "relevance"], tmp_path, place)
        assert untimed(plain) == untimed(by_typer)


def test_failures_are_said_alike(tmp_path: Path) -> None:
    plain = process(["query", "kindness"], tmp_path)
    by_typer = process(["query", "kindness", "--sort", "relevance"], tmp_path)

    assert plain == by_typer
    assert plain.code == 2
    assert plain.err.startswith("leadersearch: there is no index in index yet.")


def test_it_loads_no_more_than_a_search_needs(tmp_path: Path, built_index: Path) -> None:
    place = {"LEADERSEARCH_INDEX": str(built_index)}

    loaded = modules_after(["query", "leadership", "AHP"], tmp_path, place)

    assert "leadersearch.engines.whoosh.engine" in loaded
    spared = {"typer", "rich", "pydantic", "whoosh", "urllib.request", "nltk", "textual"}
    spared |= {"email", "ssl", "hashlib", "html", "calendar", "shutil", "subprocess", "difflib"}
    assert loaded & spared == set()
