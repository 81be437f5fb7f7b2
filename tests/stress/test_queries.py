"""A short run of hostile queries."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("resource", reason="limits of processes are POSIX's")

from stress.queries import run


def test_no_hostile_query_does_harm(tmp_path: Path) -> None:
    assert run(200, 1, tmp_path).failures == []
