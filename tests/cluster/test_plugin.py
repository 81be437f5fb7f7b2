"""Which tests of a cluster run, and what is said of those that do not; tried where there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cluster.plugin import REQUIRED

TESTS = Path(__file__).resolve().parent.parent
USER = "def test_of_a_cluster(cluster):\n    pass\n\n\ndef test_of_all_days():\n    pass\n"


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    (tmp_path / "test_sample.py").write_text(USER)
    return tmp_path


def run(folder: Path, *arguments: str, **environment: str) -> str:
    """The output of pytest on a machine without Java and build tool."""
    command = [sys.executable, "-m", "pytest", "-ra", "-p", "cluster.plugin", *arguments]
    none = {"PYTHONPATH": str(TESTS), "PATH": "", "HOME": str(folder)}
    unset = ("JAVA_HOME", "XDG_CACHE_HOME", REQUIRED, "PYTEST_ADDOPTS")
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    env = {**kept, **none, **environment}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env=env
    ).stdout


@pytest.mark.parametrize("workers", [[], ["-n1"]], ids=["alone", "xdist"])
def test_the_everyday_command_leaves_them_out_and_says_so(sample: Path, workers: list[str]) -> None:
    said = run(sample, *workers)

    assert "left out, because they need a real OpenSearch cluster (make test-cluster): 1" in said
    assert "1 passed" in said


def test_nothing_is_said_where_nothing_is_left_out(sample: Path) -> None:
    assert "left out" not in run(sample, "-k", "all_days")


def test_they_are_skipped_with_the_reason(sample: Path) -> None:
    said = run(sample, "-m", "cluster")

    assert "1 skipped, 1 deselected" in said
    assert "no cluster: no " in said


def test_they_fail_where_a_cluster_is_required(sample: Path) -> None:
    said = run(sample, "-m", "cluster", **{REQUIRED: "1"})

    assert "1 error" in said
    assert "no cluster: no " in said
