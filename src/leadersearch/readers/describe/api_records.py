"""Records of services, whose parts lie deeper than a name -> the names that loose records have.

OpenAlex nests its authors and turns abstracts inside out; Semantic Scholar wraps the papers of a list,
and names some by a number alone; Zotero and JSON:API wrap all of a record; DataCite gives several
titles, dates and descriptions, each with its kind; Wallabag says who published an entry; Pinboard calls
titles descriptions; Karakeep and the readers that follow Google's put texts a level deeper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from leadersearch.readers.describe.index_records import fields_of_index
from leadersearch.readers.describe.service_records import fields_of_service

_WRAPPERS = (
    "citedPaper",
    "citingPaper",
    "paper",
    "work",
    "data",
    "attributes",
    "metadata",
    "info",
    "bibjson",
)
# Maps that say the place of an article in a journal: of OpenAlex, Europe PMC, DataCite, Semantic Scholar.
_PLACES = ("biblio", "journalInfo", "container", "journal")
_PARTS = ("volume", "issue", "pages", "first_page", "last_page", "firstPage", "lastPage")
_PAPER_ID = re.compile("[0-9a-f]{40}")
_LONGEST_ABSTRACT = 100_000  # words: a position beyond it is a lie


def plain_record(record: Mapping[str, object]) -> Mapping[str, object]:
    """The article that a record of a service describes, as `article_of` takes it."""
    for name in _WRAPPERS:
        inner = record.get(name)
        if isinstance(inner, Mapping) and "title" not in record:
            number = {"doi": record["doi"]} if "doi" in record else {}
            return plain_record({**number, **inner})
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
    for inner in filter(None, map(record.get, _PLACES)):
        if isinstance(inner, Mapping):
            plain |= {name: inner[name] for name in _PARTS if inner.get(name)}
    for service in (
        _of_semantic_scholar,
        _of_datacite,
        _of_pinboard,
        _of_readers,
        fields_of_service,
        fields_of_index,
    ):
        plain |= service(record)
    if record.get("published_by") and "authors" not in record:
        plain["authors"] = record["published_by"]
    return plain


def _of_semantic_scholar(record: Mapping[str, object]) -> dict[str, object]:
    """The address of a paper of Semantic Scholar that has none but its number."""
    paper = record.get("paperId")
    if isinstance(paper, str) and _PAPER_ID.fullmatch(paper) and not record.get("url"):
        return {"url": f"https://www.semanticscholar.org/paper/{paper}"}
    return {}


def _of_pinboard(record: Mapping[str, object]) -> dict[str, object]:
    """The fields that Pinboard calls by other names, if the record is of it."""
    if "title" in record or not {"href", "extended"} <= record.keys():
        return {}
    tags = record.get("tags")
    return {
        "title": record.get("description"),
        "description": record["extended"],
        "tags": tags.split() if isinstance(tags, str) else tags,
    }


def _of_readers(record: Mapping[str, object]) -> dict[str, object]:
    """Fields that services call by other names, or put deeper: title and address, the blog of an item."""
    content, origin = record.get("content"), record.get("origin")
    plain: dict[str, object] = {}
    if "name" in record and "title" not in record and ("url" in record or "uri" in record):
        plain["title"] = record["name"]
    if isinstance(content, Mapping) and "url" not in record:
        plain["url"] = content.get("url")
    if isinstance(origin, Mapping):  # its categories say what was done with an item
        plain |= {"venue": origin.get("title"), "categories": None}
    return plain


def _of_datacite(record: Mapping[str, object]) -> dict[str, object]:
    """The fields of a record of DataCite, if it is one."""
    if "title" in record or not isinstance(record.get("titles"), list):
        return {}
    titles = _texts(record.get("titles"), "title", "titleType")
    dates = dict(_texts(record.get("dates"), "date", "dateType"))
    container = record.get("container")
    venue = container.get("title") if isinstance(container, Mapping) else ""
    descriptions = _texts(record.get("descriptions"), "description", "descriptionType")
    return {
        "title": ": ".join(
            [text for kind, text in titles if not kind][:1]
            + [text for kind, text in titles if kind == "Subtitle"][:1]
        )
        or next((text for _, text in titles), ""),
        "abstract": next((text for kind, text in descriptions if kind == "Abstract"), ""),
        "date": dates.get("Issued") or dates.get("Created") or record.get("publicationYear"),
        "venue": venue or record.get("publisher"),
        "tags": [text for _, text in _texts(record.get("subjects"), "subject", "scheme")],
    }


def _texts(rows: object, name: str, kind: str) -> list[tuple[str, str]]:
    """Kind and text of each row of a list; kind is "" where none is given."""
    found = (row for row in rows if isinstance(row, Mapping)) if isinstance(rows, list) else ()
    return [(str(row.get(kind) or ""), str(row[name])) for row in found if row.get(name)]


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
