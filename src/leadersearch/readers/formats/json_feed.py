"""JSON Feed (jsonfeed.org, versions 1 and 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.describe.record_values import line_of, names_of
from leadersearch.readers.describe.records import absolute_url, articles_of
from leadersearch.readers.formats.json_file import parse_json

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile


def read(file: RawFile) -> Iterator[Article]:
    """The items of the feed; what an item does not say of author and language, the feed does."""
    feed = parse_json(file)
    if not isinstance(feed, Mapping) or not isinstance(feed.get("items"), list):
        raise ReadError("JSON Feed without a list of items")
    authors = names_of(feed.get("authors") or feed.get("author"))
    venue, language = line_of(feed.get("title")), line_of(feed.get("language"))
    home = line_of(feed.get("home_page_url"))
    items = [_with_address(item, home) for item in feed["items"]]
    for article in articles_of(items, file.report):
        yield replace(
            article,
            authors=article.authors or authors,
            venue=article.venue or venue,
            language=article.language or language,
        )


def _with_address(item: object, home: str) -> object:
    """The item with its address in full; an id is one where there is no other."""
    if not isinstance(item, Mapping):
        return item
    url = absolute_url(line_of(item.get("url")), home)
    return {**item, "url": url or absolute_url(line_of(item.get("id")))}
