"""Every example of the page of the query language is run over the bundled corpus."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from documentation.pages import ROOT
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index
from leadersearch.plan.readings import ReadAs
from leadersearch.query import parse_query
from leadersearch.query.help import FIELD_HELP, LANGUAGE_HELP, READING_HELP, HelpRow

FINDS_NOTHING = frozenset(
    {
        "ethics AND (nursing OR midwifery)",
        "10.1136/leader-2023-000123",
        "date:2024-05",
        "date:2020..2023-06",
        "date:>=2023-05",
        'date:"last 30 days"',
        "memon[au] ethics[ti] 2020:2023[dp]",
        "body:mentoring",
        "date:2020..2023",
        'tag:"clinical leadership"',
        'venue:"BMJ Leader"',
        "url:blogs.bmj.com",
        "source:export.xml",
        "doi:10.1136/leader-2023-000123",
        "id:3f2a9c1e",
        "pmid:31234567",
        "pmcid:PMC1234567",
        "arxiv:2101.00001",
        "isbn:978-0-306-40615-7",
    }
)
"""Examples that no article of the bundled corpus matches: it is of 2016, without identifiers, tags and links."""


@pytest.fixture(scope="module")
def corpus() -> Iterator[Index]:
    with Index(MemoryEngine()) as index:
        index.ingest(ROOT / "corpus")
        yield index


@pytest.mark.parametrize("row", [*LANGUAGE_HELP, *READING_HELP, *FIELD_HELP])
def test_every_example_is_answered(corpus: Index, row: HelpRow) -> None:
    page = corpus.search(row.example)

    assert bool(page.total) is (row.example not in FINDS_NOTHING)


@pytest.mark.parametrize("row", LANGUAGE_HELP)
def test_the_syntax_is_taken_as_typed(corpus: Index, row: HelpRow) -> None:
    page = corpus.search(row.example)

    assert not parse_query(row.example).diagnostics
    if page.diagnostics:  # the corpus is of 2016
        assert row.example in FINDS_NOTHING
        assert [found.message.split(":")[0] for found in page.diagnostics] == [
            "no article is of date"
        ]
    assert {reading.kind for reading in page.readings} <= {ReadAs.ACRONYM}
