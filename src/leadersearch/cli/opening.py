"""Opening an index from the command line: where it is, and what to say of it, or when there is none."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from leadersearch.cli.failures import complain
from leadersearch.errors import IndexMissing, UsageError
from leadersearch.safety import visible, without_secret

if TYPE_CHECKING:
    from leadersearch.index import Index

DEFAULT_INDEX = "index"
DEFAULT_CORPUS = "corpus"


def open_for_reading(path: str) -> Index:
    """Open an index; where there is none, say which command makes it."""
    from leadersearch.index import open_index

    try:
        index = open_index(path)
    except IndexMissing as error:
        raise IndexMissing(_how_to_make(path)) from error
    tell_warnings(index)
    return index


def tell_warnings(index: Index) -> None:
    """Say on stderr what is wrong with an index that could be opened."""
    for warning in index.warnings:
        complain(warning)


def _how_to_make(path: str) -> str:
    corpus = Path(path).parent / DEFAULT_CORPUS
    place = without_secret(path)
    if corpus.is_dir():
        command = command_line("index", f"{corpus}/", index=path)
        return f"there is no index in {place} yet. Create it from your articles:\n  {command}"
    command = command_line("index", "FOLDER", index=path)
    return (
        f"there is no index in {place} yet. Create one from a folder of articles:\n  {command}\n"
        f"or name its folder with --index or LEADERSEARCH_INDEX."
    )


def command_line(command: str, *words: str, index: str) -> str:
    """A command that can be pasted into a shell."""
    place = [] if index == DEFAULT_INDEX else ["--index", without_secret(index)]
    return shlex.join(["leadersearch", command, *words, *place])


def read_rules_file(path: str) -> bytes:
    """The bytes of a file of rules, as far as one may be long; raises UsageError."""
    from leadersearch.collection.ingest.files import open_file, reason_of
    from leadersearch.model.rule_file import MOST_BYTES

    try:
        with open_file(str(Path(path).resolve())) as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot read {visible(path)}: {reason_of(error)}") from error
