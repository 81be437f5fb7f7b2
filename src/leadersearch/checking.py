"""Whether an index is whole: all that can be read of it, and whether its parts agree."""

from __future__ import annotations

from leadersearch.engine import CheckReport, Engine, SearchRequest
from leadersearch.errors import LeaderSearchError
from leadersearch.query import parse_query
from leadersearch.text.analysis import FACETS


def check(engine: Engine, *, fix: bool = False) -> CheckReport:
    """Read all that an engine holds and say what is wrong; `fix` deletes what runs left behind.

    Raises IndexLocked where another process is writing.
    """
    problems = engine.verify()
    try:
        problems += _misread(engine)
    except LeaderSearchError as error:
        problems.append(str(error))
    leftovers = engine.leftovers(remove=fix)
    return CheckReport(engine.article_count(), tuple(problems), tuple(leftovers))


def _misread(engine: Engine) -> list[str]:
    """Articles that are not what their ids say, and counts that do not agree."""
    ids = list(engine.ids())
    misread = [
        f"the article {article_id} cannot be read under its id"
        for article_id in ids
        for article in engine.fetch([article_id])
        if article is None or article.id != article_id
    ]
    everything = SearchRequest(query=parse_query("").query, limit=0, facets=tuple(FACETS))
    counts = {len(ids), engine.article_count(), engine.search(everything).total}
    if len(counts) > 1:
        misread.append(f"the numbers of articles do not agree: {sorted(counts)}")
    return misread
