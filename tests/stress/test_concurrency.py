"""A short part of reading and writing at once."""

from __future__ import annotations

from pathlib import Path

from stress.concurrency import run


def test_readers_and_writers_at_once_lose_tear_and_leak_nothing(tmp_path: Path) -> None:
    outcome = run(4, 0, tmp_path)
    assert outcome.failures == []
    assert outcome.counts["commits"] >= 4
