"""Does a pattern take linear time? Tried on the texts that are worst for it, in processor time.

A pattern is judged by how its time grows with the length of a text, not by a limit in seconds, and
each time is the least of several: other work on a machine makes a measurement longer, never shorter.

As a program: tries every pattern of the package and prints those that do not.
"""

from __future__ import annotations

import resource
import signal
import sys
from heapq import nlargest
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from patterns.discovery import Found, all_patterns
from patterns.examples import BOUNDED, EXAMPLES
from patterns.pumping import slow_texts

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator
    from types import FrameType

SHORT = 2_000
# Of a text of `SHORT` characters. Faster patterns would be fast at any length that there is, too.
_WORTH_A_SECOND_LOOK = 0.0002
# 50 times as long as the slowest pattern of linear time takes.
_MOST = 0.2
# The texts whose time grows most are tried at a greater length: as great as time allows.
_SECOND_LOOKS = 4
_TIMES = range(4, 33)
_ROOM = 0.5
_LITTLE_ROOM = 0.05  # enough for most of what is slow, and a tenth of the time
# `n` times the length takes `n` times as long in linear time, and `n` squared in quadratic time.
_BETWEEN = 1.5
# Linear time is half of what is allowed at four times the length: no second measurement then.
_CLEARLY_LINEAR = 0.7
_MEASUREMENTS = 3


class _TooLongError(Exception):
    pass


def worst_text(pattern: re.Pattern[str], *, searches: bool, longest: int = 0) -> str:
    """The beginning of a text for which a pattern takes more than linear time, or "".

    `longest`: of what length a text is at most (0: of any); then that it is matched soon will do.
    """
    earlier = signal.getsignal(signal.SIGVTALRM)
    trial = _Trial(pattern, searches=searches)
    try:
        suspects: list[tuple[float, str]] = []
        for short in slow_texts(pattern, longest or SHORT):
            seconds = trial.least(short, enough=_WORTH_A_SECOND_LOOK)
            if seconds > _MOST:
                return short[:80]
            if seconds > _WORTH_A_SECOND_LOOK and not longest:
                growth = trial.growth(short, seconds)
                if growth > 1 and (
                    trial.grows_too_fast(short, _LITTLE_ROOM) or trial.grows_too_fast(short)
                ):
                    return short[:80]
                suspects.append((growth, short))
        for _, short in nlargest(_SECOND_LOOKS, suspects):
            if trial.grows_too_fast(short):
                return short[:80]
    finally:
        signal.signal(signal.SIGVTALRM, earlier)
    return ""


class _Trial:
    """Measures one pattern."""

    def __init__(self, pattern: re.Pattern[Any], *, searches: bool) -> None:
        self.pattern = pattern
        self.searches = searches

    def growth(self, short: str, seconds: float) -> float:
        """Above 1 if a text that is a little longer seems to take out of proportion longer."""
        most: float = seconds * _TIMES[0] ** _BETWEEN
        longer = _longer(short, _TIMES[0])
        return self.least(longer, times=2, enough=most * _CLEARLY_LINEAR, limit=most * 1.5) / most

    def grows_too_fast(self, short: str, room: float = _ROOM) -> bool:
        """Whether a longer text takes out of proportion longer, however often it is measured."""
        seconds = self.least(short)
        times = int((room / seconds) ** (1 / _BETWEEN))
        times = min(max(times, _TIMES[0]), _TIMES[-1])
        most: float = seconds * times**_BETWEEN
        return self.least(_longer(short, times), enough=most, limit=most * 1.5) > most

    def least(
        self,
        text: str,
        *,
        times: int = _MEASUREMENTS,
        enough: float = 0,
        limit: float = _MOST * 1.1,
    ) -> float:
        """The least of several measurements, of fewer once one is at most `enough`."""
        least = limit
        for _ in range(times):
            least = min(least, self.seconds(text, limit))
            if least <= enough:
                break
        return least

    def seconds(self, text: str, limit: float) -> float:
        """The processor time that the pattern takes for a text; `limit` where it was stopped."""
        subject = (
            text.encode("latin-1", "replace") if isinstance(self.pattern.pattern, bytes) else text
        )
        before = _used()
        clock = _Clock(limit)
        try:
            if self.searches:
                for _ in self.pattern.finditer(subject):
                    pass
            else:
                self.pattern.match(subject)
                self.pattern.fullmatch(subject)
            clock.stop()
        except _TooLongError:
            return limit
        return _used() - before


class _Clock:
    """Raises `_TooLongError` after some seconds of processor time, unless it is stopped before."""

    def __init__(self, seconds: float) -> None:
        self.runs = True
        signal.signal(signal.SIGVTALRM, self.ring)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)

    def ring(self, _number: int, _frame: FrameType | None) -> None:
        if self.runs:
            raise _TooLongError

    def stop(self) -> None:
        self.runs = False  # first: a signal may be under way
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _longer(short: str, times: int) -> str:
    """The same with more pumps: what is repeated fills the middle of a text."""
    middle = len(short) // 2
    pump = next(
        size
        for size in range(1, middle)
        if short[middle : middle + size * 2] == short[middle : middle + size] * 2
    )
    more = len(short) * (times - 1) // pump
    return short[:middle] + short[middle : middle + pump] * more + short[middle:]


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def slow_patterns(patterns: Iterable[Found]) -> Iterator[str]:
    """Those that take more than linear time, each with its place and a text that shows it."""
    for found in patterns:
        longest = BOUNDED.get(found.place.partition(":")[0], 0)
        if text := worst_text(found.pattern, searches=found.searches, longest=longest):
            yield f"{found.place}: {found.pattern.pattern!a} on {text!a}"


def main() -> int:
    patterns = all_patterns(EXAMPLES)
    slow = 0
    for told in slow_patterns(patterns):
        slow += 1
        sys.stdout.write(f"{told}\n")
        sys.stdout.flush()
    sys.stdout.write(f"{len(patterns)} patterns, {slow} slow\n")
    return slow


if __name__ == "__main__":
    sys.exit(main())
