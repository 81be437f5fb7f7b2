"""Limits on the cost of a file; every failure in a reader is a ReadError."""

from __future__ import annotations

import gzip
import io
import logging
from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError
from leadersearch.readers import raw_file, read_articles_from
from leadersearch.readers.formats import bibtex
from leadersearch.readers.raw_file import RawFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readers.conftest import Read

MB = 1024 * 1024
LONG_LINE = b"a" * MB + b"\n"
WXR = b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><item>'


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.json.gz", "a.csv.gz", "a.bib.gz", "a.ris.gz"])
def test_a_file_that_unpacks_to_too_much_is_no_collection(read: Read, name: str) -> None:
    record = b'{"title": "' + b"a" * 9_000 + b'"}\n' if "json" in name else b"TY  - " + LONG_LINE
    packed = gzip.compress(b"title,body\n" + record * (16 * MB // len(record)))

    with pytest.raises(ReadError, match="unpacks to more than 50 times its size"):
        read(packed, name)


@pytest.mark.parametrize("row", [b'{"title": "a"}\n', b"{\n"], ids=["articles", "skipped"])
def test_a_small_packed_file_does_not_hold_many_records(read: Read, row: bytes) -> None:
    packed = gzip.compress(b'{"title": "One"}\n' + row * 60_000)

    with pytest.raises(ReadError, match=r"unpacks to more than 50,\d+ records"):
        read(packed, "a.jsonl.gz")


def test_a_file_that_is_not_packed_may_hold_any_number_of_records(read: Read) -> None:
    assert read('{"title": "One"}\n' + "{\n" * 60_000, "a.jsonl").only.title == "One"


def test_a_packed_collection_is_read(read: Read) -> None:
    lines = "".join(f'{{"title": "Article {number}"}}\n' for number in range(20_000))

    assert len(read(gzip.compress(lines.encode()), "a.jsonl.gz").articles) == 20_000


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"a" * 17 * MB, "larger than 16 MB"),
        ("a.jsonl", b'{"title": "' + b"a" * 9 * MB, "a line longer than 8 MB"),
        ("a.json", b'[{"title": "a"}' + b",[]" * 3 * MB, "more than 3 million values"),
        ("a.bib", b"@a{a,a={b}}\n" * 300_000, "too many entries"),
        (
            "a.csv",
            b'title,body\n"' + LONG_LINE.replace(b"\n", b'\n",",') * 17,
            "a row longer than 16 MB",
        ),
        ("a.ris", b"TY  - J\n" + b"AB  - a\n" * 300_000, "a record longer than 64 MB"),
        ("a.xml", WXR + b"<a/>" * 600_000, "more than 500,000 others"),
        ("a.xml", WXR + b"<!--" + LONG_LINE * 17, "more than 16 MB without a tag"),
    ],
)
def test_what_takes_too_much_memory_is_refused(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        list(read_articles_from(data, name))


def test_a_page_of_too_many_tags_is_taken_as_a_whole(read: Read) -> None:
    pytest.importorskip("trafilatura", reason="reading pages needs the html extra")
    reading = read(f"<!doctype html><title>One</title>{'<p>' * 60_000}Text</p>", "a.html")

    assert reading.only.body == "Text"
    assert "too many tags" in reading.findings[0]


def test_a_page_of_too_many_paragraphs_is_taken_as_a_whole(read: Read) -> None:
    """trafilatura and justext compare each paragraph with the others: 20,000 took 30 s."""
    pytest.importorskip("trafilatura", reason="reading pages needs the html extra")
    reading = read(
        f"<!doctype html><title>One</title>{'<p>é</p></body>ead><body>' * 20_000}", "a.html"
    )

    assert reading.only.body.startswith("é")
    assert "too many tags" in reading.findings[0]


def test_the_article_of_a_page_with_many_paragraphs_is_found(read: Read) -> None:
    pytest.importorskip("trafilatura", reason="reading pages needs the html extra")
    paragraphs = "".join(
        f"<p>Leaders of ward {number} ask how their colleagues are.</p>" for number in range(5_000)
    )
    page = f"<nav><a href='/'>Home</a></nav><article>{paragraphs}</article><footer>Rights</footer>"
    reading = read(f"<!doctype html><title>One</title><body>{page}", "a.html")

    assert reading.only.body.startswith("Leaders of ward 0 ask")
    assert reading.only.body.endswith("ward 4999 ask how their colleagues are.")
    assert reading.findings == []


def test_a_large_page_in_which_no_article_is_found_is_taken_as_a_whole(read: Read) -> None:
    pytest.importorskip("trafilatura", reason="reading pages needs the html extra")
    reading = read(f"<!doctype html><title>One</title>{'<br>é' * 5_000}", "a.html")

    assert reading.only.body.count("é") == 5_000
    assert "too many tags" in reading.findings[0]


def test_a_word_without_end_in_a_feed_stays_whole(read: Read) -> None:
    item = f"<item><title>One</title><dc:creator>Ann {'e' * 5_000}</dc:creator></item>"
    reading = read(
        f"<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'>{item}</rss>", "a.rss"
    )

    assert reading.only.authors == ("Ann " + "e" * 5_000,)


def test_a_packed_bomb_is_named_before_any_of_it_is_read() -> None:
    packed = gzip.compress(b"title,body\n" + b"a,b\n" * 1_000_000)
    articles = read_articles_from(packed, "a.csv")

    with pytest.raises(ReadError, match="unpacks to more than 50 times"):
        next(articles)


@pytest.mark.parametrize(
    ("logger", "name", "text"),
    [
        ("bibtexparser", "a.bib", "@a{a, title = {One}}"),
        ("trafilatura", "a.html", "<!doctype html><title>One</title><p>Text"),
    ],
)
def test_a_file_leaves_nothing_behind_that_slows_the_next(
    read: Read, logger: str, name: str, text: str
) -> None:
    pytest.importorskip(logger, reason="reading pages needs the html extra")
    read(text, name)
    handlers = list(logging.getLogger(logger).handlers)
    read(text, name)

    assert logging.getLogger(logger).handlers == handlers


def test_pieces_are_cut_between_characters() -> None:
    text = "a\n" + "é–😀" * 100_000 + "\nb"
    pieces = list(RawFile("a.xml", io.BytesIO(text.encode())).pieces())

    assert "".join(pieces) == text
    assert len(pieces) > 2
    assert max(map(len, pieces)) <= 2 * raw_file.PIECE


@pytest.mark.parametrize("error", [KeyError("x"), RecursionError(), MemoryError(), OSError("gone")])
def test_whatever_a_parser_raises_is_a_read_error(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_text: str) -> Iterator[object]:
        raise error

    monkeypatch.setattr(bibtex, "_parse", fail)
    with pytest.raises(ReadError) as caught:
        list(read_articles_from(b"@a{a, title = {b}}", "a.bib"))

    assert str(caught.value)
    assert caught.value.__cause__ is error


def test_an_interrupted_reader_is_interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_text: str) -> Iterator[object]:
        raise KeyboardInterrupt

    monkeypatch.setattr(bibtex, "_parse", interrupt)
    with pytest.raises(KeyboardInterrupt):
        list(read_articles_from(b"@a{a, title = {b}}", "a.bib"))


def test_a_file_of_which_nothing_is_right_reports_a_thousand_times(read: Read) -> None:
    reading = read('{"title": "One"}\n' + "{\n" * 3000, "a.jsonl")

    assert len(reading.findings) == 1000
    assert reading.findings[-1] == "and so on"


@pytest.mark.parametrize(
    "matter",
    [
        "a: &a [x]\nb: &b [*a, *a] # twice\ntitle: *b # a comment behind it",
        "a: &a [x]\ntitle: !!seq *a",
    ],
)
def test_an_alias_is_refused_wherever_it_stands(read: Read, matter: str) -> None:
    assert "aliases are not followed" in read(f"---\n{matter}\n---\nText", "a.md").findings[0]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "a: {"])
def test_yaml_that_is_nested_too_deeply_does_not_end_the_process(read: Read, opening: str) -> None:
    finding = read(f"---\ntitle: a\nx:\n {opening * 20_000}\n---\nText", "a.md").findings[0]

    assert "front matter is broken" in finding


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (f"---\ntitle: 0x{'f' * 9000}\ndate: 0x{'f' * 9000}\n---\nText", "a.md"),
        (f"+++\ntitle = 0x{'f' * 9000}\n+++\nText", "a.md"),
        (f"+++\n{'a.' * 50_000}a = 1\n+++\nText", "a.md"),
        (f'{{"title": {"[" * 900}{"]" * 900}, "body": "Text"}}\n', "a.jsonl"),
        (f'{{"date": {"[" * 900}{"]" * 900}, "body": "Text"}}\n', "a.jsonl"),
        (f'{{"authors": {"[" * 900}{"]" * 900}, "body": "Text"}}\n', "a.jsonl"),
        (f'title,authors,body\nOne,"[{"-" * 9000}1]",Text\n', "a.csv"),
    ],
)
def test_absurd_values_are_passed_over(read: Read, content: str, name: str) -> None:
    assert read(content, name).only.body.startswith(("Text", "+++"))
