"""Identifiers in exports come back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadersearch import read_articles
from leadersearch.export import export
from leadersearch.model.article import Article

SUFFIXES = {"bibtex": ".bib", "ris": ".ris", "csl": ".json", "csv": ".csv"}
EXTRA = {
    "pmid": ("31234567",),
    "pmcid": ("PMC1234567",),
    "arxiv": ("math/0309136",),
    "isbn": ("9780306406157", "9780804429573"),
}


@pytest.mark.parametrize("kinds", [*([kind] for kind in EXTRA), list(EXTRA)])
@pytest.mark.parametrize("style", SUFFIXES)
def test_identifiers_are_read_back(style: str, kinds: list[str], tmp_path: Path) -> None:
    extra = {kind: EXTRA[kind] for kind in kinds}
    doi = "10.5555/(SICI)1097-0000(199803)49:4<329::AID-INV5>3.0.CO;2-A"
    file = tmp_path / f"a{SUFFIXES[style]}"
    file.write_text(export([Article(title="One", doi=doi, extra=extra)], style), encoding="utf-8")

    (article,) = read_articles(file)

    assert article.extra == extra
    assert article.doi.lower() == doi.lower()
