"""Capabilities that an engine may lack. Nothing fails silently: a missing one raises when needed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum

from leadersearch.engine.answer import Execution
from leadersearch.errors import UnsupportedFeature
from leadersearch.plan import BooleanNode, Node, PhraseNode, Within, WordNode


class Capability(Enum):
    """Something that not every engine can do; its value says what."""

    EXACT_SCORES = "scores that agree with the formula to the last bit"
    PHRASES = "phrases"
    OPEN_PHRASES = "phrases whose last word is not complete"
    FUZZY = "misspelt words (word~)"
    FACETS = "counting and filtering by author, tag, venue or year"
    VOCABULARY = "listing the words that articles hold"
    TRANSACTIONS = "changes that happen as a whole or not at all"
    INSTANT_VISIBILITY = "seeing a change as soon as it is made"
    MAINTENANCE = "verifying and optimising files"


EVERYTHING = frozenset(Capability)

_REMEDIES = {
    Capability.PHRASES: "ask for the words without quotes",
    Capability.OPEN_PHRASES: "finish the last word of the phrase and its quote",
    Capability.FUZZY: "spell the word out, or end it with * to search for its beginning",
    Capability.FACETS: "ask without facets and filters, with a field such as author: instead",
    Capability.MAINTENANCE: "use the tools of the service that holds it",
}


def check_capable(
    capabilities: Collection[Capability], location: str, searches: Sequence[Execution]
) -> None:
    """Raise UnsupportedFeature for the first thing that searches ask for and an engine lacks.

    For the `View.execute` of an engine that does not have all capabilities.
    """
    for search in searches:
        plan = search.plan
        if search.facets or plan.filters:
            require(capabilities, location, [Capability.FACETS])
        for node in (plan.root, *plan.units):
            require(capabilities, location, _needs(node))


def require(
    capabilities: Collection[Capability], location: str, wanted: Iterable[Capability]
) -> None:
    """Raise UnsupportedFeature for the first capability that is wanted and lacking."""
    for capability in wanted:
        if capability not in capabilities:
            remedy = _REMEDIES.get(capability, "use an index in a folder for it")
            raise UnsupportedFeature(f"{location} does not offer {capability.value}", remedy)


def _needs(node: Node) -> Iterator[Capability]:
    match node:
        case BooleanNode():
            for child in (*node.required, *node.optional, *node.excluded):
                yield from _needs(child)
        case PhraseNode():
            yield Capability.PHRASES
            if node.patterns:
                yield Capability.OPEN_PHRASES
        case WordNode():
            if any(isinstance(lookup.selector, Within) for lookup in node.lookups):
                yield Capability.FUZZY
