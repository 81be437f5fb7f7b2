"""Which postings fields an article has, and what each keeps: derived from the table of fields."""

from __future__ import annotations

from leadersearch.model.field import Kind
from leadersearch.model.fields import FACETS, FIELDS, LENGTH_FIELDS
from leadersearch.text.analysis import COMBINED_FIELD, exact_field, facet_field

BESIDE = tuple(
    field
    for field in FIELDS.values()
    if field.kind in {Kind.TEXT, Kind.NAME} and not field.in_length
)
"""The other fields that are made of words."""

WHOLE = tuple(field for field in FIELDS.values() if field.kind in {Kind.KEYWORD, Kind.DATE})
"""The fields whose value is one term."""

STEMS = COMBINED_FIELD
FORMS = exact_field(COMBINED_FIELD)
CODED = (STEMS, FORMS)
"""The combined fields, whose postings carry the code of their score."""

WEIGHTS = tuple(int(field.weight) for field in LENGTH_FIELDS)
"""How often an occurrence counts: whole numbers, as in `ArticleTerms.length`."""


def _layouts() -> dict[str, str]:
    layouts = {field.name: "positions" for field in LENGTH_FIELDS}
    layouts |= {STEMS: "frequency", FORMS: "positions"}
    for field in BESIDE:
        layouts[field.name] = "positions"
        if field.kind is Kind.TEXT:
            layouts[exact_field(field.name)] = "positions"
    layouts |= {field.name: "existence" for field in WHOLE}
    return layouts | {facet_field(facet): "existence" for facet in FACETS}


LAYOUTS: dict[str, str] = _layouts()
"""Postings field -> how its postings are laid out (see `segment.layouts`)."""

LENGTHS = tuple(name for name, layout in LAYOUTS.items() if layout != "existence")
"""The postings fields whose length is kept for each document."""
