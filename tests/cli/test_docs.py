"""The reference is what the program says and does."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import ROOT, Run
from leadersearch.cli.app import app

DOCS = ROOT / "docs"
ROW = re.compile(r"\| `(\w+)` \| ([^|]+) \| ([^|]+) \|")


def sections() -> dict[str, set[str]]:
    """Object -> the keys that docs/json.md lists for it."""
    _, *parts = (DOCS / "json.md").read_text(encoding="utf-8").split("\n## ")
    return {part.split("\n")[0]: {match[1] for match in ROW.finditer(part)} for part in parts}


def test_the_reference_of_the_command_line_is_current() -> None:
    page = runpy.run_path(str(DOCS / "make_cli.py"))["page"]()

    assert (DOCS / "cli.md").read_text(encoding="utf-8") == page, "run: python docs/make_cli.py"


def test_every_command_is_in_it_with_examples() -> None:
    text = (DOCS / "cli.md").read_text(encoding="utf-8")

    for command in app.registered_commands:
        assert f"## leadersearch {command.name}\n" in text
        assert "Examples:" in (command.help or "")


@pytest.fixture
def objects(run: Run, built_index: Path, tmp_path: Any) -> dict[str, Any]:
    """One object of each kind as the program writes it."""

    def written(*words: str) -> Any:
        return json.loads(run(*words, "--format", "json").out)

    page = written("query", "leadership", "--facets")
    lacking = written("query", "auther:memno", "=misinformaton")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bad.json").write_text("{")
    for name, year in (("one", "2023"), ("two", "2023-05")):
        record = {"title": "Kind rounds on invented wards", "doi": "10.5555/k.1", "date": year}
        (tmp_path / "corpus" / f"{name}.json").write_text(json.dumps([record]))
    planned = json.loads(run("index", "--dry-run", "--format", "json", index=None).out)
    report = json.loads(run("index", "--format", "json", index=None).out)
    merges = json.loads(run("merges", "--format", "json", index=None).out)
    hit = page["hits"][0]
    return {
        "page": page,
        "hit": hit,
        "span": hit["title"][0],
        "reason": hit["reasons"][0],
        "count": page["facets"]["author"][0],
        "diagnostic": lacking["diagnostics"][0],
        "suggestion": lacking["suggestions"][0],
        "reading": written("query", "leadersh")["readings"][0],
        "article": written("show", hit["article"]["id"])["article"],
        "source": hit["article"]["source"],
        "statistics": written("stats"),
        "report": report,
        "problem": report["failed"][0],
        "planned change": planned["planned"][0],
        "merged article": report["merged"][0],
        "merge": merges["merges"][0],
        "sense": written("acronyms")["acronyms"][0],
        "check": written("check"),
        "copy": written("copy", str(built_index), str(tmp_path / "other")),
    }


def test_docs_list_exactly_the_keys_that_are_written(objects: dict[str, Any]) -> None:
    found = {
        name: set(value) - ({"schema", "kind"} if "schema" in value else set())
        for name, value in objects.items()
    }

    assert found == sections()


def test_objects_say_their_schema_and_kind(run: Run, objects: dict[str, Any]) -> None:
    line = json.loads(run("query", "leadership", "-n", "1", "--format", "jsonl").out)

    assert (line["schema"], line["kind"]) == ("leadersearch/1", "hit")
    for kind in ("page", "statistics", "report", "check", "copy"):
        assert (objects[kind]["schema"], objects[kind]["kind"]) == ("leadersearch/1", kind)
