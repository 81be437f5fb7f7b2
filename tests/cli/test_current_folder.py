"""No command runs what lies in the current folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOSTILE = "import os\nos.write(2, b'foreign code was run')\nos._exit(99)\n"
MODULES = (
    "random", "json", "typing", "dataclasses", "subprocess", "webbrowser", "numpy", "typer", "click",
    "rich", "whoosh", "nltk", "textual", "textual_serve", "aiohttp", "filelock", "trafilatura", "lxml",
    "yaml", "platformdirs", "pickle", "sqlite3",
)  # fmt: skip
OF_PYTHON_ITSELF = ("leadersearch", "sitecustomize", "usercustomize", "runpy", "encodings")
SCRIPT = [str(Path(sys.executable).with_name("leadersearch"))]
COMMANDS = (
    ["index", "articles.bib"],
    ["query", "kindness"],
    ["query", "kindness", "--explain"],
    ["stats"],
    ["check"],
    ["browse"],
)


def run_all(start: list[str], folder: Path) -> list[int]:
    (folder / "articles.bib").write_text("@article{a, title={Kindness at work}, year={2020}}")
    codes = []
    for command in COMMANDS:
        done = subprocess.run([*start, *command], cwd=folder, capture_output=True, check=False)
        assert b"foreign code" not in done.stderr, command
        codes.append(done.returncode)
    return codes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in MODULES:
        (tmp_path / f"{name}.py").write_text(HOSTILE)
    return tmp_path


def test_the_command_imports_nothing_from_it(folder: Path) -> None:
    for name in OF_PYTHON_ITSELF:
        (folder / f"{name}.py").write_text(HOSTILE)
    assert run_all(SCRIPT, folder) == [0, 0, 0, 0, 0, 2]


def test_the_module_imports_nothing_from_it_that_python_itself_has_not(tmp_path: Path) -> None:
    for name in ("random", "json", "numpy", "typer", "whoosh", "textual", "nltk"):
        (tmp_path / f"{name}.py").write_text(HOSTILE)
    assert run_all([sys.executable, "-m", "leadersearch"], tmp_path) == [0, 0, 0, 0, 0, 2]
