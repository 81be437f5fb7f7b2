"""JSON: a list of articles, an object that holds one somewhere, or one article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.describe.api_records import plain_record
from leadersearch.readers.describe.json_exports import records_of_export
from leadersearch.readers.describe.records import article_in, articles_of, has_field
from leadersearch.readers.formats import json_lines

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

# Names of the list in wrapping objects, likeliest first; Solr, Elasticsearch, Crossref among them.
_LISTS = (
    *("articles", "posts", "items", "records", "entries", "documents", "docs", "results"),
    *("references", "papers", "blogs", "data", "rows", "hits", "bookmarks", "links", "blocks"),
    *("collection", "hit", "work-summary"),
)
_MOST_BOOKMARKS = 1_000_000
_DEEPEST = 4
_MOST_VALUES = 3_000_000  # the smallest takes a hundred bytes of memory


class _SeveralValuesError(ReadError):
    """More than one value in a file, as in JSON Lines that go by another name."""


def read(file: RawFile) -> Iterator[Article]:
    """The articles of a JSON file, which is parsed as a whole."""
    try:
        value = parse_json(file)
        records = records_of_export(value) or _records(value)
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
        return _of_list(value, depth)
    if not isinstance(value, Mapping) or depth > _DEEPEST:
        return []
    if leaves := _leaves(value):
        return leaves
    keys = {str(key).lower(): key for key in value}
    for name in _LISTS:
        if name in keys and (found := _records(value[keys[name]], depth + 1)):
            return found
    if has_field(plain_record(value), "title", "body"):
        return [value]
    return max((_records(part, depth + 1) for part in value.values()), key=len, default=[])


def _of_list(items: list[object], depth: int) -> list[object]:
    """The items of a list; if none is an article, those of the lists in them: links by collection."""
    maps = [item for item in items if isinstance(item, Mapping)]
    if depth <= _DEEPEST and not any(_is_article(item) for item in maps):
        inner = [record for item in maps for record in _records(item, depth + 1)]
        if any(_is_article(record) for record in inner):
            return inner
    return items if maps else []


def _is_article(item: object) -> bool:
    return isinstance(item, Mapping) and has_field(
        plain_record(article_in(item)), "title", "excerpt", "body"
    )


def _leaves(tree: Mapping[str, object]) -> list[object]:
    """The bookmarks in the folders of a browser: Firefox has `children`, Chrome has `roots` with them."""
    roots = tree.get("roots")
    if _address(tree) or not (isinstance(roots, Mapping) or isinstance(tree.get("children"), list)):
        return []
    waiting: list[object] = [*roots.values()] if isinstance(roots, Mapping) else [tree]
    leaves: list[object] = []
    while waiting and len(leaves) < _MOST_BOOKMARKS:
        node = waiting.pop()
        if not isinstance(node, Mapping):
            continue
        if _address(node).startswith(("http://", "https://", "ftp://")):
            leaves.append(node)
        inner = node.get("children")
        waiting += reversed(inner) if isinstance(inner, list) else []
    return leaves


def _address(node: Mapping[str, object]) -> str:
    found = node.get("uri") or node.get("url")
    return found if isinstance(found, str) else ""
