"""`leadersearch merges`: lists merged articles, and keeps the owner's rules."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import leadersearch
from cli.conftest import Run
from leadersearch.collection.ingest.reading import ReadingHere


@pytest.fixture
def place(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    row = {"doi": "10.1000/x1", "title": "Kind rounds"}
    (corpus / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (corpus / "b.jsonl").write_text(json.dumps({**row, "body": "=Evil()"}), encoding="utf-8")
    with leadersearch.open_index(tmp_path / "own", create=True) as index:
        index.ingest(corpus, reading=ReadingHere())
    return tmp_path / "own"


def test_a_merge_is_shown_with_why_and_the_rule_that_parts_it(
    run: Run, place: Path, tmp_path: Path
) -> None:
    title, first, other, advice = run("merges", index=place).out.splitlines()
    assert title.startswith("Kind rounds (")
    assert first.strip() == str(tmp_path / "corpus" / "b.jsonl")
    assert other.strip() == f"{tmp_path / 'corpus' / 'a.jsonl'}: DOI 10.1000/x1"
    rules = tmp_path / "rules.txt"
    rules.write_text(advice.partition(": ")[2], encoding="utf-8")
    outcome = run("merges", "--rules", str(rules), index=place)
    assert (outcome.code, outcome.out) == (0, "")
    assert "Kept the rules of" in outcome.err
    assert "with the index: 1 added." in outcome.err
    outcome = run("merges", index=place)
    assert (outcome.code, outcome.out) == (1, "")
    assert "No such merges" in outcome.err
    assert run("merges", "--show-rules", index=place).out.strip() == rules.read_text("utf-8")


def test_json_and_csv(run: Run, place: Path, tmp_path: Path) -> None:
    found = json.loads(run("merges", "--format", "json", index=place).out)
    assert found["kind"] == "merges"
    (row,) = found["merges"]
    path = str(tmp_path / "corpus" / "b.jsonl")
    assert row["source"] == {"path": path, "position": 1, "member": ""}
    assert row["reasons"] == ["DOI 10.1000/x1"]
    assert " != " in row["rule"]
    header, line = csv.reader(run("merges", "-f", "csv", index=place).out.splitlines())
    assert header == ["id", "title", "source", "other", "reasons", "rule"]
    assert line[2] == path


def test_what_is_wrong_with_the_rules_is_said(run: Run, place: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.txt").write_text("A\n", encoding="utf-8")
    outcome = run("merges", "--rules", str(tmp_path / "rules.txt"), index=place)
    assert outcome.code == 2
    assert "line 1: cannot read 'A'" in outcome.err
    outcome = run("merges", "--rules", str(tmp_path / "none.txt"), index=place)
    assert outcome.code == 2
    assert "No such file" in outcome.err
    assert run("merges", "--rules", "x", "--show-rules", index=place).code == 2
