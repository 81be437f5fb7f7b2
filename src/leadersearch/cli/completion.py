"""Shell completion: fields, names of authors, tags.

Each call opens the index anew; what cannot be told at once is not offered, and no failure is
shown: a shell would write it into the line that is being typed. Nor is a value offered that the
shell would act upon there: a tag could be a command.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from leadersearch.cli.opening import DEFAULT_INDEX
from leadersearch.safety import is_safe

if TYPE_CHECKING:
    from leadersearch.index import Index

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
        beginning = incomplete.casefold()
        values = _asked(ctx, lambda index: [row.value for row in index.values(facet)])
        return [value for value in values if value.casefold().startswith(beginning)][:MOST_OFFERED]

    return complete


def complete_id(ctx: Any, incomplete: str) -> list[str]:
    """The ids that begin so."""
    return _asked(ctx, lambda index: index.words("id", incomplete, MOST_OFFERED))


def _values(ctx: Any, field: str, beginning: str) -> list[str]:
    """The words of a field's values, as they are looked up."""
    from leadersearch.model.field import Kind
    from leadersearch.model.fields import FIELD_NAMES, FIELDS

    name = FIELD_NAMES.get(field.lstrip("+-").lower())
    if name is None or FIELDS[name].kind is Kind.DATE:
        return []
    typed = len(beginning)
    words = _asked(ctx, lambda index: index.words(name, beginning, MOST_OFFERED))
    return [beginning + word[typed:] for word in words]


def _asked(ctx: Any, look_up: Callable[[Index], list[str]]) -> list[str]:
    from leadersearch.errors import LeaderSearchError
    from leadersearch.index import open_index

    try:
        with open_index(ctx.params.get("index") or DEFAULT_INDEX) as index:
            found = look_up(index)
    except LeaderSearchError:
        return []
    return [word for word in found if is_safe(word) and _SHELL.isdisjoint(word)]
