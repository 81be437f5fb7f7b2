"""Does a pattern take linear time? Tried on the texts that are worst for it, in processor time.

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

from patterns.discovery import all_patterns
from patterns.examples import BOUNDED, EXAMPLES
from patterns.pumping import slow_texts

if TYPE_CHECKING:
    import re
    from types import FrameType

SHORT, TIMES = 2_000, 32
# Of a text of `SHORT` characters. What takes less would be fast at `TIMES` the length, too.
_WORTH_A_SECOND_LOOK = 0.0002
# Of one that is `TIMES` as long. In linear time it takes `TIMES` as long, in quadratic 1,024 times.
_SECOND_LOOKS = 4
_MOST = 0.35
_MOST_TIMES_AS_LONG = TIMES * 8
_LONG_ENOUGH_TO_TELL = 0.04


class _TooLongError(Exception):
    pass


def worst_text(pattern: re.Pattern[str], *, searches: bool, longest: int = 0) -> str:
    """The beginning of a text for which a pattern takes more than linear time, or "".

    `longest`: of what length a text is at most (0: of any); then that it is matched soon will do.
    """
    earlier = signal.signal(signal.SIGVTALRM, _stop)
    try:
        slowest: list[tuple[float, str]] = []
        for short in slow_texts(pattern, longest or SHORT):
            seconds = _seconds(pattern, short, searches=searches)
            if seconds > _MOST:
                return short[:80]
            if seconds > _WORTH_A_SECOND_LOOK and not longest:
                # On a busy machine one measurement in many is far too long: the least of three is not.
                again = [_seconds(pattern, short, searches=searches) for _ in range(2)]
                seconds = min(seconds, *again)
            if seconds > _WORTH_A_SECOND_LOOK and not longest:
                slowest = nlargest(_SECOND_LOOKS, [*slowest, (seconds, short)])
        for seconds, short in slowest:
            longer = _seconds(pattern, _longer(short), searches=searches)
            if longer > _MOST or longer > max(seconds * _MOST_TIMES_AS_LONG, _LONG_ENOUGH_TO_TELL):
                return short[:80]
    finally:
        signal.signal(signal.SIGVTALRM, earlier)
    return ""


def _longer(short: str) -> str:
    """The same with more pumps: what is repeated fills the middle of a text."""
    middle = len(short) // 2
    pump = next(
        size
        for size in range(1, middle)
        if short[middle : middle + size * 2] == short[middle : middle + size] * 2
    )
    return short[:middle] + short[middle : middle + pump] * (SHORT * TIMES // pump) + short[middle:]


def _seconds(pattern: re.Pattern[Any], text: str, *, searches: bool) -> float:
    """The processor time that a pattern takes for a text; more than `_MOST` where it was stopped."""
    subject = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    before = _used()
    signal.setitimer(signal.ITIMER_VIRTUAL, _MOST * 2)
    try:
        if searches:
            for _ in pattern.finditer(subject):
                pass
        else:
            pattern.match(subject)
            pattern.fullmatch(subject)
    except _TooLongError:
        return _MOST * 2
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return _used() - before


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _TooLongError


def main() -> int:
    resource.setrlimit(resource.RLIMIT_CPU, (300, 300))
    patterns = all_patterns(EXAMPLES)
    slow = 0
    for found in patterns:
        longest = BOUNDED.get(found.place.partition(":")[0], 0)
        if text := worst_text(found.pattern, searches=found.searches, longest=longest):
            slow += 1
            sys.stdout.write(f"{found.place}: {found.pattern.pattern!a} on {text!a}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(patterns)} patterns, {slow} slow\n")
    return slow


if __name__ == "__main__":
    sys.exit(main())
