"""Are misspelt words mended? Words and titles of a collection, misspelt by a seed.

    python benchmarks/corrections.py CORPUS.jsonl[.gz] [--seed 1] [--words 1000] [--items 250]

Three tables:

- *words*: one error in one word, as it stands in titles and abstracts (longer ones than four letters that
  at least two articles hold; drawn by occurrence, and by the list of words, where rare words are as many as
  frequent ones). First: the query is read as that word. The misspelling is in no article.
- *titles*: two words of a title, one of them misspelt, whether an article holds the misspelling or not; MRR@10
  and success@10 of the article, beside the same words without the error.
- *kept*: words that articles hold, drawn by the list of words: how many are read as others. None may be.

An error is one swap, deletion, replacement or insertion inside the word. Times are of processor, in ms.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import string
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import leadersearch
from leadersearch.plan import ReadAs
from leadersearch.text import tokenise
from leadersearch.text.stop_words import STOP_WORDS

SHORTEST = 5


def read_articles(path: Path) -> Iterator[leadersearch.Article]:
    """The articles of a corpus, one a line."""
    data = path.read_bytes()
    lines = gzip.decompress(data) if path.suffix == ".gz" else data
    for line in lines.splitlines():
        row = json.loads(line)
        if row.get("title") or row.get("excerpt"):
            yield leadersearch.Article(
                id=str(row["id"]),
                title=row.get("title") or "",
                authors=tuple(row.get("authors") or ()),
                excerpt=row.get("excerpt") or "",
            )


def misspelt(word: str, choice: random.Random) -> str:
    """A word with one error inside."""
    place = choice.randrange(1, len(word) - 1)
    letter = choice.choice(string.ascii_lowercase)
    kinds: tuple[Callable[[], str], ...] = (
        lambda: word[:place] + word[place + 1] + word[place] + word[place + 2 :],
        lambda: word[:place] + word[place + 1 :],
        lambda: word[:place] + letter + word[place + 1 :],
        lambda: word[:place] + letter + word[place:],
    )
    wrong = choice.choice(kinds)()
    return wrong if wrong != word else misspelt(word, choice)


def plain_words(text: str) -> list[str]:
    """The words of a text that may be misspelt."""
    forms = (token.form for token in tokenise(text) if token.span == 1)
    return [form for form in forms if _is_plain(form)]


def _is_plain(form: str) -> bool:
    return len(form) >= SHORTEST and form.isalpha() and form.isascii() and form not in STOP_WORDS


def misspelt_words(
    index: leadersearch.Index, words: Sequence[str], held: Counter[str], seed: int, wanted: int
) -> Iterator[tuple[str, str]]:
    """Words, and each with an error that makes no other word of the collection."""
    choice = random.Random(seed)
    while wanted:
        word = choice.choice(words)
        wrong = misspelt(word, choice)
        if held[word] > 1 and not index.search(f"={wrong}", limit=0, suggestions=False).total:
            wanted -= 1
            yield word, wrong


def measure_words(name: str, index: leadersearch.Index, pairs: Sequence[tuple[str, str]]) -> None:
    """Print how many words are corrected, and the times of it."""
    right = same = 0
    seconds: list[float] = []
    for word, wrong in pairs:
        started = time.process_time()
        page = index.search(wrong, limit=0, suggestions=False, snippets=False)
        seconds.append(time.process_time() - started)
        read = [row.read for row in page.readings if row.kind is ReadAs.CORRECTED]
        right += word in read
        completed = any(row.kind is ReadAs.COMPLETED for row in page.readings)
        same += word in read or (completed and word.startswith(wrong))
    seconds.sort()
    middle, last = seconds[len(seconds) // 2], seconds[int(len(seconds) * 0.95)]
    print(
        f"{name:<22} first {right / len(pairs):.3f}  or completed {same / len(pairs):.3f}"
        f"  p50 {middle * 1e3:.2f}  p95 {last * 1e3:.2f}"
    )


def measure_titles(
    index: leadersearch.Index, articles: Sequence[leadersearch.Article], seed: int, wanted: int
) -> None:
    """Print how often an article is found by two words of its title, one of them misspelt."""
    choice = random.Random(seed)
    queries: list[tuple[str, str, str]] = []
    while len(queries) < wanted:
        article = choice.choice(articles)
        words = sorted(set(plain_words(article.title)))
        if len(words) >= 4 and len(article.excerpt) > 300:
            first, second = choice.sample(words, 2)
            queries.append((article.id, f"{misspelt(first, choice)} {second}", f"{first} {second}"))
    for name, column in (("as meant", 2), ("misspelt", 1)):
        ranks, started = [], time.process_time()
        for row in queries:
            page = index.search(row[column], limit=10, suggestions=False, snippets=False)
            ids = [hit.article.id for hit in page]
            ranks.append(ids.index(row[0]) + 1 if row[0] in ids else 0)
        each = (time.process_time() - started) / len(queries)
        mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
        print(
            f"2 title words, {name}  MRR@10 {mrr:.3f}  success@10"
            f" {sum(map(bool, ranks)) / len(ranks):.3f}  {each * 1e3:.2f} each"
        )


def measure_kept(index: leadersearch.Index, words: Sequence[str], seed: int, wanted: int) -> None:
    """Print which words that articles hold are read as others."""
    chosen = random.Random(seed).sample(words, min(wanted, len(words)))
    pages = {
        word: index.search(word, limit=0, suggestions=False, snippets=False) for word in chosen
    }
    changed = [
        word
        for word, page in pages.items()
        if any(row.kind is ReadAs.CORRECTED for row in page.readings)
    ]
    print(f"kept: {len(chosen)} words that articles hold, {len(changed)} read as others {changed}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--words", type=int, default=1000)
    options.add_argument("--items", type=int, default=250)
    given = options.parse_args()
    articles = list(read_articles(given.corpus))
    held: Counter[str] = Counter()
    running: list[str] = []
    for article in articles:
        words = plain_words(f"{article.title} {article.excerpt}")
        held.update(set(words))
        running += words
    with (
        tempfile.TemporaryDirectory() as folder,
        leadersearch.open_index(folder, create=True) as index,
    ):
        index.add(articles)
        print(f"{len(articles):,} articles, seed {given.seed}")
        listed = sorted(held)
        for name, words in (("words as they occur", running), ("words as they are listed", listed)):
            pairs = misspelt_words(index, words, held, given.seed, given.words)
            measure_words(name, index, list(pairs))
        measure_titles(index, articles, given.seed, given.items)
        measure_kept(index, listed, given.seed, given.words)


if __name__ == "__main__":
    main()
