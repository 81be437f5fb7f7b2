"""Short cuts lose nothing: with their limits set low, pages stay those of the memory engine."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from asking import Question, answered, question, search
from equality import LIMITS, limited, low_limits
from leadersearch.engine import Sort
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.engines.whoosh.engine import WhooshEngine
from leadersearch.engines.whoosh.search import rescoring, term_scores, top_k
from leadersearch.model.article import Article, PartialDate
from leadersearch.plan import bounds
from leadersearch.results.page import Page

WORDS = (
    "lead leader leaders leading care cared caring kind kindness team teams ethics trust".split()
)
RARE_WORDS = [f"rarity{number}" for number in range(40)]
SIZE = 240


def article(number: int, chance: random.Random) -> Article:
    def text(most: int) -> str:
        words = chance.choices(WORDS, weights=range(len(WORDS), 0, -1), k=chance.randint(1, most))
        if chance.random() < 0.1:
            words.append(chance.choice(RARE_WORDS))
        return " ".join(words)

    return Article(
        id=f"a{number}",
        title=text(5),
        excerpt=text(25),
        body=text(40) if chance.random() < 0.3 else "",
        authors=(chance.choice(("Ann Leader", "Kind Smith", "Bo Care")),),
        date=PartialDate(2000 + chance.randrange(4)),
        tags=(chance.choice(WORDS),),
    )


CHANCE = random.Random(7)
ARTICLES = [article(number, CHANCE) for number in range(SIZE)]


def stretch(chance: random.Random) -> str:
    words = chance.choice(ARTICLES).excerpt.split()
    start = chance.randrange(len(words))
    beside = chance.choice(("", "", "-kind", "date:2001", "author:leader", "team"))
    return " ".join([*words[start : start + chance.choice((3, 3, 4))], beside])


def query(chance: random.Random) -> str:
    words = chance.choices([*WORDS, *RARE_WORDS[:4]], k=chance.randint(1, 5))
    shape = chance.randrange(14)
    if shape == 0:
        return f'"{" ".join(words[:3])}"'
    if shape == 1:
        return " AND ".join(words[:3])
    if shape == 2:
        return " OR ".join(words)
    if shape == 3:
        return f"{' '.join(words)} -{chance.choice(WORDS)}"
    if shape == 4:
        return " ".join(f"{chance.choice(('title', 'excerpt'))}:{word}" for word in words)
    if shape == 5:
        return f'{chance.choice(("title", "excerpt", "body"))}:"{" ".join(words[:2])}"'
    if shape == 6:
        return f'{chance.choice(("", "title:"))}"{" ".join(words[:3])}"~{chance.randint(1, 4)}'
    if shape == 7:
        return f'"{" ".join(words[:3])[:-1]}'
    if shape in {8, 9}:
        return stretch(chance)
    return " ".join(words)


@pytest.fixture(scope="module")
def engines(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[MemoryEngine, WhooshEngine]]:
    memory = MemoryEngine()
    whoosh = WhooshEngine(tmp_path_factory.mktemp("index"), create=True)
    for engine in (memory, whoosh):
        for part in (ARTICLES[:150], ARTICLES[150:], ARTICLES[20:25]):
            with engine.write() as writer:
                for each in part:
                    writer.put([each])
        with engine.write() as writer:
            for each in ARTICLES[40:60]:
                writer.remove([each.id])
    yield memory, whoosh
    whoosh.close()


def rows(page: Page) -> object:
    found = [
        (hit.article.id, hit.score.hex(), hit.rank, hit.all_words, hit.verbatim) for hit in page
    ]
    return found, page.total, page.all_words, page.verbatim, page.facets


@pytest.fixture(scope="module")
def right_rows(engines: tuple[MemoryEngine, WhooshEngine]) -> Callable[[str, Question], object]:
    """Answers of the memory engine, each asked for once: only limits of plans concern it."""
    memory, _ = engines
    known: dict[tuple[bool, Question], object] = {}

    def rows_of(limit: str, request: Question) -> object:
        key = LIMITS[limit][0] is bounds, request
        if key not in known:
            known[key] = rows(answered(memory, request))
        return known[key]

    return rows_of


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("looked_at", [1, 20])
def test_short_cuts_lose_nothing(
    engines: tuple[MemoryEngine, WhooshEngine],
    right_rows: Callable[[str, Question], object],
    name: str,
    looked_at: int,
) -> None:
    _, whoosh = engines
    with limited(*low_limits(name, looked_at)):
        chance = random.Random(looked_at)
        in_a_row = 0
        for _ in range(40):
            asked = query(chance)
            is_unfinished = asked.count('"') == 1
            request = question(
                asked,
                limit=chance.randint(1, 9),
                offset=chance.choice((0, 0, 5)),
                sort=chance.choice((Sort.RELEVANCE, Sort.RELEVANCE, *Sort)),
                facets=("year",),
                facets_all_words=chance.random() < 0.5,
                filters=chance.choice(((), (), (("year", "2001"),))),
                typing=is_unfinished or chance.random() < 0.2,
            )
            page = answered(whoosh, request)
            assert rows(page) == right_rows(name, request), request
            in_a_row += page.verbatim > 0
    assert in_a_row


def test_few_articles_are_asked_for_their_bonuses(
    engines: tuple[MemoryEngine, WhooshEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, whoosh = engines
    asked: list[int] = []
    add_to = rescoring.Proximity.add_to

    def watched(self: rescoring.Proximity, totals: object, articles: list[int]) -> None:
        asked.append(len(articles))
        add_to(self, totals, articles)  # type: ignore[arg-type]  # passed on as they come

    monkeypatch.setattr(rescoring.Proximity, "add_to", watched)
    monkeypatch.setattr(top_k, "LOOKED_AT", 10)
    page = search(whoosh, "lead kindness", limit=3)

    assert 0 < sum(asked) < page.total / 2


def test_both_words_of_a_pair_may_be_parts_of_one(tmp_path: Path) -> None:
    memory, whoosh = MemoryEngine(), WhooshEngine(tmp_path, create=True)
    for engine in (memory, whoosh):
        with engine.write() as writer:
            writer.put([Article(id="x", title="we don't")])
            writer.put([Article(id="y", title="leadership")])
    request = question("leadership don't", typing=True)

    assert rows(answered(whoosh, request)) == rows(answered(memory, request))
    whoosh.close()


def test_what_excluded_articles_would_earn_keeps_nobody_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(term_scores, "RARE", 0)
    memory, whoosh = MemoryEngine(), WhooshEngine(tmp_path, create=True)
    for engine in (memory, whoosh):
        with engine.write() as writer:
            for number in range(300):
                is_out, form = number < 250, "leaders" if number < 30 else "leader"
                text = f"{form} {'unwanted' if is_out else 'word'} {'and so on ' * (number % 7)}"
                writer.put([Article(id=f"a{number}", title=text)])
    request = question("leaders -unwanted")

    assert len(answered(whoosh, request)) == 10
    assert rows(answered(whoosh, request)) == rows(answered(memory, request))
    whoosh.close()
