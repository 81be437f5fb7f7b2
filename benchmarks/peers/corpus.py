"""The articles: read from JSONL, cycled with other ids and titles where more are asked for."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from leadersearch import Article, PartialDate

CHECKOUT = Path(__file__).resolve().parents[2]
DEFAULT_ARTICLES = CHECKOUT.parent / "shared" / "data" / "acl-anthology.jsonl.gz"
"""Abstracts of the ACL Anthology, where they lie beside the checkout."""


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def write_corpus(source: Path, number: int, target: Path) -> int:
    """Write so many articles as JSONL; returns the bytes of their texts."""
    size = written = 0
    with target.open("w", encoding="utf-8") as file:
        for cycle in count():
            for row in read_rows(source):
                if written == number:
                    return size
                again = _renamed(row, cycle) if cycle else row
                size += len((again["title"] + (again.get("excerpt") or "")).encode())
                file.write(json.dumps(again, ensure_ascii=False) + "\n")
                written += 1
            if not written:
                raise SystemExit(f"{source} holds no article")
    raise AssertionError


def _renamed(row: dict[str, Any], cycle: int) -> dict[str, Any]:
    other = {"id": f"{row['id']}-{cycle}", "title": f"{row['title']} {cycle}"}
    if row.get("url"):
        other["url"] = f"{row['url']}?{cycle}"
    return {**row, **other, "doi": ""}


def read_articles(path: Path) -> Iterator[Article]:
    """The articles of a corpus that `write_corpus` wrote."""
    for row in read_rows(path):
        yield Article(
            id=str(row["id"]),
            title=row["title"],
            authors=tuple(row.get("authors") or ()),
            excerpt=row.get("excerpt") or "",
            body=row.get("body") or "",
            date=PartialDate.parse(row["date"]) if row.get("date") else None,
            url=row.get("url") or "",
            tags=tuple(row.get("tags") or ()),
            venue=row.get("venue") or "",
            doi=row.get("doi") or "",
        )


def read_only(path: Path, _folder: Path) -> None:
    """The time to read the articles, which is part of every engine's figures."""
    _exhaust(read_articles(path))


def _exhaust(articles: Iterable[Article]) -> None:
    for _ in articles:
        pass


def authors_of(article: Article) -> str:
    """The authors as one text."""
    return "; ".join(article.authors)


def day_number(article: Article) -> int:
    """The date as a number to sort by (20230517); 0 where there is none."""
    if article.date is None:
        return 0
    first = article.date.start
    return (first.year * 100 + first.month) * 100 + first.day


def year_of(article: Article) -> int:
    """The year; 0 where there is none."""
    return article.date.year if article.date else 0
