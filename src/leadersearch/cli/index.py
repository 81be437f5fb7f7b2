"""`leadersearch index`: bring the index up to date with files."""

from __future__ import annotations

import errno
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leadersearch.cli.failures import FAILED, FOUND, complain, stopped_code
from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_CORPUS, DEFAULT_INDEX, tell_warnings
from leadersearch.cli.options import ColorOption, FigureFormatOption, IndexOption
from leadersearch.cli.progress import ProgressLine
from leadersearch.cli.signals import ending_in_order
from leadersearch.cli.terminal import message_style, tell, write
from leadersearch.errors import UsageError
from leadersearch.safety import visible

if TYPE_CHECKING:
    from leadersearch.index import Index
    from leadersearch.ingest import IngestReport

HELP = help_of(
    "Read articles from files and folders into the index.",
    """
    leadersearch index corpus/
    leadersearch index ~/articles export.xml feeds/
    leadersearch index --rebuild corpus/
    curl -s https://example.org/feed.xml | leadersearch index -
    """,
    "Without PATHS the folder corpus/ is read. Files that have not changed are not read again. "
    "What deleted files gave is removed; when all or most files of a place have gone at once, as "
    "when a drive is not connected, nothing is changed unless you add --prune. A file that cannot "
    "be read, or takes too much time or memory, is named and passed over. So is a link that leads "
    "out of PATHS, unless you add --follow-links. '-' reads standard input. It exits with 2 when "
    "nothing could be read at all.",
)
STDIN = "-"
STDIN_NAME = "standard input"
MOST_LINKS = 5
NO_PATHS = (
    "which articles? Name files or folders (leadersearch index FOLDER), or put them into a folder "
    f"{DEFAULT_CORPUS}/ here"
)


def index(  # noqa: PLR0913  # one parameter an option: Typer reads the signature
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATHS", hidden=True),
    ] = None,
    *,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Start from nothing instead of updating.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The language of the articles, English unless said."),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The format of standard input, where it cannot be told."),
    ] = None,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Also read what links outside of PATHS lead to.")
    ] = False,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Remove what missing files gave, even if most are missing."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only say what failed.")] = False,
    output: FigureFormatOption = "text",
    index_path: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """Read articles into the index."""
    started = time.perf_counter()
    wanted = _checked_paths(
        paths or [],
        index_path,
        reader=reader,
        needs_files="--prune" if prune else "--follow-links" if follow_links else "",
    )
    from leadersearch.index import open_index

    with open_index(index_path, create=True, rebuild=rebuild, language=language) as opened:
        tell_warnings(opened)
        if wanted == [STDIN]:
            with ending_in_order():
                report = _read_stdin(opened, reader)
        else:
            line = ProgressLine(sys.stderr, message_style(), is_shown=not quiet)
            with _stopping(line):
                report = opened.ingest(
                    wanted,
                    skip=[index_path],
                    follow_links=follow_links,
                    prune=prune,
                    progress=line.show,
                )
        held = len(opened)
    _tell_failures(report)
    is_read = _has_read(report, wanted)
    if output == "json":
        from leadersearch.cli.output.data import report_json

        write(report_json(report, time.perf_counter() - started))
    elif not quiet and (is_read or report.failed):
        from leadersearch.cli.output.report import render_report

        write(render_report(report, held, time.perf_counter() - started, color))
    raise typer.Exit(FOUND if is_read else FAILED)


def _checked_paths(
    paths: Sequence[str], index_path: str, *, reader: str | None, needs_files: str
) -> list[str]:
    """The paths to read; raises UsageError where there is nothing to do."""
    if STDIN in paths and len(paths) > 1:
        raise UsageError("'-' (standard input) goes alone; index files and folders separately")
    if reader and STDIN not in paths:
        raise UsageError("--reader is for standard input: leadersearch index - --reader NAME")
    if needs_files and STDIN in paths:
        raise UsageError(f"{needs_files} is for files and folders, not for '-' (standard input)")
    if not paths and not Path(DEFAULT_CORPUS).is_dir():
        raise UsageError(NO_PATHS)
    wanted = list(paths) or [DEFAULT_CORPUS]
    for path in wanted:
        # A path that has vanished makes sense only to an index that may have read it before.
        if path != STDIN and not _is_there(path) and not Path(index_path).exists():
            raise UsageError(f"there is no file or folder {path}")
    return wanted


def _is_there(path: str) -> bool:
    try:
        Path(path).stat()
    except ValueError:
        return False
    except OSError as error:
        return error.errno not in {errno.ENOENT, errno.ENOTDIR}  # reading it says what is wrong
    return True


def _read_stdin(index: Index, reader: str | None) -> IngestReport:
    if sys.stdin.isatty():
        tell("Reading articles from the terminal; end with Ctrl-D.")
    return index.ingest_bytes(sys.stdin.buffer.read(), STDIN_NAME, reader)


@contextmanager
def _stopping(line: ProgressLine) -> Iterator[None]:
    """Take the line away at the end, and say what Ctrl-C or another signal has left."""
    try:
        with ending_in_order():
            yield
    except KeyboardInterrupt as error:
        line.clear()
        tell("Stopped; the index is as it was before.")
        raise typer.Exit(stopped_code(error)) from error
    finally:
        line.clear()


def _tell_failures(report: IngestReport) -> None:
    for problem in (*report.failed, *report.passed_over[:MOST_LINKS]):
        complain(f"{visible(problem.path)}: {visible(problem.reason)}")
    if len(report.passed_over) > MOST_LINKS:
        more = len(report.passed_over) - MOST_LINKS
        complain(f"{more:,} more links passed over (--format json lists all)")


def _has_read(report: IngestReport, paths: Sequence[str]) -> bool:
    """Whether there was anything to read; where not, say which files can be read."""
    if report.files_read or report.files_unchanged or report.files_renamed or report.has_changed:
        return True
    if list(paths) == [STDIN]:
        if not (report.unchanged or report.duplicates):
            complain("standard input holds no article")
            return False
        return True
    if not (report.failed or report.passed_over):
        from leadersearch.readers import READERS

        known = " ".join(sorted({suffix for row in READERS for suffix in row.suffixes}))
        complain(f"no file to read in {', '.join(paths)}. Files are read that end in {known}")
    return False
