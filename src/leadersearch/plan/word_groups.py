"""Rules for ranked groups of words: which are stop words, which stand together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from leadersearch.model.fields import FIELDS
from leadersearch.plan.lookup_places import Scope, parts_of
from leadersearch.plan.names_in_capitals import names_something
from leadersearch.plan.nodes import BooleanNode, Node, PairNode, PhraseNode, WordNode
from leadersearch.query import tree
from leadersearch.query.parse.addresses import is_address
from leadersearch.text import Analysis


def last_leaf(query: tree.Query) -> tree.Query | None:
    """The leaf that is written last, where it is one that can be completed."""
    match query:
        case tree.Words(clauses):
            return last_leaf(clauses[-1].query) if clauses else None
        case tree.And(members) | tree.Or(members):
            return last_leaf(members[-1]) if members else None
        case tree.InField(_, inner) | tree.Not(inner):
            return last_leaf(inner)
        case tree.Term(_, False) | tree.Phrase(_, 0):
            return query
    return None


def without_stop_words(
    clauses: tuple[tree.Clause, ...], analysis: Analysis, typed: tree.Query | None
) -> tuple[tree.Clause, ...]:
    """The clauses that say something; all of them where none does."""
    says_little = [
        clause.query is not typed and _is_made_of(clause, analysis.stop_words) for clause in clauses
    ]
    if not any(says_little):
        return clauses
    kept = tuple(
        clause
        for index, clause in enumerate(clauses)
        if not says_little[index] or names_something(clauses, says_little, index)
    )
    wanted = any(clause.occur is not tree.Occur.MUST_NOT for clause in kept)
    return kept if wanted else clauses


def filler_clauses(
    clauses: tuple[tree.Clause, ...], analysis: Analysis, typed: tree.Query | None
) -> list[bool]:
    """Which clauses only ask ("find articles") and so weigh less, where others remain."""
    asking = [
        clause.query is not typed and _is_made_of(clause, analysis.filler_words)
        for clause in clauses
    ]
    others = any(
        clause.occur is not tree.Occur.MUST_NOT and not asks
        for clause, asks in zip(clauses, asking, strict=True)
    )
    return asking if others else [False] * len(clauses)


def narrows(query: tree.Query) -> bool:
    """Whether a clause selects rather than ranks: a date, a tag, a place."""
    while isinstance(query, tree.Boost):
        query = query.query
    if isinstance(query, tree.InField):
        return FIELDS[query.field].narrows
    return isinstance(query, tree.DateRange | tree.Not | tree.Everything)


def identifies(query: tree.Query) -> bool:
    """Whether a clause names one article: by a DOI, a PMID or an id."""
    return isinstance(query, tree.InField) and FIELDS[query.field].identifies


def telling_leaves(node: Node, analysis: Analysis) -> list[Node]:
    """The leaves of a compound, in order, but for its stop words ("state-of-the-art")."""
    leaves = _leaves(node)
    little = analysis.stop_words
    telling = [leaf for leaf in leaves if not (isinstance(leaf, WordNode) and leaf.text in little)]
    return telling or leaves


def runs_of_words(
    clauses: Sequence[tree.Clause], typed: tree.Query | None
) -> list[list[tuple[int, str]]]:
    """The runs of plain words that stand side by side: (place, text) of each."""
    runs: list[list[tuple[int, str]]] = [[]]
    for place, clause in enumerate(clauses):
        query = clause.query
        if isinstance(query, tree.Term) and _is_plain(clause, query) and query is not typed:
            runs[-1] += [(place, part) for part in parts_of(query.text)[0]]
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def neighbours(
    clauses: Sequence[tree.Clause], analysis: Analysis, scope: Scope
) -> tuple[PairNode, ...]:
    """The bonuses for query words that stand together in the text."""
    places = scope.places.paired
    bonuses: dict[tuple[str, str], PairNode] = {}
    previous: list[str] = []
    for clause in clauses if places else ():
        stems = _plain_stems(clause, analysis)
        for first, second in pairwise([*previous[-1:], *stems]):
            if first != second:
                earlier = bonuses.get((first, second))
                weight = scope.weight + (earlier.weight if earlier else 0.0)
                bonuses[first, second] = PairNode(places, (first, second), weight)
        previous = stems
    return tuple(bonuses.values())


def merge_repeats(nodes: Sequence[Node]) -> list[Node]:
    """Repeated leaves become one of their summed weight (the query's term frequency)."""
    texts = [node.text for node in nodes if isinstance(node, WordNode)]
    if len(texts) == len(nodes) == len(set(texts)):
        return list(nodes)  # the rule; nothing below is cheap
    merged: dict[Node, Node] = {}
    for node in nodes:
        key = _weightless(node)
        earlier = merged.get(key)
        merged[key] = node if earlier is None else _summed(earlier, node)
    return list(merged.values())


def tier_units(units: Sequence[Node], optional: Sequence[Node]) -> tuple[Node, ...]:
    """The units, a merged leaf standing for those that it was merged from."""
    if all(any(unit is node for node in optional) for unit in units):
        return tuple(units)
    merged = {_weightless(node): node for node in optional}
    return tuple(dict.fromkeys(merged.get(_weightless(unit), unit) for unit in units))


def _is_made_of(clause: tree.Clause, words: frozenset[str]) -> bool:
    query = clause.query
    if clause.occur is not tree.Occur.SHOULD or not isinstance(query, tree.Term) or query.exact:
        return False
    parts, _ = parts_of(query.text)
    return bool(parts) and words.issuperset(parts)


def _is_plain(clause: tree.Clause, term: tree.Term) -> bool:
    return clause.occur is tree.Occur.SHOULD and not term.exact


def _leaves(node: Node) -> list[Node]:
    if not isinstance(node, BooleanNode):
        return [node]
    return [leaf for child in (*node.required, *node.optional) for leaf in _leaves(child)]


def _plain_stems(clause: tree.Clause, analysis: Analysis) -> list[str]:
    query = clause.query
    if clause.occur is tree.Occur.MUST_NOT or not isinstance(query, tree.Term) or query.exact:
        return []
    if is_address(query.text):
        return []
    parts, _ = parts_of(query.text)
    telling = [part for part in parts if part not in analysis.stop_words]
    return [analysis.stem(part) for part in telling or parts]


def _weightless(node: Node) -> Node:
    if isinstance(node, WordNode):
        exact = replace(node.exact, weight=0.0) if node.exact else None
        return replace(node, weight=0.0, exact=exact)
    return replace(node, weight=0.0) if isinstance(node, PhraseNode) else node


def _summed(first: Node, second: Node) -> Node:
    if isinstance(first, WordNode) and isinstance(second, WordNode):
        exact = first.exact
        if exact is not None and second.exact is not None:
            exact = replace(exact, weight=exact.weight + second.exact.weight)
        return replace(first, weight=first.weight + second.weight, exact=exact)
    if isinstance(first, PhraseNode) and isinstance(second, PhraseNode):
        return replace(first, weight=first.weight + second.weight)
    return first
