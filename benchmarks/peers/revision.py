"""One checkout of leadersearch, answering in a process of its own: the worker of `before_after.py`.

    python -P revision.py INDEX        with the checkout's src/ as PYTHONPATH

reads one JSON object a line and answers each with one. It uses nothing but what every revision
has in public, and nothing of this package: the other revision would not find it.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from typing import Any

import leadersearch

SENTENCE = "Kind teams listen, and leaders who listen learn what the figures cannot tell them."


def main() -> None:
    folder = sys.argv[1]
    index = leadersearch.open_index(folder)
    actions = {
        "search": lambda ask: _search(index, ask),
        "open": lambda ask: [_time(partial(_open, folder)) for _ in range(ask["times"])],
        "commit": lambda ask: [_time(partial(_commit, index, n)) for n in range(ask["times"])],
    }
    print(json.dumps({"from": leadersearch.__file__}), flush=True)
    for line in sys.stdin:
        ask = json.loads(line)
        print(json.dumps(actions[ask["do"]](ask)), flush=True)


def _search(index: Any, ask: dict[str, Any]) -> list[float]:
    return [_time(partial(index.search, text, **ask["how"])) for text in ask["queries"]]


def _open(folder: str) -> None:
    with leadersearch.open_index(folder) as index:
        index.search("leadership", limit=1)


def _commit(index: Any, number: int) -> None:
    index.add(leadersearch.Article(id=f"one-{number}", title=f"One {number}", excerpt=SENTENCE))


def _time(action: Any) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
