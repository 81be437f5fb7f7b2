"""The people who wrote the articles, and the owner's rules that join and part them.

The rules are a document beside the articles: a change to them is one commit, seen by every program
that opens the index, and re-indexing and rebuilding leave them alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.arguments import checked_methods
from leadersearch.engine.session import Session
from leadersearch.results.request import check_limit

if TYPE_CHECKING:
    from leadersearch.results.people import Author


@checked_methods
class Authorship(Session):
    """The part of an index that knows its authors."""

    def authors(self, beginning: str = "", limit: int | None = None) -> list[Author]:
        """The authors with a word of a name that begins so, those of most articles first.

        Names that are certain to be one person's are one author, by the rules that are kept.
        Raises UsageError for a negative limit.
        """
        from leadersearch.results.people import authors_with  # searches need none of it

        check_limit(limit)
        return self._asked(lambda view: authors_with(view, "author", beginning, limit))

    def author_rules(self) -> str:
        """The rules that join and part authors, as they were kept; "" without any."""
        from leadersearch.engine.people import RULES

        kept = self._asked(lambda view: view.document(RULES))
        return (kept or b"").decode("utf-8", "replace")

    def keep_author_rules(self, rules: str | bytes, name: str = "the rules") -> None:
        """Keep rules in place of those that there are: `A = B` joins two names, `A != B` parts them.

        `name` is how messages call them. Raises UsageError, naming the line, for one that is no
        rule, and IndexLocked.
        """
        from leadersearch.engine.people import RULES
        from leadersearch.people.rules import read_rules

        data = rules.encode("utf-8", "surrogatepass") if isinstance(rules, str) else rules
        read_rules(data, name)
        with self._writing() as writer:
            writer.keep(RULES, data)
