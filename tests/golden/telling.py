"""Plans as text, in which every part of them can be seen: to be compared with what a hand wrote.

    kind: kind in title, excerpt, body; kind in author
      as written x0.15: kind in title_exact, excerpt_exact, body_exact

is a word with its lookups, and its exact form with its weight. A group has a heading that says how
many of which must match, and its members below.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from leadersearch.plan import (
    BooleanNode,
    DateNode,
    Like,
    Lookup,
    Node,
    OneOf,
    PairNode,
    PhraseNode,
    Plan,
    Selector,
    StartsWith,
    Within,
    WordNode,
)


def told(plan: Plan) -> str:
    """A plan, a line for each part."""
    lines = list(_node(plan.root))
    lines += [f"before all: {line}" for line in _node(plan.verbatim)] if plan.verbatim else []
    for heading, nodes in (("first tier", plan.units), ("filter", plan.filters)):
        for node in nodes:
            first, *rest = _node(node)
            lines += [f"{heading}: {first}", *(f"  {line}" for line in rest)]
    for heading, words in (
        ("missing", plan.missing),
        ("readings", tuple(row.read for row in plan.readings)),
        ("left out", plan.left_out),
    ):
        lines += [f"{heading}: {', '.join(words)}"] if words else []
    return "\n".join(lines)


def _node(node: Node | PairNode) -> Iterator[str]:
    match node:
        case WordNode():
            yield f"{node.text}{_weight(node.weight)}: {_lookups(node.lookups)}"
            if node.exact:
                yield f"  as written{_weight(node.exact.weight)}: {_lookups(node.exact.lookups)}"
        case PhraseNode():
            kind = f"within {node.slop} words" if node.slop else "in a row"
            open_places = {place for place, _ in node.patterns}
            terms = (
                f"{term}…" if place in open_places else term
                for place, term in enumerate(node.terms)
            )
            places = ", ".join(postings for _, postings in node.fields)
            yield f"{kind}{_weight(node.weight)}: {' '.join(terms)} in {places}"
        case PairNode():
            places = ", ".join(postings for _, postings in node.fields)
            yield f"pair{_weight(node.weight)}: {' '.join(node.terms)} in {places}"
        case DateNode(start, end):
            yield f"dates: from {start} to before {end}"
        case BooleanNode():
            yield f"at least {node.minimum} of {len(node.optional)}, all of {len(node.required)}"
            for sign, members in (
                ("+", node.required),
                ("?", node.optional),
                ("-", node.excluded),
                ("*", node.bonuses),
            ):
                for member in members:
                    first, *rest = _node(member)
                    yield f"  {sign} {first}"
                    yield from (f"    {line}" for line in rest)
        case _:
            yield type(node).__name__


def _weight(weight: float) -> str:
    return "" if weight == 1.0 else f" x{weight:g}"


def _lookups(lookups: tuple[Lookup, ...]) -> str:
    groups = groupby(lookups, key=lambda lookup: lookup.selector)
    return "; ".join(
        f"{_selector(selector)} in {', '.join(each.postings for each in members)}"
        for selector, members in groups
    )


def _selector(selector: Selector) -> str:
    match selector:
        case OneOf(terms):
            return "|".join(terms)
        case StartsWith(prefix):
            return f"{prefix}…"
        case Like(pattern):
            return f"like {pattern}"
        case Within(text, distance):
            return f"{text} within {distance}"
