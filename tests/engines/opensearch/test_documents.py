"""Articles as documents."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

import strategies
from leadersearch.engines.opensearch.address import Address
from leadersearch.engines.opensearch.client import encoded
from leadersearch.engines.opensearch.documents import article_in, document_id, document_of
from leadersearch.engines.opensearch.mapping import COMBINED, TEXTS, index_body
from leadersearch.model.article import Article
from leadersearch.text import Analysis
from leadersearch.text.analysis import VALUE_GAP

ANALYSIS = Analysis()
PROPERTIES = index_body(Address.parse("host/x"), "english")["mappings"]["properties"]


def positions_of(values: list[str]) -> dict[str, list[int]]:
    """The terms of a field where the cluster puts them."""
    positions: dict[str, list[int]] = {}
    place = -VALUE_GAP
    for value in values:
        place += VALUE_GAP - 1
        for together in value.split(" "):
            place += 1
            for term in together.split("|"):
                positions.setdefault(term, []).append(place)
    return positions


@strategies.everyday(60)
@given(strategies.articles)
def test_a_document_has_every_term_at_its_position(article: Article) -> None:
    document = json.loads(encoded(document_of(article, ANALYSIS)))
    terms = json.loads(encoded(ANALYSIS.analyse(article).positions))

    for name in set(TEXTS) - COMBINED.keys():
        laid = positions_of(document.get(name, []))
        first = min((places[0] for places in laid.values()), default=0)
        own = terms.get(name, {})
        start = min((places[0] for places in own.values()), default=0)
        assert {term: [place - first for place in places] for term, places in laid.items()} == {
            term: [place - start for place in sorted(set(places))] for term, places in own.items()
        }


@strategies.everyday(60)
@given(strategies.articles)
def test_a_document_fits_the_mapping_and_gives_the_article_back(article: Article) -> None:
    document = json.loads(encoded(document_of(article, ANALYSIS)))
    assert document.keys() <= PROPERTIES.keys()
    assert article_in(document) == article


@pytest.mark.parametrize("article_id", ["x", "é" * 300, "a\ud800", "x" * 600, " a/b?c#d "])
def test_an_id_of_a_document_is_short_and_can_be_sent(article_id: str) -> None:
    made = document_id(article_id)
    assert len(made.encode()) <= 512
    assert made != document_id(article_id + "x")
