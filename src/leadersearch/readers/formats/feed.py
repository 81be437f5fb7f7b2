"""RSS 0.9x, 1.0 (RDF) and 2.0, and Atom, well-formed or not."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec, module_from_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from leadersearch.errors import ArticleError, ReadError
from leadersearch.model.article import Article, PartialDate
from leadersearch.model.name_lists import split_names
from leadersearch.model.names import display_name
from leadersearch.readers.convert.clean_text import clean_line
from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.convert.xml_stream import (
    declared_encoding,
    refuse_entities,
    without_forbidden,
)
from leadersearch.readers.describe.dates import date_of, parse_date
from leadersearch.readers.describe.identifiers import identifiers_of
from leadersearch.readers.describe.records import absolute_url, find_doi, without_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadersearch.readers.raw_file import RawFile

# A description longer than this is the article itself: RSS has one element for both.
_LONGEST_EXCERPT = 1500
_LONGEST_WITH_ADDRESS = 300  # one author or a few; what is longer lists many, without addresses
_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]*\?>")
_MANY_TAGS = 100_000
_UTF8 = '<?xml version="1.0" encoding="utf-8"?>\n'
_BLANK_LINES = re.compile(r"(?<!\s)\s{100,}+")
_ROOT = re.compile(r"<([A-Za-z][\w:.-]{0,60})")
_TEMPLATE = re.compile(r"\{%-?\s*(?:for|if|assign)\b")
_DATES = ("published", "prism_publicationdate", "prism_coverdate", "updated", "created")
# feedparser keeps one dc:identifier of an entry; journals write several, one of them the DOI.
_DOI_ELEMENT = re.compile(
    r"<dc:identifier>(?=\s*(?:info:)?doi[:/]|\s*https?://\S{0,4}doi\.org/)([^<>]{1,300})</dc:identifier>"
)
_IDENTIFIERS = ("doi", "prism_doi", "arxiv_doi", "dc_identifier", "id", "link")


_LISTS = re.compile(r";|&|\band\b|\bund\b|\bet\b(?! al)|\by\b")


def read(file: RawFile) -> Iterator[Article]:
    """The entries of a feed; ill-formed XML is read as far as it makes sense, and reported."""
    text = _text_of(file)
    parsed = _parse(text)
    feed, entries = parsed.get("feed", {}), parsed.get("entries", [])
    problem = str(parsed.get("bozo_exception", "")).strip()[:120]
    if not entries and not parsed.get("version"):
        root = _ROOT.search(text)
        kind = f"XML of another kind, <{root[1]}>" if root else "no XML"
        raise ReadError(f"neither RSS nor Atom but {kind}")
    if parsed.get("bozo") and problem:
        file.report(f"ill-formed XML, read as well as possible ({problem})")
    for number, entry in enumerate(entries, start=1):
        try:
            yield _article(entry, feed, file)
        except ArticleError:
            file.report(f"entry {number} skipped: no title, summary or content")


def _text_of(file: RawFile) -> str:
    text = without_forbidden(file.read_text(declared=declared_encoding(file.head())))
    refuse_entities(text)
    if (tags := text.count("<")) > _MANY_TAGS and tags * 5 > len(text):
        raise ReadError("contains hardly anything but tags; not a feed")
    if _TEMPLATE.search(text):
        raise ReadError("the template of a feed, not a feed; save the one that the site serves")
    # The text is UTF-8 from here on, whatever the declaration says; ours keeps feedparser from
    # looking for one in a broken first line, which takes it quadratic time, as do blank lines.
    text = _UTF8 + _BLANK_LINES.sub("\n\n", _DECLARATION.sub("", text, count=1).lstrip())
    return _DOI_ELEMENT.sub(r"<doi>\1</doi>", text)


@cache
def _feedparser() -> Any:
    """A feedparser module of our own, whose parsers take linear time to look for authors.

    Its search for an e-mail address takes quadratic time where an author is one long word, and
    there is no setting for it. The module that others import stays as it is.
    """
    from feedparser import api  # 90 ms

    class _BoundedAuthors:
        def _sync_author_detail(self: Any, key: str = "author") -> None:
            if len(self._get_context().get(key) or "") <= _LONGEST_WITH_ADDRESS:
                super()._sync_author_detail(key)  # type: ignore[misc]

    spec = find_spec(api.__name__)
    assert spec
    assert spec.loader
    module: Any = module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("StrictFeedParser", "LooseFeedParser"):
        setattr(module, name, type(name, (_BoundedAuthors, getattr(module, name)), {}))
    return module


def _parse(text: str) -> Mapping[str, Any]:
    try:
        parsed: Mapping[str, Any] = _feedparser().parse(
            BytesIO(text.encode("utf-8", errors="replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise ReadError(f"a feed too damaged to read ({type(error).__name__})") from error
    return parsed


def _article(entry: Mapping[str, Any], feed: Mapping[str, Any], file: RawFile) -> Article:
    excerpt, body = _texts(entry)
    link = _value(entry, "link")
    return Article(
        title=clean_line(_value(entry, "title")),
        authors=_authors(entry) or _authors(feed),
        excerpt=excerpt,
        body=body,
        date=_date(entry, file),
        url=absolute_url(clean_line(link)),
        tags=_tags(entry),
        venue=clean_line(_value(entry, "prism_publicationname") or _value(feed, "title")),
        doi=next(filter(None, (find_doi(_value(entry, name)) for name in _IDENTIFIERS)), ""),
        extra=identifiers_of({name: _value(entry, name) for name in _IDENTIFIERS}, {}),
        language=clean_line(_value(entry, "language") or _value(feed, "language")),
    )


def _value(values: Mapping[str, Any], name: str) -> str:
    # feedparser's own get warns where `updated` stands in for `published`.
    value = dict.get(values, name, "") if isinstance(values, dict) else ""
    return value if isinstance(value, str) else ""


def _parts(values: Mapping[str, Any], name: str) -> list[Any]:
    value = dict.get(values, name) if isinstance(values, dict) else None
    return value if isinstance(value, list) else []


def _texts(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Excerpt and body; a summary that repeats the content, or is one, is the body."""
    summary = without_heading(text_of_html(_value(entry, "summary")))
    body = "\n\n".join(
        text
        for part in _parts(entry, "content")
        if "image/" not in _value(part, "type") and (text := text_of_html(_value(part, "value")))
    )
    if body:
        return ("", body) if summary == body else (summary, body)
    return (summary, "") if len(summary) <= _LONGEST_EXCERPT else ("", summary)


def _date(entry: Mapping[str, Any], file: RawFile) -> PartialDate | None:
    written = [value for name in _DATES if (value := _value(entry, name))]
    found = next(filter(None, map(parse_date, written)), None)
    return found or (date_of(written[0], file.report) if written else None)


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    names = [name for person in _parts(entry, "authors") if (name := _value(person, "name"))]
    if not names:
        names = [_value(entry, "author")]
    if len(names) == 1:
        return split_names(clean_line(names[0]))
    lines = (clean_line(name) for name in names)
    apart = (split_names(line) if _LISTS.search(line) else (display_name(line),) for line in lines)
    return tuple(dict.fromkeys(name for each in apart for name in each if name))


def _tags(entry: Mapping[str, Any]) -> tuple[str, ...]:
    tags = _parts(entry, "tags")
    names = (clean_line(_value(tag, "label") or _value(tag, "term")) for tag in tags)
    return tuple(dict.fromkeys(filter(None, names)))
