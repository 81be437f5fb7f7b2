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


def message(header: str, body: str) -> str:
    return f"Message-ID: <1@example.org>\nMIME-Version: 1.0\n{header}\n\n{body}"


FROM = "From: Ann Lee <ann@example.org>\nSubject: {}\nDate: Wed, 10 Mar 2021 10:00:00 +0000"


@pytest.mark.parametrize(
    "block",
    [
        (
            "---------- Forwarded message ---------\nFrom: Bo Ray <bo@example.org>\n"
            "Date: Tue, Mar 2, 2021 at 8:00 AM\nSubject: Five lessons\nTo: Ann Lee <a@example.org>\n\n"
        ),
        (
            "Begin forwarded message:\n\n> From: Bo Ray <bo@example.org>\n> Subject: Five lessons\n"
            "> Date: 2 March 2021 at 08:00:00 GMT\n> To: Ann Lee <a@example.org>\n\n"
        ),
        (
            "From: Bo Ray <bo@example.org>\nSent: 02 March 2021 08:00\nTo: Ann Lee <a@example.org>\n"
            "Subject: Five lessons\n\n"
        ),
        (
            "-----Weitergeleitete Nachricht-----\nVon: Bo Ray <bo@example.org>\nGesendet: 2. M\u00e4rz 2021\n"
            "An: Ann Lee\nBetreff: Five lessons\n\n"
        ),
    ],
)
@pytest.mark.parametrize("sign", ["Fwd: ", "FW: ", "WG: "])
def test_a_message_that_was_sent_on_is_of_who_wrote_it(read: Read, block: str, sign: str) -> None:
    text = message(FROM.format(f"{sign}Five lessons"), f"Look!\n\n{block}Lesson one.\n")
    article = read(text, "a.eml").only
    assert (article.title, article.authors) == ("Five lessons", ("Bo Ray",))
    assert (str(article.date), article.body) == ("2021-03-02", "Look!\n\nLesson one.")


@pytest.mark.parametrize("subject", ["Re: Five lessons", "Fwd: Five lessons"])
def test_a_message_that_holds_no_other_stays_as_it_is(read: Read, subject: str) -> None:
    text = message(FROM.format(subject), "From: here to there.\nA text.\n")
    article = read(text, "a.eml").only
    assert (article.title, article.authors) == (subject, ("Ann Lee",))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"Lee, Ann (Ward 5)"', "Ann Lee"),
        ('"Lee, Ann [NHS]"', "Ann Lee"),
        ("Ann Lee via Ward list", "Ann Lee"),
        ("Ann Lee from Ward Notes", "Ann Lee"),
        ("News from the ward", "News from the ward"),
        ('"Ann (Annie) Lee"', "Ann (Annie) Lee"),
    ],
)
def test_a_sender_is_a_name(read: Read, written: str, name: str) -> None:
    text = message(f"From: {written} <ann@example.org>\nSubject: One", "A text.")
    assert read(text, "a.eml").only.authors == (name,)


def test_a_message_without_a_date_is_of_the_day_on_which_it_came(read: Read) -> None:
    came = "Received: from a by b;\n Tue, 2 Mar 2021 10:00:00 +0000\n"
    text = message(f"{came}From: Ann Lee <a@example.org>\nSubject: One", "A text.")
    assert str(read(text, "a.eml").only.date) == "2021-03-02"


def test_lines_that_flow_are_joined(read: Read) -> None:
    kind = "\nContent-Type: text/plain; charset=utf-8; format=flowed"
    body = "A line \nthat flows.\n\n> quoted \n> on\nNext.\n-- \nAnn\n"
    text = message(FROM.format("One") + kind, body)
    article = read(text, "a.eml").only
    assert article.body == "A line that flows.\n\n> quoted\n> on\nNext.\n--\nAnn"


def test_labels_of_gmail_and_keywords_are_tags(read: Read) -> None:
    labels = "\nX-Gmail-Labels: Inbox,Opened,Category updates,Care\nKeywords: nights, rest"
    text = message(FROM.format("One") + labels, "A text.")
    assert read(text, "a.eml").only.tags == ("nights", "rest", "Care")


@pytest.mark.parametrize(
    ("plain", "body"),
    [("See it online.", "A lesson. " * 20), ("A lesson. " * 15, "A lesson. " * 15)],
)
def test_a_plain_text_that_only_leads_to_the_other_is_not_taken(
    read: Read, plain: str, body: str
) -> None:
    kind = "\nContent-Type: multipart/alternative; boundary=b"
    parts = (
        f"--b\nContent-Type: text/plain\n\n{plain}\n"
        f"--b\nContent-Type: text/html\n\n<p>{'A lesson. ' * 20}</p>\n--b--\n"
    )
    assert read(message(FROM.format("One") + kind, parts), "a.eml").only.body == body.strip()


def test_a_message_of_apple_mail_ends_where_its_length_says(read: Read) -> None:
    text = message(FROM.format("One"), "A text.\n")
    whole = f"{len(text)}       \n{text}<?xml version='1.0'?><plist></plist>"
    for name in ("1.emlx", "1.txt"):
        assert read(whole, name).only.body == "A text."
