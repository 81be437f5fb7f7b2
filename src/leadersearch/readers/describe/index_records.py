"""Records of scholarly indexes and of newspapers -> the names that loose records have.

Europe PMC, ORCID and Unpaywall nest what others have at the top; the Guardian and the New York Times have
names of their own; a `source` is an address, or a map with the name of the paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

Record = Mapping[str, object]


def fields_of_index(record: Record) -> dict[str, object]:
    """The fields of a record that its index calls by other names, by the names that records have."""
    found: dict[str, object] = {}
    for name, fields in _INDEXES.items():
        if name in record:
            found |= {key: value for key, value in fields(record).items() if value}
    return found


def _inner(value: object, *path: str) -> object:
    """The value at the end of a path through maps; None where the path ends."""
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _of_europe_pmc(record: Record) -> dict[str, object]:
    return {
        "authors": _inner(record, "authorList", "author"),
        "venue": _inner(record, "journalInfo", "journal", "title"),
        "date": record.get("firstPublicationDate"),
        "tags": _inner(record, "keywordList", "keyword"),
    }


def _of_orcid(record: Record) -> dict[str, object]:
    parts = [_inner(record, "publication-date", name, "value") for name in ("year", "month", "day")]
    known = [str(part) for part in (parts[: parts.index(None)] if None in parts else parts)]
    rows = _inner(record, "external-ids", "external-id")
    numbers = {
        str(row.get("external-id-type")): row.get("external-id-value")
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, Mapping)
    }
    return {
        "date": "-".join(known),
        "doi": numbers.get("doi"),
        "pmid": numbers.get("pmid"),
        "url": _inner(record, "url", "value"),
    }


def _of_crossref(record: Record) -> dict[str, object]:
    return {"tags": record.get("subject")} if "DOI" in record else {}


def _of_guardian(record: Record) -> dict[str, object]:
    fields = record.get("fields")
    inner = fields if isinstance(fields, Mapping) else {}
    return {
        "title": record.get("webTitle"),
        "url": record.get("webUrl"),
        "date": record.get("webPublicationDate"),
        "authors": inner.get("byline"),
        "excerpt": inner.get("trailText") or inner.get("standfirst"),
        "body": inner.get("bodyText") or inner.get("body"),
        "tags": record.get("sectionName"),
    }


def _of_times(record: Record) -> dict[str, object]:
    return {
        "title": _inner(record, "headline", "main"),
        "url": record.get("web_url"),
        "date": record.get("pub_date"),
        "authors": _inner(record, "byline", "original"),
        "body": record.get("lead_paragraph"),
        "venue": record.get("source"),
    }


def _of_source(record: Record) -> dict[str, object]:
    """A paper by its name, or an address where the record has no other."""
    source = record["source"]
    if isinstance(source, Mapping):
        return {"venue": source.get("name") or source.get("title")}
    is_address = isinstance(source, str) and source.startswith(("http://", "https://"))
    if not is_address:
        return {}
    return {} if record.get("url") else {"url": source, "venue": record.get("source-hostname")}


_INDEXES: Mapping[str, Callable[[Record], dict[str, object]]] = {
    "authorString": _of_europe_pmc,
    "external-ids": _of_orcid,
    "container-title": _of_crossref,
    "webTitle": _of_guardian,
    "web_url": _of_times,
    "source": _of_source,
    "z_authors": lambda record: {
        "authors": record["z_authors"],
        "venue": record.get("journal_name"),
    },
    "journals": lambda record: {"venue": record["journals"]},
    "fulljournalname": lambda record: {"venue": record["fulljournalname"]},
}
"""A name that the records of an index have -> the function that gives their fields."""
