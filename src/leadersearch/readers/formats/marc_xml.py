"""MARCXML, the catalogue records of libraries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from leadersearch.readers.convert.xml_elements import below, first_of, line_in, unique
from leadersearch.readers.describe.elements import articles_of_elements
from leadersearch.readers.describe.places import place_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_PUNCTUATION = re.compile(r" ?[/:;,=] ?\Z")
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{3})\.\Z")
_YEAR = re.compile(r"(?<!\d)1[0-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
_LANGUAGE = slice(35, 38)  # of field 008
_DATE = slice(7, 11)


# Relators (id.loc.gov) of those who made or keep the thing, and wrote nothing of it.
_NOT_AUTHORS = frozenset("bkd bkp dgg dst fnd his isb own pbl pbd prt sponsor spn".split())


def read(file: RawFile) -> Iterator[Article]:
    """The articles of a MARCXML file."""
    return articles_of_elements(file, ("record",), record_of)


def record_of(element: Element) -> dict[str, object]:
    """The fields of a catalogue record as loose records have them."""
    # Answers of catalogues (SRU) and of repositories (OAI-PMH) wrap each record in one of theirs.
    inner = first_of(element, ("recordData", "record"), ("metadata", "record"))
    element = element if inner is None else inner
    fields = [(row.get("tag", ""), row) for row in below(element, "datafield")]
    control = {row.get("tag", ""): row.text or "" for row in below(element, "controlfield")}

    def values(tag: str, codes: str) -> list[str]:
        found = (_joined(row, codes) for name, row in fields if name == tag)
        return [value for value in found if value]

    dates = [
        year[0] for row in values("260", "c") + values("264", "c") if (year := _YEAR.search(row))
    ]
    fixed = control.get("008", "")
    numbers = [
        (_joined(row, "2").lower(), _joined(row, "a")) for tag, row in fields if tag == "024"
    ]
    return {
        "title": next((_title(row) for tag, row in fields if tag == "245"), ""),
        "authors": unique(
            _FULL_STOP.sub("", _joined(row, "a"))
            for wanted in ("100", "110", "700", "710")
            for tag, row in fields
            if tag == wanted and _joined(row, "4").lower() not in _NOT_AUTHORS
        ),
        "abstract": "\n\n".join(values("520", "a")),
        "date": next(iter(dates), "") or (fixed[_DATE] if _YEAR.fullmatch(fixed[_DATE]) else ""),
        "venue": next(iter(values("773", "t") + values("490", "a")), ""),
        "doi": next((number for kind, number in numbers if kind == "doi"), ""),
        "isbn": next(iter(values("020", "a")), ""),
        "url": next((url for url in values("856", "u") if "://" in url), ""),
        "tags": unique(
            _FULL_STOP.sub("", word) for tag in ("650", "653", "655") for word in values(tag, "a")
        ),
        "language": next(iter(values("041", "a")), "") or fixed[_LANGUAGE].strip(" |"),
        **place_in_words(" ".join(values("773", "g"))),
    }


def _title(field: Element) -> str:
    """Title and subtitle, with the colon that catalogues of Europe leave out."""
    title = _joined(field, "a")
    for row in below(field, "subfield"):
        part = line_in(row)
        if row.get("code") in {"b", "n", "p"} and part:
            colon = ":" if row.get("code") == "b" and title[-1:].isalnum() else ""
            title = _PUNCTUATION.sub("", f"{title}{colon} {part}")
    return _FULL_STOP.sub("", title.replace(" : ", ": "))


def _joined(field: Element, codes: str) -> str:
    """The subfields of some codes, one after another, as a title page has them."""
    parts = [line_in(row) for row in below(field, "subfield") if row.get("code", "") in codes]
    return _PUNCTUATION.sub("", " ".join(filter(None, parts))).replace(" : ", ": ")
