"""`leadersearch index` reads what is there, names what it cannot read, and reports."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cli.conftest import Run
from leadersearch.cli.index import MOST_ALIKE

ONE = '{"title": "Kindness at work", "authors": ["Zain Memon"], "date": "2024-05-17"}\n'


@pytest.fixture
def here(run: Run) -> Run:
    """Run in an empty folder, with the index in the usual place."""
    return lambda *words, **more: run(*words, index=None, **more)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_folder_corpus_is_read_where_no_path_is_given(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)

    outcome = here("index")

    assert outcome.code == 0
    assert outcome.out.startswith("articles  1 added\nfiles     1 read\n")
    assert "The index holds 1 article." in outcome.out
    assert here("query", "--count").out == "1\n"


def test_without_path_and_corpus_it_says_what_to_do(here: Run) -> None:
    outcome = here("index")

    assert outcome.code == 2
    assert "leadersearch index FOLDER" in outcome.err


def test_a_second_run_reads_nothing_again(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)
    here("index")

    outcome = here("index")

    assert outcome.code == 0
    assert outcome.out.startswith("articles  1 unchanged\nfiles     1 unchanged\n")


def test_what_vanished_is_removed(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)
    write(tmp_path / "corpus" / "two.jsonl", ONE.replace("Kindness", "Courage"))
    here("index")
    (tmp_path / "corpus" / "one.jsonl").unlink()

    outcome = here("index")

    assert outcome.code == 0
    assert outcome.out.startswith("articles  1 removed, 1 unchanged\n")


@pytest.mark.parametrize("is_there", [True, False])
def test_a_place_where_all_has_vanished_is_an_error_that_changes_nothing(
    here: Run, tmp_path: Path, *, is_there: bool
) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)
    here("index", "corpus")
    (tmp_path / "corpus").rename(tmp_path / "away")
    if is_there:
        (tmp_path / "corpus").mkdir()

    outcome = here("index", "corpus")

    assert outcome.code == 2
    assert outcome.out == ""
    assert f"{tmp_path / 'corpus'}: its only indexed file is missing" in outcome.err
    assert "--prune" in outcome.err
    assert here("query", "--count").out == "1\n"
    assert here("index", "corpus", "--prune").out.startswith("articles  1 removed\n")


@pytest.mark.parametrize("options", [[], ["--quiet"], ["--format", "json"]])
def test_links_out_of_the_paths_are_named_and_passed_over(
    here: Run, tmp_path: Path, options: list[str]
) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)
    write(tmp_path / "secret.txt", "root:x:0:0:root")
    (tmp_path / "corpus" / "link.txt").symlink_to(tmp_path / "secret.txt")

    outcome = here("index", *options)

    assert outcome.code == 0
    assert "link.txt: a link to" in outcome.err
    assert "--follow-links" in outcome.err
    assert here("query", "--count").out == "1\n"
    assert here("index", "--follow-links").err == ""
    assert here("query", "--count").out == "2\n"


def test_many_links_are_named_in_json_alone(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)
    write(tmp_path / "secret.txt", "root:x:0:0:root")
    for number in range(9):
        (tmp_path / "corpus" / f"{number}.txt").symlink_to(tmp_path / "secret.txt")

    outcome = here("index", "--format", "json")

    assert outcome.err.count("a link to") == 5
    assert "4 more links skipped" in outcome.err
    assert len(json.loads(outcome.out)["passed_over"]) == 9


def test_the_index_folder_is_not_read(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "one.jsonl", ONE)
    write(tmp_path / "index" / "README.md", "# The index lives here\n")

    assert here("index", ".").out.startswith("articles  1 added\n")


def test_a_bad_file_is_named_on_stderr_and_the_rest_is_indexed(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "bad.json", '{"title": ')
    write(tmp_path / "corpus" / "one.jsonl", ONE)

    outcome = here("index")

    assert outcome.code == 0
    assert outcome.err.startswith("leadersearch: ")
    assert "bad.json: " in outcome.err
    assert "1 failed" in outcome.out


def test_it_fails_when_nothing_could_be_read(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "bad.json", '{"title": ')

    assert here("index").code == 2


def test_of_very_many_failures_of_one_reason_some_are_named(here: Run, tmp_path: Path) -> None:
    for number in range(MOST_ALIKE + 5):
        write(tmp_path / "corpus" / f"{number}.pdf", "")

    some, each = here("index").err, here("index", "--verbose").err

    assert (some.count(".pdf: "), each.count(".pdf: ")) == (MOST_ALIKE, MOST_ALIKE + 5)
    assert "5 more files (--verbose names them): the file is empty" in some


def test_an_empty_folder_is_answered_with_the_kinds_of_files_that_can_be_read(
    here: Run, tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()

    outcome = here("index")

    assert outcome.code == 2
    assert "no file to read in corpus. Supported file types: " in outcome.err
    assert " .md " in outcome.err


def test_a_path_that_does_not_exist_is_an_error_and_makes_no_index(
    here: Run, tmp_path: Path
) -> None:
    outcome = here("index", "nowhere")

    assert (outcome.code, outcome.err) == (2, "leadersearch: there is no file or folder nowhere\n")
    assert not (tmp_path / "index").exists()


def test_rebuild_starts_from_nothing(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.jsonl", ONE)
    write(tmp_path / "b" / "two.jsonl", ONE.replace("Kindness", "Courage"))
    here("index", "a")

    here("index", "--rebuild", "b")

    assert here("query", "--format", "csv").out.count("\n") == 2


def test_the_language_of_an_index_is_its_own(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)
    here("index", "--language", "german")

    assert "german" in here("stats").out
    outcome = here("index", "--language", "french")
    assert outcome.code == 2
    assert "--rebuild" in outcome.err


def test_an_unknown_language_names_the_known_ones(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)

    assert "english" in here("index", "--language", "klingon").err


class TestStandardInput:
    def test_articles_are_read_from_it(self, here: Run) -> None:
        outcome = here("index", "-", stdin=ONE)

        assert outcome.code == 0
        assert outcome.out.startswith("articles  1 added\n")

    def test_the_format_can_be_named(self, here: Run) -> None:
        outcome = here("index", "-", "--reader", "csv", stdin="title,author\nKindness,Zain Memon\n")

        assert outcome.code == 0
        assert here("query", "author:memon", "--count").out == "1\n"

    def test_a_reader_is_for_standard_input_alone(self, here: Run, tmp_path: Path) -> None:
        (tmp_path / "corpus").mkdir()

        assert here("index", "corpus", "--reader", "csv").code == 2

    def test_an_unknown_reader_is_an_error(self, here: Run) -> None:
        assert here("index", "-", "--reader", "fax", stdin=ONE).code == 2

    def test_it_goes_alone(self, here: Run) -> None:
        assert "cannot be combined" in here("index", "-", "corpus").err
        for option in ("--prune", "--follow-links"):
            assert f"{option} is for files and folders" in here("index", "-", option).err

    def test_nothing_in_it_is_an_error(self, here: Run) -> None:
        assert here("index", "-", stdin="").code == 2


def test_quiet_says_nothing_when_all_is_well(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)
    outcome = here("index", "--quiet")

    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


def test_the_report_can_be_json(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)

    report = json.loads(here("index", "--format", "json").out)

    assert (report["kind"], report["added"], report["failed"]) == ("report", 1, [])


def test_the_name_of_a_file_cannot_reach_the_terminal_as_a_command(
    here: Run, tmp_path: Path
) -> None:
    write(tmp_path / "corpus" / "bad\x1b[31m\x9b\u202e\nleadersearch: all is well.json", "{")
    (tmp_path / "corpus" / "\x1b]0;title\x07.md").symlink_to(tmp_path)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/corpus/caf\xe9.json")).write_text("{")

    for options in ([], ["--format", "json"]):
        outcome = here("index", *options)
        assert set("\x1b\x07\x9b\u202e").isdisjoint(outcome.err + outcome.out)
        assert "\nleadersearch: all is well" not in outcome.err
        assert "caf\ufffd.json" in outcome.err


def test_the_processes_that_read_are_a_number(here: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Kindness\n\nText.\n")
    assert here("index", "a.md", "--jobs", "2").code == 0
    failed = here("index", "a.md", "-j", "two")
    assert failed.code == 2
    assert "'two' is not a whole number" in failed.err


def test_a_dry_run_makes_no_index(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.jsonl").write_text('{"title": "Kind rounds"}\n', encoding="utf-8")
    for words in (("--verbose",), ("--rebuild", "--verbose")):
        outcome = run("index", "--dry-run", *words, index=None)
        assert outcome.code == 0
        assert "added: Kind rounds (" in outcome.out
        assert "A dry run: nothing was changed" in outcome.out
        assert [path.name for path in tmp_path.iterdir()] == ["corpus"]


def test_files_are_left_out_counted_and_named(here: Run, tmp_path: Path) -> None:
    write(tmp_path / "corpus" / "one.jsonl", ONE)
    write(tmp_path / "corpus" / "two.md", "# Two\n\nText.\n")
    outcome = here("index", "--exclude", "*.md", "--exclude", "x", "--verbose")
    assert "1 left out" in outcome.out
    assert f"left out: {tmp_path / 'corpus' / 'two.md'}" in outcome.out
    report = json.loads(here("index", "--include", "*.md", "--format", "json").out)
    assert (report["added"], report["removed"], report["files_left_out"]) == (1, 1, 1)
    assert report["left_out"] == [str(tmp_path / "corpus" / "one.jsonl")]
    outcome = here("index", "--exclude", "*")
    assert "are left out" in here("index", "--exclude", "*").err
    assert here("index", "-", "--exclude", "*").code == 2
