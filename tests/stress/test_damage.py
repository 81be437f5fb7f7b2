"""A short part of the damage: a spoilt index answers as before or says what is wrong."""

from __future__ import annotations

from pathlib import Path

from stress.damage import run


def test_damaged_indexes_answer_as_before_or_say_what_is_wrong(tmp_path: Path) -> None:
    outcome = run(12, 0, tmp_path)
    assert outcome.failures == []
    assert outcome.counts.total() == 12
