"""How a query that is being typed may go on: names of fields, values of facets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from leadersearch.model.fields import FIELDS
from leadersearch.query.completion import field_names, typed_at
from leadersearch.values import dataclass

if TYPE_CHECKING:
    from leadersearch.results.facets import FacetValues


@dataclass(frozen=True, slots=True)
class Completion:
    """A completion: the query that it makes, the cursor in it, and the text to show.

    `cursor` counts characters of `text`. `count` is the number of articles with the value; 0 for
    the name of a field.
    """

    text: str
    cursor: int
    label: str
    count: int = 0


def complete(
    text: str, cursor: int, values: Callable[[str], FacetValues], limit: int = 8
) -> list[Completion]:
    """How what stands at the cursor may go on, the most frequent first.

    `values` gives all values of a facet; it is asked only for that of the field
    that is being typed: of `date` for the years.
    """
    typed = typed_at(text, cursor)
    if typed.kind == "field" and len(typed.fragment) > 1:
        rows = [(f"{name}:", 0) for name in field_names(typed.fragment)]
        return [_completed(text, typed.start, typed.end, *row) for row in rows]
    facet = FIELDS[typed.field].facet if typed.kind == "value" and typed.field else ""
    if not facet:
        return []
    found = values(facet).with_word(typed.fragment, limit)
    start = typed.start - typed.is_quoted
    end = typed.end + (typed.is_quoted and text[typed.end : typed.end + 1] == text[start])
    return [_completed(text, start, end, _quoted(row.value), row.count) for row in found]


def _completed(text: str, start: int, end: int, value: str, count: int) -> Completion:
    space = "" if value.endswith(":") or text[end : end + 1] == " " else " "
    made = text[:start] + value + space
    return Completion(
        made + text[end:], len(made) + (space == "" and value[-1] != ":"), value, count
    )


def _quoted(value: str) -> str:
    """A value as it is written in a query."""
    plain = value.replace('"', "")
    return plain if plain.isalnum() else f'"{plain}"'
