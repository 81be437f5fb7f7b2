"""Data kept beside the articles, in parts that fit into a request."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Callable, Iterator, Sequence

from leadersearch.engines.opensearch.bulk import Action
from leadersearch.engines.opensearch.client import Json, encoded
from leadersearch.engines.opensearch.mapping import KIND, SIDE_FILE

MOST_BYTES = 4 << 20
"""Bytes of one part."""

Fetch = Callable[[Sequence[str]], dict[str, Json]]
"""Ids of documents -> what is stored of those that there are."""


def read(name: str, fetch: Fetch) -> bytes | None:
    """The data of a name; None if there is none."""
    head = fetch([_id(name)]).get(_id(name))
    if head is None:
        return None
    data = head["data"]
    if "text" in data:
        return base64.b64decode(data["text"])
    ids = list(_parts(name, data))
    return b"".join(base64.b64decode(fetch([part])[part]["data"]["text"]) for part in ids)


def kept(name: str, data: bytes) -> Iterator[Action]:
    """The changes that keep data under a name, the head last."""
    if len(data) <= MOST_BYTES:
        yield _action(_id(name), {"text": _text(data)})
        return
    count = -(-len(data) // MOST_BYTES)
    head: Json = {"generation": uuid.uuid4().hex, "parts": count}
    for number, part in enumerate(_parts(name, head)):
        start = number * MOST_BYTES
        yield _action(part, {"text": _text(data[start : start + MOST_BYTES])})
    yield _action(_id(name), head)


def outdated(name: str, fetch: Fetch) -> Iterator[Action]:
    """The changes that remove the parts of the data that is kept under a name."""
    head = fetch([_id(name)]).get(_id(name))
    if head and "parts" in head["data"]:
        yield from (Action(part) for part in _parts(name, head["data"]))


def _id(name: str) -> str:
    return f"k:{name}"


def _parts(name: str, head: Json) -> Iterator[str]:
    return (f"k:{name}:{head['generation']}:{number}" for number in range(head["parts"]))


def _action(document_id: str, data: Json) -> Action:
    return Action(document_id, encoded({KIND: SIDE_FILE, "data": data}))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
