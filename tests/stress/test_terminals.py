"""A short run of the harness that ends browsers."""

from __future__ import annotations

from pathlib import Path

import pytest

from stress import terminals


@pytest.mark.skipif(terminals.missing() != "", reason=terminals.missing() or "it can be run")
def test_browsers_end_in_any_state(tmp_path: Path) -> None:
    assert terminals.run(1, 4, tmp_path).failures == []
