"""Wrapping, styles and progress, apart from any index."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TextIO

import pytest
from hypothesis import given, strategies as st

from leadersearch import (
    Article,
    IngestReport,
    MergedArticle,
    PartialDate,
    Problem,
    Progress,
    Source,
)
from leadersearch.cli.output.article_text import render_article
from leadersearch.cli.output.data import article_json
from leadersearch.cli.output.marks import painted
from leadersearch.cli.output.report import render_report
from leadersearch.cli.progress import ProgressLine, copy_text, progress_text
from leadersearch.cli.stats import readable_size
from leadersearch.cli.terminal import PLAIN, OutputStyle, style_for
from leadersearch.cli.wrapping import line_spans, wrapped
from leadersearch.collection.copying import CopyProgress
from leadersearch.results.snippets import Span
from leadersearch.wrapping import columns

TEXT = st.text(st.sampled_from("ab éł学習\u0301 "), max_size=80)


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


class TestWrapping:
    @given(TEXT, st.integers(2, 30))
    def test_no_line_is_wider_than_asked_and_nothing_but_blanks_is_lost(
        self, text: str, width: int
    ) -> None:
        lines = [text[start:end] for start, end in line_spans(text, width)]

        if columns(text) > width:
            assert all(columns(line.strip()) <= width for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())

    def test_width_0_is_one_line(self) -> None:
        assert wrapped("a " * 500, 0) == ("a " * 500).strip()

    @given(st.lists(st.tuples(TEXT, st.booleans()), max_size=6), st.integers(12, 40))
    def test_painting_changes_no_letter(
        self, stretches: list[tuple[str, bool]], width: int
    ) -> None:
        spans = [Span(text=text, marked=marked) for text, marked in stretches]

        lines = painted(spans, OutputStyle(width=width), (), ("1",))

        together = "".join(text for text, _ in stretches)
        assert "".join("".join(lines).split()) == "".join(together.split())

    def test_a_mark_that_goes_over_the_end_of_a_line_goes_on_on_the_next(self) -> None:
        spans = [Span(text="aaaaaa bbbb", marked=True)]

        assert painted(spans, OutputStyle(colour=True, width=12), (), ("1",), "    ") == [
            "    \x1b[1maaaaaa\x1b[0m",
            "    \x1b[1mbbbb\x1b[0m",
        ]


class TestStyle:
    @pytest.mark.parametrize(
        ("stream", "color", "variables", "colour"),
        [
            (Terminal(), "auto", {"TERM": "xterm"}, True),
            (Terminal(), "auto", {"TERM": "dumb"}, False),
            (Terminal(), "auto", {"NO_COLOR": "1"}, False),
            (Terminal(), "auto", {"NO_COLOR": ""}, True),
            (Terminal(), "auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
            (Terminal(), "never", {"FORCE_COLOR": "1"}, False),
            (Terminal(), "always", {"NO_COLOR": "1"}, True),
            (io.StringIO(), "auto", {}, False),
            (io.StringIO(), "auto", {"FORCE_COLOR": "1"}, True),
            (io.StringIO(), "auto", {"FORCE_COLOR": "0"}, False),
            (io.StringIO(), "always", {}, True),
        ],
    )
    def test_colour(
        self, stream: TextIO, color: str, variables: dict[str, str], colour: bool
    ) -> None:
        assert style_for(stream, color, variables).colour is colour

    def test_only_a_terminal_has_a_width(self) -> None:
        assert style_for(io.StringIO()).width == 0
        assert style_for(Terminal()).width >= 20

    def test_plain_paints_nothing(self) -> None:
        assert PLAIN.paint("x", "1") == "x"


class TestProgress:
    HALF = Progress(
        path="/a/b.xml", bytes_done=50, bytes_total=100, files_done=1, files_total=2, articles=1200
    )

    def test_the_share_the_articles_and_the_time_to_go(self) -> None:
        assert progress_text(self.HALF, 90.0) == (
            "██████████░░░░░░░░░░  50% · 1,200 articles · 1:30 to go · b.xml"
        )

    def test_the_speed_while_the_time_to_go_is_not_known(self) -> None:
        start = Progress("/a/b.xml", 0, 100, 0, 1, 600)

        assert progress_text(start, 2.0).endswith("0% · 600 articles · 300 a second · b.xml")

    def test_a_copy_tells_how_fast_it_is_and_how_long_it_takes(self) -> None:
        assert copy_text(CopyProgress(done=5_000, total=50_000_000, copied=20), 2.0) == (
            "░░░░░░░░░░░░░░░░░░░░   0% · 20 articles copied · 2,500 a second · 5:33:18 to go"
        )

    def test_it_is_shown_on_a_terminal_after_a_second(self) -> None:
        now = [0.0]
        stream = Terminal()
        line = ProgressLine(stream, OutputStyle(width=80), progress_text, clock=lambda: now[0])

        line.show(self.HALF)
        assert stream.getvalue() == ""

        now[0] = 1.5
        line.show(self.HALF)
        assert stream.getvalue().startswith("\r\x1b[K██████████")

        line.clear()
        assert stream.getvalue().endswith("\r\x1b[K")

    def test_it_is_not_shown_in_a_pipe(self) -> None:
        now = [0.0]
        stream = io.StringIO()
        line = ProgressLine(stream, PLAIN, progress_text, clock=lambda: now[0])
        now[0] = 5.0
        line.show(self.HALF)
        line.clear()

        assert stream.getvalue() == ""


class TestReport:
    def test_only_what_happened_is_said(self) -> None:
        report = IngestReport(added=1200, files_read=3, files_ignored=1)

        assert render_report(report, 1200, 61.2, "never") == (
            "articles  1,200 added\n"
            "files     3 read, 1 of other kinds\n"
            "The index holds 1,200 articles. 1 min 1 s."
        )

    def test_many_notes_are_summed_up(self) -> None:
        notes = tuple(Problem(f"{n}.txt", "guessed") for n in range(9))
        report = IngestReport(files_read=9, notes=(*notes, notes[0]), duplicates=2)

        text = render_report(report, 0, 1.0, "never")

        assert "note: 0.txt: guessed (2 times)\n" in text
        assert "note: 4 more (--format json lists all)\n" in text
        assert "2 articles found in more than one place, kept once" in text

    def test_merged_articles_are_named_if_asked_for(self) -> None:
        merged = MergedArticle("1a", "Kind rounds", (Source("/a.bib"), Source("/b.ris", 7)))
        report = IngestReport(added=1, duplicates=1, files_read=2, merged=(merged,))

        line = "merged: Kind rounds (1a): /a.bib, /b.ris#7\n"
        assert line in render_report(report, 1, 1.0, "never", is_verbose=True)
        assert line not in render_report(report, 1, 1.0, "never")


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_500, "1.5 kB"), (186_836, "187 kB"), (10**9, "1.0 GB")],
)
def test_sizes_are_readable(size: int, text: str) -> None:
    assert readable_size(size) == text


def test_an_article_of_several_sources_names_them_all() -> None:
    records = [Article(title="Kind rounds", source=Source(path)) for path in ("/b.ris", "/a.bib")]
    article = replace(records[0], records=tuple(records))

    assert "\nsource   /b.ris\nalso in  /a.bib\n" in render_article(article, PLAIN)
    sources = json.loads(article_json(article, PLAIN))["article"]["sources"]
    assert sources == [
        {"path": "/b.ris", "position": 1, "member": ""},
        {"path": "/a.bib", "position": 1, "member": ""},
    ]


def test_an_article_is_shown_with_its_place_in_the_journal() -> None:
    extra = {"volume": ("5",), "issue": ("3",), "pages": ("117-121",)}
    article = Article(title="Editorial", venue="Care", date=PartialDate(2021), extra=extra)

    shown = "venue   Care\nvolume  5\nissue   3\npages   117-121\ndate    2021\n"
    assert shown in render_article(article, PLAIN)
    written = json.loads(article_json(article, PLAIN))["article"]
    assert [written[name] for name in ("volume", "issue", "pages")] == ["5", "3", "117-121"]
    empty = json.loads(article_json(Article(title="Editorial"), PLAIN))["article"]
    assert [empty[name] for name in ("volume", "issue", "pages")] == ["", "", ""]
