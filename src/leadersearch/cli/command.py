"""The commands' common behaviour on top of Typer's.

Typer checks values with pydantic, which takes longer to import (100 ms) than a query takes to
answer; ours are words, numbers and choices, checked by the callbacks in `options`.
"""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import Any

from typer import Abort, TyperException
from typer.core import TyperCommand, TyperGroup

from leadersearch.cli.failures import exit_code_of
from leadersearch.cli.usage import unknown_command, usage_message
from leadersearch.errors import UsageError

_PROTECTED = "\0"  # no argument of a process holds it
_NUMBER_ATTACHED = re.compile(r"-n\d+\Z")


class Command(TyperCommand):
    """A command whose values are checked by callbacks alone."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments."""
        _spare_pydantic(self.get_params(ctx))
        return super().parse_args(ctx, args)


class QueryCommand(Command):
    """A command whose arguments are a query, in which `-word` excludes a word.

    A word with one dash is part of the query unless it is a short option of the command; one
    with two dashes is an option, so that a misspelt option is told from a query.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments, words with a dash among them."""
        short = {name for param in self.params for name in param.opts if name[:2] != "--"} | {"-h"}
        takes_value = {
            name
            for param in self.params
            if not getattr(param, "is_flag", True)
            for name in param.opts
        }
        protected: list[str] = []
        is_value = is_over = False
        for arg in args:
            is_word = arg[:1] == "-" and arg[:2] != "--" and arg not in short
            is_over = is_over or (arg == "--" and not is_value)
            if is_word and not (is_value or is_over or _NUMBER_ATTACHED.match(arg)):
                protected.append(_PROTECTED + arg)
            else:
                protected.append(arg)
            is_value = not is_value and arg in takes_value
        return super().parse_args(ctx, protected)


def unprotected(words: list[str] | tuple[str, ...] | None) -> list[str]:
    """The words as they were typed."""
    return [word.removeprefix(_PROTECTED) for word in words or ()]


class CommandGroup(TyperGroup):
    """The whole program: every error becomes a line on stderr and an exit code."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  # Typer calls it
        """The commands in the order of their registration, which is that of their use."""
        return list(self.commands)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments before the command."""
        _spare_pydantic(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that was named; raises UsageError, saying which may have been meant."""
        if args[0] not in self.commands:
            raise UsageError(unknown_command(args, self.commands))
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run and exit."""
        settings["standalone_mode"] = False
        sys.exit(exit_code_of(lambda: self._run(*args, **settings)))

    def _run(self, *args: Any, **settings: Any) -> Any:
        try:
            return super().main(*args, **settings)
        except Abort as error:
            raise KeyboardInterrupt from error
        except TyperException as error:
            raise UsageError(usage_message(error)) from error


def _spare_pydantic(params: list[Any]) -> None:
    for param in params:
        if not isinstance(param.process_value, partial):
            param.process_value = partial(_checked, param, param.process_value)


def _checked(param: Any, checked_by_typer: Any, ctx: Any, value: Any) -> Any:
    """A value as the parameter's callback has it; Typer's own check says what is missing."""
    if value is None and param.required:
        return checked_by_typer(ctx, value)
    if value is None and (param.multiple or param.nargs == -1):
        value = ()
    return param.callback(ctx, param, value) if param.callback else value
