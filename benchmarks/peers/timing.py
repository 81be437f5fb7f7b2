"""Times every engine on the same queries, in turns.

A round is one engine after the other over all queries of a class; who begins changes from round
to round, and a ratio is taken within a round, so that whatever else the machine does meets all
engines alike. The first round meets queries that no engine has seen; what comes after may find
parts of them in caches, of the engine or of the processor.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.peers.peer import Answer, Ask, Peer, Want
from benchmarks.peers.queries import QueryClass


@dataclass(slots=True)
class Samples:
    """Seconds, round by round, query by query; or the reason why there are none."""

    rounds: list[list[float]] = field(default_factory=list)
    totals: list[int | None] = field(default_factory=list)
    refusal: str = ""

    def typical(self) -> list[float]:
        """Each query's median over the rounds."""
        return [statistics.median(row) for row in zip(*self.rounds, strict=True)]

    def median(self) -> float:
        """The typical query's time."""
        return statistics.median(self.typical())

    def first(self) -> float:
        """The median of the queries when they are met for the first time."""
        return statistics.median(self.rounds[0])

    def percentile(self, share: float = 0.95) -> float:
        """The time that all but a few of all the single searches keep within."""
        ordered = sorted(seconds for row in self.rounds for seconds in row)
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)]

    def times(self, other: Samples) -> float:
        """How many times longer than another: the median over the rounds they share."""
        pairs = zip(self.rounds, other.rounds, strict=False)
        return statistics.median(
            statistics.median(mine) / statistics.median(theirs) for mine, theirs in pairs
        )


@dataclass(frozen=True, slots=True)
class Effort:
    """How often; an engine that has used up its `seconds` on a class goes no further round."""

    rounds: int
    seconds: float


def why_not(peer: Peer, form: str, want: str) -> str:
    """Questions that the engine says it cannot answer, if any."""
    return peer.cannot.get(form) or peer.cannot.get(want) or ""


def time_class(
    row: QueryClass,
    peers: Mapping[str, Peer],
    warm_up: Sequence[Ask],
    asks: Sequence[Ask],
    effort: Effort,
) -> dict[str, Samples]:
    """The samples of every engine on a class of queries."""
    samples = {
        name: Samples(refusal=why_not(peer, row.form.name, row.want.name))
        for name, peer in peers.items()
    }
    for name, found in samples.items():
        found.refusal = found.refusal or _failure(peers[name], row.want, warm_up)
    able = [name for name, found in samples.items() if not found.refusal]
    answer = {name: peers[name].wants[row.want] for name in able}
    texts = {name: [peers[name].writings[ask.form](ask) for ask in asks] for name in able}
    spent = dict.fromkeys(able, 0.0)
    for turn in range(effort.rounds if able else 0):
        start = turn % len(able)
        for name in able[start:] + able[:start]:
            if turn and spent[name] > effort.seconds:
                continue
            seconds, totals = _one_round(answer[name], texts[name])
            samples[name].rounds.append(seconds)
            samples[name].totals = totals
            spent[name] += sum(seconds)
    return samples


def _failure(peer: Peer, want: Want, warm_up: Sequence[Ask]) -> str:
    """Warm up; what stands in the way, if anything."""
    try:
        for ask in warm_up:
            peer.wants[want](peer.writings[ask.form](ask))
    except Exception as error:  # noqa: BLE001  # an engine that fails is a result, too
        return f"failed: {error!r}"
    return ""


def _one_round(
    answer: Callable[[str], Answer], texts: Sequence[str]
) -> tuple[list[float], list[int | None]]:
    seconds: list[float] = []
    totals: list[int | None] = []
    gc.collect()
    for text in texts:
        started = time.perf_counter()
        found = answer(text)
        seconds.append(time.perf_counter() - started)
        totals.append(found.total)
    return seconds, totals


def disagreement(ours: Samples, theirs: Samples) -> float | None:
    """By how much the totals typically differ; None where one of them gives none."""
    shares = [
        abs(mine - other) / max(mine, other, 1)
        for mine, other in zip(ours.totals, theirs.totals, strict=False)
        if mine is not None and other is not None
    ]
    return statistics.median(shares) if shares else None


def time_each(action: Callable[[int], object], number: int) -> Samples:
    """The samples of an action that is done so many times."""
    row: list[float] = []
    for turn in range(number):
        started = time.perf_counter()
        try:
            action(turn)
        except Exception as error:  # noqa: BLE001  # an engine that fails is a result, too
            return Samples(refusal=f"failed: {error!r}")
        row.append(time.perf_counter() - started)
    return Samples([row])
