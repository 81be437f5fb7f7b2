"""Hostile queries: none fails, takes long, takes much memory, or gets a control onto a terminal.

They are asked of an index of the bundled corpus and, one in six, of 59,411 abstracts where these lie
beside the checkout (../shared/data). Each batch runs in a process of its own, with limits set on its
processor time and its memory: a query that hangs is a failure with a name.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

import leadersearch
from asking import terms
from leadersearch.engine import Sort
from leadersearch.errors import LeaderSearchError
from leadersearch.index import Index
from leadersearch.model.fields import FACETS
from leadersearch.query import parse_query, render_diagnostic, render_query, typed_at
from leadersearch.query.parse.lexer import MAX_LENGTH
from leadersearch.results.page import Page
from leadersearch.results.snippets import (
    Fragment,
    Snippet,
    render_html,
    render_plain,
    render_terminal,
)
from leadersearch.text import tokenise
from leadersearch.text.analysis import facet_field
from stress.limits import peak_memory
from stress.made import Words, random_text
from stress.outcome import Outcome

ROUNDS = 120_000
"""100,000 on the corpus and 20,000 on the abstracts."""

LARGE_SHARE = 6
BATCH = 500
MOST_SECONDS = 2.0
MOST_MEMORY = 500 << 20
LARGEST_PROCESS = 4 << 30
"""Bytes of address space: mapped files and the threads of numpy's libraries are among them."""

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
ABSTRACTS = ROOT.parent / "shared" / "data" / "acl-anthology.jsonl.gz"

_PAINT = re.compile(r"\x1b\[[0-9;]*m")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)


def run(rounds: int, seed: int, folder: Path) -> Outcome:
    """Ask so many queries."""
    outcome = Outcome()
    large = rounds // LARGE_SHARE if ABSTRACTS.is_file() and rounds >= ROUNDS // 100 else 0
    if not large:
        outcome.remarks.append(
            "no abstracts were asked (../shared/data is not here, or a short run)"
        )
    for corpus, count in ((CORPUS, rounds - large), (ABSTRACTS, large)):
        if not count:
            continue
        index = folder / corpus.name
        with leadersearch.open_index(index, create=True) as made:
            made.ingest(corpus)
        for first in range(0, count, BATCH):
            _run_batch(index, f"{seed}/{corpus.name}/{first}", min(BATCH, count - first), outcome)
    outcome.remarks.append(
        f"most processor time {outcome.counts.pop('most ms', 0):,} ms, "
        f"most memory {outcome.counts.pop('most MB', 0):,} MB"
    )
    return outcome


def _run_batch(index: Path, name: str, count: int, outcome: Outcome) -> None:
    """One batch in a process of its own; what it says line by line is added up."""
    command = [sys.executable, "-m", "stress.queries", str(index), name, str(count)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests"), "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as child:
        assert child.stdout is not None
        last: dict[str, Any] = {}
        for line in child.stdout:
            last = json.loads(line)
            outcome.failures += [f"{name}: {failure}" for failure in last.get("failures", ())]
            outcome.counts.update(last.get("counts", {}))
            for what in ("most ms", "most MB"):
                outcome.counts[what] = max(outcome.counts[what], last.get(what, 0))
    if child.returncode:
        asking = last.get("asking", "nothing yet")
        outcome.failures.append(f"{name}: ended with {child.returncode} while asking {asking}")


# --- in the child --------------------------------------------------------------------------------


def _batch(folder: str, name: str, count: int) -> None:
    seconds = count * 2 + 120
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_PROCESS, LARGEST_PROCESS))
    chance = random.Random(name)
    with leadersearch.open_index(folder) as index:
        words = _words_of(index)
        values = {facet: _values(index, facet) for facet in FACETS}
    index = leadersearch.open_index(folder)  # without what looking for words has loaded
    for number in range(count):
        text = random_text(chance, words)
        asked = _asked(chance, values)
        # Said before it is asked: whoever hangs has a name.
        _say({"asking": f"round {number}: {text[:300]!r} {asked}"})
        counts, failures = _ask(index, text, asked, chance)
        most = peak_memory() >> 20
        failures = [f"round {number}: {failure}: {text[:300]!r} {asked}" for failure in failures]
        milliseconds = counts.pop("ms")
        _say({"counts": counts, "failures": failures, "most ms": milliseconds, "most MB": most})
    if most << 20 > MOST_MEMORY:
        _say({"failures": [f"{most} MB of memory after {count} queries"]})
    index.close()


def _say(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()


def _asked(chance: random.Random, values: dict[str, list[str]]) -> dict[str, Any]:
    """How a query is asked."""
    return {
        "limit": chance.choice((0, 1, 10, 10, 50)),
        "offset": chance.choice((0, 0, 0, 5, 10**9)),
        "sort": chance.choice([sort.value for sort in Sort]),
        "typing": chance.random() < 0.3,
        "facets": chance.choice(((), FACETS)),
        "filters": [
            (facet, chance.choice([*values[facet], "none"]))
            for facet in chance.choices(FACETS, k=chance.choice((0, 0, 0, 1, 3)))
        ],
        "suggestions": chance.random() < 0.7,
    }


def _ask(
    index: Index, text: str, asked: dict[str, Any], chance: random.Random
) -> tuple[Counter[str], list[str]]:
    """Ask one query in all ways; how it ended, and what should not have been."""
    failures: list[str] = []
    ended = Counter({"ms": 0})
    started = process_time()
    try:
        page = index.search(text, **asked)
        ended["ms"] = round(1000 * (process_time() - started))
        ended["found" if page.total else "nothing found"] += 1
        failures += _wrong(index, text, asked, page, chance)
    except LeaderSearchError:
        ended["named errors"] += 1
    except Exception as error:  # noqa: BLE001  # whatever it is, it is named
        where = traceback.extract_tb(error.__traceback__)[-1]
        failures.append(f"{type(error).__name__} {error} in {where.filename}:{where.lineno}")
    if ended["ms"] > 1000 * MOST_SECONDS:
        failures.append(f"{ended['ms']} ms of processor time")
    return ended, failures


def _wrong(
    index: Index, text: str, asked: dict[str, Any], page: Page, chance: random.Random
) -> Iterator[str]:
    """The problems of an answer, and of everything done with it."""
    query = parse_query(text).query
    again = parse_query(render_query(query))
    # A query of many characters may be rendered as one of more than are read.
    if again.query != query and len(render_query(query)) <= MAX_LENGTH:
        yield "rendered, it is another query"
    yield from _wrong_text(page)
    yield from _wrong_diagnostics(text, page)
    for suggestion in page.suggestions:
        if not index.search(suggestion.query, limit=1, suggestions=False).total:
            yield f"what is suggested finds nothing: {suggestion.query}"
    yield from _wrong_completion(index, text, chance)
    if page.hits and chance.random() < 0.1:
        yield from _wrong_score(index, text, page, typing=asked["typing"])


def _wrong_text(page: Page) -> Iterator[str]:
    for hit in page.hits[:5]:
        fragments: tuple[Fragment | Snippet, ...] = (hit.title, hit.snippet, *hit.authors)
        for render in (render_plain, render_html, render_terminal):
            shown = _PAINT.sub("", "".join(map(render, fragments)))
            if _CONTROLS.search(shown.replace("\n", "")):
                yield f"a control is shown of {hit.article.id}"


def _wrong_diagnostics(text: str, page: Page) -> Iterator[str]:
    for row in page.diagnostics:
        if not 0 <= row.start <= row.end <= len(text):
            yield f"a diagnostic points outside the text: {row}"
        if _CONTROLS.search(render_diagnostic(text, row)):
            yield "a control is shown in a diagnostic"


def _wrong_completion(index: Index, text: str, chance: random.Random) -> Iterator[str]:
    typed = typed_at(text, chance.randrange(len(text) + 1))
    if not 0 <= typed.start <= typed.end <= len(text):
        yield f"what is typed lies outside the text: {typed}"
    if typed.field == "author" and typed.fragment:
        terms(index._engine, "author", typed.fragment, limit=10)


def _wrong_score(index: Index, text: str, page: Page, *, typing: bool) -> Iterator[str]:
    hit = page.hits[0]
    total = sum(row.score for row in index.explain(hit.article.id, text, typing=typing))
    if abs(total - hit.score) > 1e-6 * max(1.0, total):
        yield f"the rows of {hit.article.id} add up to {total}, not {hit.score}"


def _words_of(index: Index) -> Words:
    often: Counter[str] = Counter()
    names: set[str] = set()
    titles: list[str] = []
    for hit in index.search("", limit=300, suggestions=False):
        article = hit.article
        often.update(token.form for token in tokenise(f"{article.title} {article.text}"[:3_000]))
        names.update(article.authors)
        titles += [value for value in (article.url, article.doi, article.title) if value]
    ranked = [word for word, _ in often.most_common()]
    return Words(ranked[:40], ranked[40:], sorted(names) or ["Ann Lee"], titles)


def _values(index: Index, facet: str) -> list[str]:
    return [value for value, _ in terms(index._engine, facet_field(facet), limit=30)]


if __name__ == "__main__":
    _batch(sys.argv[1], sys.argv[2], int(sys.argv[3]))
