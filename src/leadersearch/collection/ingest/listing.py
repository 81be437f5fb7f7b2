"""Which files there are in the places given, without opening any."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from itertools import chain
from pathlib import Path

from leadersearch.collection.ingest.files import (
    KnownPlaces,
    Stamp,
    open_file,
    reason_of,
    stamp_from,
    with_companions,
)
from leadersearch.collection.ingest.leaving_out import LeavingOut
from leadersearch.collection.ingest.library_folders import database_of_library
from leadersearch.collection.ingest.report import Problem
from leadersearch.collection.ingest.sources import KnownFile
from leadersearch.errors import UsageError
from leadersearch.readers import is_readable
from leadersearch.readers.choosing import (
    SNIFFED,
    companions_of,
    is_recognised,
    may_be_readable,
)

_MISSING = frozenset({errno.ENOENT, errno.ENOTDIR})


class Refusal(Enum):
    """Why a file that a record names is not read, as a report has it of one or of several."""

    MISSING = "not there"
    OUTSIDE = "outside the given paths"
    UNREAD = "of no format that is read"
    LEFT_OUT = "left out"
    HIDDEN = "hidden"
    TOO_MANY = "left out, since so many are named"


class Listing:
    """The readable files of some places.

    A link is followed where it leads to a file in the places given that is not listed by its own
    name, and anywhere with `follow_links`; no file and no folder is listed twice. What the index
    holds of a link that is not followed, or of a place that cannot be looked at, stays: such files
    are listed as they are known, and are `kept`.

    Raises UsageError for a path that does not exist and is not known to the index either.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        known: Mapping[str, KnownFile],
        *,
        skip: Sequence[Path] = (),
        follow_links: bool = False,
        leaving_out: LeavingOut | None = None,
    ) -> None:
        self.files: dict[str, Stamp] = {}  # in order of path
        self.kept: set[str] = set()
        self.empty: set[str] = set()  # folders with nothing in them
        self.failed: list[Problem] = []
        self.passed_over: list[Problem] = []
        self.ignored: list[str] = []
        self.left_out: list[str] = []  # folders with a separator behind them
        self._leaving_out = leaving_out or LeavingOut()
        self._known = known
        self._follow_links = follow_links
        self._skipped = {os.path.realpath(path) for path in skip}
        self._folders: set[str] = set()  # real paths of those that were listed
        self._listed: set[str] = set()  # real paths of files
        self._targets: dict[str, str] = {}  # link -> real path of the file
        self._names: dict[str, str] = {}  # and the other way
        self._links: list[str] = []
        self._named: set[str] = set()  # files that are listed because a record names them
        self.roots = tuple(filter(None, map(self._list_place, paths)))
        self.places = KnownPlaces(self.roots)
        for link in self._links:  # grows: there may be links in a folder that a link leads to
            self._list_link(link)
        self.failed += self._leaving_out.failed
        self._left_out = KnownPlaces(path.rstrip(os.sep) for path in self.left_out)

    def is_left_out(self, path: str) -> bool:
        """Whether a file lies in the places, but is not wanted."""
        return self._left_out.hold(path)

    def real_path(self, path: str) -> str:
        """Where the file lies that is listed under a path."""
        return self._targets.get(path, path)

    def is_named_only(self, path: str) -> bool:
        """Whether a file is listed, or would be, only because a record names it."""
        return path in self._named or path not in self.files

    def list_named(self, path: str, by: str) -> tuple[str, Refusal | None]:
        """List a file that a record in another one names; its path here, or why it is not listed.

        The rules are those for links: it has to lie in the given paths, or beside the file that
        names it or below, or be known from an earlier run, unless links are followed anywhere.
        """
        if path in self.files:
            return path, None
        try:
            real = os.path.realpath(path, strict=True)
            status = os.stat(real)  # noqa: PTH116  # as above
            stamp_from(status)
        except (OSError, ValueError):
            return "", Refusal.MISSING
        if real in self._listed:
            return self._names.get(real, real), None
        beside = KnownPlaces([os.path.dirname(self.real_path(by))])  # noqa: PTH120  # as above
        place = next(chain(self.places.around(real), beside.around(real)), None)
        if place is None and not (self._follow_links or real in self._known):
            return "", Refusal.OUTSIDE
        if place is not None and f"{os.sep}." in real[len(place) :]:
            return "", Refusal.HIDDEN
        if KnownPlaces(self._skipped).hold(real) or not (
            _is_readable(os.path.basename(real)) or _is_recognised(real)  # noqa: PTH119  # as above
        ):
            return "", Refusal.UNREAD
        root = next(self.places.around(real), os.path.dirname(real))  # noqa: PTH120  # as above
        if self._leaving_out.leaves_out_named(real, root):
            return "", Refusal.LEFT_OUT
        self._named.add(real)
        self._note(real, real, status)
        return real, None

    # --- places ----------------------------------------------------------------------------------

    def _list_place(self, path: Path) -> str:
        """List a place that was named, links to it followed; its real path."""
        try:
            place = os.path.realpath(path)
            status = os.stat(place)  # noqa: PTH116  # text all the way: a Path for each file is dear
        except ValueError as error:
            raise UsageError(f"there is no file or folder {path}") from error
        except OSError as error:
            return self._list_missing(path, error)
        if stat.S_ISDIR(status.st_mode):
            self._list_folder(place, place, place)
        elif not self._leaves_out(place, place):
            self._note(place, place, status)
        return place

    def _list_missing(self, path: Path, error: OSError) -> str:
        place = os.path.realpath(path)
        if error.errno not in _MISSING:
            self._fail(place, reason_of(error))
        elif not any(self._known_in(place)):
            raise UsageError(f"there is no file or folder {path}") from error
        return place

    # --- folders ---------------------------------------------------------------------------------

    def _list_folder(self, folder: str, real: str, place: str) -> None:
        """List a folder and those in it; `real` is where it lies, `folder` what it is called.

        It lies in a `place` that was named.
        """
        waiting = [(folder, real)]
        while waiting:
            folder, real = waiting.pop()
            if real in self._folders or real in self._skipped:
                continue
            self._folders.add(real)
            try:
                with os.scandir(folder) as listed:
                    entries = sorted(listed, key=lambda entry: entry.name)
            except OSError as error:
                self._fail(folder, reason_of(error))
                continue
            if not entries:
                self.empty.add(folder)
            entries = database_of_library(entries) or entries
            above = real if real.endswith(os.sep) else real + os.sep
            inner = [row for entry in entries if (row := self._list_entry(entry, above, place))]
            waiting.extend(reversed(inner))

    def _list_entry(
        self, entry: os.DirEntry[str], above: str, place: str
    ) -> tuple[str, str] | None:
        """Note a file or a link; a folder is returned, to be listed after the files beside it."""
        real = above + entry.name
        if entry.name[0] == "." or real in self._skipped:
            return None
        try:
            if entry.is_symlink():
                self._links.append(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                is_out = self._leaves_out(entry.path, place, is_folder=True)
                return None if is_out else (entry.path, real)
            elif self._leaves_out(entry.path, place):
                pass
            elif _is_readable(entry.name) or _is_recognised(entry.path):
                self._note(entry.path, real, entry.stat(follow_symlinks=False))
            else:
                self.ignored.append(entry.path)
        except OSError as error:
            self._fail(entry.path, reason_of(error))
        return None

    def _leaves_out(self, path: str, place: str, *, is_folder: bool = False) -> bool:
        """Whether a file or folder is left out; noted if it is."""
        is_out = self._leaving_out.leaves_out(path, place, is_folder=is_folder)
        if is_out:
            self.left_out.append(path + os.sep if is_folder else path)
        return is_out

    def _note(self, path: str, real: str, status: os.stat_result) -> None:
        if real in self._listed:
            return
        self._listed.add(real)
        if real != path:
            self._targets[path] = real
            self._names[real] = path
        try:
            self.files[path] = with_companions(stamp_from(status), companions_of(real))
        except OSError as error:
            self._fail(path, reason_of(error))

    # --- links -----------------------------------------------------------------------------------

    def _list_link(self, link: str) -> None:
        try:
            target = os.path.realpath(link, strict=True)
            status = os.stat(target)  # noqa: PTH116  # as above
        except OSError as error:
            if _is_readable(Path(link).name) or any(self._known_in(link)):
                self._fail(link, f"a link that leads nowhere ({reason_of(error)})")
            return
        is_folder = stat.S_ISDIR(status.st_mode)
        place = next(self.places.around(link), link)
        if self._leaves_out(link, place, is_folder=is_folder):
            return
        if not is_folder and not (_is_readable(Path(link).name) or _is_recognised(target)):
            self.ignored.append(link)
        elif target in self._folders or target in self._skipped or target in self._listed:
            return
        elif not (self._follow_links or (self.places.hold(target) and not is_folder)):
            self._pass_over(link, target)
        elif is_folder:
            self._list_folder(link, target, place)
        else:
            self._note(link, target, status)

    def _pass_over(self, link: str, target: str) -> None:
        reason = f"a link to {target}, outside the given paths; add --follow-links to follow it"
        self.passed_over.append(Problem(link, reason))
        self._keep(link)

    # --- what is known ---------------------------------------------------------------------------

    def _fail(self, path: str, reason: str) -> None:
        self.failed.append(Problem(path, reason))
        self._keep(path)

    def _keep(self, place: str) -> None:
        """Leave what the index holds of a file, or of those in a folder, as it is."""
        for path in self._known_in(place):
            self.files[path] = self._known[path].stamp
            self.kept.add(path)

    def _known_in(self, place: str) -> Iterator[str]:
        place_alone = KnownPlaces([place])
        return filter(place_alone.hold, self._known)


def _is_readable(name: str) -> bool:
    first, dot, rest = name.partition(".")
    return bool(first) and (_is_ending_readable(dot + rest) or bool(companions_of(name)))


@lru_cache(maxsize=1024)
def _is_ending_readable(ending: str) -> bool:
    return is_readable(Path("name" + ending))


def _is_recognised(path: str) -> bool:
    """Whether a file of an unknown suffix, or of none, is ours by its first bytes."""
    if not may_be_readable(os.path.basename(path)):  # noqa: PTH119  # a Path for each is dear
        return False
    try:
        with open_file(path) as file:
            return is_recognised(file.read(SNIFFED))
    except OSError:
        return False
