"""Everything that can go wrong, under one root.

    LeaderSearchError
    ├── UsageError             an argument that makes no sense
    ├── ArticleError           an article without title, excerpt and body
    ├── ArticleNotFound        no article has this id
    ├── FilesVanished          files that are gone all at once
    ├── UnsupportedFeature     something that this kind of index cannot do
    ├── ReadError              a file that cannot be read
    │   ├── UnsupportedFormat      no reader knows it
    │   └── MissingExtra           its reader needs an optional package
    └── IndexAccessError       an index that cannot be used
        ├── IndexMissing           there is none
        ├── IndexChanged           the state that was seen of it is gone
        ├── IndexLocked            another process is writing to it
        ├── IndexCorrupt           its files are damaged
        ├── IndexTooOld            written by an older, unsupported version
        ├── IndexTooNew            written by a newer version
        └── IndexMismatch          written with other settings

A message says what happened and what to do about it. To catch everything:

    try:
        leadersearch.open_index("index")
    except leadersearch.LeaderSearchError as error:
        print(error)
"""

from __future__ import annotations

from collections.abc import Iterable


class LeaderSearchError(Exception):
    """The root of all errors that leadersearch raises on purpose.

    `exit_code` is the exit code of the command line.
    """

    exit_code = 2


class UsageError(LeaderSearchError):
    """An argument is invalid; the message names valid ones."""


class ArticleError(LeaderSearchError):
    """An article has neither a title, nor an excerpt, nor a body."""


class ArticleNotFound(LeaderSearchError):
    """No article in the index has the id."""


class FilesVanished(LeaderSearchError):
    """All or most of the indexed files of a place are missing.

    `places` has a row for each place: path, number of missing files, number of indexed ones.
    """

    def __init__(self, places: Iterable[tuple[str, int, int]]) -> None:
        self.places = tuple(places)
        named = "; ".join(
            f"{place.replace(chr(10), chr(0xFFFD))}: {_share(gone, known)} missing"
            for place, gone, known in self.places
        )
        super().__init__(
            f"{named}. Nothing was changed. If they are on a drive that is not connected, connect "
            "it and try again. If they were deleted, add --prune (in Python: prune=True)."
        )


def _share(gone: int, known: int) -> str:
    if known == 1:
        return "its only indexed file is"
    return (
        f"all {known:,} indexed files are"
        if gone == known
        else f"{gone:,} of {known:,} indexed files are"
    )


class UnsupportedFeature(LeaderSearchError):
    """The engine that holds the index cannot do something; `remedy` is what to do instead."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}: {remedy}")
        self.remedy = remedy


class ReadError(LeaderSearchError):
    """A file cannot be read; the message is the reason, without the file's name."""


class UnsupportedFormat(ReadError):
    """No reader knows the format of the file."""


class MissingExtra(ReadError):
    """An optional package is not installed.

    `feature` names what needs it and `extra` the extra to install.
    """

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra package: pip install 'leadersearch[{extra}]'")
        self.feature = feature
        self.extra = extra


class IndexAccessError(LeaderSearchError):
    """An index cannot be used."""


class IndexMissing(IndexAccessError):
    """There is no index at the location."""


class IndexChanged(IndexAccessError):
    """The index was changed, and the state that was seen of it is no longer held anywhere."""


class IndexLocked(IndexAccessError):
    """Another process is writing to the index."""


class IndexCorrupt(IndexAccessError):
    """The files of the index are damaged."""


class IndexTooOld(IndexAccessError):
    """The index was written by an older version; its format is no longer supported."""


class IndexTooNew(IndexAccessError):
    """The index was written by a newer version."""


class IndexMismatch(IndexAccessError):
    """The index was written with another language or version of text analysis."""
