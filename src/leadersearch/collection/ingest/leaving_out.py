"""The files that a run leaves out: by its options, and by `.leadersearchignore` in any folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence

from leadersearch.collection.ingest.files import open_file, reason_of
from leadersearch.collection.ingest.ignore_rules import MOST_BYTES, Pattern, decided, read_patterns
from leadersearch.collection.ingest.report import Problem

IGNORE_FILE = ".leadersearchignore"
_MISSING = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})


class LeavingOut:
    """Which entries of folders are left out. Paths are those under which files are listed.

    A file is read if a pattern of `include` matches it, or a folder above it, where there are any,
    and none of `exclude` and of the files in the folders above matches it. The nearer file decides
    before the farther one, and `exclude` before all.
    """

    def __init__(self, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> None:
        self._include = read_patterns(include)
        self._exclude = read_patterns(exclude)
        self._above: dict[str, bool] = {}
        self._in_folder: dict[str, tuple[Pattern, ...]] = {}
        self.failed: list[Problem] = []

    def leaves_out(self, path: str, place: str, *, is_folder: bool) -> bool:
        """Whether a file or folder below a place that was named is left out."""
        if self._is_out(path, place, is_folder=is_folder):
            return True
        return not (is_folder or self._is_included(_names(path, place)))

    def leaves_out_named(self, path: str, place: str) -> bool:
        """The same of a file that a record names: it need not be of those that are included."""
        if any(self._is_out(above, place, is_folder=True) for above in _folders(path, place)):
            return True
        return self._is_out(path, place, is_folder=False)

    def _is_out(self, path: str, place: str, *, is_folder: bool) -> bool:
        said = None
        if self._exclude:
            said = decided(self._exclude, _names(path, place), is_folder=is_folder)
        if said is None and path != place:  # a place that was named is not ignored
            said = self._is_ignored(path, is_folder=is_folder)
        return bool(said)

    def _is_included(self, names: Sequence[str]) -> bool:
        if not self._include:
            return True
        found = None
        for count in range(1, len(names) + 1):
            said = decided(self._include, names[:count], is_folder=count < len(names))
            found = found if said is None else said
        return bool(found)

    def _is_ignored(self, path: str, *, is_folder: bool) -> bool | None:
        folder, name = os.path.split(path)
        names = [name]
        while self._has_patterns(folder):
            patterns = self._patterns(folder)
            said = decided(patterns, names, is_folder=is_folder)
            if said is not None:
                return said
            folder, name = os.path.split(folder)
            names = [name, *names]
        return None

    def _has_patterns(self, folder: str) -> bool:
        """Whether there are any in a folder or above it."""
        held = self._above.get(folder)
        if held is None:
            above = os.path.dirname(folder)  # noqa: PTH120  # as above
            held = bool(self._patterns(folder)) or (above != folder and self._has_patterns(above))
            self._above[folder] = held
        return held

    def _patterns(self, folder: str) -> tuple[Pattern, ...]:
        """The patterns in the file of a folder; one that cannot be read is reported."""
        held = self._in_folder.get(folder)
        if held is None:
            held = self._in_folder[folder] = self._read(os.path.join(folder, IGNORE_FILE))  # noqa: PTH118  # as above
        return held

    def _read(self, path: str) -> tuple[Pattern, ...]:
        try:
            with open_file(path) as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            return () if error.errno in _MISSING else self._fail(path, reason_of(error))
        if len(data) > MOST_BYTES:
            return self._fail(path, f"larger than {MOST_BYTES // 1_000_000} MB")
        return read_patterns(data.decode("utf-8-sig", "surrogateescape").split("\n"))

    def _fail(self, path: str, reason: str) -> tuple[Pattern, ...]:
        self.failed.append(Problem(path, f"{reason}; nothing is left out by it"))
        return ()


def _names(path: str, place: str) -> list[str]:
    """The names of a path below a place; of the place itself its own."""
    below = path[len(place) :] if path != place else os.path.basename(path)  # noqa: PTH119  # as above
    return below.strip(os.sep).split(os.sep)  # noqa: PTH206  # as above


def _folders(path: str, place: str) -> Iterator[str]:
    """The folders of a path below a place, the upper first."""
    names = _names(path, place)[:-1]
    for count in range(1, len(names) + 1):
        yield os.path.join(place, *names[:count])  # noqa: PTH118  # as above
