from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError
from leadersearch.readers import read_articles, read_articles_from

if TYPE_CHECKING:
    from pathlib import Path

    from readers.conftest import Read


def lines(*records: object) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def test_each_line_is_an_article_with_its_place_in_the_file(read: Read) -> None:
    record = {
        "id": "7",
        "title": "One",
        "authors": ["Perlis, A. J.", "Ann Lee"],
        "excerpt": "An excerpt.",
        "body": "A body.",
        "date": "1958-12",
        "url": "https://example.org/one",
        "tags": ["ethics"],
        "venue": "Leader",
        "language": "en",
    }
    article = read(lines(record, {"title": "Two"}), "a.jsonl").articles[0]
    assert article.title == "One"
    assert article.authors == ("A. J. Perlis", "Ann Lee")
    assert (article.excerpt, article.body) == ("An excerpt.", "A body.")
    assert str(article.date) == "1958-12"
    assert (article.url, article.tags, article.venue) == (
        "https://example.org/one",
        ("ethics",),
        "Leader",
    )
    assert str(article.source) == "a.jsonl"


def test_ids_of_files_are_not_used_so_that_two_files_cannot_collide(read: Read) -> None:
    one = read(lines({"id": "1", "title": "One"}), "a.jsonl").only
    two = read(lines({"id": "1", "title": "Two"}), "b.jsonl").only
    assert "1" not in (one.id, two.id)
    assert one.id != two.id


def test_a_bad_line_is_reported_and_skipped_and_the_rest_is_read(read: Read) -> None:
    text = lines({"title": "One"}) + "{broken\n\n[1, 2]\n" + lines({"x": 1}, {"title": "Two"})
    reading = read(text, "a.jsonl")
    assert reading.titles == ["One", "Two"]
    assert [finding.partition(":")[0] for finding in reading.findings] == [
        "line 2 skipped",
        "line 4 skipped",
        "line 5 skipped",
    ]
    assert [article.source.position for article in reading.articles if article.source] == [1, 2]


def test_a_file_without_any_good_line_is_an_error_that_tells_the_first_reason(read: Read) -> None:
    with pytest.raises(ReadError, match=r"contains no article \(line 1 skipped: not JSON"):
        read("{broken\n{too\n", "a.jsonl")


def test_gzipped_files_are_read_by_content_not_by_name(tmp_path: Path) -> None:
    for name in ("a.jsonl.gz", "b.jsonl"):
        path = tmp_path / name
        path.write_bytes(gzip.compress(lines({"title": "One"}).encode()))
        assert [article.title for article in read_articles(path)] == ["One"]


def test_a_cut_gzip_file_yields_what_came_before_the_cut() -> None:
    records = [
        {"title": f"Article {number}", "body": f"{number**9:x}" * 50} for number in range(4000)
    ]
    data = gzip.compress(lines(*records).encode())
    found = read_articles_from(data[: len(data) // 2], "a.jsonl.gz")
    assert next(found).title == "Article 0"
    with pytest.raises(ReadError, match="damaged gzip file"):
        list(found)


def test_lines_are_read_as_they_are_asked_for() -> None:
    class Endless:
        """A stream that never ends: only a reader that streams comes back from it."""

        place = 0

        def seekable(self) -> bool:
            return True

        def seek(self, place: int, _whence: int = 0) -> int:
            self.place = place
            return place

        def read(self, size: int = -1) -> bytes:
            assert size >= 0
            return (b'{"title": "One"}\n' * (size // 17 + 1))[:size]

        def readline(self, _limit: int = -1) -> bytes:
            return b'{"title": "One"}\n'

    found = read_articles_from(Endless(), "a.jsonl")  # type: ignore[arg-type]  # as much as is used
    assert [next(found).title for _ in range(3)] == ["One"] * 3


@pytest.mark.parametrize("line", ['{"title": "' + "[" * 9 + '"}', "[" * 100_000, "9" * 5000])
def test_odd_json_is_survived(read: Read, line: str) -> None:
    assert "Two" in read(f'{line}\n{{"title": "Two"}}\n', "a.jsonl").titles
