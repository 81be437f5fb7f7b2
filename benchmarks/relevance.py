"""How good is the ranking? nDCG@10, MAP and R@100 on judged collections, beside bm25s.

    python benchmarks/relevance.py FOLDER [FOLDER ...]

A folder holds `docs.jsonl` (articles with an `id`), `queries.jsonl` ({id, text}) and `qrels.tsv`
(query id, article id, grade; higher is better). All rows see the same articles and queries in
the same run: the words of a query without its operators, the query read as if typed, and bm25s as
the reference (k1 1.2, b .75, stemmed, Lucene's method).

nDCG has the grades as gains (Järvelin and Kekäläinen, 2002, as trec_eval does it); MAP and R@100
count every grade above 0. Queries without a relevant article are left out.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import leadersearch
from leadersearch.query import tree

DEPTH = 1000
Ranker = Callable[[str], list[str]]
Grades = Mapping[str, int]


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        query, article, grade = line.split("\t")
        qrels.setdefault(query, {})[article] = int(grade)
    return qrels


def read_article(row: Mapping[str, Any]) -> leadersearch.Article | None:
    """The article of a row, under the row's own id; None where it has no text."""
    date = row.get("date")
    try:
        return leadersearch.Article(
            id=str(row.get("id") or ""),
            title=row.get("title") or "",
            authors=tuple(row.get("authors") or ()),
            excerpt=row.get("excerpt") or row.get("abstract") or "",
            body=row.get("body") or row.get("text") or "",
            date=leadersearch.PartialDate.parse(str(date)) if date else None,
        )
    except leadersearch.ArticleError:
        return None


def ndcg(ranked: Sequence[str], grades: Grades, depth: int = 10) -> float:
    def gain(ordered: Sequence[int]) -> float:
        return sum(grade / math.log2(rank + 2) for rank, grade in enumerate(ordered))

    ideal = gain(sorted(grades.values(), reverse=True)[:depth])
    return gain([max(grades.get(article, 0), 0) for article in ranked[:depth]]) / ideal


def average_precision(ranked: Sequence[str], grades: Grades) -> float:
    relevant = {article for article, grade in grades.items() if grade > 0}
    found, total = 0, 0.0
    for rank, article in enumerate(ranked, 1):
        if article in relevant:
            found += 1
            total += found / rank
    return total / len(relevant)


def recall(ranked: Sequence[str], grades: Grades, depth: int = 100) -> float:
    relevant = {article for article, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranked[:depth])) / len(relevant)


MEASURES: dict[str, Callable[[Sequence[str], Grades], float]] = {
    "nDCG@10": ndcg,
    "MAP": average_precision,
    "R@100": recall,
}


AROUND_WORDS = ".,;:?!…()[]{}\"“”„'‘’"


def plain_words(text: str) -> tree.Query:
    """A judged query as words: punctuation around them is prose, inside them (`U.N.`) it is theirs."""
    words = (word.strip(AROUND_WORDS) for word in text.split())
    says_something = (word for word in words if any(map(str.isalnum, word)))
    return tree.Words(tuple(tree.Clause(tree.Term(word)) for word in says_something))


def as_typed(text: str) -> str:
    """A judged query as a person would type it, to be read by the query language."""
    return text


def our_index(articles: Sequence[leadersearch.Article], folder: Path) -> leadersearch.Index:
    index = leadersearch.open_index(folder, create=True)
    index.add(articles)
    return index


def our_ranker(
    index: leadersearch.Index,
    read: Callable[[str], str | tree.Query],
    *,
    broaden: bool = False,
) -> Ranker:
    def rank(text: str) -> list[str]:
        page = index.search(
            read(text), limit=DEPTH, snippets=False, suggestions=False, broaden=broaden
        )
        return [hit.article.id for hit in page]

    return rank


def bm25s_ranker(articles: Sequence[leadersearch.Article]) -> Ranker:
    import bm25s
    from nltk.stem.snowball import SnowballStemmer

    stem = lru_cache(maxsize=None)(SnowballStemmer("english").stem)

    def stem_all(words: list[str]) -> list[str]:
        return [stem(word) for word in words]

    texts = [
        " ".join((article.title, *article.authors, article.excerpt, article.body))
        for article in articles
    ]
    tokens = bm25s.tokenize(texts, stopwords="en", stemmer=stem_all, show_progress=False)
    retriever: Any = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    retriever.index(tokens, show_progress=False)
    ids = [article.id for article in articles]

    def rank(text: str) -> list[str]:
        query = bm25s.tokenize([text], stopwords="en", stemmer=stem_all, show_progress=False)
        depth = min(DEPTH, len(ids))
        found, scores = retriever.retrieve(query, k=depth, show_progress=False)
        return [ids[n] for n, score in zip(found[0], scores[0], strict=True) if score > 0]

    return rank


def evaluate(
    ranker: Ranker, queries: Mapping[str, str], qrels: Mapping[str, Grades]
) -> list[float]:
    judged = [name for name in queries if any(grade > 0 for grade in qrels.get(name, {}).values())]
    ranked = {name: ranker(queries[name]) for name in judged}
    return [
        sum(measure(ranked[name], qrels[name]) for name in judged) / len(judged)
        for measure in MEASURES.values()
    ]


def run(folder: Path, *, broaden: bool) -> None:
    rows = [read_article(row) for row in read_jsonl(folder / "docs.jsonl")]
    articles = [article for article in rows if article is not None]
    queries = {str(row["id"]): row["text"] for row in read_jsonl(folder / "queries.jsonl")}
    qrels = read_qrels(folder / "qrels.tsv")
    print(f"\n{folder.name}: {len(articles)} articles ({len(rows) - len(articles)} empty)")
    print(f"{'':14}" + "".join(f"{name:>10}" for name in MEASURES) + f"{'seconds':>10}")
    with tempfile.TemporaryDirectory() as place:
        index = our_index(articles, Path(place))
        rankers: dict[str, Ranker] = {
            "leadersearch": our_ranker(index, plain_words),
            "as typed": our_ranker(index, as_typed),
            "bm25s": bm25s_ranker(articles),
        }
        if broaden:
            rankers["broadened"] = our_ranker(index, plain_words, broaden=True)
        for name, rank in rankers.items():
            started = time.perf_counter()
            figures = evaluate(rank, queries, qrels)
            seconds = time.perf_counter() - started
            row = "".join(f"{figure:>10.4f}" for figure in figures)
            print(f"{name:14}{row}{seconds:>10.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--broaden", action="store_true", help="a row for the broadened search")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        run(folder, broaden=arguments.broaden)
    return 0


if __name__ == "__main__":
    sys.exit(main())
