"""Whether an index is whole: all that can be read of it, and whether its parts agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias, TypeVar

from leadersearch.collection.ingest.sources import DOCUMENT, load
from leadersearch.collection.saved import saved_searches
from leadersearch.engine import Capability, Engine, Execution, View, maintenance_of
from leadersearch.errors import IndexLocked, LeaderSearchError
from leadersearch.model.article import Article
from leadersearch.model.fields import FACETS
from leadersearch.plan import EverythingNode, Lookup, Plan, StartsWith

T = TypeVar("T")

Capabilities: TypeAlias = frozenset[Capability]

MOST_READ = 500
"""Articles that are read at a time."""

MOST_TOLD = 50
"""Problems that are told one by one: of what is damaged every article may be one."""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The result of a check: figures, damage, and files left by interrupted runs."""

    articles: int
    problems: tuple[str, ...] = ()
    leftovers: tuple[str, ...] = ()


def check(engine: Engine, view: View, *, fix: bool = False) -> CheckReport:
    """Read all that a view holds and say what is wrong; `fix` deletes what runs left behind.

    Whatever reading it runs into is a problem like any other, and loses none of the others. Files
    are verified where the engine has any. Raises IndexLocked where another process is writing, and
    UnsupportedFeature for `fix` where there are no files.
    """
    problems: list[str] = []
    leftovers: list[str] = []
    looks: list[Callable[[], list[str]]] = [
        partial(look, view, engine.capabilities) for look in (_misread, _miscounted, _mislaid)
    ]
    has_files = fix or Capability.MAINTENANCE in engine.capabilities
    if has_files:
        looks.insert(0, partial(maintenance_of(engine).verify, view))
    for look in looks:
        found: list[str] = _attempt(look, problems, [])
        problems += found
    if has_files:
        sweep = partial(maintenance_of(engine).orphans, remove=fix)
        leftovers = _attempt(sweep, problems, leftovers)
    articles = _attempt(lambda: view.articles, problems, 0)
    told = list(dict.fromkeys(problems))
    if len(told) > MOST_TOLD:
        told[MOST_TOLD:] = [f"{len(told) - MOST_TOLD:,} more problems"]
    return CheckReport(articles, tuple(told), tuple(leftovers))


def _attempt(read: Callable[[], T], problems: list[str], otherwise: T) -> T:
    """The result of reading; a failure becomes one of the problems."""
    try:
        return read()
    except IndexLocked:
        raise
    except LeaderSearchError as error:
        problems.append(str(error))
    except Exception as error:  # noqa: BLE001  # to name it is what a check is for
        problems.append(f"reading the index ended in {type(error).__name__}: {error}")
    return otherwise


def _misread(view: View, capabilities: Capabilities) -> list[str]:
    """Articles that are not what their ids say."""
    misread: list[str] = []
    ids = _ids(view, capabilities)
    for start in range(0, len(ids), MOST_READ):
        part = ids[start : start + MOST_READ]
        try:
            found = dict(zip(part, view.fetch(part), strict=True))
        except Exception:  # noqa: BLE001  # which of them it is is found out one by one
            found = _read_one_by_one(view, part, misread)
        misread += [
            f"the article {article_id} cannot be read under its id"
            for article_id, article in found.items()
            if article is None or article.id != article_id
        ]
    return misread


def _read_one_by_one(
    view: View, ids: Sequence[str], problems: list[str]
) -> dict[str, Article | None]:
    """Those of some articles that can be read, by id."""
    found: dict[str, Article | None] = {}
    for article_id in ids:
        rows: list[Article | None] = _attempt(partial(view.fetch, [article_id]), problems, [])
        found.update((article_id, row) for row in rows)
    return found


def _ids(view: View, capabilities: Capabilities) -> list[str]:
    """All ids; where they can be listed, without reading the articles."""
    if Capability.VOCABULARY in capabilities:
        return list(view.words([Lookup("id", "id", StartsWith(""))]))
    return [article.id for part in view.scan() for article in part]


def _miscounted(view: View, capabilities: Capabilities) -> list[str]:
    """Numbers of articles that do not agree."""
    facets = tuple(FACETS) if Capability.FACETS in capabilities else ()
    everything = Execution(plan=Plan(EverythingNode()), limit=0, facets=facets)
    (found,) = view.execute([everything])
    counts = {len(_ids(view, capabilities)), view.articles, found.total}
    if len(counts) == 1:
        return []
    return [f"the numbers of articles do not agree: {sorted(counts)}"]


def _mislaid(view: View, _: Capabilities) -> list[str]:
    """The side files that cannot be read."""
    mislaid: list[str] = []
    for read in (lambda: saved_searches(view), lambda: load(view.document(DOCUMENT))):
        _attempt(read, mislaid, None)
    return mislaid
