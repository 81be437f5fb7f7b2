"""leadersearch beside SQLite FTS5, tantivy-py, stock Whoosh and bm25s, in one run.

    python benchmarks/compare.py [ARTICLES.jsonl.gz] [--articles 10000 59411] [--output FILE]

The same articles, the same queries (drawn from the articles by a seed), the same machine, in
turns. Needs the packages tantivy and bm25s; an engine that is not installed is left out.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import PackageNotFoundError
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peers import BUILDS, ENGINES, OURS, report
from benchmarks.peers.building import build_apart
from benchmarks.peers.cold import time_commands
from benchmarks.peers.corpus import DEFAULT_ARTICLES, read_articles, write_corpus
from benchmarks.peers.peer import Peer
from benchmarks.peers.queries import CLASSES, QueryClass, Words, survey
from benchmarks.peers.timing import Effort, Samples, time_class, time_each

from leadersearch import Article

SIZES = (10_000, 59_411)
WARM_UP = 5
UPDATES = 30
STARTED = time.perf_counter()


@dataclass(frozen=True, slots=True)
class Plan:
    """The measurements that the command line asks for."""

    source: Path
    names: tuple[str, ...]
    classes: tuple[QueryClass, ...]
    queries: int
    effort: Effort
    seed: int
    reuses: bool


def main() -> int:
    arguments = _parser().parse_args()
    if not arguments.source.exists():
        print(f"there is no {arguments.source}; name a JSONL file of articles", file=sys.stderr)
        return 2
    plan = Plan(
        source=arguments.source,
        names=tuple(name for name in ENGINES if _is_wanted(name, arguments.engines)),
        classes=tuple(row for row in CLASSES if _is_wanted(row.name, arguments.classes)),
        queries=arguments.queries,
        effort=Effort(arguments.rounds, arguments.seconds),
        seed=arguments.seed,
        reuses=arguments.work is not None,
    )
    parts = ["# Results", report.render_head()]
    for number in arguments.articles:
        with _workplace(arguments.work, number) as work:
            parts.append(report.render(measure(plan, number, work)))
        _write("\n\n".join(parts), arguments.output)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("source", nargs="?", type=Path, default=DEFAULT_ARTICLES, help="articles, JSONL or .gz")
    add("--articles", type=int, nargs="+", default=SIZES, metavar="N", help="how many, per run")
    add("--queries", type=int, default=30, help="queries of each class")
    add("--rounds", type=int, default=5, help="rounds over the queries of a class")
    add("--seconds", type=float, default=30.0, help="an engine's time for a class, after round 1")
    add("--seed", type=int, default=1, help="draws other queries")
    add("--engines", nargs="+", help="only engines whose names begin so")
    add("--classes", nargs="+", help="only query classes whose names begin so")
    add("--work", type=Path, help="keep the indexes here; a peer's is not built a second time")
    add("--output", type=Path, help="write Markdown there instead of to standard output")
    return parser


def _is_wanted(name: str, beginnings: list[str] | None) -> bool:
    return not beginnings or any(name.lower().startswith(row.lower()) for row in beginnings)


def _write(text: str, output: Path | None) -> None:
    if output:
        output.write_text(text, encoding="utf-8")
    else:
        print(text)


@contextmanager
def _workplace(kept: Path | None, number: int) -> Iterator[Path]:
    if kept is None:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
    else:
        folder_of_size = kept / str(number)
        folder_of_size.mkdir(parents=True, exist_ok=True)
        yield folder_of_size


def measure(plan: Plan, number: int, work: Path) -> report.Outcome:
    """One run over so many articles."""
    corpus = work / "articles.jsonl"
    outcome = report.Outcome(number, write_corpus(plan.source, number, corpus))
    names = _installed(plan.names)
    build_all(plan, names, corpus, work, outcome)
    words = survey(read_articles(corpus), plan.seed)
    peers = {name: ENGINES[name].opened(work) for name in names}
    gc.collect()
    gc.freeze()
    search_all(plan, peers, words, outcome)
    if OURS in peers:
        _tell("whole processes")
        asks = next(row for row in CLASSES if row.name == "OR 2").asks(words, 3, plan.seed)
        outcome.commands = time_commands(work, asks, plan.effort.rounds)
    change_all(plan, peers, corpus, outcome)
    for peer in peers.values():
        peer.close()
    gc.unfreeze()
    return outcome


def _installed(names: tuple[str, ...]) -> list[str]:
    held = []
    for name in names:
        try:
            ENGINES[name].version()
        except PackageNotFoundError as error:
            _tell(f"{name} is left out: {error}")
        else:
            held.append(name)
    return held


def build_all(
    plan: Plan, names: list[str], corpus: Path, work: Path, outcome: report.Outcome
) -> None:
    """Every index, each in a process of its own, before this one holds much memory."""
    modules = {ENGINES[name].module for name in names} | {"corpus"}
    for engine in BUILDS.values():
        if engine.module in modules:
            _tell(f"indexing: {engine.name}")
            again = not plan.reuses or engine.module in {"ours", "corpus"}
            outcome.built[engine.name] = build_apart(engine, corpus, work, again=again)


def search_all(
    plan: Plan, peers: Mapping[str, Peer], words: Words, outcome: report.Outcome
) -> None:
    """Every class of queries; what warms up is not measured, and the other way round."""
    for row in plan.classes:
        _tell(f"searching: {row.name}")
        asks = row.asks(words, WARM_UP + plan.queries, plan.seed)
        asks, warm_up = asks[: plan.queries], asks[plan.queries :] or asks[:1]
        outcome.asked[row.name] = len(asks)
        outcome.queries[row.name] = time_class(row, peers, warm_up, asks, plan.effort)


def change_all(
    plan: Plan, peers: Mapping[str, Peer], corpus: Path, outcome: report.Outcome
) -> None:
    """Updates of single articles, then the merging of all that came of it."""
    changing = {name: peer for name, peer in peers.items() if _owns_its_index(name)}
    articles = _to_update(corpus, outcome.articles, plan.seed)
    acts: dict[str, tuple[Callable[[Peer, int], None], int]] = {
        "update": (lambda peer, turn: peer.update(articles[turn]), len(articles)),
        "optimise": (lambda peer, _: peer.optimise(), 1),
    }
    for act, (action, number) in acts.items():
        _tell(act)
        outcome.acts[act] = {}
        for name, peer in changing.items():
            outcome.acts[act][name] = (
                Samples(refusal=peer.cannot[act])
                if act in peer.cannot
                else time_each(partial(action, peer), number)
            )


def _owns_its_index(name: str) -> bool:
    return name == OURS or name in BUILDS


def _to_update(corpus: Path, number: int, seed: int) -> list[Article]:
    """Some articles, each with a sentence more than the index holds."""
    chosen = frozenset(random.Random(seed).sample(range(number), min(UPDATES, number)))
    return [
        replace(article, excerpt=f"{article.excerpt} This was added on revision.")
        for place, article in enumerate(read_articles(corpus))
        if place in chosen
    ]


def _tell(what: str) -> None:
    print(f"[{time.perf_counter() - STARTED:6.0f} s] {what}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
