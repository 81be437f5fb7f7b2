"""`leadersearch copy`: from folder to folder, with a report, and never into itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import leadersearch
from cli.conftest import Run


def test_a_copy_is_reported_and_can_be_searched(run: Run, built_index: Path) -> None:
    outcome = run("copy", str(built_index), "other")

    assert outcome.code == 0
    assert outcome.out.startswith("Copied 10 articles.\nThe index holds 10 articles.")
    ids = ("query", "AHP", "--ids")
    assert run(*ids, index="other").out == run(*ids).out != ""


def test_a_second_copy_finds_all_there(run: Run, built_index: Path) -> None:
    run("copy", str(built_index), "other")
    again = json.loads(run("copy", str(built_index), "other", "--format", "json").out)

    assert (again["copied"], again["unchanged"], again["articles"]) == (0, 10, 10)


def test_a_rebuild_leaves_nothing_else(run: Run, built_index: Path, tmp_path: Path) -> None:
    with leadersearch.open_index(tmp_path / "other", create=True) as other:
        other.add(leadersearch.Article(title="Another"))
    run("copy", "--rebuild", str(built_index), "other")

    with leadersearch.open_index(tmp_path / "other") as other:
        assert len(other) == 10


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["copy", "SOURCE", "SOURCE"], "cannot be copied into itself"),
        (["copy", "SOURCE", "SOURCE/."], "cannot be copied into itself"),
        (["copy", "nowhere", "other"], "there is no index in nowhere"),
        (["copy", "SOURCE", "other", "--share", "6/5"], "a share is written as 2/5"),
        (
            ["copy", "SOURCE", "other", "--share", "1/2", "--rebuild"],
            "--rebuild is for a whole copy",
        ),
        (["copy", "SOURCE", "nothing://other"], "unknown address nothing://other"),
    ],
)
def test_a_copy_that_makes_no_sense_is_refused(
    run: Run, built_index: Path, words: list[str], said: str
) -> None:
    outcome = run(*[word.replace("SOURCE", str(built_index)) for word in words])

    assert outcome.code == 2
    assert said in " ".join(outcome.err.split())


def test_shares_say_what_is_left_to_copy(run: Run, tmp_path: Path) -> None:
    with leadersearch.open_index(tmp_path / "source", create=True) as source:
        source.add([leadersearch.Article(title=f"Ward {number}") for number in range(20)])
        source.save_search("kind", "kindness")

    said = run("copy", "--share", "1/2", "source", "other").out
    assert "Not copied: searches (the same command without --share copies them)." in said
    run("copy", "--share", "2/2", "source", "other")
    assert run("copy", "source", "other").out.startswith("Copied 0 articles, 20 articles there")


def test_quiet_says_nothing(run: Run, built_index: Path) -> None:
    assert run("copy", "-q", str(built_index), "other").out == ""
