"""bm25s: a matrix of scores in memory. Bags of words only, in one field; no updates."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar

import bm25s
import numpy as np
from benchmarks.peers.corpus import authors_of, read_articles
from benchmarks.peers.peer import LIMIT, Answer, Form, Want, Writing
from bm25s.selection import topk
from nltk.stem.snowball import SnowballStemmer

from leadersearch import Article

TITLES = "titles.json"
KNOWN = (Form.WORD, Form.ANY)

_stem: Callable[[str], str] = lru_cache(maxsize=None)(SnowballStemmer("english").stem)


def _stem_all(words: list[str]) -> list[str]:
    return [_stem(word) for word in words]


def _tokenise(texts: list[str], *, return_ids: bool) -> Any:
    return bm25s.tokenize(
        texts, stopwords="en", stemmer=_stem_all, return_ids=return_ids, show_progress=False
    )


class Bm25s:
    """The whole index in memory."""

    writings: ClassVar[Mapping[Form, Writing]] = dict.fromkeys(KNOWN, lambda ask: ask.text)
    cannot: ClassVar[Mapping[str, str]] = {
        **{form.name: "bags of words only" for form in Form if form not in KNOWN},
        **{want.name: "relevance only" for want in Want if want is not Want.PAGE},
        "update": "built anew",
        "optimise": "built anew",
    }

    def __init__(self, folder: Path) -> None:
        self.scores: Any = bm25s.BM25.load(str(folder), load_corpus=False)
        self.titles: list[str] = json.loads((folder / TITLES).read_text(encoding="utf-8"))
        self.wants: Mapping[Want, Callable[[str], Answer]] = {Want.PAGE: self._page}

    def _page(self, text: str) -> Answer:
        (words,) = _tokenise([text], return_ids=False)
        known = self.scores.get_tokens_ids(words)
        if not known:
            return Answer(0, ())
        scores = self.scores.get_scores_from_ids(known)
        _, numbers = topk(scores, LIMIT)
        titles = tuple(self.titles[number] for number in numbers if scores[number] > 0)
        return Answer(int(np.count_nonzero(scores)), titles)

    def update(self, article: Article) -> None:
        """Replace an article and show it to searches."""
        raise NotImplementedError

    def optimise(self) -> None:
        """Merge the index into one piece."""
        raise NotImplementedError

    def close(self) -> None:
        """Release files."""
        self.titles = []


def build(corpus: Path, folder: Path) -> None:
    titles, texts = [], []
    for article in read_articles(corpus):
        titles.append(article.title)
        texts.append(f"{article.title} {authors_of(article)} {article.text}")
    index: Any = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    index.index(_tokenise(texts, return_ids=True), show_progress=False)
    index.save(str(folder), show_progress=False)
    (folder / TITLES).write_text(json.dumps(titles), encoding="utf-8")


def open_index(folder: Path) -> Bm25s:
    return Bm25s(folder)
