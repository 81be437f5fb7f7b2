"""The report of an ingestion, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from leadersearch.cli.output.text import UNTITLED, counted
from leadersearch.cli.terminal import BOLD, DIM, OutputStyle, output_style
from leadersearch.collection.ingest import IngestReport, MergedArticle, PlannedChange, Problem
from leadersearch.results.snippets.display_text import one_line

MOST_NOTES = 5
MOST_SUFFIXES = 8

_ARTICLES = ("added", "updated", "removed", "unchanged")
_FILES = {
    "files_read": "read",
    "files_unchanged": "unchanged",
    "files_renamed": "renamed",
    "files_removed": "deleted",
    "files_ignored": "of other kinds",
    "files_left_out": "left out",
}


def render_report(
    report: IngestReport,
    held: int,
    seconds: float,
    color: str = "auto",
    *,
    is_verbose: bool = False,
) -> str:
    """The articles added, changed and removed, and the size of the index now."""
    lines = list(_lines(report, held, seconds, output_style(color)))
    if is_verbose:
        named = [f"not read: {one_line(path)}" for path in report.ignored]
        named += [f"left out: {one_line(path)}" for path in report.left_out]
        planned = [f"{row.kind}: {_titled(row)}" for row in report.planned]
        lines[-1:-1] = named + planned + [_merged(article) for article in report.merged]
    return "\n".join(lines)


def _lines(report: IngestReport, held: int, seconds: float, style: OutputStyle) -> Iterator[str]:
    articles = [(name, getattr(report, name)) for name in _ARTICLES]
    yield f"{style.paint('articles', BOLD)}  {_listed(articles) or 'none'}"
    files = [(word, getattr(report, name)) for name, word in _FILES.items()]
    files.append(("failed", len(report.failed)))
    files.append(("links skipped", len(report.passed_over)))
    yield f"{style.paint('files', BOLD)}     {_listed(files) or 'none'}"
    if report.ignored:
        yield f"{style.paint('not read', BOLD)}  {_by_suffix(report.ignored)}"
    if report.duplicates:
        many = counted(report.duplicates)
        yield f"{style.paint('twice', BOLD)}     {many} found in more than one place, kept once (--verbose names them)"
    yield from (style.paint(line, DIM) for line in _notes(report.notes))
    if report.is_dry_run:
        more = "; --verbose names the articles" if report.planned else ""
        yield f"A dry run: nothing was changed{more}. {duration(seconds)}."
        return
    yield f"The index holds {counted(held)}. {duration(seconds)}."


def _merged(article: MergedArticle) -> str:
    sources = ", ".join(map(str, article.sources))
    return f"merged: {_titled(article)}: {one_line(sources)}"


def _titled(article: MergedArticle | PlannedChange) -> str:
    return f"{one_line(article.title) or UNTITLED} ({one_line(article.id)})"


def _listed(rows: list[tuple[str, int]]) -> str:
    return ", ".join(f"{number:,} {word}" for word, number in rows if number)


def _notes(notes: tuple[Problem, ...]) -> Iterator[str]:
    """The findings, the same one of many places once."""
    places = Counter((note.path, note.reason) for note in notes)
    for (path, reason), times in places.most_common(MOST_NOTES):
        again = f" ({times:,} times)" if times > 1 else ""
        yield f"note: {one_line(path)}: {one_line(reason)}{again}"
    if len(places) > MOST_NOTES:
        yield f"note: {len(places) - MOST_NOTES:,} more (--format json lists all)"


def _by_suffix(paths: Iterable[str]) -> str:
    """How many files there are of each suffix, the most frequent first."""
    suffixes = Counter(PurePath(path.lower()).suffix or "without suffix" for path in paths)
    listed = ", ".join(
        f"{number:,} {one_line(suffix)}" for suffix, number in suffixes.most_common(MOST_SUFFIXES)
    )
    more = len(suffixes) - MOST_SUFFIXES
    return f"{listed}, {more:,} other kinds" if more > 0 else listed


def duration(seconds: float) -> str:
    """A time as people would say it."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
