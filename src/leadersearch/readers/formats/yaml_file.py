"""YAML: the references of CSL, and the `info.yaml` of papis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.convert.yaml_values import YamlError, load_documents
from leadersearch.readers.describe.records import articles_of, has_field

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_NOTES_FILE = re.compile(r"[^\s/]{1,200}\.(?:md|txt|org|tex|rst)")
_LARGEST = 8 * 1024 * 1024  # a value of YAML takes a hundred times its length, and as long


def read(file: RawFile) -> Iterator[Article]:
    """The articles of lists of references and of single records, document by document."""
    text = file.read_text(limit=_LARGEST).replace("\t", "    ")
    try:
        values = load_documents(text)
    except YamlError as error:
        raise ReadError(f"ill-formed YAML: {error}") from error
    records = [record for value in values for record in _records(value)]
    if not records:
        raise ReadError("YAML without articles: no references, and no title")
    yield from articles_of(map(_record, records), file.report, _files)


def _records(value: object) -> list[object]:
    """The records of one document."""
    if isinstance(value, Mapping):
        value = value.get("references") or ([value] if has_field(value, "title", "body") else [])
    return value if isinstance(value, list) else []


def _record(item: object) -> object:
    """A record as `article_of` knows it: dates in parts, authors of papis."""
    if not isinstance(item, Mapping):
        return item
    record = {str(key): value for key, value in item.items()}
    issued = record.get("issued")
    if isinstance(issued, list) and issued:
        issued = issued[0]
    if isinstance(issued, Mapping) and issued.get("year"):
        parts = [issued.get(name) for name in ("year", "month", "day")]
        filled = [part for part in parts if part]
        record["issued"] = {"date-parts": [filled]}
    elif isinstance(issued, Mapping) and issued.get("literal"):
        record["issued"] = issued["literal"]
    if isinstance(record.get("author_list"), list):
        record["author"] = [_person(person) for person in record["author_list"]]
    if record.get("month") and record.get("year"):
        record["date"] = f"{record['month']} {record['year']}"
        if str(record["month"]).isdigit():
            record["date"] = f"{record['year']}-{str(record['month']).zfill(2)}"
    return record


def _files(record: Mapping[str, object]) -> Iterator[str]:
    """The files of a document of papis, which lie beside its record, and its notes."""
    files, notes = record.get("files"), record.get("notes")
    named = files if isinstance(files, list) else [files]
    if isinstance(notes, str) and _NOTES_FILE.fullmatch(notes):
        named = [*named, notes]
    yield from (name for name in named if isinstance(name, str))


def _person(person: object) -> object:
    if not isinstance(person, Mapping):
        return person
    given = person.get("given") or person.get("given_name") or ""
    return {"given": given, "family": person.get("family") or person.get("surname") or ""}
