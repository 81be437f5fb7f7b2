"""`leadersearch export`: the whole collection, or what a query finds, piece by piece."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import leadersearch
from cli.conftest import Run
from leadersearch import Article, PartialDate, read_articles
from leadersearch.cli.export import FORMATS
from leadersearch.export import export

ARTICLES = [
    Article(
        title=f"Kind rounds {number}",
        authors=("Mira Ashdown",),
        date=PartialDate(2020 + number % 3),
        doi=f"10.1000/x{number}",
        excerpt="We walked, and were kind.",
        tags=("Aged, 80 and over", "Aged"),
    )
    for number in range(7)
]
READ_BACK = {"jsonl": ".jsonl", "csv": ".csv", "bibtex": ".bib", "ris": ".ris", "csl": ".json"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with leadersearch.open_index(tmp_path / "own", create=True) as index:
        index.add(ARTICLES)
    return tmp_path / "own"


def by_id(path: Path) -> list[Article]:
    return sorted(read_articles(path), key=lambda article: article.id)


@pytest.mark.parametrize(("style", "suffix"), READ_BACK.items())
def test_a_collection_is_read_back_as_it_was(
    run: Run, place: Path, tmp_path: Path, style: str, suffix: str
) -> None:
    file = tmp_path / f"all{suffix}"
    outcome = run("export", "--output", str(file), index=place)
    assert (outcome.code, outcome.out) == (0, "")
    assert "Exported 7 articles" in outcome.err
    assert run("export", "--format", style, index=place).out == file.read_text(encoding="utf-8")
    expected = sorted(ARTICLES, key=lambda article: article.id)
    assert [row.fingerprint for row in by_id(file)] == [row.fingerprint for row in expected]


@pytest.mark.parametrize("style", FORMATS)
def test_every_format_can_be_written_in_the_order_of_ids(run: Run, place: Path, style: str) -> None:
    out = run("export", "-f", style, index=place).out
    if style != "jsonl":
        assert out == export(sorted(ARTICLES, key=lambda article: article.id), style)
    assert out == run("export", "-f", style, index=place).out
    assert "Kind rounds 3" in out


def test_a_query_and_filters_choose(run: Run, place: Path) -> None:
    out = run("export", "title:kind", "--year", "2021", "-s", "title", "-f", "jsonl", index=place)
    rows = [json.loads(line)["article"]["title"] for line in out.out.splitlines()]
    assert rows == ["Kind rounds 1", "Kind rounds 4"]
    nothing = run("export", "zebra", "-f", "csl", index=place)
    assert (nothing.code, nothing.out) == (1, "[]\n")


def test_a_link_in_the_place_of_the_file_is_replaced(run: Run, place: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.bib"
    other.write_text("mine", encoding="utf-8")
    link = tmp_path / "link.bib"
    link.symlink_to(other)
    assert run("export", "-o", str(link), index=place).code == 0
    assert other.read_text(encoding="utf-8") == "mine"
    assert not link.is_symlink()


@pytest.mark.parametrize("name", ["", "a.txt", "a"])
def test_a_format_must_be_known(run: Run, place: Path, tmp_path: Path, name: str) -> None:
    words = ("--output", str(tmp_path / name)) if name else ()
    outcome = run("export", *words, index=place)
    assert outcome.code == 2
    assert "--format" in outcome.err


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left(
    run: Run, place: Path, tmp_path: Path
) -> None:
    (tmp_path / "folder.bib").mkdir()
    for name in ("folder.bib", "none/a.bib"):
        outcome = run("export", "-o", str(tmp_path / name), index=place)
        assert outcome.code == 2
        assert "cannot write" in outcome.err
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix) == ["folder.bib"]
