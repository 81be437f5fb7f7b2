"""Query tree -> the nodes of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from typing import NamedTuple

from leadersearch import ranking
from leadersearch.model.fields import FIELDS
from leadersearch.plan import word_groups
from leadersearch.plan.acronyms import Acronyms
from leadersearch.plan.bounds import Bounded
from leadersearch.plan.citations import Citation, read_citations
from leadersearch.plan.compounds import Compounds, Pair, pairs_of
from leadersearch.plan.lookup_places import ANYWHERE, IN_FIELD, Scope
from leadersearch.plan.lookups import LeafPlanner
from leadersearch.plan.names import Names, may_hold_names
from leadersearch.plan.nodes import (
    BooleanNode,
    DateNode,
    EverythingNode,
    Leaf,
    Node,
    NothingNode,
    PairNode,
    PhraseNode,
    WordNode,
)
from leadersearch.plan.run_together import read_together
from leadersearch.plan.typed_names import TypedName, names_among
from leadersearch.plan.verbatim import verbatim_row
from leadersearch.plan.vocabulary import Known
from leadersearch.query import tree
from leadersearch.text import Analysis
from leadersearch.values import dataclass


class _Weighed(NamedTuple):
    """The clauses of a ranked group that say something, which only ask, and what is known of several.

    `pairs` are the bonuses of neighbours, `compounds` the neighbours that may be one word, `names`
    those that may be the name of an author, `row` all words of the group, should they be a row.
    """

    clauses: tuple[tree.Clause, ...]
    asking: list[bool]
    pairs: tuple[PairNode, ...]
    citations: tuple[Citation, ...]
    compounds: tuple[Pair, ...]
    names: tuple[TypedName, ...]
    row: PhraseNode | None


@dataclass(slots=True)
class _Group:
    """The nodes of a ranked group, sorted by what they are for."""

    required: list[Node] = field(default_factory=list)
    optional: list[Node] = field(default_factory=list)
    excluded: list[Node] = field(default_factory=list)
    identifying: list[Node] = field(default_factory=list)
    units: list[Node] = field(default_factory=list)
    has_must: bool = False


class Planner:
    """Walks a query tree, again should a belief be wrong; leaves are planned by `LeafPlanner`."""

    def __init__(
        self,
        searched: Bounded,
        analysis: Analysis,
        known: Known,
        *,
        typing: bool,
        acronyms: bool,
        expands: bool,
    ) -> None:
        self.searched = searched
        self.analysis = analysis
        self.known = known
        self.typed = word_groups.last_leaf(searched.query) if typing else None
        self.leaves: LeafPlanner  # anew for each plan
        self.row: PhraseNode | None = None
        self.acronyms: Acronyms | None = None
        self.expands = expands
        self.expands_acronyms = acronyms and expands
        self._weighed: dict[tuple[int, int, float], _Weighed] = {}

    def plan_top(self) -> tuple[Node, tuple[Node, ...]]:
        """The root and the units of the first tier."""
        query = self.searched.query
        weight = 1.0
        while isinstance(query, tree.Boost):
            weight *= query.factor
            query = query.query
        stands_alone = not isinstance(query, tree.Words | tree.And | tree.Or)
        self.leaves = LeafPlanner(
            self.analysis, self.known, typed=self.typed, stands_alone=stands_alone
        )
        self.acronyms = Acronyms(self.leaves) if self.expands_acronyms else None
        self.compounds = Compounds(self.leaves) if self.expands else None
        self.names = Names(self.leaves) if self.expands else None
        scope = Scope(weight=weight)
        if isinstance(query, tree.InField) and isinstance(query.query, tree.Words):
            scope = replace(scope, places=IN_FIELD[query.field])
            query = query.query
        if isinstance(query, tree.Words):
            self.row = self.weighed(query, scope).row if self.expands else None
            return self.words(query, scope)
        return self.node(query, scope) or NothingNode(), ()

    def node(self, query: tree.Query, scope: Scope) -> Node | None:
        """The node of a query; None where it holds nothing that can be looked up."""
        match query:
            case tree.Words():
                return self.words(query, scope)[0]
            case tree.And() | tree.Or():
                return self.operator(query, scope)
            case tree.Not(inner):
                node = self.excluded(inner, scope)
                return BooleanNode((EverythingNode(),), excluded=(node,)) if node else None
            case tree.InField(name, tree.Everything()):
                return self.leaves.any_value(FIELDS[name])
            case tree.InField(name, inner):
                return self.node(inner, replace(scope, places=IN_FIELD[name]))
            case tree.Boost(inner, factor):
                return self.node(inner, replace(scope, weight=scope.weight * factor))
            case tree.DateRange(start, end):
                return DateNode(start, end)
            case tree.Everything() | tree.Nothing():
                return EverythingNode() if isinstance(query, tree.Everything) else NothingNode()
        return self.leaf(query, scope)

    def leaf(self, query: tree.Query, scope: Scope) -> Node | None:
        """The node of a leaf, with the words that it is short for."""
        several = read_together(self.leaves, query, scope) if self.expands else None
        node = several or self.leaves.leaf(query, scope)
        if not (isinstance(query, tree.Term) and isinstance(node, WordNode)):
            return node
        if query.exact or query is self.typed or not scope.places.paired:
            return node
        others: list[Node] = []
        if self.compounds and self.analysis.language == "english":
            others += self.compounds.apart(query.text, node, scope)
        if self.acronyms is not None:
            long = self.acronyms.long_forms(query.text, node.lookups, scope)
            self.leaves.readings += [leaf.reading for leaf in long if leaf.reading]
            others += long
        return BooleanNode(optional=(node, *others), minimum=1) if others else node

    def excluded(self, query: tree.Query, scope: Scope) -> Node | None:
        """The node of a query that articles must not match: it is read as narrowly as it can be."""
        before, self.leaves.excludes = self.leaves.excludes, True
        node = self.node(query, scope)
        self.leaves.excludes = before
        return node

    def operator(self, query: tree.And | tree.Or, scope: Scope) -> Node | None:
        """The node of AND or OR; members that hold nothing are left out."""
        nodes = self.nodes(query.members, scope)
        if not nodes:
            return None
        if isinstance(query, tree.And):
            return BooleanNode(required=nodes)
        return BooleanNode(optional=nodes, minimum=1)

    def nodes(self, queries: Sequence[tree.Query], scope: Scope) -> tuple[Node, ...]:
        """The nodes of those queries that hold anything."""
        found = (self.node(query, scope) for query in queries)
        return tuple(node for node in found if node is not None)

    def words(self, words: tree.Words, scope: Scope) -> tuple[Node, tuple[Node, ...]]:
        """The node of a ranked group, and what an article of the first tier must match."""
        weighed = self.weighed(words, scope)
        clauses, asking, pairs, citations, *_ = weighed
        weaker = replace(scope, weight=scope.weight * ranking.FILLER_WORD)
        group = _Group()
        beside, scored = self.beside(weighed, scope)
        named = self.names.places if self.names else ()
        for place, (clause, asks) in enumerate(zip(clauses, asking, strict=True)):
            self.leaves.in_name = place in named
            plan = self.excluded if clause.occur is tree.Occur.MUST_NOT else self.node
            node = plan(clause.query, weaker if asks else scope)
            if node is not None:
                self.sort_in(group, clause, node, is_unit=not asks)
                if place in beside and group.units and group.units[-1] is node:
                    group.units[-1] = BooleanNode(optional=(node, *beside[place]), minimum=1)
        if group.identifying:  # each may be of another article, and says enough
            group.required.append(BooleanNode(optional=tuple(group.identifying), minimum=1))
            group.units.append(group.required[-1])
        group.optional += scored
        optional = word_groups.merge_repeats(group.optional)
        optional += [self.leaves.citation(each, scope) for each in citations]
        if not (group.required or optional):
            if not group.excluded:
                return NothingNode(), ()
            group.required.append(EverythingNode())
        root = BooleanNode(
            tuple(group.required),
            tuple(optional),
            tuple(group.excluded),
            pairs,
            minimum=int(bool(optional) and not (group.has_must or group.identifying)),
        )
        if len(group.required) + len(optional) == 1 and not (group.excluded or root.bonuses):
            return (group.required or optional)[0], ()
        return root, word_groups.tier_units(group.units, optional)

    def beside(self, weighed: _Weighed, scope: Scope) -> tuple[dict[int, list[Leaf]], list[Node]]:
        """The places of clauses -> the leaves that stand for several of them, and how they score."""
        short = self.short_forms(weighed.clauses, scope)
        beside = {place: [leaf] for place, leaf in short.items()}
        scored: list[Node] = list(dict.fromkeys(short.values()))
        if self.compounds and weighed.compounds and scope.places.paired:
            for pair, leaf, node in self.compounds.joined(weighed.compounds, scope):
                scored.append(node)
                for place in pair.places:
                    beside.setdefault(place, []).append(leaf)
        if self.names and weighed.names:
            for places, leaf in self.names.found(weighed.names, scope):
                scored.append(leaf)
                for place in places:
                    beside.setdefault(place, []).append(leaf)
        return beside, scored

    def short_forms(self, clauses: Sequence[tree.Clause], scope: Scope) -> dict[int, Leaf]:
        """The places of clauses that have a short form together -> its leaf."""
        if self.acronyms is None or not scope.places.paired:
            return {}
        runs = word_groups.runs_of_words(clauses, self.typed)
        short = {
            place: leaf
            for run in [run for run in runs if self.acronyms.concern([word for _, word in run])]
            for parts, leaf in self.acronyms.short_forms([word for _, word in run], scope)
            for place, _ in run[parts.start : parts.stop]
        }
        self.leaves.readings += [leaf.reading for leaf in short.values() if leaf.reading]
        return short

    def weighed(self, words: tree.Words, scope: Scope) -> _Weighed:
        """The parts that no index has a say in: found out once, however often planned."""
        key = (id(words), id(scope.places), scope.weight)
        found = self._weighed.get(key)
        if found is None:
            clauses = words.clauses
            citations: tuple[Citation, ...] = ()
            if scope.places is ANYWHERE:
                clauses, citations = read_citations(clauses, self.analysis.stop_words)
            clauses = word_groups.without_stop_words(clauses, self.analysis, self.typed)
            asking = word_groups.filler_clauses(clauses, self.analysis, self.typed)
            telling = [clause for clause, asks in zip(clauses, asking, strict=True) if not asks]
            pairs: tuple[PairNode, ...] = ()
            row = None
            # Of words that were left out nobody can say which stand together.
            if self.searched.is_whole:
                pairs = word_groups.neighbours(telling, self.analysis, scope)
                row = verbatim_row(words.clauses, scope, self.typed)
            compounds = self.pairs(words.clauses, clauses) if len(words.clauses) > 1 else ()
            names = names_among(clauses, self.typed) if may_hold_names(scope) else ()
            found = _Weighed(clauses, asking, pairs, citations, compounds, names, row)
            self._weighed[key] = found
        return found

    def pairs(self, typed: Sequence[tree.Clause], kept: Sequence[tree.Clause]) -> tuple[Pair, ...]:
        """The neighbours among typed clauses that may be one word, by their places among those kept.

        A word that was not kept has none.
        """
        places = {id(clause): place for place, clause in enumerate(kept)}
        runs = word_groups.runs_of_words(typed, self.typed)
        found = pairs_of(runs, self.analysis.stop_words)
        return tuple(
            [
                pair._replace(places=tuple(at for at in near if at is not None))
                for pair in found
                if (near := [places.get(id(typed[place])) for place in pair.places]) != [None, None]
            ]
        )

    def sort_in(self, group: _Group, clause: tree.Clause, node: Node, *, is_unit: bool) -> None:
        """Put the node of a clause where it belongs."""
        if clause.occur is tree.Occur.MUST_NOT:
            group.excluded.append(node)
            return
        if clause.occur is tree.Occur.SHOULD and word_groups.identifies(clause.query):
            group.identifying.append(node)
            return
        if clause.occur is tree.Occur.MUST or word_groups.narrows(clause.query):
            group.has_must |= clause.occur is tree.Occur.MUST
            group.required.append(node)
        elif isinstance(clause.query, tree.Term):
            # The parts of a compound rank as words of their own (measured: nDCG@10 +.007 on
            # Cranfield, +.003 on CACM over "all parts or none"); the first tier needs them all.
            group.optional += word_groups.telling_leaves(node, self.analysis)
        else:
            group.optional.append(node)
        if clause.occur is tree.Occur.SHOULD and is_unit:
            group.units.append(node)
