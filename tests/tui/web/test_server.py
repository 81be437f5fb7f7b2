"""The browser served to the web: what it starts, what it imports, what is left when it ends."""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from leadersearch.tui.web import security
from leadersearch.tui.web.security import GuardedServer
from leadersearch.tui.web.server import command_of
from tui.browsing import run
from tui.ptys import OBSTRUCTED, processes_of
from waiting import PATIENCE, wait_until

HOSTILE = "import os\nos.write(2, b'foreign code was run')\nos._exit(99)\n"
HOSTILE_TEXTS = [
    "$(touch owned)", "`touch owned`", "a'b\"c", "-rf", "--help", "line\nbreak; touch owned",
    "[/red]", "*", "~", "& touch owned &",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_a_shell_hands_the_folder_and_the_query_on_as_they_are(text: str, tmp_path: Path) -> None:
    command = shlex.split(command_of(text, text))
    assert command[:5] == ["exec", sys.executable, "-P", "-m", "leadersearch.tui"]
    show = [sys.executable, "-c", "import json, sys; print(json.dumps(sys.argv[1:]))"]
    shown = shlex.join(show) + command_of(text, text).partition("leadersearch.tui")[2]
    done = subprocess.run(  # as textual-serve runs it
        shown, shell=True, capture_output=True, check=True, cwd=tmp_path
    )
    assert json.loads(done.stdout) == [text, text]
    assert not (tmp_path / "owned").exists()


async def visit(client: TestClient[aiohttp.web.Request, aiohttp.web.Application]) -> None:
    """Open the page, see the browser paint, and close the page."""
    page = await client.ws_connect("/ws")
    painted = b""
    async with asyncio.timeout(PATIENCE):
        while b"sorted by" not in painted:
            painted += await page.receive_bytes()
    await page.close()


def test_nothing_of_the_current_folder_is_imported_and_a_page_that_goes_leaves_no_process(
    index: Path, tmp_path: Path
) -> None:
    for name in ("leadersearch", "textual", "random", "json", "numpy", "rich", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(HOSTILE)
    visits: list[int | None] = []

    class Visit(security.Visit):
        async def stop(self) -> None:
            await super().stop()
            assert self._process is not None
            visits.append(self._process.returncode)

    async def main() -> None:
        server = GuardedServer(command_of(index, ""), host="127.0.0.1")
        async with TestClient(TestServer(await server._make_app())) as client:
            await visit(client)
            async with asyncio.timeout(PATIENCE):
                while not visits:  # noqa: ASYNC110  # another task's end
                    await asyncio.sleep(0.01)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual_serve.server.AppService", Visit)
        patch.setattr(security, "PATIENCE", PATIENCE)  # for one that does not end by itself
        run(main())
    assert visits[0] == 0


def test_a_browser_that_hangs_does_not_outlive_its_page(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(security, "PATIENCE", 0.2)
    command = [sys.executable, "-P", str(OBSTRUCTED), "waiting", "2", str(index)]
    ended: list[int | None] = []

    class Visit(security.Visit):
        async def stop(self) -> None:
            await super().stop()
            assert self._process is not None
            ended.append(self._process.returncode)

    async def main() -> None:
        server = GuardedServer(f"exec {shlex.join(command)}", host="127.0.0.1")
        async with TestClient(TestServer(await server._make_app())) as client:
            page = await client.ws_connect("/ws")
            async with asyncio.timeout(PATIENCE):
                painted = b""
                while b"sorted by" not in painted:
                    painted += await page.receive_bytes()
                await page.send_json(["stdin", "\x11"])  # ctrl+q, where it hangs
            await page.close()
            async with asyncio.timeout(PATIENCE):
                while not ended:  # noqa: ASYNC110  # another task's end
                    await asyncio.sleep(0.01)

    monkeypatch.setattr("textual_serve.server.AppService", Visit)
    run(main())
    assert ended[0] == -signal.SIGKILL


@pytest.fixture
def port() -> int:
    """A port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


@pytest.fixture
def server(index: Path, port: int, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-P", "-m", "leadersearch", "browse", "--web"]
    folder = tmp_path / "[" / "red]"  # [/red] is markup of Rich
    folder.parent.mkdir()
    folder.symlink_to(index)
    with subprocess.Popen(
        [*command, "--port", str(port), "--index", str(folder)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        yield process
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_server_that_is_told_to_end_ends_the_browsers_of_its_visitors(
    server: subprocess.Popen[bytes], port: int, number: signal.Signals
) -> None:
    assert server.stdout is not None
    while line := server.stdout.readline():
        if b"ctrl+c" in line:
            break

    async def main() -> None:
        def is_open() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", port)) == 0

        await asyncio.to_thread(wait_until, is_open)
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"http://127.0.0.1:{port}/ws") as page,
        ):
            async with asyncio.timeout(PATIENCE):
                assert (await page.receive()).type is aiohttp.WSMsgType.BINARY
            server.send_signal(number)
            async with asyncio.timeout(PATIENCE):
                while (await page.receive()).type is aiohttp.WSMsgType.BINARY:
                    pass

    run(main())
    assert server.wait(PATIENCE) == 128 + number
    wait_until(lambda: not processes_of(server.pid))
