"""A message that was sent on -> who wrote it, when, about what, and its text.

Worth reading!

---------- Forwarded message ---------
From: Bo Ray <bo@example.org>
Date: Tue, Mar 2, 2021 at 8:00 AM
Subject: Five lessons
To: Ann Lee <ann@example.org>

Lesson one.
"""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import NamedTuple

_SUBJECT = re.compile(r"(?:fwd?|wg|tr|rv|enc|i|doorst|vs|vb|vid)\s?: ?(?=\S)", re.IGNORECASE)
_FIELDS = {
    name: field
    for field, names in {
        "sender": "from von de da van fra från od от",
        "date": "date sent datum gesendet fecha enviado envoyé data inviato verzonden sendt dato skickat",
        "subject": "subject betreff objet asunto oggetto assunto onderwerp emne ämne",
        "": "to an à para a aan til till cc kopie reply-to",
    }.items()
    for name in names.split()
}
# Between the stars that a program makes of bold type.
_LINE = re.compile(
    r"[>*\s]{0,9}(?P<name>[^\W\d_][\w-]{0,12}+)[* ]{0,3}:[* ]{0,3}(?P<value>[^\n]{0,1000})"
)
_MARK = re.compile(
    r"^[>\s]{0,9}(?:-{2,} ?[^\n-]{3,60} ?-{2,}|Begin forwarded message:|_{20,})[ \t]{0,9}$",
    re.MULTILINE,
)
# Outlook draws a line above the header, which is lost in a plain text.
_NO_MARK = re.compile(
    r"^(?=[>* ]{0,4}[^\W\d_]{2,4}[* ]{0,3}: ?[^\n]{1,300}\n[>* ]{0,4}[^\W\d_]{2,10}[* ]{0,3}: ?[^\n]{0,100}\d)",
    re.MULTILINE,
)
_MOST_MARKS = 5
_MOST_LINES = 10


class Forwarded(NamedTuple):
    """The message within a message; `body` is its text below what was written above it."""

    sender: str
    date: str
    subject: str
    body: str


def forwarded_in(subject: str, text: str) -> Forwarded | None:
    """The message that was sent on; None where the subject does not say so, or nothing in the text."""
    sent_on = _SUBJECT.match(subject)
    if not sent_on:
        return None
    marks = (islice(pattern.finditer(text), _MOST_MARKS) for pattern in (_MARK, _NO_MARK))
    for mark in chain.from_iterable(marks):
        values, body = _header(text[mark.end() :])
        if "sender" in values:
            above = text[: mark.start()].strip()
            return Forwarded(
                values["sender"],
                values.get("date", ""),
                values.get("subject", "") or subject[sent_on.end() :],
                f"{above}\n\n{body}".strip(),
            )
    return None


def _header(text: str) -> tuple[dict[str, str], str]:
    """The values of the lines of a header, and the text below."""
    values: dict[str, str] = {}
    lines = text.lstrip().split("\n", _MOST_LINES)
    for place, line in enumerate(lines):
        pair = _LINE.fullmatch(line.rstrip())
        field = _FIELDS.get(pair["name"].lower()) if pair else None
        if pair is None or field is None:
            return values, "\n".join(lines[place:]).strip()
        values.setdefault(field, pair["value"].strip(" *"))
    return values, ""
