"""How long from a keystroke to its results on the screen, in the real browser over an index.

    python benchmarks/keystroke.py INDEX [--queries FILE] [--size 120x40] [--keys]

Types queries letter by letter at a person's pace and prints percentiles of `keystroke` (key
pressed -> its results written to the terminal) and of what that consists of, in turn:

    start     key pressed -> the library begins to search
    library   the search, with snippets
    hand-over answer found -> the screen has taken it
    paint     answer taken -> lines made and written

of the time the processor spent on it (`screen CPU`, `library CPU`: what a busy machine does not
change), then of `held up` (key pressed -> letter on the screen), of the same in a burst of keys that does
not wait for answers, of `moving` (the processor's time for a key that moves the focus between the
search line and the results), of `blocked` (the longest time that the screen's thread did nothing
else), and how many layouts and paints a keystroke causes before its results are seen. `--keys`
prints every keystroke. The debounce is off: all of it is work.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from leadersearch.tui.app import Browser

QUERIES = (
    "machine translation",
    "neural language model",
    'author:"Manning" parsing',
    '"word sense disambiguation"',
    "sentiment analysis of tweets",
    "coreference resolution -neural",
)
PAUSES = (0.02, 0.06, 0.12, 0.3)
"""Seconds between results and the next key, in turn."""
BURST = 0.06
"""Seconds between the keys of a burst."""
MOVES, LULL = 20, 0.4
"""How often the focus goes and comes back; seconds within which all is painted."""

_NAMES = {" ": "space", ":": "colon", '"': "quotation_mark", "-": "minus"}
STAGES = ("start", "library", "hand-over", "paint")


@dataclass
class Stages:
    """When what happened for the key at hand, and how often the screen was laid out and painted."""

    pressed: float = 0.0
    begun: float = 0.0
    found: float = 0.0
    taken: float = 0.0
    painted: float = 0.0
    echoed: float = 0.0
    screen_cpu: float = 0.0
    library_cpu: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    seen: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def seconds(self) -> dict[str, float]:
        """The parts, which add up to the keystroke."""
        marks = (self.pressed, self.begun, self.found, self.taken, self.painted)
        parts = {
            name: end - start for name, start, end in zip(STAGES, marks, marks[1:], strict=False)
        }
        return {"keystroke": self.painted - self.pressed, **parts}


def measured_browser(index: Path) -> tuple[Browser, list[Stages], Callable[[object], None]]:
    """A browser that notes its stages in the last row of a list; what is to hear of its layouts."""
    from leadersearch.tui.terminal.process import prepare_process

    prepare_process()
    from leadersearch.tui.app import Browser

    rows = [Stages()]

    app = Browser(index)
    library, screen = app.index_session, app.search
    ask, tell, display = library.first_page, screen.tell_state, app._display  # noqa: SLF001

    def first_page(question: Any) -> Any:
        row = rows[-1]
        cpu = time.thread_time()
        row.begun = time.perf_counter()
        page = ask(question)
        row.found = time.perf_counter()
        row.library_cpu = time.thread_time() - cpu
        return page

    def tell_state(**changes: Any) -> None:
        tell(**changes)
        if "total" in changes and screen.search_worker.is_latest(screen.shown):
            rows[-1].taken = time.perf_counter()

    def laid_out(_screen: object) -> None:
        if not rows[-1].painted:
            rows[-1].counts["layouts"] += 1

    def written(of: Any, renderable: Any) -> None:
        display(of, renderable)
        if renderable is None:
            return
        # What a terminal would be sent, which the headless driver leaves out.
        renderable.render_segments(app.console)
        row, now = rows[-1], time.perf_counter()
        row.echoed = row.echoed or now
        if not row.painted:
            row.counts["paints"] += 1
            if row.taken:
                row.painted = now
                row.screen_cpu += time.thread_time()
                row.seen.set()

    app._display = written  # type: ignore[method-assign, assignment]  # noqa: SLF001
    library.first_page = first_page  # type: ignore[method-assign]
    screen.tell_state = tell_state  # type: ignore[method-assign]
    return app, rows, laid_out


async def measure(
    index: Path, queries: tuple[str, ...], size: tuple[int, int]
) -> tuple[list[tuple[str, Stages]], list[float], list[float], list[float]]:
    """The stages of every keystroke; what bursts, moves and the screen's thread took or waited."""
    app, rows, laid_out = measured_browser(index)
    keys: list[tuple[str, Stages]] = []
    async with app.run_test(size=size):
        await _settled(app)
        app.search.screen_layout_refresh_signal.subscribe(app, laid_out)
        app.search.search_worker.delay = 0.0
        pauses = cycle(PAUSES)
        for query in queries:
            app.search.query_line.set_text("")
            await asyncio.sleep(1)
            for end, letter in enumerate(query, 1):
                keys.append((query[:end], await _type(app, letter, rows)))
                await asyncio.sleep(next(pauses))
        blocked: list[float] = []
        watch = asyncio.create_task(_watch(blocked))
        burst = await _hurried(app, queries, rows)
        watch.cancel()
        moving = [await _move(app, key) for key in ("escape", "slash") * MOVES]
    return keys, burst, moving, blocked


def _press(app: Browser, letter: str, rows: list[Stages]) -> Stages:
    from textual import events

    row = Stages(pressed=time.perf_counter(), screen_cpu=-time.thread_time())
    rows.append(row)
    app.post_message(events.Key(_NAMES.get(letter, letter), letter))
    return row


async def _type(app: Browser, letter: str, rows: list[Stages]) -> Stages:
    row = _press(app, letter, rows)
    await row.seen.wait()
    return row


async def _hurried(app: Browser, queries: tuple[str, ...], rows: list[Stages]) -> list[float]:
    """Keys that do not wait for answers: how long each takes to be seen."""
    held_up = []
    for query in queries:
        app.search.query_line.set_text("")
        for letter in query:
            row = _press(app, letter, rows)
            await asyncio.sleep(BURST)
            await _until(lambda: row.echoed)  # noqa: B023  # awaited within the loop
            held_up.append(row.echoed - row.pressed)
        await _settled(app)
    return held_up


async def _move(app: Browser, key: str) -> float:
    """Seconds of the processor's time until the focus is elsewhere and all is painted."""
    from textual import events

    focused, spent = app.focused, time.process_time()
    app.post_message(events.Key(key, "/" if key == "slash" else None))
    await _until(lambda: app.focused is not focused)
    await asyncio.sleep(LULL)
    return time.process_time() - spent


async def _watch(blocked: list[float]) -> None:
    """Note how late a task wakes that wants to wake each millisecond."""
    while True:
        started = time.perf_counter()
        await asyncio.sleep(0.001)
        blocked.append(time.perf_counter() - started - 0.001)


async def _settled(app: Browser) -> None:
    screen = app.search
    await _until(lambda: screen.shown.serial and screen.search_worker.is_latest(screen.shown))


async def _until(is_so: Callable[[], object]) -> None:
    while not is_so():  # noqa: ASYNC110  # looking must not change what is measured
        await asyncio.sleep(0.0005)


def percentile(values: list[float], share: float) -> float:
    """A percentile in milliseconds."""
    return sorted(values)[min(int(share * len(values)), len(values) - 1)] * 1000


def _print_row(name: str, values: list[float]) -> None:
    figures = "  ".join(f"p{s}: {percentile(values, s / 100):7.1f} ms" for s in (50, 95, 99))
    print(f"{name:16} {figures}  ({len(values)})")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("index", type=Path)
    parser.add_argument("--queries", type=Path, help="a file with one query a line")
    parser.add_argument("--size", default="120x40")
    parser.add_argument("--keys", action="store_true", help="print every keystroke")
    told = parser.parse_args()
    queries = tuple(told.queries.read_text("utf-8").splitlines()) if told.queries else QUERIES
    width, height = map(int, told.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LEADERSEARCH_CONFIG_DIR"] = folder
        keys, burst, moving, blocked = asyncio.run(measure(told.index, queries, (width, height)))
    if told.keys:
        for text, row in keys:
            parts = "  ".join(f"{name} {s * 1000:6.1f}" for name, s in row.seconds.items())
            print(f"{parts}  {dict(row.counts)}  {text}")
    for name in ("keystroke", *STAGES):
        _print_row(name, [row.seconds[name] for _, row in keys])
    _print_row("screen CPU", [row.screen_cpu for _, row in keys])
    _print_row("library CPU", [row.library_cpu for _, row in keys])
    _print_row("held up", [row.echoed - row.pressed for _, row in keys])
    _print_row("held up in burst", burst)
    _print_row("moving", moving)
    print(f"{'blocked':16} longest: {max(blocked) * 1000:.1f} ms")
    for name in ("layouts", "paints"):
        print(f"{name:16} {sum(row.counts[name] for _, row in keys) / len(keys):.2f} a keystroke")


if __name__ == "__main__":
    main()
