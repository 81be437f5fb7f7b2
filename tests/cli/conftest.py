"""The command line, run in this process or as a process of its own, over an index of the corpus."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

import leadersearch
from leadersearch.cli.app import app
from waiting import PATIENCE

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"


@dataclass(frozen=True)
class Outcome:
    """The outcome of a run."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the seed corpus. Tests read it and do not change it."""
    path = tmp_path_factory.mktemp("built") / "index"
    with leadersearch.open_index(path, create=True) as index:
        index.ingest(CORPUS)
    return path


@pytest.fixture
def run(built_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in an empty folder; the index of the corpus is the one that is used."""
    monkeypatch.chdir(tmp_path)

    def run_here(
        *words: str, stdin: str | bytes | None = None, index: Path | str | None = built_index
    ) -> Outcome:
        place = {"LEADERSEARCH_INDEX": str(index)} if index else {}
        unset = dict.fromkeys(
            ("NO_COLOR", "FORCE_COLOR", "LEADERSEARCH_INDEX", "LEADERSEARCH_DEBUG"), None
        )
        environment = {**unset, "COLUMNS": "80", **place}
        outcome = CliRunner().invoke(
            app, list(words), input=stdin, env=environment, prog_name="leadersearch"
        )
        return Outcome(outcome.exit_code, outcome.stdout, outcome.stderr)

    return run_here


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a process that finds the package and knows no setting of the tester's."""
    ours = ("NO_COLOR", "FORCE_COLOR", "LEADERSEARCH_INDEX", "LEADERSEARCH_DEBUG", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    fixed = {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    return {**kept, **fixed, **(more or {})}


def process(
    words: Sequence[str],
    folder: Path,
    variables: Mapping[str, str] | None = None,
    *,
    stdin: bytes = b"",
) -> Outcome:
    """Run a command line as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "leadersearch", *words],
        cwd=folder,
        env=environment(variables),
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def modules_after(
    words: list[str], folder: Path, variables: Mapping[str, str] | None = None
) -> set[str]:
    """The top of what is imported once a command line has run."""
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: sys.stderr.write('MODULES ' + ' '.join(sys.modules)))\n"
        f"sys.argv = ['leadersearch', *{words!r}]\n"
        "from leadersearch.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=environment(variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    return set(done.stderr.rpartition("MODULES ")[2].split())
