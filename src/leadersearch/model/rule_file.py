"""Files of an owner's decisions, a line each: these names are of one thing, those of two.

# One, under the first name:
A = B = C
# Two:
A != D
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from leadersearch.errors import UsageError

MOST_BYTES = 1_000_000
"""The size of a file of rules."""

Named = TypeVar("Named", bound=Hashable)
Divide = Callable[[str], tuple[set[str], list[Named]] | None]
"""A line -> its signs (`=`, `!=`) and the names between them; None where it is no rule."""


def read_rule_file(
    data: bytes, name: str, divide: Divide[Named], help_line: str
) -> tuple[tuple[tuple[Named, ...], ...], frozenset[frozenset[Named]]]:
    """The names of one thing, class by class, and the pairs of two.

    Names that share one with another line are of one thing, too. Raises UsageError, naming the
    line, for one that is no rule, and for rules that contradict each other.
    """
    if len(data) > MOST_BYTES:
        raise UsageError(f"cannot read {name}: larger than {MOST_BYTES // 1_000_000} MB")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UsageError(f"cannot read {name}: not UTF-8 text; save it as UTF-8") from None
    classes: list[list[Named]] = []
    parted: dict[frozenset[Named], str] = {}
    for number, line in enumerate(map(str.strip, lines), 1):
        if not line or line.startswith("#"):
            continue
        place = f"{name}, line {number}"
        signs, names = _checked(line, divide, place, help_line)
        if signs == {"="}:
            classes = _merged(classes, names)
        else:
            parted |= {
                frozenset((one, other)): place for one in names for other in names if one != other
            }
    for members in classes:
        for pair, place in parted.items():
            if pair <= set(members):
                raise UsageError(f"{place}: other lines join these names; remove one of the lines")
    return tuple(map(tuple, classes)), frozenset(parted)


def _checked(
    line: str, divide: Divide[Named], place: str, help_line: str
) -> tuple[set[str], list[Named]]:
    divided = divide(line)
    if divided is None or len(divided[0]) != 1:
        raise UsageError(f"{place}: cannot read {line[:80]!r}; {help_line}")
    names = list(dict.fromkeys(divided[1]))
    if len(names) == 1:
        raise UsageError(f"{place}: {line[:80]!r} is one name written twice; {help_line}")
    return divided[0], names


def _merged(classes: list[list[Named]], names: Sequence[Named]) -> list[list[Named]]:
    """Classes of names, one more added to those that share a name with it."""
    sharing = [each for each in classes if not set(each).isdisjoint(names)]
    others = [each for each in classes if set(each).isdisjoint(names)]
    everyone = [name for each in (*sharing, names) for name in each]
    return [*others, list(dict.fromkeys(everyone))]
