"""`leadersearch query` shows what was found, why, and what to do when nothing was."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from cli.conftest import Run
from leadersearch.cli.answering import query_text
from leadersearch.cli.command import unprotected
from leadersearch.cli.output.formats import PAGE_FORMATS


class TestText:
    def test_the_heading_tells_how_many_hold_all_words(self, run: Run) -> None:
        heading = run("query", "leadership", "AHP").out.split("\n")[0]

        assert heading.startswith("5 articles, 1 with all words · ")
        assert heading.endswith(" ms")

    def test_the_heading_counts_those_with_the_words_in_a_row(self, run: Run) -> None:
        out = run("query", "The erosion of medical ethics").out

        assert out.startswith("3 articles, 1 with these words in a row, 1 with all words · ")
        assert "these words in a row, in title · all 3 words" in out

    def test_hits_are_numbered_and_have_title_authors_snippet_reasons_and_id(
        self, run: Run
    ) -> None:
        lines = run("query", "author:Memon").out.split("\n")

        assert lines[2] == "1  If Community Care Matters, Why Do We Treat It as an Afterthought?"
        assert lines[3] == "   Zain Memon"
        assert lines[4].startswith("   Ubuntu – “I am because we are”.")
        assert lines[5].startswith("   author match: Zain Memon  ")

    def test_a_line_parts_the_articles_with_some_of_the_words(self, run: Run) -> None:
        blocks = run("query", "leadership", "AHP").out.split("\n\n")

        assert blocks[1].startswith("1  Leadership for Impact")
        assert blocks[2] == "— some of your words —"
        assert [block[0] for block in blocks[3:]] == ["2", "3", "4", "5"]

    def test_no_line_parts_them_where_all_hold_all_words(self, run: Run) -> None:
        assert "some of your words" not in run("query", "leadership").out

    def test_without_a_terminal_there_is_no_colour_and_a_snippet_is_one_line(
        self, run: Run
    ) -> None:
        out = run("query", "kindness").out

        assert "\x1b" not in out
        assert max(map(len, out.split("\n"))) > 150

    def test_an_article_without_title_says_so(self, run: Run) -> None:
        assert "1  (untitled)\n" in run("query", "NICE", "-AHP", "-global").out

    def test_words_are_shown_in_the_forms_in_which_they_were_found(self, run: Run) -> None:
        assert "consult*" in run("query", "consult*").out


class TestColour:
    def test_matches_are_bold_and_underlined_and_not_only_coloured(self, run: Run) -> None:
        out = run("query", "kindness", "--color", "always").out

        assert "\x1b[1;4;33mKindness\x1b[0m" in out

    def test_it_can_be_switched_off(self, run: Run) -> None:
        assert "\x1b" not in run("query", "kindness", "--color", "never").out


class TestControls:
    ARTICLE = (
        '{"title": "Red \\u001b[31malert\\u009b2J [bold]x[/bold]", "body": "\\u0007 a\\u202e"}'
    )

    @pytest.mark.parametrize("style", [*PAGE_FORMATS])
    def test_no_control_in_an_article_reaches_the_terminal(self, run: Run, style: str) -> None:
        run("index", "-", stdin=self.ARTICLE, index=None)

        out = run("query", "red", "--format", style, index=None).out

        assert "Red" in out
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", out)

    def test_nothing_is_read_as_markup(self, run: Run) -> None:
        run("index", "-", stdin=self.ARTICLE, index=None)

        assert "[bold]x[/bold]" in run("query", "red", index=None).out


class TestQueryText:
    def test_a_word_with_a_dash_excludes(self, run: Run) -> None:
        out = run("query", "NHS", "-kindness").out

        assert "Lessons without boarders" in out
        assert "Kindness and inclusion" not in out

    def test_a_query_may_begin_with_a_dash(self, run: Run) -> None:
        assert "Kindness" not in run("query", "-kindness", "NHS").out

    def test_a_dashed_word_that_begins_like_a_short_option_is_a_word(self, run: Run) -> None:
        assert run("query", "-nhs", "leadership").code == 0

    def test_a_short_option_with_its_number_attached_is_an_option(self, run: Run) -> None:
        assert run("query", "leadership", "-n2", "--ids").out.count("\n") == 2

    def test_what_follows_two_dashes_is_all_query(self, run: Run) -> None:
        assert run("query", "--count", "--", "-kindness", "NHS").out == "2\n"

    def test_the_value_of_an_option_may_begin_with_a_dash(self, run: Run) -> None:
        assert "-memon" in run("query", "--author", "-memonx").err

    def test_no_words_list_all_articles(self, run: Run) -> None:
        assert run("query", "--count").out == "10\n"

    @pytest.mark.parametrize(
        ("words", "text"),
        [
            (["medical ethics"], "medical ethics"),
            (['"medical ethics"'], '"medical ethics"'),
            (["kindness", "medical ethics"], 'kindness "medical ethics"'),
            (["NHS", "author:Jane Dacre"], 'NHS author:"Jane Dacre"'),
            (["NHS", "-Jane Dacre"], 'NHS -"Jane Dacre"'),
            (["NHS", "title:(a OR b)"], "NHS title:(a OR b)"),
            (["NHS", "a OR b"], "NHS a OR b"),
            (["NHS", "a* b"], "NHS a* b"),
            ([], ""),
        ],
    )
    def test_quotes_that_the_shell_took_away_are_put_back(
        self, words: list[str], text: str
    ) -> None:
        assert query_text(words) == text

    def test_protected_words_come_back_as_they_were(self) -> None:
        assert unprotected(["\0-kindness", "NHS"]) == ["-kindness", "NHS"]
        assert unprotected(None) == []


class TestNothingFound:
    def test_it_exits_with_1_and_writes_nothing_to_stdout(self, run: Run) -> None:
        outcome = run("query", "zebra")

        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err.startswith("No articles found.\nzebra is in no article.")

    def test_another_spelling_is_answered_with_a_command_and_how_much_it_finds(
        self, run: Run, built_index: Path
    ) -> None:
        err = run("query", "=misinformaton").err

        assert "misinformaton is in no article.\nTry:\n  leadersearch query =misinformation" in err
        assert "  1 article, misinformation instead of misinformaton" in err

    def test_a_misspelling_is_corrected_and_said_on_stderr(self, run: Run) -> None:
        outcome = run("query", "misinformaton")

        assert outcome.code == 0
        assert outcome.err == (
            "results for misinformation; search for misinformaton only: =misinformaton\n"
        )

    def test_the_command_names_the_index_unless_it_is_the_usual_one(
        self, run: Run, built_index: Path
    ) -> None:
        err = run("query", "=misinformaton", "--index", str(built_index)).err

        assert f"leadersearch query =misinformation --index {built_index}" in err

    def test_all_missing_words_are_named(self, run: Run) -> None:
        assert "nsh, qqqqq are in no article." in run("query", "NSH", "qqqqq").err


class TestDiagnostics:
    def test_a_caret_stands_under_what_was_not_understood(self, run: Run) -> None:
        outcome = run("query", "NHS", "auther:memon")

        assert outcome.err.startswith(
            "NHS auther:memon\n    ^^^^^^\nunknown field 'auther': did you mean 'author'?"
        )
        assert "\ntry: NHS author:memon\n" in outcome.err

    def test_the_mended_query_is_said_once(self, run: Run) -> None:
        assert run("query", "(auther:x tilte:y").err.count("\ntry: ") == 1


class TestPaging:
    def test_the_command_for_the_rest_is_said(self, run: Run) -> None:
        err = run("query", "leadership", "-n", "2", "--sort", "title").err

        assert err.startswith(
            "3 more: leadersearch query leadership --sort title --limit 2 --offset 2"
        )

    def test_ranks_go_on_on_the_next_page(self, run: Run) -> None:
        out = run("query", "leadership", "-n", "2", "--offset", "2").out

        assert "5 articles · 3–4 shown · " in out
        assert "\n3  " in out

    def test_a_page_beyond_the_last_hit_is_empty_and_exits_with_1(self, run: Run) -> None:
        assert run("query", "leadership", "--offset", "99").code == 1


class TestFilters:
    @pytest.mark.parametrize("typed", ["Zain Memon", "memon", "zain memon", "ZAIN"])
    def test_a_value_is_found_by_its_words(self, run: Run, typed: str) -> None:
        assert run("query", "--author", typed, "--count").out == "1\n"

    def test_several_values_are_alternatives(self, run: Run) -> None:
        assert run("query", "--author", "memon", "--author", "ruani", "--count").out == "2\n"

    def test_accents_need_not_be_typed(self, run: Run) -> None:
        assert run("query", "--author", "diaz-baez", "--count").out == "1\n"

    def test_a_value_that_no_article_has_is_an_error_that_names_one_like_it(self, run: Run) -> None:
        outcome = run("query", "--author", "memno", "--count")

        assert outcome.code == 2
        assert outcome.err == (
            "leadersearch: no article has the author 'memno': did you mean Zain Memon?\n"
        )

    def test_a_filter_that_nothing_has_says_so(self, run: Run) -> None:
        assert "no article has a tag" in run("query", "--tag", "x").err

    def test_facets_are_counted(self, run: Run) -> None:
        assert "author  Anna Baverstock (1)  " in run("query", "kindness", "--facets").out


class TestOtherOutput:
    def test_count(self, run: Run) -> None:
        assert (
            run("query", "leadership", "--count").out,
            run("query", "zebra", "--count").out,
        ) == (
            "5\n",
            "0\n",
        )

    def test_ids_are_whole_and_one_a_line(self, run: Run) -> None:
        ids = run("query", "leadership", "--ids").out.split()

        assert len(ids) == 5
        assert all(run("show", article_id).code == 0 for article_id in ids)

    def test_ids_and_count_exclude_each_other(self, run: Run) -> None:
        assert run("query", "x", "--ids", "--count").code == 2

    def test_json_is_valid_when_nothing_was_found(self, run: Run) -> None:
        outcome = run("query", "zebra", "--format", "json")

        assert outcome.code == 1
        assert json.loads(outcome.out)["hits"] == []

    def test_jsonl_has_a_line_for_each_hit_and_none_where_nothing_was_found(self, run: Run) -> None:
        lines = run("query", "leadership", "--format", "jsonl").out.splitlines()

        assert [json.loads(line)["rank"] for line in lines] == [1, 2, 3, 4, 5]
        assert run("query", "zebra", "--format", "jsonl").out == ""

    def test_csv_always_has_its_header(self, run: Run) -> None:
        rows = list(csv.DictReader(io.StringIO(run("query", "dacre", "-f", "csv").out)))

        assert rows[0]["authors"] == "Hui Meng Er; Siti Suriani Abd Razak; Dame Jane Dacre"
        assert run("query", "zebra", "-f", "csv").out.startswith("id,title,authors,")

    @pytest.mark.parametrize(
        ("style", "beginning"),
        [
            ("bibtex", "@misc{memoncommunity-"),
            ("ris", "TY  - GEN\nAU  - Memon, Zain\n"),
            ("csl", '[\n  {\n    "id": '),
            ("vancouver", "1. Memon Z. If Community"),
            ("apa", "Memon, Z. (n.d.). If Community"),
            ("markdown", "- If Community Care Matters"),
        ],
    )
    def test_citations(self, run: Run, style: str, beginning: str) -> None:
        assert run("query", "author:memon", "--format", style).out.startswith(beginning)

    def test_broaden_names_the_articles_that_others_are_like(self, run: Run) -> None:
        words = ("query", "kindness", "leadership", "ethics")
        plain, broad = run(*words, "--ids").out, run(*words, "--broaden", "--ids").out
        assert plain != broad
        assert sorted(plain.split()) == sorted(broad.split())
        assert "like: " in run(*words, "--broaden").out
        rows = run(*words, "--broaden", "--explain").out
        assert re.search(r"= 0\.\d\d x like: .+ \(score \d+\.\d{3}\)\n", rows)

    def test_the_next_page_of_a_broadened_answer_is_broadened(self, run: Run) -> None:
        assert "--broaden --offset 1" in run("query", "leadership", "-n", "1", "--broaden").err

    def test_another_order_than_relevance_cannot_be_broadened(self, run: Run) -> None:
        outcome = run("query", "kindness", "--broaden", "--sort", "newest")
        assert outcome.code == 2
        assert "sorted by newest it has no effect: leave out one of the two" in outcome.err

    def test_explain_tells_that_the_words_in_a_row_come_first(self, run: Run) -> None:
        line = "order: these words in a row, all words, some words\n"

        assert line in run("query", "erosion of medical ethics", "--explain").out
        assert (
            line not in run("query", "erosion of medical ethics", "--explain", "-s", "newest").out
        )
        assert line not in run("query", "erosion medical ethics", "--explain").out

    def test_explain_shows_the_canonical_query_and_scores(self, run: Run) -> None:
        out = run("query", "ethics[ti]", "--explain").out

        assert "\nread as: title:ethics\n" in out
        assert " · score " in out
