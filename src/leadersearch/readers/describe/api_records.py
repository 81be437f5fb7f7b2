"""Records of services, whose parts lie deeper than a name -> the names that loose records have.

OpenAlex nests its authors and turns abstracts inside out; Semantic Scholar wraps the papers of a list, and names
some by a number alone;
Wallabag says who published an entry.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_WRAPPERS = ("citedPaper", "citingPaper", "paper", "work")
_PAPER_ID = re.compile("[0-9a-f]{40}")
_LONGEST_ABSTRACT = 100_000  # words: a position beyond it is a lie


def plain_record(record: Mapping[str, object]) -> Mapping[str, object]:
    """The article that a record of a service describes, as `article_of` takes it."""
    for name in _WRAPPERS:
        inner = record.get(name)
        if isinstance(inner, Mapping) and "title" not in record:
            return plain_record(inner)
    plain = dict(record)
    authorships = record.get("authorships")
    if isinstance(authorships, list):
        plain["authors"] = [
            row["author"]
            for row in authorships
            if isinstance(row, Mapping) and isinstance(row.get("author"), Mapping)
        ]
    index = record.get("abstract_inverted_index")
    if isinstance(index, Mapping):
        plain["abstract"] = _turned_out(index)
    if venue := _venue(record):
        plain["venue"] = venue
    paper = record.get("paperId")
    if isinstance(paper, str) and _PAPER_ID.fullmatch(paper) and not record.get("url"):
        plain["url"] = f"https://www.semanticscholar.org/paper/{paper}"
    if record.get("published_by") and "authors" not in record:
        plain["authors"] = record["published_by"]
    return plain


def _turned_out(index: Mapping[object, object]) -> str:
    """The text of an index of word -> the places where it stands."""
    places: dict[int, str] = {}
    for word, row in index.items():
        for place in row if isinstance(row, list) else ():
            if type(place) is int and 0 <= place < _LONGEST_ABSTRACT:
                places[place] = str(word)
    return " ".join(places[place] for place in sorted(places))


def _venue(record: Mapping[str, object]) -> str:
    location = record.get("primary_location")
    source = location.get("source") if isinstance(location, Mapping) else None
    name = source.get("display_name") if isinstance(source, Mapping) else None
    return name if isinstance(name, str) else ""
