"""Settings of the browser's own process, so that a key never waits for anything else in it."""

from __future__ import annotations

import gc
import os
import sys

FRAMES_A_SECOND = 240
"""Textual waits up to two frames between one paint and the next, and the letter is painted just
before its results: at its own 60 they would be 17 to 33 ms late."""

SWITCH_INTERVAL = 0.001
"""Seconds that a search may hold the interpreter while a key waits for it; Python's 0.005 would be
spent each time the screen's thread wakes."""

YOUNG, AGES = 10_000, (50, 20)
"""Objects made between two collections of garbage. A full one takes 60 ms here, and Python's 700
bring about one for every seven keys, all of them in vain."""


def prepare_process() -> None:
    """Make the process ready to browse in; before Textual is imported.

    TEXTUAL_FPS and TEXTUAL_ANIMATIONS are respected.
    """
    os.environ.setdefault("TEXTUAL_FPS", str(FRAMES_A_SECOND))
    # A page that glides is a page that comes late: fifty paints of it, over a slow line as well.
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.set_threshold(YOUNG, *AGES)


def keep_what_is_loaded() -> None:
    """Leave what there is by now out of collections of garbage, until `let_go`.

    Modules, stemmer and names stay as long as the browser: to go through them takes 110 ms, during
    which no key is heard.
    """
    gc.freeze()


def let_go() -> None:
    """The browser has ended; what it kept is collected like anything else."""
    gc.unfreeze()
