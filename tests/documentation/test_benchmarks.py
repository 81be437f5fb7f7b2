"""Each benchmark starts, as the file that its page names, and stands in the table of `benchmarks/README.md`."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from documentation.pages import ROOT

SCRIPTS = sorted((ROOT / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_benchmark_starts(script: Path) -> None:
    done = subprocess.run(
        [sys.executable, script, "--help"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: {script.name}")


def test_each_benchmark_is_in_the_table() -> None:
    page = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")

    named = re.findall(r"^\| `(\w+\.py)` \|", page, re.MULTILINE)

    assert sorted(named) == [script.name for script in SCRIPTS]
