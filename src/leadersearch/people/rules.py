"""The owner's decisions about names: a text file, a decision a line.

    # One person, under the first name:
    Jane Doe = Jane Smith = J. Smith
    # Two people:
    Wei Zhang != W. Zhang

A name stands for all that are written alike: `J. A. Smith` for `Smith JA`, too.
"""

from __future__ import annotations

import re

from leadersearch.errors import UsageError
from leadersearch.people.written import WrittenName, read_name
from leadersearch.values import dataclass

MOST_BYTES = 1_000_000
"""The size of a file of rules."""

_SIGNS = re.compile(r"(!=|≠|=)")
_HELP = "write NAME = NAME for one person, NAME != NAME for two, # before a remark"


@dataclass(frozen=True, slots=True)
class Rules:
    """Which names are one person's, the one to show first; and which pairs are two people's."""

    one: tuple[tuple[WrittenName, ...], ...] = ()
    two: frozenset[frozenset[WrittenName]] = frozenset()


NO_RULES = Rules()


def read_rules(data: bytes, name: str = "the rules") -> Rules:
    """The rules in a file; raises UsageError, naming the line, for one that is none.

    Names that share one with another line are one person's, too.
    """
    if len(data) > MOST_BYTES:
        raise UsageError(f"cannot read {name}: larger than {MOST_BYTES // 1_000_000} MB")
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UsageError(f"cannot read {name}: not UTF-8 text; save it as UTF-8") from None
    classes: list[list[WrittenName]] = []
    parted: dict[frozenset[WrittenName], str] = {}
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and not text.startswith("#"):
            place = f"{name}, line {number}"
            signs, names = _divided(text, place)
            if signs == {"="}:
                classes = _merged(classes, names)
            else:
                parted |= {
                    frozenset((one, other)): place
                    for one in names
                    for other in names
                    if one != other
                }
    for names in classes:
        for pair, place in parted.items():
            if pair <= set(names):
                raise UsageError(f"{place}: other lines join these names; remove one of the lines")
    return Rules(tuple(map(tuple, classes)), frozenset(parted))


def _divided(text: str, place: str) -> tuple[set[str], list[WrittenName]]:
    """The signs and the names of a line."""
    parts = _SIGNS.split(text)
    signs = {sign.replace("≠", "!=") for sign in parts[1::2]}
    written = [part.strip() for part in parts[::2]]
    if len(signs) != 1 or not all(any(map(str.isalpha, part)) for part in written):
        raise UsageError(f"{place}: cannot read {text[:80]!r}; {_HELP}")
    names = list(dict.fromkeys(map(read_name, written)))
    if len(names) == 1:
        raise UsageError(f"{place}: {text[:80]!r} is one name written twice; {_HELP}")
    return signs, names


def _merged(classes: list[list[WrittenName]], names: list[WrittenName]) -> list[list[WrittenName]]:
    """Classes of names, one more added to those that share a name with it."""
    sharing = [each for each in classes if not set(each).isdisjoint(names)]
    others = [each for each in classes if set(each).isdisjoint(names)]
    everyone = [name for each in (*sharing, names) for name in each]
    return [*others, list(dict.fromkeys(everyone))]
