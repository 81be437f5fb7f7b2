"""Several words that are written as one, where no article holds it as it is.

`okafor2020`, `@okafor2020`, `BRCA1/2`, `#QuietLeadership`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from leadersearch.plan.citations import Citation
from leadersearch.plan.lookup_places import ANYWHERE, Scope, parts_of
from leadersearch.plan.lookups import LeafPlanner
from leadersearch.plan.nodes import BooleanNode, Lookup, Node, OneOf, WordNode
from leadersearch.plan.readings import ReadAs, Reading
from leadersearch.plan.vocabulary import Word
from leadersearch.query import tree
from leadersearch.text import fold

_KEY = (  # compiled when a word first may be one
    r"(?P<name>[^\W\d_]{1,40}(?:[-'’][^\W\d_]{2,40})?)[_:-]?"
    r"(?P<year>(?:1[5-9]|20)[0-9]{2})(?:[a-rt-z]|[_:-]?(?P<word>[^\W\d_]{3,40}))?"
)
_SHARED = r"(?P<stem>[^\W\d_]{2,12}[-‐‑]?)(?P<first>[0-9]{1,3}|[A-Z])(?P<others>(?:/-?(?:[0-9]{1,3}|[A-Z])){1,5})"


_SHORTEST_HUMP = 4  # letters of one of two: not "McDonald", "PubMed"
_HUMP = r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+"


def read_together(leaves: LeafPlanner, query: tree.Query, scope: Scope) -> Node | None:
    """The node of a word that is several; None for any other, and where articles do not hold them."""
    if not isinstance(query, tree.Term):
        return None
    text = query.text
    if text.isalpha() and (text.islower() or text.istitle() or text.isupper()):
        return None
    if query.exact or query.typed or query is leaves.typed or scope.places is not ANYWHERE:
        return None
    if "/" in text:
        return _with_shared_stem(leaves, text, scope)
    humps = re.findall(_HUMP, text)
    if len(humps) > 1 and "".join(humps) == text.lstrip("#"):
        return _with_humps(leaves, text, humps, scope)
    key = re.fullmatch(_KEY, text.lstrip("@")) if _ends_like_a_key(text) else None
    if key is None:
        return None
    itself = leaves.plain_word("".join(parts_of(text)[0]), scope, exact=False).lookups
    asked = [(name, _author(leaves, name)) for name in parts_of(key["name"])[0]]
    are_authors = [leaves.known.holds(word, belief=False) for _, word in asked]  # in one trip
    if leaves.known.holds(itself, belief=True) or not all(are_authors):
        return None
    cited = Citation((key["name"],), key["year"])
    read = f"{cited.read} {key['word'] or ''}".strip()
    leaves.readings.append(Reading(ReadAs.SEVERAL, text, read))
    citation = leaves.citation(cited, scope)
    if not key["word"]:
        return citation
    word = leaves.plain_word(fold(key["word"]), scope, exact=False)
    return BooleanNode(required=(citation, word))


def _ends_like_a_key(text: str) -> bool:
    """Whether there may be a year in a word, behind a name: a quick look."""
    return (
        not text.isalpha() and text.lstrip("@")[:1].isalpha() and sum(map(str.isdigit, text)) == 4
    )


def _with_humps(leaves: LeafPlanner, text: str, humps: Sequence[str], scope: Scope) -> Node | None:
    """All of the words that capitals tell apart: `QuietLeadership`, `#QuietLeadership`."""
    itself = leaves.plain_word(fold("".join(humps)), scope, exact=False).lookups
    stop_words = leaves.analysis.stop_words
    words = [fold(hump) for hump in humps]
    telling = [word for word in dict.fromkeys(words) if word not in stop_words]
    is_name = len(humps) == 2 and text[0] != "#" and min(map(len, humps)) < _SHORTEST_HUMP
    if len(telling) < 2 or is_name:
        return None
    nodes = [leaves.plain_word(word, scope, exact=False) for word in telling]
    are_held = [leaves.known.holds(node.lookups, belief=True) for node in nodes]  # in one trip
    if leaves.known.holds(itself, belief=True) or not all(are_held):
        return None
    leaves.readings.append(Reading(ReadAs.SEVERAL, text, " ".join(words)))
    return BooleanNode(required=tuple(nodes))


def _author(leaves: LeafPlanner, form: str) -> Word:
    return leaves.known.made((form, "author"), partial(_author_word, form))


def _author_word(form: str) -> Word:
    return (Lookup("author", "author", OneOf((form,))),)


def _with_shared_stem(leaves: LeafPlanner, text: str, scope: Scope) -> Node | None:
    """Any of the words that share a stem: `BRCA1` and `BRCA2` for `BRCA1/2`."""
    shared = re.fullmatch(_SHARED, text)
    if shared is None:
        return None
    ends = (shared["first"], *(end.lstrip("-") for end in shared["others"][1:].split("/")))
    if len({end.isdigit() for end in ends}) > 1:
        return None
    written = [shared["stem"] + end for end in ends]
    nodes = [leaves.plain_word("".join(parts_of(each)[0]), scope, exact=False) for each in written]
    are_held = [leaves.known.holds(node.lookups, belief=True) for node in nodes]  # in one trip
    held = [
        (each, node)
        for each, node, is_held in zip(written, nodes, are_held, strict=True)
        if is_held
    ]
    if not held:
        return None
    reading = Reading(ReadAs.SEVERAL, text, " or ".join(each for each, _ in held))
    leaves.readings.append(reading)
    return _any_of([replace(node, reading=reading) for _, node in held])


def _any_of(nodes: Sequence[WordNode]) -> Node:
    return nodes[0] if len(nodes) == 1 else BooleanNode(optional=tuple(nodes), minimum=1)
