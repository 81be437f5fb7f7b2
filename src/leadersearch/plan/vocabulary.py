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

from leadersearch.plan.nodes import Lookup, OneOf, StartsWith
from leadersearch.text.analysis import facet_field

if TYPE_CHECKING:
    from leadersearch.people import Register

Word: TypeAlias = tuple[Lookup, ...]
"""The lookups of a word, one for each of its fields."""


MOST_FINDINGS = 5_000
"""Words that are kept from plan to plan: some megabytes."""

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


class Findings:
    """The answers of one vocabulary, as of one moment, kept from plan to plan.

    Whoever types asks for most words of a query again with each letter. Safe from several threads:
    an answer that two of them find out is the same.
    """

    __slots__ = ("held", "made", "terms", "usual")

    def __init__(self) -> None:
        # Words are told apart by identity, since to hash their lookups takes as long as to make
        # them; each answer holds its word, so that no other can have its identity.
        self.made: dict[Hashable, Word] = {}
        self.held: dict[int, tuple[Word, bool]] = {}
        self.usual: dict[int, tuple[Word, bool]] = {}
        self.terms: dict[Hashable, dict[str, int]] = {}

    @property
    def are_many(self) -> bool:
        """Whether it is time to forget them and to begin anew."""
        return max(len(self.made), len(self.terms)) > MOST_FINDINGS


class Known:
    """The answers of a vocabulary so far, and assumptions until it is asked.

    `people` are those of its names, `findings` what earlier plans have found out.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        people: Callable[[], Register] | None = None,
        findings: Findings | None = None,
    ) -> None:
        self._vocabulary = vocabulary
        self._people = people
        self._findings = findings or Findings()
        self._open: dict[int, _Question] = {}

    def made(self, key: Hashable, make: Callable[[], Word]) -> Word:
        """The lookups of a key, made when they are first asked for."""
        return self._findings.made.get(key) or self._findings.made.setdefault(key, make())

    def ask(self, word: Word) -> None:
        """Have found out whether any article holds a word, which was `made`."""
        if id(word) not in self._findings.held:
            self._question(word)

    def holds(self, word: Word, *, belief: bool) -> bool:
        """Whether any article holds a word that was `made`; until it is known, the belief."""
        found = self._findings.held.get(id(word))
        if found is None:
            self._question(word).beliefs.append(belief)
            return belief
        return found[1]

    def goes_on(self, word: Word, beginning: Callable[[], Word]) -> bool:
        """Whether no article holds a word, but some hold what begins so; believed not to be."""
        found = self._findings.held.get(id(word))
        if found is None:
            self._question(word).beginning = beginning
            return False
        return not found[1] and self.holds(beginning(), belief=False)

    def is_usual(self, word: Word, others: Callable[[], Sequence[Word]]) -> bool:
        """Whether articles hold a word, and no few beside the rarest of others; believed not to be.

        The others are asked for only where any article holds the word.
        """
        found = self._findings.usual.get(id(word))
        if found is None:
            self._question(word).others = others
            return False
        return found[1]

    def _question(self, word: Word) -> _Question:
        question = self._open.get(id(word))
        if question is None:
            question = self._open[id(word)] = _Question(word)
        return question

    def lacks(self, word: Word) -> bool:
        """Whether a word was found to be held by no article."""
        return not self._findings.held[id(word)][1]

    def settle(self) -> bool:
        """Find out what is open; whether all that was believed is true."""
        if not self._open:
            return True
        asked, self._open = list(self._open.values()), {}
        counts = self._vocabulary.look_up([question.word for question in asked], enough=1)
        is_true, beginnings, rivals = True, [], []
        for question, count in zip(asked, counts, strict=True):
            self._findings.held[id(question.word)] = (question.word, count > 0)
            if question.others is not None:
                if not count:
                    self._findings.usual[id(question.word)] = (question.word, False)
                else:
                    rivals.append((question.word, *question.others()))
            is_true &= all(belief == (count > 0) for belief in question.beliefs)
            if question.beginning is not None and not count:
                beginnings.append(question.beginning())
        if beginnings:
            counts = self._vocabulary.look_up(beginnings, enough=1)
            self._findings.held.update(
                (id(word), (word, count > 0))
                for word, count in zip(beginnings, counts, strict=True)
            )
            is_true &= not any(counts)
        return is_true & (not rivals or not self._weigh(rivals))

    def _weigh(self, rivals: Sequence[tuple[Word, ...]]) -> bool:
        """Find out which words are usual beside those that follow them; whether any is."""
        counts = iter(self.frequencies([word for words in rivals for word in words]))
        for word, *others in rivals:
            held = next(counts)
            least = min(next(counts) for _ in others)
            self._findings.usual[id(word)] = (word, held >= LEAST_SHARE * least)
        return any(self._findings.usual[id(words[0])][1] for words in rivals)

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
        found = self._findings.terms.get(lookup)
        if found is None:
            found = self._findings.terms[lookup] = self._vocabulary.words([lookup])
        return found

    def held_terms(self, postings: str, terms: Sequence[str]) -> set[str]:
        """Those of some terms that any article holds: those yet unknown are asked for in one trip."""
        known = self._findings.terms
        unknown = [term for term in dict.fromkeys(terms) if (postings, term) not in known]
        if unknown:
            found = self._vocabulary.words([Lookup(postings, postings, OneOf(tuple(unknown)))])
            for term in unknown:
                known[postings, term] = {term: found[term]} if term in found else {}
        return {term for term in terms if known[postings, term]}

    def frequencies(self, words: Sequence[Word]) -> Sequence[int]:
        """For each word: how many articles hold it."""
        return self._vocabulary.look_up(words) if words else ()
