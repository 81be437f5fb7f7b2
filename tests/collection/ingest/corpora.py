"""Files to ingest, and what an index holds of them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from asking import held_ids
from leadersearch.collection import ingest as ingesting
from leadersearch.collection.ingest import IngestReport
from leadersearch.collection.ingest.reading import ReadingHere
from leadersearch.engine import Engine
from leadersearch.model.article import Article


def ingest(
    engine: Engine, paths: list[Path], *, from_nothing: bool = False, **options: Any
) -> IngestReport:
    """Ingest; files are read in this process unless said otherwise."""
    with engine.write(from_nothing=from_nothing) as writer:
        return ingesting.ingest(writer, paths, **{"reading": ReadingHere(), **options})


def ingest_bytes(engine: Engine, data: bytes, name: str, reader: str | None = None) -> IngestReport:
    with engine.write() as writer:
        return ingesting.ingest_bytes(writer, data, name, reader, reading=ReadingHere())


def refuse(_: object, name: str, **__: object) -> Iterator[Article]:
    raise AssertionError(f"{name} was read")


class Unused(ReadingHere):
    """A reading that must not be asked for anything."""

    def __enter__(self) -> Self:
        raise AssertionError("files were to be opened")


def record(name: str, body: str = "some text") -> dict[str, str]:
    return {"doi": f"10.1000/{name}", "title": f"Title {name}", "body": body}


def write(path: Path, *records: Mapping[str, object]) -> Path:
    """Write records, and make sure that the time of the file is another than before."""
    stamp = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text("".join(json.dumps(row) + "\n" for row in records), encoding="utf-8")
    if path.stat().st_mtime_ns <= stamp:
        os.utime(path, ns=(stamp + 1_000_000, stamp + 1_000_000))
    return path


def touch(path: Path) -> None:
    stamp = path.stat().st_mtime_ns + 1_000_000
    os.utime(path, ns=(stamp, stamp))


def articles(engine: Engine) -> list[Article]:
    return [article for article in engine.view().fetch(held_ids(engine)) if article is not None]


def named(article: Article) -> str:
    return article.doi.removeprefix("10.1000/")


def names(engine: Engine) -> list[str]:
    return sorted(map(named, articles(engine)))


def bodies(engine: Engine) -> dict[str, str]:
    return {named(article): article.body for article in articles(engine)}


def source(engine: Engine, name: str) -> str:
    (article,) = [article for article in articles(engine) if named(article) == name]
    assert article.source is not None
    return article.source.path
