"""Readers and writers at once: nobody fails, nothing is torn, nothing goes backwards, nothing leaks.

Writers commit batches of articles that must be seen whole or not at all. A round is one commit of
theirs, so that nothing depends on how fast a machine is.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from leadersearch import Article, Index, open_index
from stress.children import command, environment, tell
from stress.outcome import Outcome
from stress.samples import samples, write_corpus

ROUNDS = 300
READERS, WRITERS, THREADS = 4, 2, 16
BATCH = 6
REBUILT = 40  # articles of an index that is made anew over and over
PATIENCE = 600.0  # seconds to wait for a lock: others are at work, and the machine may be slow

ALLOWED = {"fds": 4, "maps": 12, "rss": 40 << 10}
"""By how much the second half of many commits may be above the first: files, maps, KiB."""


def run(rounds: int, seed: int, folder: Path) -> Outcome:
    """Read and write at once; the failures name who failed."""
    outcome = Outcome()
    _processes(rounds, seed, folder / "batches", outcome)
    _threads(max(1, rounds // 4), seed, folder / "threads", outcome)
    _rebuilds(max(1, rounds // 10), seed, folder / "rebuilt", outcome)
    return outcome


def batch(name: str, seed: int) -> list[Article]:
    """Articles that are committed together: each has the tag `name`, and stands for the rest."""
    rows = samples(range(BATCH), f"{seed}/{name}")
    return [replace(row, id=f"{name}-{row.id}", tags=(name,), venue="Batches") for row in rows]


def torn(tags: Counter[str]) -> list[str]:
    """The batches that are there in part."""
    return [f"{name}: {count} of {BATCH}" for name, count in tags.items() if count != BATCH]


# --- processes ------------------------------------------------------------------------------------


def _processes(rounds: int, seed: int, folder: Path, outcome: Outcome) -> None:
    """Several processes that read, one of them without taking notice, and several that write."""
    _start_with(folder, batch("first", seed))
    each = -(-rounds // WRITERS)
    with open_index(folder) as stale, _children("read", READERS, folder, seed) as readers:
        before = _ids(stale)
        with _children("write", WRITERS, folder, seed, each) as writers:
            told = [_end(writer, outcome) for writer in writers]
        told += [_end(reader, outcome) for reader in readers]
        if _ids(stale) != before:
            outcome.failures.append(f"seed {seed}: a reader that takes no notice saw a change")
    for row in told:
        outcome.counts.update(row.get("counts", {}))
    expected = BATCH * (1 + each * WRITERS)
    _check(folder, expected, outcome)
    held = [row["held"] for row in told if "held" in row]
    outcome.remarks += [f"reader over {each * WRITERS} commits: {row}" for row in held[:1]]


def _check(folder: Path, expected: int, outcome: Outcome) -> None:
    with open_index(folder) as index:
        report = index.check()
        if len(index) != expected or report.problems:
            outcome.failures.append(f"{len(index)} of {expected} articles, {report.problems}")


@contextmanager
def _children(task: str, count: int, *arguments: object) -> Iterator[list[subprocess.Popen[str]]]:
    """Processes that do a task until their input ends; none is left behind."""
    started = [
        subprocess.Popen(
            command("concurrency", task, number, *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(),
        )
        for number in range(count)
    ]
    try:
        for child in started:
            assert child.stdout is not None
            child.stdout.readline()  # it is ready
        yield started
    finally:
        for child in started:
            child.kill()
            child.wait()
            for stream in filter(None, (child.stdin, child.stdout, child.stderr)):
                stream.close()


def _end(child: subprocess.Popen[str], outcome: Outcome) -> dict[str, Any]:
    """Tell a process to end; returns what it tells at its end."""
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdin.close()
    output, errors = child.stdout.read(), child.stderr.read()
    if child.wait():
        said = (errors.strip().splitlines() or ["nothing said"])[-1]
        outcome.failures.append(f"{child.args!r}: ended with {child.returncode}: {said}")
        return {}
    row: dict[str, Any] = json.loads(output)
    outcome.failures += row["failures"]
    return row


def _start_with(folder: Path, articles: list[Article]) -> None:
    with open_index(folder, create=True) as index:
        index.add(articles)


def _ids(index: Index) -> list[str]:
    return sorted(article.id for article in index)


# --- threads --------------------------------------------------------------------------------------


def _threads(rounds: int, seed: int, folder: Path, outcome: Outcome) -> None:
    """Many threads on one index, while a process and a thread change it."""
    _start_with(folder, batch("first", seed))
    stop = threading.Event()
    failures: list[str] = []
    counts: Counter[str] = Counter()

    def repeat(act: Callable[[Index], None], index: Index) -> None:
        try:
            while not stop.is_set():
                act(index)
                counts[f"{act.__name__.strip('_')} by threads"] += 1
        except BaseException as error:  # noqa: BLE001  # told below
            failures.append(f"seed {seed} thread {act.__name__}: {type(error).__name__}: {error}")

    with open_index(folder, lock_timeout=PATIENCE) as index:
        threads = [
            threading.Thread(target=repeat, args=(ACTS[number % len(ACTS)], index))
            for number in range(THREADS)
        ]
        with _children("write", 1, folder, seed, rounds) as (writer,):
            for thread in threads:
                thread.start()
            try:
                for number in range(rounds):
                    index.add(batch(f"thread{number}", seed))
                _end(writer, outcome)
            finally:
                stop.set()
                for thread in threads:
                    thread.join()
    outcome.failures += failures
    outcome.counts.update(counts)
    _check(folder, BATCH * (1 + 2 * rounds), outcome)


def _search(index: Index) -> None:
    page = index.search("", limit=10_000, filters=[("venue", "Batches")], snippets=False)
    parts = torn(Counter(hit.article.tags[0] for hit in page))
    assert (page.total, parts) == (len(page), [])


def _search_words(index: Index) -> None:
    page = index.search("care ethics leadrship", facets=("author", "year"), limit=30)
    assert page.total >= len(page)


def _facets(index: Index) -> None:
    page = index.search("", limit=0, facets=("tag",), facet_limit=10_000)
    parts = torn(Counter({row.value: row.count for row in page.facets["tag"]}))
    assert not parts, parts


def _fetch(index: Index) -> None:
    assert index.article("first-a0").tags == ("first",)
    assert index.explain("first-a1", "care of the ward") is not None


def _iterate(index: Index) -> None:
    assert {f"first-a{number}" for number in range(BATCH)} <= {article.id for article in index}


def _related(index: Index) -> None:
    assert all(hit.article.id != "first-a2" for hit in index.related("first-a2"))


def _refresh(index: Index) -> None:
    before = len(index)
    index.refresh()
    assert len(index) >= before, (len(index), before)


ACTS = (_search, _search_words, _facets, _fetch, _iterate, _related, _refresh, _search)


# --- made anew ------------------------------------------------------------------------------------


def _rebuilds(rounds: int, seed: int, folder: Path, outcome: Outcome) -> None:
    """Readers of an index that is made anew, and put into one segment, over and over."""
    _rebuild(folder, seed, 0)
    with _children("read-rebuilt", 2, folder, seed) as readers:
        for number in range(1, rounds + 1):
            _rebuild(folder, seed, number)
            outcome.counts["rebuilds"] += 1
            with open_index(folder, lock_timeout=PATIENCE) as index:
                index.remove(next(iter(index)).id)
                index.optimise()
        for reader in readers:
            outcome.counts.update(_end(reader, outcome).get("counts", {}))
    _check(folder, REBUILT - 1, outcome)


def _rebuild(folder: Path, seed: int, number: int) -> None:
    corpus = folder.with_suffix(".jsonl")
    rows = samples(range(REBUILT), f"{seed}/{number}")
    write_corpus(corpus, [replace(row, tags=(str(number),)) for row in rows])
    with open_index(folder, rebuild=True, lock_timeout=PATIENCE) as index:
        index.ingest(corpus)


# --- what a process does --------------------------------------------------------------------------


class _Input:
    """Whether the standard input of this process is still open."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        sys.stdin.read()
        self._ended.set()

    def __bool__(self) -> bool:
        return not self._ended.is_set()


def write(number: int, folder: Path, seed: int, commits: int) -> dict[str, Any]:
    """Commit batches; now and then all is put into one segment."""
    counts: Counter[str] = Counter()
    with open_index(folder, lock_timeout=PATIENCE) as index:
        tell("ready")
        for commit in range(commits):
            index.add(batch(f"w{number}c{commit}", seed))
            counts["commits"] += 1
            if commit % 20 == 19:
                index.optimise()
                counts["optimised"] += 1
    return {"counts": counts, "failures": []}


def read(number: int, folder: Path, seed: int) -> dict[str, Any]:
    """Read what others commit: whole batches, never fewer than before."""
    counts: Counter[str] = Counter()
    failures: list[str] = []
    seen: set[str] = set()
    held: list[dict[str, int]] = []
    is_open = _Input()
    index = open_index(folder)
    tell("ready")
    while is_open and not failures:
        if number and counts["searches"] % 10 == 9:  # the first of them stays with what it opened
            index.close()
            index = open_index(folder)
        if index.refresh():
            counts["refreshed"] += 1
            held.append(_held())
        page = index.search("", limit=100_000, snippets=False)
        tags = Counter(hit.article.tags[0] for hit in page)
        if parts := torn(tags):
            failures.append(f"seed {seed} reader {number}: torn: {parts}")
        if page.total != len(page) or page.total != len(index):
            failures.append(f"seed {seed} reader {number}: {page.total} of {len(index)} articles")
        if missing := seen - tags.keys():
            failures.append(f"seed {seed} reader {number}: backwards: {sorted(missing)}")
        seen = set(tags)
        index.search("care ethics leadrship", facets=("author",))
        counts["searches"] += 2
    failures += [f"seed {seed} reader {number}: leaks {leak}" for leak in _leaks(held)]
    told: dict[str, Any] = {"counts": counts, "failures": failures}
    if held and number == 0:
        told["held"] = {name: [held[0][name], held[-1][name]] for name in held[0]}
    return told


def _held() -> dict[str, int]:
    """The resources of this process: descriptors, maps, KiB of memory. Nothing if they are not counted."""
    process = Path("/proc/self")
    if not (process / "smaps").exists():
        return {}
    status = (process / "status").read_text(encoding="ascii")
    (rss,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    maps = (process / "maps").read_text(encoding="utf-8", errors="replace")
    return {
        "fds": len(list((process / "fd").iterdir())),
        "maps": maps.count(".columnar"),
        "rss": int(rss),
    }


def _leaks(held: list[dict[str, int]]) -> Iterator[str]:
    """The growth over many commits: the least of the second half beside the first's.

    The least, since there are more or fewer segments, and now and then those of two generations.
    """
    half = len(held) // 2
    if half < 20:
        return
    for name, allowed in ALLOWED.items():
        if name in held[0]:
            before = min(row[name] for row in held[:half])
            after = min(row[name] for row in held[half:])
            if after > before + allowed:
                yield f"{name}: {before} -> {after}"


def read_rebuilt(number: int, folder: Path, seed: int) -> dict[str, Any]:
    """Read an index that is made anew over and over: what there is belongs together."""
    counts: Counter[str] = Counter()
    failures: list[str] = []
    is_open = _Input()
    index = open_index(folder)
    tell("ready")
    while is_open and not failures:
        if counts["searches of what is rebuilt"] % 7 == 6:
            index.close()
            index = open_index(folder)
        index.refresh()
        page = index.search("", limit=1000, snippets=False)
        made = {hit.article.tags for hit in page}
        if len(made) != 1 or len(page) not in (REBUILT, REBUILT - 1):
            failures.append(f"seed {seed} reader {number}: {len(page)} articles of {made}")
        counts["searches of what is rebuilt"] += 1
    return {"counts": counts, "failures": failures}


def main(arguments: list[str]) -> None:
    """Do a task, and tell how it went."""
    task, number, folder, *rest = arguments
    tasks: dict[str, Callable[..., dict[str, Any]]] = {
        "read": read,
        "write": write,
        "read-rebuilt": read_rebuilt,
    }
    tell(json.dumps(tasks[task](int(number), Path(folder), *map(int, rest))))


if __name__ == "__main__":
    main(sys.argv[1:])
