"""How long from a keystroke to its results on the screen, in the real browser over an index.

    python benchmarks/keystroke.py INDEX [--queries FILE] [--size 120x40]

Types queries letter by letter, as fast as answers come, and prints percentiles of: `keystroke`
(key pressed -> its results painted, with the debounce switched off, so that it is all work),
`search` (what the library needed of that) and `handled` (key pressed -> letter in the input: how
long a keystroke is held up while a search is running).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from leadersearch.tui.app import Browser

QUERIES = (
    "machine translation",
    "neural language model",
    'author:"Manning" parsing',
    '"word sense disambiguation"',
    "sentiment analysis of tweets",
    "coreference resolution -neural",
)
_NAMES = {" ": "space", ":": "colon", '"': "quotation_mark", "-": "minus"}


async def measure(
    index: Path, queries: tuple[str, ...], size: tuple[int, int]
) -> dict[str, list[float]]:
    """Seconds of every keystroke, by what is measured."""
    from leadersearch.tui.app import Browser

    app = Browser(index)
    times: dict[str, list[float]] = {"keystroke": [], "search": [], "handled": []}
    async with app.run_test(size=size) as pilot:
        await _settled(app)
        app.search.inquirer.delay = 0.0
        for query in queries:
            app.search.query_line.set_text("")
            await _settled(app)
            for letter in query:
                await _type(app, pilot, letter, times)
        times["handled"] = await _hurried(app, queries)
    return times


async def _type(
    app: Browser, pilot: Pilot[None], letter: str, times: dict[str, list[float]]
) -> None:
    from textual import events

    started = time.perf_counter()
    before = app.search.shown.serial
    key = _NAMES.get(letter, letter)
    app.post_message(events.Key(key, letter))
    await _until(lambda: app.search.shown.serial > before and _is_settled(app))
    painted = asyncio.Event()
    app.search.call_after_refresh(painted.set)
    await painted.wait()
    times["keystroke"].append(time.perf_counter() - started)
    times["search"].append(app.search.state.seconds or 0.0)
    await pilot.pause()


async def _hurried(app: Browser, queries: tuple[str, ...]) -> list[float]:
    """A key every 60 ms without waiting for answers: how long each takes to appear."""
    from textual import events

    held_up = []
    for query in queries:
        app.search.query_line.set_text("")
        for letter in query:
            length = len(app.search.query_line.text)
            started = time.perf_counter()
            app.post_message(events.Key(_NAMES.get(letter, letter), letter))
            await _until(lambda: len(app.search.query_line.text) != length)  # noqa: B023
            held_up.append(time.perf_counter() - started)
            await asyncio.sleep(0.06)
        await _settled(app)
    return held_up


async def _settled(app: Browser) -> None:
    await _until(lambda: _is_settled(app))


def _is_settled(app: Browser) -> bool:
    return bool(app.search.shown.serial) and app.search.inquirer.is_latest(app.search.shown)


async def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():  # noqa: ASYNC110  # looking must not change what is measured
        await asyncio.sleep(0.0005)


def percentile(values: list[float], share: float) -> float:
    """A percentile in milliseconds."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)] * 1000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--queries", type=Path, help="a file with one query a line")
    parser.add_argument("--size", default="120x40")
    told = parser.parse_args()
    queries = tuple(told.queries.read_text("utf-8").splitlines()) if told.queries else QUERIES
    width, height = map(int, told.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LEADERSEARCH_CONFIG_DIR"] = folder
        times = asyncio.run(measure(told.index, queries, (width, height)))
    for name, values in times.items():
        figures = "  ".join(f"p{s}: {percentile(values, s / 100):7.1f} ms" for s in (50, 95, 99))
        print(f"{name:10} {figures}  ({len(values)} keys)")


if __name__ == "__main__":
    main()
