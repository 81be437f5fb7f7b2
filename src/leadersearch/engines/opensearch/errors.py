"""Errors of the client and of the cluster, as errors of ours that say what to do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opensearchpy import exceptions as theirs

from leadersearch.engines.opensearch.address import API_KEY, PASSWORD, USER, Address
from leadersearch.errors import (
    IndexAccessError,
    IndexLocked,
    IndexMissing,
    LeaderSearchError,
    UsageError,
)

MISSING = "index_not_found_exception"
GONE = frozenset(
    {
        "search_context_missing_exception",
        "illegal_index_shard_state_exception",
        "no_shard_available_action_exception",
        "node_not_connected_exception",
        "node_disconnected_exception",
        "node_closed_exception",
        "connect_transport_exception",
    }
)
"""A point in time is no longer held, or a node that holds a part of it is going."""

SEARCH = "search_phase_execution_exception"
BLOCKED = "cluster_block_exception"
TOO_LARGE = frozenset({"too_many_nested_clauses", "too_many_clauses"})
CONFLICT = "version_conflict_engine_exception"
REJECTED = "rejected_execution_exception"
NOT_READY = frozenset({502, 503, 504})
"""Statuses of a cluster, or of a proxy before it, that cannot answer now."""


class Conflict(IndexAccessError):
    """A document is no longer the one that was read."""


class Busy(IndexAccessError):
    """The cluster has too much to do, or too little memory for it now."""


class Unavailable(IndexAccessError):
    """A node cannot be reached, or the cluster is not ready: either may pass within seconds."""


class PointInTimeGone(IndexAccessError):
    """The cluster does not hold a point in time: it expired, its node is gone, shards are missing."""


PASSING = (Unavailable, PointInTimeGone)
"""A request that names no point in time meets the second where no copy of a shard is ready yet."""


def told(error: Exception, address: Address) -> LeaderSearchError:
    """The error of ours for one of the client's."""
    if isinstance(error, theirs.ConnectionTimeout):
        return IndexAccessError(
            f"OpenSearch at {address.places} did not answer within {address.timeout:g} s; "
            "look at its load, or wait longer with ?timeout=SECONDS in the address"
        )
    if isinstance(error, theirs.SSLError):
        return IndexAccessError(
            f"no trusted encrypted connection to {address.places} ({_reason(error)}); name the "
            "file of its certificate authority with ?ca=FILE in the address"
        )
    if isinstance(error, theirs.ConnectionError):
        if isinstance(error.info, UnicodeError):
            return foreign(address)
        scheme = "" if address.is_secure else "; use opensearchs:// if it asks for TLS"
        return Unavailable(
            f"cannot reach OpenSearch at {address.places} ({_reason(error)}); "
            f"start it, or check the host and port{scheme}"
        )
    if isinstance(error, theirs.TransportError):
        return _answered(error, address)
    return foreign(address)


def foreign(address: Address) -> IndexAccessError:
    """The error for something else than OpenSearch on a port."""
    return IndexAccessError(
        f"no OpenSearch answers at {address.places}; check the host and port "
        "(9200 unless it was changed), and use opensearchs:// if it asks for TLS"
    )


def not_ready(status: int, address: Address) -> Unavailable:
    """The error for a cluster that elects a manager, starts or stops."""
    return Unavailable(
        f"OpenSearch at {address.places} is not ready (status {status}); try again later"
    )


def of_response(error: Mapping[str, Any], status: int, address: Address) -> LeaderSearchError:
    """The error of ours for an error in an answer."""
    kinds = set(_kinds(error))
    if MISSING in kinds:
        return missing(address)
    if kinds & GONE or (status == 503 and SEARCH in kinds):  # shards are missing
        return PointInTimeGone(
            f"OpenSearch at {address.places} cannot search all of {address.name} "
            f"({_told(error)}); look at the health of the cluster and try again"
        )
    if status in NOT_READY:
        return not_ready(status, address)
    if CONFLICT in kinds:
        return Conflict(f"{address}: changed by another process; run the command again")
    if kinds & TOO_LARGE or "too many nested clauses" in _told(error):
        return UsageError(
            "the query is too large for OpenSearch; shorten it, or use fewer patterns"
        )
    if BLOCKED in kinds:
        return IndexAccessError(
            f"{address} cannot be written: the cluster blocks it ({_told(error)}); free disk "
            "space on its nodes or add one, and the block is lifted"
        )
    if REJECTED in kinds or status == 429:  # too many requests
        return Busy(
            f"OpenSearch at {address.places} has too much to do ({_told(error)}); try again later"
        )
    return IndexAccessError(f"OpenSearch at {address.places} reports: {_told(error)}")


def partial(failed: int, shards: int, address: Address) -> IndexAccessError:
    """The error for an answer of some shards only, which is no answer."""
    reason = f"{failed} of {shards} shards failed" if failed else "the time was up"
    return IndexAccessError(
        f"OpenSearch at {address.places} could not search all of {address.name} ({reason}); "
        "look at the health of the cluster and try again"
    )


def missing(address: Address) -> IndexMissing:
    """The error for an index that is not there."""
    return IndexMissing(
        f"there is no index in {address}; create one: leadersearch index FOLDER --index {address}"
    )


def refused(count: int, first: str, file: Path, address: Address) -> IndexAccessError:
    """The error for articles that a cluster cannot take; it is raised when the others are in."""
    return IndexAccessError(
        f"OpenSearch at {address.places} cannot take {count:,} of the articles ({first}); the others "
        f"are in the index. Those are kept in {file}, each with the reason"
    )


def overtaken(address: Address) -> IndexLocked:
    """The error for two writers at the same time."""
    return IndexLocked(f"another process changed {address} at the same time; run the command again")


def _answered(error: theirs.TransportError, address: Address) -> LeaderSearchError:
    status = error.status_code if isinstance(error.status_code, int) else 0
    if status == 401:  # unauthorised
        return IndexAccessError(
            f"OpenSearch at {address.places} refuses the user or password; set {USER} and "
            f"{PASSWORD}, or {API_KEY}"
        )
    info = error.info
    if isinstance(info, Mapping) and isinstance(info.get("error"), Mapping):
        return of_response(info["error"], status, address)
    if status == 403:  # forbidden
        return IndexAccessError(
            f"OpenSearch at {address.places} forbids this to the user; ask its administrator "
            f"for the right to use the index {address.name}"
        )
    return not_ready(status, address) if status in NOT_READY else foreign(address)


def _kinds(error: Any) -> list[str]:
    """The kinds of an error and of all that caused it."""
    if isinstance(error, Mapping):
        nested = [error.get("caused_by"), *error.get("root_cause", ())]
        nested += [failure.get("reason") for failure in error.get("failed_shards", ())]
        return [str(error.get("type", "")), *(kind for each in nested for kind in _kinds(each))]
    return []


def _told(error: Mapping[str, Any]) -> str:
    """The reason that lies deepest, in one line."""
    deepest: Any = error
    while isinstance(deepest, Mapping):
        reason = deepest.get("reason") or deepest.get("type")
        shards = deepest.get("failed_shards") or [{}]
        below = deepest.get("caused_by") or shards[0].get("reason")
        if not isinstance(below, Mapping):
            break
        deepest = below
    return " ".join(str(reason).split())[:300]


def _reason(error: Exception) -> str:
    """The last reason in the chain of a failed connection, in a few words."""
    found: BaseException = error
    info = getattr(error, "info", None)
    while isinstance(info, BaseException):
        found, info = info, getattr(info, "reason", None) or info.__cause__
    text = str(found).partition("object at")[2].partition(">: ")[2] or str(found)
    return " ".join(text.split())[:200]
