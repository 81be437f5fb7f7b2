"""All names of a collection -> its people, found by a name as people type it.

Nothing is worked out before it is asked for: a name needs those of its surname only. Found once, an
answer stays: a register never changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from leadersearch.people.joining import beginnings, joined, sharing
from leadersearch.people.letters import Block, Letters, block_of, one_line
from leadersearch.people.rules import NO_RULES, Rules
from leadersearch.people.typed import TypedName, readings_of
from leadersearch.people.written import (
    PLAIN,
    Surname,
    WrittenName,
    agree,
    divided,
    key_of,
    read_name,
    surname_pieces,
)
from leadersearch.values import dataclass

MANY = 1_000
"""Names from which on all people are found at once."""


@dataclass(frozen=True, slots=True)
class Person:
    """The names under which a person wrote, the fullest first."""

    forms: tuple[str, ...]

    @property
    def name(self) -> str:
        """The fullest name: the one to show."""
        return self.forms[0]


class Register:
    """The people of a collection. Safe from several threads."""

    def __init__(self, names: Iterable[tuple[str, int]], rules: Rules = NO_RULES) -> None:
        """`names`: each with how many articles have it."""
        rows = list(names)
        self.names = [name for name, _ in rows]
        self._counts = [count for _, count in rows]
        self._rules = rules
        self._read: dict[int, WrittenName] = {}
        self._blocks: dict[Block, dict[int, list[int]]] = {}
        self._people: dict[int, Person] = {}
        self._is_joined = False
        self._matching: dict[str, tuple[Person, ...]] = {}

    # --- questions -------------------------------------------------------------------------------

    def person(self, name: str) -> Person:
        """The person of a name; one of this name alone if the collection does not have it."""
        place = self._places.get(name)
        return Person((name,)) if place is None else self._person(place)

    def has(self, name: str) -> bool:
        """Whether any article has a name."""
        return name in self._places

    def meant(self, name: str) -> tuple[Person, ...]:
        """The person of a name that the collection has; of another one the people that it may mean."""
        people = () if name in self._places else self.matching(name)
        return people or (self.person(name),)

    def matching(self, typed: str) -> tuple[Person, ...]:
        """The people that a name as typed may mean, those of most articles first.

        It is read in several ways, of which the first is taken that fits anybody.
        """
        found = self._matching.get(typed)
        if found is None:
            ranks = [self._meant(readings) for readings in readings_of(typed)]
            sure = (in_full for in_full, _ in ranks if in_full)
            rest = (less_sure for _, less_sure in ranks if less_sure)
            people = next(sure, None) or next(rest, None) or self._surname_first(typed)
            found = tuple(sorted(people, key=lambda one: (-self._articles(one), one.forms)))
            self._matching[typed] = found
        return found

    def people(self, names: Sequence[str]) -> list[Person]:
        """The people of some names, each once."""
        if len(names) > MANY:
            self._join_all()
        return list(dict.fromkeys(map(self.person, names)))

    def everyone(self) -> list[Person]:
        """All people, each once."""
        self._join_all()
        return list(dict.fromkeys(map(self._person, range(len(self.names)))))

    @cached_property
    def shown(self) -> dict[str, str]:
        """Name -> the person's fullest, for all names that are not themselves it."""
        self._join_all()
        firsts = {group[0] for block in self._blocks.values() for group in block.values()}
        firsts |= {place for places in self._ruled.values() for place in places}
        several = {person for person in map(self._person, firsts) if len(person.forms) > 1}
        return {form: person.name for person in several for form in person.forms[1:]}

    # --- who is meant ----------------------------------------------------------------------------

    def _meant(self, readings: Sequence[TypedName]) -> tuple[set[Person], set[Person]]:
        """The people whom any of some readings fits as far as it goes, and those of whom less is known."""
        sure: set[Person] = set()
        less_sure: set[Person] = set()
        for typed in readings:
            for place in self._letters.of_block(block_of(typed.name)):
                if self._fits(typed, place) and not self._is_contradicted(typed, place):
                    is_sure = self._written(place).is_full or not typed.name.is_full
                    (sure if is_sure else less_sure).add(self._person(place))
        return sure, less_sure - sure

    def _is_contradicted(self, typed: TypedName, place: int) -> bool:
        """Whether another name of the person cannot be the one that was typed: D. for `Manning CX`."""
        anyone = typed._replace(least_given=1)
        others = [self._places[form] for form in self._person(place).forms]
        block = block_of(self._written(place))
        return any(
            block_of(self._written(other)) == block and not self._fits(anyone, other)
            for other in others
        )

    def _surname_first(self, typed: str) -> set[Person]:
        """People with names in the order of `Zhang Wei`, for a surname with initials that nobody else has."""
        name = read_name(typed)
        if name.is_full or not name.given:
            return set()
        letter = name.given[0].spellings[0]
        found: set[Person] = set()
        for place in self._letters.beginning(name.surname.key + letter):
            held = self._written(place)
            if len(held.given) == 1 and held.given[0].spellings[0] in name.surname.spellings:
                found.add(self._person(place))
        return found

    def _fits(self, typed: TypedName, place: int) -> bool:
        """Whether a name may be the one that was typed."""
        held, name = self._written(place), typed.name
        if name.suffix and held.suffix and name.suffix != held.suffix:
            return False
        given = held.given[: self._given_before(name.surname, place)]
        return len(given) >= typed.least_given and agree(name.given, given)

    def _given_before(self, surname: Surname, place: int) -> int:
        """How many given names stand before a surname in a name; 0 if it does not end so.

        Half of a double surname, or one without its particles, is one; a part of it may have been
        taken for a given name.
        """
        held, wanted = self._written(place), set(surname.spellings)
        if not wanted.isdisjoint(held.surname.spellings):
            return len(held.given)
        words, given, _ = divided(self.names[place])
        own = surname_pieces(words)
        pieces = [*surname_pieces(given), *own]
        for count in range(1, len(pieces)):
            last = pieces[-count:]
            forms = {"".join(piece[0] for piece in last), "".join(piece[-1] for piece in last)}
            if not wanted.isdisjoint(forms):
                return len(held.given) - max(count - len(own), 0)
        return 0

    # --- people ----------------------------------------------------------------------------------

    def _person(self, place: int) -> Person:
        person = self._people.get(place)
        if person is None:
            places = sorted(self._group(place), key=self._order)
            person = Person(tuple([self.names[one] for one in places]))
            for one in places:
                self._people[one] = person
        return person

    def _articles(self, person: Person) -> int:
        return sum(self._counts[self._places[form]] for form in person.forms)

    def _group(self, place: int) -> set[int]:
        """The places of the names of a person."""
        group = set(self._near(place))
        waiting = list(group) if self._ruled else []
        while waiting:
            for other in self._ruled.get(self._written(waiting.pop()), ()):
                if other not in group:
                    more = set(self._near(other)) - group
                    group |= more
                    waiting += more
        return group

    def _near(self, place: int) -> list[int]:
        """The names of the same surname that are one person's with a name."""
        block = block_of(self._written(place))
        near = self._blocks.get(block)
        if near is None:
            places = [
                one
                for one in self._letters.of_block(block)
                if block_of(self._written(one)) == block
            ]
            near = self._blocks[block] = self._joined(places)
        return near.get(place, [place])

    def _join_all(self) -> None:
        """Find all people at once, in a tenth of what it takes one by one."""
        if self._is_joined:
            return
        blocks: defaultdict[Block, list[int]] = defaultdict(list)
        mixed: set[Block] = set()
        lines = key_of("\n".join([*one_line(self.names), ""]).lower()).split("\n")
        for place, (name, line) in enumerate(zip(self.names, lines, strict=False)):
            if PLAIN.fullmatch(name):
                blocks[line[line.index(" ") + 1 :], line[0]].append(place)
            else:
                block = block_of(self._written(place))
                blocks[block].append(place)
                mixed.add(block)
        for block, places in blocks.items():
            if block not in self._blocks:
                # Plain names alone, John Smith and Jane Smith, differ.
                likely = self._sharing(places) if block in mixed else []
                self._blocks[block] = self._joined(likely)
        self._is_joined = True

    def _sharing(self, places: list[int]) -> list[int]:
        """Of the names of a block: those that may be one person's with others."""
        if len(places) < 2:
            return []
        return sharing({place: beginnings(self._written(place)) for place in places})

    def _joined(self, places: list[int]) -> dict[int, list[int]]:
        """Of the names of one surname: those that are one person's with others, and with which."""
        if len(places) < 2:
            return {}
        groups = joined([self._written(place) for place in places], self._rules.two)
        several = [[places[one] for one in group] for group in groups if len(group) > 1]
        return {place: group for group in several for place in group}

    @cached_property
    def _ruled(self) -> dict[WrittenName, list[int]]:
        """A name of a rule that joins -> the places of all names that it joins."""
        found: dict[WrittenName, list[int]] = {}
        for names in self._rules.one:
            likely = {
                place
                for block in set(map(block_of, names))
                for place in self._letters.of_block(block)
            }
            places = [place for place in sorted(likely) if self._written(place) in names]
            found |= dict.fromkeys(names, places)
        return found

    def _order(self, place: int) -> tuple[bool, int, int, bool, bool, int, str]:
        """The sort key of the names of a person: the fullest comes first."""
        name, text = self._written(place), self.names[place]
        firsts = [names[0] for names in self._rules.one]
        in_full = sum(not given.is_initial for given in name.given)
        is_ordinary = text[-1:].islower() or text.endswith(".")
        return (
            name not in firsts,
            -in_full,
            -len(name.given),
            not is_ordinary,
            text.isascii(),
            -self._counts[place],
            text,
        )

    # --- names -----------------------------------------------------------------------------------

    def _written(self, place: int) -> WrittenName:
        name = self._read.get(place)
        if name is None:
            name = self._read[place] = read_name(self.names[place])
        return name

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    @cached_property
    def _letters(self) -> Letters:
        return Letters(self.names)
