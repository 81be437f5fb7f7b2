"""Folders that are libraries of other programs.

Of such a folder its database is listed, and nothing else: the database names the files in it that
are somebody's text, and others are none (thumbnails, files of items in the bin, styles).
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence

_ZOTERO = "zotero.sqlite"
_CALIBRE = "metadata.db"
_BOOK = re.compile(r".* \(\d+\)", re.DOTALL)  # of Calibre: Author/Title (12)


def database_of_library(entries: Sequence[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """The database among the entries of a folder that is a library; of others none."""
    for entry in entries:
        if entry.name == _ZOTERO or (entry.name == _CALIBRE and _has_books(entries)):
            return [entry]
    return []


def _has_books(entries: Sequence[os.DirEntry[str]]) -> bool:
    return any(_BOOK.fullmatch(name) for entry in entries for name in _names_in(entry))


def _names_in(entry: os.DirEntry[str]) -> list[str]:
    try:
        if entry.is_dir(follow_symlinks=False):
            with os.scandir(entry.path) as inner:
                return [each.name for each in inner]
    except OSError:
        pass  # it is no folder that is listed
    return []
