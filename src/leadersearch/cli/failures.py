"""Exception -> what is said on stderr, and the exit code.

| code | meaning |
|---|---|
| 0 | fine; a search found something |
| 1 | a search found nothing |
| 2 | an error: a wrong option, no index, a damaged index, no such article |
| 130 | stopped by Ctrl-C |
| 141 | the reader of a pipe went away (`| head`) |
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any

import typer

from leadersearch.cli.terminal import BROKEN_PIPE, RED, message_style, tell
from leadersearch.cli.wrapping import wrapped
from leadersearch.errors import LeaderSearchError

_ALIKE = 0.7  # difflib's ratio: --limt is 0.92 of --limit, --frobnicate 0.63 of --format

FOUND, NONE, FAILED, INTERRUPTED = 0, 1, 2, 130
DEBUG = "LEADERSEARCH_DEBUG"

_MEANT = {
    "--json": "--format json",
    "--jsonl": "--format jsonl",
    "--csv": "--format csv",
    "--bibtex": "--format bibtex",
    "--ris": "--format ris",
    "--colour": "--color",
    "--num": "--limit",
    "--max": "--limit",
    "--top": "--limit",
    "--order": "--sort",
    "--order-by": "--sort",
    "--date": "--year",
    "--journal": "--venue",
    "--keyword": "--tag",
    "--output": "--format",
    "--force": "--rebuild",
}
"""Options of other programs -> ours; a near spelling is found without this table."""


_COMMANDS_MEANT = {
    "search": "query",
    "find": "query",
    "add": "index",
    "update": "index",
    "import": "index",
    "read": "show",
    "cite": "show",
    "similar": "related",
    "tui": "browse",
    "info": "stats",
    "doctor": "check",
}
"""Commands of other programs -> ours."""


def unknown_command(words: Sequence[str], commands: Iterable[str]) -> str:
    """What is said for a command that there is not: the one that was meant, or a search."""
    meant = {**_COMMANDS_MEANT, **{name: name for name in commands}}
    near = get_close_matches(words[0], meant, 1, _ALIKE)
    better = [meant[near[0]], *words[1:]] if near else ["query", *words]
    return (
        f"there is no command {words[0]}. Did you mean:\n  {shlex.join(['leadersearch', *better])}\n"
        "See: leadersearch --help"
    )


def exit_code_of(run: Callable[[], Any]) -> int:
    """Run a command line; say what went wrong, and return what to exit with."""
    try:
        code = run()
    except typer.TyperException as error:
        complain(_usage_message(error))
        return FAILED
    except LeaderSearchError as error:
        complain(str(error))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return BROKEN_PIPE
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        complain(_report_request(error))
        return FAILED
    return code if isinstance(code, int) else FOUND


def complain(message: str) -> None:
    """Say on stderr what went wrong."""
    style = message_style()
    lines = f"leadersearch: {_without_controls(message)}".split("\n")
    # What is indented is a command to paste: it stays on one line.
    filled = "\n".join(
        line if line.startswith(" ") else wrapped(line, style.width) for line in lines
    )
    label, _, rest = filled.partition(":")
    tell(f"{style.paint(f'{label}:', RED)}{rest}")


def _without_controls(message: str) -> str:
    """The message as a terminal can be given it: it may hold the name of any file."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in message)


def _usage_message(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "leadersearch"
    message = _unknown_option(error) or error.format_message().strip()
    return f"{message[:1].lower()}{message[1:]}\nSee: {command} --help"


def _unknown_option(error: typer.TyperException) -> str:
    """For an option that does not exist: which one may have been meant."""
    option = getattr(error, "option_name", "")
    possible = getattr(error, "possibilities", None)
    if not option or not hasattr(error, "possibilities"):
        return ""
    near = get_close_matches(option, possible or (), 1, _ALIKE)
    meant = _MEANT.get(option) or "".join(near)
    if option == "--json" and "--format" not in _long_options(error):
        meant = ""
    question = f": did you mean {meant}?" if meant else ""
    return f"there is no option {option}{question}"


def _long_options(error: typer.TyperException) -> set[str]:
    context = getattr(error, "ctx", None)
    return {name for param in context.command.params for name in param.opts} if context else set()


def _report_request(error: Exception) -> str:
    detail = " ".join(str(error).split())
    return (
        f"something went wrong that should not ({type(error).__name__}: {detail}). "
        f"Please report it; {DEBUG}=1 shows where it happened."
    )
