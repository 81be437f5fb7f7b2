"""The row of words that a query is, typed as prose: articles that hold it verbatim come first."""

from __future__ import annotations

from leadersearch.plan.lookup_places import Scope, parts_of
from leadersearch.plan.lookups import MIN_COMPLETED
from leadersearch.plan.nodes import PhraseNode, StartsWith
from leadersearch.query import tree
from leadersearch.query.parse.addresses import is_address

FEWEST, MOST = 3, 32
"""Words of a row: two are neighbours by chance, and beyond a long title nobody remembers as many."""


def verbatim_row(
    clauses: tuple[tree.Clause, ...], scope: Scope, typed: tree.Query | None
) -> PhraseNode | None:
    """The plain words of a ranked group in the order and the forms typed, stop words included.

    None where they are too few or too many, or something else than a field, a date or an exclusion
    stands beside them: a query with operators is no prose. `typed` is the leaf that is still being
    typed: as the last word it is a beginning.
    """
    words: list[tree.Term] = []
    for clause in clauses:
        query = clause.query
        if isinstance(query, tree.Term):
            if clause.occur is tree.Occur.SHOULD and not query.exact:
                words.append(query)
            elif clause.occur is not tree.Occur.MUST_NOT:
                return None
        elif not _stands_beside(clause):
            return None
    if not (FEWEST <= len(words) <= MOST and scope.places.scored):
        return None
    text = " ".join([word.text for word in words])
    if any(is_address(word.text) for word in words):
        return None
    # Together, as in a text: what the words are made of may depend on their neighbours.
    forms, _ = parts_of(text)
    if len(forms) < FEWEST:
        return None
    is_open = words[-1] is typed and len(forms[-1]) >= MIN_COMPLETED
    patterns = ((len(forms) - 1, StartsWith(forms[-1])),) if is_open else ()
    return PhraseNode(text, scope.places.scored, forms, patterns=patterns)


def _stands_beside(clause: tree.Clause) -> bool:
    """Whether a clause narrows what words find, and is none of them."""
    return clause.occur is tree.Occur.MUST_NOT or isinstance(
        clause.query, tree.InField | tree.DateRange | tree.Not
    )
