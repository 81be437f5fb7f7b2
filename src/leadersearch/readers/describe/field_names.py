"""The field that a name means, in a header of a table or a key of JSON.

The names that programs give to one and the same thing stand in the table of fields.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from leadersearch.model.fields import TABLE
from leadersearch.readers.convert.clean_text import written
from leadersearch.readers.describe.places import KEYS

_MONTHS = ("month", "publishedmonth", "publicationmonth", "pubmonth")  # beside a year
# Columns of tables in other languages, without the letters that English lacks: `Année`, `Schlagwörter`.
_OTHER_LANGUAGES = {
    "title": "titel titre titulo ttulo titolo",
    "authors": "autor autoren autores autore autori auteur auteurs verfasser",
    "date": "jahr erscheinungsjahr datum anne annee ao ano anno fecha jaar",
    "tags": (
        "schlagwrter schlagworte stichworte stichwrter motscls motscles palabrasclave palavraschave parolechiave"
        " trefwoorden"
    ),
    "excerpt": "zusammenfassung rsum resumen resumo riassunto samenvatting",
    "venue": "zeitschrift revue revista rivista tijdschrift",
    "language": "sprache langue idioma lingua taal",
}
_FIELD_OF = (
    {name: (field, 0) for field, names in _OTHER_LANGUAGES.items() for name in names.split()}
    | {name: (row.key, rank) for row in TABLE for rank, name in enumerate(row.record_names)}
    | dict.fromkeys(_MONTHS, ("month", 0))
)
_FIELD_OF |= {name: (key, rank) for key, names in KEYS.items() for rank, name in enumerate(names)}
_SIGNS = re.compile(r"[^a-z0-9]+")
_LONGEST = 100


def field_named(name: object) -> str:
    """The field of an article that a header or key means, whatever its case and punctuation.

    >>> field_named("Author(s)"), field_named("shoe size")
    ('authors', '')
    """
    return field_and_rank(written(name))[0]


def field_and_rank(name: str) -> tuple[str, int]:
    """The field that a name means, and how good a name it is for it: 0 is the best."""
    return _known_field(name) if len(name) <= _LONGEST else ("", 0)


# Bounded, since a hostile file may have as many keys as it likes, of any length.
@lru_cache(maxsize=1024)
def _known_field(name: str) -> tuple[str, int]:
    return _FIELD_OF.get(_SIGNS.sub("", name.lower()), ("", 0))


def has_known_field(names: Iterable[object]) -> bool:
    """Whether any of the names can make an article: a title, an excerpt or a body."""
    return not {"title", "excerpt", "body"}.isdisjoint(map(field_named, names))
