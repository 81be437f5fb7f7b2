"""Which pages may drive a browser that is served."""

from __future__ import annotations

import re
import socket

import pytest
from aiohttp.test_utils import TestClient, TestServer

from leadersearch.tui.web.security import GuardedServer, is_ours, is_own_page
from tui.browsing import run

HERE = socket.gethostname().lower()


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8", "localhost", "LOCALHOST:8", "[::1]:8", f"{HERE}:8", f"{HERE}.local", "my.name"],
)
def test_addresses_and_names_of_this_machine_are_ours(host: str) -> None:
    assert is_ours(host, "my.name")


@pytest.mark.parametrize(
    "host", ["evil.example:8000", "localhost.evil.example", "", "a@localhost", 'localhost"><b>']
)
def test_names_of_others_are_not_ours(host: str) -> None:
    assert not is_ours(host, "127.0.0.1")


def test_only_a_page_of_the_same_name_and_port_is_our_own() -> None:
    assert is_own_page("http://localhost:8000", "localhost:8000")
    assert is_own_page(None, "localhost:8000")
    for origin in ("http://localhost:8001", "http://evil.example", "null", ""):
        assert not is_own_page(origin, "localhost:8000")


async def answer(path: str, headers: dict[str, str]) -> tuple[int, str, str]:
    """Status, text and policy of what a server of ours answers."""
    server = GuardedServer("true", host="127.0.0.1")
    async with TestClient(TestServer(await server._make_app())) as client:
        response = await client.get(path, headers=headers)
        policy = response.headers.get("Content-Security-Policy", "")
        return response.status, await response.text(), policy


def test_the_page_asks_where_it_came_from_and_stands_in_no_frame() -> None:
    async def main() -> None:
        status, text, policy = await answer("/", {"Host": "localhost:8123"})
        assert status == 200
        assert "ws://localhost:8123/ws" in text
        assert "127.0.0.1" not in text
        assert "frame-ancestors 'none'" in policy
        assert "ws://localhost:8123 " in policy

    run(main())


def test_the_page_asks_no_other_site_for_anything() -> None:
    async def main() -> None:
        _, text, policy = await answer("/", {"Host": "localhost"})
        places = set(re.findall(r"\w+://([^/\"'<]+)", text))
        assert places == {"localhost"}
        assert "<title>leadersearch</title>" in text
        assert policy.startswith("default-src 'self'")

    run(main())


@pytest.mark.parametrize("path", ["/", "/ws", "/download/key", "/static/js/textual.js"])
@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}])
def test_foreign_names_and_pages_are_turned_away(path: str, headers: dict[str, str]) -> None:
    async def main() -> None:
        assert (await answer(path, headers))[0] == 403

    run(main())


def test_own_pages_are_heard() -> None:
    async def main() -> None:
        own = {"Host": "localhost:8000", "Origin": "http://localhost:8000"}
        assert (await answer("/", own))[0] == 200

    run(main())
