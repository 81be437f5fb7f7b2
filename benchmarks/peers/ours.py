"""leadersearch, as shipped and with plain BM25F for a like-for-like comparison."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

from benchmarks.peers.corpus import read_articles
from benchmarks.peers.peer import COMMON_WRITINGS, FACET_LIMIT, LIMIT, Answer, Form, Want, Writing

import leadersearch
from leadersearch import Article, Page
from leadersearch.plan import lookups, word_groups


class Ours:
    """As shipped: the exact-form and neighbour bonuses are part of every search."""

    writings: ClassVar[Mapping[Form, Writing]] = {
        **COMMON_WRITINGS,
        Form.ANY: lambda ask: ask.text,  # what people type: any word may match
    }
    cannot: ClassVar[Mapping[str, str]] = {}

    def __init__(self, folder: Path) -> None:
        self.index = leadersearch.open_index(folder)
        self.wants: Mapping[Want, Callable[[str], Answer]] = {
            Want.PAGE: lambda text: self._page(text, snippets=False),
            Want.NEWEST: lambda text: self._page(text, snippets=False, sort="newest"),
            Want.FACETS: lambda text: self._page(
                text, snippets=False, facets=("author", "year"), facet_limit=FACET_LIMIT
            ),
            Want.SNIPPETS: lambda text: self._page(text, snippets=True),
        }

    def _page(self, text: str, **request: Any) -> Answer:
        return _answer(self.index.search(text, limit=LIMIT, **request))

    def update(self, article: Article) -> None:
        """Replace an article and show it to searches."""
        self.index.update(article)

    def optimise(self) -> None:
        """Merge all segments."""
        self.index.optimise()

    def close(self) -> None:
        """Release files."""
        self.index.close()


class Plain(Ours):
    """Plain BM25F: no bonus for exact forms and neighbours is planned, so none is worked out."""

    def _page(self, text: str, **request: Any) -> Answer:
        with without_bonuses():
            return super()._page(text, **request)


def _answer(page: Page) -> Answer:
    return Answer(page.total, tuple(hit.article.title for hit in page.hits), page.facets)


_plain_word = lookups.LeafPlanner.plain_word


def _word_without_bonus(*args: Any, **settings: Any) -> Any:
    return replace(_plain_word(*args, **settings), exact=None)


_PATCHES = (
    patch.object(word_groups, "neighbours", lambda *_: ()),
    patch.object(lookups.LeafPlanner, "plain_word", _word_without_bonus),
)


@contextmanager
def without_bonuses() -> Iterator[None]:
    """Plan queries without the exact-form and neighbour bonuses."""
    with _PATCHES[0], _PATCHES[1]:
        yield


def build(corpus: Path, folder: Path) -> None:
    with leadersearch.open_index(folder, create=True) as index:
        index.add(read_articles(corpus))


def build_by_command(corpus: Path, folder: Path) -> None:
    """`leadersearch index FILE`: our own reader, and the record of what was read from where."""
    command = [sys.executable, "-m", "leadersearch", "index", str(corpus), "--index", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def open_index(folder: Path) -> Ours:
    return Ours(folder)


def open_plain(folder: Path) -> Plain:
    return Plain(folder)
