"""The values of a facet and the words of a field, to be found while somebody types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from leadersearch.arguments import checked, checked_methods
from leadersearch.engine import FacetCount, View
from leadersearch.engine.spellings import spellings_of
from leadersearch.errors import UsageError
from leadersearch.model.field import Kind
from leadersearch.model.fields import FACET_FIELDS, FACETS, FIELD_NAMES, FIELDS
from leadersearch.plan import Lookup, StartsWith
from leadersearch.results.request import check_limit
from leadersearch.text import fold, tokenise
from leadersearch.text.analysis import exact_field


@checked_methods
class FacetValues:
    """All values of a facet as of one moment, with the number of articles that have each."""

    @checked
    def __init__(self, view: View, facet: str) -> None:
        if facet not in FACETS:
            raise UsageError(f"unknown facet {facet!r}: choose from {', '.join(FACETS)}")
        self._view = view
        self._facet = facet
        self._names_people = FACET_FIELDS[facet].names_people

    @property
    def _shown(self) -> Mapping[str, str]:
        """The spellings that another one stands for -> that one."""
        ignores_case = FACET_FIELDS[self._facet].ignores_case
        return spellings_of(self._view, self._facet).shown if ignores_case else {}

    def __len__(self) -> int:
        return len(self.with_word(""))

    def __iter__(self) -> Iterator[FacetCount]:
        return iter(self.with_word(""))

    def __contains__(self, value: object) -> bool:
        return any(value == row.value for row in self)

    def with_word(self, beginning: str, limit: int | None = None) -> tuple[FacetCount, ...]:
        """Values with a word that has a prefix, most frequent first; accents do not matter.

        The names of one person are one value, the fullest of them; spellings that differ by case are
        the most frequent of them. Raises UsageError for a negative limit.
        """
        check_limit(limit)
        if self._names_people:
            from leadersearch.results.people import authors_with  # few ask for all of them

            found = authors_with(self._view, self._facet, beginning, limit)
            return tuple(FacetCount(author.name, author.articles) for author in found)
        shown = self._shown
        if not shown:
            return tuple(self._view.facet_values(self._facet, containing=beginning, limit=limit))
        counts: Counter[str] = Counter()
        for row in self._view.facet_values(self._facet, containing=beginning):
            counts[shown.get(row.value, row.value)] += row.count
        rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        return tuple(FacetCount(*row) for row in rows[:limit])

    def meant(self, typed: str) -> tuple[str, ...]:
        """The values that somebody means who types a part of one, or other accents; () for none.

        A value that is there as it was typed means itself and no other; a name all of the person.
        """
        if self._names_people:
            from leadersearch.results.people import names_meant

            return names_meant(self._view, typed)
        if typed in self or typed in self._shown:
            return (typed,)
        wanted = {token.form for token in tokenise(typed) if token.span}
        return tuple(
            row.value
            for row in self
            if fold(row.value) == fold(typed)
            or (wanted and wanted <= {token.form for token in tokenise(row.value)})
        )


def words_of(view: View, field: str, beginning: str, limit: int | None) -> list[str]:
    """The words of a field that begin so, the most frequent first; see `Index.words`."""
    check_limit(limit)
    known = dict.fromkeys(FIELD_NAMES.values())
    if field not in known:
        raise UsageError(f"unknown field {field!r}: choose from {', '.join(known)}")
    is_text = FIELDS[field].kind is Kind.TEXT
    postings, folded = (exact_field(field), fold(beginning)) if is_text else (field, beginning)
    return list(view.words([Lookup(field, postings, StartsWith(folded))], limit=limit))
