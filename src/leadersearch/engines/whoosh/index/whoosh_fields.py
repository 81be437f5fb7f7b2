"""The fields of an article as Whoosh fields.

| Whoosh field | terms | positions |
|---|---|---|
| `title`, `excerpt`, `body`, `tag`, `venue` | stems | yes |
| `text`: title, excerpt and body as one | stems | no |
| `text_exact`: the same | folded forms | yes |
| `tag_exact`, `venue_exact` | folded forms | yes |
| `author`, `url`, `source` | folded forms | yes |
| `id`, `doi`, `date` | the whole value | no |
| `author_facet`, `tag_facet`, `venue_facet`, `year_facet` | whole values | no |
| `length_column`, `day_column`, `tie_column` | none: numbers an article | |

The dotted path of `TermsAnalyzer` is part of the format of an index, since Whoosh pickles it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from whoosh import fields
from whoosh.analysis import Analyzer, Token
from whoosh.columns import NumericColumn

from leadersearch.engines.whoosh.segment.protocol import DAY_COLUMN, LENGTH_COLUMN, TIE_COLUMN
from leadersearch.model.field import Kind
from leadersearch.model.fields import FACETS, TABLE
from leadersearch.text import Analysis
from leadersearch.text.analysis import COMBINED_FIELD, exact_field, facet_field, tokenise_values

VALUE_SEPARATOR = "\x1e"
"""Between the values of a field with several, which Whoosh takes as one text."""


class TermsAnalyzer(Analyzer):
    """Our text analysis as a Whoosh analyzer: stems, or forms with `stemmed=False`."""

    __module__ = "leadersearch.engines.whoosh.schema"  # the path that pickles name

    def __init__(self, language: str, *, stemmed: bool) -> None:
        self.language = language
        self.stemmed = stemmed
        self._analysis: Analysis | None = None

    def use(self, analysis: Analysis) -> None:
        """Share an analysis, and with it the stems that it knows."""
        self._analysis = analysis

    def __getstate__(self) -> dict[str, Any]:
        return {"language": self.language, "stemmed": self.stemmed, "_analysis": None}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TermsAnalyzer) and other.__getstate__() == self.__getstate__()

    def __hash__(self) -> int:
        return hash((self.language, self.stemmed))

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Whoosh tokens of a text; one object is used over and over, as Whoosh expects."""
        if self._analysis is None:
            self._analysis = Analysis(self.language)
        positions, chars = options.get("positions", False), options.get("chars", False)
        token = Token(positions, chars, removestops=options.get("removestops", True))
        token.boost, token.stopped = 1.0, False
        seen: set[tuple[str, int]] = set()
        for found in tokenise_values(value.split(VALUE_SEPARATOR)):
            token.text = self._analysis.stem(found.form) if self.stemmed else found.form
            if (token.text, found.position) in seen:
                continue
            seen.add((token.text, found.position))
            token.original = found.form
            token.pos = found.position + options.get("start_pos", 0)
            token.startchar, token.endchar = found.start, found.end
            yield token


def make_schema(analysis: Analysis) -> fields.Schema:
    """The schema of an index of articles, its analyzers sharing `analysis`."""
    stems = TermsAnalyzer(analysis.language, stemmed=True)
    forms = TermsAnalyzer(analysis.language, stemmed=False)
    for analyzer in (stems, forms):
        analyzer.use(analysis)
    made: dict[str, fields.FieldType] = {}
    for field in TABLE:
        if field.kind is Kind.STORED:
            made[field.name] = fields.STORED()
        elif field.kind is Kind.TEXT:
            made[field.name] = fields.TEXT(stems, phrase=True, stored=True)
            if not field.in_length:
                made[exact_field(field.name)] = fields.TEXT(forms, phrase=True)
        elif field.kind is Kind.NAME:
            made[field.name] = fields.TEXT(forms, phrase=True, stored=True)
        else:
            made[field.name] = fields.ID(stored=True, unique=field.name == "id")
    made[COMBINED_FIELD] = fields.TEXT(stems, phrase=False)
    made[exact_field(COMBINED_FIELD)] = fields.TEXT(forms, phrase=True)
    for facet in FACETS:
        made[facet_field(facet)] = fields.ID()
    made[LENGTH_COLUMN] = fields.COLUMN(NumericColumn("I"))
    made[DAY_COLUMN] = fields.COLUMN(NumericColumn("i"))
    made[TIE_COLUMN] = fields.COLUMN(NumericColumn("q"))
    made["fingerprint"] = fields.STORED()
    return fields.Schema(**made)
