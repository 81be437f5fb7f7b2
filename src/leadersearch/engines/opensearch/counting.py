"""Facets: how many of the articles that match have each value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from leadersearch.engine import Execution, FacetCount
from leadersearch.engines.opensearch.client import Json, restored
from leadersearch.engines.opensearch.documents import cut
from leadersearch.engines.opensearch.match import matching
from leadersearch.engines.opensearch.vocabulary import MOST_AT_ONCE, Searches
from leadersearch.plan import Node, WordNode
from leadersearch.text.analysis import facet_field

_SPARE = 20
"""Values beyond those wanted whose articles are counted once where several names are one."""


Counts = dict[str, tuple[FacetCount, ...]]


def facet_bodies(search: Execution) -> list[Json]:
    """The searches that count the facets of a search.

    Over the matches of the other facets' filters, so that alternatives stay visible.
    """
    return [_body(search, name) for name in search.facets]


def facets(moment: Searches, search: Execution, answers: Sequence[Json]) -> Counts:
    """The facets from the answers to these searches."""
    found: Counts = {}
    for name, answer in zip(search.facets, answers, strict=True):
        rows = {
            restored(row["key"]): int(row["doc_count"])
            for row in answer["aggregations"]["values"]["buckets"]
        }
        if same := search.counted_as.get(name, {}):
            rows = _joined(moment, search, name, rows, same)
        ordered = sorted(rows.items(), key=lambda row: (-row[1], row[0]))
        found[name] = tuple(
            FacetCount(value, count) for value, count in ordered[: search.facet_limit]
        )
    return found


def _body(search: Execution, name: str) -> Json:
    values = {"terms": {"field": facet_field(name), "size": MOST_AT_ONCE}}
    return {"size": 0, "query": _query(search, name), "aggs": {"values": values}}


def _query(search: Execution, name: str) -> Json:
    plan = search.plan
    others = [node for node in plan.filters if _facet_of(node) != name]
    others += plan.units if search.facets_all_words else ()
    return {"bool": {"filter": list(map(matching, (plan.root, *others)))}}


def _facet_of(node: Node) -> str:
    return node.lookups[0].field if isinstance(node, WordNode) else ""


def _joined(
    moment: Searches, search: Execution, name: str, rows: Mapping[str, int], same: Mapping[str, str]
) -> dict[str, int]:
    """The counts with the values that are counted as one: an article counts once for all of them."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for value in rows:
        groups[same.get(value, value)].append(value)
    most = {value: sum(rows[each] for each in group) for value, group in groups.items()}
    best = sorted(most, key=lambda value: (-most[value], value))[: search.facet_limit + _SPARE]
    several = [value for value in best if len(groups[value]) > 1]
    query = _query(search, name)
    bodies: list[Json] = []
    for value in several:
        any_of = {"terms": {facet_field(name): list(map(cut, groups[value]))}}
        narrowed = {"bool": {"filter": [query, any_of]}}
        bodies.append({"size": 0, "track_total_hits": True, "query": narrowed})
    for value, answer in zip(several, moment.search_all(bodies), strict=True):
        most[value] = int(answer["hits"]["total"]["value"])
    return {value: most[value] for value in best}
