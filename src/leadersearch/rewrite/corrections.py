"""Misspelt words -> the words that were meant, by how errors are made and by the words beside them.

A noisy channel: of the words that one may stand for, the one is taken that is likeliest, given how
often it stands in articles that hold the rest of the query, and how readily one is typed for the other.
The candidates of all words are counted in one trip.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from leadersearch.engine import Execution, Found, View
from leadersearch.plan import BooleanNode, Node, Plan, ReadAs, WordNode
from leadersearch.plan.rare_words import MUCH_RARER, RARE
from leadersearch.query import tree
from leadersearch.rewrite.candidates import Candidate, CandidateFinder
from leadersearch.rewrite.misspellings import (
    Asked,
    Corrections,
    asked_words,
    corrected,
    divided_words,
)
from leadersearch.text import Analysis

MOST_CORRECTED = 5
"""Words of one query that are corrected; who has more of them has pasted a text."""

MOST_BESIDE = 8
"""Other words of the query that count."""

SOME_BESIDE = 0.05
"""The share of an article that holds a candidate and some, not all, of the words beside it."""

ALONE = 0.0005
"""The share of an article that holds a candidate alone."""

LEAST_OF_FORMS = 50
"""How many times as often a form may stand in articles as another of its stem that is no slip."""

Candidates = Mapping[Asked, Sequence[Candidate]]


def correct_missing(
    view: View, analysis: Analysis, query: tree.Query, plan: Plan, spared: tree.Query | None = None
) -> tree.Query:
    """The query with the words that no article holds read as others.

    `plan` is that of the query as typed; `spared` is a leaf that is still being typed.
    """
    cut = {row.typed for row in plan.readings if row.kind is ReadAs.COMPLETED}
    lacking = cut.union(plan.missing)
    finder = CandidateFinder(view, analysis)
    pairs = [
        pair
        for pair in dict.fromkeys(divided_words(query, spared))
        if any(part.form in lacking for part in pair)
    ]
    joined = finder.joined(pairs[:MOST_CORRECTED])
    spelt = analysis.stop_words | analysis.filler_words
    asked = [
        word
        for word in dict.fromkeys(asked_words(query, spared))
        if word.form in lacking - spelt and not any(word in pair for pair in joined)
    ][:MOST_CORRECTED]
    elsewhere = finder.elsewhere(asked)
    candidates = {
        word: finder.candidates(word, is_cut=word.form in cut)
        for word in asked
        if word not in elsewhere
    }
    best = _best(view, plan, candidates)
    return corrected(
        query,
        Corrections(
            {word: row.text for word, row in best.items() if not row.is_cut},
            added={word for word in best if word.form in cut},
            joined=joined,
        ),
    )


def correct_slips(  # each is a thing of its own
    view: View,
    analysis: Analysis,
    query: tree.Query,
    plan: Plan,
    spared: tree.Query | None = None,
) -> tree.Query:
    """The query with rare words also read as those of which they are slips, where that finds more.

    For a query whose words no article holds together. A single word is one only if all that articles
    hold is another form of its stem.
    """
    finder = CandidateFinder(view, analysis)
    read = {row.typed for row in plan.readings}.union(plan.missing)
    asked = [word for word in dict.fromkeys(asked_words(query, spared)) if word.form not in read]
    often = zip(asked, finder.frequencies(asked), strict=True)
    rare = {word: held for word, held in often if 0 < held <= RARE}
    slips = finder.unwritten(list(rare)) if not plan.units else list(rare)
    candidates = {
        word: [row for row in finder.within(word, 1) if row.held >= MUCH_RARER * rare[word]]
        for word in slips[:MOST_CORRECTED]
    }
    best = _best(view, plan, candidates, must_stand_beside=True)
    return corrected(query, Corrections({word: row.text for word, row in best.items()}, set(best)))


def _best(
    view: View, plan: Plan, candidates: Candidates, *, must_stand_beside: bool = False
) -> dict[Asked, Candidate]:
    """The likeliest candidate of each word, beside the rest of the query."""
    rows = [(word, row) for word, found in candidates.items() for row in found]
    if not rows:
        return {}
    plans = [_beside(plan, candidates, word, row) for word, row in rows]
    counted: Sequence[Found | None] = [None] * len(rows)
    is_open = must_stand_beside or len(rows) > len(candidates)
    if is_open and any(plan.units for plan in plans):
        counted = view.execute([Execution(plan=plan, limit=0) for plan in plans])
    best: dict[Asked, tuple[float, Candidate]] = {}
    for (word, row), found in zip(rows, counted, strict=True):
        if must_stand_beside and found is not None and not found.all_words:
            continue
        likely = row.worth
        if found is not None:
            some = found.total - found.all_words
            together = found.all_words + SOME_BESIDE * some + ALONE * row.held
            likely = math.log(together) - row.cost
        if word not in best or likely > best[word][0]:
            best[word] = likely, row
    return {word: _closest(row, candidates[word]) for word, (_, row) in best.items()}


def _closest(best: Candidate, candidates: Sequence[Candidate]) -> Candidate:
    """The form of the same stem that is closest to the misspelt one: it finds the same articles.

    One that is a slip itself (`embedings`) is much rarer.
    """
    alike = [
        row
        for row in candidates
        if row.stem and row.stem == best.stem and row.held * LEAST_OF_FORMS >= best.held
    ]
    return min(alike, key=lambda row: row.cost, default=best)


def _beside(plan: Plan, candidates: Candidates, word: Asked, row: Candidate) -> Plan:
    """A plan that counts the articles of a candidate, and those with all the rest of the query."""
    forms = [asked.form for asked, found in candidates.items() if found]
    misspelt = {*plan.missing, *forms, *(f"{form}*" for form in forms)}
    units = plan.units or (plan.root.required if isinstance(plan.root, BooleanNode) else ())
    others: list[Node] = [unit for unit in units if misspelt.isdisjoint(_texts(unit))]
    others += (
        BooleanNode(optional=tuple(other.node for other in found), minimum=1)
        for asked, found in candidates.items()
        if asked != word and found
    )
    beside = tuple(others[:MOST_BESIDE])
    if not beside:
        return Plan(root=row.node)
    some = BooleanNode(optional=beside, minimum=1)
    return Plan(
        root=BooleanNode(required=(row.node, some)),
        units=(row.node, *beside),
        filters=plan.filters,
    )


def _texts(node: Node) -> list[str]:
    if isinstance(node, BooleanNode):
        return [text for child in (*node.required, *node.optional) for text in _texts(child)]
    return [node.text] if isinstance(node, WordNode) else []
