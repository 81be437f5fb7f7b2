"""One article from several sources, two articles under one id; in any order the same."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, strategies as st

from asking import document_frequency
from collection.ingest.corpora import (
    Unused,
    articles,
    ingest,
    ingest_bytes,
    source,
    write,
)
from leadersearch.collection.ingest.kinship import DOCUMENT as KEYS
from leadersearch.collection.ingest.settling import DOCUMENT
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.errors import IndexCorrupt
from leadersearch.model.article import Article
from strategies import everyday

KNOWN = "Kind rounds on invented wards"
FULL: dict[str, object] = {
    "doi": "10.1000/x1",
    "title": "Kind rounds",
    "date": "2021-03-05",
    "tags": ["kindness"],
}
LONG: dict[str, object] = {
    "doi": "10.1000/x1",
    "title": "Kind rounds",
    "body": "A long text.",
    "date": "2021",
}
OTHER: dict[str, object] = {
    "doi": "10.1000/x1",
    "title": "Brave wards",
    "body": "Of another abstract.",
}


def titles(engine: Engine) -> list[str]:
    return sorted(article.title for article in articles(engine))


def only(engine: Engine) -> Article:
    (article,) = articles(engine)
    return article


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_an_article_has_the_best_of_all_its_sources(
    engine: Engine, corpus: Path, names: str
) -> None:
    for name, row in zip(names, (FULL, LONG), strict=True):
        write(corpus / f"{name}.jsonl", row)
        ingest(engine, [corpus])
    article = only(engine)
    assert (article.body, str(article.date)) == ("A long text.", "2021-03-05")
    assert article.tags == ("kindness",)
    assert {each.path for each in article.sources} == {
        str(corpus / "a.jsonl"),
        str(corpus / "b.jsonl"),
    }


def test_when_a_source_goes_the_others_are_not_read_again(engine: Engine, corpus: Path) -> None:
    gone = write(corpus / "a.jsonl", FULL)
    write(corpus / "b.jsonl", LONG)
    write(corpus / "c.jsonl", {**LONG, "venue": "BMJ Leader"})
    ingest(engine, [corpus])
    gone.unlink()
    report = ingest(engine, [corpus], reading=Unused())
    article = only(engine)
    assert (report.updated, report.removed) == (1, 0)
    assert (str(article.date), article.tags, article.venue) == ("2021", (), "BMJ Leader")
    assert len(article.sources) == 2


def test_an_article_is_found_by_each_of_its_files(engine: Engine, corpus: Path) -> None:
    write(corpus / "first.jsonl", FULL)
    write(corpus / "second.jsonl", LONG)
    ingest(engine, [corpus])
    for word in ("first", "second"):
        assert document_frequency(engine, "source", word) == 1


def test_a_renamed_source_is_known_by_its_new_name(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", FULL)
    file = write(corpus / "b.jsonl", LONG)
    ingest(engine, [corpus])
    file.rename(corpus / "c.jsonl")
    ingest(engine, [corpus], reading=Unused())
    assert {Path(each.path).name for each in only(engine).sources} == {"a.jsonl", "c.jsonl"}


def test_two_works_with_one_identifier_are_two_articles(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", FULL)
    write(corpus / "b.jsonl", OTHER)
    report = ingest(engine, [corpus])
    assert titles(engine) == ["Brave wards", "Kind rounds"]
    assert (report.added, report.duplicates) == (2, 0)
    assert not ingest(engine, [corpus], reading=Unused()).has_changed


def test_a_record_beside_two_works_joins_its_own(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", FULL, OTHER)
    ingest(engine, [corpus])
    write(corpus / "b.jsonl", LONG)
    report = ingest(engine, [corpus])
    assert titles(engine) == ["Brave wards", "Kind rounds"]
    assert (report.added, report.updated, report.duplicates) == (0, 1, 1)


def test_the_last_work_of_an_identifier_keeps_its_id(engine: Engine, corpus: Path) -> None:
    """So that the index is that of the files that are left."""
    away = corpus.parent / "away"
    for name, row in {"a": FULL, "b": OTHER}.items():
        write(corpus / f"{name}.jsonl", row)
    ingest(engine, [corpus])
    for name in ("a", "b"):
        (corpus / f"{name}.jsonl").rename(away)
        ingest(engine, [corpus])
        assert only(engine).id == Article(doi="10.1000/x1", title="x").id
        away.rename(corpus / f"{name}.jsonl")
        ingest(engine, [corpus])
        assert len(articles(engine)) == 2


def test_standard_input_adds_to_what_files_have(engine: Engine, corpus: Path) -> None:
    write(corpus / "a.jsonl", FULL)
    ingest(engine, [corpus])
    ingest_bytes(engine, json.dumps(LONG).encode(), "some.jsonl")
    article = only(engine)
    assert (article.body, str(article.date)) == ("A long text.", "2021-03-05")
    assert source(engine, "x1") == "some.jsonl"
    write(corpus / "a.jsonl", {**FULL, "venue": "BMJ Leader"})
    ingest(engine, [corpus])
    assert (only(engine).body, only(engine).venue) == ("A long text.", "BMJ Leader")


def test_a_source_that_went_unseen_is_read_when_it_is_back(engine: Engine, tmp_path: Path) -> None:
    """A drive that is not connected while another source changes."""
    for name in ("drive", "disk"):
        (tmp_path / name).mkdir()
    write(tmp_path / "drive" / "a.jsonl", FULL)
    other = write(tmp_path / "disk" / "b.jsonl", LONG)
    ingest(engine, [tmp_path / "drive", tmp_path / "disk"])
    (tmp_path / "drive").rename(tmp_path / "away")
    write(other, {**LONG, "body": "A longer text."})
    ingest(engine, [tmp_path / "disk"])
    (tmp_path / "away").rename(tmp_path / "drive")
    ingest(engine, [tmp_path / "drive", tmp_path / "disk"])
    assert (only(engine).body, only(engine).tags) == ("A longer text.", ("kindness",))


def test_a_record_without_identifier_joins_that_with_one(engine: Engine, corpus: Path) -> None:
    bare: dict[str, object] = {"title": KNOWN, "authors": ["M. Ashdown"], "date": "2021"}
    cited = {**bare, "authors": ["Mira Ashdown"], "doi": "10.1000/x1"}
    write(corpus / "a.jsonl", bare)
    ingest(engine, [corpus])
    file = write(corpus / "b.jsonl", cited)
    report = ingest(engine, [corpus])
    assert (only(engine).id, only(engine).doi) == (
        Article(doi="10.1000/x1", title="x").id,
        "10.1000/x1",
    )
    assert (report.added, report.removed) == (1, 1)
    assert not ingest(engine, [corpus], reading=Unused()).has_changed
    file.unlink()
    ingest(engine, [corpus], reading=Unused())
    assert only(engine).doi == ""


def test_an_address_of_all_articles_makes_none_of_them_one(engine: Engine, corpus: Path) -> None:
    rows = [{"title": f"Report {n}", "doi": f"10.1/{n}", "url": "https://a.org"} for n in range(50)]
    for number, row in enumerate(rows):
        write(corpus / f"{number}.jsonl", row)
    assert ingest(engine, [corpus]).added == 50
    assert not ingest(engine, [corpus]).has_changed


@pytest.mark.parametrize("name", [DOCUMENT, KEYS])
@pytest.mark.parametrize("data", [b"{", b"7", b'{"a": 1}', b"\xff", b"[" * 100_000])
def test_a_damaged_list_of_ids_is_named(corpus: Path, name: str, data: bytes) -> None:
    engine = MemoryEngine()
    write(corpus / "a.jsonl", FULL)
    with engine.write() as writer:
        writer.keep(name, data)
    with pytest.raises(IndexCorrupt, match="rebuild"):
        ingest(engine, [corpus])


rows = st.fixed_dictionaries(
    {
        "doi": st.sampled_from(["10.1000/x1", "10.1000/x2", ""]),
        "url": st.sampled_from(["https://example.org/1", "https://example.org/2", "", ""]),
        "pmid": st.sampled_from(["1", "", ""]),
        "title": st.sampled_from([KNOWN, f"{KNOWN}: a trial", "News & Resources", ""]),
        "authors": st.sampled_from([["Mira Ashdown"], ["M. Ashdown"], []]),
        "body": st.sampled_from(["s", "a medium text"]),
        "date": st.sampled_from(["2021", "2021-03", ""]),
        "tags": st.lists(st.sampled_from(["One", "one", "two"]), max_size=2),
    }
)
FILES = ("a.jsonl", "b.jsonl", "c.jsonl", "d.jsonl")
states = st.fixed_dictionaries(
    {name: st.none() | st.lists(rows, min_size=1, max_size=3) for name in FILES}
)


@everyday(150)
@given(st.lists(states, min_size=2, max_size=4))
def test_any_history_of_files_gives_the_index_of_the_files_that_are_left(
    history: list[dict[str, list[dict[str, Any]] | None]],
) -> None:
    kept = MemoryEngine()
    with TemporaryDirectory() as folder:
        for stamp, state in enumerate(history, 1):
            for name, records in state.items():
                file = Path(folder, name)
                file.unlink(missing_ok=True)
                if records:
                    write(file, *records)
                    os.utime(file, ns=(stamp * 10**9, stamp * 10**9))
            report = ingest(kept, [Path(folder)], prune=True)
            assert min(report.added, report.updated, report.removed, report.unchanged) >= 0
        made = MemoryEngine()
        ingest(made, [Path(folder)])
        assert articles(kept) == articles(made)
        assert ingest(kept, [Path(folder)], reading=Unused()).has_changed is False
