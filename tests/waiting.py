"""How tests wait: for facts, and for as long as it takes on a machine that is busy with others."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 300.0
"""Seconds after which something that has not come is taken never to come."""


def wait_until(
    is_so: Callable[[], object], patience: float = PATIENCE, *, pause: float = 0.01
) -> None:
    """Wait for a fact that no event announces, such as what another process has done.

    `pause` is the time between two looks, in seconds.

    Raises `TimeoutError` after `patience` seconds.
    """
    end = time.monotonic() + patience
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(f"{is_so} is still not so after {patience:.0f} s")
        time.sleep(pause)
