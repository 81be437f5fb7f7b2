from __future__ import annotations

import pytest

from leadersearch.model.fields import TABLE
from leadersearch.readers.describe.field_names import field_named


def test_no_alias_means_two_fields() -> None:
    aliases = [alias for row in TABLE for alias in row.record_names]
    assert len(aliases) == len(set(aliases))
    assert all(alias.isalnum() and alias.islower() for alias in aliases)


def test_case_blanks_and_punctuation_of_names_do_not_matter() -> None:
    assert field_named("Publication Year") == field_named("publication_year") == "date"
    assert field_named("price") == ""


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Titel", "title"),
        ("Auteurs", "authors"),
        ("Año", "date"),
        ("Schlagwörter", "tags"),
        ("Résumé", "excerpt"),
        ("Rivista", "venue"),
        ("Resume", ""),
        ("Data", ""),
    ],
)
def test_columns_may_be_named_in_other_languages(name: str, field: str) -> None:
    assert field_named(name) == field
