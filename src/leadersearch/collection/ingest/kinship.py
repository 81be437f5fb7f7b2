"""The ids whose records share a key, so that they may be of one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, islice

import numpy as np

from leadersearch.collection.ingest.shared_keys import KeptKeys, RunKeys, packed
from leadersearch.errors import IndexCorrupt
from leadersearch.numbering import Numbering

DOCUMENT = "keys"

MOST = 20
"""Ids that share a key. A key of more is none: some exports give all articles one address."""


class Kinship:
    """Id -> the keys of its records (see `same_work.keys`), before a run and after it.

    Any number of ids may share the keys of `rules`. `ids` has none yet.
    """

    def __init__(self, data: bytes | None, ids: Numbering, rules: Collection[str] = ()) -> None:
        self._data = data
        self._ids = ids
        self._of_rules = {int(key, 16) for key in rules}
        self._before = _load(data, ids)
        self._now = RunKeys()
        self._is_changed = bytearray(len(ids))  # its keys are in `_now`, all of them
        self._first_unchanged: dict[int, int] = {}
        self._bound: defaultdict[int, set[int]] = defaultdict(set)

    def add(self, base: str, keys: Iterable[str]) -> set[str]:
        """Note a record of an id: its keys are more, until `change` says which they are.

        Returns the id, and those with which it shares one of the keys, now or before the run; of
        those with a key of a rule one of this run at least.
        """
        number, new = self._ids.number(base), _numbers(keys)
        if not self._has_changed(number):
            new.update(self._before.keys(number))
        found = {number}
        for key in new:
            found |= self._sharing(key, latest=True)
        self._note(number, new)
        return set(map(self._ids.text, found))

    def change(self, base: str, keys: Iterable[str]) -> None:
        """Note all keys of an id."""
        number, new = self._ids.number(base), _numbers(keys)
        held = self._now.keys(number) if self._has_changed(number) else self._before.keys(number)
        if new == set(held):
            return
        self._now.keep_only(number, new)
        self._note(number, new)

    def bind(self, bases: Collection[str]) -> None:
        """Note that ids, of which there are some, belong to one family, whatever their keys."""
        first, *others = map(self._ids.number, bases)
        for each in others:
            self._bound[first].add(each)
            self._bound[each].add(first)

    def families(self, bases: Iterable[str]) -> Iterator[set[str]]:
        """All ids that some are connected with, family by family."""
        seen: set[int] = set()
        for base in sorted(bases):
            number = self._ids.number(base)
            if number not in seen:
                family = self._family(number)
                seen |= family
                yield set(map(self._ids.text, family))

    def dump(self) -> bytes | None:
        """All keys as they are kept; None if nothing has changed."""
        if not any(self._is_changed):
            return None
        owners = self._before.owners
        changed = np.zeros(len(self._ids), bool)
        changed[: len(self._is_changed)] = np.frombuffer(self._is_changed, bool)
        stays = ~changed[owners]
        kept = [(self._before.order[stays], owners[stays])] if stays.any() else []
        data = packed([*kept, self._now.pairs()], self._ids)
        return None if data == self._data else data

    def _note(self, number: int, keys: set[int]) -> None:
        """Note keys of an id that it has now, beside those that were noted in this run."""
        if len(self._is_changed) <= number:
            self._is_changed.extend(bytes(number + 1 - len(self._is_changed)))
        self._is_changed[number] = 1
        is_first = next(self._now.keys(number), None) is None
        for key in keys:
            # Where more ids have a key than count, it matters little whether one is there twice.
            if is_first or number not in islice(self._now.ids(key), MOST + 1):
                self._now.add(key, number)

    def _family(self, number: int) -> set[int]:
        family, rest, done = {number}, [number], set[int]()
        while rest:
            each = rest.pop()
            more = self._bound.get(each, set()) - family
            family |= more
            rest += more
            for key in {*self._before.keys(each), *self._now.keys(each)} - done:
                done.add(key)
                more = self._sharing(key) - family
                family |= more
                rest += more
        return family

    def _sharing(self, key: int, *, latest: bool = False) -> set[int]:
        """The ids that share a key, before the run or now; with `latest` one will do of a rule."""
        is_of_rule = key in self._of_rules
        most = None if is_of_rule else MOST + 1
        if is_of_rule and latest and (last := next(self._now.ids(key), None)) is not None:
            return {last}  # it has met the others
        places = self._before.places(key)
        before = set(map(self._before.owner, places[:most]))
        now = set(islice(chain(self._now.ids(key), self._unchanged(key, places)), most))
        return set[int]().union(
            *(each for each in (before, now) if is_of_rule or len(each) <= MOST)
        )

    def _unchanged(self, key: int, places: range) -> Iterator[int]:
        """The ids at some places, those of a key, which have it as before."""
        first = self._first_unchanged.get(key, places.start)
        while first < places.stop and self._has_changed(self._before.owner(first)):
            first += 1
        if len(places) > MOST:  # the others need not be passed over each time
            self._first_unchanged[key] = first
        owners = map(self._before.owner, range(first, places.stop))
        return (owner for owner in owners if not self._has_changed(owner))

    def _has_changed(self, number: int) -> bool:
        return number < len(self._is_changed) and bool(self._is_changed[number])


def _numbers(keys: Iterable[str]) -> set[int]:
    return {int(key, 16) for key in keys}


def _load(data: bytes | None, ids: Numbering) -> KeptKeys:
    try:
        return KeptKeys(data, ids)
    except ValueError as error:
        raise IndexCorrupt(
            "the list of article keys is damaged; rebuild the index:\n"
            "  leadersearch index --rebuild FOLDER"
        ) from error
