"""Write docs/cli.md from the help of every command: python docs/make_cli.py."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from leadersearch.cli.app import app
from leadersearch.cli.failures import __doc__ as exit_codes

PAGE = Path(__file__).with_name("cli.md")
COMMANDS = (
    "index",
    "query",
    "browse",
    "show",
    "related",
    "authors",
    "acronyms",
    "merges",
    "export",
    "stats",
    "check",
    "copy",
)

INTRODUCTION = """# The command line

<!-- Written by docs/make_cli.py from the help of the commands; a test checks that it is current. -->

Results go to stdout, everything else to stderr. The exit codes:

{codes}

The index is the folder given by `--index FOLDER`, or by the variable `LEADERSEARCH_INDEX`, or else `index` in the
current folder.

`--format` chooses the output format: `text` for people, `json` and `jsonl` for programs ([json.md](json.md)), `csv`
for spreadsheets, `bibtex`, `ris` and `csl` for reference managers, `vancouver`, `apa` and `markdown` for reference
lists. All formats but `text` are stable from release to release.

Output never contains control characters, even if articles, files or queries do; JSON escapes them. In `csv`, a cell
that a spreadsheet would run as a formula (one that begins with `=`, `+`, `-` or `@`, ignoring blanks and quotes) is
preceded by an apostrophe; programs can remove an apostrophe before such a character, as `leadersearch index` does. In
`markdown`, only web addresses, mail addresses and DOIs become links.

Colour is used on terminals only, unless `NO_COLOR`, `FORCE_COLOR` or `--color` says otherwise. Matches are also bold
and underlined. Lines are wrapped on terminals only.

Run `leadersearch --install-completion` to complete commands, options, fields, authors and tags with Tab.
"""


def page() -> str:
    """The whole page."""
    table = "\n".join(line for line in (exit_codes or "").split("\n") if line.startswith("|"))
    parts = [INTRODUCTION.format(codes=table), section("leadersearch", "--help")]
    parts += [section(f"leadersearch {command}", command, "--help") for command in COMMANDS]
    return "\n".join(parts)


def section(heading: str, *words: str) -> str:
    """The help of one command under a heading."""
    shown = CliRunner().invoke(app, list(words), prog_name="leadersearch", env={"COLUMNS": "80"})
    return f"## {heading}\n\n```text\n{shown.stdout.rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
