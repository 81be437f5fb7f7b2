"""The command line: parse -> one library call -> render.

    argv --app, command, options--> a command's function --library--> Page, Article, report
    Page, Article --output--> text, JSON, CSV, citations --terminal--> stdout; hints --> stderr

One module a command. `output` turns values into text and prints nothing; `terminal` alone writes;
`failures` alone knows exit codes. No command touches an engine or a file of an index.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit."""
    import sys

    try:
        # 60 ms for Typer: within the try, so that Ctrl-C is quiet from the first moment.
        from leadersearch.cli.app import app

        app(prog_name="leadersearch")
    except KeyboardInterrupt:
        sys.exit(130)
