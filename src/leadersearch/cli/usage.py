"""Typer's errors about a command line -> our messages."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import typer

_ALIKE = 0.7  # difflib's ratio: --limt is 0.92 of --limit, --frobnicate 0.63 of --format

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
    "clone": "copy",
}
"""Commands of other programs -> ours."""


def unknown_command(words: Sequence[str], commands: Iterable[str]) -> str:
    """The message for an unknown command: the one that was meant, or a search."""
    meant = {**_COMMANDS_MEANT, **{name: name for name in commands}}
    near = get_close_matches(words[0], meant, 1, _ALIKE)
    better = [meant[near[0]], *words[1:]] if near else ["query", *words]
    return (
        f"unknown command {words[0]}. Did you mean:\n  {shlex.join(['leadersearch', *better])}\n"
        "See: leadersearch --help"
    )


def usage_message(error: typer.TyperException) -> str:
    """The message for a wrong option: the one that may have been meant, and where to read more."""
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
    return f"unknown option {option}{question}"


def _long_options(error: typer.TyperException) -> set[str]:
    context = getattr(error, "ctx", None)
    return {name for param in context.command.params for name in param.opts} if context else set()
