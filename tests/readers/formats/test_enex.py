from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from readers.conftest import Read


NOTE = (
    "<note><title>Rest &amp; care</title><created>20210302T100000Z</created><tag>care</tag><tag>a, b</tag>"
    "<note-attributes><author>Ann Lee</author><source-url>https://example.org/1</source-url></note-attributes>"
    "<content><![CDATA[<?xml version='1.0'?><!DOCTYPE en-note SYSTEM 'x'><en-note><div>One &amp; two</div>"
    "<en-crypt hint='x'>U2VjcmV0</en-crypt><en-media hash='x'/></en-note>]]></content>{}</note>"
)
FILE = "<resource><data encoding='base64'>{}</data><mime>application/pdf</mime></resource>"


def export(*notes: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE en-export SYSTEM "http://xml.evernote.com/x.dtd">\n'
    return f"{head}<en-export application='Evernote'>{''.join(notes)}</en-export>"


def test_a_note_is_an_article(read: Read) -> None:
    article = read(export(NOTE.format("")), "notes.enex").only
    assert (article.title, article.body) == ("Rest & care", "One & two")
    assert (article.authors, str(article.date)) == (("Ann Lee",), "2021-03-02")
    assert (article.tags, article.url) == (("care", "a, b"), "https://example.org/1")


@pytest.mark.parametrize("length", [0, 1, 70_000, 20_000_000])
def test_attached_files_of_any_size_are_passed_over(read: Read, length: int) -> None:
    whole = "A" * length
    for data in (
        whole,
        "\n".join(whole[at : at + 76] for at in range(0, min(length, 200_000), 76)),
    ):
        reading = read(export(NOTE.format(FILE.format(data)), NOTE.format("")), "notes.enex")
        assert reading.titles == ["Rest & care", "Rest & care"]
        assert reading.findings == []


def test_an_export_is_known_without_its_suffix(read: Read) -> None:
    assert read(export(NOTE.format("")), "notes").titles == ["Rest & care"]


def test_a_note_cut_short_is_reported_and_the_others_are_read(read: Read) -> None:
    text = export(NOTE.format(""), NOTE.format(FILE.format("AAAA")))
    found = []
    with pytest.raises(Exception, match="ill-formed XML"):
        found += read(text[:-60], "notes.enex").articles
    assert not found
