"""Processes of a harness's own: `python -m stress.NAME ...`, which tell how they do line by line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


def command(module: str, *arguments: object) -> list[str]:
    """The command that runs `main` of a harness."""
    return [sys.executable, "-m", f"stress.{module}", *map(str, arguments)]


def environment() -> dict[str, str]:
    """Where harnesses are found, and texts in UTF-8 on every system."""
    path = os.pathsep.join(filter(None, [str(TESTS), os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1"}


def tell(line: str) -> None:
    """Tell a line to the harness, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
