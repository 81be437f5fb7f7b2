"""Many changes in few requests."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from leadersearch.engines.opensearch import errors
from leadersearch.engines.opensearch.client import Cluster, Json, encoded
from leadersearch.errors import IndexAccessError

MOST_BYTES = 2 << 20
"""Bytes of one request, about; one document may be larger."""

_TRIES = 8
_FIRST_WAIT = 0.2  # seconds, doubled each time
_BUSY = 429


@dataclass(frozen=True, slots=True)
class Action:
    """A document to be put in place of the one of its id, as JSON, or an id to be removed."""

    id: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """The outcome: how many documents were put, and how many there were of those to be removed."""

    put: int = 0
    removed: int = 0


def send(cluster: Cluster, index: str, actions: Iterable[Action]) -> Sent:
    """Carry out actions, no two of one id; all are acknowledged when it returns.

    Those that a node refuses for want of time are sent again. Raises IndexAccessError for any
    other that fails: what was sent before stays.
    """
    sent = Sent()
    for request in _requests(actions):
        waiting, wait = request, _FIRST_WAIT
        for _ in range(_TRIES):
            done, waiting = _sent(cluster, index, waiting)
            sent = replace(sent, put=sent.put + done.put, removed=sent.removed + done.removed)
            if not waiting:
                break
            time.sleep(wait)
            wait *= 2
        if waiting:
            raise IndexAccessError(
                f"OpenSearch at {cluster.address.places} has too much to do: "
                f"{len(waiting):,} articles were refused {_TRIES} times; try again later"
            )
    return sent


def _requests(actions: Iterable[Action]) -> Iterator[list[Action]]:
    request: list[Action] = []
    size = 0
    for action in actions:
        length = len(action.document or "")
        if request and size + length > MOST_BYTES:
            yield request
            request, size = [], 0
        request.append(action)
        size += length
    if request:
        yield request


def _sent(cluster: Cluster, index: str, actions: list[Action]) -> tuple[Sent, list[Action]]:
    """The outcome of one request, and the actions that a node refused for want of time."""
    try:
        answer = cluster.call("POST", f"/{index}/_bulk", "".join(map(_lines, actions)))
    except errors.Busy:
        return Sent(), actions
    put = removed = 0
    refused: list[Action] = []
    for action, item in zip(actions, answer["items"], strict=True):
        ((_, result),) = item.items()
        error = result.get("error")
        if error is None:
            put += action.document is not None
            removed += result["result"] == "deleted"
        elif result["status"] == _BUSY and error.get("type") != errors.BLOCKED:
            refused.append(action)
        else:
            raise errors.of_response(error, result["status"], cluster.address)
    return Sent(put, removed), refused


def _lines(action: Action) -> str:
    if action.document is None:
        return encoded({"delete": {"_id": action.id}}) + "\n"
    head: Json = {"index": {"_id": action.id}}
    return f"{encoded(head)}\n{action.document}\n"
