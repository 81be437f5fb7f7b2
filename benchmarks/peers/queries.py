"""Draws queries from the corpus by a seed, so that no engine can be tuned for them.

Words are chosen by the share of articles that hold their stem; words that any engine drops as
stop words are drawn only where a class says so, since otherwise the engines would not do the
same work.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from benchmarks.peers.peer import Ask, Form, Want

from leadersearch import Article
from leadersearch.text.stop_words import STOP_WORDS

SAMPLE = 60_000
"""Articles that are looked at; beyond the corpus's own number they repeat anyway."""

RARE = (3, 30)  # articles of the sample
MID = (0.01, 0.10)
COMMON = (0.20, 0.50)
FREQUENT = (0.10, 1.0)  # members of a phrase: few pairs of neighbours are both common

USUAL = 0.05  # of a stem's articles: the word is one of its usual forms

_WORD = re.compile(r"[a-z]{3,20}\Z")
_SENTENCE = re.compile(r"(?<=[.!?]) +")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Words:
    """Figures of the words of a corpus."""

    articles: int = 0
    forms: dict[str, Counter[str]] = field(default_factory=dict)  # stem -> word -> articles
    frequency: Counter[str] = field(default_factory=Counter)  # stem -> articles
    sentences: list[list[str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def between(self, low: float, high: float) -> list[str]:
        """The words whose stem so many articles hold: the commonest of each stem."""
        return [
            max(self.forms[stem], key=lambda form: (self.forms[stem][form], form))
            for stem, count in sorted(self.frequency.items())
            if low <= count <= high
        ]

    def shared(self, share: tuple[float, float]) -> list[str]:
        """The words whose stem so large a share of the articles holds."""
        return self.between(share[0] * self.articles, share[1] * self.articles)


def survey(articles: Iterable[Article], seed: int) -> Words:
    """Look at the words of a sample of the articles; `articles` is cut off after it."""
    words = Words()
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    picked = random.Random(seed)
    for article in articles:
        words.articles += 1
        text = f"{article.title}. {article.text}"
        held = {word for word in re.findall(r"\w+", text.lower()) if is_telling(word)}
        stems = {stem_of(word) for word in held}
        words.frequency.update(stems)
        for word in held:
            forms[stem_of(word)][word] += 1
        if picked.random() < 0.2:
            words.sentences += [row for row in map(str.split, _SENTENCE.split(text)) if row]
            words.names += [_last_name(name) for name in article.authors]
        if words.articles == SAMPLE:
            break
    words.forms = dict(forms)
    return words


def _last_name(name: str) -> str:
    return (name.split() or [""])[-1].lower()


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """The words that one engine or the other leaves out of a query or of its index."""
    from bm25s.stopwords import STOPWORDS_EN
    from whoosh.analysis import STOP_WORDS as WHOOSH_STOP_WORDS

    return STOP_WORDS | frozenset(STOPWORDS_EN) | frozenset(WHOOSH_STOP_WORDS)


@cache
def stem_of(word: str) -> str:
    return str(_stemmer().stem(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


def is_telling(word: str) -> bool:
    return bool(_WORD.match(word)) and word not in stop_words()


# --- what is drawn -------------------------------------------------------------------------------

Draw = Callable[[Words, random.Random], Iterator[tuple[str, ...]]]
"""Endless drafts of queries; some may be alike."""


def some_of(*pools: Callable[[Words], Sequence[str]]) -> Draw:
    """One word from each pool."""

    def draw(words: Words, chance: random.Random) -> Iterator[tuple[str, ...]]:
        lists = [pool(words) for pool in pools]
        while all(lists):
            drawn = tuple(chance.choice(pool) for pool in lists)
            if len(set(drawn)) == len(drawn):
                yield drawn

    return draw


def rare(words: Words) -> Sequence[str]:
    return words.between(*RARE)


def mid(words: Words) -> Sequence[str]:
    return words.shared(MID)


def common(words: Words) -> Sequence[str]:
    return words.shared(COMMON)


def common_form(words: Words) -> Sequence[str]:
    """The usual words of common stems: stems are few, their forms are more."""
    low, high = (share * words.articles for share in COMMON)
    return [
        form
        for stem, count in sorted(words.frequency.items())
        if low <= count <= high
        for form, held in sorted(words.forms[stem].items())
        if held >= count * USUAL
    ]


def prefix(words: Words) -> Sequence[str]:
    return [word[:4] for word in words.shared((MID[0], COMMON[1])) if len(word) > 5]


def misspelt(words: Words, chance: random.Random) -> Iterator[tuple[str, ...]]:
    """A word of middling frequency with one letter, not the first, dropped or replaced."""
    long = [word for word in mid(words) if len(word) > 6]
    while long:
        word = chance.choice(long)
        place = chance.randrange(1, len(word) - 3)
        letter = chance.choice(["", chance.choice(_LETTERS)])
        if letter != word[place]:
            yield (word[:place] + letter + word[place + 1 :],)


def content_words(words: Words, chance: random.Random) -> Iterator[tuple[str, ...]]:
    """Five words of a real sentence in their order, stop words left out."""
    while True:
        sentence = chance.choice(words.sentences)
        said = [word for word in map(_bare, sentence) if is_telling(word)]
        said = list(dict.fromkeys(said))
        if len(said) >= 5:
            start = chance.randrange(len(said) - 4)
            yield tuple(said[start : start + 5])


def span(length: int) -> Draw:
    """So many successive words of a real sentence, whatever they are."""

    def draw(words: Words, chance: random.Random) -> Iterator[tuple[str, ...]]:
        while True:
            sentence = chance.choice(words.sentences)
            start = chance.randrange(max(len(sentence) - length, 0) + 1)
            said = [word.lower() for word in sentence[start : start + length]]
            if len(said) == length and all(word.isascii() and word.isalpha() for word in said):
                yield tuple(said)

    return draw


def frequent_neighbours(words: Words, chance: random.Random) -> Iterator[tuple[str, ...]]:
    """Two frequent words that stand side by side somewhere."""
    low = FREQUENT[0] * words.articles
    frequent = {
        form
        for stem, count in words.frequency.items()
        if count >= low
        for form in words.forms[stem]
    }
    seen: dict[tuple[str, str], int] = Counter(
        pair
        for sentence in words.sentences
        for pair in pairwise(word.lower() for word in sentence)
        if pair[0] in frequent and pair[1] in frequent and pair[0] != pair[1]
    )
    found = sorted(pair for pair, count in seen.items() if count > 2)
    while found:
        yield chance.choice(found)


def author(words: Words, chance: random.Random) -> Iterator[tuple[str, ...]]:
    """The last name of one of the authors."""
    names = [name for name in words.names if _WORD.match(name)]
    while names:
        yield (chance.choice(names),)


def _bare(word: str) -> str:
    return word.strip(".,;:()!?'\"").lower()


# --- the classes ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QueryClass:
    """One row of the results."""

    name: str
    form: Form
    draw: Draw
    want: Want = Want.PAGE

    def asks(self, words: Words, number: int, seed: int) -> list[Ask]:
        """Different queries, the same for the same seed; fewer where there are no more."""
        chance = random.Random(f"{seed} {self.name}")
        drawn: dict[tuple[str, ...], None] = {}
        for _, draft in zip(range(number * 50), self.draw(words, chance), strict=False):
            drawn.setdefault(draft)
            if len(drawn) == number:
                break
        return [Ask(self.form, draft) for draft in drawn]


CLASSES = (
    QueryClass("rare term", Form.WORD, some_of(rare)),
    QueryClass("common term", Form.WORD, some_of(common_form)),
    QueryClass("AND, common + mid", Form.ALL, some_of(common, mid)),
    QueryClass("AND, two common", Form.ALL, some_of(common, common)),
    QueryClass("OR 2", Form.ANY, some_of(common, common)),
    QueryClass("OR 5, natural language", Form.ANY, content_words),
    QueryClass("OR 5, with its stop words", Form.ANY, span(5)),
    QueryClass("phrase, two common", Form.PHRASE, frequent_neighbours),
    QueryClass("phrase, any three words", Form.PHRASE, span(3)),
    QueryClass("prefix, 4 letters", Form.PREFIX, some_of(prefix)),
    QueryClass("fuzzy ~1", Form.FUZZY, misspelt),
    QueryClass("OR 2 over 3 fields", Form.FIELDS, some_of(mid, mid)),
    QueryClass("author:", Form.AUTHOR, author),
    QueryClass("sorted by date", Form.WORD, some_of(common_form), Want.NEWEST),
    QueryClass("facets: author, year", Form.WORD, some_of(common_form), Want.FACETS),
    QueryClass("with snippets: term", Form.WORD, some_of(common_form), Want.SNIPPETS),
    QueryClass("with snippets: phrase", Form.PHRASE, frequent_neighbours, Want.SNIPPETS),
    QueryClass("with snippets: OR 5", Form.ANY, content_words, Want.SNIPPETS),
)
