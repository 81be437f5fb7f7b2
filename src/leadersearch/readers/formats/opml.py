"""OPML: a list of feeds or links, an article each; an outline without any is one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError, ReadError
from leadersearch.readers.convert.clean_text import clean_line
from leadersearch.readers.convert.xml_stream import local_name, scan_elements
from leadersearch.readers.describe.record_values import tags_of
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.raw_file import LARGEST_ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_HEAD = {"title": "title", "ownerName": "authors", "dateCreated": "date", "dateModified": "date"}
_ADDRESSES = ("htmlUrl", "url", "xmlUrl")


def read(file: RawFile) -> Iterator[Article]:
    """The articles of the links, or the one of the outline."""
    head: dict[str, object] = {}
    lines: list[str] = []
    length = links = 0
    for event, element in scan_elements(file, ("start", "end")):
        name = local_name(element)
        if event == "end":
            if name in _HEAD:
                head.setdefault(_HEAD[name], element.text or "")
            element.clear()
        elif name == "outline":
            record = _record(element.attrib)
            if record["url"]:
                links += 1
                yield from _articles(record, file)
                continue
            note = str(element.get("_note") or "")
            lines += filter(None, (str(record["title"]), note))
            length += len(lines[-1]) if lines else 0
            if length > LARGEST_ARTICLE:
                raise ReadError(f"an outline larger than {LARGEST_ARTICLE // 2**20} MB; split it")
    if not links:
        title = head.get("title") or file.stem
        yield from _articles({**head, "title": title, "body": "\n".join(lines)}, file)


def _record(values: Mapping[str, str]) -> dict[str, object]:
    address = next(filter(None, (values.get(name) for name in _ADDRESSES)), "")
    categories = [part.rpartition("/")[2] for part in values.get("category", "").split(",")]
    return {
        "title": clean_line(values.get("text") or values.get("title") or address),
        "abstract": values.get("description", ""),
        "url": address,
        "tags": tags_of(categories),
        "language": values.get("language", ""),
    }


def _articles(record: Mapping[str, object], file: RawFile) -> Iterator[Article]:
    try:
        yield article_of(record, file.report)
    except ArticleError:
        file.report("an outline without text was skipped")
