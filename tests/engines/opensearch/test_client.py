"""Whatever a port answers, it becomes an error of ours that says what to do."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from leadersearch.engines.opensearch import client
from leadersearch.engines.opensearch.address import Address
from leadersearch.engines.opensearch.client import Cluster, encoded, restored
from leadersearch.engines.opensearch.engine import OpenSearchEngine
from leadersearch.errors import IndexAccessError, IndexMissing, LeaderSearchError

Answers = list[tuple[int, Any]]
Serve = Callable[[Answers], Address]

FACTS = (200, {"version": {"distribution": "opensearch", "number": "3.8.0"}})
WHOLE = {"timed_out": False, "_shards": {"total": 3, "failed": 0}, "hits": {"hits": []}}


class Answering(BaseHTTPRequestHandler):
    """Gives the answers in turn, the last one for ever."""

    answers: Answers

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        status, body = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        kind = "text/html" if isinstance(body, str) else "application/json"
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_PUT = do_HEAD = do_GET  # noqa: N815  # their names

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def serve() -> Iterator[Serve]:
    """An address that gives answers."""
    ends: list[Callable[[], None]] = []

    def started(answers: Answers) -> Address:
        handler = type("Handler", (Answering,), {"answers": answers})
        server = HTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        ends.extend([server.shutdown, thread.join, server.server_close])
        return Address.parse(f"anna:hidden@127.0.0.1:{server.server_port}/articles")

    yield started
    for end in ends:
        end()


@pytest.fixture(autouse=True)
def _no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "_WAITS", (0.0, 0.0))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, "<html>hello"), "no OpenSearch answers"),
        ((200, {}), "no OpenSearch answers"),
        ((200, []), "no OpenSearch answers"),
        ((200, {"version": {"number": "8.1.0"}}), "no OpenSearch answers"),
        ((404, "nothing here"), "no OpenSearch answers"),
        ((401, "Unauthorized"), "refuses the user or password; set LEADERSEARCH_OPENSEARCH_USER"),
        ((403, "Forbidden"), "ask its administrator"),
        ((503, "busy"), "is not ready"),
        ((500, {"error": {"type": "x", "reason": "y\nz"}}), "reports: y z"),
    ],
)
def test_an_engine_says_what_is_on_the_port(
    serve: Serve, answer: tuple[int, Any], said: str
) -> None:
    with pytest.raises(IndexAccessError, match=said) as raised:
        OpenSearchEngine(serve([answer]))
    assert "hidden" not in str(raised.value)


def test_nothing_on_the_port_is_told() -> None:
    with pytest.raises(IndexAccessError, match=r"cannot reach OpenSearch at 127\.0\.0\.1:1 "):
        OpenSearchEngine(Address.parse("anna:hidden@127.0.0.1:1/articles"))


def test_a_missing_index_is_told_with_the_command_that_makes_it(serve: Serve) -> None:
    address = serve([FACTS, (404, {"error": "alias missing", "status": 404})])
    with pytest.raises(IndexMissing, match=f"leadersearch index FOLDER --index {address}"):
        OpenSearchEngine(address)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"_shards": {"total": 3, "failed": 1}}, "1 of 3 shards failed"),
        ({"timed_out": True}, "the time was up"),
    ],
)
def test_a_partial_answer_is_no_answer(serve: Serve, part: dict[str, Any], said: str) -> None:
    cluster = Cluster(serve([(200, {"responses": [WHOLE | part]})]))
    with pytest.raises(IndexAccessError, match=said):
        cluster.search_all([{}])
    cluster.close()


def test_a_search_of_a_busy_cluster_is_sent_again(serve: Serve) -> None:
    busy = {"error": {"type": "circuit_breaking_exception", "reason": "too large"}, "status": 429}
    cluster = Cluster(
        serve([(200, {"responses": [busy]}), (429, busy), (200, {"responses": [WHOLE]})])
    )
    assert cluster.search_all([{}]) == [WHOLE]
    cluster.close()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("cluster_block_exception", "free disk space"),
        ("rejected_execution_exception", "too much to do"),
        ("search_context_missing_exception", "look at the health of the cluster"),
        ("index_not_found_exception", "there is no index in"),
        ("too_many_nested_clauses", "shorten it"),
    ],
)
def test_an_error_of_the_cluster_is_told_by_its_kind(serve: Serve, kind: str, said: str) -> None:
    error = {
        "type": "search_phase_execution_exception",
        "failed_shards": [{"reason": {"type": kind}}],
    }
    cluster = Cluster(serve([(200, {"responses": [{"error": error, "status": 400}]})]))
    with pytest.raises(LeaderSearchError, match=said):
        cluster.search_all([{}])
    cluster.close()


def test_lone_surrogates_come_back() -> None:
    text = "a\ud800b\udfffc 日本"
    sent = encoded(text)
    assert restored(json.loads(sent.encode().decode())) == text
