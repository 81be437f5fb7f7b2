"""RSS 0.9x, 1.0 (RDF) and 2.0, and Atom, well-formed or not."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from html import unescape
from importlib.util import find_spec, module_from_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from leadersearch.errors import ArticleError, ReadError
from leadersearch.model.article import Article, PartialDate
from leadersearch.model.name_lists import split_names
from leadersearch.model.names import display_name
from leadersearch.readers.convert.clean_text import clean_line
from leadersearch.readers.convert.html_text import looks_like_html, text_of_html
from leadersearch.readers.convert.math_scripts import with_scripts
from leadersearch.readers.convert.xml_stream import (
    declared_encoding,
    refuse_entities,
    without_forbidden,
)
from leadersearch.readers.describe.dates import date_of, parse_date
from leadersearch.readers.describe.feed_texts import Told, told_in
from leadersearch.readers.describe.identifiers import identifiers_of
from leadersearch.readers.describe.places import place_in
from leadersearch.readers.describe.records import absolute_url, find_doi, without_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from leadersearch.readers.raw_file import RawFile

# A description longer than this is the article itself: RSS has one element for both.
_LONGEST_EXCERPT = 1500
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
_PLACE = {
    "volume": "volume",
    "issue": "number",
    "first_page": "startingpage",
    "last_page": "endingpage",
    "pages": "pagerange",
}
_IDENTIFIERS = ("doi", "prism_doi", "arxiv_doi", "dc_identifier", "id", "link")
_POSTS = ("", "post", "page")
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
    others: Counter[str] = Counter()
    for number, entry in enumerate(entries, start=1):
        if kind := _other_kind(entry):
            others[kind] += 1
            continue
        try:
            yield _article(entry, feed, file)
        except ArticleError:
            file.report(f"entry {number} skipped: no title, summary or content")
    if others:
        counts = (f"{count} of the kind {kind}" for kind, count in others.most_common())
        file.report(f"skipped: {', '.join(counts)}")


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
    """A feedparser module of our own, whose parsers leave authors as they are written.

    Its search for an e-mail address takes quadratic time where an author is one long word, and cuts
    domains such as `ward.health` after four letters; there is no setting for it. The module that
    others import stays as it is.
    """
    from feedparser import api  # 90 ms

    class _PlainAuthors:
        def _sync_author_detail(self: Any, key: str = "author") -> None:
            context = self._get_context()
            details = context.get(f"{key}s") or [{}]
            if not details[-1] and context.get(key):
                details[-1]["name"] = context[key]

    spec = find_spec(api.__name__)
    assert spec
    assert spec.loader
    module: Any = module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("StrictFeedParser", "LooseFeedParser"):
        setattr(module, name, type(name, (_PlainAuthors, getattr(module, name)), {}))
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


def _other_kind(entry: Mapping[str, Any]) -> str:
    """The kind of an entry of Blogger that is no post, but a comment or a setting; "" for a post."""
    if _value(entry, "blogger_status").lower() == "draft" or _value(entry, "app_draft") == "yes":
        return "draft"
    kinds = [_value(tag, "term") for tag in _parts(entry, "tags") if _is_kind(tag)]
    kind = _value(entry, "blogger_type") or "".join(kinds[:1]).rpartition("#")[2]
    return "" if kind.lower() in _POSTS else kind.lower()[:40]


def _is_kind(tag: object) -> bool:
    return isinstance(tag, dict) and _value(tag, "scheme").endswith(
        "schemas.google.com/g/2005#kind"
    )


def _article(entry: Mapping[str, Any], feed: Mapping[str, Any], file: RawFile) -> Article:
    origin = entry.get("source") or {}  # the feed that a collection of feeds took it from
    told, excerpt, body = _texts(entry)
    return Article(
        title=with_scripts(clean_line(_value(entry, "title"))),
        authors=_authors(entry) or told.authors or _authors(origin) or _authors(feed),
        excerpt=excerpt,
        body=body,
        date=_date(entry, file) or parse_date(told.date),
        url=_address(entry, feed),
        tags=_tags(entry),
        venue=clean_line(_value(entry, "prism_publicationname") or _value(entry, "dc_source"))
        or told.venue
        or clean_line(_value(origin, "title") or _value(feed, "title")),
        doi=next(filter(None, (find_doi(_value(entry, name)) for name in _IDENTIFIERS)), ""),
        extra=identifiers_of({name: _value(entry, name) for name in _IDENTIFIERS}, {})
        | place_in({name: _value(entry, f"prism_{key}") for name, key in _PLACE.items()}),
        language=clean_line(_value(entry, "language") or _value(feed, "language")),
    )


def _address(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str:
    """The address of the page, or else of the first file that comes with an entry of a podcast."""
    links = _parts(entry, "links")
    files = (_value(row, "href") for row in links if _value(row, "rel") == "enclosure")
    link = clean_line(_value(entry, "link") or next(filter(None, files), ""))
    return absolute_url(link, clean_line(_value(feed, "link")))


def _value(values: Mapping[str, Any], name: str) -> str:
    # feedparser's own get warns where `updated` stands in for `published`.
    value = dict.get(values, name, "") if isinstance(values, dict) else ""
    return value if isinstance(value, str) else ""


def _parts(values: Mapping[str, Any], name: str) -> list[Any]:
    value = dict.get(values, name) if isinstance(values, dict) else None
    return value if isinstance(value, list) else []


def _texts(entry: Mapping[str, Any]) -> tuple[Told, str, str]:
    """The facts that a summary tells beside its text, excerpt and body.

    A summary that repeats the content, or is one, is the body.
    """
    told = told_in(_plain(_value(entry, "summary")))
    summary = without_heading(told.text)
    body = "\n\n".join(
        text
        for part in _parts(entry, "content")
        if "image/" not in _value(part, "type") and (text := _plain(_value(part, "value")))
    )
    if body:
        body = told_in(body).text
        return (told, "", body) if summary == body else (told, summary, body)
    return (told, summary, "") if len(summary) <= _LONGEST_EXCERPT else (told, "", summary)


def _plain(markup: str) -> str:
    """The text of a summary or of content, which some programs escape twice."""
    if "<" not in markup and "&lt;" in markup and looks_like_html(inner := unescape(markup)):
        markup = inner
    return text_of_html(markup)


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
    names = (
        clean_line(_value(tag, "label") or _value(tag, "term")) for tag in tags if not _is_kind(tag)
    )
    return tuple(dict.fromkeys(filter(None, names)))
