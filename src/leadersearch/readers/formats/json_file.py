"""JSON: a list of articles, an object that holds one somewhere, or one article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.describe.api_records import plain_record
from leadersearch.readers.describe.records import articles_of, has_field
from leadersearch.readers.formats import json_lines

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

# Names of the list in wrapping objects, likeliest first; Solr, Elasticsearch, Crossref among them.
_LISTS = (
    *("articles", "posts", "items", "records", "entries", "documents", "docs", "results"),
    *("references", "papers", "blogs", "data", "rows", "hits"),
)
_DEEPEST = 4
_MOST_VALUES = 3_000_000  # the smallest takes a hundred bytes of memory


class _SeveralValuesError(ReadError):
    """More than one value in a file, as in JSON Lines that go by another name."""


def read(file: RawFile) -> Iterator[Article]:
    """The articles of a JSON file, which is parsed as a whole."""
    try:
        records = _records(parse_json(file))
    except _SeveralValuesError:
        file.stream.seek(0)
        yield from json_lines.read(file)
        return
    if not records:
        raise ReadError("JSON without articles: no list of objects, and no title or text")
    yield from articles_of(records, file.report)


def parse_json(file: RawFile) -> object:
    """The value of a JSON file; raises ReadError where it is ill-formed."""
    try:
        text = file.read_text()
        if sum(map(text.count, ",[{")) > _MOST_VALUES:
            raise ReadError(
                f"JSON of more than {_MOST_VALUES // 10**6} million values; convert it to JSONL,"
                " which is read record by record"
            )
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            raise _SeveralValuesError("several JSON values; JSON Lines?") from error
        raise ReadError(
            f"ill-formed JSON, line {error.lineno} column {error.colno}: {error.msg}"
        ) from error
    except RecursionError as error:
        raise ReadError("JSON nested too deeply") from error
    except ValueError as error:
        raise ReadError(f"ill-formed JSON: {error}") from error
    return value


def _records(value: object, depth: int = 0) -> list[object]:
    if isinstance(value, list):
        return value if any(isinstance(item, Mapping) for item in value) else []
    if not isinstance(value, Mapping) or depth > _DEEPEST:
        return []
    keys = {str(key).lower(): key for key in value}
    for name in _LISTS:
        if name in keys and (found := _records(value[keys[name]], depth + 1)):
            return found
    if has_field(plain_record(value), "title", "body"):
        return [value]
    return max((_records(part, depth + 1) for part in value.values()), key=len, default=[])
