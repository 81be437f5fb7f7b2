"""Power lost at any moment of any change: the last committed generation or the new one, always.

What the disk may hold then is made in a folder and opened as an index: on a small index every
combination at every moment of every kind of change, on a larger one, over several changes, some drawn
by the seed. Once a change has returned, it is the new one that must be there.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadersearch import Article, Index, IndexMissing, open_index
from leadersearch.engines.whoosh.engine import WhooshEngine
from leadersearch.engines.whoosh.index.folder import side_file_path, write_blob
from leadersearch.engines.whoosh.index.toc import latest_generation
from stress.disk import Moment, Recorder, Tree, write_tree
from stress.outcome import Outcome
from stress.samples import samples

ROUNDS = 8_000
"""States of the disk: the small index has about half as many, and all of them are tried."""

INDEX = "index"
NOTES = "notes"  # a side file of no meaning

State = tuple[tuple[tuple[str, str], ...], tuple[str, ...], bytes | None] | None
"""Ids and titles, saved searches, the side file; None: there is no index."""


@dataclass(slots=True)
class Case:
    """A state of the disk, and what an index in it may hold."""

    name: str
    tree: Tree
    allowed: list[State]


def run(rounds: int, seed: int, folder: Path) -> Outcome:
    """Lose power in each round; the failures name the change, the moment and the seed."""
    chance = random.Random(seed)
    outcome = Outcome()
    cases = _all_cases(folder, chance, outcome)
    chance.shuffle(cases)
    # Half of a short run goes to each.
    small = cases if len(cases) < rounds * 3 // 4 else cases[: (rounds + 1) // 2]
    outcome.remarks.append(
        f"{len(cases):,} different states of a small index, {len(small):,} tried"
    )
    for case in small:
        _try(case, folder / "disk", outcome)
    for case in _drawn_cases(folder, chance, rounds - len(small)):
        _try(case, folder / "disk", outcome)
    return outcome


def _try(case: Case, place: Path, outcome: Outcome) -> None:
    write_tree(case.tree, place)
    try:
        outcome.counts[_judge(place / INDEX, case.allowed)] += 1
    except Exception as error:  # noqa: BLE001  # to find them is what this is for
        held = ", ".join(
            f"{name} ({'folder' if content is None else len(content)})"
            for name, content in sorted(case.tree.items())
        )
        outcome.failures.append(f"{case.name}: {type(error).__name__}: {error}; on disk: {held}")
    shutil.rmtree(place)


def _judge(path: Path, allowed: list[State]) -> str:
    """Open what is left of an index and go on with it; returns which state it was in."""
    try:
        with open_index(path) as index:
            found = _state(index)
            _expect(index.warnings == (), f"warnings {index.warnings}")
            _expect(index.check().problems == (), f"problems {index.check().problems}")
    except IndexMissing:
        found = None
    _expect(found in allowed, f"neither of what was committed: {str(found)[:200]}")
    with open_index(path, create=True) as index:
        index.add(Article(id="later", title="Later"))
        index.save_search("later", "later")
        after = _state(index)
        articles, saved, notes = found or ((), (), None)
        wanted = (
            tuple(sorted({**dict(articles), "later": "Later"}.items())),
            tuple(sorted({*saved, "later"})),
            notes,
        )
        _expect(after == wanted, f"after a commit: {str(after)[:200]}")
        report = index.check(fix=True)
        again = index.check()
        _expect(report.problems == again.problems == (), f"problems {report.problems}")
        _expect(again.leftovers == (), f"leftovers {again.leftovers}")
    return "as before" if found == allowed[0] and len(allowed) > 1 else "as after"


def _expect(holds: bool, otherwise: str) -> None:  # an assertion
    if not holds:
        raise AssertionError(otherwise)


def _state(index: Index) -> State:
    titles = tuple(sorted((article.id, article.title) for article in index))
    _expect(index.search("", limit=0).total == len(titles), "the articles are not all found")
    saved = tuple(sorted(row.name for row in index.saved_searches()))
    return titles, saved, index._engine.view().document(NOTES)


# --- the small index ------------------------------------------------------------------------------


def _all_cases(folder: Path, chance: random.Random, outcome: Outcome) -> list[Case]:
    """Every state that the disk may be in at a moment of one change of a small index."""
    cases: dict[tuple[Any, ...], Case] = {}
    for name, (prepare, change) in CHANGES.items():
        root = folder / f"small {name}"
        root.mkdir()
        prepare(root / INDEX)
        states = [_seen(root / INDEX)]
        recorder = Recorder(root)
        with recorder.recording(), recorder.change():
            change(root / INDEX)
        states.append(_seen(root / INDEX))
        outcome.counts["moments of a small index"] += len(recorder.moments)
        for moment in recorder.moments:
            allowed = _allowed(moment, states)
            for tree in moment.states(chance):
                key = (name, moment.is_between, moment.step, *sorted(tree.items()))
                cases.setdefault(key, Case(f"{name}, at {moment.what}", tree, allowed))
    return list(cases.values())


def _seen(path: Path) -> State:
    try:
        with open_index(path) as index:
            return _state(index)
    except IndexMissing:
        return None


def _allowed(moment: Moment, states: list[State]) -> list[State]:
    if moment.is_between:
        return [states[moment.step]]
    return [states[moment.step - 1], states[moment.step]]


def _few(index: Index) -> None:
    index.add([Article(id=f"a{number}", title=f"Kindness {number}") for number in range(3)])


def _made(path: Path) -> None:
    """An index of three small segments, with a side file and a saved search."""
    with open_index(path, create=True) as index:
        _few(index)
        with index._engine.write() as writer:
            writer.keep(NOTES, b"first")
        index.save_search("mine", "kindness")
        for number in range(2):
            index.add(Article(id=f"b{number}", title=f"Ethics {number}"))


def _interrupted(path: Path) -> None:
    """As `_made`, and a run died when it had attached something to the commit that is next."""
    _made(path)
    generation = latest_generation(path) + 1
    write_blob(side_file_path(path, NOTES, generation), NOTES, b"never committed")


def _nothing(_: Path) -> None:
    pass


def _empty(path: Path) -> None:
    open_index(path, create=True).close()


def _by(act: Callable[[Index], Any], **options: Any) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        with open_index(path, **options) as index:
            act(index)

    return change


def _all_at_once(index: Index) -> None:
    with index._engine.write() as writer:
        writer.put([Article(id="a1", title="Xylophonists replace kindness")])
        writer.remove(["b0"])
        writer.keep(NOTES, b"second")


CHANGES: dict[str, tuple[Callable[[Path], None], Callable[[Path], None]]] = {
    "creation": (_nothing, _by(lambda _: None, create=True)),
    "the first articles": (_empty, _by(_few)),
    "one article": (_made, _by(lambda index: index.add(Article(id="c", title="Kindness of c")))),
    "a merge": (_made, _by(lambda index: index.add([Article(id="b0", title="Kind leaders")]))),
    "a removal": (_made, _by(lambda index: index.remove(["a0", "b1"]))),
    "all at once": (_made, _by(_all_at_once)),
    "saving": (_made, _by(lambda index: index.save_search("more", "ethics"))),
    "forgetting": (_made, _by(lambda index: index.forget_search("mine"))),
    "after a run that died": (_interrupted, _by(lambda index: index.remove("b0"))),
    "a rebuild": (_made, _by(_few, rebuild=True)),
    "optimising": (_made, _by(lambda index: index.optimise())),
}


# --- the larger one -------------------------------------------------------------------------------


def _drawn_cases(folder: Path, chance: random.Random, count: int) -> Iterator[Case]:
    """States that the disk may be in over several changes of an index of some hundred articles."""
    number = 0
    while count > 0:
        root = folder / f"large {number}"
        root.mkdir()
        with open_index(root / INDEX, create=True) as index:
            index.add(samples(range(300), number))
        states = [_seen(root / INDEX)]
        recorder = Recorder(root)
        with recorder.recording():
            for _ in range(5):
                with recorder.change():
                    _change(root / INDEX, chance)
                states.append(_seen(root / INDEX))
        drawn = min(count, 400)
        for _ in range(drawn):
            moment = chance.choice(recorder.moments)
            name = f"large {number}, at {moment.what}"
            yield Case(name, moment.drawn(chance), _allowed(moment, states))
        count -= drawn
        number += 1
        shutil.rmtree(root)


def _change(path: Path, chance: random.Random) -> None:
    if chance.random() < 0.1:
        with open_index(path, rebuild=True) as index:
            index.add(samples(range(50), chance.random()))
        return
    with open_index(path) as index:
        assert isinstance(index._engine, WhooshEngine)
        kind = chance.random()
        if kind < 0.1:
            index.optimise()
        elif kind < 0.25:
            index.save_search(f"search {chance.random()}", "care")
        else:
            start = chance.randrange(400)
            with index._engine.write() as writer:
                for article in samples(range(start, start + chance.choice((1, 5, 90))), kind):
                    writer.put([article])
                for number in chance.sample(range(400), chance.randrange(20)):
                    writer.remove([f"a{number}"])
                if chance.random() < 0.5:
                    writer.keep(NOTES, str(kind).encode())
