"""Why records are taken for one article."""

from __future__ import annotations

from collections.abc import Iterator

from leadersearch.collection.ingest.differences import are_at_one_place
from leadersearch.collection.ingest.merge_rules import MergeRules
from leadersearch.collection.ingest.record_keys import plain_id, title_key
from leadersearch.model.article import Article
from leadersearch.model.dois import normalise_doi
from leadersearch.model.identity import normalise_url

_LABELS = {"pmid": "PMID", "pmcid": "PMCID", "arxiv": "arXiv identifier"}


def reasons(one: Article, other: Article, rules: MergeRules) -> tuple[str, ...]:
    """The facts by which two records are of one article, the surest first; empty without any."""
    return tuple(_reasons(one, other, rules))


def _reasons(one: Article, other: Article, rules: MergeRules) -> Iterator[str]:
    if rules.keys(one) & rules.keys(other):
        yield "a rule"
    if one.doi and normalise_doi(one.doi) == normalise_doi(other.doi):
        yield f"DOI {normalise_doi(one.doi)}"
    for name, label in _LABELS.items():
        shared = set(one.extra.get(name, ())).intersection(other.extra.get(name, ()))
        yield from (f"{label} {value}" for value in sorted(shared))
    if one.url and normalise_url(one.url) == normalise_url(other.url):
        yield f"address {normalise_url(one.url)}"
    if one.fingerprint == other.fingerprint:
        yield "the same content"
    elif title_key(one) and title_key(one) == title_key(other):
        yield "title, first author and year"
    elif are_at_one_place(one, other):
        yield "title and place in the journal"
    elif plain_id(one) == plain_id(other) and not (one.doi or one.url):
        yield "title, authors and date" if one.authors and one.date else "title and text"
