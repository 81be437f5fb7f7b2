"""Searches as whole processes: `leadersearch query` beside the scripts that one would write."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.building import environment
from benchmarks.peers.peer import Ask
from benchmarks.peers.timing import Samples

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Command:
    """A process to be timed; `folder` names the index that it searches."""

    name: str
    arguments: tuple[str, ...]
    folder: str = ""

    def line(self, work: Path, words: Sequence[str]) -> list[str]:
        """The command line of a search for some words."""
        index = [str(work / self.folder)] if self.folder else []
        return [sys.executable, *self.arguments, *index, *words]


COMMANDS = (
    Command("leadersearch query", ("-m", "leadersearch", "query", "--index"), "ours"),
    Command("Whoosh + nltk", (str(HERE / "with_whoosh.py"), "--nltk"), "whoosh"),
    Command("Whoosh", (str(HERE / "with_whoosh.py"),), "whoosh"),
    Command("sqlite3", (str(HERE / "with_sqlite.py"),), "fts5"),
    Command("tantivy", (str(HERE / "with_tantivy.py"),), "tantivy"),
    Command("python -c pass", ("-c", "pass")),
)


def time_commands(work: Path, asks: Sequence[Ask], rounds: int) -> dict[str, Samples]:
    """All commands in turns, one query after the other; the first turn warms up."""
    commands = [row for row in COMMANDS if (work / row.folder).is_dir()]
    samples = {
        command.name: Samples(refusal=_failure(command.line(work, asks[0].words)))
        for command in commands
    }
    able = [command for command in commands if not samples[command.name].refusal]
    for turn in range(rounds + 1):
        for command in able:
            row = [_seconds(command.line(work, ask.words)) for ask in asks]
            if turn:
                samples[command.name].rounds.append(row)
    return samples


def _seconds(line: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(line, check=False, env=environment(), capture_output=True)
    return time.perf_counter() - started


def _failure(line: list[str]) -> str:
    """The error output of a process; nothing if it finds something."""
    done = subprocess.run(line, check=False, env=environment(), capture_output=True, text=True)
    return f"failed: {done.stderr.strip().splitlines()[-1:]}" if done.returncode else ""
