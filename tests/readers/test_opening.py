from __future__ import annotations

import subprocess
import sys
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leadersearch.errors import ReadError, UnsupportedFormat, UsageError
from leadersearch.readers import (
    READERS,
    is_readable,
    read_articles,
    read_articles_from,
    reader_for,
    reader_named,
)

if TYPE_CHECKING:
    from readers.conftest import Read

LISTING = (
    "Title of it. By Ann Lee\nAs colleagues in the service our priority is patient care for […]\n"
)
# The first characters of each format, and the reader that they call for when no name helps.
SAMPLES = {
    "listing": LISTING,
    "markdown": "---\ntitle: One\n---\nText\n",
    "wordpress": '<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel></channel></rss>',
    "feed": '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"></feed>',
    "jsonfeed": '{"version": "https://jsonfeed.org/version/1", "items": []}',
    "jsonl": '{"title": "One"}\n{"title": "Two"}\n',
    "html": "<!DOCTYPE html>\n<html><head></head></html>",
    "bibtex": "@article{a, title = {One}}\n",
    "ris": "TY  - JOUR\nTI  - One\nER  - \n",
    "nbib": "PMID- 1\nTI  - One\n",
    "ovid": "<1. >\nVN  - Ovid\nTI  - One\n",
    "json": '[{"title": "One"}]',
    "csv": "title,abstract\nOne,Two\n",
    "text": "Some words.\n",
}


def test_importing_the_readers_imports_no_parser() -> None:
    parsers = (
        "feedparser frontmatter yaml bibtexparser rispy dateutil charset_normalizer defusedxml"
    )
    code = (
        "import sys, leadersearch.readers\n"
        f"print(*[name for name in {parsers.split()!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_reading_the_seed_imports_no_parser_either(seed: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from leadersearch.readers import read_articles\n"
        f"list(read_articles(Path({str(seed)!r})))\n"
        "print(*[name for name in ('feedparser', 'yaml', 'dateutil') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_names_of_readers_are_unique_and_suffixes_are_lower_case() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS)
    assert all(s == s.lower() and s[0] == "." for reader in READERS for s in reader.suffixes)


@pytest.mark.parametrize("name", SAMPLES)
def test_standard_input_is_known_by_its_content(name: str) -> None:
    matching = next(reader for reader in READERS if reader.sniff(SAMPLES[name]))
    assert matching.name == name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.MD", True),
        ("a.jsonl.gz", True),
        ("a.txt", True),
        ("a.pdf", True),
        ("a.png", False),
        ("a.css", False),
        ("LICENSE", False),
        (".hidden.md", False),
        ("._a.md", False),
        ("a.gz", False),
    ],
)
def test_a_walk_over_folders_tells_what_is_its_business_by_name(name: str, expected: bool) -> None:
    assert is_readable(Path("folder", name)) is expected


def test_the_source_says_file_and_position(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "One"}\n\n{"title": "Two"}\n')
    assert [str(article.source) for article in read_articles(path)] == [str(path), f"{path}#2"]


def test_ids_do_not_depend_on_the_place_of_the_file(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text('{"title": "One"}\n')
    ids = {next(read_articles(tmp_path / name)).id for name in ("a.jsonl", "b.jsonl")}
    assert len(ids) == 1


def test_a_stream_that_cannot_be_sought_is_read_too() -> None:
    class Pipe(RawIOBase):
        def __init__(self) -> None:
            self._data = BytesIO(SAMPLES["jsonl"].encode())

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            return self._data.readinto(buffer)

    found = read_articles_from(BufferedReader(Pipe()), "-")
    assert [article.title for article in found] == ["One", "Two"]


def test_a_reader_can_be_named(read: Read) -> None:
    assert read("title: x", "notes.log", reader="text").only.body == "title: x"
    assert reader_named("csv").name == "csv"
    with pytest.raises(UsageError, match="unknown reader 'word'; choose from listing"):
        read("x", "a.txt", reader="word")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("a.xyz", "no reader knows .xyz files")],
)
def test_unknown_formats_say_so(read: Read, name: str, reason: str) -> None:
    with pytest.raises(UnsupportedFormat, match=reason):
        read("some words", name)


def test_a_known_format_is_recognised_under_an_unknown_suffix(read: Read) -> None:
    assert read(SAMPLES["jsonl"], "export.bak").titles == ["One", "Two"]


def test_files_that_cannot_be_opened_say_why(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file or directory"):
        next(read_articles(tmp_path / "missing.md"))
    with pytest.raises(ReadError, match="is a directory"):
        next(read_articles(tmp_path))
    assert reader_for(tmp_path / "missing.md") is None


def test_nothing_is_opened_before_the_first_article_is_asked_for(tmp_path: Path) -> None:
    read_articles(tmp_path / "missing.md")


def test_a_path_may_be_text(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "One"}\n', encoding="utf-8")

    assert [article.title for article in read_articles(str(path))] == ["One"]
    assert reader_for(str(path)) == reader_for(path) is not None
    assert is_readable(str(path))
