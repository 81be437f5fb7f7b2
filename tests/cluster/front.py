"""A door in front of a node, for tests: TLS, passwords, API keys, and answers that a test makes up.

The cluster of the tests has none of these itself: the plugin that brings them is not among its jars.
"""

from __future__ import annotations

import base64
import http.client
import json
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

HOST = "127.0.0.1"
OWN = frozenset(
    (
        "host",
        "connection",
        "authorization",
        "content-length",
        "transfer-encoding",
        "accept-encoding",
    )
)
"""Headers of one connection, which are not passed on to the next."""


@dataclass(frozen=True)
class Certificate:
    """A certificate for this machine that vouches for itself, and its key."""

    chain: Path
    key: Path

    @classmethod
    def make(cls, folder: Path) -> Certificate:
        """Make one that is valid for two days; skips the test where `openssl` is missing."""
        openssl = shutil.which("openssl")
        if openssl is None:
            pytest.skip("no openssl to make a certificate with")
        made = cls(folder / "certificate.pem", folder / "key.pem")
        names = "subjectAltName=IP:127.0.0.1,DNS:localhost"
        command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        command += ["-subj", "/CN=leadersearch tests", "-addext", names]
        command += ["-keyout", str(made.key), "-out", str(made.chain)]
        subprocess.run(command, check=True, capture_output=True)
        return made

    def context(self) -> ssl.SSLContext:
        """How a server uses it."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.chain, self.key)
        return context


def basic(user: str, password: str) -> str:
    """The header `Authorization` of a user with a password."""
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def api_key(key: str) -> str:
    """The header `Authorization` of an API key, as it is given out."""
    return f"ApiKey {key}"


@dataclass(frozen=True)
class Asked:
    """A request, as it came."""

    method: str
    path: str
    body: bytes
    authorization: str | None


@dataclass(frozen=True)
class Reply:
    """An answer of the door itself."""

    status: int
    body: bytes
    content_type: str = "application/json"

    @classmethod
    def of(cls, value: Any, status: int = 200) -> Reply:
        """An answer in JSON."""
        return cls(status, json.dumps(value).encode())


REFUSED = Reply.of(
    {"error": {"type": "security_exception", "reason": "no permissions"}, "status": 401}, 401
)

Interfere = Callable[[Asked], Reply | None]


@dataclass
class Front:
    """A server that passes on to a node what it lets through."""

    port: int
    secure: bool
    asked: list[Asked] = field(default_factory=list)

    @property
    def host(self) -> str:
        """Its address, such as `127.0.0.1:40001`."""
        return f"{HOST}:{self.port}"

    def address(self, index: str, who: str = "") -> str:
        """The address of an index behind it, as leadersearch takes it; `who` is `user:password@`."""
        return f"opensearch{'s' if self.secure else ''}://{who}{self.host}/{index}"


@contextmanager
def serving(
    node: str | None = None,
    *,
    certificate: Certificate | None = None,
    allowed: frozenset[str] | None = None,
    interfere: Interfere = lambda _: None,
) -> Iterator[Front]:
    """A door to a node as long as the block runs.

    `allowed` are the headers `Authorization` that it lets in, by default any and none;
    `interfere` may answer in the place of the node, or wait before it does.
    """
    with _Server((HOST, 0), _Handler) as server:
        server.node, server.allowed, server.interfere = node, allowed, interfere
        server.context = certificate.context() if certificate else None
        server.front = Front(server.server_address[1], certificate is not None)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server.front
        finally:
            server.shutdown()
            thread.join()
            server.hang_up()


class _Server(ThreadingHTTPServer):
    """A server whose threads end with it, though clients keep their connections open."""

    daemon_threads = False
    front: Front
    node: str | None
    allowed: frozenset[str] | None
    interfere: Interfere
    context: ssl.SSLContext | None

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.connections: set[socket.socket] = set()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands in the thread of the connection, so that a rude client delays nobody."""
        self.connections.add(request)
        try:
            if self.context:
                self.connections.discard(request)
                request = self.context.wrap_socket(request, server_side=True)
                self.connections.add(request)
            super().finish_request(request, client_address)
        except OSError:  # the client has gone, or does not trust the certificate
            pass
        finally:
            self.connections.discard(request)
            request.close()

    def hang_up(self) -> None:
        """End the connections that clients keep open."""
        for connection in list(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, *_: object) -> None:
        """Keep quiet."""

    def answer(self) -> None:
        """Judge, pass on, answer."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(self.command, self.path, body, self.headers.get("Authorization"))
        self.server.front.asked.append(asked)
        reply = self.decide(asked)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if asked.method != "HEAD":
            self.wfile.write(reply.body)

    def decide(self, asked: Asked) -> Reply:
        """The answer to a request."""
        if self.server.allowed is not None and asked.authorization not in self.server.allowed:
            return REFUSED
        if reply := self.server.interfere(asked):
            return reply
        passed = {k: v for k, v in self.headers.items() if k.lower() not in OWN}
        return _forward(self.server.node, asked, passed)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer  # noqa: N815  # their names are given


def _forward(node: str | None, asked: Asked, headers: dict[str, str]) -> Reply:
    if node is None:
        return Reply.of({"error": "nothing is behind this door"}, 502)
    connection = http.client.HTTPConnection(node, timeout=120)
    try:
        connection.request(asked.method, asked.path, asked.body, headers)
        answer = connection.getresponse()
        kind = answer.getheader("Content-Type", "application/json")
        return Reply(answer.status, answer.read(), kind)
    except (OSError, http.client.HTTPException) as problem:
        return Reply.of({"error": str(problem)}, 502)
    finally:
        connection.close()
