"""Damaged copies of an index: whatever is done to its files, they answer as before or say what is wrong.

Each round damages one file of a copy, or makes one that does harm, and then does with the copy all
that can be done with an index, in a process whose memory and time are limited.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from leadersearch import Index, LeaderSearchError, open_index
from stress.answers import digest, questions
from stress.children import command, environment, tell
from stress.limits import limit_memory, limit_time
from stress.outcome import Outcome
from stress.rewriting import damage_file, rewrite
from stress.samples import fill, samples

ROUNDS = 1_000
BATCH = 25
"""Rounds that share a process."""

SECONDS = 60
"""Of the processor, after which a round counts as one that hangs. One takes about a second."""

HARM = 0.3
"""The share of rounds with files that were made by hand, which may answer anything, by name."""

BASE, BEFORE, CORPUS, EXPECTED = "base", "before", "corpus.jsonl", "expected.json"

Answers = dict[str, str]  # question -> what is answered


def run(rounds: int, seed: int, folder: Path) -> Outcome:
    """Damage copies and use them; the failures name the round."""
    fill(folder / BEFORE, folder / CORPUS, lacks_last=True)
    fill(folder / BASE, folder / CORPUS)
    expected = [_answers(folder / BASE), _answers(folder / BEFORE)]
    (folder / EXPECTED).write_text(json.dumps(expected), encoding="utf-8")
    outcome = Outcome()
    ways: Counter[str] = Counter()
    left = list(range(rounds))
    while left:
        left = _run_batch(left[:BATCH], seed, folder, outcome, ways) + left[BATCH:]
    outcome.remarks.append(f"ways: {', '.join(f'{n} {way}' for way, n in sorted(ways.items()))}")
    return outcome


def _answers(path: Path) -> Answers:
    with open_index(path) as index:
        return {name: digest(ask()) for name, ask in questions(index)}


def _run_batch(
    numbers: list[int], seed: int, folder: Path, outcome: Outcome, ways: Counter[str]
) -> list[int]:
    """Run some rounds in a process of their own; returns those that one of them kept from running."""
    done = subprocess.run(
        command("damage", folder, seed, *numbers),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment(),
    )
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    for row in told:
        ways[row["way"]] += row["state"] == "begun"
        if row["state"] != "begun":
            outcome.counts[row["state"]] += 1
            outcome.failures += [f"seed {seed} {row['what']}: {each}" for each in row["failures"]]
    ended = {row["number"] for row in told if row["state"] != "begun"}
    begun = [row for row in told if row["number"] not in ended]
    if done.returncode or begun:
        what = begun[-1]["what"] if begun else f"rounds {numbers}"
        last = (done.stderr.strip().splitlines() or ["nothing said"])[-1]
        outcome.counts["killed"] += 1
        outcome.failures.append(f"seed {seed} {what}: ended with {done.returncode} ({last})")
        ended |= {row["number"] for row in begun} or set(numbers)
    return [number for number in numbers if number not in ended]


# --- one round, in a process of its own -----------------------------------------------------------


def main(arguments: list[str]) -> None:
    """Run the rounds of some numbers in a folder, and tell how each ends."""
    folder, seed = Path(arguments[0]), arguments[1]
    expected, before = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
    limit_memory()
    for number in map(int, arguments[2:]):
        limit_time(SECONDS)
        copy = folder / f"copy-{number}"
        shutil.copytree(folder / BASE, copy)
        chance = random.Random(f"{seed}/{number}")
        recorded = [max(copy.glob("*.toc")), *copy.glob("searches_*")]
        what, is_harm = _spoil(copy, chance)
        row = {"number": number, "way": what.split(" of ")[0], "what": f"round {number}: {what}"}
        tell(json.dumps({**row, "state": "begun"}))
        # Nothing tells of a table of contents or a side file that has gone: as if never written.
        says_so = all(path.exists() for path in recorded)
        gone = {} if list(copy.glob("searches_*")) else {"saved": digest([])}
        trial = Trial(copy, *({}, {}) if is_harm else (expected, before | gone), says_so=says_so)
        trial.run(folder / CORPUS, rebuilds=number % 5 == 0)
        tell(json.dumps({**row, "state": trial.state, "failures": trial.failures}))
        shutil.rmtree(copy)


def _spoil(copy: Path, chance: random.Random) -> tuple[str, bool]:
    """Spoil a file of an index; returns what was done, and whether it may answer anything now."""
    paths = sorted(copy.iterdir())
    segments = [path for path in paths if path.suffix == ".columnar"]
    if chance.random() < HARM:
        path = chance.choice(segments)
        data, way = rewrite(path.read_bytes(), chance)
        path.write_bytes(data)
        return f"{way} of {path.name}", True
    # Segments are half of what lies there, and nearly all of what can be damaged.
    path = chance.choice(segments if chance.random() < 0.5 else paths)
    kind = chance.random()
    if kind < 0.08:
        path.unlink()
        return f"removal of {path.name}", False
    if kind < 0.16:
        other = chance.choice([each for each in paths if each != path])
        held = path.read_bytes()
        path.write_bytes(other.read_bytes())
        other.write_bytes(held)
        return f"exchange of {path.name} and {other.name}", False
    return f"{damage_file(path, chance)} of {path.name}", False


class Trial:
    """All that can be done with an index, done with a spoilt one.

    `expected` is what is answered by the index as it was; empty where anything may be. What it
    answered before its last commit may come in its place, where that is said: with `says_so`, it
    has to be.
    """

    def __init__(self, folder: Path, expected: Answers, before: Answers, *, says_so: bool) -> None:
        self.folder = folder
        self.failures: list[str] = []
        self._expected, self._before, self._says_so = expected, before, says_so
        self._named = 0
        self._told: tuple[str, ...] = ()
        self._differing: list[str] = []

    @property
    def state(self) -> str:
        """How the round ended, in a word or two."""
        if self.failures:
            return "failed"
        return "named" if self._named or self._told else "as before"

    def run(self, corpus: Path, *, rebuilds: bool) -> None:
        """Ask everything, check, mend, add to it, and sometimes make it anew."""
        for _ in self._opened("open"):
            pass
        for index in self._opened("ask"):
            for name, ask in questions(index):
                self._compare(index, name, ask)
        for index in self._opened("check"):
            self._attempt("check", partial(self._check, index))
        for index in self._opened("add"):
            self._attempt("add", partial(index.add, samples([5000], 3)))
        for index in self._opened("ingest"):
            self._attempt("ingest", partial(index.ingest, corpus))
            self._attempt("save", partial(index.save_search, "new", "care"))
            self._attempt("optimise", index.optimise)
        if rebuilds:
            self._rebuild(corpus)

    def _opened(self, what: str) -> Iterator[Index]:
        """The index, once; not at all where it cannot be opened."""
        found: list[Index] = []
        self._attempt(what, lambda: found.append(open_index(self.folder, lock_timeout=5)))
        for index in found:
            yield index
            index.close()

    def _attempt(self, what: str, act: Callable[[], Any]) -> bool:
        """Do something; whether it succeeded. Only errors with a name may keep it from that."""
        try:
            act()
        except LeaderSearchError as error:
            self._named += 1
            if not str(error).strip():
                self.failures.append(f"{what}: an error says nothing")
            return False
        except Exception as error:  # noqa: BLE001  # to find them is what this is for
            self.failures.append(f"{what}: {type(error).__name__}: {error}")
            return False
        return True

    def _compare(self, index: Index, name: str, ask: Callable[[], Any]) -> None:
        answers: list[str] = []
        self._attempt(name, lambda: answers.append(digest(ask())))
        for answer in answers:
            if self._expected and answer != self._expected[name]:
                is_said = bool(index.warnings) or not self._says_so
                if self._says_so:
                    self._differing.append(name)
                if not is_said or answer != self._before[name]:
                    self.failures.append(f"{name}: another answer in silence: {answer[:200]}")

    def _check(self, index: Index) -> None:
        self._told = index.check().problems
        if (self._named or self._differing) and not self._told:
            self.failures.append("check: said to be whole")
        index.check(fix=True)
        left = index.check().leftovers
        if left:
            self.failures.append(f"check --fix: left {left}")

    def _rebuild(self, corpus: Path) -> None:
        """Damage is mended by rebuilding."""
        try:
            with open_index(self.folder, rebuild=True, lock_timeout=5) as index:
                index.ingest(corpus)
            with open_index(self.folder) as index:
                report = index.check(fix=True)
                if report.problems or len(index) != 30:
                    self.failures.append(f"rebuild: {len(index)} articles, {report.problems}")
        except Exception as error:  # noqa: BLE001  # nothing may keep it from being mended
            self.failures.append(f"rebuild: {type(error).__name__}: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
