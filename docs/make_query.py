"""Write docs/reference/query.md from the rows that every face's help shows: python docs/make_query.py."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from leadersearch.query.help import FIELD_HELP, LANGUAGE_HELP, READING_HELP, HelpRow

PAGE = Path(__file__).with_name("reference") / "query.md"

INTRODUCTION = """# Query language

<!-- Written by docs/make_query.py from the help of the query language; a test checks that it is current. -->

A query never fails: leadersearch searches for what it understands, reports what it does not, and suggests a correction.
Accents and case do not matter. `O'Brien`, `health-care`, `R&D` and `COVID-19` are found however you type them.

In English, a word is also found in its other forms: `women` for `woman`, `analyses` for `analysis`, `GPs` for `GP`,
`organization` for `organisation`, `pediatric` for `paediatric`. `wellbeing`, `well being` and `well-being` find each other
where articles hold them, and so do, in any language, `Müller` and `Mueller`, `TNF-α` and `TNF-alpha`. Quotes and `=word`
mean the very form.

## Syntax

"""
READING = """
## Pasted titles, names and dates

People paste headings and half-remembered references, and mean their words. leadersearch says how it read them: below the
query in the browser, on stderr on the command line, in `Page.diagnostics` and `Page.readings` in Python.

"""
FIELDS = """
## Fields

A field can be written in several ways; the first is its name. `field:word` searches for a word in it, `field:"words"` for
a phrase, `field:(a b)` for several words, and `field:*` for articles that have the field. Words without a field are
looked up in titles, excerpts, texts, authors and tags.

"""


def page() -> str:
    """The whole page."""
    return (
        INTRODUCTION
        + table(LANGUAGE_HELP)
        + READING
        + table(READING_HELP)
        + FIELDS
        + table(FIELD_HELP)
    )


def table(rows: Iterable[HelpRow]) -> str:
    """The rows as a table of Markdown."""
    lines = ["| write | meaning | example |", "|---|---|---|"]
    lines += [f"| {_code(row.write)} | {row.meaning} | {_code(row.example)} |" for row in rows]
    return "\n".join([*lines, ""])


def _code(text: str) -> str:
    return f"`{text}`".replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
