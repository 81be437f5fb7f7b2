"""The row of words that a query is, typed as prose: articles that hold it verbatim come first."""

from __future__ import annotations

from leadersearch.plan.lookup_places import Scope, parts_of
from leadersearch.plan.names_in_capitals import is_named_by_letter
from leadersearch.plan.nodes import PhraseNode, StartsWith
from leadersearch.plan.word_lookups import MIN_COMPLETED
from leadersearch.query import tree
from leadersearch.query.parse.addresses import is_address

_PATTERN = frozenset("*?")

FEWEST, MOST = 3, 32
"""Words of a row: two are neighbours by chance, and beyond a long title nobody remembers as many.

Two are a row as well where the second is the letter by which the first is known (`hepatitis A`): most articles
hold the letter somewhere.
"""


def verbatim_row(
    clauses: tuple[tree.Clause, ...], scope: Scope, typed: tree.Query | None
) -> PhraseNode | None:
    """The words of a ranked group in the order and the forms typed, stop words included.

    Quoted words among plain ones are of the row, as in a title that quotes. None where the words are
    too few or too many, or something else than a field, a date or an exclusion stands beside them: a
    query with operators is no prose. `typed` is the leaf that is still being typed: as the last one
    it is a beginning.
    """
    leaves: list[tree.Term | tree.Phrase] = []
    for clause in clauses:
        if (leaf := _of_row(clause)) is not None:
            leaves.append(leaf)
        elif not _stands_beside(clause):
            return None
    if not (any(isinstance(leaf, tree.Term) for leaf in leaves) and scope.places.scored):
        return None
    text = " ".join([leaf.text for leaf in leaves])
    fewest = 2 if is_named_by_letter(clauses) else FEWEST
    if not fewest <= text.count(" ") + 1 <= MOST or any(is_address(leaf.text) for leaf in leaves):
        return None
    # Together, as in a text: what the words are made of may depend on their neighbours.
    forms, _ = parts_of(text)
    if len(forms) < fewest:
        return None
    is_open = leaves[-1] is typed and len(forms[-1]) >= MIN_COMPLETED
    patterns = ((len(forms) - 1, StartsWith(forms[-1])),) if is_open else ()
    return PhraseNode(text, scope.places.scored, forms, patterns=patterns)


def _of_row(clause: tree.Clause) -> tree.Term | tree.Phrase | None:
    """The leaf of a clause that is nothing but words."""
    leaf = clause.query
    if clause.occur is tree.Occur.SHOULD:
        if isinstance(leaf, tree.Term) and not leaf.exact:
            return leaf
        if isinstance(leaf, tree.Phrase) and not leaf.slop and not _PATTERN & set(leaf.text):
            return leaf
    return None


def _stands_beside(clause: tree.Clause) -> bool:
    """Whether a clause narrows what words find, and is none of them."""
    return clause.occur is tree.Occur.MUST_NOT or isinstance(
        clause.query, tree.InField | tree.DateRange | tree.Not
    )
