"""The output of show, related, stats, check and browse, and of mistyped commands."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import leadersearch
from cli.conftest import Run
from cli.seed import AHP


@pytest.fixture
def ahp_id(run: Run) -> str:
    return run("query", "AHP", "--ids").out.strip()


class TestShow:
    def test_it_shows_the_whole_article(self, run: Run, ahp_id: str) -> None:
        lines = run("show", ahp_id).out.split("\n")

        assert lines[:2] == [AHP, "Sarah Cooper, Louise Wheeler"]
        assert "The last five years have seen" in lines[3]
        assert f"id      {ahp_id}" in lines

    def test_the_beginning_of_an_id_will_do(self, run: Run, ahp_id: str) -> None:
        assert run("show", ahp_id[:8]).out == run("show", ahp_id).out

    def test_an_unknown_id_is_an_error(self, run: Run) -> None:
        outcome = run("show", "nope")

        assert outcome.code == 2
        assert outcome.err.startswith("leadersearch: no article has the id 'nope'")

    def test_an_article_as_markdown(self, run: Run, ahp_id: str) -> None:
        out = run("show", ahp_id, "--format", "markdown").out

        assert out.startswith(f"# {AHP}\n\n*Sarah Cooper, Louise Wheeler*\n\nThe Allied")

    @pytest.mark.parametrize(
        ("style", "beginning"),
        [
            ("json", '{\n  "schema": "leadersearch/1",\n  "kind": "article"'),
            ("jsonl", '{"schema": "leadersearch/1", "kind": "article"'),
            ("csv", "id,title,"),
            ("bibtex", "@misc{cooperleadership-"),
            ("ris", "TY  - GEN"),
            ("vancouver", "1. Cooper S, Wheeler L. Leadership for Impact"),
        ],
    )
    def test_other_formats(self, run: Run, ahp_id: str, style: str, beginning: str) -> None:
        assert run("show", ahp_id, "--format", style).out.startswith(beginning)


class TestAcronyms:
    def test_they_are_listed_with_their_words(self, run: Run) -> None:
        outcome = run("acronyms")

        assert (outcome.code, outcome.out) == (0, "AHP  Allied Health Professions  1 article\n")

    def test_as_a_table(self, run: Run) -> None:
        table = run("acronyms", "ah", "--format", "csv").out

        assert table == "short,long,articles\nAHP,Allied Health Professions,1\n"

    def test_none_that_begins_so(self, run: Run) -> None:
        outcome = run("acronyms", "zz")

        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err == "No such acronyms found.\n"

    def test_the_words_of_an_acronym_find_its_article_first(self, run: Run) -> None:
        for query in ("AHP", "allied health professionals", "Allied Health Professions"):
            lines = run("query", query).out.split("\n")
            assert next(line for line in lines if line.startswith("1  ")) == f"1  {AHP}"

    def test_it_is_said_and_can_be_switched_off(self, run: Run) -> None:
        assert "AHP was also read as Allied Health Professions" in run("query", "AHP").err
        assert run("query", "AHP", "--no-acronyms").err == ""


class TestAuthorRules:
    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
    def test_a_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for(
        self, run: Run, tmp_path: Path
    ) -> None:
        os.mkfifo(tmp_path / "rules")

        outcome = run("authors", "--rules", str(tmp_path / "rules"))

        assert outcome.code == 2
        assert "not a file but a pipe or a device" in outcome.err


class TestRelated:
    def test_it_finds_articles_like_one_and_not_the_article_itself(
        self, run: Run, ahp_id: str
    ) -> None:
        outcome = run("related", ahp_id)

        assert outcome.code == 0
        assert outcome.out.startswith(f"Articles like: {AHP}\n")
        hits = json.loads(run("related", ahp_id, "--format", "json").out)["hits"]
        assert hits
        assert ahp_id not in [hit["article"]["id"] for hit in hits]

    def test_the_limit_is_kept(self, run: Run, ahp_id: str) -> None:
        assert run("related", ahp_id, "-n", "1", "--format", "jsonl").out.count("\n") == 1


class TestStats:
    def test_figures(self, run: Run) -> None:
        out = run("stats").out

        assert "articles     10\n" in out
        assert "language     english\n" in out

    def test_figures_as_json(self, run: Run, built_index: Path) -> None:
        found = json.loads(run("stats", "--format", "json").out)

        assert (found["kind"], found["articles"], found["index"]) == (
            "statistics",
            10,
            str(built_index),
        )


class TestCheck:
    def test_a_whole_index_is_fine(self, run: Run) -> None:
        outcome = run("check")

        assert (outcome.code, outcome.out) == (0, "Index OK (10 articles checked).\n")
        assert json.loads(run("check", "--format", "json").out)["problems"] == []

    def test_fix_leaves_a_whole_index_whole(
        self, run: Run, tmp_path: Path, built_index: Path
    ) -> None:
        place = tmp_path / "index"
        with leadersearch.open_index(place, create=True) as index:
            index.add(leadersearch.Article(title="Kindness"))

        assert run("check", "--fix", index=place).code == 0
        assert run("query", "kindness", "--count", index=place).out == "1\n"

    def test_fix_clears_away_what_an_interrupted_run_left(self, run: Run, tmp_path: Path) -> None:
        place = tmp_path / "index"
        with leadersearch.open_index(place, create=True) as index:
            index.add(leadersearch.Article(title="Kindness"))
        (segment,) = place.glob("MAIN_*.*")
        orphan = segment.with_name("MAIN_0123456789abcdef" + segment.suffix)
        orphan.write_bytes(b"x" * 50_000)

        err = run("check", "--fix", index=place).err

        assert not orphan.exists()
        assert "Deleted" in err

    def test_a_damaged_index_is_told(self, run: Run, tmp_path: Path) -> None:
        place = tmp_path / "index"
        with leadersearch.open_index(place, create=True) as index:
            index.add([leadersearch.Article(title=f"Kindness {n}") for n in range(200)])
        for path in place.iterdir():
            if path.stat().st_size > 2000:
                data = bytearray(path.read_bytes())
                data[len(data) // 2] ^= 0xFF
                data[len(data) // 3] ^= 0xFF
                path.write_bytes(bytes(data))

        outcome = run("check", index=place)

        assert outcome.code == 2
        assert outcome.err.startswith("leadersearch: ")
        assert "Traceback" not in outcome.err

    def test_an_index_that_is_opened_as_it_was_before_says_so(
        self, run: Run, tmp_path: Path
    ) -> None:
        place = tmp_path / "index"
        with leadersearch.open_index(place, create=True) as index:
            index.add(leadersearch.Article(title="Kindness"))
            index.add(leadersearch.Article(title="Ethics"))
        newest = max(place.glob("*.toc"))
        newest.write_bytes(newest.read_bytes()[:-1])

        found = run("query", "kindness", "--count", index=place)
        checked = run("check", index=place)

        assert (found.code, found.out) == (0, "1\n")
        assert found.err.startswith(f"leadersearch: the table of contents {newest.name} is damaged")
        assert (checked.code, checked.err) == (2, found.err)
        assert run("check", "--fix", index=place).code == 2
        assert (run("check", index=place).code, run("stats", index=place).err) == (0, "")


class TestBrowse:
    def test_the_browser_gets_the_index_and_the_query(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, built_index: Path
    ) -> None:
        called: list[tuple[object, ...]] = []
        from leadersearch import tui

        def browsed(*given: object, **more: object) -> int:
            called.append((*given, more))
            return 0

        monkeypatch.setattr(tui, "browse", browsed)
        monkeypatch.setattr(tui, "serve", browsed)
        monkeypatch.setattr("leadersearch.cli.browse.has_terminal", lambda: True)

        assert run("browse", "NHS", "-kindness").code == 0
        assert run("browse", "--web", "--port", "80").code == 0
        assert called == [
            (str(built_index), "NHS -kindness", {}),
            (str(built_index), "", {"host": "127.0.0.1", "port": 80}),
        ]

    def test_without_a_terminal_it_says_what_to_run(self, run: Run) -> None:
        outcome = run("browse", "medical ethics")

        assert outcome.code == 2
        assert "leadersearch query 'medical ethics'" in outcome.err


class TestFirstMinute:
    def test_a_missing_index_names_the_command_that_makes_it(self, run: Run) -> None:
        outcome = run("query", "kindness", index=None)

        assert outcome.code == 2
        assert outcome.err.startswith("leadersearch: there is no index in index yet.")
        assert "  leadersearch index FOLDER\n" in outcome.err

    def test_with_a_corpus_beside_it_the_very_command_is_offered(
        self, run: Run, tmp_path: Path
    ) -> None:
        (tmp_path / "corpus").mkdir()

        assert "  leadersearch index corpus/\n" in run("query", "kindness", index=None).err
        assert f"  leadersearch index {tmp_path}/corpus/ --index {tmp_path}/mine\n" in (
            run("stats", "--index", f"{tmp_path}/mine", index=None).err
        )

    def test_an_empty_index_says_how_to_fill_it(self, run: Run, tmp_path: Path) -> None:
        leadersearch.open_index(tmp_path / "index", create=True).close()

        outcome = run("query", "kindness", index=None)

        assert outcome.code == 1
        assert outcome.err == "The index is empty. Fill it: leadersearch index FOLDER\n"

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (["query", "x", "--limt", "3"], "unknown option --limt: did you mean --limit?"),
            (["query", "x", "--json"], "unknown option --json: did you mean --format json?"),
            (["query", "x", "--order", "newest"], "did you mean --sort?"),
            (["query", "x", "--frobnicate"], "unknown option --frobnicate\n"),
            (["show", "--json", "x"], "did you mean --format json?"),
            (["qeury", "x"], "unknown command qeury. Did you mean:\n  leadersearch query x\n"),
            (["serach", "a b"], "Did you mean:\n  leadersearch query 'a b'\n"),
            (["kindness", "NHS"], "Did you mean:\n  leadersearch query kindness NHS\n"),
            (["query", "-n", "many"], "'many' is not a whole number, 0 or more."),
            (["query", "--limit"], "option '--limit' requires an argument."),
            (["query", "--sort", "date"], "'date' is not one of relevance, newest, oldest, title."),
            (["show"], "missing argument 'ID'."),
            (["stats", "--color", "red"], "'red' is not one of auto, always, never."),
        ],
    )
    def test_a_wrong_command_line_is_one_line_and_where_to_look(
        self, run: Run, words: list[str], said: str
    ) -> None:
        outcome = run(*words)

        assert outcome.code == 2
        assert outcome.out == ""
        assert outcome.err.startswith("leadersearch: ")
        assert said in outcome.err
        assert "\nSee: leadersearch" in outcome.err
