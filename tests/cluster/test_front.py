"""The door in front of a node asks for a password, speaks TLS, and passes on the rest."""

from __future__ import annotations

import http.client
import json
import ssl
from pathlib import Path

import pytest

from cluster.front import Asked, Certificate, Reply, api_key, basic, serving
from cluster.nodes import Cluster


def ask(
    connection: http.client.HTTPConnection, path: str = "/", authorization: str | None = None
) -> tuple[int, object]:
    headers = {"Authorization": authorization} if authorization else {}
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


def greet(asked: Asked) -> Reply:
    return Reply.of({"path": asked.path})


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        (None, 401),
        (basic("ada", "wrong"), 401),
        (basic("ada", "secret"), 200),
        (api_key("a2V5"), 200),
        (api_key("b3RoZXI="), 401),
    ],
)
def test_it_lets_in_who_is_allowed(authorization: str | None, status: int) -> None:
    allowed = frozenset({basic("ada", "secret"), api_key("a2V5")})
    with serving(allowed=allowed, interfere=greet) as front:
        assert ask(http.client.HTTPConnection(front.host), "/", authorization)[0] == status
        assert [each.authorization for each in front.asked] == [authorization]


def test_it_is_trusted_by_its_certificate_only(tmp_path: Path) -> None:
    certificate = Certificate.make(tmp_path)
    trusting = ssl.create_default_context(cafile=certificate.chain)
    with serving(certificate=certificate, interfere=greet) as front:
        said = ask(http.client.HTTPSConnection(front.host, context=trusting), "/x")
        assert said == (200, {"path": "/x"})
        with pytest.raises(ssl.SSLCertVerificationError):
            ask(http.client.HTTPSConnection(front.host, context=ssl.create_default_context()))
        with pytest.raises((OSError, http.client.HTTPException)):
            ask(http.client.HTTPConnection(front.host))


def test_it_ends_though_a_client_keeps_its_connection() -> None:
    with serving(interfere=greet) as front:
        connection = http.client.HTTPConnection(front.host)
        connection.request("GET", "/")
        connection.getresponse().read()
    connection.close()


def test_it_passes_on_to_a_node(cluster: Cluster) -> None:
    with serving(cluster.hosts[0]) as front:
        status, answer = ask(http.client.HTTPConnection(front.host), "/_cluster/health")

    assert status == 200
    assert isinstance(answer, dict)
    assert answer["cluster_name"] == cluster.name
