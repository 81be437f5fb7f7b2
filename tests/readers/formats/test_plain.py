from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read


def test_the_first_line_is_the_title_and_the_rest_the_body(read: Read) -> None:
    article = read("On kindness\n\nIt costs nothing.\n\nAnd is worth much.\n", "a.txt").only
    assert article.title == "On kindness"
    assert article.body == "It costs nothing.\n\nAnd is worth much."


def test_text_without_a_title_takes_the_name_of_the_file(read: Read) -> None:
    article = read("word " * 100 + "\n\nmore", "notes/on_kind-leaders.txt").only
    assert article.title == "on kind leaders"
    assert article.body.endswith("more")


@pytest.mark.parametrize("data", [b"", b"   \n\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_refused(read: Read, data: bytes) -> None:
    with pytest.raises(ReadError, match="the file is empty"):
        read(data, "a.txt")


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"\x89PNG\r\n\x1a\n", b"a\x00b\x00\x01" * 9])
def test_binary_data_by_the_name_of_a_text_is_refused(read: Read, data: bytes) -> None:
    with pytest.raises(ReadError, match="not text but"):
        read(data, "a.txt")


def test_a_text_that_begins_with_a_heading_is_markdown(read: Read) -> None:
    article = read("# Kind rounds\n\nText with *emphasis*.\n", "a.txt").only
    assert (article.title, article.body) == ("Kind rounds", "Text with emphasis.")
    assert read("#hashtag first\nText\n", "b.txt").titles == ["#hashtag first"]


@pytest.mark.parametrize(
    "data",
    [
        "<?xml version='1.0'?>\n<row_records><row_record>One</row_record></row_records>",
        "<row_records>\n  <row_record>One</row_record>\n</row_records>",
        '<record xmlns="http://example.org/x"><title>One</title></record>',
    ],
)
def test_xml_of_an_unknown_kind_is_no_prose(read: Read, data: str) -> None:
    for name in ("a.txt", "-"):
        with pytest.raises(ReadError, match="XML of a kind that no reader knows, <"):
            read(data, name)


def test_prose_that_begins_with_a_tag_is_read(read: Read) -> None:
    assert read("<b>Kind</b> words\n\nText\n", "a.txt").articles
