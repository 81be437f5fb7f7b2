"""A mapping of loosely named values -> Article: for JSON, tables and front matter.

The names that programs give to one and the same thing stand in the table of fields; the first name
that holds a value wins.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from leadersearch.errors import ArticleError
from leadersearch.model import dois
from leadersearch.model.article import Article
from leadersearch.model.fields import EXTRA_FIELDS
from leadersearch.model.name_lists import in_reading_order, split_names
from leadersearch.model.names import display_name, looks_like_name
from leadersearch.readers.convert.clean_text import (
    BREAKING_TAG,
    clean_line,
    clean_text,
    decode_entities,
    without_inline_tags,
    written,
)
from leadersearch.readers.convert.html_text import looks_like_html, text_of_html
from leadersearch.readers.describe.api_records import plain_record
from leadersearch.readers.describe.attachments import attached
from leadersearch.readers.describe.dates import date_of
from leadersearch.readers.describe.field_names import field_and_rank
from leadersearch.readers.describe.headings import joined_headings
from leadersearch.readers.describe.identifiers import identifiers_of
from leadersearch.readers.describe.places import place_in
from leadersearch.readers.describe.record_dates import date_in

if TYPE_CHECKING:
    from leadersearch.readers.raw_file import Report

_ABSOLUTE_URL = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//\S|www\.\S|[\w-]+(?:\.[\w-]+)+/", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{0,30}:", re.IGNORECASE)
_OWN_ID = re.compile(r"[0-9a-f]{16}")  # of an article that we exported, which may lack its text
_NO_ABSTRACT = re.compile(
    r"\[?(?:no abstract(?: is)?(?: available)?|abstract not available)\.?\]?\Z", re.IGNORECASE
)
_ABSTRACT_HEADING = re.compile(r"\A(?:abstract|summary)[ \t]*+[:.]?+[ \t]*+\n+", re.IGNORECASE)
# Commas within brackets do not separate: "cyst (diagnosis, surgery)".
_TAG_COMMA = re.compile(r"(?:(?<!\s)\s++)?,\s*+(?![^()]{0,100}\))")
_TAG_MARK = re.compile(r"[;|\n]")
_LONGEST_LIST = 64 * 1024  # of one written into a cell; Python's syntax takes memory to parse
_LISTED = tuple(row.name for row in EXTRA_FIELDS if not (row.identifies or row.of_place))
_DEEPEST = 20  # lists in lists, maps in maps: no article needs more
_LONGEST_KEPT_NAME = 200
_PART_KEYS = (
    ("given", "givenname", "firstname", "first_name", "first"),
    ("family", "familyname", "lastname", "last_name", "last"),
    ("non-dropping-particle", "dropping-particle"),
)
_NAME_KEYS = ("name", "literal", "full_name", "fullname", "display_name", "title", "fl")


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
    return Article(
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
        extra={name: tags_of(named[name]) for name in _LISTED} | identifiers | place_in(values),
    )


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


def line_of(value: object, depth: int = 0) -> str:
    """A value as one line; of several, the first that is not empty. What lies too deep is none."""
    if isinstance(value, str):
        return clean_line(value)
    if depth > _DEEPEST:
        return ""
    if isinstance(value, Mapping):
        keys = ("name", "title", "value", "rendered", "text", "href", "#text", "tag", "subject")
        return next(filter(None, (line_of(value.get(key), depth + 1) for key in keys)), "")
    if isinstance(value, list | tuple):
        return next(filter(None, (line_of(part, depth + 1) for part in value)), "")
    return "" if value is None or isinstance(value, bool) else clean_line(written(value))


def text_of(value: object, depth: int = 0) -> str:
    """A value as paragraphs; HTML is turned into text. What lies too deep is none."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list | tuple):
        return "\n\n".join(filter(None, (text_of(part, depth + 1) for part in value)))
    if isinstance(value, Mapping):
        keys = ("rendered", "value", "text", "html", "body", "content", "#text")
        return next(filter(None, (text_of(value.get(key), depth + 1) for key in keys)), "")
    if not isinstance(value, str):
        return ""
    if looks_like_html(value):
        return text_of_html(value)
    text = decode_entities(value)
    if "<" in text:
        text = without_inline_tags(BREAKING_TAG.sub("\n", text))
    return clean_text(text)


def names_of(value: object) -> tuple[str, ...]:
    """Names from a string that lists them, a list, a map, or a list of maps."""
    value = _unwrapped(value)
    if isinstance(value, str):
        return split_names(clean_line(value.replace("\n", "; ")))
    if isinstance(value, Mapping):
        return tuple(filter(None, (_name_of(value),))) or _names_of_keys(value)
    if isinstance(value, list | tuple):
        return in_reading_order(name for part in value for name in _names_of_part(part) if name)
    return ()


def tags_of(value: object) -> tuple[str, ...]:
    """Tags from a list, or from a string that separates them by commas or semicolons.

    Of those that differ by case alone the first.
    """
    value = _unwrapped(value)
    if isinstance(value, str):
        has_marks = _TAG_MARK.search(value) is not None
        value = _TAG_MARK.split(value) if has_marks else joined_headings(_TAG_COMMA.split(value))
    if isinstance(value, Mapping):
        value = [value] if "name" in value else list(value)
    if not isinstance(value, list | tuple):
        return ()
    names = (name.strip() for item in value for name in line_of(item).split(";"))
    tags: dict[str, str] = {}
    for name in filter(None, names):
        tags.setdefault(name.casefold(), name)
    return tuple(tags.values())


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


def _by_field(record: Mapping[str, object]) -> dict[str, Any]:
    """Field -> its value of the best name; all values that may be its date, the best first."""
    best: dict[str, tuple[int, object]] = {}
    dates: list[tuple[int, object]] = []
    for key, value in record.items():
        field, rank = field_and_rank(written(key))
        if not field or value is None or value is False or value is True or not value:
            continue
        if field == "date":
            dates.append((rank, value))
        elif field not in best or rank < best[field][0]:
            best[field] = (rank, value)
    found: dict[str, Any] = {field: value for field, (_, value) in best.items()}
    if dates:
        found["date"] = [value for _, value in sorted(dates, key=lambda pair: pair[0])]
    return found


def _unwrapped(value: object) -> object:
    """A list that was written into a table cell as JSON or as Python writes it."""
    if (
        isinstance(value, str)
        and value[:1] == "["
        and value.rstrip()[-1:] == "]"
        and len(value) <= _LONGEST_LIST
    ):
        for parse in (json.loads, ast.literal_eval):
            try:
                return parse(value.strip())
            except (ValueError, SyntaxError, RecursionError, MemoryError):
                continue
    return value


def _names_of_part(value: object) -> tuple[str, ...]:
    """The names in a part of a list: one, unless its text joins several."""
    if isinstance(value, str) and (" and " in value or ";" in value or " & " in value):
        names = split_names(clean_line(value))
        if all(map(looks_like_name, names)):
            return names
    return (_name_of(value),)


def _name_in(text: str) -> str:
    return display_name(clean_line(text))


# Names recur from article to article.
_kept_name_in = lru_cache(maxsize=1 << 15)(_name_in)


def _name_of(value: object) -> str:
    if isinstance(value, str):
        return _kept_name_in(value) if len(value) <= _LONGEST_KEPT_NAME else _name_in(value)
    if not isinstance(value, Mapping):
        return display_name(line_of(value))
    keys = {written(key).lower(): part for key, part in value.items()}
    if isinstance(keys.get("name"), Mapping):  # in Quarto
        keys |= {written(key).lower(): part for key, part in keys["name"].items()}
    given, family, particle = (
        line_of(next(filter(None, map(keys.get, names)), "")) for names in _PART_KEYS
    )
    if family:
        return " ".join(filter(None, (given, particle, family, line_of(keys.get("suffix")))))
    return next(filter(None, (display_name(line_of(keys.get(key))) for key in _NAME_KEYS)), given)


def _names_of_keys(value: Mapping[str, object]) -> tuple[str, ...]:
    """The names of a map whose keys are no parts of a name: {"Jane Smith": {"twitter": …}}."""
    return tuple(
        filter(None, (_name_of(part) or display_name(written(key)) for key, part in value.items()))
    )
