"""As a process the program behaves as others do: exit codes, pipes, signals, colour, speed."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

import leadersearch
from cli.conftest import ROOT, Run, environment, modules_after, process
from leadersearch.cli.signals import ending_in_order
from waiting import PATIENCE, wait_until

PROGRAM = [sys.executable, "-m", "leadersearch"]
STANDING_STILL = """
import sys, time
from pathlib import Path
from leadersearch.cli import main, progress
from leadersearch.collection import ingest
ingest.PORTION = 1
def show(line, now):
    line.last = now
    if now.files_committed == 2:
        Path("standing").touch()
        while True:
            time.sleep(0.01)
progress.ProgressLine.show = show
sys.exit(main())
"""
IN_A_FINALISER = """
import os, signal, sys, time
from leadersearch.cli import app, main, signals
signals._PAUSE *= {pause}
class Dropping:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):  # Ctrl-C is met between any two steps
            pass
def run(**_):
    Dropping()
    time.sleep(600)
app.app = run
sys.exit(main())
"""
HEAVY = ("nltk", "textual", "rich", "pydantic", "whoosh", "numpy", "leadersearch.index")


@pytest.fixture
def indexed(built_index: Path) -> dict[str, str]:
    return {"LEADERSEARCH_INDEX": str(built_index)}


def on_terminal(
    words: list[str], folder: Path, variables: Mapping[str, str], columns: int = 80
) -> str:
    """The output of a command line on a terminal of 24 lines."""
    import fcntl
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    known = {"TERM": "xterm", **variables}
    running = subprocess.Popen(
        [*PROGRAM, *words],
        cwd=folder,
        env=environment(known),
        stdout=slave,
        stderr=slave,
        stdin=slave,
    )
    os.close(slave)
    written = b""
    while True:
        ready, _, _ = select.select([master], [], [], PATIENCE)
        try:
            block = os.read(master, 65536) if ready else b""
        except OSError:  # EIO: the other side is closed
            block = b""
        if not block:
            break
        written += block
    running.wait(PATIENCE)
    os.close(master)
    return written.decode().replace("\r\n", "\n")


class TestExitCodes:
    def test_0_found_1_none_2_error(self, tmp_path: Path, indexed: dict[str, str]) -> None:
        assert process(["query", "kindness"], tmp_path, indexed).code == 0
        assert process(["query", "zebra"], tmp_path, indexed).code == 1
        assert process(["query", "--sort", "backwards"], tmp_path, indexed).code == 2
        assert process(["query", "kindness"], tmp_path).code == 2

    def test_without_a_command_the_help_is_shown(self, tmp_path: Path) -> None:
        outcome = process([], tmp_path)

        assert outcome.code == 0
        assert outcome.out.startswith("Usage: leadersearch ")

    def test_the_version(self, tmp_path: Path) -> None:
        assert re.fullmatch(r"leadersearch \d+\.\d+\S*\n", process(["--version"], tmp_path).out)


class TestErrors:
    def test_an_unexpected_error_is_one_line_that_asks_for_a_report(self, tmp_path: Path) -> None:
        code = (
            "import leadersearch.cli.opening as opening\n"
            "def fail(path): raise ZeroDivisionError('cosmic ray')\n"
            "import leadersearch.cli.stats as stats\n"
            "stats.open_for_reading = fail\n"
            "import sys; sys.argv = ['leadersearch', 'stats']\n"
            "from leadersearch.cli import main; main()\n"
        )

        def failed(more: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
            command = [sys.executable, "-c", code]
            return subprocess.run(
                command,
                env=environment(more),
                capture_output=True,
                text=True,
                check=False,
                cwd=tmp_path,
            )

        plain, debug = failed({}), failed({"LEADERSEARCH_DEBUG": "1"})

        assert plain.returncode == 2
        assert plain.stderr == (
            "leadersearch: unexpected error (ZeroDivisionError: cosmic ray). Please report it; "
            "set LEADERSEARCH_DEBUG=1 for a traceback.\n"
        )
        assert "Traceback" in debug.stderr


class TestPipes:
    def test_a_reader_that_goes_away_is_not_complained_about(
        self, tmp_path: Path, built_index: Path
    ) -> None:
        shell = (
            f"{sys.executable} -m leadersearch query --format json | head -c 10 > head; "
            'echo "${PIPESTATUS[0]}"'
        )
        done = subprocess.run(
            ["bash", "-c", shell],
            cwd=tmp_path,
            env=environment({"LEADERSEARCH_INDEX": str(built_index)}),
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )

        assert done.stderr == ""
        assert done.stdout.strip() in {"0", "141"}  # 0 where all of it fitted into the pipe

    def test_a_pipe_that_is_closed_from_the_start_ends_the_run_with_141(
        self, tmp_path: Path, indexed: dict[str, str]
    ) -> None:
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [*PROGRAM, "query", "kindness"],
            cwd=tmp_path,
            env=environment(indexed),
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
            timeout=PATIENCE,
        )
        os.close(writing)

        assert (done.returncode, done.stderr) == (141, b"")

    def test_articles_come_through_a_pipe(self, tmp_path: Path) -> None:
        outcome = process(["index", "-"], tmp_path, stdin=b'{"title": "Kindness"}\n')

        assert outcome.code == 0
        assert process(["query", "kindness", "--count"], tmp_path).out == "1\n"

    def test_a_stream_that_cannot_show_a_letter_is_no_error(
        self, tmp_path: Path, indexed: dict[str, str]
    ) -> None:
        outcome = process(
            ["query", "author:diaz-baez"], tmp_path, {**indexed, "PYTHONIOENCODING": "ascii"}
        )

        assert outcome.code == 0
        assert "D?az-B?ez" in outcome.out


def is_read(pipe: IO[bytes] | None) -> bool:
    """Whether the other side of a pipe has taken all that was written."""
    import fcntl
    import termios

    assert pipe is not None
    waiting = fcntl.ioctl(pipe, termios.FIONREAD, bytes(4))
    return waiting == bytes(4)


class TestInterrupts:
    def test_ctrl_c_is_quiet_and_exits_with_130(self, tmp_path: Path) -> None:
        running = subprocess.Popen(
            [*PROGRAM, "index", "-"],
            cwd=tmp_path,
            env=environment(),
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert running.stdin is not None
        running.stdin.write(b"{}\n")
        running.stdin.flush()
        wait_until(lambda: is_read(running.stdin))
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=PATIENCE)

        assert running.returncode == 130
        assert b"Traceback" not in err

    @pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
    def test_a_signal_leaves_the_index_as_it_was(self, tmp_path: Path, name: str) -> None:
        rows = (f'{{"title": "Kindness {n}", "body": "{"of leaders " * 40}"}}' for n in range(9000))
        (tmp_path / "many.jsonl").write_text("\n".join(rows))
        place = tmp_path / "index"
        with leadersearch.open_index(place, create=True) as index:
            index.add(leadersearch.Article(id="before", title="Kindness"))
        before = {path.name for path in place.iterdir()}
        running = subprocess.Popen(
            [*PROGRAM, "index", "many.jsonl"],
            cwd=tmp_path,
            env=environment(),
            stderr=subprocess.PIPE,
        )
        wait_until(lambda: len(list(place.glob("*.columnar"))) > 1)
        running.send_signal(getattr(signal, name))
        _, err = running.communicate(timeout=PATIENCE)

        assert running.returncode == 128 + getattr(signal, name)
        assert err.decode() == "Stopped; the index is unchanged.\n"
        assert {path.name for path in place.iterdir()} == before

    @pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
    def test_a_signal_leaves_what_is_committed_and_the_next_run_goes_on(
        self, tmp_path: Path, run: Run, name: str
    ) -> None:
        """The run stands still when two of its files are committed."""
        for number in range(6):
            text = f"# Kindness {number}\n\n{'of leaders ' * 400}\n"
            (tmp_path / f"{number}.md").write_text(text)
        running = subprocess.Popen(
            [sys.executable, "-c", STANDING_STILL, "index", "."],
            cwd=tmp_path,
            env=environment(),
            stderr=subprocess.PIPE,
        )
        wait_until((tmp_path / "standing").exists)
        running.send_signal(getattr(signal, name))
        _, err = running.communicate(timeout=PATIENCE)

        assert running.returncode == 128 + getattr(signal, name)
        assert err.decode() == (
            "Stopped; 2 files are indexed. Repeat the command to read the others.\n"
        )
        report = json.loads(run("index", ".", "--format", "json", index=None).out)
        assert (report["files_read"], report["files_unchanged"]) == (4, 2)
        checked = run("check", "--format", "json", index=None)
        assert json.loads(checked.out)["leftovers"] == []

    @pytest.mark.parametrize("pause", [1, 1e-6], ids=["once", "several times"])
    def test_ctrl_c_is_met_though_a_finaliser_drops_it(self, tmp_path: Path, pause: float) -> None:
        code = ["-c", IN_A_FINALISER.format(pause=pause), "index", "corpus"]
        ran = subprocess.run(
            [sys.executable, *code],
            check=False,
            cwd=tmp_path,
            capture_output=True,
            timeout=PATIENCE,
        )
        assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"")

    def test_a_signal_that_is_ignored_stays_so(self) -> None:
        with ignoring(signal.SIGHUP), ending_in_order():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
            assert signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@contextmanager
def ignoring(number: signal.Signals) -> Iterator[None]:
    before = signal.signal(number, signal.SIG_IGN)
    yield
    signal.signal(number, before)


class TestColour:
    def test_a_terminal_gets_colour_and_lines_that_fit(
        self, tmp_path: Path, indexed: dict[str, str]
    ) -> None:
        shown = on_terminal(["query", "kindness"], tmp_path, indexed)

        assert "\x1b[1;4;33mKindness\x1b[0m" in shown
        plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
        assert max(map(len, plain.split("\n"))) <= 80

    @pytest.mark.parametrize("columns", [40, 60, 200])
    def test_lines_fit_terminals_of_all_widths(
        self, tmp_path: Path, indexed: dict[str, str], columns: int
    ) -> None:
        shown = on_terminal(["query", "leadership", "AHP"], tmp_path, indexed, columns)

        plain = re.sub(r"\x1b\[[\d;]*m", "", shown)
        assert max(map(len, plain.split("\n"))) <= min(columns, 100)

    def test_no_color_is_honoured(self, tmp_path: Path, indexed: dict[str, str]) -> None:
        assert "\x1b" not in on_terminal(
            ["query", "kindness"], tmp_path, {**indexed, "NO_COLOR": "1"}
        )

    def test_a_dumb_terminal_gets_none(self, tmp_path: Path, indexed: dict[str, str]) -> None:
        assert "\x1b" not in on_terminal(
            ["query", "kindness"], tmp_path, {**indexed, "TERM": "dumb"}
        )

    def test_force_color_is_honoured_in_a_pipe(
        self, tmp_path: Path, indexed: dict[str, str]
    ) -> None:
        forced = {**indexed, "FORCE_COLOR": "1"}

        assert "\x1b[" in process(["query", "kindness"], tmp_path, forced).out
        assert (
            "\x1b[" not in process(["query", "kindness"], tmp_path, {**forced, "NO_COLOR": "1"}).out
        )

    def test_what_was_asked_for_goes_before_the_environment(
        self, tmp_path: Path, indexed: dict[str, str]
    ) -> None:
        words = ["query", "kindness", "--color", "always"]

        assert "\x1b[" in process(words, tmp_path, {**indexed, "NO_COLOR": "1"}).out


class TestColdStart:
    def test_help_and_version_import_nothing_heavy(self, tmp_path: Path) -> None:
        for words in (["--help"], ["--version"], ["query", "--help"], ["index", "--help"]):
            assert modules_after(words, tmp_path).isdisjoint(HEAVY)

    def test_a_query_needs_no_stemmer_no_browser_and_no_checker_of_types(
        self, tmp_path: Path, indexed: dict[str, str]
    ) -> None:
        loaded = modules_after(["query", "leadership", "--limit", "3"], tmp_path, indexed)

        assert "leadersearch.index" in loaded
        assert loaded.isdisjoint(
            {"whoosh", "nltk", "textual", "rich", "pydantic", "leadersearch.tui"}
        )

    def test_a_wrong_option_is_said_without_opening_anything(self, tmp_path: Path) -> None:
        assert modules_after(["query", "--limt", "3"], tmp_path).isdisjoint(HEAVY)


class TestCompletion:
    def complete(
        self, line: str, folder: Path, variables: Mapping[str, str] | None = None
    ) -> list[str]:
        words = line.split(" ")
        outcome = process(
            [],
            folder,
            {
                "_LEADERSEARCH_COMPLETE": "complete_bash",
                "COMP_WORDS": line,
                "COMP_CWORD": str(len(words) - 1),
                **(variables or {}),
            },
        )
        return outcome.out.split()

    def test_the_commands(self, tmp_path: Path) -> None:
        assert self.complete("leadersearch re", tmp_path) == ["related"]

    def test_the_fields(self, tmp_path: Path) -> None:
        assert self.complete("leadersearch query ti", tmp_path) == ["title:"]

    def test_the_names_of_authors(self, tmp_path: Path, indexed: dict[str, str]) -> None:
        # bash cuts words at colons, zsh and fish do not
        assert self.complete("leadersearch query author : mem", tmp_path, indexed) == ["memon"]
        assert self.complete("leadersearch query author:mem", tmp_path, indexed) == ["author:memon"]

    def test_the_values_of_filters(self, tmp_path: Path, indexed: dict[str, str]) -> None:
        found = self.complete("leadersearch query --author Zain", tmp_path, indexed)

        assert " ".join(found) == "Zain Memon"

    def test_the_values_of_options(self, tmp_path: Path) -> None:
        assert self.complete("leadersearch query --sort n", tmp_path) == ["newest"]

    def test_nothing_is_offered_and_nothing_said_where_there_is_no_index(
        self, tmp_path: Path
    ) -> None:
        assert self.complete("leadersearch query author:mem", tmp_path) == []

    def test_the_script_for_a_shell_is_written(self, tmp_path: Path) -> None:
        for shell in ("bash", "zsh", "fish"):
            script = process([], tmp_path, {"_LEADERSEARCH_COMPLETE": f"source_{shell}"}).out
            assert f"_LEADERSEARCH_COMPLETE=complete_{shell}" in script


def test_the_console_script_is_the_same_program() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert 'leadersearch = "leadersearch.cli:main"' in text
