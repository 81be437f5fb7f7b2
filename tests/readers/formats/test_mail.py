"""Mail: messages and mailboxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read

HEAD = (
    "Message-ID: <1@example.org>\nFrom: =?iso-8859-1?q?Zo=EB?= Lee <z@example.org>\nTo: b@example.org\n"
    "Date: Wed, 17 May 2023 23:30:00 -0500\nSubject: =?utf-8?b?w4l0aGlxdWU=?=\n =?utf-8?q?_now?=\nMIME-Version: 1.0\n"
)


def mixed(*parts: str, kind: str = "mixed") -> str:
    inside = "".join(f"--b{kind}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="b{kind}"\n\n{inside}--b{kind}--\n'


PLAIN = "Content-Type: text/plain; charset=latin-1\nContent-Transfer-Encoding: quoted-printable\n\nCaf=E9 =\ntalk"
HTML = "Content-Type: text/html; charset=utf-8\n\n<p>Café in <b>HTML</b></p>"
ATTACHED = 'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\nsecret'


def test_a_message_of_alternatives_and_attachments(read: Read) -> None:
    found = read(HEAD + mixed(mixed(HTML, PLAIN, kind="alternative"), ATTACHED), "a.eml").only

    assert (found.title, found.authors) == ("Éthique now", ("Zoë Lee",))
    assert found.body == "Café talk"
    assert str(found.date) == "2023-05-17"  # where it was written, not in London
    assert found.id == "mid:1@example.org"


def test_html_is_read_where_there_is_no_plain_text(read: Read) -> None:
    assert read(HEAD + mixed(HTML, ATTACHED), "a.eml").only.body == "Café in HTML"


def test_an_address_is_no_author(read: Read) -> None:
    assert read("From: a@example.org\nSubject: One\nDate: x\n\nText\n", "a.eml").only.authors == ()


def test_a_header_that_nobody_encoded_or_that_says_a_wrong_encoding_is_read(read: Read) -> None:
    head = "From: Ann\nDate: x\nSubject: "
    kind = "Content-Type: text/plain; charset=latin-1"
    assert read(f"{head}Café\n{kind}\n\nText".encode("latin-1"), "a.eml").only.title == "Café"
    assert read(f"{head}=?UTF-8?Q?Caf=e9?=\n\nText", "a.eml").only.title == "Café"


def test_a_mailbox_is_parted_where_a_line_names_a_time(read: Read) -> None:
    box = (
        "From a@example.org Wed May 17 23:00:00 2023\nFrom: Ann Lee <a@example.org>\nSubject: One\n\n"
        "Text\n\nFrom my point of view, of 2023\n\n>From then on\n\n"
        "From - Thu May 18 07:00:00 2023\nFrom: b at example.org (Bo Ray)\nSubject: One\n\nOther\n\n"
        "From - Thu May 18 08:00:00 2023\nX-Empty: yes\n\n"
    )
    reading = read(box, "list.txt")
    assert [article.body.split()[0] for article in reading.articles] == ["Text", "Other"]
    assert reading.articles[0].body.endswith("of 2023\n\nFrom then on")
    assert reading.articles[1].authors == ("Bo Ray",)
    assert reading.findings == ["message 3 skipped: no subject and no text"]


@pytest.mark.parametrize("name", ["a.eml", "a", "a.txt"])
def test_mail_is_known_by_its_header(read: Read, name: str) -> None:
    assert read(HEAD + "\nText\n", name).only.title == "Éthique now"


def test_notes_that_begin_with_a_name_and_a_colon_are_no_mail(read: Read) -> None:
    assert read("From: here to there\n\nA journey.\n", "a.txt").only.title == "From: here to there"


def test_nesting_is_bounded(read: Read) -> None:
    deep = "".join(
        f'Content-Type: multipart/mixed; boundary="b{level}"\n\n--b{level}\n'
        for level in range(5_000)
    )
    with pytest.raises(ReadError, match="parts in parts"):
        read(HEAD + deep, "a.eml")
