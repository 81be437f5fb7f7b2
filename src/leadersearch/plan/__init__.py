"""Query tree -> plan: what to look up, what has to match, and what counts how much.

Everything that makes the ranking what it is, short of arithmetic, is decided here once for all
engines: which fields a word is looked up in, that stop words are left out when others remain,
that filler words weigh less, which pairs of neighbours earn a bonus, that a word which no article
holds is tried as a prefix, and which words make up the first tier.
"""

from leadersearch.plan.nodes import (
    COMBINED_EXACT_FIELD,
    BooleanNode,
    DateNode,
    EverythingNode,
    Leaf,
    Like,
    Lookup,
    Node,
    NothingNode,
    OneOf,
    PairNode,
    PhraseNode,
    Plan,
    Selector,
    StartsWith,
    Within,
    WordNode,
    scored_leaves,
    split_combined,
)
from leadersearch.plan.planning import plan_queries, plan_query
from leadersearch.plan.readings import ReadAs, Reading
from leadersearch.plan.vocabulary import Findings, Vocabulary
from leadersearch.plan.word_groups import last_leaf

__all__ = [
    "COMBINED_EXACT_FIELD",
    "BooleanNode",
    "DateNode",
    "EverythingNode",
    "Findings",
    "Leaf",
    "Like",
    "Lookup",
    "Node",
    "NothingNode",
    "OneOf",
    "PairNode",
    "PhraseNode",
    "Plan",
    "ReadAs",
    "Reading",
    "Selector",
    "StartsWith",
    "Vocabulary",
    "Within",
    "WordNode",
    "last_leaf",
    "plan_queries",
    "plan_query",
    "scored_leaves",
    "split_combined",
]
