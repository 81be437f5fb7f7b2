"""Browsers whose terminal goes, or who are told to end, whatever they are doing."""

from __future__ import annotations

from pathlib import Path

import leadersearch
from stress.outcome import Outcome
from tui.browsing import made_articles
from tui.ptys import ENDINGS, STATES, problems_of

ROUNDS = len(STATES) * len(ENDINGS)


def missing() -> str:
    """Why it cannot be run here."""
    return "" if Path("/proc/self/stat").exists() else "there is no /proc to count processes in"


def run(rounds: int, seed: int, folder: Path) -> Outcome:
    """Bring browsers into states and end them: each way in each state, the seed says which first."""
    outcome = Outcome()
    index = folder / "index"
    with leadersearch.open_index(index, create=True) as made:
        made.add(made_articles())
    pairs = [(state, ending) for state in STATES for ending in ENDINGS]
    for number in range(rounds):
        # Steps through all of them in an order in which neighbours differ in both.
        state, ending = pairs[(seed + number) * 17 % len(pairs)]
        if STATES[state].keeps and ending in {"SIGINT", "SIGQUIT"}:
            outcome.counts["signals left to a pager"] += 1
            continue
        found = problems_of(index, folder / f"config-{number}", STATES[state], ENDINGS[ending])
        outcome.failures += [f"{ending}, {state}: {problem}" for problem in found]
        outcome.counts["ended" if not found else "not ended well"] += 1
    return outcome
