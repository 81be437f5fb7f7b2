"""The browser in a web browser: textual-serve starts one process for each visitor."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

from leadersearch.errors import MissingExtra, UsageError


def command_of(index_path: str | Path, query: str) -> str:
    """The command line that runs the browser."""
    # -P: the current folder may hold files of anybody, and is no place to import from.
    parts = [sys.executable, "-P", "-m", "leadersearch.tui", str(index_path)]
    command = shlex.join([*parts, query] if query else parts)
    # No shell stays between server and browser: killing it would leave the browser behind.
    return f"exec {command}" if os.name == "posix" else command


def serve_browser(index_path: str | Path, query: str, *, host: str, port: int) -> int:
    """Serve until told to end; returns 128 and the number of the signal that did.

    Raises MissingExtra, and UsageError for an unusable address.
    """
    try:
        from leadersearch.tui.web.security import GuardedServer
    except ImportError as error:
        raise MissingExtra("serving the browser to the web", "web") from error
    server = GuardedServer(command_of(index_path, query), host=host, port=port)
    try:
        server.serve()
    except (OSError, OverflowError) as error:
        # No such address, a port that is taken, forbidden, or beyond 65535.
        reason = getattr(error, "strerror", None) or error
        raise UsageError(
            f"the browser cannot be served on {host}, port {port}: {reason}; choose another "
            "with --host or --port"
        ) from error
    return server.code
