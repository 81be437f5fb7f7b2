"""A short run of the harness that loses power."""

from __future__ import annotations

from pathlib import Path

from stress.power_loss import run


def test_what_was_committed_survives_a_loss_of_power(tmp_path: Path) -> None:
    outcome = run(40, 1, tmp_path)

    assert outcome.failures == []
    assert outcome.counts["as before"] > 3
    assert outcome.counts["as after"] > 3
