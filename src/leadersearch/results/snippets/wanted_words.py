"""The matcher of a plan in a piece of text: its wanted words and where they occur.

A piece is what stands between two blanks of a flat text. Only the pieces that may hold something
(`piece_finder.py`) are tokenised, each distinct one once for as long as the object lives.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from leadersearch.plan import Like, OneOf, Selector, StartsWith, Within
from leadersearch.results.snippets.flattening import BEYOND_ASCII, flatten
from leadersearch.results.snippets.piece_finder import Finder
from leadersearch.text import Analysis, Stemmer, tokenise
from leadersearch.text.distance import is_within
from leadersearch.text.tokens import MAX_FORM_LENGTH

_LETTERS = string.ascii_lowercase + string.digits

_CHANGED_BY_STEMMING = {"none": 0, "english": 2}
"""Language -> how many letters at the end of a stem may differ from the form.

Snowball's English stemmer replaces two at most (`-ational` by `-ate`, `dying` by `die`); the first
letter always stays. What else may differ, `Stemmer.beginnings` tells. Of the other languages nothing
is assumed.
"""

_PIECE = re.compile("[^ ]+")
_NO_ENDS = ".,"
"""No word ends with these; what often stands behind a word."""

_MOST_PIECES = 200_000


class Slot(NamedTuple):
    """The use of a word: a leaf, and which of its terms (0 but for phrases)."""

    leaf: int
    term: int


class Entry(NamedTuple):
    """One thing that is asked for: the stems or forms that a selector selects."""

    slot: Slot
    stemmed: bool
    selector: Selector


class WantedToken(NamedTuple):
    """A token that the plan asks for; places refer to its piece, later to the text."""

    position: int
    start: int
    end: int
    slots: tuple[Slot, ...]


class Pieces(dict[str, tuple[WantedToken, ...]]):
    """Piece of text -> what is asked for in it, worked out when met.

    `reach`: how many positions apart tokens may be and still belong together; further apart
    nothing but their order is known.
    """

    def __init__(self, entries: tuple[Entry, ...], analysis: Analysis, reach: int = 0) -> None:
        super().__init__()
        self.entries = entries
        self._stem = analysis.stem
        self._reach = reach
        self._lengths: dict[str, int] = {}
        self._forms: defaultdict[str, list[Slot]] = defaultdict(list)
        self._stems: defaultdict[str, list[Slot]] = defaultdict(list)
        self._tests: list[tuple[bool, Callable[[str], bool], Slot]] = []
        for slot, stemmed, selector in entries:
            if isinstance(selector, OneOf):
                for term in selector.terms:
                    (self._stems if stemmed else self._forms)[term].append(slot)
            else:
                self._tests.append((stemmed, selection_test(selector), slot))
        self._finder = _finder(entries, analysis.stemmer)

    def __missing__(self, piece: str) -> tuple[WantedToken, ...]:
        asked: dict[tuple[int, int, int], tuple[Slot, ...]] = {}
        for form, *place in _tokens_of_piece(piece):
            if slots := self.slots(form):
                position, start, end = place
                # A word and what it is spelt out to stand at one place.
                others = asked.get((position, start, end), ())
                asked[position, start, end] = tuple({*slots, *others}) if others else slots
        found = self[piece] = tuple([WantedToken(*place, asked[place]) for place in asked])
        return found

    def slots(self, form: str) -> tuple[Slot, ...]:
        """The uses of a form."""
        found = self._forms.get(form, ())
        if self._stems:
            found = (*found, *self._stems.get(self._stem(form), ()))
        for stemmed, selects, slot in self._tests:
            if selects(self._stem(form) if stemmed else form):
                found = (*found, slot)
        return tuple(sorted(set(found))) if found else ()

    def found(self, text: str) -> list[tuple[int, int, tuple[WantedToken, ...]]]:
        """The pieces of a text that hold something: (place, position, what is asked for)."""
        if not self.entries:
            return []
        if len(self) > _MOST_PIECES:
            self.clear()
            self._lengths.clear()
        flat = flatten(text)
        places = self._finder.pieces(flat)
        if BEYOND_ASCII in flat:
            met = [(begin, self[_piece(text, flat, begin, end)]) for begin, end in places]
        else:
            met = [(begin, self[flat[begin:end].rstrip(_NO_ENDS)]) for begin, end in places]
        last = position = 0
        pieces = []
        for begin, found in met:
            if found:
                if self._reach:
                    position += self._distance(text, flat, last, begin)
                    last = begin
                pieces.append((begin - 1, position, found))
        return pieces

    def _distance(self, text: str, flat: str, start: int, end: int) -> int:
        """How many positions lie between the beginnings of two pieces.

        Of what stands between them no more is counted than what is beyond the reach.
        """
        after = flat.find(" ", start)
        distance = self._length(_piece(text, flat, start, after)) if after > start else 0
        limit = distance + self._reach
        stretch = flat[after:end]
        if BEYOND_ASCII in stretch:
            places = _PIECE.finditer(flat, after, end)
            pieces = (_piece(text, flat, *match.span()) for match in places)
        else:
            pieces = (piece.rstrip(_NO_ENDS) for piece in stretch.split())
        for piece in pieces:
            distance += self._length(piece)
            if distance > limit:
                break
        return distance

    def _length(self, piece: str) -> int:
        """How many positions a piece takes up."""
        if piece.isalnum() and piece.isascii():
            return 1
        length = self._lengths.get(piece)
        if length is None:
            last = max([token[1] for token in _tokens_of_piece(piece)], default=-1)
            length = self._lengths[piece] = last + 1
        return length


def _piece(text: str, flat: str, begin: int, end: int) -> str:
    """A piece as it is remembered: flat, or as it is written where it is not ASCII."""
    piece = flat[begin:end]
    if BEYOND_ASCII in piece:
        return text[begin - 1 : end - 1]
    return piece.rstrip(_NO_ENDS)


def _tokens_of_piece(piece: str) -> Sequence[tuple[str, int, int, int]]:
    """The tokens of a piece as (form, position, start, end)."""
    if piece.isalnum() and piece.isascii() and len(piece) <= MAX_FORM_LENGTH:
        return [(piece, 0, 0, len(piece))]
    return [token[:4] for token in tokenise(piece)]


def _finder(entries: Sequence[Entry], stemmer: Stemmer) -> Finder:
    """Finds the pieces that may hold what some entries select."""
    roots: list[str] = []
    parts: list[str] = []
    together: list[list[str]] = []
    by_leaf: defaultdict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_leaf[entry.slot.leaf].append(entry)
        parts += _parts(entry)
    for asked in by_leaf.values():
        of_leaf = [root for entry in asked for root in _roots(entry, stemmer)]
        terms = {entry.slot.term for entry in asked}
        if len(terms) == len(of_leaf) == len(asked) > 1:
            together.append(of_leaf)
        else:
            roots += of_leaf
    return Finder(roots, parts, together)


def _roots(entry: Entry, stemmer: Stemmer) -> Iterator[str]:
    """The common beginning of the forms that an entry selects; empty where it is unknown.

    Forms that are not ASCII need none: they stand in pieces that are not, which are always found.
    """
    match entry.selector:
        case OneOf(terms):
            prefixes = terms
        case StartsWith(prefix):
            prefixes = (prefix,)
        case Like():
            prefixes = (entry.selector.prefix(),)
        case Within():
            prefixes = ("",) if entry.stemmed else ()
    changed: int | None = 0
    if entry.stemmed:
        changed = _CHANGED_BY_STEMMING.get(stemmer.language)
        if isinstance(entry.selector, OneOf):
            prefixes = tuple(chain.from_iterable(map(stemmer.beginnings, prefixes)))
    for prefix in prefixes:
        kept = "" if changed is None else prefix[: max(len(prefix) - changed, 1)]
        if kept.isascii():
            yield kept[: len(kept) - len(kept.lstrip(_LETTERS))]


def _parts(entry: Entry) -> Iterator[str]:
    """One of these is in every form that a fuzzy entry selects."""
    if isinstance(entry.selector, Within):
        # An edit spoils two parts at most (a swap, where they meet); one is left as it was.
        text, count = entry.selector.text, 2 * entry.selector.distance + 1
        places = [len(text) * index // count for index in range(count + 1)]
        for start, end in pairwise(places):
            yield "" if text.strip(_LETTERS) else text[start:end]


def selection_test(selector: Selector) -> Callable[[str], bool]:
    """Whether a selector selects a term, as a function of the term."""
    match selector:
        case OneOf(terms):
            return frozenset(terms).__contains__
        case StartsWith(prefix):
            return lambda term: term.startswith(prefix)
        case Like():
            fullmatch = selector.regex().fullmatch
            return lambda term: fullmatch(term) is not None
        case Within(text, distance):
            letters = frozenset(text)
            # A cheap look first: an edit adds at most one letter to each side's set.
            return lambda term: (
                abs(len(term) - len(text)) <= distance
                and len(letters.symmetric_difference(term)) <= 2 * distance
                and is_within(text, term, distance)
            )
