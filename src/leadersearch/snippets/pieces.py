"""The words of a text that somebody asks for, without tokenising all of it.

One regular expression finds where such a word may stand: where one begins as all asked-for words
do, and where letters stand together in other ways than a plain word's ("U.S.A.", "Díaz"). Only the
pieces around these places, from blank to blank, are tokenised, each distinct one once for as long
as the object lives. Blanks never stand inside a word, so that the tokens are those of tokenising
the text as a whole.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from leadersearch.plan import Like, OneOf, Selector, StartsWith, Within
from leadersearch.text import Analysis, tokenise
from leadersearch.text.distance import is_within
from leadersearch.text.tokens import MAX_FORM_LENGTH

# What may surround a word; `+` and `#` may belong to it ("C++", "C#").
_EDGES = string.punctuation.replace("+", "").replace("#", "")
# A piece as its words may be written in the index: "U.S.A.," as "usa", "Health-care" joined.
_SQUEEZED = str.maketrans(string.ascii_uppercase, string.ascii_lowercase, string.punctuation)
_LETTERS = string.ascii_lowercase + string.digits

# What may stand inside a word beside letters and digits, as far as it is ASCII.
_JOINERS = "'`-&.,"

_CHANGED_BY_STEMMING = {"none": 0, "english": 2}
"""Language -> how many letters at the end of a stem may differ from the form.

Snowball's English stemmer replaces two at most (`-ational` by `-ate`, `dying` by `die`); the first
letter always stays. Of the other languages nothing is assumed.
"""

# Letters of a root in the pattern: more find less in vain but take longer to compile.
_COMPARED = 3
_ASCII = frozenset(map(chr, range(128)))
_PIECE = re.compile(r"\S+")
_NOTHING = re.compile(r"(?!)")
_SHORT = 400
"""Characters of a text that is looked at piece by piece: to compile a pattern takes 300 us."""

_MOST_PIECES = 200_000


class Slot(NamedTuple):
    """What a word is good for: a leaf, and which of its terms (0 but for phrases)."""

    leaf: int
    term: int


class Entry(NamedTuple):
    """One thing that is asked for: the stems or forms that a selector selects."""

    slot: Slot
    stemmed: bool
    selector: Selector


class Found(NamedTuple):
    """A token that the plan asks for; places refer to its piece, later to the text."""

    position: int
    start: int
    end: int
    slots: tuple[Slot, ...]


class Pieces(dict[str, tuple[Found, ...]]):
    """Piece of text between whitespace -> what is asked for in it, worked out when met.

    `reach`: how many positions apart tokens may be and still belong together; further apart
    nothing but their order is known.
    """

    def __init__(self, entries: tuple[Entry, ...], analysis: Analysis, reach: int = 0) -> None:
        super().__init__()
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
        roots = {root for entry in entries for root in _roots(entry, analysis.language)}
        parts = {part for entry in entries for part in _parts(entry)}
        self._roots, self._parts = sorted(roots), sorted(parts)
        self._finder: re.Pattern[str] | None = None if roots or parts else _NOTHING
        self._somewhere = sorted(roots | parts)

    def __missing__(self, piece: str) -> tuple[Found, ...]:
        found: tuple[Found, ...] = ()
        squeezed = piece.translate(_SQUEEZED)
        if not squeezed.isascii() or any(part in squeezed for part in self._somewhere):
            asked = ((token, self.slots(token[0])) for token in _tokens_of_piece(piece))
            found = tuple(Found(*token[1:], slots) for token, slots in asked if slots)
        self[piece] = found
        return found

    def slots(self, form: str) -> tuple[Slot, ...]:
        """What a form is good for."""
        found = set(self._forms.get(form, ()))
        if self._stems:
            found.update(self._stems.get(self._stem(form), ()))
        for stemmed, selects, slot in self._tests:
            if selects(self._stem(form) if stemmed else form):
                found.add(slot)
        return tuple(sorted(found))

    def tokens(self, text: str) -> Iterator[Found]:
        """The tokens of a text that are asked for, in order."""
        if len(self) > _MOST_PIECES:
            self.clear()
            self._lengths.clear()
        last = position = 0
        for match in self._places(text).finditer(text):
            begin = match.start()
            while begin and not text[begin - 1].isspace():
                begin -= 1
            found = self[text[begin : match.end()]]
            if found and self._reach:
                position += self._distance(text, last, begin)
                last = begin
            for place, start, end, slots in found:
                yield Found(position + place, begin + start, begin + end, slots)

    def _places(self, text: str) -> re.Pattern[str]:
        """What finds the pieces that may hold something."""
        if self._finder is None:
            if len(text) < _SHORT:
                return _PIECE
            self._finder = _finder(self._roots, self._parts)
        return self._finder

    def _distance(self, text: str, start: int, end: int) -> int:
        """How many positions a stretch of text takes up, not counted beyond the reach."""
        distance = 0
        for match in _PIECE.finditer(text, start, end):
            piece = match.group()
            length = self._lengths.get(piece)
            if length is None:
                last = max((token[1] for token in _tokens_of_piece(piece)), default=-1)
                length = self._lengths[piece] = last + 1
            distance += length
            if distance > self._reach:
                break
        return distance


def _tokens_of_piece(piece: str) -> Sequence[tuple[str, int, int, int]]:
    """The tokens of a piece as (form, position, start, end)."""
    word = piece.strip(_EDGES)
    if word.isalnum() and word.isascii() and len(word) <= MAX_FORM_LENGTH:
        start = piece.find(word)
        return [(word.lower(), 0, start, start + len(word))]
    return [token[:4] for token in tokenise(piece)]


def _finder(roots: Sequence[str], parts: Sequence[str]) -> re.Pattern[str]:
    """Finds where a word may begin with a root or hold a part, and reads on to the next blank."""
    if "" in roots or "" in parts:
        return _PIECE
    joiners = re.escape(_JOINERS)
    letters = {letter for root in (*roots, *parts) for letter in (root[0], root[0].upper())}
    # One set of characters first, so that `re` skips all others quickly (10 ns a character). It is
    # a negative one, since `re` takes 5 ms to compile the 65,000 characters beyond ASCII.
    skipped = re.escape("".join(sorted(_ASCII - letters - set(_JOINERS))))
    ways = [rf"(?<=[A-Za-z0-9][{joiners}])(?=[A-Za-z0-9])", r"(?<=[^\x00-\x7f])"]
    if parts:
        ways.append(_continued(parts))
    if roots:
        ways.append(f"(?<![A-Za-z0-9].){_continued(roots)}")
    return re.compile(rf"[^{skipped}](?<!\s)(?:{'|'.join(ways)})\S*")


def _continued(texts: Sequence[str]) -> str:
    """How texts go on after their first letters, in any case."""
    ways = {
        "".join(f"[{letter}{letter.upper()}]" for letter in text[1:_COMPARED]) for text in texts
    }
    return f"(?:{'|'.join(sorted(ways))})"


def _roots(entry: Entry, language: str) -> Iterator[str]:
    """What every form that an entry selects begins with; empty where nothing is known of it."""
    match entry.selector:
        case OneOf(terms):
            prefixes = terms
        case StartsWith(prefix):
            prefixes = (prefix,)
        case Like():
            prefixes = (entry.selector.prefix(),)
        case Within():
            prefixes = ("",) if entry.stemmed else ()
    changed = _CHANGED_BY_STEMMING.get(language) if entry.stemmed else 0
    for prefix in prefixes:
        kept = "" if changed is None else prefix[: max(len(prefix) - changed, 1)]
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
