"""Plans written out by hand: what is looked up, what counts how much, what has to be there."""

from __future__ import annotations

from datetime import date

import pytest

from leadersearch.engines.memory import MemoryEngine
from leadersearch.model.article import Article
from leadersearch.plan import BooleanNode, DateNode, Node, PhraseNode, WordNode, plan_query
from leadersearch.query import parse_query

ENGINE = MemoryEngine()
HOLDING = MemoryEngine()
with HOLDING.write() as writer:
    writer.put([Article(title="healthcare leadership for leaders")])


def terms(node: Node) -> object:
    """A leaf as (what it stands for in the stems of the text, its weight); a group as a dict."""
    match node:
        case WordNode():
            lookup = node.lookups[0]
            return (lookup.postings, *vars_of(lookup.selector), round(node.weight, 3))
        case PhraseNode():
            return ("phrase", node.terms, node.slop, node.weight)
        case DateNode():
            return ("date", node.start, node.end)
        case BooleanNode():
            group = {
                "all": [terms(child) for child in node.required],
                "any": [terms(child) for child in node.optional],
                "none": [terms(child) for child in node.excluded],
                "pairs": [(*pair.terms, pair.weight) for pair in node.bonuses],
            }
            return {name: found for name, found in group.items() if found}
    return type(node).__name__


def vars_of(selector: object) -> tuple[object, ...]:
    values = [getattr(selector, name) for name in type(selector).__slots__]  # type: ignore[attr-defined]
    return tuple(value[0] if isinstance(value, tuple) else value for value in values)


PLANS: list[tuple[str, object]] = [
    (
        "kindness leaders",
        {
            "any": [("title", "kind", 1.0), ("title", "leader", 1.0)],
            "pairs": [("kind", "leader", 1.0)],
        },
    ),
    # Stop words say nothing, and words beside them are no less neighbours.
    (
        "the kindness of leaders",
        {
            "any": [("title", "kind", 1.0), ("title", "leader", 1.0)],
            "pairs": [("kind", "leader", 1.0)],
        },
    ),
    # Of a compound the last part stands beside the word that follows.
    (
        "health-care leadership",
        {
            "any": [("title", "health", 1.0), ("title", "care", 1.0), ("title", "leadership", 1.0)],
            "pairs": [("health", "care", 1.0), ("care", "leadership", 1.0)],
        },
    ),
    # Words that only ask weigh three tenths.
    (
        "find kindness",
        {
            "any": [("title", "find", 0.3), ("title", "kind", 1.0)],
        },
    ),
    ("kindness kindness", ("title", "kind", 2.0)),
    (
        "+kindness leaders -nurses",
        {
            "all": [("title", "kind", 1.0)],
            "any": [("title", "leader", 1.0)],
            "none": [("title", "nurs", 1.0)],
            "pairs": [("kind", "leader", 1.0)],
        },
    ),
    (
        "kindness AND leaders",
        {
            "all": [("title", "kind", 1.0), ("title", "leader", 1.0)],
        },
    ),
    (
        "kindness date:2023",
        {
            "all": [("date", date(2023, 1, 1), date(2024, 1, 1))],
            "any": [("title", "kind", 1.0)],
        },
    ),
    ("kindness^3", ("title", "kind", 3.0)),
    ("=leaders", ("title_exact", "leaders", 1.0)),
    ("leader*", ("title_exact", "leader", 1.0)),
    ("leader~", ("title_exact", "leader", 1, 1.0)),
    ('"medical ethics"', ("phrase", ("medical", "ethics"), 0, 1.0)),
    ('"medical ethics"~3', ("phrase", ("medical", "ethics"), 3, 1.0)),
    ("author:memon", ("author", "memon", 1.0)),
]


@pytest.mark.parametrize(("query", "expected"), PLANS, ids=[query for query, _ in PLANS])
def test_a_query_is_looked_up_as_written_here(query: str, expected: object) -> None:
    plan = plan_query(parse_query(query).query, ENGINE.analysis, ENGINE.view())
    assert terms(plan.root) == expected


def test_the_joined_form_of_a_compound_counts_three_tenths_where_it_is_held() -> None:
    plan = plan_query(parse_query("health-care").query, HOLDING.analysis, HOLDING.view())
    assert weights(plan.root)["healthcar"] == 0.3


def test_the_completions_of_a_word_count_a_half_beside_it() -> None:
    query = parse_query("leadersh").query
    root = plan_query(query, HOLDING.analysis, HOLDING.view(), typing=True).root
    assert terms(root) == {
        "any": [("title", "leadersh", 1.0), ("title_exact", "leadersh", 0.5)],
    }


def weights(node: Node) -> dict[object, float]:
    """The first term of each leaf of a plan, and what it counts."""
    if isinstance(node, WordNode):
        terms = vars_of(node.lookups[0].selector)
        return {terms[0]: round(node.weight, 3)}
    assert isinstance(node, BooleanNode)
    found: dict[object, float] = {}
    for child in (*node.required, *node.optional):
        found |= weights(child)
    return found
