"""Does what people half remember of an article find it? MRR@10 and success@10, beside the peers.

    python benchmarks/known_items.py [ARTICLES.jsonl.gz] [--classes surname] [--articles 10000]

Articles with an abstract of more than 300 characters, authors, a date and four content words in the
title are sampled by a seed, for each class anew. A query is made of the sampled article as a person
would remember it, and every engine is asked for its first ten articles. MRR@10 is the mean of
1 / rank of the sampled article, success@10 the share of queries that bring it.

Words are drawn without stop words, in lower case but for acronyms. A typo is one swap, deletion,
replacement or insertion inside a word of five letters or more; a word that is cut short keeps at
least three letters. bm25s has stems (k1 1.2, b .75, Lucene's method); FTS5 is asked for all of the
words, and for any of them where no article holds all.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import string
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peers import fts5, report
from benchmarks.peers.corpus import DEFAULT_ARTICLES, read_rows
from benchmarks.peers.queries import stop_words
from benchmarks.relevance import bm25s_ranker, read_article

import leadersearch
from leadersearch import Article

FIRST = 10
ABSTRACT = 300  # characters
TITLE_WORDS = 4
TYPO_LETTERS = 5
CUT_LETTERS = 3

_WORD = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
_ACRONYM = re.compile(r"[A-Z]{2,6}\Z")
_LETTERS = string.ascii_lowercase

_USUAL = ("leadersearch", "bm25s", "FTS5")

Ranker = Callable[[str], Sequence[str]]
Draw = Callable[[Article, random.Random], str | None]
"""A query for an article; None where it offers none of the class."""


# --- how queries are made ------------------------------------------------------------------------


def all_words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def content_words(text: str) -> list[str]:
    """The different words that say something, in their order."""
    telling = (
        word
        for word in all_words(text)
        if len(word) >= CUT_LETTERS and word not in stop_words() and not word.isdigit()
    )
    return list(dict.fromkeys(telling))


def some_of(words: Sequence[str], number: int, chance: random.Random) -> list[str] | None:
    return chance.sample(words, number) if len(words) >= number else None


def title_words(number: int) -> Draw:
    def draw(article: Article, chance: random.Random) -> str | None:
        words = some_of(content_words(article.title), number, chance)
        return " ".join(words) if words else None

    return draw


def stretch(field: str, number: int) -> Draw:
    """So many words in a row, whatever they are."""

    def draw(article: Article, chance: random.Random) -> str | None:
        words = all_words(getattr(article, field))
        if len(words) < number:
            return None
        start = chance.randrange(len(words) - number + 1)
        return " ".join(words[start : start + number])

    return draw


def surname(article: Article) -> str:
    first = article.authors[0]
    family = first.split(",")[0] if "," in first else first.split()[-1]
    return family.lower()


def surname_and_word(article: Article, chance: random.Random) -> str | None:
    words = [word for word in content_words(article.title) if word != surname(article)]
    return f"{surname(article)} {chance.choice(words)}" if words else None


def surname_and_year(article: Article, _: random.Random) -> str | None:
    return f"{surname(article)} {article.date.year}" if article.date else None


def misspelt(word: str, chance: random.Random) -> str:
    """One letter swapped, deleted, replaced or inserted, neither the first nor the last."""
    place = chance.randrange(1, len(word) - 2)
    letter, head, rest = chance.choice(_LETTERS), word[:place], word[place:]
    slip = chance.choice(
        (
            head + rest[1] + rest[0] + rest[2:],
            head + rest[1:],
            head + letter + rest[1:],
            head + letter + rest,
        )
    )
    return slip if slip != word else misspelt(word, chance)


def words_with_a_typo(article: Article, chance: random.Random) -> str | None:
    words = content_words(article.title)
    long = [word for word in words if len(word) >= TYPO_LETTERS and word.isalpha()]
    if not long or len(words) < 2:
        return None
    wrong = chance.choice(long)
    right = chance.choice([word for word in words if word != wrong])
    pair = [misspelt(wrong, chance), right]
    chance.shuffle(pair)
    return " ".join(pair)


def acronym_and_word(article: Article, chance: random.Random) -> str | None:
    said = _WORD.findall(f"{article.title} {article.excerpt}")
    acronyms = sorted({word for word in said if _ACRONYM.match(word)})
    if article.title.isupper() or not acronyms:
        return None
    acronym = chance.choice(acronyms)
    words = [word for word in content_words(article.title) if word != acronym.lower()]
    return f"{acronym} {chance.choice(words)}" if words else None


def last_word_cut(article: Article, chance: random.Random) -> str | None:
    words = some_of(content_words(article.title), 3, chance)
    if not words or len(words[-1]) <= CUT_LETTERS:
        return None
    kept = chance.randrange(CUT_LETTERS, len(words[-1]))
    return " ".join((*words[:-1], words[-1][:kept]))


def abstract_words(article: Article, chance: random.Random) -> str | None:
    words = some_of(content_words(article.excerpt), 3, chance)
    return " ".join(words) if words else None


CLASSES: Mapping[str, Draw] = {
    "3 title words": title_words(3),
    "4 title words": title_words(4),
    "4 title words in a row": stretch("title", 4),
    "surname + title word": surname_and_word,
    "surname + year": surname_and_year,
    "2 title words, one with a typo": words_with_a_typo,
    "acronym + title word": acronym_and_word,
    "5-word stretch of the abstract": stretch("excerpt", 5),
    "last word cut short": last_word_cut,
    "3 abstract words": abstract_words,
}


@dataclass(frozen=True, slots=True)
class Query:
    """A text, and the id of the article that it is meant to find."""

    text: str
    wanted: str


def is_rich(article: Article) -> bool:
    """Whether an article has all that the classes draw from."""
    return bool(
        len(article.excerpt) > ABSTRACT
        and article.authors
        and article.date
        and len(content_words(article.title)) >= TITLE_WORDS
    )


def queries_of(name: str, articles: Sequence[Article], number: int, seed: int) -> list[Query]:
    """The queries of a class; the same for the same seed."""
    chance = random.Random(f"{seed} {name}")
    drawn = (
        (CLASSES[name](article, chance), article.id)
        for article in chance.sample(articles, len(articles))
    )
    return list(islice((Query(text, wanted) for text, wanted in drawn if text), number))


# --- the engines ---------------------------------------------------------------------------------


def write_rows(articles: Iterable[Article], path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            row = {
                "id": article.id,
                "title": article.title,
                "authors": article.authors,
                "excerpt": article.excerpt,
                "body": article.body,
                "date": str(article.date or ""),
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def our_ranker(articles: Sequence[Article], folder: Path, *, broaden: bool = False) -> Ranker:
    index = leadersearch.open_index(folder / "ours", create=True)
    if not len(index):
        index.add(articles)

    def rank(text: str) -> list[str]:
        page = index.search(text, limit=FIRST, snippets=False, suggestions=False, broaden=broaden)
        return [hit.article.id for hit in page]

    return rank


def fts5_ranker(articles: Sequence[Article], folder: Path) -> Ranker:
    corpus = folder / "articles.jsonl"
    write_rows(articles, corpus)
    fts5.build(corpus, folder)
    connection = sqlite3.connect(folder / "articles.db")
    statement = (
        "SELECT id FROM article JOIN (SELECT rowid AS r, rank AS k FROM found WHERE found MATCH ?"
        f" ORDER BY k LIMIT {FIRST}) ON number = r ORDER BY k"
    )

    def rank(text: str) -> list[str]:
        quoted = [f'"{word}"' for word in text.replace('"', " ").split()]
        for operator in (" AND ", " OR "):
            rows = connection.execute(statement, (operator.join(quoted),)).fetchall()
            if rows:
                return [row[0] for row in rows]
        return []

    return rank


RANKERS: Mapping[str, Callable[[Sequence[Article], Path], Ranker]] = {
    "leadersearch": our_ranker,
    "broadened": partial(our_ranker, broaden=True),
    "bm25s": lambda articles, _: bm25s_ranker(articles),
    "FTS5 (AND, else OR)": fts5_ranker,
}


# --- the figures ---------------------------------------------------------------------------------


def measure(rank: Ranker, queries: Sequence[Query]) -> tuple[float, float]:
    """MRR@10 and success@10."""
    places = []
    for query in queries:
        ranked = list(rank(query.text)[:FIRST])
        places.append(ranked.index(query.wanted) + 1 if query.wanted in ranked else 0)
    reciprocal = sum(1.0 / place for place in places if place)
    return reciprocal / len(places), sum(map(bool, places)) / len(places)


def rows_of(
    drawn: Mapping[str, Sequence[Query]], rankers: Mapping[str, Ranker]
) -> Iterator[list[str]]:
    """A row of the table for each class, and their mean."""
    sums = dict.fromkeys(rankers, (0.0, 0.0))
    for name, queries in drawn.items():
        cells = []
        for engine, rank in rankers.items():
            found = measure(rank, queries)
            sums[engine] = (sums[engine][0] + found[0], sums[engine][1] + found[1])
            cells.append(_cell(*found))
        yield [f"{name} ({len(queries)})", *cells]
    yield ["mean", *(_cell(mrr / len(drawn), hit / len(drawn)) for mrr, hit in sums.values())]


def _cell(mrr: float, success: float) -> str:
    return f"{mrr:.3f} / {success:.3f}"


def read_articles(path: Path, limit: int | None) -> list[Article]:
    rows = (read_article(row) for row in islice(read_rows(path), limit))
    return [article for article in rows if article is not None]


def run(arguments: argparse.Namespace) -> str:
    """The section of the results as Markdown."""
    articles = read_articles(arguments.source, arguments.articles)
    rich = [article for article in articles if is_rich(article)]
    names = [name for name in CLASSES if _is_chosen(name, arguments.classes)]
    drawn = {name: queries_of(name, rich, arguments.queries, arguments.seed) for name in names}
    drawn = {name: queries for name, queries in drawn.items() if queries}
    if not drawn:
        raise SystemExit("no class has that name, or no article has what the queries are made of")
    with tempfile.TemporaryDirectory() as place:
        rankers = {}
        for engine, make in RANKERS.items():
            if _is_chosen(engine, arguments.engines or _USUAL):
                started = time.perf_counter()
                rankers[engine] = make(articles, Path(place))
                print(f"{engine}: {time.perf_counter() - started:.0f} s", file=sys.stderr)
        table = report.table(["MRR@10 / success@10", *rankers], rows_of(drawn, rankers))
    head = f"## Known items: {len(articles):,} articles, {len(rich):,} of them to sample from"
    return f"\n{head}\n\n{report.render_head()}\n\n{table}\n"


def _is_chosen(name: str, beginnings: Sequence[str] | None) -> bool:
    return not beginnings or name.lower().startswith(tuple(map(str.lower, beginnings)))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", nargs="?", type=Path, default=DEFAULT_ARTICLES)
    parser.add_argument("--articles", type=int, help="only so many, from the beginning")
    parser.add_argument("--queries", type=int, default=250, help="queries of a class")
    parser.add_argument("--classes", nargs="+", help="only these, by the beginnings of their names")
    parser.add_argument("--engines", nargs="+", help="only these, likewise; broadened is another")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, help="append the table to this file")
    arguments = parser.parse_args()
    text = run(arguments)
    if arguments.output:
        with arguments.output.open("a", encoding="utf-8") as file:
            file.write(text)
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
