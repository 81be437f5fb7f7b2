"""The JSON-LD of a web page -> what it says of the page's article, after schema.org's vocabulary.

Names may be short (`Article`), prefixed (`schema:Article`) or addresses (`http://schema.org/Article`);
an object may stand elsewhere in the page and be referred to by its `@id`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from leadersearch.readers.describe.record_values import line_of
from leadersearch.readers.describe.records import absolute_url

_JSON_NOISE = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*.{0,80}?\*/)+|(?://\s*\]\]>|-->)\s*\Z")
_ARTICLE_TYPES = frozenset(
    (
        *("article", "newsarticle", "blogposting", "scholarlyarticle", "medicalscholarlyarticle"),
        *("report", "techarticle", "socialmediaposting", "analysisnewsarticle", "review"),
        *("opinionnewsarticle", "reportagenewsarticle", "backgroundnewsarticle", "liveblogposting"),
        *(
            "reviewnewsarticle",
            "advertisercontentarticle",
            "satiricalarticle",
            "askpublicnewsarticle",
        ),
    )
)
_LESSER_TYPES = frozenset(
    ("webpage", "medicalwebpage", "creativework", "book", "thesis", "chapter")
)
_JOURNALS = frozenset(("periodical", "newspaper", "magazine", "journal"))
_SERIES = frozenset(("book", "bookseries", "creativeworkseries", "collection", "event"))
_SITES = frozenset(("website", "blog"))
_NUMBERS = ("volumeNumber", "issueNumber")
_ISSUES = frozenset(("publicationissue", "publicationvolume"))
_DEEPEST = 12  # objects in objects that are looked at
_MOST_STEPS = 6  # from a reference to the next one, from an article to what it is part of
_MOST_PARTS = 200  # of those it is part of
_WRAPPERS = ("@value", "@list", "@set")
_PERSON = ("name", "givenName", "familyName", "alternateName")


def article_declared(sources: Iterable[str]) -> dict[str, list[Any]]:
    """Name in small letters -> what the JSON-LD scripts of a page say of its article under it.

    Besides schema.org's names there are `venue` (a periodical or a series that it is part of), `site` and
    `issuedate`.
    """
    scripts = [list(_objects(_read(source))) for source in sources]
    by_id = {
        item["@id"]: item
        for objects in scripts
        for item in objects
        if len(item) > 1 and isinstance(item.get("@id"), str)
    }
    found: dict[str, list[Any]] = {}
    for types in (_ARTICLE_TYPES, _LESSER_TYPES):
        for objects in scripts:
            chosen = [item for item in objects if not types.isdisjoint(_types(item))]
            for item in chosen:
                for key, values in _said_of(item, by_id):
                    if values:
                        found.setdefault(key, values)
            if chosen:
                objects.clear()  # a lesser type beside an article is not the article
    return found


def _read(source: str) -> object:
    try:
        return _compact(json.loads(_JSON_NOISE.sub("", source).strip().rstrip(";"), strict=False))
    except (ValueError, RecursionError):
        return None


def _compact(value: object, depth: int = 0) -> object:
    """The value with the last parts of its names, and without `@value` and `@list`."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        if len(value) == 1 and _is_wrapped(value[0]):
            return _compact(value[0], depth + 1)
        return [_compact(part, depth + 1) for part in value]
    if not isinstance(value, Mapping):
        return value
    if _is_wrapped(value):
        return _compact(next(value[key] for key in _WRAPPERS if key in value), depth + 1)
    return {_local(key): _compact(part, depth + 1) for key, part in value.items()}


def _is_wrapped(value: object) -> bool:
    return isinstance(value, Mapping) and any(key in value for key in _WRAPPERS)


def _local(name: str) -> str:
    """`headline` of `schema:headline` and of `http://schema.org/headline`."""
    return name if name.startswith("@") else re.split(r"[/#:]", name.rstrip("/"))[-1]


def _objects(value: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 3:
        return
    for item in _listed(value):
        if isinstance(item, list):
            yield from _objects(item, depth + 1)
        elif isinstance(item, Mapping):
            yield item
            for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                yield from _objects(item.get(key), depth + 1)


def _types(item: Mapping[str, Any]) -> set[str]:
    return {_local(kind).lower() for kind in _listed(item.get("@type")) if isinstance(kind, str)}


def _said_of(
    item: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, list[Any]]]:
    for key, part in item.items():
        values = [_followed(value, by_id) for value in _listed(part)]
        if key in {"author", "creator"}:
            values = [person for value in values for person in _persons(value, key, by_id)]
        yield key.lower(), [value for value in values if value]
    wholes = list(_wholes(item, by_id))
    for name in _NUMBERS:
        yield name.lower(), [part[name] for *_, part in wholes if part.get(name)][:1]
    for key, types in (("venue", _JOURNALS), ("venue", _SERIES), ("site", _SITES)):
        yield key, [name for kinds, name, _ in wholes if name and not types.isdisjoint(kinds)][:1]
    yield "venue", [name for kinds, name, _ in wholes if name and not kinds][:1]
    days = [part.get("datePublished") for kinds, _, part in wholes if _ISSUES & kinds]
    yield "issuedate", [day for day in days if day][:1]


def _followed(part: object, by_id: Mapping[str, Mapping[str, Any]]) -> object:
    """The object that a reference leads to, from reference to reference; else the part itself."""
    for _ in range(_MOST_STEPS):
        if not isinstance(part, Mapping) or "@id" not in part or part.get("name"):
            break
        found = by_id.get(str(part["@id"]))
        if found is None or found is part:
            break
        part = found
    return part


def _persons(part: object, key: str, by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[object]:
    """Those that are named; schema.org puts a `Role` between an article and its author."""
    for _ in range(_MOST_STEPS):
        if isinstance(part, str):
            yield part
            return
        if not isinstance(part, Mapping) or any(part.get(name) for name in _PERSON):
            break
        part = _followed(next(iter(_listed(part.get(key))), None), by_id)
    if isinstance(part, Mapping) and any(part.get(name) for name in _PERSON):
        yield part


def _wholes(
    item: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[set[str], str, Mapping[str, Any]]]:
    """All that an article is part of, its issue, the issue's volume, ...: types, name, and itself."""
    level: list[object] = _listed(item.get("isPartOf"))
    for _ in range(_MOST_STEPS):
        above: list[object] = []
        for part in (_followed(part, by_id) for part in level[:_MOST_PARTS]):
            if isinstance(part, Mapping):
                yield _types(part), line_of(part.get("name")), part
                above += _listed(part.get("isPartOf"))
            elif isinstance(part, str) and not absolute_url(part):
                yield set(), part, {}
        level = above


def _listed(value: object) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
