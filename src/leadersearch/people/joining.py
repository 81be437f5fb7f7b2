"""Names of one surname -> which of them are one person's.

Two names may be one person's where nothing in them contradicts: `J. Smith`, `John Smith` and `John A.
Smith`, but not `John` and `Jane`. A name that agrees with two others which contradict each other (`J.
Smith` beside John and Jane) might be either's, and stays its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import zip_longest

from leadersearch.people.written import Given, WrittenName, agree, is_same

Parted = Collection[frozenset[WrittenName]]
"""Pairs of names that are two people's, whatever the names tell."""


def joined(names: Sequence[WrittenName], parted: Parted = ()) -> list[list[int]]:
    """Some names of one `key` -> their indices, those of one person together."""
    alike: defaultdict[WrittenName, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        alike[name].append(index)
    written = list(alike)
    if len(written) == 1:
        return list(alike.values())
    near = _neighbours(written, parted)
    unsure = {
        index
        for index, others in enumerate(near)
        if _contradict([_as_spelt(written[other], written[index]) for other in others], parted)
    }
    groups = [[index] for index in unsure]
    left = dict.fromkeys(index for index in range(len(written)) if index not in unsure)
    while left:
        group: list[int] = []
        waiting = [next(iter(left))]
        while waiting:
            index = waiting.pop()
            if left.pop(index, index) is None:
                group.append(index)
                waiting += near[index]
        groups.append(group)
    return [sorted(place for index in group for place in alike[written[index]]) for group in groups]


def _neighbours(written: Sequence[WrittenName], parted: Parted) -> list[list[int]]:
    """For each name: the others that may be the same person's."""
    # Only names that begin alike are compared: of a frequent surname there are thousands.
    begins: defaultdict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(written):
        for beginning in (*beginnings(name), *_any_of(name)):
            begins[beginning].append(index)
    initials = {begin for begin in begins if begin.endswith(".")}
    found: list[list[int]] = []
    for index, name in enumerate(written):
        likely = {other for begin in _wanted(name, initials) for other in begins.get(begin, ())}
        likely.discard(index)
        near = [
            other
            for other in sorted(likely)
            if _is_same_surname(name, written[other]) and _may_be_one(name, written[other], parted)
        ]
        found.append(near)
    return found


def beginnings(name: WrittenName) -> list[str]:
    """The keys under which a name is looked up: `j.` for an initial, `john` for John."""
    if not name.given:
        return [""]
    first = name.given[0]
    return [f"{first.spellings[0]}."] if first.is_initial else _in_full(name)


def sharing(places: Mapping[int, Sequence[str]]) -> list[int]:
    """Of some names of one block, by their beginnings: those that may be one person's with others."""
    often = Counter(begin for begins in places.values() for begin in begins)
    if any(begin.endswith(".") for begin in often):
        return list(places)
    return [place for place, begins in places.items() if any(often[one] > 1 for one in begins)]


def _any_of(name: WrittenName) -> list[str]:
    """The key of all names in full that begin with a letter."""
    return [f"{name.given[0].spellings[0][0]}*"] if name.is_full else []


def _wanted(name: WrittenName, initials: Collection[str]) -> list[str]:
    """The keys of the names that may be the same person's; `initials` are those that there are."""
    if not name.given:
        return [""]
    letter = name.given[0].spellings[0][0]
    as_initial = f"{letter}."
    if name.given[0].is_initial:
        return [f"{letter}*", as_initial]
    return [*_in_full(name), as_initial] if as_initial in initials else _in_full(name)


def _in_full(name: WrittenName) -> list[str]:
    """The first given name in full, also with the second one joined to it: Xiao-Ming, Xiaoming."""
    forms = name.given[0].spellings
    if len(name.given) > 1 and not name.given[1].is_initial:
        return [*forms, forms[0] + name.given[1].spellings[0]]
    return list(forms)


def _is_same_surname(first: WrittenName, second: WrittenName) -> bool:
    return not set(first.surname.spellings).isdisjoint(second.surname.spellings)


def _may_be_one(first: WrittenName, second: WrittenName, parted: Parted) -> bool:
    """Whether two names of one surname may be one person's, as far as they tell."""
    if first.suffix and second.suffix and first.suffix != second.suffix:
        return False
    if parted and frozenset((first, second)) in parted:
        return False
    return agree(first.given, second.given)


def _as_spelt(name: WrittenName, other: WrittenName) -> WrittenName:
    """The name with the given names of another that are spellings of its own: Joerg as Jörg."""
    if not any(len(given.spellings) > 1 for given in other.given):
        return name
    pairs = zip_longest(name.given, other.given[: len(name.given)])
    given = (
        Given(theirs.spellings, ours.is_bound)
        if theirs and not (ours.is_initial or theirs.is_initial) and is_same(ours, theirs)
        else ours
        for ours, theirs in pairs
    )
    return name._replace(given=tuple(given))


def _contradict(names: Sequence[WrittenName], parted: Parted) -> bool:
    """Whether any two of some names cannot be one person's.

    Their surnames are spellings of one: `Mueller` and `Muller` beside Müller.
    """
    return any(
        not _may_be_one(one, other, parted)
        for index, one in enumerate(names)
        for other in names[index + 1 :]
    )
