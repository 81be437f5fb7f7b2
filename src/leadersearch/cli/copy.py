"""`leadersearch copy`: one index into another."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leadersearch.cli.failures import stopped_code
from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import open_for_reading
from leadersearch.cli.options import FigureFormatOption
from leadersearch.cli.progress import ProgressLine, copy_text
from leadersearch.cli.signals import ending_in_order
from leadersearch.cli.terminal import message_style, tell, write
from leadersearch.errors import UsageError
from leadersearch.safety import without_secret

if TYPE_CHECKING:
    from leadersearch.collection.copying import CopyReport

HELP = help_of(
    "Copy an index into another.",
    """
    leadersearch copy index/ backup/
    leadersearch copy index/ opensearch://localhost:9200/articles
    leadersearch copy opensearch://localhost:9200/articles index/
    leadersearch copy --share 2/5 index/ opensearch://localhost:9200/articles
    """,
    "FROM and TO are folders or addresses. TO is created if need be. Articles that it holds "
    "already are not sent again, so a copy that was stopped is continued by the same command; "
    "articles that only TO holds stay. Saved searches, the rules of authors and of merges, and the record of "
    "indexed files are copied too, unless TO has its own beside other articles. With --share "
    "several machines copy a part of the articles each; afterwards the same command without it "
    "copies the rest.",
)


def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", hidden=True)],
    target: Annotated[str, typer.Argument(metavar="TO", hidden=True)],
    *,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Build TO from scratch, so that it holds nothing else."),
    ] = False,
    share: Annotated[
        str, typer.Option(metavar="K/N", help="Copy the Kth of N parts (default: all).")
    ] = "1/1",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Report failures only.")] = False,
    output: FigureFormatOption = "text",
) -> None:
    """Copy one index into another."""
    from leadersearch.collection.copying import Share
    from leadersearch.index import open_index

    started = time.perf_counter()
    part = Share.parse(share)
    if rebuild and part.of > 1:
        raise UsageError(
            "--rebuild is for a whole copy, not for a share: each would undo the other"
        )
    if _is_same(source, target):
        raise UsageError(
            f"{without_secret(source)} cannot be copied into itself; name another folder or address"
        )
    line = ProgressLine(sys.stderr, message_style(), copy_text, is_shown=not quiet)
    with (
        open_for_reading(source) as opened,
        open_index(target, create=True, rebuild=rebuild, language=opened.language) as other,
    ):
        try:
            with ending_in_order():
                report = opened.copy_to(other, share=share, progress=line.show)
        except KeyboardInterrupt as error:
            line.clear()
            tell("Stopped. Run the same command to go on.")
            raise typer.Exit(stopped_code(error)) from error
        finally:
            line.clear()
        held = len(other)
    seconds = time.perf_counter() - started
    if output == "json":
        from leadersearch.cli.output.data import copy_json

        write(copy_json(report, held, seconds))
    elif not quiet:
        write(render_copy(report, held, seconds, is_share=part.of > 1))


def render_copy(report: CopyReport, held: int, seconds: float, *, is_share: bool = False) -> str:
    """The outcome, for people."""
    from leadersearch.cli.output.report import duration
    from leadersearch.cli.output.text import counted

    reason = (
        "the same command without --share copies them"
        if is_share
        else "the other index has its own, and other articles"
    )
    there = f", {counted(report.unchanged)} there already" if report.unchanged else ""
    lines = [f"Copied {counted(report.copied)}{there}."]
    if report.left:
        lines.append(f"Not copied: {', '.join(report.left)} ({reason}).")
    lines.append(f"The index holds {counted(held)}. {duration(seconds)}.")
    return "\n".join(lines)


def _is_same(source: str, target: str) -> bool:
    if "://" in source or "://" in target:
        return source == target
    return Path(source).resolve() == Path(target).resolve()
