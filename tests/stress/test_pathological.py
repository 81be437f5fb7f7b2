"""Texts that are made to be slow, whole: every reader stays below five seconds a megabyte."""

from __future__ import annotations

import itertools

import pytest

pytest.importorskip("resource", reason="processor time is limited as POSIX does it")

from leadersearch.model.name_lists import split_names
from leadersearch.model.names import display_name
from leadersearch.query import parse_query
from leadersearch.results.snippets import sentences
from leadersearch.results.snippets.display_text import strip_controls
from stress.limited import File, Worker

LENGTH = 100_000
PIECES = (
    *("<", "<!--", "<!---->", "<a href='", "<meta ", "<meta name=a content=b>", "&", "{%", "@a{"),
    *(
        "<script type=application/ld+json>",
        "(",
        "[",
        "[a](",
        "\\\\'{",
        ",",
        ".",
        "a@",
        "by A ",
        "Jr, ",
    ),
    *("- ", "1:", "\n", "\t", "…", "*", "`", "'", "et al ", "Health, ", "<p>", "encoding=' "),
)
# What stands before and behind; each piece fills the gap between.
PLACES = {
    "html": ("<!doctype html><html><head>", "</head><body><p>Text</p></body></html>"),
    "rss": ("<rss version='2.0'><channel><item><title>One</title><description>", "</description>"),
    "atom": (
        "<rss version='2.0'><channel><item><title>One</title><author>",
        "</author></item></channel></rss>",
    ),
    "xml": ("<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><title>", "</title>"),
    "md": ("---\ntitle: ", "\n---\nText"),
    "markdown": ("Text ", " end"),
    "txt": ("by Jane Smith", " 12"),
    "json": ('[{"title": "One", "author": "', '"}]'),
    "jsonl": ('{"title": "One", "body": "', '"}\n'),
    "csv": ("title,authors\nOne,", "\n"),
    "bib": ("@article{a, title = {One}, author = {", "}}\n"),
    "ris": ("TY  - JOUR\nTI  - One\nAU  - ", "\nER  - \n"),
    "nbib": ("PMID- 1\nTI  - One\nFAU - ", "\n"),
}


def repeated(piece: str) -> str:
    return piece * (LENGTH // len(piece))


@pytest.mark.parametrize("suffix", PLACES)
def test_no_reader_takes_more_than_its_time(suffix: str) -> None:
    before, behind = PLACES[suffix]
    with Worker() as worker:
        for piece in PIECES:
            file = File(f"a.{suffix}", f"{before}{repeated(piece)}{behind}".encode())
            assert worker.read(file).failure == "", (suffix, piece)


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        ("<input>http://a.b/ ", 25_000),
        ("<footer/>A sentence of the text, and more of it. ", 6_000),
        ("<p>é</p></body>ead><body>", 12_000),
        ("<p>x</p>y", 6_000),
    ],
)
def test_a_page_of_many_elements_takes_neither_time_nor_memory(piece: str, times: int) -> None:
    pytest.importorskip("trafilatura", reason="reading pages needs the html extra")
    page = f"<!doctype html><html><body>{piece * times}"
    with Worker() as worker:
        assert worker.read(File("a.html", page.encode())).failure == ""


@pytest.mark.parametrize(
    "author", ["e" * LENGTH, ("e" * 900 + "<!---->") * 100, ("e" * 299 + "</author><author>") * 300]
)
def test_the_authors_of_a_feed_are_looked_for_in_linear_time(author: str) -> None:
    item = f"<item><title>One</title><author>{author}</author></item>"
    with Worker() as worker:
        file = File("a.rss", f"<rss version='2.0'><channel>{item}</channel></rss>".encode())
        assert worker.read(file).failure == ""


def test_a_first_line_that_begins_with_comments_or_half_a_declaration_is_sniffed_at_once() -> None:
    with Worker() as worker:
        for start, suffix in itertools.product(("<!---->" * 40, "<?xml \xf3"), ("html", "xml", "")):
            file = File(f"a.{suffix}", (start + repeated('encoding="UTF-8"?')).encode())
            assert worker.read(file).failure == "", (start, suffix)


def test_names_queries_and_snippets_take_linear_time() -> None:
    # They end within the patience of a test, or the pattern behind them is at fault.
    for piece in PIECES:
        text = repeated(piece)
        split_names(text)
        display_name(text)
        parse_query(text[:20_000])
        strip_controls(text)
        list(sentences.sentence_starts(text))
