"""The metadata of a web page: JSON-LD, `citation_*`, Dublin Core, OpenGraph, `<title>`.

Only patterns that look no further than the next `<` are used, so that a hostile page costs no
more time than a long one.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from leadersearch.readers.convert.clean_text import clean_line, decode_entities
from leadersearch.readers.describe.records import absolute_url, line_of

# The names under which a field may be given, the most trustworthy first.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": (
        "citation_title",
        "ld:headline",
        "dc.title",
        "dcterms.title",
        "og:title",
        "ld:name",
        "itemprop:headline",
    ),
    "authors": (
        *("citation_author", "citation_authors", "ld:author", "dc.creator", "dcterms.creator"),
        *("dc.contributor", "article:author", "author", "byl", "parsely-author", "sailthru.author"),
        *("itemprop:author", "rel:author"),
    ),
    "abstract": (
        *("citation_abstract", "ld:abstract", "dcterms.abstract", "dc.description"),
        *("og:description", "ld:description", "description", "twitter:description"),
    ),
    "date": (
        *("citation_publication_date", "citation_date", "citation_online_date"),
        *(
            "ld:datepublished",
            "article:published_time",
            "dc.date",
            "dcterms.date",
            "dc.date.issued",
        ),
        *("dcterms.issued", "date", "parsely-pub-date", "itemprop:datepublished"),
        *("ld:datecreated", "citation_year", "time:pubdate", "time"),
    ),
    "url": (
        "link:canonical",
        "og:url",
        "citation_abstract_html_url",
        "citation_public_url",
        "ld:url",
    ),
    "tags": (
        "citation_keywords",
        "article:tag",
        "ld:keywords",
        "keywords",
        "dc.subject",
        "news_keywords",
    ),
    "venue": ("citation_journal_title", "citation_conference_title", "ld:venue", "og:site_name"),
    "doi": ("citation_doi", "dc.identifier", "dcterms.identifier", "prism.doi", "ld:identifier"),
    "pmid": ("citation_pmid", "ncbi_pmid"),
    "pmcid": ("citation_pmcid", "ncbi_pmcid"),
    "arxiv": ("citation_arxiv_id",),
    "isbn": ("citation_isbn", "ld:isbn", "book:isbn", "books:isbn"),
    "language": ("citation_language", "ld:inlanguage", "dc.language", "html:lang", "og:locale"),
    "body": ("ld:articlebody",),
}
_MANY = frozenset(("authors", "tags"))
_TAG = re.compile(
    r"<(?P<tag>meta|link|html|title|script|time|a|span|div|p|h1|address)\b(?P<attributes>(?:[^'\"<>]|\"[^\"<]*\"|'[^'<]*')*+)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
_CHARSET = re.compile(
    r"<meta[^<>]{0,200}?charset\s*+=\s*+[\"']?+\s*+([\w.:-]{2,40})", re.IGNORECASE
)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
_JSON_NOISE = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,80}?\*/)+|(?://\s*\]\]>|-->)\s*\Z")
_ARTICLE_TYPES = frozenset(
    (
        *("article", "newsarticle", "blogposting", "scholarlyarticle", "medicalscholarlyarticle"),
        *("report", "techarticle", "socialmediaposting", "analysisnewsarticle", "review"),
        "opinionnewsarticle",
    )
)
_LESSER_TYPES = frozenset(("webpage", "medicalwebpage", "creativework", "book", "thesis"))


def declared_charset(head: str) -> str | None:
    """The encoding that a page declares in a `<meta>`."""
    match = _CHARSET.search(head)
    return match[1] if match else None


def page_metadata(markup: str) -> dict[str, object]:
    """The fields of an article that a page declares, as `article_of` takes them."""
    found = _declared(markup)
    record: dict[str, object] = {}
    for field, names in _NAMES.items():
        every = (found[name] for name in names if found.get(name))
        if field == "authors":  # some pages name only where an author is found
            every = ([row for row in rows if not absolute_url(line_of(row))] for rows in every)
        values = next(filter(None, every), [])
        if values:
            record[field] = values if field in _MANY and len(values) > 1 else values[0]
    if not record.get("title") and found.get("title"):
        record["title"] = _without_site(str(found["title"][0]), line_of(record.get("venue")))
    return record


def _declared(markup: str) -> dict[str, list[Any]]:
    """All that is declared: name in lower case -> values in the order of the page."""
    found: dict[str, list[Any]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    script_end = 0
    for match in _TAG.finditer(markup):
        tag = match["tag"].lower()
        attributes = {
            name.lower(): decode_entities(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(match["attributes"])
        }
        if " pubdate" in match["attributes"]:  # it may have no value
            attributes["pubdate"] = ""
        if tag == "meta":
            _take_meta(attributes, found, seen)
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
            found["link:canonical"].append(attributes.get("href", ""))
        elif tag == "html" and _LANGUAGE.fullmatch(attributes.get("lang", "")):
            found["html:lang"].append(attributes["lang"])
        elif tag not in {"title", "script"}:
            _take_marked(tag, attributes, markup[match.end() : match.end() + 300], found)
        elif tag == "title":
            text = markup[match.end() : match.end() + 2000].partition("<")[0]
            found["title"].append(clean_line(text))
        elif tag == "script" and match.start() >= script_end and _holds_json(attributes):
            end = _SCRIPT_END.search(markup, match.end())
            script_end = end.start() if end else len(markup)
            _take_json(markup[match.end() : script_end], found)
    return found


def _take_meta(
    attributes: Mapping[str, str], found: dict[str, list[Any]], seen: set[tuple[str, str]]
) -> None:
    name = (attributes.get("name") or attributes.get("property") or "").lower()
    if not name and attributes.get("itemprop"):
        name = f"itemprop:{attributes['itemprop'].lower()}"
    value = clean_line(attributes.get("content", ""))
    if name and value and (name, value) not in seen:
        seen.add((name, value))
        found[name].append(value)


def _take_marked(
    tag: str, attributes: Mapping[str, str], following: str, found: dict[str, list[Any]]
) -> None:
    """Add what an element of the page itself is marked as: an author, a date."""
    text = clean_line(following.partition("<")[0])
    marks = [f"itemprop:{name}" for name in attributes.get("itemprop", "").lower().split()]
    if "author" in attributes.get("rel", "").lower().split():
        marks.append("rel:author")
    when = attributes.get("datetime", "")
    if tag == "time" and when:
        marks += ["time:pubdate"] if "pubdate" in attributes else []
        marks.append("time")
    for mark in marks:
        value = when or attributes.get("content", "") or text
        if value and value not in found[mark]:
            found[mark].append(value)


def _holds_json(attributes: Mapping[str, str]) -> bool:
    return "ld+json" in attributes.get("type", "").lower()


def _take_json(source: str, found: dict[str, list[Any]]) -> None:
    """Add what the JSON-LD of a page says of its article."""
    try:
        value = json.loads(_JSON_NOISE.sub("", source).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return
    objects = [item for item in _objects(value) if isinstance(item.get("@type", ""), str | list)]
    by_id = {str(item.get("@id")): item for item in objects if len(item) > 1 and "@id" in item}
    for types in (_ARTICLE_TYPES, _LESSER_TYPES):
        for item in objects:
            if not types.isdisjoint(_types(item)):
                for key, part in _resolved(item, by_id):
                    if part and not found[f"ld:{key.lower()}"]:
                        found[f"ld:{key.lower()}"] = part if isinstance(part, list) else [part]
                return


def _resolved(
    item: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Any]]:
    """The parts of an object, those that refer to another one by its id replaced by it."""

    def resolved(part: object) -> object:
        refers = isinstance(part, Mapping) and "@id" in part and not part.get("name")
        return by_id.get(str(part["@id"]), part) if refers else part  # type: ignore[index]  # a map

    for key, part in item.items():
        yield key, list(map(resolved, part)) if isinstance(part, list) else resolved(part)


def _types(item: Mapping[str, Any]) -> set[str]:
    kinds = item.get("@type", "")
    return {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _objects(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 3:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, Mapping):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _objects(value.get(key), depth + 1)


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site that many pages add to it."""
    for mark in (" | ", " – ", " — ", " - ", " :: ", " » "):
        if site and title.endswith(f"{mark}{site}"):
            return title.removesuffix(f"{mark}{site}").strip()
    return title
