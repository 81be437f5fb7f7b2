"""Ids that share keys, against sets."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, strategies as st

from leadersearch.collection.ingest.kinship import MOST, Kinship
from leadersearch.collection.ingest.shared_keys import packed
from leadersearch.errors import IndexCorrupt
from leadersearch.numbering import Numbering
from strategies import everyday

IDS = st.sampled_from(["a", "b", "c", "d", "0123456789abcdef", "é\n"])
KEYS = st.sets(st.sampled_from(["1", "2", "ffffffffffffffff", "8000000000000000"]), max_size=3)
Changes = list[tuple[str, set[str], bool]]
CHANGES = st.lists(st.tuples(IDS, KEYS, st.booleans()), max_size=8)


class Sets:
    """The same, plainly."""

    def __init__(self, before: dict[str, set[str]]) -> None:
        self.before = before
        self.now = {base: set(keys) for base, keys in before.items()}

    def sharing(self, keys: Iterable[str]) -> set[str]:
        held = (self.before, self.now)
        found = set[str]()
        for key in keys:
            for each in held:
                ids = {base for base, had in each.items() if key in had}
                found |= ids if len(ids) <= MOST else set()
        return found

    def family(self, base: str) -> set[str]:
        found, rest = {base}, [base]
        while rest:
            each = rest.pop()
            more = self.sharing(self.before.get(each, set()) | self.now.get(each, set())) - found
            found |= more
            rest += more
        return found


def applied(kinship: Kinship, sets: Sets, changes: Changes) -> None:
    for base, keys, is_more in changes:
        if is_more:
            had = set() if base in sets.now else sets.before.get(base, set())
            expected = sets.sharing(keys | had) | {base}
            assert kinship.add(base, keys) >= expected
            sets.now[base] = sets.now.get(base, set()) | keys
        else:
            kinship.change(base, keys)
            sets.now[base] = set(keys)


@everyday(200)
@given(CHANGES, CHANGES)
def test_families_are_those_of_shared_keys(before: Changes, after: Changes) -> None:
    first, sets = Kinship(None, Numbering()), Sets({})
    applied(first, sets, before)
    data, kept = first.dump(), {base: keys for base, keys in sets.now.items() if keys}
    second, sets = Kinship(data, Numbering()), Sets(kept)
    applied(second, sets, after)
    bases = ["a", "b", "c", "d"]
    for base, family in zip(bases, map(sets.family, bases), strict=True):
        assert next(second.families([base])) == family
    third = Kinship(second.dump() or data, Numbering())
    assert [*third.families(bases)] == [
        *dict.fromkeys(map(frozenset, map(Sets(sets.now).family, bases)))
    ]


@everyday(200)
@given(CHANGES.map(lambda rows: [(base, keys, True) for base, keys, _ in rows]))
def test_the_same_keys_are_kept_in_whatever_order_they_came(rows: Changes) -> None:
    one, other = Kinship(None, Numbering()), Kinship(None, Numbering())
    for base, keys, _ in rows:
        one.add(base, keys)
    for base, keys, _ in reversed(rows):
        other.add(base, keys)
    assert one.dump() == other.dump()


def test_a_key_of_too_many_ids_is_none() -> None:
    kinship = Kinship(None, Numbering())
    for number in range(MOST + 5):
        kinship.add(f"id{number}", ["7"])
    assert [*kinship.families(["id0"])] == [{"id0"}]
    for number in range(5):
        kinship.change(f"id{number}", ["8"])
    assert len(next(kinship.families(["id9"]))) == MOST


def test_any_number_of_ids_may_share_the_key_of_a_rule() -> None:
    kinship = Kinship(None, Numbering(), ["7"])
    for number in range(MOST + 5):
        found = kinship.add(f"id{number}", ["7"])
    assert len(found) > 1
    assert len(next(kinship.families(["id0"]))) == MOST + 5


def test_no_change_is_nothing_to_keep() -> None:
    first = Kinship(None, Numbering())
    first.add("a", ["1", "2"])
    data = first.dump()
    again = Kinship(data, Numbering())
    assert again.dump() is None
    again.change("a", ["2", "1"])
    again.add("a", ["1"])
    assert again.dump() is None


@pytest.mark.parametrize("cut", [1, 20, 30, 40, -1])
def test_damaged_keys_are_named(cut: int) -> None:
    kinship = Kinship(None, Numbering())
    kinship.add("a", ["1", "2"])
    data = kinship.dump()
    assert data is not None
    with pytest.raises(IndexCorrupt, match="rebuild"):
        Kinship(data[:cut], Numbering())


def test_keys_out_of_order_are_damage() -> None:
    ids = Numbering()
    ids.number("a")
    kept = packed([(np.array([50, 60], np.uint64), np.zeros(2, np.uint32))], ids)
    low, high = (key.to_bytes(8, "little") for key in (50, 60))
    spoilt = kept.replace(low + high, high + low)
    assert spoilt != kept

    with pytest.raises(IndexCorrupt):
        Kinship(spoilt, Numbering())


def test_bound_ids_are_one_family_whichever_is_asked_for() -> None:
    kinship = Kinship(None, Numbering())
    kinship.bind(["a", "b", "c"])

    assert [list(kinship.families([each])) for each in "abc"] == [[{"a", "b", "c"}]] * 3
