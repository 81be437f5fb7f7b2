"""The figures as Markdown."""

from __future__ import annotations

import os
import platform
import re
import shlex
import sqlite3
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.peers import OURS
from benchmarks.peers.building import Built
from benchmarks.peers.timing import Samples, disagreement

TOLERANCE = 0.05
PACKAGES = ("leadersearch", "whoosh", "nltk", "numpy", "tantivy", "bm25s")

Grid = Mapping[str, Mapping[str, Samples]]  # class -> engine -> samples
Cell = Callable[[Samples, Mapping[str, Samples]], str]

HELD_TO = (
    ("FTS5", 1 / 5, "", "at least 5x faster than FTS5"),
    ("Whoosh", 1 / 15, "", "at least 15x faster than stock Whoosh"),
    ("tantivy", 1.0, "common term|AND|phrase|prefix|fuzzy", "ahead of tantivy on these"),
    ("tantivy", 2.0, "", "never more than 2x behind tantivy"),
)
"""Our targets: ours takes at most this share of a peer's time, on the classes whose names
begin so."""

SNIPPETS = "with snippets"
SNIPPETS_HELD_TO = 0.005
"""Seconds that a page with snippets and reasons may take, p95."""


@dataclass(slots=True)
class Outcome:
    """All that one run over one number of articles has found."""

    articles: int
    text_bytes: int
    built: dict[str, Built] = field(default_factory=dict)
    queries: dict[str, dict[str, Samples]] = field(default_factory=dict)
    acts: dict[str, dict[str, Samples]] = field(default_factory=dict)
    commands: dict[str, Samples] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)


def render_head() -> str:
    """The machine, the versions, the command and the date."""
    rows = [
        ("date", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"),
        ("command", f"`python benchmarks/{shlex.join([Path(sys.argv[0]).name, *_arguments()])}`"),
        ("processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("memory", f"{_memory():.0f} GiB"),
        ("system", f"{platform.system()} {platform.release()}, {platform.machine()}"),
        ("Python", platform.python_version()),
        ("SQLite", sqlite3.sqlite_version),
        *((package, _version(package)) for package in PACKAGES),
    ]
    return table(["", ""], rows)


def render(outcome: Outcome) -> str:
    """One section: all tables of one number of articles."""
    parts = [
        f"## {outcome.articles:,} articles, {outcome.text_bytes / 1e6:,.0f} MB of text",
        "### Indexing\n\n" + _built_table(outcome),
        "### Queries, text to page: median, ms\n\n"
        "In brackets: how many times as long as leadersearch as shipped takes, paired round by "
        "round. `-`: the engine cannot; the notes say why.\n\n"
        + _grid(outcome.queries, _median_cell, counts=outcome.asked),
        "### Queries, p95, ms\n\n" + _grid(outcome.queries, _p95_cell),
        "### Queries met for the first time, median, ms\n\n"
        "The first round alone: the process is warm, the query is new to it.\n\n"
        + _grid(outcome.queries, _first_cell),
    ]
    if outcome.acts:
        parts.append("### Changes, ms: median (p95)\n\n" + _grid(outcome.acts, _act_cell))
    if outcome.commands:
        parts.append("### Whole processes, ms\n\n" + _command_table(outcome.commands))
    parts.append("### Notes\n\n" + "\n".join(f"- {note}" for note in _notes(outcome)))
    return "\n\n".join(parts) + "\n"


# --- tables --------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells as a Markdown table."""
    ruler = ["---", *("---:" for _ in head[1:])]
    lines = [head, ruler, *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _grid(grid: Grid, cell: Cell, counts: Mapping[str, int] | None = None) -> str:
    names = list(next(iter(grid.values())))
    rows = []
    for label, samples in grid.items():
        asked = f" ({counts[label]})" if counts else ""
        rows.append([f"{label}{asked}", *(cell(samples[name], samples) for name in names)])
    return table(["", *names], rows)


def _ms(seconds: float) -> str:
    value = seconds * 1000
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _times(factor: float) -> str:
    return f"{factor:.2f}x" if factor < 10 else f"{factor:.0f}x"


def _ratio(samples: Samples, ours: Samples | None) -> str:
    if ours is None or ours is samples or not ours.rounds:
        return ""
    return _times(samples.times(ours))


def _median_cell(samples: Samples, row: Mapping[str, Samples]) -> str:
    if not samples.rounds:
        return "-"
    ours = row.get(OURS)
    median, ratio = _ms(samples.median()), _ratio(samples, ours)
    return f"{median} ({ratio})" if ratio else f"**{median}**"


def _p95_cell(samples: Samples, _: Mapping[str, Samples]) -> str:
    return _ms(samples.percentile()) if samples.rounds else "-"


def _first_cell(samples: Samples, _: Mapping[str, Samples]) -> str:
    return _ms(samples.first()) if samples.rounds else "-"


def _act_cell(samples: Samples, _: Mapping[str, Samples]) -> str:
    if not samples.rounds:
        return "-"
    median = _ms(samples.median())
    return f"{median} ({_ms(samples.percentile())})" if len(samples.rounds[0]) > 1 else median


def _built_table(outcome: Outcome) -> str:
    reading = outcome.built.get("reading alone")
    rows = [_built_row(name, built, reading, outcome) for name, built in outcome.built.items()]
    head = ["", "articles/s", "articles per CPU s", "CPU s", "index MB", "of the text", "peak MB"]
    return table(head, rows) + (
        "\n\nBoth rates are net of reading the articles from JSONL, which the other columns "
        "hold; `leadersearch index` reads by itself, so nothing is taken off there."
    )


def _built_row(name: str, built: Built, reading: Built | None, outcome: Outcome) -> list[str]:
    is_net = reading is not None and name not in {"reading alone", "leadersearch index"}
    wall = built.wall - (reading.wall if reading and is_net else 0)
    cpu = built.cpu - (reading.cpu if reading and is_net else 0)
    return [
        name,
        f"{outcome.articles / wall:,.0f}",
        f"{outcome.articles / cpu:,.0f}",
        f"{built.cpu:.2f}",
        f"{built.size / 1e6:,.1f}",
        f"{built.size / outcome.text_bytes:.2f}x",
        f"{built.peak / 1e6:,.0f}",
    ]


def _command_table(commands: Mapping[str, Samples]) -> str:
    ours = next(iter(commands.values()))
    rows = [
        [name, _ms(found.median()), _ms(found.percentile()), _ratio(found, ours)]
        if found.rounds
        else [name, found.refusal, "", ""]
        for name, found in commands.items()
    ]
    return table(["", "median", "p95", "of ours"], rows)


# --- notes ---------------------------------------------------------------------------------------


def _notes(outcome: Outcome) -> list[str]:
    return [*_refusals(outcome), *_disagreements(outcome.queries), *_misses(outcome.queries)]


def _refusals(outcome: Outcome) -> list[str]:
    reasons: dict[tuple[str, str], list[str]] = {}
    for label, samples in [*outcome.queries.items(), *outcome.acts.items()]:
        for name, found in samples.items():
            if found.refusal:
                reasons.setdefault((name, found.refusal), []).append(label)
    return [f"{name}: {why} ({', '.join(rows)})." for (name, why), rows in reasons.items()]


def _disagreements(grid: Grid) -> list[str]:
    """Where totals differ by more than analysers should make them."""
    notes = []
    for label, samples in grid.items():
        far = [
            f"{name} {share:.0%}"
            for name, found in samples.items()
            if found.rounds and OURS in samples
            for share in [disagreement(samples[OURS], found)]
            if share is not None and share > TOLERANCE
        ]
        if far:
            notes.append(f"Totals of *{label}* typically differ from ours: {', '.join(far)}.")
    return notes


def _misses(grid: Grid) -> list[str]:
    """Where we fall short of what the design holds us to."""
    notes = []
    for peer, share, classes, what in HELD_TO:
        shares = _shares(grid, peer, classes)
        missed = [f"{label} ({_times(own)} its time)" for label, own in shares if own > share]
        notes += [f"Held to: {what}. {_verdict(missed)}"] if shares else []
    slow = [
        f"{label} ({_ms(samples[OURS].percentile())} ms)"
        for label, samples in grid.items()
        if label.startswith(SNIPPETS) and OURS in samples and samples[OURS].rounds
        if samples[OURS].percentile() > SNIPPETS_HELD_TO
    ]
    notes.append(f"Held to: a page with snippets and reasons in 5 ms, p95. {_verdict(slow)}")
    return notes


def _verdict(missed: Sequence[str]) -> str:
    return f"**Missed**: {', '.join(missed)}." if missed else "Met."


def _shares(grid: Grid, peer: str, classes: str) -> list[tuple[str, float]]:
    """Our time as a share of a peer's, class by class, without snippets."""
    return [
        (label, 1 / samples[peer].times(samples[OURS]))
        for label, samples in grid.items()
        if all(name in samples and samples[name].rounds for name in (OURS, peer))
        if re.match(classes, label) and not label.startswith(SNIPPETS)
    ]


# --- the machine ---------------------------------------------------------------------------------


def _arguments() -> list[str]:
    """The arguments without the folders of this machine."""
    return [Path(word).name if os.sep in word else word for word in sys.argv[1:]]


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else None
    return found[1] if found else platform.processor() or "unknown"


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
