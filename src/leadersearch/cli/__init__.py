"""The command line: parse -> one library call -> render.

    argv --app, command, options--> a command's function --library--> Page, Article, report
    Page, Article --output--> text, JSON, CSV, citations --terminal--> stdout; hints --> stderr

One module a command; `plain` reads a query without options, and spares it the rest. `output` turns
values into text and prints nothing; `terminal` alone writes; `failures` alone knows exit codes. No
command touches an engine or a file of an index.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit."""
    import os
    import sys

    try:
        # numpy brings a library for linear algebra that starts a thread a processor as it is loaded,
        # which takes longer than all the rest of numpy; nothing here has a use for them.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from leadersearch.cli.plain import plain_question, run

        question = plain_question(sys.argv[1:], os.environ)
        if question is not None:
            sys.exit(run(question))
        from leadersearch.cli.signals import meet_dropped_signals

        meet_dropped_signals()
        # 60 ms for Typer: within the try, so that Ctrl-C is quiet from the first moment.
        from leadersearch.cli.app import app

        app(prog_name="leadersearch")
    except KeyboardInterrupt:
        sys.exit(130)
