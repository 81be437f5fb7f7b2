"""`leadersearch index`: bring the index up to date with files."""

from __future__ import annotations

import errno
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from leadersearch.cli.failures import FAILED, FOUND, complain, stopped_code
from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_CORPUS, DEFAULT_INDEX, tell_warnings
from leadersearch.cli.options import (
    ColorOption,
    FigureFormatOption,
    IndexOption,
    whole_number,
)
from leadersearch.cli.progress import ProgressLine, progress_text, stopped_text
from leadersearch.cli.signals import ending_in_order
from leadersearch.cli.terminal import message_style, tell, write
from leadersearch.errors import IndexAccessError, IndexMissing, UsageError
from leadersearch.heap import keep_large_blocks_apart
from leadersearch.safety import visible

if TYPE_CHECKING:
    from leadersearch.collection.ingest import IngestReport, Progress
    from leadersearch.index import Index

HELP = help_of(
    "Index articles from files and folders.",
    """
    leadersearch index corpus/
    leadersearch index ~/articles export.xml feeds/
    leadersearch index ~/Zotero
    leadersearch index --rebuild corpus/
    leadersearch index --dry-run --verbose corpus/
    leadersearch index --exclude drafts/ --exclude '*.pdf' ~/articles
    curl -s https://example.org/feed.xml | leadersearch index -
    """,
    "Without PATHS, the folder corpus/ is indexed. Unchanged files are skipped; articles "
    "from deleted files are removed. If all or most files of a folder are missing, as when "
    "a drive is not connected, nothing is changed unless you add --prune. Files that cannot "
    "be read, or that take too much time or memory, are reported and skipped. Links that "
    "lead out of PATHS are skipped unless you add --follow-links. '-' reads standard input. "
    "GLOB is a pattern as in .gitignore, from each of PATHS. Patterns that should last belong in a "
    "file .leadersearchignore, one a line, in the folder that they are about. Articles of files that are "
    "left out are removed. "
    "The exit code is 2 if nothing could be read.",
)
STDIN = "-"
STDIN_NAME = "standard input"
MOST_ALIKE = 100  # failures of one reason that are named without --verbose
MOST_LINKS = 5
NO_PATHS = (
    "nothing to index: name files or folders (leadersearch index FOLDER), or put articles into "
    f"{DEFAULT_CORPUS}/ here"
)


def index(  # noqa: PLR0913  # one parameter an option: Typer reads the signature
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATHS", hidden=True),
    ] = None,
    *,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build the index from scratch.")
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Language of the articles (default: English)."),
    ] = None,
    reader: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Format of standard input, if it cannot be detected."),
    ] = None,
    follow_links: Annotated[
        bool, typer.Option("--follow-links", help="Follow links that lead out of PATHS.")
    ] = False,
    include: Annotated[
        list[str] | None,
        typer.Option(
            "--include",
            metavar="GLOB",
            show_default=False,
            help="Only files that match (may be repeated).",
        ),
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            "--exclude",
            metavar="GLOB",
            show_default=False,
            help="No files that match (may be repeated).",
        ),
    ] = None,
    prune: Annotated[
        bool,
        typer.Option(
            "--prune", help="Remove articles of missing files, even if most files are missing."
        ),
    ] = False,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            metavar="NUMBER",
            callback=whole_number,
            show_default=False,
            help="Processes that read files at once (default: one for each processor).",
        ),
    ] = 0,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="Also name each file that is not read, and each merged article."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Report what would change, and change nothing.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Report failures only.")] = False,
    output: FigureFormatOption = "text",
    index_path: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """Read articles into the index."""
    started = time.perf_counter()
    keep_large_blocks_apart()
    wanted = _checked_paths(
        paths or [],
        index_path,
        reader=reader,
        needs_files=next(
            (
                name
                for name, value in (
                    ("--prune", prune),
                    ("--follow-links", follow_links),
                    ("--include", include),
                    ("--exclude", exclude),
                )
                if value
            ),
            "",
        ),
    )
    with _opened(index_path, rebuild=rebuild, language=language, dry_run=dry_run) as opened:
        tell_warnings(opened)
        if wanted == [STDIN]:
            with ending_in_order():
                report = _read_stdin(opened, reader, dry_run=dry_run)
        else:
            line = ProgressLine(sys.stderr, message_style(), progress_text, is_shown=not quiet)
            with _stopping(line):
                report = opened.ingest(
                    wanted,
                    skip=[index_path],
                    follow_links=follow_links,
                    prune=prune,
                    jobs=jobs or None,
                    dry_run=dry_run,
                    include=include or (),
                    exclude=exclude or (),
                    progress=line.show,
                )
        held = len(opened)
    _tell_failures(report, all_of_them=verbose)
    is_read = _has_read(report, wanted)
    if output == "json":
        from leadersearch.cli.output.data import report_json

        write(report_json(report, time.perf_counter() - started))
    elif not quiet and (is_read or report.failed):
        from leadersearch.cli.output.report import render_report

        seconds = time.perf_counter() - started
        write(render_report(report, held, seconds, color, is_verbose=verbose))
    raise typer.Exit(FOUND if is_read else FAILED)


def _checked_paths(
    paths: Sequence[str], index_path: str, *, reader: str | None, needs_files: str
) -> list[str]:
    """The paths to read; raises UsageError where there is nothing to do."""
    if STDIN in paths and len(paths) > 1:
        raise UsageError(
            "'-' (standard input) cannot be combined with files and folders; index them separately"
        )
    if reader and STDIN not in paths:
        raise UsageError("--reader is for standard input: leadersearch index - --reader NAME")
    if needs_files and STDIN in paths:
        raise UsageError(f"{needs_files} is for files and folders, not for '-' (standard input)")
    if not paths and not Path(DEFAULT_CORPUS).is_dir():
        raise UsageError(NO_PATHS)
    wanted = list(paths) or [DEFAULT_CORPUS]
    for path in wanted:
        # A path that has vanished makes sense only to an index that may have read it before.
        if path != STDIN and not _is_there(path) and not _may_know(index_path):
            raise UsageError(f"there is no file or folder {path}")
    return wanted


def _may_know(index_path: str) -> bool:
    """Whether there may be an index that has read files before."""
    return "://" in index_path or Path(index_path).exists()


def _is_there(path: str) -> bool:
    try:
        Path(path).stat()
    except ValueError:
        return False
    except OSError as error:
        return error.errno not in {errno.ENOENT, errno.ENOTDIR}  # reading it says what is wrong
    return True


def _opened(index_path: str, *, rebuild: bool, language: str | None, dry_run: bool) -> Index:
    """The index, made where there is none; for a dry run an empty one in its place."""
    from leadersearch.index import open_index

    if not dry_run:
        return open_index(index_path, create=True, rebuild=rebuild, language=language)
    try:
        open_index(index_path).close()
    except IndexMissing:
        return open_index("memory://", language=language)
    except IndexAccessError:
        if not rebuild:
            raise
    return open_index(index_path, rebuild=rebuild, language=language)


def _read_stdin(index: Index, reader: str | None, *, dry_run: bool) -> IngestReport:
    if sys.stdin.isatty():
        tell("Reading articles from the terminal; end with Ctrl-D.")
    return index.ingest_bytes(sys.stdin.buffer.read(), STDIN_NAME, reader, dry_run=dry_run)


@contextmanager
def _stopping(line: ProgressLine[Progress]) -> Iterator[None]:
    """Take the line away at the end, and say what Ctrl-C or another signal has left."""
    try:
        with ending_in_order():
            yield
    except KeyboardInterrupt as error:
        line.clear()
        tell(stopped_text(line.last))
        raise typer.Exit(stopped_code(error)) from error
    finally:
        line.clear()


def _tell_failures(report: IngestReport, *, all_of_them: bool) -> None:
    told: Counter[str] = Counter()
    for problem in (*report.failed, *report.passed_over[:MOST_LINKS]):
        told[problem.reason] += 1
        if all_of_them or told[problem.reason] <= MOST_ALIKE:
            complain(f"{visible(problem.path)}: {visible(problem.reason)}")
    for reason, times in {} if all_of_them else told.items():
        if times > MOST_ALIKE:
            others = f"{times - MOST_ALIKE:,} more files (--verbose names them)"
            complain(f"{others}: {visible(reason)}")
    if len(report.passed_over) > MOST_LINKS:
        more = len(report.passed_over) - MOST_LINKS
        complain(f"{more:,} more links skipped (--format json lists all)")


def _has_read(report: IngestReport, paths: Sequence[str]) -> bool:
    """Whether there was anything to read; where not, say which files can be read."""
    if report.files_read or report.files_unchanged or report.files_renamed or report.has_changed:
        return True
    if list(paths) == [STDIN]:
        if not (report.unchanged or report.duplicates):
            complain("standard input holds no article")
            return False
        return True
    if report.left_out and not report.failed:
        complain(f"all files in {', '.join(paths)} are left out (--verbose names them)")
    elif not (report.failed or report.passed_over):
        from leadersearch.readers import READERS

        known = " ".join(sorted({suffix for row in READERS for suffix in row.suffixes}))
        complain(f"no file to read in {', '.join(paths)}. Supported file types: {known}")
    return False
