"""The outcome of a stress harness: how its rounds ended, and its failures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Outcome:
    """The result of many rounds.

    `counts`: how many rounds ended in each way that is allowed. `failures`: a line for each that
    ended in another, with the seed or the input that brings it back. `remarks`: what else is worth
    knowing, such as the slowest round.
    """

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counted = ", ".join(f"{count:,} {what}" for what, count in sorted(self.counts.items()))
        lines = [f"{counted or 'nothing counted'}; {len(self.failures):,} failures"]
        lines += [f"  {remark}" for remark in self.remarks]
        lines += [f"  FAILED {failure}" for failure in self.failures]
        return "\n".join(lines)
