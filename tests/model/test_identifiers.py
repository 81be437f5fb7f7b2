"""PMIDs, PMCIDs, arXiv identifiers and ISBNs in the forms in which they are copied."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from leadersearch.model.identifiers import (
    FIND,
    find_isbn,
    identifiers_in_link,
    identifiers_of_word,
    labelled_identifiers,
    normalised,
    numbers_in_link,
)

FORMS = {
    ("pmid", "31234567"): [
        *("31234567", "PMID: 31234567", "pmid 31234567.", "PMID31234567", "PubMed ID: 31234567"),
        *("31234567[pmid]", "31234567 [PMID]", "PMID-31234567".replace("-", ":"), "031234567"),
        *("31234567.0", "https://pubmed.ncbi.nlm.nih.gov/31234567/"),
        *("pubmed.ncbi.nlm.nih.gov/31234567", "http://www.ncbi.nlm.nih.gov/pubmed/31234567"),
        "https://www.ncbi.nlm.nih.gov/pubmed/?term=31234567",
        "https://pubmed.ncbi.nlm.nih.gov/?term=31234567&sort=date",
        "https://www.ncbi.nlm.nih.gov/m/pubmed/31234567/",
        "https://europepmc.org/article/MED/31234567",
        "https://europepmc.org/abstract/med/31234567",
        "https://pubmed-ncbi-nlm-nih-gov.ezproxy.example.edu/31234567/?dopt=Abstract",
        "https://www.google.com/url?q=https%3A%2F%2Fpubmed.ncbi.nlm.nih.gov%2F31234567%2F&sa=D",
        "https://pubmed.ncbi.nlm.nih.gov/31234567/?utm_source=mail&utm_medium=email",
    ],
    ("pmcid", "PMC1234567"): [
        *("PMC1234567", "pmc1234567", "PMCID: PMC1234567", "PMC 1234567", "PMC1234567.2"),
        *("1234567", "PMC1234567 [PMCID]", "ncbi.nlm.nih.gov/pmc/articles/PMC1234567"),
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/pdf/a.pdf",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/",
        "https://europepmc.org/articles/PMC1234567",
        "https://europepmc.org/article/PMC/PMC1234567",
    ],
    ("arxiv", "2101.00001"): [
        *("2101.00001", "2101.00001v2", "arXiv:2101.00001v2", "arXiv: 2101.00001"),
        *(
            "arXiv:2101.00001v1 [cs.CL]",
            "arXiv preprint arXiv:2101.00001",
            "arxiv.org/abs/2101.00001",
        ),
        *("https://arxiv.org/pdf/2101.00001v3.pdf", "https://ar5iv.labs.arxiv.org/html/2101.00001"),
        *("oai:arXiv.org:2101.00001", "https://doi.org/10.48550/arXiv.2101.00001"),
        "https://export.arxiv.org/abs/2101.00001",
    ],
    ("arxiv", "hep-th/9901001"): [
        *("hep-th/9901001", "hep-th/9901001v2", "arXiv:hep-th/9901001"),
        "http://arxiv.org/abs/hep-th/9901001v1",
    ],
    ("arxiv", "math/0309136"): ["math.GT/0309136", "math/0309136", "arXiv:math.GT/0309136v1"],
    ("isbn", "9780306406157"): [
        *("9780306406157", "978-0-306-40615-7", "978 0 306 40615 7", "978–0–306–40615–7"),
        *("0306406152", "0-306-40615-2", "0 306 40615 2", "ISBN 0-306-40615-2"),
        *("ISBN-13: 978-0-306-40615-7", "ISBN-10 0306406152", "ISBN9780306406157"),
        *("urn:isbn:0306406152", "https://openlibrary.org/isbn/9780306406157", "eISBN 0306406152"),
        "https://www.example.com/Title/dp/0306406152/ref=sr_1_1",
    ],
    ("isbn", "9780804429573"): ["080442957X", "0-8044-2957-x", "9780804429573"],
}
WRITTEN = [(*found, form) for found, forms in FORMS.items() for form in forms]


@pytest.mark.parametrize(("kind", "value", "written"), WRITTEN)
def test_an_identifier_is_found_in_every_form(kind: str, value: str, written: str) -> None:
    assert FIND[kind](written) == value
    assert normalised(kind, written) == value.lower()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("pmid", text) for text in ("", "no number", "123456789", "12.5", "0")),
        *(("pmid", link) for link in ("https://example.org/pubmed/2020", "https://a.org/31234567")),
        *(("pmcid", text) for text in ("", "PMC", "pmcid: none", "https://a.org/articles/1234567")),
        *(("arxiv", text) for text in ("", "2113.00001", "and/9901001", "12.5", "21010.0001")),
        *(
            ("isbn", text)
            for text in ("", "9780306406158", "1234567890", "1234-5678", "0306406153")
        ),
    ],
)
def test_what_is_no_identifier_is_not_found(kind: str, text: str) -> None:
    assert FIND[kind](text) == ""


@given(st.sampled_from(sorted(FIND)), st.text() | st.text("0123456789-vX./pmcid: "))
def test_normalising_never_fails_and_twice_is_once(kind: str, text: str) -> None:
    once = normalised(kind, text)
    assert normalised(kind, once) == once


@given(st.integers(0, 10**9 - 1))
def test_an_old_isbn_and_a_new_one_are_the_same(number: int) -> None:
    digits = f"{number:09d}"
    check = -sum(int(digit) * (10 - place) for place, digit in enumerate(digits)) % 11
    new = find_isbn(f"{digits}{'X' if check == 10 else check}")

    assert new.startswith(f"978{digits}")
    assert find_isbn(f"{new[:3]}-{new[3:12]}-{new[12]}") == new


@given(st.integers(0, 10**12 - 1), st.integers(0, 11), st.integers(1, 9))
def test_an_isbn_with_one_wrong_digit_is_none(number: int, place: int, step: int) -> None:
    digits = f"978{number % 10**9:09d}"
    right = next(found for check in range(10) if (found := find_isbn(f"{digits}{check}")))
    wrong = str((int(right[place]) + step) % 10)

    assert not find_isbn(right[:place] + wrong + right[place + 1 :])


def test_a_doi_of_arxiv_is_an_arxiv_identifier_as_well() -> None:
    found = identifiers_in_link("https://doi.org/10.48550/arXiv.2101.00001")
    assert [(row.kind, row.value) for row in found] == [
        ("doi", "10.48550/arXiv.2101.00001"),
        ("arxiv", "2101.00001"),
    ]


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("31234567", ["pmid"]),
        ("PMC1234567", ["pmcid"]),
        ("2101.00001v2", ["arxiv"]),
        ("hep-th/9901001", ["arxiv"]),
        ("978-0-306-40615-7", ["isbn"]),
        ("0306406152", ["isbn"]),
        ("2019", []),
        ("123456789", []),
        ("COVID-19", []),
    ],
)
def test_a_word_may_be_an_identifier(word: str, kinds: list[str]) -> None:
    assert [row.kind for row in identifiers_of_word(word)] == kinds


def test_a_note_says_what_its_identifiers_are() -> None:
    note = "PMID: 31234567\nPMCID: PMC1234567; ISBN: 0-306-40615-2 | 30889810 [PMID]\n12345678"
    assert [row.value for row in labelled_identifiers(note)] == [
        *("31234567", "PMC1234567", "9780306406157", "30889810")
    ]


def test_a_sentence_about_an_identifier_is_none() -> None:
    assert not list(labelled_identifiers("PMID 123 was retracted\nisbn of the second edition"))


PARTS = (
    *("https://", "pubmed", "PubMed", ".ncbi.nlm.nih.gov/", "europepmc.org/", "article/med/", "/"),
    *("31234567", "/articles/", "PMC123456", "/pmc/", "?list_uids=", "&pmid=", "arxiv.org/"),
    *("pdf/", "2101.00001", "ARXIV:", "ar5iv.labs.org/", "html/", "huggingface.co/papers/"),
    *(
        "urn:isbn:",
        "9780306406157",
        "/dp/",
        "0306406152",
        "/gp/product/",
        "identifiers.org/pubmed:",
    ),
    *("10.48550/arXiv.", "hep-th/9901001", "alphaxiv.org/", "?isbn=", "&pubmed_id=", "urn:pmid:"),
)


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("".join))
def test_a_link_without_a_hint_leads_nowhere(link: str) -> None:
    """Behind a letter that folds in ways of its own, no hint is asked for."""
    assert numbers_in_link(link) == numbers_in_link(f"{link}#é")
