"""Real files of others, which are never copied into this repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError
from leadersearch.readers import READERS, read_articles

if TYPE_CHECKING:
    from pathlib import Path

# At least so many articles come out of the files of a folder: readers may only get better.
LEAST = {
    "bibtex": 671,
    "csl-json": 39,
    "csv": 52,
    "endnote": 2,
    "markdown": 103,
    "nbib": 75,
    "ris": 684,
    "rss-atom": 48,
    "wxr": 191,
}


def test_every_real_file_is_read_or_refused_with_one_line_of_reason(shared: Path) -> None:
    for path in sorted((shared / "formats").rglob("*.*")):
        try:
            for article in read_articles(path):
                assert article.source is not None
        except ReadError as error:
            reason = str(error)
            assert reason, path
            assert "\n" not in reason, path
            assert path.name not in reason


@pytest.mark.parametrize("folder", LEAST)
def test_as_many_articles_come_out_of_real_files_as_ever(shared: Path, folder: str) -> None:
    count = 0
    for path in sorted((shared / "formats" / folder).iterdir()):
        try:
            for _ in read_articles(path):
                count += 1
        except ReadError:
            continue
    assert count >= LEAST[folder]


@pytest.mark.parametrize(
    ("name", "articles", "skipped", "ids"),
    [
        ("nhs-blogs.jsonl", 162, 0, 162),
        ("cacm/docs.jsonl", 3204, 0, 3196),
        ("cranfield/docs.jsonl", 1398, 2, 1397),
    ],
)
def test_collections_are_read_whole(
    shared: Path, name: str, articles: int, skipped: int, ids: int
) -> None:
    findings: list[str] = []
    found = list(read_articles(shared / "data" / name, report=findings.append))
    assert (len(found), len(findings)) == (articles, skipped)
    # Fewer ids than articles: some of these collections hold one article twice.
    assert len({article.id for article in found}) == ids


def test_the_seed_in_the_repository_is_read_by_the_listing_reader(seed: Path) -> None:
    assert READERS[0].name == "listing"
    assert READERS[0].sniff(seed.read_text(encoding="utf-8"))
