"""`leadersearch authors`: lists people, and keeps the owner's rules."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import leadersearch
from cli.conftest import Run
from leadersearch import Article


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with leadersearch.open_index(tmp_path / "own", create=True) as index:
        for number, names in enumerate(
            [("John A. Smith",), ("Smith J", "=Evil()"), ("Jane Doe",), ("Jane Roe",)]
        ):
            index.add(Article(id=str(number), title="Kindness", authors=names))
    return tmp_path / "own"


def test_people_are_listed_with_their_articles_and_names(run: Run, place: Path) -> None:
    lines = run("authors", index=place).out.splitlines()
    assert lines[0] == "2  John A. Smith (Smith J)"
    assert "1  Jane Doe" in lines
    assert run("authors", "--limit", "1", index=place).out.splitlines() == lines[:1]


def test_a_prefix_selects(run: Run, place: Path) -> None:
    assert run("authors", "smi", index=place).out == "2  John A. Smith (Smith J)\n"
    assert run("authors", "jane", "d", index=place).out == "1  Jane Doe\n"
    outcome = run("authors", "zz", index=place)
    assert (outcome.code, outcome.out) == (1, "")
    assert "No such authors" in outcome.err


def test_json_and_csv(run: Run, place: Path) -> None:
    found = json.loads(run("authors", "--format", "json", index=place).out)
    assert found["kind"] == "authors"
    names = ["John A. Smith", "Smith J"]
    assert found["authors"][0] == {"name": names[0], "articles": 2, "names": names}
    rows = list(csv.reader(run("authors", "-f", "csv", index=place).out.splitlines()))
    assert rows[:2] == [["name", "articles", "names"], ["John A. Smith", "2", "; ".join(names)]]
    assert ["'=Evil()", "1", "'=Evil()"] in rows


def test_rules_are_kept_shown_and_replaced(run: Run, place: Path, tmp_path: Path) -> None:
    rules = tmp_path / "authors.txt"
    rules.write_text("# married\nJane Roe = Jane Doe\nJohn A. Smith != Smith J\n", encoding="utf-8")
    outcome = run("authors", "--rules", str(rules), index=place)
    assert (outcome.code, outcome.out) == (0, "")
    assert "Kept the rules" in outcome.err
    assert run("authors", "jane", index=place).out == "2  Jane Roe (Jane Doe)\n"
    assert run("authors", "smith", index=place).out == "1  John A. Smith\n1  Smith J\n"
    assert run("authors", "--show-rules", index=place).out == rules.read_text(encoding="utf-8")
    rules.write_text("", encoding="utf-8")
    run("authors", "--rules", str(rules), index=place)
    assert run("authors", "smith", index=place).out == "2  John A. Smith (Smith J)\n"


def test_rules_that_cannot_be_read_are_named(run: Run, place: Path, tmp_path: Path) -> None:
    rules = tmp_path / "authors.txt"
    rules.write_text("Jane Doe = Jane Roe\nJane\n", encoding="utf-8")
    outcome = run("authors", "--rules", str(rules), index=place)
    assert outcome.code == 2
    assert "authors.txt, line 2: cannot read 'Jane'; write NAME = NAME" in outcome.err
    assert run("authors", "--rules", "nowhere.txt", index=place).code == 2
    assert run("authors", "--rules", str(tmp_path), index=place).code == 2
    assert run("authors", "smith", "--show-rules", index=place).code == 2
    assert run("authors", "jane", index=place).out == "1  Jane Doe\n1  Jane Roe\n"


@pytest.mark.parametrize("name", ["John A. Smith", "Smith J", "smith, j", "John Smith", "smith"])
def test_the_filter_takes_any_form_of_a_name(run: Run, place: Path, name: str) -> None:
    assert run("query", "--author", name, "--count", index=place).out.strip() == "2"
