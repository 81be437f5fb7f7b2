from __future__ import annotations

import pytest

from leadersearch.readers.describe.language_bylines import without_byline
from leadersearch.readers.describe.page_metadata import page_metadata


@pytest.mark.parametrize(
    ("written", "language", "name"),
    [
        ("Von Anna Müller", "de", "Anna Müller"),
        ("von Anna Müller und Bo Ray", "de-AT", "Anna Müller und Bo Ray"),
        ("Par Anne Dupont", "fr_FR", "Anne Dupont"),
        ("Por: Ana García, Luis Paz", "es", "Ana García, Luis Paz"),
        ("di Anna Rossi", "it", "Anna Rossi"),
        ("Av Anna Berg", "sv", "Anna Berg"),
        ("Door Anna Berg", "nl", "Anna Berg"),
    ],
)
def test_the_word_for_by_is_no_part_of_a_name(written: str, language: str, name: str) -> None:
    assert without_byline(written, language) == name


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("von Neumann", "de"),
        ("von Neumann, John", "de"),
        ("von der Leyen", "de"),
        ("Von Anna Müller", "en"),
        ("Di Lorenzo", "it"),
        ("Di Lorenzo Marco", "it"),
        ("Di Lorenzo, Marco", "it"),
        ("Par Lindh", "fr"),
        ("Porfirio Díaz", "es"),
        ("Avi Ben Ari", "sv"),
    ],
)
def test_a_name_is_never_cut(name: str, language: str) -> None:
    assert without_byline(name, language) == name


def test_the_language_of_the_page_decides() -> None:
    page = '<html lang="{}"><meta name="author" content="Von Anna Müller">'
    assert page_metadata(page.format("de"))["authors"] == "Anna Müller"
    assert page_metadata(page.format("en"))["authors"] == "Von Anna Müller"
