"""`python obstructed.py PART PIPE INDEX`: a browser one of whose parts never comes to an end.

It writes a byte to PIPE when it is there.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import Any, NoReturn


def wait(*_: Any, **__: Any) -> NoReturn:
    """Be there, and wait for ever."""
    os.write(int(sys.argv[2]), b".")
    threading.Event().wait()
    raise AssertionError


def spin(*_: Any, **__: Any) -> NoReturn:
    """Be there, and work for ever."""
    os.write(int(sys.argv[2]), b".")
    while True:
        pass


def obstruct_loading() -> None:
    """Wait before Textual is loaded."""
    from leadersearch.tui.terminal import process

    process.prepare_process = wait


def obstruct_library(method: str) -> Callable[[], None]:
    """Wait in a worker, as for an index on a drive that sleeps."""

    def obstruct() -> None:
        from leadersearch.tui.session import IndexSession

        setattr(IndexSession, method, wait)

    return obstruct


def obstruct_export() -> None:
    """Wait in a worker with half of the file written."""
    from pathlib import Path

    whole = Path.write_bytes

    def write_half(path: Path, data: bytes) -> int:
        if "leadersearch-export" not in path.name:
            return whole(path, data)
        whole(path, data[: len(data) // 2])
        wait()

    Path.write_bytes = write_half  # type: ignore[assignment, method-assign]


def obstruct_loop(block: Callable[..., NoReturn]) -> Callable[[], None]:
    """Hang the event loop once ctrl+q is pressed."""

    def obstruct() -> None:
        from leadersearch.tui.app import Browser

        Browser.action_quit = block  # type: ignore[method-assign]

    return obstruct


PARTS = {
    "loading": obstruct_loading,
    "opening": obstruct_library("open"),
    "searching": obstruct_library("first_page"),
    "exporting": obstruct_export,
    "waiting": obstruct_loop(wait),
    "spinning": obstruct_loop(spin),
}

if __name__ == "__main__":
    from leadersearch.tui import browse

    PARTS[sys.argv[1]]()
    sys.exit(browse(sys.argv[3]))
