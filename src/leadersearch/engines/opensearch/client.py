"""Requests to a cluster: each on any of its nodes, again on another where one fails.

When a node goes, the cluster elects a manager and moves shards. For some seconds the nodes that are
left may answer that they are not ready, so that the client takes all of them for dead: a request is
sent again, after pauses, for as long as any node is there and its time is not up.
"""

from __future__ import annotations

import base64
import gzip
import json
import logging
import re
import socket
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeAlias, TypeVar

from opensearchpy import OpenSearch, Urllib3HttpConnection, exceptions as theirs

from leadersearch.engines.opensearch import errors
from leadersearch.engines.opensearch.address import Address
from leadersearch.errors import LeaderSearchError

Json: TypeAlias = dict[str, Any]
T = TypeVar("T")

_RETRIES = 3
_WAITS = (0.1, 0.3, 1.0)  # seconds
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 1.0  # seconds
_REACHED = 1.0  # seconds in which a node that is there accepts a connection
_LINES = {"content-type": "application/x-ndjson"}
_LONE = re.compile("[\ud800-\udfff]")
_PRIVATE = 0x10F800 - 0xD800  # to the last private code points, which nobody uses
_RESTORED = re.compile("[\U0010f800-\U0010ffff]")

# Without a handler Python would print the client's warnings, with tracebacks, on stderr.
logging.getLogger("opensearch").addHandler(logging.NullHandler())


def encoded(values: object) -> str:
    """JSON that can be sent: lone surrogates, which UTF-8 lacks, as private characters."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE.sub(lambda match: chr(ord(match[0]) + _PRIVATE), text)
    return text


def restored(text: str) -> str:
    """A text of the cluster as it was before it was `encoded`."""
    if text.isascii():
        return text
    return _RESTORED.sub(lambda match: chr(ord(match[0]) - _PRIVATE), text)


class _Connection(Urllib3HttpConnection):
    """Compresses quickly: at their level a text takes five times as long, and is a quarter smaller."""

    def _gzip_compress(self, body: bytes) -> bytes:
        return gzip.compress(body, 1)


class Cluster:
    """The cluster of an address. Safe from several threads; every failure is an error of ours."""

    def __init__(self, address: Address) -> None:
        self.address = address
        secure: dict[str, Any] = (
            {"ca_certs": address.ca} if address.is_secure and address.ca else {}
        )
        self._client = OpenSearch(
            hosts=[{"host": host, "port": port} for host, port in address.hosts],
            use_ssl=address.is_secure,
            headers=_authorization(address),
            connection_class=_Connection,
            http_compress=True,
            pool_maxsize=address.lanes + 1,
            timeout=address.timeout,
            max_retries=max(_RETRIES, len(address.hosts)),
            # Whatever is sent twice has the same effect: documents have ids of ours.
            retry_on_timeout=True,
            retry_on_status=errors.NOT_READY,
            **secure,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def call(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        absent: bool = False,
        **params: object,
    ) -> Any:
        """The answer to a request; with `absent` None where there is no such thing."""
        return self.patiently(
            lambda: self._called(method, path, body, absent=absent, params=params),
            *errors.PASSING,
        )

    def patiently(self, ask: Callable[[], T], *passing: type[LeaderSearchError]) -> T:
        """The answer to a question, which is asked again while what prevents it may pass.

        Raises the error of the last try once the time for a request is up, and at once where no
        node is there.
        """
        end, pause = time.monotonic() + self.address.timeout, _FIRST_PAUSE
        while True:
            try:
                return ask()
            except passing:
                if time.monotonic() >= end or not self._is_there():
                    raise
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _is_there(self) -> bool:
        """Whether any node accepts a connection."""
        for place in self.address.hosts:
            with suppress(OSError), socket.create_connection(place, _REACHED):
                return True
        return False

    def _called(
        self, method: str, path: str, body: object, *, absent: bool, params: Mapping[str, object]
    ) -> Any:
        given = {name: _plain(value) for name, value in params.items()}
        lines = isinstance(body, str)
        sent = body if lines or body is None else encoded(body)
        try:
            return self._client.transport.perform_request(
                method, path, params=given, body=sent, headers=_LINES if lines else None
            )
        except theirs.NotFoundError as error:
            if absent:
                return None
            raise errors.told(error, self.address) from error
        except (theirs.OpenSearchException, UnicodeDecodeError) as error:
            raise errors.told(error, self.address) from error

    def search_all(self, bodies: Sequence[Json]) -> list[Json]:
        """The answers to several searches, sent as one; a partial one is an error.

        Where the cluster has too much to do they are sent again, after a while.
        """
        for wait in _WAITS:
            with suppress(errors.Busy):
                return self._search_all(bodies)
            time.sleep(wait)
        return self._search_all(bodies)

    def _search_all(self, bodies: Sequence[Json]) -> list[Json]:
        if not bodies:
            return []
        head = '{"allow_partial_search_results":false}'
        lines = "".join(f"{head}\n{encoded(body)}\n" for body in bodies)
        found = self.call("POST", "/_msearch", lines)
        answers: list[Json] = found["responses"]
        for answer in answers:
            if "error" in answer:
                raise errors.of_response(answer["error"], answer.get("status", 0), self.address)
            failed = answer["_shards"]["failed"]
            if failed or answer["timed_out"]:
                raise errors.partial(failed, answer["_shards"]["total"], self.address)
        return answers

    def checked(self) -> Json:
        """The facts about the cluster; raises IndexAccessError where it is no OpenSearch."""
        facts = self.call("GET", "/")
        version = facts.get("version") if isinstance(facts, Mapping) else None
        if not isinstance(version, Mapping) or version.get("distribution") != "opensearch":
            raise errors.foreign(self.address)
        return dict(facts)


def _authorization(address: Address) -> dict[str, str]:
    """The header that says who asks; the client itself would not send letters beyond Latin-1."""
    if address.user:
        pair = f"{address.user}:{address.password}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
    return {"Authorization": f"ApiKey {address.api_key}"} if address.api_key else {}


def joined(lines: Iterable[object]) -> str:
    """The lines of a request that has one value a line."""
    return "".join(f"{encoded(line)}\n" for line in lines)


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
