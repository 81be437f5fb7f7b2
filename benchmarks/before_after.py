"""This checkout beside another one of leadersearch, such as the commit before, in one run.

    git worktree add --detach ../before COMMIT
    python benchmarks/before_after.py ../before [ARTICLES.jsonl.gz] [--articles 59411]

Each revision indexes the same articles, then both answer the same queries in turns, each in a
process of its own; opening, committing one article, whole processes likewise. The table gives the
times of each and their ratio, which is taken within a round. Both run in this Python: what the
other revision depends on has to be installed. Queries are drawn as for `compare.py`.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peers import report
from benchmarks.peers.corpus import CHECKOUT, DEFAULT_ARTICLES, read_articles, write_corpus
from benchmarks.peers.ours import Ours
from benchmarks.peers.peer import FACET_LIMIT, LIMIT, Want
from benchmarks.peers.queries import CLASSES, survey

WORKER = Path(__file__).parent / "peers" / "revision.py"
SEARCHES = {
    Want.PAGE: {"limit": LIMIT, "snippets": False},
    Want.NEWEST: {"limit": LIMIT, "snippets": False, "sort": "newest"},
    Want.FACETS: {
        "limit": LIMIT,
        "snippets": False,
        "facets": ["author", "year"],
        "facet_limit": FACET_LIMIT,
    },
    Want.SNIPPETS: {"limit": LIMIT},
}
COMMITS, OPENINGS, PROCESSES = 15, 15, 9
TOLERANCE = 1.05


@dataclass(frozen=True, slots=True)
class Revision:
    """One checkout, and where its index is."""

    name: str
    source: Path
    folder: Path

    def environment(self) -> dict[str, str]:
        """With bytecode, as when installed."""
        return os.environ | {"PYTHONPATH": str(self.source), "PYTHONDONTWRITEBYTECODE": ""}

    def run(self, *words: str) -> float:
        """Seconds of processor time that a `leadersearch` command takes as a whole process."""
        before = _children_seconds()
        line = [sys.executable, "-P", "-m", "leadersearch", *words, "--index", str(self.folder)]
        subprocess.run(line, check=True, env=self.environment(), capture_output=True)
        return _children_seconds() - before

    @contextmanager
    def worker(self) -> Iterator[Callable[[dict[str, Any]], Any]]:
        """A process that answers questions."""
        with subprocess.Popen(
            [sys.executable, "-P", str(WORKER), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=self.environment(),
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            stdin, stdout = process.stdin, process.stdout
            origin = json.loads(stdout.readline())["from"]
            if not Path(origin).is_relative_to(self.source):
                raise SystemExit(f"{origin} answers for {self.source}")

            def ask(question: dict[str, Any]) -> Any:
                stdin.write(json.dumps(question) + "\n")
                stdin.flush()
                return json.loads(stdout.readline())

            yield ask
            stdin.close()


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


Round = tuple[float, float]
"""The typical seconds of the revision before and of the one after, in one round."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("before", type=Path, help="the other checkout")
    parser.add_argument("source", nargs="?", type=Path, default=DEFAULT_ARTICLES)
    parser.add_argument("--articles", type=int, default=59_411)
    parser.add_argument("--queries", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, help="append the table to this file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        pair = (
            Revision("before", arguments.before.resolve() / "src", Path(place, "before")),
            Revision("after", CHECKOUT / "src", Path(place, "after")),
        )
        corpus = Path(place, "corpus.jsonl")
        write_corpus(arguments.source, arguments.articles, corpus)
        rows = [*_built(pair, corpus), *_answered(pair, corpus, arguments), *_processes(pair)]
    table = report.table(["", "before, ms", "after, ms", "after / before"], map(_row, rows))
    slower = [name for name, rounds in rows if _ratio(rounds) > TOLERANCE]
    text = (
        f"\n## Before and after: {arguments.articles:,} articles\n\n{report.render_head()}\n\n{table}"
        f"\n\nSlower by more than a twentieth: {', '.join(slower) or 'nothing'}.\n"
    )
    if arguments.output:
        with arguments.output.open("a", encoding="utf-8") as file:
            file.write(text)
    print(text)
    return 0


Named = tuple[str, list[Round]]


def _built(pair: Sequence[Revision], corpus: Path) -> Iterator[Named]:
    """Indexing by the command, which is also what the other rows need."""
    walls, cpus = [], []
    for revision in pair:
        started = time.perf_counter()
        cpus.append(revision.run("index", str(corpus)))
        walls.append(time.perf_counter() - started)
    yield "indexing, wall clock", [(walls[0], walls[1])]
    yield "indexing, processor time", [(cpus[0], cpus[1])]


def _answered(
    pair: Sequence[Revision], corpus: Path, arguments: argparse.Namespace
) -> Iterator[Named]:
    words = survey(read_articles(corpus), arguments.seed)
    with ExitStack() as stack:
        asking = [stack.enter_context(revision.worker()) for revision in pair]

        def rounds(question: dict[str, Any]) -> list[Round]:
            for ask in asking:
                ask(question)  # warm-up
            return _in_turns([partial(_typical, ask, question) for ask in asking], arguments.rounds)

        for row in CLASSES:
            asks = row.asks(words, arguments.queries, arguments.seed)
            texts = [Ours.writings[ask.form](ask) for ask in asks]
            yield row.name, rounds({"do": "search", "queries": texts, "how": SEARCHES[row.want]})
        yield "open and search", rounds({"do": "open", "times": OPENINGS})
        yield "commit of one article", rounds({"do": "commit", "times": COMMITS})


def _typical(ask: Callable[[dict[str, Any]], Any], question: dict[str, Any]) -> float:
    seconds: list[float] = ask(question)
    return statistics.median(seconds)


def _processes(pair: Sequence[Revision]) -> Iterator[Named]:
    for words in (("query", "leadership", "evaluation"), ("query", "--limit", "1", "zyx")):
        actions = [partial(_tolerant, revision, words) for revision in pair]
        yield f"process: {' '.join(words)}", _in_turns(actions, PROCESSES)[1:]


def _tolerant(revision: Revision, words: Sequence[str]) -> float:
    before = _children_seconds()
    try:
        return revision.run(*words)
    except subprocess.CalledProcessError as error:
        if error.returncode != 1:  # no hits
            raise
        return _children_seconds() - before


def _in_turns(actions: Sequence[Callable[[], float]], rounds: int) -> list[Round]:
    """Who begins changes from round to round."""
    found: list[Round] = []
    for turn in range(rounds):
        first, second = (0, 1) if turn % 2 == 0 else (1, 0)
        seconds = [0.0, 0.0]
        seconds[first] = actions[first]()
        seconds[second] = actions[second]()
        found.append((seconds[0], seconds[1]))
    return found


def _ratio(rounds: Sequence[Round]) -> float:
    return statistics.median(after / before for before, after in rounds)


def _row(named: Named) -> list[str]:
    name, rounds = named
    before, after = (statistics.median(side) * 1000 for side in zip(*rounds, strict=True))
    return [name, f"{before:,.3f}", f"{after:,.3f}", f"{_ratio(rounds):.2f}"]


if __name__ == "__main__":
    sys.exit(main())
