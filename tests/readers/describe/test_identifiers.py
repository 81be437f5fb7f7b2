"""Identifiers of records, wherever programs put them."""

from __future__ import annotations

import pytest

from leadersearch.readers.describe.records import article_of
from leadersearch.readers.raw_file import ignore

PMID, PMCID = {"pmid": ("31234567",)}, {"pmcid": ("PMC1234567",)}
ARXIV, ISBN = {"arxiv": ("2101.00001",)}, {"isbn": ("9780306406157",)}


@pytest.mark.parametrize(
    ("record", "extra"),
    [
        ({"PMID": "31234567"}, PMID),
        ({"pmid": 31234567}, PMID),
        ({"PubMed ID": "31234567.0"}, PMID),
        ({"ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/31234567"}}, PMID),
        ({"externalIds": {"PubMed": "31234567", "PubMedCentral": "1234567"}}, PMID | PMCID),
        ({"externalIds": {"ArXiv": "2101.00001v2"}}, ARXIV),
        ({"identifier": [{"propertyID": "pmid", "value": "31234567"}]}, PMID),
        ({"identifiers": [{"type": "ISBN", "id": "0-306-40615-2"}]}, ISBN),
        ({"Extra": "PMID: 31234567\nPMCID: PMC1234567\nPublisher: A"}, PMID | PMCID),
        ({"note": "arXiv:2101.00001 [cs.CL]"}, ARXIV),
        ({"url": "https://www.ncbi.nlm.nih.gov/pubmed/31234567"}, PMID),
        ({"id": "http://arxiv.org/abs/2101.00001v1"}, ARXIV),
        ({"doi": "10.48550/arXiv.2101.00001"}, ARXIV),
        ({"ISBN": "978-0-306-40615-7"}, ISBN),
        ({"isbn": ["0306406152", "9780306406157"]}, ISBN),
        ({"isbn": "978-0-306-40615-7 080442957X"}, {"isbn": ("9780306406157", "9780804429573")}),
        ({"pmid": "31234567", "note": "PMID: 11111111"}, PMID),
        ({"isbn": "1234-5678", "pmid": "none", "id": 31234567, "note": "see PMID 5"}, {}),
        ({"ids": "x", "identifiers": [1, None, {"type": {}}], "note": {"a": 1}, "pmid": True}, {}),
    ],
)  # fmt: skip
def test_an_identifier_is_found_where_it_hides(
    record: dict[str, object], extra: dict[str, tuple[str, ...]]
) -> None:
    assert article_of({"title": "One", **record}, ignore).extra == extra


def test_a_doi_is_found_in_a_note_and_in_a_map() -> None:
    for record in (
        {"Extra": "DOI: 10.1136/leader-1"},
        {"externalIds": {"DOI": "10.1136/leader-1"}},
    ):
        assert article_of({"title": "One", **record}, ignore).doi == "10.1136/leader-1"


def test_a_doi_of_its_own_field_is_taken_before_that_of_a_note() -> None:
    record = {"title": "One", "doi": "10.1136/leader-1", "note": "doi: 10.1136/other-2"}
    assert article_of(record, ignore).doi == "10.1136/leader-1"


def test_a_hostile_number_of_values_is_cut() -> None:
    record = {"title": "One", "pmid": [str(number) for number in range(1, 10_000)]}
    assert len(article_of(record, ignore).extra["pmid"]) == 20
