"""A short part of the kills: what was committed survives them, and nothing else does."""

from __future__ import annotations

from pathlib import Path

from stress.kills import run


def test_what_was_committed_survives_every_kill(tmp_path: Path) -> None:
    outcome = run(5, 0, tmp_path)
    assert outcome.failures == []
