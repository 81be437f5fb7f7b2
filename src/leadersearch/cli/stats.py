"""`leadersearch stats`: figures of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadersearch.cli.helping import help_of
from leadersearch.cli.opening import DEFAULT_INDEX, open_for_reading
from leadersearch.cli.options import ColorOption, FigureFormatOption, IndexOption
from leadersearch.cli.terminal import DIM, OutputStyle, output_style, write
from leadersearch.safety import visible, without_secret

if TYPE_CHECKING:
    from leadersearch.engine import Statistics

HELP = help_of(
    "Show statistics of the index.",
    """
    leadersearch stats
    leadersearch stats --format json
    """,
)
SIZES = ("bytes", "kB", "MB", "GB", "TB")


def stats(
    *,
    output: FigureFormatOption = "text",
    index: IndexOption = DEFAULT_INDEX,
    color: ColorOption = "auto",
) -> None:
    """Show statistics of the index."""
    with open_for_reading(index) as opened:
        statistics = opened.statistics()
    if output == "json":
        from leadersearch.cli.output.data import statistics_json

        write(statistics_json(statistics, without_secret(index)))
    else:
        write(render_statistics(statistics, index, output_style(color)))


def render_statistics(statistics: Statistics, index: str, style: OutputStyle) -> str:
    """The figures, one a line."""
    dates = [date for date in (statistics.oldest, statistics.newest) if date]
    rows = {
        "index": visible(without_secret(index)),
        "articles": f"{statistics.articles:,}",
        "dates": " to ".join(dict.fromkeys(dates)) or "none known",
        "language": statistics.language,
        "size": readable_size(statistics.size),
        "segments": f"{statistics.segments:,}",
        "mean length": f"{statistics.mean_length:,.0f} weighted words",
        "words": ", ".join(f"{name} {count:,}" for name, count in _terms(statistics)),
    }
    margin = max(map(len, rows)) + 2
    return "\n".join(
        style.paint(name.ljust(margin), DIM) + row for name, row in rows.items() if row
    )


def readable_size(size: int) -> str:
    """A number of bytes in the unit that people would use.

    >>> readable_size(999), readable_size(186_836)
    ('999 bytes', '187 kB')
    """
    amount = float(size)
    for unit in SIZES:
        if amount < 999.5 or unit == SIZES[-1]:
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if amount >= 10 or unit == SIZES[0] else f"{amount:.1f} {unit}"


def _terms(statistics: Statistics) -> list[tuple[str, int]]:
    """Distinct words of the fields that hold words."""
    from leadersearch.model.field import Kind
    from leadersearch.model.fields import FIELDS

    worded = [name for name, field in FIELDS.items() if field.by_default or field.kind is Kind.TEXT]
    return [(name, statistics.terms[name]) for name in worded if statistics.terms.get(name)]
