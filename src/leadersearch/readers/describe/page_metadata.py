"""The metadata of a web page: JSON-LD, `citation_*`, Dublin Core, OpenGraph, `<title>`.

Only patterns that look no further than the next `<` are used, so that a hostile page costs no
more time than a long one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from leadersearch.readers.convert.clean_text import clean_line, decode_entities
from leadersearch.readers.describe.json_ld import article_declared
from leadersearch.readers.describe.language_bylines import without_byline
from leadersearch.readers.describe.page_marks import LONGEST, PageMarks
from leadersearch.readers.describe.record_values import line_of
from leadersearch.readers.describe.records import absolute_url, find_doi

# The names under which a field may be given, the most trustworthy first.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": (
        *("citation_title", "ld:headline", "eprints.title", "dc.title", "dcterms.title"),
        *("prism.title", "og:title", "ld:name", "itemprop:headline"),
    ),
    "authors": (
        *("citation_author", "citation_authors", "ld:author", "ld:creator"),
        *("eprints.creators_name", "dc.creator", "dc.creator.personalname", "dcterms.creator"),
        *("dc.contributor", "article:author", "author", "byl", "parsely-author", "sailthru.author"),
        *("itemprop:author", "class:author", "rel:author", "byline:author"),
    ),
    "abstract": (
        *("citation_abstract", "ld:abstract", "eprints.abstract", "dcterms.abstract"),
        *("dc.description.abstract", "dc.description", "dcterms.description"),
        *("og:description", "ld:description", "description", "twitter:description"),
    ),
    "date": (
        *("citation_publication_date", "citation_date", "citation_cover_date"),
        *("citation_online_date", "ld:datepublished", "article:published_time"),
        *("prism.publicationdate", "prism.coverdate", "eprints.date"),
        *("dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date", "dc.date.created"),
        *("dcterms.created", "date", "parsely-pub-date", "sailthru.date", "pubdate"),
        *("publish-date", "publish_date", "publication_date", "itemprop:datepublished"),
        *("ld:issuedate", "ld:datecreated", "citation_year", "class:published", "time:pubdate"),
        *("time", "byline:date"),
    ),
    "url": (
        *("link:canonical", "og:url", "citation_abstract_html_url", "citation_public_url"),
        *("ld:url", "prism.url", "dc.identifier.uri", "savepage-url", "saved from"),
    ),
    "tags": (
        *("citation_keywords", "article:tag", "ld:keywords", "eprints.keywords", "prism.keyword"),
        *("keywords", "dc.subject", "dcterms.subject", "news_keywords"),
    ),
    "venue": (
        *("citation_journal_title", "citation_conference_title", "citation_inbook_title"),
        *("prism.publicationname", "eprints.publication", "eprints.book_title"),
        *("eprints.event_title", "dcterms.ispartof", "dc.relation.ispartof", "ld:venue"),
        *("og:site_name", "dc.source", "ld:site", "ld:publisher"),
    ),
    "doi": (
        *("citation_doi", "dc.identifier.doi", "prism.doi", "eprints.doi", "eprints.id_number"),
        *("dc.identifier", "dcterms.identifier", "ld:identifier", "ld:sameas"),
    ),
    "pmid": ("citation_pmid", "ncbi_pmid"),
    "pmcid": ("citation_pmcid", "ncbi_pmcid"),
    "arxiv": ("citation_arxiv_id",),
    "isbn": ("citation_isbn", "ld:isbn", "eprints.isbn", "prism.isbn", "book:isbn", "books:isbn"),
    "language": (
        *("citation_language", "ld:inlanguage", "dc.language", "dcterms.language", "html:lang"),
        "og:locale",
    ),
    "volume": ("citation_volume", "prism.volume", "eprints.volume", "ld:volumenumber"),
    "issue": ("citation_issue", "prism.number", "prism.issue", "eprints.number", "ld:issuenumber"),
    "first_page": ("citation_firstpage", "prism.startingpage", "ld:pagestart"),
    "last_page": ("citation_lastpage", "prism.endingpage", "ld:pageend"),
    "pages": ("citation_pages", "prism.pagerange", "eprints.pagerange", "ld:pagination"),
    "article_number": ("citation_article_number", "citation_elocation_id"),
    "body": ("ld:articlebody",),
}
# An address in the place of these says only where they are found.
_NAMED = frozenset(("authors", "venue"))
_VOCABULARY = re.compile(r"\A(?P<name>dc|dcterms|dct|prism|eprints)[.:_]")
_MANY = frozenset(("authors", "tags"))
_TAG = re.compile(
    r"<(?P<tag>meta|link|base|html|title|script|time|a|abbr|span|div|p|h1|address|article|section|header|li|ul|ol|cite|strong|em|b)\b(?P<attributes>(?:[^'\"<>]|\"[^\"<]*\"|'[^'<]*')*+)>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ALWAYS_READ = frozenset(("meta", "link", "html", "title", "script", "time", "base", "h1"))
_MARK = re.compile(
    r"itemprop|author|h-?entry|publish|date|comment|byline|meta|posted|info|autor|auteur|datum|timestamp",
    re.IGNORECASE,
)
# Comments of browsers and of SingleFile at the top of a page that they saved.
_SAVED = re.compile(
    r"saved from url=\(\d{4}\)(https?://[^\s<>]{1,2000})|SingleFile\s{1,9}url: (https?://[^\s<>]{1,2000})"
)
_TOP = 4000
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,3}")
_CHARSET = re.compile(
    r"<meta[^<>]{0,200}?charset\s*+=\s*+[\"']?+\s*+([\w.:-]{2,40})", re.IGNORECASE
)
_BEFORE_SITE = (" | ", " – ", " — ", " - ", " :: ", " » ", " · ")
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)


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
        if field in _NAMED:
            every = ([row for row in rows if not absolute_url(line_of(row))] for rows in every)
        elif field == "doi":  # an ISSN or an address may stand beside it
            every = ([row for row in rows if find_doi(line_of(row), bare=True)] for rows in every)
        values = next(filter(None, every), [])
        if field == "authors" and not (found.get("citation_author") or found.get("dc.creator")):
            language = line_of(next(filter(None, map(found.get, _NAMES["language"])), [""])[0])
            values = [
                without_byline(row, language) if isinstance(row, str) else row for row in values
            ]
        if field == "url" and values:
            values = [_in_full(line_of(values[0]), found)]
        if values:
            record[field] = values if field in _MANY and len(values) > 1 else values[0]
    if not record.get("title") and found.get("title"):
        title, heading = str(found["title"][0]), "".join(found["h1"][:1])
        is_shown = heading and title.startswith(tuple(f"{heading}{mark}" for mark in _BEFORE_SITE))
        record["title"] = (
            heading if is_shown else _without_site(title, line_of(record.get("venue")))
        )
    return record


def _in_full(url: str, found: Mapping[str, list[Any]]) -> str:
    """The address of a page, from the one that its links begin with or that it was saved from."""
    bases = [line_of(row) for name in ("base", "saved from") for row in found.get(name, [])]
    return absolute_url(url, next(filter(absolute_url, bases), ""))


def _declared(markup: str) -> dict[str, list[Any]]:
    """All that is declared: name in lower case -> values in the order of the page."""
    found: dict[str, list[Any]] = defaultdict(list)
    if saved := _SAVED.search(markup, 0, _TOP):
        found["saved from"].append(decode_entities(saved[1] or saved[2]))
    seen: set[tuple[str, str]] = set()
    marks = PageMarks(found)
    scripts: list[str] = []
    script_end = 0
    for match in filter(_may_tell, _TAG.finditer(markup)):
        tag = match["tag"].lower()
        attributes = {
            name.lower(): decode_entities(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(match["attributes"])
        }
        if " pubdate" in match["attributes"]:  # it may have no value
            attributes["pubdate"] = ""
        if tag == "meta":
            _take_meta(attributes, found, seen)
        elif tag in {"link", "base", "html"}:
            _take_page(tag, attributes, found)
        elif tag not in {"title", "script"}:
            marks.take(tag, attributes, markup[match.end() : match.end() + LONGEST])
        elif tag == "title":
            text = markup[match.end() : match.end() + 2000].partition("<")[0]
            found["title"].append(clean_line(text))
        elif tag == "script" and match.start() >= script_end and _holds_json(attributes):
            end = _SCRIPT_END.search(markup, match.end())
            script_end = end.start() if end else len(markup)
            scripts.append(markup[match.end() : script_end])
    for key, values in article_declared(scripts).items():
        found[f"ld:{key}"] = values
    return found


def _take_page(tag: str, attributes: Mapping[str, str], found: dict[str, list[Any]]) -> None:
    """The address and the language that a page says it has."""
    if tag == "link" and attributes.get("rel", "").lower() == "canonical":
        found["link:canonical"].append(attributes.get("href", ""))
    elif tag == "base":
        found["base"].append(attributes.get("href", ""))
    elif tag == "html" and _LANGUAGE.fullmatch(attributes.get("lang", "")):
        found["html:lang"].append(attributes["lang"])


def _may_tell(match: re.Match[str]) -> bool:
    return match["tag"].lower() in _ALWAYS_READ or bool(_MARK.search(match["attributes"]))


def _take_meta(
    attributes: Mapping[str, str], found: dict[str, list[Any]], seen: set[tuple[str, str]]
) -> None:
    names = [attributes.get("name", ""), *attributes.get("property", "").split()]
    names += [f"itemprop:{name}" for name in attributes.get("itemprop", "").split()]
    value = clean_line(attributes.get("content", ""))
    for name in map(_usual_name, names):
        if name and value and (name, value) not in seen:
            seen.add((name, value))
            found[name].append(value)


def _usual_name(name: str) -> str:
    """A name in small letters, as the table has it: `dc.title` for `DC:title` and `DC_title`."""
    name = name.strip().lower().removeprefix("bepress_")
    vocabulary = _VOCABULARY.match(name)
    if not vocabulary:
        return name
    prefix = "dcterms" if vocabulary["name"] == "dct" else vocabulary["name"]
    return f"{prefix}.{name[vocabulary.end() :]}"


def _holds_json(attributes: Mapping[str, str]) -> bool:
    return "ld+json" in attributes.get("type", "").lower()


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site that many pages add to it."""
    for mark in _BEFORE_SITE:
        if site and title.endswith(f"{mark}{site}"):
            return title.removesuffix(f"{mark}{site}").strip()
    return title
