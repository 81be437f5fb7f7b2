"""Whether an index is whole: all that can be read of it, and whether its parts agree."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from leadersearch.collection.ingest.sources import ATTACHMENT, load
from leadersearch.collection.saved import saved_searches
from leadersearch.engine import CheckReport, Engine, SearchRequest
from leadersearch.errors import IndexLocked, LeaderSearchError
from leadersearch.model.article import Article
from leadersearch.model.fields import FACETS
from leadersearch.query import parse_query

T = TypeVar("T")

MOST_TOLD = 50
"""Problems that are told one by one: of what is damaged every article may be one."""


def check(engine: Engine, *, fix: bool = False) -> CheckReport:
    """Read all that an engine holds and say what is wrong; `fix` deletes what runs left behind.

    Whatever reading it runs into is a problem like any other, and loses none of the others.
    Raises IndexLocked where another process is writing.
    """
    problems: list[str] = []
    looks: list[Callable[[], list[str]]] = [engine.verify]
    looks += [partial(look, engine) for look in (_misread, _miscounted, _mislaid)]
    for look in looks:
        found: list[str] = _attempt(look, problems, [])
        problems += found
    leftovers: list[str] = _attempt(partial(engine.leftovers, remove=fix), problems, [])
    articles = _attempt(engine.article_count, problems, 0)
    told = list(dict.fromkeys(problems))
    if len(told) > MOST_TOLD:
        told[MOST_TOLD:] = [f"{len(told) - MOST_TOLD:,} more problems"]
    return CheckReport(articles, tuple(told), tuple(leftovers))


def _attempt(read: Callable[[], T], problems: list[str], otherwise: T) -> T:
    """What reading gives; where it fails, that is one of the problems."""
    try:
        return read()
    except IndexLocked:
        raise
    except LeaderSearchError as error:
        problems.append(str(error))
    except Exception as error:  # noqa: BLE001  # to name it is what a check is for
        problems.append(f"reading the index ended in {type(error).__name__}: {error}")
    return otherwise


def _misread(engine: Engine) -> list[str]:
    """Articles that are not what their ids say."""
    misread: list[str] = []
    for article_id in engine.ids():
        found: list[Article | None] = _attempt(partial(engine.fetch, [article_id]), misread, [])
        if any(article is None or article.id != article_id for article in found):
            misread.append(f"the article {article_id} cannot be read under its id")
    return misread


def _miscounted(engine: Engine) -> list[str]:
    """Numbers of articles that do not agree."""
    everything = SearchRequest(query=parse_query("").query, limit=0, facets=FACETS)
    counts = {len(list(engine.ids())), engine.article_count(), engine.search(everything).total}
    if len(counts) == 1:
        return []
    return [f"the numbers of articles do not agree: {sorted(counts)}"]


def _mislaid(engine: Engine) -> list[str]:
    """What is kept beside the articles and cannot be read."""
    mislaid: list[str] = []
    for read in (lambda: saved_searches(engine), lambda: load(engine.attachment(ATTACHMENT))):
        _attempt(read, mislaid, None)
    return mislaid
