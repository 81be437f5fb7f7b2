"""`leadersearch check`: tell whether the index is whole."""

from __future__ import annotations

from typing import Annotated

import typer

from leadersearch.cli.failures import FAILED, FOUND, complain
from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_INDEX, command_line, open_for_reading
from leadersearch.cli.options import FigureFormatOption, IndexOption
from leadersearch.cli.terminal import tell, write
from leadersearch.safety import visible

HELP = help_of(
    "Check that the index is whole.",
    """
    leadersearch check
    leadersearch check --fix
    """,
    "All that has a checksum and every article is read. It exits with 2 when something is wrong. "
    "--fix clears away what interrupted runs left behind; where the newest table of contents is "
    "damaged, the one before it counts from then on. Any other damage is mended by: "
    "leadersearch index --rebuild FOLDER",
)


def check(
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="Clear away what interrupted runs left behind.")
    ] = False,
    output: FigureFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
) -> None:
    """Check that the index is whole."""
    with open_for_reading(index) as opened:
        warnings = opened.warnings
        report = opened.check(fix=fix)
    if output == "json":
        from leadersearch.cli.output.data import check_json

        write(check_json(report))
    elif not report.problems:
        from leadersearch.cli.output.text import counted

        write(f"The index is whole: {counted(report.articles)} read.")
    if report.leftovers:
        names = ", ".join(map(visible, report.leftovers))
        if fix:
            tell(f"Cleared away what interrupted runs left behind: {names}")
        else:
            again = command_line("check", "--fix", index=index)
            tell(f"Interrupted runs left {names} behind; to clear it away: {again}")
    for problem in report.problems:
        if problem not in warnings:  # they have been told
            complain(problem)
    raise typer.Exit(FAILED if report.problems else FOUND)
