"""Exception -> a message on stderr, and the exit code.

| code | meaning |
|---|---|
| 0 | success; a search found something |
| 1 | a search found nothing |
| 2 | an error: a wrong option, no index, a damaged index, no such article |
| 130 | stopped by Ctrl-C; 128 and its number for another signal (143 for SIGTERM) |
| 141 | output pipe closed (`| head`) |
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from leadersearch.cli.terminal import BROKEN_PIPE, RED, PipeClosed, message_style, tell
from leadersearch.cli.wrapping import wrapped
from leadersearch.errors import LeaderSearchError
from leadersearch.safety import visible

FOUND, NONE, FAILED, INTERRUPTED = 0, 1, 2, 130
DEBUG = "LEADERSEARCH_DEBUG"


def exit_code_of(run: Callable[[], Any]) -> int:
    """Run a command line; say what went wrong, and return what to exit with."""
    try:
        code = run()
    except LeaderSearchError as error:
        complain(str(error))
        return error.exit_code
    except KeyboardInterrupt as error:
        return stopped_code(error)
    except (PipeClosed, BrokenPipeError):
        return BROKEN_PIPE
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        complain(_report_request(error))
        return FAILED
    return code if isinstance(code, int) else FOUND


def stopped_code(error: KeyboardInterrupt) -> int:
    """The exit code after Ctrl-C, or after a signal handled like it."""
    return int(getattr(error, "exit_code", INTERRUPTED))


def complain(message: str) -> None:
    """Say on stderr what went wrong."""
    style = message_style()
    # It may hold the name of any file.
    lines = [visible(line) for line in f"leadersearch: {message}".split("\n")]
    # An indented line is a command to paste: it is not wrapped.
    filled = "\n".join(
        line if line.startswith(" ") else wrapped(line, style.width) for line in lines
    )
    label, _, rest = filled.partition(":")
    tell(f"{style.paint(f'{label}:', RED)}{rest}")


def _report_request(error: Exception) -> str:
    detail = " ".join(str(error).split())
    return (
        f"unexpected error ({type(error).__name__}: {detail}). "
        f"Please report it; set {DEBUG}=1 for a traceback."
    )
