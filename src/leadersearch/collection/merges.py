"""The articles that several sources have, why they are one, and the owner's rules about them.

The rules are a document beside the articles, as those of authors are.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from leadersearch.arguments import checked_methods
from leadersearch.engine.session import Session
from leadersearch.results.request import check_limit
from leadersearch.values import dataclass

if TYPE_CHECKING:
    from leadersearch.collection.ingest import IngestReport
    from leadersearch.collection.ingest.merge_rules import MergeRules
    from leadersearch.model.article import Article, Source


@dataclass(frozen=True, slots=True)
class Merge:
    """Two sources of one article: why they are one, and the rule that would part them.

    `id` and `title` are those of the article.
    """

    id: str
    title: str
    source: Source | None
    other: Source | None
    reasons: tuple[str, ...]
    rule: str


@checked_methods
class Merging(Session):
    """The part of an index that knows what was merged."""

    def merges(self, limit: int | None = None) -> list[Merge]:
        """The merged articles by id: for each source but the first, a row. Takes a look at all.

        Raises UsageError for a negative limit.
        """
        check_limit(limit)
        from leadersearch.collection.ingest.merge_rules import kept_rules

        most = None if limit is None else min(limit, sys.maxsize)
        return list(islice(_merges(self, kept_rules(self._now)), most))

    def merge_rules(self) -> str:
        """The rules that join and part articles, as they were kept; "" without any."""
        from leadersearch.collection.ingest.merge_rules import RULES

        kept = self._asked(lambda view: view.document(RULES))
        return (kept or b"").decode("utf-8", "replace")

    def keep_merge_rules(self, rules: str | bytes, name: str = "the rules") -> IngestReport:
        """Keep rules in place of those that there are, and join and part articles by them at once.

        `A = B` joins two articles, `A != B` parts them; each is an id, a title or a source. No file
        is read again. `name` is how messages call the rules. Raises UsageError, naming the line,
        for one that is no rule, and IndexLocked.
        """
        from leadersearch.collection.ingest import apply_rules

        data = rules.encode("utf-8", "surrogatepass") if isinstance(rules, str) else rules
        with self._writing() as writer:
            return apply_rules(writer, data, name)

    def _scan(self) -> Iterator[Article]:
        for batch in self._now.scan():
            yield from batch


def _merges(index: Merging, rules: MergeRules) -> Iterator[Merge]:
    from leadersearch.collection.ingest.merge_rules import parting_rule
    from leadersearch.collection.ingest.reasons import reasons
    from leadersearch.collection.ingest.same_work import parted

    for article in index._scan():  # noqa: SLF001  # of this module
        wholes, _ = parted(article.records)
        for place, record in enumerate(wholes[1:], 1):
            why = {number: reasons(wholes[number], record, rules) for number in range(place)}
            number = next((number for number in why if why[number]), 0)
            yield Merge(
                article.id,
                article.title,
                wholes[number].source,
                record.source,
                why[number] or ("it shares something with other sources",),
                parting_rule(wholes[number], record),
            )
