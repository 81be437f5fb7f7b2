"""The nodes of words that are searched in place of misspelt ones."""

from __future__ import annotations

from dataclasses import replace

from leadersearch.plan.lookup_places import IN_FIELD, Scope
from leadersearch.plan.nodes import BooleanNode, Node, PhraseNode, WordNode
from leadersearch.plan.readings import ReadAs, Reading
from leadersearch.query import tree
from leadersearch.text import tokenise


def reading_of(term: tree.Term, scope: Scope) -> Reading:
    """How a misspelt word was read; typed in a field, it is named with it."""
    name = next((name for name, places in IN_FIELD.items() if places is scope.places), "")
    typed = [f"{name}:{word}" if name else word for word in term.typed.split()]
    return Reading(ReadAs.CORRECTED, " ".join(typed), " ".join(_forms(term.text)))


def with_reading(node: Node, reading: Reading, typed: str) -> Node:
    """The node, all of whose leaves carry the reading but those of words that were typed so."""
    return _with_reading(node, reading, frozenset(_forms(typed)))


def _with_reading(node: Node, reading: Reading, typed: frozenset[str]) -> Node:
    if isinstance(node, BooleanNode):
        required, optional = (
            tuple(_with_reading(child, reading, typed) for child in children)
            for children in (node.required, node.optional)
        )
        return replace(node, required=required, optional=optional)
    if isinstance(node, WordNode | PhraseNode) and node.text not in typed:
        return replace(node, reading=reading)
    return node


def _forms(text: str) -> list[str]:
    return [token.form for token in tokenise(text) if token.span == 1]
