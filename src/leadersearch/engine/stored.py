"""Article <-> plain values that an engine can store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from leadersearch.errors import IndexCorrupt, LeaderSearchError
from leadersearch.model.article import NO_VALUES, Article, PartialDate, Source, Values
from leadersearch.model.fields import EXTRA_FIELDS, TABLE

_TEXTS = tuple(row.name for row in TABLE if row.is_text and row.name != "id")
_LISTS = tuple(row for row in TABLE if row.several and row.attribute)
_EACH_TEXT = (*((name, "") for name in _TEXTS), ("id", None), ("fingerprint", None))
_EACH_LIST = tuple((row.name, row.attribute) for row in _LISTS)
_EXTRA = tuple(row.name for row in EXTRA_FIELDS)
_NO_TEXT = "a value that must be a text is not"
_parsed = lru_cache(maxsize=4096)(PartialDate.parse)  # the articles of a page share few dates


def stored_fields(article: Article) -> dict[str, Any]:
    """The stored values of an article: enough to restore it, in plain values."""
    stored: dict[str, Any] = {name: getattr(article, name) for name in _TEXTS}
    stored |= {row.name: list(row.values(article)) for row in (*_LISTS, *EXTRA_FIELDS)}
    if article.date:
        stored["date"] = str(article.date)
    if article.source:
        stored["source"] = _stored_source(article.source)
    stored = {name: value for name, value in stored.items() if value}
    stored |= {"id": article.id, "fingerprint": article.fingerprint}
    return stored | {"records": records} if (records := stored_records(article, stored)) else stored


def stored_records(article: Article, stored: Mapping[str, Any] | None = None) -> list[Any]:
    """The records of a merged article: the names of values that both have, and its other values."""
    if not article.records:
        return []
    whole = stored or stored_fields(replace(article, records=()))
    rows = []
    for record in article.records:
        values = stored_fields(record)
        shared = [name for name, value in values.items() if whole.get(name) == value]
        rows.append([shared, {name: values[name] for name in values if name not in shared}])
    return rows


def article_of(stored: dict[str, Any]) -> Article:
    """The article of stored fields; raises IndexCorrupt where they make none."""
    try:
        held = stored.get
        values: dict[str, Any] = {}
        for name, missing in _EACH_TEXT:  # one by one: half the time of building and sifting lists
            values[name] = text = held(name, missing)
            if type(text) is not str:
                raise TypeError(_NO_TEXT)  # noqa: TRY301  # a call costs more
        for name, attribute in _EACH_LIST:
            values[attribute] = _texts(stored[name]) if name in stored else ()
        extra = {name: _texts(stored[name]) for name in _EXTRA if name in stored}
        values["extra"] = Values(extra) if extra else NO_VALUES
        date, source = held("date"), held("source")
        values["date"] = _parsed(date) if date else None
        values["source"] = Source.restored(*source) if source else None
        if "records" in stored:
            values["records"] = tuple(
                article_of({name: stored[name] for name in shared} | own)
                for shared, own in stored["records"]
            )
        return Article.restored(values)
    except (KeyError, TypeError, ValueError, AttributeError, LeaderSearchError) as error:
        raise IndexCorrupt(
            f"an article in the index is damaged ({error}); rebuild it: "
            "leadersearch index --rebuild FOLDER"
        ) from error


def _stored_source(source: Source) -> list[str | int]:
    member = [source.member] if source.member else []
    return [source.path, source.position, *member]


def _texts(held: Iterable[Any]) -> tuple[str, ...]:
    texts = tuple(held)
    for text in texts:
        if type(text) is not str:
            raise TypeError(_NO_TEXT)
    return texts
