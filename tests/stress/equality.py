"""The Whoosh engine gives the pages of the memory engine: random queries on random histories.

Each world is a history of commits (articles added, replaced, removed) over several segments, from
real articles where they lie beside the checkout and from made ones. Each query is asked of both
engines, at times with the limits of short cuts set so low that a small index meets them.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from asking import Question, answered, plan_of, question
from equality import LIMITS, Change, apply, limited, low_limits, values
from leadersearch.engine import Sort
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.engines.whoosh.engine import WhooshEngine
from leadersearch.model.article import Article, PartialDate
from leadersearch.model.fields import FACETS
from leadersearch.readers import read_articles
from leadersearch.text import tokenise
from strategies import NAMES, TAGS, VENUES, WORDS
from stress.made import Words, plain_words, random_tree, stretch
from stress.outcome import Outcome

ROUNDS = 5_000
PER_WORLD = 50
SIZE = 40
"""Articles of a world: the oracle looks at each of them for each part of each query."""

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "nhs-blogs.jsonl"


@dataclass
class World:
    """Two engines with the same history, and what to ask them with."""

    memory: MemoryEngine
    whoosh: WhooshEngine
    words: Words
    values: dict[str, list[str]]


def run(rounds: int, seed: int, folder: Path) -> Outcome:
    """Compare so many pages."""
    outcome = Outcome()
    for first in range(0, rounds, PER_WORLD):
        _compare(f"{seed}/{first}", min(PER_WORLD, rounds - first), folder / str(first), outcome)
    return outcome


def _compare(name: str, rounds: int, folder: Path, outcome: Outcome) -> None:
    chance = random.Random(name)
    world = _world(chance, folder)
    for number in range(rounds):
        request = _request(chance, world)
        limits = chance.choice(list(LIMITS)) if chance.random() < 0.5 else ""
        with limited(*(low_limits(limits, chance.choice((1, 5, 20))) if limits else ())):
            try:
                expected, found = answered(world.memory, request), answered(world.whoosh, request)
            except Exception as error:  # noqa: BLE001  # the harness names whatever it is
                outcome.failures.append(f"{name} round {number}: {error!r}: {request}")
                continue
        if values(expected) != values(found):
            outcome.failures.append(f"{name} round {number} ({limits or 'as it is'}): {request}")
        kind = "of which parts were left out" if plan_of(expected).left_out else "with hits"
        outcome.counts[f"pages {kind}" if expected.total else "pages without hits"] += 1
    world.whoosh.close()


def _request(chance: random.Random, world: World) -> Question:
    make = chance.choices((random_tree, plain_words, stretch), (6, 2, 2))[0]
    filters = [
        (facet, chance.choice(world.values[facet]))
        for facet in chance.choices(FACETS, k=chance.choice((0, 0, 0, 1, 2)))
        if world.values[facet]
    ]
    return question(
        make(chance, world.words),
        limit=chance.choice((0, 1, 3, 10, 50)),
        offset=chance.choice((0, 0, 0, 2, 30)),
        sort=chance.choice((Sort.RELEVANCE, Sort.RELEVANCE, *Sort)),
        typing=chance.random() < 0.3,
        filters=tuple(filters),
        facets=chance.choice(((), FACETS)),
        facet_limit=chance.choice((1, 3, 20)),
    )


# --- worlds --------------------------------------------------------------------------------------


def _world(chance: random.Random, folder: Path) -> World:
    articles = [
        _real(chance) if _real_articles() and chance.random() < 0.5 else _made(chance)
        for _ in range(SIZE)
    ]
    articles = [replace(article, id=f"a{number}") for number, article in enumerate(articles)]
    history: list[list[Change]] = []
    rest = list(articles)
    while rest:
        count = chance.randint(1, SIZE)
        changes: list[Change] = list(rest[:count])
        rest = rest[count:]
        again = chance.sample(articles, chance.randint(0, 5))
        changes += [article if chance.random() < 0.4 else article.id for article in again]
        history.append(changes)
    history.append([article.id for article in chance.sample(articles, chance.randint(0, 8))])
    memory, whoosh = MemoryEngine(), WhooshEngine(folder, create=True)
    for engine in (memory, whoosh):
        apply(engine, history)
    return World(memory, whoosh, _words(articles), _values(articles))


def _words(articles: list[Article]) -> Words:
    often: Counter[str] = Counter()
    for article in articles:
        often.update(article.title.split())
        often.update(token.form for token in tokenise(article.text))
    ranked = [word for word, _ in often.most_common() if word.strip()]
    names = sorted({name for article in articles for name in article.authors}) or ["Ann Lee"]
    held = [value for article in articles for value in (article.url, article.doi, *article.tags)]
    texts = [text for article in articles for text in (article.title, article.text) if text]
    return Words(ranked[:60], ranked[60:] or ranked, names, [*filter(None, held), "10.1/x"], texts)


def _values(articles: list[Article]) -> dict[str, list[str]]:
    found = {
        "author": {name for article in articles for name in article.authors},
        "tag": {tag for article in articles for tag in article.tags},
        "venue": {article.venue for article in articles if article.venue},
        "year": {f"{article.date.year:04d}" for article in articles if article.date},
    }
    return {facet: sorted(held) for facet, held in found.items()}


@cache
def _real_articles() -> tuple[Article, ...]:
    return tuple(read_articles(REAL)) if REAL.is_file() else ()


def _real(chance: random.Random) -> Article:
    """A real article, with a stretch of its text: the oracle is slow."""
    article = chance.choice(_real_articles())
    words = article.body.split()
    start = chance.randrange(max(1, len(words) - 50))
    body = " ".join(words[start : start + chance.randint(1, 120)])
    return replace(article, excerpt=article.excerpt[:300], body=body, source=None)


def _made(chance: random.Random) -> Article:
    """An article of words that are hard in some way, so few that they often meet."""

    def text(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(0, most)))

    return Article(
        title=text(8),
        authors=tuple(chance.sample(NAMES, chance.randint(0, 3))),
        excerpt=text(20),
        body=text(60) + " kind",
        date=PartialDate(chance.choice((1850, 2020, 2023, 2024)))
        if chance.random() < 0.7
        else None,
        tags=tuple(chance.sample(TAGS, chance.randint(0, 3))),
        venue=chance.choice(("", *VENUES)),
        url=chance.choice(("", "https://www.example.org/kind-leader")),
        doi=chance.choice(("", "10.1136/leader-1")),
    )
