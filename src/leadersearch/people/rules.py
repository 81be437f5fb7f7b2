"""The owner's decisions about names: a text file, a decision a line.

    # One person, under the first name:
    Jane Doe = Jane Smith = J. Smith
    # Two people:
    Wei Zhang != W. Zhang

A name stands for all that are written alike: `J. A. Smith` for `Smith JA`, too.
"""

from __future__ import annotations

import re

from leadersearch.model.rule_file import read_rule_file
from leadersearch.people.written import WrittenName, read_name
from leadersearch.values import dataclass

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
    return Rules(*read_rule_file(data, name, _divided, _HELP))


def _divided(text: str) -> tuple[set[str], list[WrittenName]] | None:
    """The signs and the names of a line."""
    parts = _SIGNS.split(text)
    signs = {sign.replace("≠", "!=") for sign in parts[1::2]}
    written = [part.strip() for part in parts[::2]]
    if not all(any(map(str.isalpha, part)) for part in written):
        return None
    return signs, list(map(read_name, written))
