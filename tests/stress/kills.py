"""Writers killed at any moment: an index opens, holds what was committed, and is tidy again.

A child changes an index without end: it adds, replaces, removes, ingests, saves searches, optimises
and rebuilds, and tells before each change what will be there after it. It is killed (SIGKILL) within
one of its first changes. What there is then has to be what was told before, or after, and exactly so.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from leadersearch import Index, LeaderSearchError, open_index
from leadersearch.engines.whoosh.index.toc import generations, read_segments
from stress.answers import digest
from stress.children import command, environment, tell
from stress.outcome import Outcome
from stress.samples import samples, write_corpus

ROUNDS = 200

MOST_CHANGES = 6
"""Changes that are made before the one in which a writer is killed, at most."""

FIRST = 0.2
"""Seconds that a change is taken to last until one has been seen to end."""

INDEX, CORPUS = "index", "corpus.jsonl"
SIDE_FILE = re.compile(r"([a-z]+)_\d+\.lsb")
MARK = "from the file"  # what the titles of its articles begin with


def run(rounds: int, seed: int, folder: Path) -> Outcome:
    """Kill a writer in each round; the failures name the round and the change."""
    outcome = Outcome()
    path = folder / INDEX
    open_index(path, create=True).close()
    committed = _state(path)
    for number in range(rounds):
        told = _kill_within_a_change(folder, f"{seed}/{number}")
        name = f"seed {seed} round {number}: {told.change}"
        if told.said:
            outcome.failures.append(f"{name}: the writer ended: {told.said}")
        before = told.committed or committed
        try:
            state, left = _state(path), _tidied(path)
        except Exception as error:  # noqa: BLE001  # to find them is what this is for
            outcome.failures.append(f"{name}: {type(error).__name__}: {error}")
            break
        outcome.counts["with leftovers, swept"] += left
        if state not in (before, told.coming):
            outcome.failures.append(f"{name}: neither what was there before nor what was to come")
        outcome.counts[_ending(state, before, told.coming)] += 1
        committed = state
    return outcome


def _ending(state: str, before: str, coming: str) -> str:
    if not coming:
        return "killed before any change"
    return "as before the change" if state == before else "as after the change"


class _Told:
    """The messages of a writer until it was killed.

    `change` is the one in which that happened, `coming` what there would have been after it, and
    `committed` what there was after the one before, each empty where nothing was told of it.
    `said` is the last line of an error that no writer should run into.
    """

    def __init__(self) -> None:
        self.change = self.coming = self.committed = self.said = ""

    def take(self, line: str) -> None:
        """Take note of a line."""
        kind, _, rest = line.rstrip("\n").partition(" ")
        if kind == "begin":
            self.change, _, self.coming = rest.partition(" ")
        elif kind == "done":
            self.committed, self.coming = self.coming, ""
        else:
            self.said = line.strip()


def _kill_within_a_change(folder: Path, seed: str) -> _Told:
    chance = random.Random(f"{seed}/kill")
    told = _Told()
    with subprocess.Popen(
        command("kills", folder, seed),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env=environment(),
    ) as writer:
        assert writer.stdout is not None
        left, began, lasted = chance.randint(1, MOST_CHANGES), 0.0, FIRST
        for line in writer.stdout:
            told.take(line)
            if line.startswith("begin"):
                began = time.perf_counter()
                left -= 1
            else:
                lasted = max(time.perf_counter() - began, lasted if lasted != FIRST else 0.0)
            if not left:
                break
        # Mostly within the change, and now and then after it, on a machine of any speed.
        time.sleep(chance.uniform(0.0, 1.2 * lasted))
        writer.kill()
        for line in writer.stdout:
            if line.endswith("\n"):  # the last may be half of one
                told.take(line)
    return told


def _tidied(path: Path) -> bool:
    """Whether anything was left behind; raises where it cannot be swept, or anything is wrong."""
    with open_index(path, lock_timeout=60) as index:
        report = index.check(fix=True)
        again = index.check()
        problems = [*report.problems, *again.problems, *index.warnings]
        if problems or again.leftovers:
            raise AssertionError(f"problems {problems}, leftovers {again.leftovers}")
    if unneeded := _unneeded(path):
        raise AssertionError(f"files that nothing needs: {unneeded}")
    return bool(report.leftovers)


def _unneeded(path: Path) -> list[str]:
    """The files beside those of two generations, the newest and the one to fall back on."""
    names = sorted(each.name for each in path.iterdir())
    needed = {"MAIN_WRITELOCK", "stems-english.lsb", "stems-english-recent.lsb"}
    for generation in sorted(generations(path))[-2:]:
        needed.add(f"_MAIN_{generation}.toc")
        rows = read_segments(path, generation)
        needed |= {f"MAIN_{row.state['segid']}.columnar" for row in rows}
    attached: dict[str, list[str]] = {}
    for name in names:
        if match := SIDE_FILE.fullmatch(name):
            attached.setdefault(match[1], []).append(name)
    for held in attached.values():
        needed.update(held[:2])
    return [name for name in names if name not in needed]


def _state(path: Path) -> str:
    """The content of an index, as text."""
    with open_index(path, lock_timeout=60) as index:
        return _state_of({row.id: row.title for row in index}, _saved(index))


def _state_of(titles: dict[str, str], saved: list[str]) -> str:
    return digest([sorted(titles.values()), sorted(saved)])


def _saved(index: Index) -> list[str]:
    return [saved.name for saved in index.saved_searches()]


# --- the writer -----------------------------------------------------------------------------------


class Writer:
    """Changes an index, and knows beforehand what will be in it."""

    def __init__(self, folder: Path, seed: str) -> None:
        self._path, self._corpus = folder / INDEX, folder / CORPUS
        self._chance = random.Random(seed)
        self._index = open_index(self._path, lock_timeout=60)
        self._titles = {row.id: row.title for row in self._index}
        self._saved = _saved(self._index)

    def change(self) -> None:
        """Make a change, tell of it before, and when it is done."""
        changes = (self.add, self.replace, self.remove, self.ingest, self.rebuild, self.save)
        self._chance.choice((*changes, self.optimise, self.add_many, self.add))()

    def _commit(self, name: str, act: Callable[[], Any]) -> None:
        tell(f"begin {name} {_state_of(self._titles, self._saved)}")
        act()
        tell("done")

    def _some(self, count: int) -> list[Any]:
        start = self._chance.randrange(10**6)
        return samples(range(start, start + count), self._chance.random())

    def _add(self, name: str, articles: list[Any]) -> None:
        self._titles |= {row.id: row.title for row in articles}
        self._commit(name, lambda: self._index.add(articles))

    def add(self) -> None:
        """A few new articles."""
        self._add("add", self._some(self._chance.randint(1, 20)))

    def add_many(self) -> None:
        """Many new articles, after which segments are merged."""
        self._add("add-many", self._some(400))

    def replace(self) -> None:
        """Other articles in the place of some."""
        ids = self._ids(10)
        self._add(
            "replace",
            [replace(row, id=one) for row, one in zip(self._some(len(ids)), ids, strict=True)],
        )

    def remove(self) -> None:
        """Some articles fewer."""
        ids = self._ids(30)
        for each in ids:
            del self._titles[each]
        self._commit("remove", lambda: self._index.remove(ids))

    def _ids(self, most: int) -> list[str]:
        """Some articles that no file holds."""
        ids = sorted(self._titles.keys() - self._of_corpus())
        return self._chance.sample(ids, min(most, len(ids)))

    def save(self) -> None:
        """A search more, or one fewer: side files alone."""
        if self._saved and self._chance.random() < 0.5:
            name = self._saved.pop()
            self._commit("forget", lambda: self._index.forget_search(name))
        else:
            name = f"search {self._chance.random()}"
            self._saved.append(name)
            self._commit("save", lambda: self._index.save_search(name, "care"))

    def optimise(self) -> None:
        """One segment of all."""
        self._commit("optimise", self._index.optimise)

    def _of_corpus(self) -> set[str]:
        return {each for each, title in self._titles.items() if title.startswith(MARK)}

    def _new_corpus(self) -> dict[str, str]:
        """Another file in the place of the last; the ids of its articles do not matter."""
        rows = [replace(row, title=f"{MARK} {row.title}") for row in self._some(20)]
        write_corpus(self._corpus, rows)
        return {row.title: row.title for row in rows}

    def ingest(self) -> None:
        """The former articles of a file are replaced by its present ones."""
        for each in self._of_corpus():
            del self._titles[each]
        self._titles |= self._new_corpus()
        self._commit("ingest", lambda: self._index.ingest(self._corpus))

    def rebuild(self) -> None:
        """Nothing but what the file gives, and the saved searches."""
        self._titles = self._new_corpus()
        self._commit("rebuild", self._rebuild)

    def _rebuild(self) -> None:
        with open_index(self._path, rebuild=True, lock_timeout=60) as index:
            index.ingest(self._corpus)
        self._index.close()
        self._index = open_index(self._path, lock_timeout=60)


def main(arguments: list[str]) -> None:
    """Change an index until killed."""
    try:
        writer = Writer(Path(arguments[0]), arguments[1])
        while True:
            writer.change()
    except LeaderSearchError as error:
        tell(f"error {json.dumps(str(error))}")


if __name__ == "__main__":
    main(sys.argv[1:])
