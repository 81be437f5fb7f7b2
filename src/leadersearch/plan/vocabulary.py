"""The words that articles contain: asked for in batches, assumed before.

A planner decides by what articles hold: a word that none holds is tried as a prefix. To ask word by
word would be as many trips to an engine that is far away. So a query is planned on beliefs (a word
that somebody types is held, a spelling that we make up is not), what was believed is asked in one
trip, and the query is planned once more only if a belief was wrong, which is rare: a word that
no article holds, nor anything that begins so, is planned like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeAlias

from leadersearch.plan.nodes import Lookup, StartsWith
from leadersearch.text.analysis import facet_field

if TYPE_CHECKING:
    from leadersearch.people import Register

Word: TypeAlias = tuple[Lookup, ...]
"""The lookups of a word, one for each of its fields."""


LEAST_SHARE = 0.05
"""The share of the rarest of others that a usual word must have among the articles.

In a large collection any two words that often stand together are joined by somebody.
"""


class Vocabulary(Protocol):
    """The words that articles hold, as of one moment."""

    def look_up(
        self, words: Sequence[Sequence[Lookup]], *, enough: int | None = None
    ) -> Sequence[int]:
        """For each word: how many articles hold a term that any of its lookups selects.

        Beyond `enough` a number need not be exact.
        """

    def words(self, lookups: Sequence[Lookup], *, limit: int | None = None) -> dict[str, int]:
        """The terms that any of the lookups selects, their document frequencies summed.

        The most frequent first, equally frequent ones by alphabet; `limit` cuts the list.
        """


class _Question:
    """A word to be asked for, what is believed of it, and what is asked for if none holds it."""

    __slots__ = ("beginning", "beliefs", "others", "word")

    def __init__(self, word: Word) -> None:
        self.word = word
        self.beliefs: list[bool] = []
        self.beginning: Callable[[], Word] | None = None
        self.others: Callable[[], Sequence[Word]] | None = None


class Known:
    """The answers of a vocabulary so far, and assumptions until it is asked.

    `people` are those of its names.
    """

    def __init__(
        self, vocabulary: Vocabulary, people: Callable[[], Register] | None = None
    ) -> None:
        self._vocabulary = vocabulary
        self._people = people
        # Lookups that were made once are made for every plan; they are told apart by identity,
        # since to hash them takes as long as to make them.
        self._made: dict[Hashable, Word] = {}
        self._held: dict[int, bool] = {}
        self._usual: dict[int, bool] = {}
        self._open: dict[int, _Question] = {}
        self._terms: dict[Lookup, dict[str, int]] = {}

    def made(self, key: Hashable, make: Callable[[], Word]) -> Word:
        """The lookups of a key, made when they are first asked for."""
        word = self._made.get(key)
        if word is None:
            word = self._made[key] = make()
        return word

    def ask(self, word: Word) -> None:
        """Have found out whether any article holds a word, which was `made`."""
        if id(word) not in self._held:
            self._question(word)

    def holds(self, word: Word, *, belief: bool) -> bool:
        """Whether any article holds a word that was `made`; until it is known, the belief."""
        held = self._held.get(id(word))
        if held is None:
            self._question(word).beliefs.append(belief)
            return belief
        return held

    def goes_on(self, word: Word, beginning: Callable[[], Word]) -> bool:
        """Whether no article holds a word, but some hold what begins so; believed not to be."""
        held = self._held.get(id(word))
        if held is None:
            self._question(word).beginning = beginning
            return False
        return not held and self.holds(beginning(), belief=False)

    def is_usual(self, word: Word, others: Callable[[], Sequence[Word]]) -> bool:
        """Whether articles hold a word, and no few beside the rarest of others; believed not to be.

        The others are asked for only where any article holds the word.
        """
        usual = self._usual.get(id(word))
        if usual is None:
            self._question(word).others = others
            return False
        return usual

    def _question(self, word: Word) -> _Question:
        question = self._open.get(id(word))
        if question is None:
            question = self._open[id(word)] = _Question(word)
        return question

    def lacks(self, word: Word) -> bool:
        """Whether a word was found to be held by no article."""
        return not self._held[id(word)]

    def settle(self) -> bool:
        """Find out what is open; whether all that was believed is true."""
        if not self._open:
            return True
        asked, self._open = list(self._open.values()), {}
        counts = self._vocabulary.look_up([question.word for question in asked], enough=1)
        is_true, beginnings, rivals = True, [], []
        for question, count in zip(asked, counts, strict=True):
            self._held[id(question.word)] = count > 0
            if question.others is not None:
                self._usual[id(question.word)] = False
                if count:
                    rivals.append((question.word, *question.others()))
            is_true &= all(belief == (count > 0) for belief in question.beliefs)
            if question.beginning is not None and not count:
                beginnings.append(question.beginning())
        if beginnings:
            counts = self._vocabulary.look_up(beginnings, enough=1)
            self._held.update(
                (id(word), count > 0) for word, count in zip(beginnings, counts, strict=True)
            )
            is_true &= not any(counts)
        return is_true & (not rivals or not self._weigh(rivals))

    def _weigh(self, rivals: Sequence[tuple[Word, ...]]) -> bool:
        """Find out which words are usual beside those that follow them; whether any is."""
        counts = iter(self.frequencies([word for words in rivals for word in words]))
        for word, *others in rivals:
            held = next(counts)
            least = min(next(counts) for _ in others)
            self._usual[id(word)] = held >= LEAST_SHARE * least
        return any(self._usual[id(words[0])] for words in rivals)

    @cached_property
    def people(self) -> Register:
        """The people whom the names of authors stand for."""
        if self._people is not None:
            return self._people()
        from leadersearch.people import Register  # most queries hold no name

        names = self._vocabulary.words([Lookup("author", facet_field("author"), StartsWith(""))])
        return Register(names.items())

    def terms(self, lookup: Lookup) -> dict[str, int]:
        """The terms that a lookup selects and their document frequencies, the most frequent first."""
        if lookup not in self._terms:
            self._terms[lookup] = self._vocabulary.words([lookup])
        return self._terms[lookup]

    def frequencies(self, words: Sequence[Word]) -> Sequence[int]:
        """For each word: how many articles hold it."""
        return self._vocabulary.look_up(words) if words else ()
