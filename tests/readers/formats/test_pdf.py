"""PDF: properties, the first page, and the text of all pages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import MissingExtra, ReadError
from readers.packed import pdf

if TYPE_CHECKING:
    from readers.conftest import Read

LONG = "We walked the wards with kind words and asked people what they need"
BODY = [(10, f"{LONG}, number {number}") for number in range(8)]
TITLE = [
    (18, "Kind rounds on busy"),
    (18, "wards at night"),
    (12, "Ann Lee, Bo J. Ray and Cy van Day"),
]


@pytest.fixture
def _pypdf() -> None:
    pytest.importorskip("pypdf", reason="the pdf extra is not installed")


@pytest.mark.usefixtures("_pypdf")
def test_properties_come_first(read: Read) -> None:
    info = "/Title (Kind rounds) /Author (Ann Lee; Bo Ray) /Keywords (wards, night) /CreationDate (D:20210305101112Z)"
    found = read(pdf([*TITLE[:2], *BODY], info=info), "a.pdf").only

    assert (found.title, found.authors) == ("Kind rounds", ("Ann Lee", "Bo Ray"))
    assert (str(found.date), found.tags) == ("2021-03-05", ("wards", "night"))
    assert LONG in found.body


@pytest.mark.usefixtures("_pypdf")
@pytest.mark.parametrize(
    "title", ["", "Microsoft Word - draft7.docx", "leader-2021-0005 1..9", "S0140-6736"]
)
def test_the_first_page_is_asked_where_the_properties_say_nothing(read: Read, title: str) -> None:
    page = [
        (9, "Journal of Wards"),
        *TITLE,
        (10, "Ward University, 5 March 2021"),
        (10, "doi: 10.5555/k.1."),
        *BODY,
    ]
    found = read(pdf(page, info=f"/Title ({title})"), "a.pdf").only

    assert found.title == "Kind rounds on busy wards at night"
    assert found.authors == ("Ann Lee", "Bo J. Ray", "Cy van Day")
    assert (str(found.date), found.doi) == ("2021-03-05", "10.5555/k.1")


@pytest.mark.usefixtures("_pypdf")
def test_running_heads_and_page_numbers_are_left_out(read: Read) -> None:
    pages = []
    for number, word in enumerate(("kind", "busy", "calm", "late"), start=11):
        lines = [(10, f"{LONG}, {word} {letter}") for letter in "abcdefgh"]
        pages.append([(8, f"Lee et al. page {number}"), *lines, (8, str(number))])
    body = read(pdf(*pages), "a.pdf").only.body

    assert "Lee et al" not in body
    assert "12" not in body
    assert all(f"{word} {letter}" in body for word in ("kind", "late") for letter in "ah")


@pytest.mark.usefixtures("_pypdf")
def test_lines_are_joined_to_paragraphs_and_divided_words_to_one(read: Read) -> None:
    lines = [f"{LONG} in a consul-", f"tation, or {LONG}", "and in the end.", f"Then {LONG} again"]
    body = read(pdf([(10, line) for line in lines]), "a.pdf").only.body
    assert body == f"{LONG} in a consultation, or {LONG} and in the end.\n\nThen {LONG} again"


@pytest.mark.usefixtures("_pypdf")
def test_pages_that_are_pictures_leave_the_name_of_the_file(read: Read) -> None:
    reading = read(pdf([]), "kind_rounds.pdf")
    assert (reading.only.title, reading.only.body) == ("kind rounds", "")
    assert reading.findings == [
        "no text found: its pages are pictures; recognise their text (OCR) first"
    ]


@pytest.mark.usefixtures("_pypdf")
def test_a_damaged_file_is_named(read: Read) -> None:
    with pytest.raises(ReadError):
        read(b"%PDF-1.4\nnothing more", "a.pdf")


@pytest.mark.usefixtures("_pypdf")
def test_a_page_that_is_a_vast_drawing_is_left_out(read: Read) -> None:
    drawing = [(10, "x" * 2_200_000)]
    reading = read(pdf(drawing, BODY), "a.pdf")
    assert reading.findings == ["page 1 was left out: a drawing of 2 MB"]
    assert reading.only.body.startswith(LONG)


def test_without_the_extra_the_command_that_installs_it_is_named(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(MissingExtra, match=r"pip install 'leadersearch\[pdf\]'"):
        read(pdf(BODY), "a.pdf")


@pytest.mark.usefixtures("_pypdf")
def test_the_stamp_of_a_preprint_is_its_number_and_no_title(read: Read) -> None:
    stamp = (20, "arXiv:2101.00001v2 [cs.DL] 5 Mar 2021")
    found = read(pdf([stamp, *TITLE, *BODY]), "a.pdf").only

    assert found.title == "Kind rounds on busy wards at night"
    assert (found.extra["arxiv"], str(found.date)) == (("2101.00001",), "2021-03-05")


@pytest.mark.usefixtures("_pypdf")
@pytest.mark.parametrize("login", ["e516160", "WARD:ML", "WARD\\\\ml"])
def test_the_login_of_who_wrote_the_file_is_no_author(read: Read, login: str) -> None:
    page = [(18, "Kind rounds on busy wards"), *BODY]
    assert read(pdf(page, info=f"/Author ({login})"), "a.pdf").only.authors == ()
