"""What a shell offers when Tab is pressed: fields, names of authors, tags.

Each call opens the index anew; what cannot be told at once is not offered, and no failure is
shown: a shell would write it into the line that is being typed. Nor is a value offered that the
shell would act upon there: a tag could be a command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from leadersearch.cli.opening import DEFAULT_INDEX
from leadersearch.safety import is_safe

MOST_OFFERED = 50
_SHELL = frozenset("$`;&|<>\\")  # they end a word or run something, in bash, zsh and fish


def complete_query(ctx: Any, incomplete: str) -> list[str]:
    """The fields, and the values of author:, tag: and venue:, that a word may go on with.

    bash cuts words at colons (COMP_WORDBREAKS), so that the field may be the word before.
    """
    words = ctx.params.get("words") or []
    if words and words[-1] == ":":
        return _values(ctx, words[-2] if len(words) > 1 else "", incomplete)
    if words and words[-1].endswith(":") and ":" not in incomplete:
        return _values(ctx, words[-1][:-1], incomplete)
    field, colon, value = incomplete.partition(":")
    if colon:
        return [f"{field}:{found}" for found in _values(ctx, field, value)]
    from leadersearch.query import field_names

    sign = incomplete[:1] if incomplete[:1] in {"+", "-"} else ""
    return [f"{sign}{name}:" for name in field_names(incomplete.removeprefix(sign))]


def complete_facet(facet: str) -> Callable[..., list[str]]:
    """The completion of a filter: the whole values of a facet."""

    def complete(ctx: Any, incomplete: str) -> list[str]:
        from leadersearch.text.analysis import facet_field

        return list(_terms(ctx, facet_field(facet), incomplete))

    return complete


def complete_id(ctx: Any, incomplete: str) -> list[str]:
    """The ids that begin so."""
    return list(_terms(ctx, "id", incomplete))


def _values(ctx: Any, field: str, beginning: str) -> list[str]:
    """The words of a field's values, as they are looked up."""
    from leadersearch.model.fields import FIELD_NAMES, FIELDS, Kind
    from leadersearch.text import fold
    from leadersearch.text.analysis import exact_field

    name = FIELD_NAMES.get(field.lstrip("+-").lower())
    if name is None or FIELDS[name].kind is Kind.DATE:
        return []
    postings = exact_field(name) if FIELDS[name].kind is Kind.TEXT else name
    typed = len(beginning)
    return [beginning + term[typed:] for term in _terms(ctx, postings, fold(beginning))]


def _terms(ctx: Any, postings: str, beginning: str) -> Iterator[str]:
    from leadersearch.errors import LeaderSearchError
    from leadersearch.index import open_index

    try:
        with open_index(ctx.params.get("index") or DEFAULT_INDEX) as index:
            found = index.engine.terms(postings, beginning, MOST_OFFERED)
    except LeaderSearchError:
        return
    yield from (term for term, _ in found if is_safe(term) and _SHELL.isdisjoint(term))
