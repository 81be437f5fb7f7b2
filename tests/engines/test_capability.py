"""A capability that an engine lacks raises for the searches that need it, and for no others."""

from __future__ import annotations

import pytest

from leadersearch.engine import Capability, Execution, check_capable
from leadersearch.engine.capability import EVERYTHING
from leadersearch.engines.memory import MemoryEngine
from leadersearch.errors import UnsupportedFeature
from leadersearch.plan import plan_query
from leadersearch.query import parse_query


def execution(text: str, *, typing: bool = False, **options: object) -> Execution:
    engine = MemoryEngine()
    filters = options.pop("filters", ())
    plan = plan_query(
        parse_query(text).query,
        engine.analysis,
        engine.view(),
        typing=typing,
        filters=filters,  # type: ignore[arg-type]  # pairs
    )
    return Execution(plan=plan, **options)  # type: ignore[arg-type]  # options of an execution


SEARCHES = {
    Capability.PHRASES: execution('kind "medical ethics"'),
    Capability.OPEN_PHRASES: execution('"medical eth', typing=True),
    Capability.FUZZY: execution("kind -(care kindnes~)"),
    Capability.FACETS: execution("kind", facets=("year",)),
}


@pytest.mark.parametrize("lacking", SEARCHES, ids=lambda capability: capability.name)
def test_what_is_lacking_raises(lacking: Capability) -> None:
    able = EVERYTHING - {lacking}
    with pytest.raises(UnsupportedFeature, match="somewhere does not offer") as raised:
        check_capable(able, "somewhere", [execution("kind"), SEARCHES[lacking]])
    assert lacking.value in str(raised.value)


@pytest.mark.parametrize("lacking", SEARCHES, ids=lambda capability: capability.name)
def test_what_does_not_need_it_does_not_raise(lacking: Capability) -> None:
    needing = {lacking, Capability.OPEN_PHRASES} if lacking is Capability.PHRASES else {lacking}
    others = [search for needed, search in SEARCHES.items() if needed not in needing]
    check_capable(EVERYTHING - {lacking}, "somewhere", [*others, execution("kind* -care 2024")])


def test_a_filter_is_a_facet() -> None:
    with pytest.raises(UnsupportedFeature, match="author, tag, venue or year"):
        check_capable(set(), "somewhere", [execution("kind", filters=[("year", "2024")])])


def test_every_capability_says_what_it_is() -> None:
    assert len({capability.value for capability in Capability}) == len(Capability)
