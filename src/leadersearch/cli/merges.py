"""`leadersearch merges`: the articles that were made of several sources, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from leadersearch.cli.helping import help_of, listed
from leadersearch.cli.opening import DEFAULT_INDEX, open_for_reading, read_rules_file
from leadersearch.cli.options import ColorOption, IndexOption, ListFormatOption, limit_of_all
from leadersearch.cli.terminal import BOLD, DIM, OutputStyle, output_style, tell, write
from leadersearch.safety import visible

if TYPE_CHECKING:
    from leadersearch.collection.ingest import IngestReport
    from leadersearch.collection.merges import Merge

HELP = help_of(
    "List the articles that were merged from several sources, and why.",
    """
    leadersearch merges
    leadersearch merges --format json
    leadersearch merges --rules merges.txt
    """,
    listed(
        "A file of rules:",
        """
        # One article:
        3f2a9c1e55d01b7c = 7b1d20aa93e4c6f1
        # Two articles:
        "Kind rounds on wards" != "Kind rounds on wards: a reply"
        3f2a9c1e55d01b7c in library.bib != 3f2a9c1e55d01b7c in old.ris
        """,
    ),
    "Each pair is listed with the rule that would part it. An article is named by its id, its "
    "title or its source, as they are shown; of a path, the end is enough. Rules take effect at once, "
    "and no file is read again. They are kept with the index in place of the rules that it has, "
    "hold for later runs, and survive a rebuild. An empty file removes them.",
    "The exit code is 1 if no article was merged.",
)
COLUMNS = ("id", "title", "source", "other", "reasons", "rule")


def merges(  # one parameter an option: Typer reads the signature
    *,
    limit: Annotated[int, limit_of_all("pairs")] = 0,
    rules: Annotated[
        str,
        typer.Option(
            "--rules", metavar="FILE", show_default=False, help="Keep these rules, and apply them."
        ),
    ] = "",
    show_rules: Annotated[bool, typer.Option("--show-rules", help="Print the kept rules.")] = False,
    output: ListFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """List what was merged."""
    if rules and show_rules:
        raise typer.BadParameter("--rules and --show-rules stand alone.")
    with open_for_reading(index) as opened:
        if rules:
            report = opened.keep_merge_rules(read_rules_file(rules), rules)
            tell(f"Kept the rules of {visible(rules)} with the index: {_outcome(report)}.")
            return
        if show_rules:
            write(opened.merge_rules().rstrip("\n"))
            return
        found = opened.merges(limit or None)
    from leadersearch.cli.output.lists import write_list

    lines = _lines(found, output_style(color))
    rows = list(map(_as_json if output == "json" else _as_row, found))
    raise typer.Exit(write_list("merges", rows, lines, columns=COLUMNS, output=output))


def _outcome(report: IngestReport) -> str:
    counts = [(name, getattr(report, name)) for name in ("added", "updated", "removed")]
    return ", ".join(f"{number:,} {name}" for name, number in counts if number) or "nothing changed"


def _lines(merges: Sequence[Merge], style: OutputStyle) -> Iterator[str]:
    """An article with its first source, then each other one, why it is the same, and the rule."""
    from leadersearch.cli.output.text import UNTITLED
    from leadersearch.results.snippets.display_text import one_line

    for _, pairs in groupby(merges, key=lambda merge: merge.id):
        for number, merge in enumerate(pairs):
            if not number:
                yield f"{style.paint(one_line(merge.title) or UNTITLED, BOLD)} ({one_line(merge.id)})"
                yield f"  {one_line(str(merge.source or ''))}"
            yield f"  {one_line(str(merge.other or ''))}: {one_line(', '.join(merge.reasons))}"
            yield style.paint(f"    to part them: {one_line(merge.rule)}", DIM)


def _as_row(merge: Merge) -> Mapping[str, Any]:
    return {name: getattr(merge, name) or "" for name in COLUMNS}


def _as_json(merge: Merge) -> Mapping[str, Any]:
    from leadersearch.cli.output.data import source_json

    sources = {name: source_json(getattr(merge, name)) for name in ("source", "other")}
    return {**_as_row(merge), **sources, "reasons": list(merge.reasons)}
