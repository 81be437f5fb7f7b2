"""A line on a terminal that tells how far long work has come, and how long it may yet take."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TextIO, TypeVar

from leadersearch.cli.terminal import OutputStyle
from leadersearch.safety import visible

if TYPE_CHECKING:
    from leadersearch.collection.copying import CopyProgress
    from leadersearch.collection.ingest import Progress

P = TypeVar("P")

PATIENCE = 1.0  # seconds before the line is shown
INTERVAL = 0.1  # seconds between two changes of it
BAR = 20


class ProgressLine(Generic[P]):
    """Shown on a terminal alone, and only when the work takes longer than a second.

    `text` words the progress after so many seconds.
    """

    def __init__(
        self,
        stream: TextIO,
        style: OutputStyle,
        text: Callable[[P, float], str],
        *,
        is_shown: bool = True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = stream
        self._width = style.width
        self._text = text
        self._is_shown = is_shown and stream.isatty()
        self._clock = clock
        self._started = clock()
        self._next = self._started + PATIENCE
        self._is_there = False
        self.last: P | None = None
        """The progress last heard of, whether it was shown or not."""

    def show(self, progress: P) -> None:
        """Bring the line up to date, if it is time to."""
        self.last = progress
        now = self._clock()
        if not self._is_shown or now < self._next:
            return
        self._next = now + INTERVAL
        text = self._text(progress, now - self._started)
        self._stream.write(f"\r\x1b[K{text[: self._width - 1]}")
        self._stream.flush()
        self._is_there = True

    def clear(self) -> None:
        """Take the line away."""
        if self._is_there:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._is_there = False


def progress_text(progress: Progress, seconds: float) -> str:
    """A bar, the share that is done, the articles so far and the time to go."""
    share = min(1.0, progress.bytes_done / progress.bytes_total) if progress.bytes_total else 0.0
    parts = [_bar(share), f"{progress.articles:,} articles"]
    if 0.02 < share < 1:
        parts.append(_to_go(share, seconds))
    elif seconds:
        parts.append(_rate(progress.articles, seconds))
    parts.append(visible(Path(progress.path).name))
    return " · ".join(parts)


def stopped_text(last: Progress | None) -> str:
    """How a run that was stopped has left the index."""
    files = last.files_committed if last else 0
    if not files:
        return "Stopped; the index is unchanged."
    held = "1 file is" if files == 1 else f"{files:,} files are"
    return f"Stopped; {held} indexed. Repeat the command to read the others."


def copy_text(progress: CopyProgress, seconds: float) -> str:
    """A bar, the share that is done, the articles copied so far, how fast, and the time to go."""
    share = min(1.0, progress.done / progress.total) if progress.total else 0.0
    parts = [_bar(share), f"{progress.copied:,} articles copied"]
    if seconds:
        parts.append(_rate(progress.done, seconds))
    if 0 < share < 1:
        parts.append(_to_go(share, seconds))
    return " · ".join(parts)


def _bar(share: float) -> str:
    full = round(BAR * share)
    return f"{'█' * full}{'░' * (BAR - full)} {share:4.0%}"


def _rate(articles: int, seconds: float) -> str:
    return f"{articles / seconds:,.0f} a second"


def _to_go(share: float, seconds: float) -> str:
    minutes, rest = divmod(round(seconds * (1 - share) / share), 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
    return f"{clock} to go"
