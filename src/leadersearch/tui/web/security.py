"""Who may visit the browser when it is served: its own pages, under a name of this machine.

Any page that is open in a web browser can ask for `ws://127.0.0.1:8000/ws`, and would drive the
browser: read the index, export over any file. Web browsers say in `Origin` which page asks. A page
whose own name has been made to lead here (DNS rebinding) is told by the name in `Host`.
"""

from __future__ import annotations

import asyncio
import re
import signal
import socket
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from textual_serve import server
from textual_serve.app_service import AppService

PATIENCE = 5.0
"""Seconds in which the browser of a visitor who has gone may end by itself."""
_ENDINGS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
_HOST = re.compile(r"(?P<name>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?")


def is_ours(host: str, served_on: str) -> bool:
    """Whether a `Host` is an address, or a name that nobody else can have lead here."""
    parts = _HOST.fullmatch(host)
    if parts is None:
        return False
    name = parts["name"].strip("[]").rstrip(".").lower()
    try:
        ip_address(name)
    except ValueError:
        here = socket.gethostname().lower()
        return name in {"localhost", served_on.lower(), here, f"{here}.local"}
    return True


def is_own_page(origin: str | None, host: str) -> bool:
    """Whether a page of this server asks, or no page at all."""
    return origin is None or origin.partition("://")[2].lower() == host.lower()


class Visit(AppService):
    """The browser of one visitor."""

    async def stop(self) -> None:
        """End it, in any case: a page that has been closed comes back to no browser."""
        try:
            async with asyncio.timeout(PATIENCE):
                await super().stop()
        except TimeoutError:
            self._task = None
        process = self._process
        if process is not None and process.returncode is None:
            try:
                async with asyncio.timeout(PATIENCE):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.communicate()


# The one place where textual-serve says which class that is.
server.AppService = Visit  # type: ignore[attr-defined]


class GuardedServer(server.Server):
    """Turns away foreign pages; its own go on to the name that they were asked for by.

    The page is ours: textual-serve's asks another site for its letters, and takes keys only once
    it has been clicked on. `code` is the exit code once a signal has ended it.
    """

    def __init__(self, command: str, *, host: str, port: int = 8000) -> None:
        page = Path(__file__).parent / "page"
        super().__init__(command, host, port, title="leadersearch", templates_path=page)
        self.code = 0
        self._visits: set[asyncio.Task[object]] = set()

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(_guard_of(self.host))
        app.on_response_prepare.append(_keep_to_ourselves)
        return app

    async def on_startup(self, app: web.Application) -> None:  # noqa: ARG002
        """Say where it is; hear signals.

        The command is not shown: it holds the name of a folder, which may be made to look like
        markup.
        """
        self.console.print(f"Serving on {self.public_url}", markup=False, highlight=False)
        self.console.print("Press ctrl+c to quit", markup=False, highlight=False)
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, other threads
            for number in (getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)):
                loop.add_signal_handler(number, self._end, number)

    async def on_shutdown(self, app: web.Application) -> None:  # noqa: ARG002
        """End the browsers of all visitors: a page that is open would be waited for."""
        for visit in list(self._visits):
            visit.cancel()
        if self._visits:
            await asyncio.wait(self._visits, timeout=3 * PATIENCE)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A visit."""
        visit = asyncio.current_task()
        assert visit is not None
        self._visits.add(visit)
        try:
            return await super().handle_websocket(request)
        finally:
            self._visits.discard(visit)

    def _end(self, number: int) -> None:
        self.code = self.code or 128 + number
        raise web.GracefulExit

    async def handle_index(self, request: web.Request) -> web.StreamResponse:
        """The page; what it asks for comes from where it came from."""
        self.public_url = f"{request.scheme}://{request.host}"
        return await super().handle_index(request)


def _guard_of(served_on: str) -> Middleware:
    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not is_ours(request.host, served_on):
            raise web.HTTPForbidden(text=f"not served as {request.host}; see --host")
        if not is_own_page(request.headers.get("Origin"), request.host):
            raise web.HTTPForbidden(text="requests from other sites are refused")
        return await handler(request)

    return guard


async def _keep_to_ourselves(request: web.Request, response: web.StreamResponse) -> None:
    """Nothing is loaded from elsewhere; who frames our page could have its visitors click on it."""
    response.headers["Content-Security-Policy"] = (
        f"default-src 'self' 'unsafe-inline' data:; connect-src 'self' ws://{request.host} "
        f"wss://{request.host}; frame-ancestors 'none'"
    )
