"""Files in archives: each is a source of its own, and goes with its archive or out of it."""

from __future__ import annotations

import json
from pathlib import Path

from asking import document_frequency
from collection.ingest.corpora import Unused, articles, ingest, write
from leadersearch.collection.ingest import MergedArticle
from leadersearch.engine import Engine
from leadersearch.model.article import Article
from readers.packed import packed

ONE: dict[str, object] = {"doi": "10.1000/x1", "title": "Kind rounds", "tags": ["kindness"]}
MORE: dict[str, object] = {"doi": "10.1000/x1", "title": "Kind rounds", "body": "A long text."}
OTHER: dict[str, object] = {"doi": "10.1000/x2", "title": "Brave wards", "body": "Another text."}


def zipped(path: Path, members: dict[str, list[dict[str, object]]]) -> Path:
    rows = {name: "".join(json.dumps(row) + "\n" for row in each) for name, each in members.items()}
    path.write_bytes(packed(dict(rows)))
    return path


def sources(article: Article, corpus: Path) -> list[str]:
    return [str(source).removeprefix(f"{corpus}/") for source in article.sources]


def test_an_article_of_two_files_in_an_archive_has_the_best_of_both(
    engine: Engine, corpus: Path
) -> None:
    zipped(corpus / "a.zip", {"in/one.jsonl": [OTHER, ONE], "in/more.jsonl": [MORE]})
    report = ingest(engine, [corpus])
    other, article = sorted(articles(engine), key=lambda each: each.title)
    assert (article.body, article.tags) == ("A long text.", ("kindness",))
    assert sources(article, corpus) == ["a.zip/in/more.jsonl", "a.zip/in/one.jsonl#2"]
    assert sources(other, corpus) == ["a.zip/in/one.jsonl"]
    assert report.merged == (MergedArticle(article.id, article.title, article.sources),)
    assert document_frequency(engine, "source", "more") == 1
    assert not ingest(engine, [corpus], reading=Unused()).has_changed


def test_a_file_that_has_left_the_archive_takes_its_values_along(
    engine: Engine, corpus: Path
) -> None:
    zipped(corpus / "a.zip", {"one.jsonl": [ONE], "more.jsonl": [MORE], "other.jsonl": [OTHER]})
    write(corpus / "b.jsonl", ONE)
    ingest(engine, [corpus])
    zipped(corpus / "a.zip", {"one.jsonl": [ONE]})
    ingest(engine, [corpus])
    (article,) = articles(engine)
    assert (article.body, sorted(sources(article, corpus))) == ("", ["a.zip/one.jsonl", "b.jsonl"])
    (corpus / "a.zip").unlink()
    ingest(engine, [corpus], reading=Unused())
    (article,) = articles(engine)
    assert sources(article, corpus) == ["b.jsonl"]


def test_an_archive_may_have_another_name(engine: Engine, corpus: Path) -> None:
    zipped(corpus / "a.zip", {"one.jsonl": [ONE], "more.jsonl": [MORE]})
    ingest(engine, [corpus])
    (corpus / "a.zip").rename(corpus / "b.zip")
    ingest(engine, [corpus], reading=Unused())
    (article,) = articles(engine)
    assert sources(article, corpus) == ["b.zip/more.jsonl", "b.zip/one.jsonl"]
