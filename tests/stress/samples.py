"""Articles and an index with something of everything, for harnesses that break or kill it."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path

from asking import held_ids
from leadersearch import Article, Index, PartialDate, open_index

WORDS = (
    "leadership care ethics health nursing teamwork clinical quality safety burnout resilience "
    "mentoring strategy culture change kindness humility naïve façade 医療 COVID-19 decision-making "
    "trust learning feedback staff ward triage audit the of and in for with"
).split()
AUTHORS = ("Jane Smith", "Åsa Öberg", "Li Wei", "Ngozi Okafor", "José Peña")
TAGS = ("ethics", "training", "policy")
VENUES = ("BMJ Leader", "The Ward", "Notes on Care")


def sample(number: int, chance: random.Random) -> Article:
    """An article of a few dozen words, with the id `a<number>`."""

    def words(least: int, most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(least, most)))

    return Article(
        id=f"a{number}",
        title=f"{words(2, 6)} {number}",
        authors=tuple(chance.sample(AUTHORS, chance.randint(0, 3))),
        excerpt=words(0, 20),
        body=words(10, 80),
        date=PartialDate(2000 + chance.randrange(25), 1 + chance.randrange(12)),
        tags=tuple(chance.sample(TAGS, chance.randint(0, 2))),
        venue=chance.choice(VENUES),
        url=f"https://example.org/{number}" if chance.random() < 0.5 else "",
    )


def samples(numbers: Iterable[int], seed: object) -> list[Article]:
    """The articles of these numbers; the same for the same seed."""
    return [sample(number, random.Random(f"{seed}/{number}")) for number in numbers]


def write_corpus(path: Path, articles: Iterable[Article]) -> None:
    """Write articles as a file that can be ingested; their ids are derived when it is."""
    lines = [
        json.dumps({"title": row.title, "authors": row.authors, "body": row.body, "tags": row.tags})
        for row in articles
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def fill(folder: Path, corpus: Path, *, lacks_last: bool = False) -> None:
    """Make an index of several segments with deleted articles, side files and saved searches.

    `corpus` becomes a file of a few of its articles. With `lacks_last` it is as it was before its
    last commit.
    """
    write_corpus(corpus, samples(range(1000, 1030), "corpus"))
    with open_index(folder, create=True) as index:
        index.add(samples(range(130), 0))
        index.ingest(corpus)
        index.save_search("care", "care ethics -nursing", sort="newest")
        index.add(samples(range(120, 142), 1))  # some of them anew
        index.remove(f"a{number}" for number in range(0, 60, 7))
        index.save_search("Åsa", "author:öberg", filters=[("tag", "ethics")])
        if not lacks_last:
            index.add(samples(range(142, 145), 2))


def ids_of(index: Index) -> list[str]:
    """The ids of all articles, in order."""
    return held_ids(index._engine)
