"""YAML: references of CSL, records of papis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from readers.conftest import Read


def test_references_of_csl(read: Read) -> None:
    text = """---
references:
- id: ashdown2021
  type: article-journal
  title: Kind rounds
  author:
  - family: Ashdown
    given: Mira
  issued:
  - year: 2021
    month: 3
    day: 5
  container-title: Invented Journal
  DOI: 10.5555/k.1
- id: second
  title: Second
  issued: {date-parts: [[2020, 4]]}
...
"""
    first, second = read(text, "refs.yaml").articles

    assert (first.title, first.authors) == ("Kind rounds", ("Mira Ashdown",))
    assert (str(first.date), first.venue, first.doi) == (
        "2021-03-05",
        "Invented Journal",
        "10.5555/k.1",
    )
    assert (second.title, str(second.date)) == ("Second", "2020-04")


def test_a_record_of_papis(read: Read) -> None:
    text = """author: Ashdown, Mira and Okoro, Ben
author_list:
- {given_name: Mira, surname: Ashdown}
- family: Okoro
  given: Ben
doi: 10.5555/k.1
journal: Invented Journal
month: 3
title: Kind rounds
year: 2021
"""
    article = read(text, "info.yaml").only

    assert (article.title, article.authors) == ("Kind rounds", ("Mira Ashdown", "Ben Okoro"))
    assert (str(article.date), article.venue) == ("2021-03", "Invented Journal")


def test_each_document_of_a_file_is_read(read: Read) -> None:
    text = (
        "title: One\nyear: 2020\n---\ntitle: Two\n---\nreferences:\n- {id: c, title: Three}\n---\n"
    )

    assert read(text, "export.yaml").titles == ["One", "Two", "Three"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: [One\n", "ill-formed YAML"),
        ("a: &x [1]\ntitle: *x\n", "aliases are not followed"),
        ("port: 80\nhost: here\n", "no references, and no title"),
    ],
)
def test_other_yaml_is_refused_with_the_reason(read: Read, text: str, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(text, "a.yaml")
