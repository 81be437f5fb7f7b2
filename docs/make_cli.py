"""Write docs/cli.md from the help of every command: python docs/make_cli.py."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from leadersearch.cli.app import app
from leadersearch.cli.failures import __doc__ as exit_codes

PAGE = Path(__file__).with_name("cli.md")
COMMANDS = ("index", "query", "browse", "show", "related", "stats", "check")

INTRODUCTION = """# The command line

<!-- Written by docs/make_cli.py from the help of the commands; a test checks that it is current. -->

Data goes to stdout, everything else to stderr. The exit code:

{codes}

Where the index is: `--index FOLDER`, else the variable `LEADERSEARCH_INDEX`, else the folder `index` here.

`--format` chooses how results are written: `text` for people, `json` and `jsonl` for programs
([json.md](json.md)), `csv` for spreadsheets, `bibtex`, `ris` and `csl` for reference managers, `vancouver`,
`apa` and `markdown` for reference lists. All but `text` stay the same from release to release.

Nothing that is written holds a control character, whatever articles, files and queries do; JSON escapes them.
In `csv` an apostrophe stands before a cell that a spreadsheet would run as a formula (one that begins with
`=`, `+`, `-` or `@`, blanks and quotes aside): programs take one away before such a sign, as `leadersearch index`
does. In `markdown` only addresses of the web, of mail and DOIs are links.

Colour is for terminals only; `NO_COLOR`, `FORCE_COLOR` and `--color` say otherwise. Matches are bold and
underlined as well as coloured. Without a terminal, lines are not wrapped.

`leadersearch --install-completion` makes Tab complete commands, options, fields, authors and tags.
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
