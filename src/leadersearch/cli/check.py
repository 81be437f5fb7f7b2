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
    "Verify the index.",
    """
    leadersearch check
    leadersearch check --fix
    """,
    "It reads every file that has a checksum and every article, and exits with 2 if "
    "something is damaged. --fix deletes files left by interrupted runs; if the newest "
    "table of contents is damaged, the previous one replaces it. To repair any other "
    "damage: leadersearch index --rebuild FOLDER",
)


def check(
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="Delete files left by interrupted runs.")
    ] = False,
    output: FigureFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
) -> None:
    """Verify the index."""
    with open_for_reading(index) as opened:
        warnings = opened.warnings
        report = opened.check(fix=fix)
    if output == "json":
        from leadersearch.cli.output.data import check_json

        write(check_json(report))
    elif not report.problems:
        from leadersearch.cli.output.text import counted

        write(f"Index OK ({counted(report.articles)} checked).")
    if report.leftovers:
        names = ", ".join(map(visible, report.leftovers))
        if fix:
            tell(f"Deleted files left by interrupted runs: {names}")
        else:
            again = command_line("check", "--fix", index=index)
            tell(f"Interrupted runs left files behind: {names}. Delete them: {again}")
    for problem in report.problems:
        if problem not in warnings:  # they have been told
            complain(problem)
    raise typer.Exit(FAILED if report.problems else FOUND)
