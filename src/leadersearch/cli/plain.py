"""`leadersearch query WORDS` without options, read without Typer.

Typer takes as long to import as the rest of such a run takes altogether (50 ms). What it would make
of these words is plain; of any other command line Typer decides.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence

from leadersearch.cli.answering import QueryOptions, answer, query_text
from leadersearch.cli.failures import exit_code_of
from leadersearch.cli.opening import DEFAULT_INDEX

INDEX_VARIABLE = "LEADERSEARCH_INDEX"
COMPLETION_VARIABLE = "_LEADERSEARCH_COMPLETE"


def plain_question(arguments: Sequence[str], environment: Mapping[str, str]) -> QueryOptions | None:
    """The question of `query WORDS` or `query --index FOLDER WORDS`; None for anything else."""
    if arguments[:1] != ["query"] or COMPLETION_VARIABLE in environment:
        return None
    index, words = environment.get(INDEX_VARIABLE) or DEFAULT_INDEX, list(arguments[1:])
    if words[:1] == ["--index"] and len(words) > 1:
        index, words = words[1], words[2:]
    if any(word.startswith("-") for word in (index, *words)):
        return None
    from leadersearch.results.search import (
        Search,  # what stands behind it, other commands can spare
    )

    return QueryOptions(search=Search(query_text(words)), index=index)


def run(question: QueryOptions) -> int:
    """Answer, say what went wrong, and return what to exit with."""
    # A tenth of the time went into looking for garbage, most of it as the interpreter ends; what a
    # single search leaves behind is not worth it.
    gc.disable()
    try:
        return exit_code_of(lambda: answer(question))
    finally:
        gc.freeze()
