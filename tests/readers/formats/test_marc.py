from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError
from readers.packed import marc_record

if TYPE_CHECKING:
    from readers.conftest import Read


FIELDS = {
    "001": "1",
    "008": "210302s2021    enk           000 0 eng d",
    "020": "  \x1fa0306406152 (pbk.)",
    "100": "1 \x1faM\u00fcller, J\u00f6rg,\x1fd1950-",
    "245": "10\x1faW\u00fcrde :\x1fba view /\x1fcJ\u00f6rg M\u00fcller.",
    "260": "  \x1faLondon :\x1fbPub,\x1fc2021.",
    "520": "  \x1faIn short.",
    "650": " 0\x1faNursing\x1fxEthics.",
}


@pytest.mark.parametrize("mark", ["a", " "])
@pytest.mark.parametrize("name", ["a.mrc", "a.marc", "a.xyz", "a"])
def test_a_record_is_an_article(read: Read, name: str, mark: str) -> None:
    article = read(marc_record(FIELDS, mark=mark), name).only
    assert (article.title, article.authors) == ("W\u00fcrde: a view", ("J\u00f6rg M\u00fcller",))
    assert (str(article.date), article.excerpt) == ("2021", "In short.")
    assert (article.extra["isbn"], article.tags) == (("9780306406157",), ("Nursing",))
    assert article.language == "eng"


def test_accents_of_marc_8_stand_before_their_letters(read: Read) -> None:
    fields = {"245": "10\x1faW\xe8urde \xb2 caf\xe2e \xf0c"}
    data = marc_record(fields, mark=" ", encoding="latin-1")
    assert read(data, "a.mrc").only.title == "W\u00fcrde \u00f8 caf\u00e9 \u00e7"


def test_lengths_that_are_wrong_after_a_conversion_do_not_matter(read: Read) -> None:
    data = marc_record(FIELDS).replace("\u00fc".encode(), b"u")
    assert read(data + b"\n" + marc_record(FIELDS), "a.mrc").titles == [
        "Wurde: a view",
        "W\u00fcrde: a view",
    ]


def test_a_record_cut_short_is_reported(read: Read) -> None:
    reading = read(marc_record(FIELDS) + marc_record(FIELDS)[:-30], "a.mrc")
    assert len(reading.articles) == 2
    assert reading.findings == ["the last record is cut short"]


def test_a_record_without_end_is_refused(read: Read) -> None:
    with pytest.raises(ReadError, match="does not end"):
        read(marc_record(FIELDS)[:-1] + b"x" * 2_000_000, "a.mrc")
