"""A mapping of loosely named values -> Article: for JSON, tables and front matter.

The names that programs give to one and the same thing stand in the table of fields; the first name
that holds a value wins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from leadersearch.errors import ArticleError
from leadersearch.model import dois
from leadersearch.model.article import Article
from leadersearch.model.fields import EXTRA_FIELDS
from leadersearch.readers.convert.clean_text import (
    written,
)
from leadersearch.readers.describe.api_records import plain_record
from leadersearch.readers.describe.attachments import attached
from leadersearch.readers.describe.dates import date_of
from leadersearch.readers.describe.field_names import field_and_rank
from leadersearch.readers.describe.identifiers import identifiers_of
from leadersearch.readers.describe.places import place_in, told_by_place
from leadersearch.readers.describe.record_dates import date_in
from leadersearch.readers.describe.record_values import line_of, names_of, tags_of, text_of

if TYPE_CHECKING:
    from leadersearch.readers.raw_file import Report

_ABSOLUTE_URL = re.compile(
    r"(?!internal-pdf:)(?:[a-z][a-z0-9+.-]*:)?//\S|www\.\S|[\w-]+(?:\.[\w-]+)+/", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)
_OWN_ID = re.compile(r"[0-9a-f]{16}")  # of an article that we exported, which may lack its text
_NO_ABSTRACT = re.compile(
    r"\[?(?:no abstract(?: is)?(?: available)?|abstract not available)\.?\]?\Z", re.IGNORECASE
)
_ABSTRACT_HEADING = re.compile(r"\A(?:abstract|summary)[ \t]*+[:.]?+[ \t]*+\n+", re.IGNORECASE)
_LISTED = tuple(row.name for row in EXTRA_FIELDS if not (row.identifies or row.of_place))


def has_field(record: Mapping[str, object], *fields: str) -> bool:
    """Whether a record fills one of the fields with text."""
    values = _by_field(record)
    return any(line_of(values.get(field)) for field in fields)


def article_of(record: Mapping[str, object], report: Report) -> Article:
    """The article that a record describes; raises ArticleError where it describes none."""
    values = _by_field(record)
    excerpt = without_heading(text_of(values.get("excerpt")))
    body = text_of(values.get("body"))
    url = absolute_url(line_of(values.get("url")))
    named = {row.name: values.get(row.key) for row in EXTRA_FIELDS}
    identifiers = identifiers_of(record, named)
    dois = identifiers.pop("doi", ())
    doi = (
        find_doi(line_of(values.get("doi")), bare=True)
        or find_doi(url)
        or find_doi(line_of(record.get("id")))
        or find_doi(line_of(record.get("guid")))
        or "".join(dois[:1])
    )
    own = _OWN_ID.fullmatch(line_of(record.get("id"))) if not (doi or url) else None
    article = Article(
        id=own[0] if own else "",
        title=line_of(values.get("title")),
        authors=names_of(values.get("authors")),
        excerpt=excerpt,
        body="" if body == excerpt else body,
        date=date_of(date_in(values.get("date", ()), values.get("month")), report),
        url=url,
        tags=tags_of(values.get("tags")),
        venue=line_of(values.get("venue")),
        doi=doi,
        language=line_of(values.get("language")),
        extra={name: tags_of(named[name]) for name in _LISTED if named[name]}
        | identifiers
        | place_in(values),
    )
    return article if own else told_by_place(article)


def article_in(record: Mapping[str, object]) -> Mapping[str, object]:
    """The article inside a hit: one of a search engine's answer, or of our own export."""
    source = record.get("_source")
    if isinstance(source, Mapping):
        return source
    article = record.get("article")
    is_hit = isinstance(article, Mapping) and ("snippet" in record or "schema" in record)
    return article if is_hit and isinstance(article, Mapping) else record


def articles_of(
    records: Iterable[object],
    report: Report,
    files_of: Callable[[Mapping[str, object]], Iterable[str]] = lambda _: (),
) -> Iterator[Article]:
    """The articles of many records, `attached` to the files of each; what is none is reported."""
    for number, record in enumerate(records, start=1):
        if not isinstance(record, Mapping):
            report(f"item {number} skipped: not an object")
            continue
        try:
            article = article_of(plain_record(article_in(record)), report)
        except ArticleError:
            report(f"item {number} skipped: no title, excerpt or body")
            continue
        yield attached(article, files_of(record))


def absolute_url(url: str, base: str = "") -> str:
    """The URL, or "" for one that means nothing outside its site: `/blog/a` occurs in many.

    One that lacks its site is joined to a `base`, the address of the page that has the link.
    """
    if not url or _ABSOLUTE_URL.match(url):
        return url
    if not base.startswith(("http://", "https://")) or _SCHEME.match(url):
        return ""
    try:
        return urljoin(base, url)
    except ValueError:  # an ill-formed host
        return ""


def without_heading(excerpt: str) -> str:
    """The excerpt without the word Abstract above it; "" where it says that there is none."""
    return "" if _NO_ABSTRACT.match(excerpt) else _ABSTRACT_HEADING.sub("", excerpt, count=1)


def find_doi(text: str, *, bare: bool = False) -> str:
    """The DOI in a URL or an identifier, or ""; `bare` where nothing else is to be expected.

    >>> find_doi("https://doi.org/10.1136/leader-2023-000123")
    '10.1136/leader-2023-000123'
    """
    return dois.find_doi(text) if bare or dois.names_doi(text) else ""


_KINDS_OF_TAGS = frozenset("tags tag keywords categories category topics subjects".split())


def _by_field(record: Mapping[str, object]) -> dict[str, Any]:
    """Field -> its value of the best name; all values that may be its date, the best first.

    Notes and blogs have tags as well as categories, all of which are tags.
    """
    best: dict[str, tuple[int, object]] = {}
    dates: list[tuple[int, object]] = []
    tags: list[tuple[int, object]] = []
    for key, value in record.items():
        field, rank = field_and_rank(written(key))
        if not field or value is None or value is False or value is True or not value:
            continue
        if field == "date":
            dates.append((rank, value))
            continue
        if field == "tags" and written(key).lower() in _KINDS_OF_TAGS:
            tags.append((rank, value))
        if field not in best or rank < best[field][0]:
            best[field] = (rank, value)
    found: dict[str, Any] = {field: value for field, (_, value) in best.items()}
    if len(tags) > 1:
        found["tags"] = [
            tag for _, value in sorted(tags, key=itemgetter(0)) for tag in tags_of(value)
        ]
    if dates:
        found["date"] = [value for _, value in sorted(dates, key=lambda pair: pair[0])]
    return found
