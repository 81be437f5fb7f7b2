"""The possible states of a disk after a loss of power, at any file operation of a program.

A recorder takes note of what is asked of the system below a folder. What is guaranteed is this, and
no more: what a file held when it was synced is on disk, and so are the names in a folder as they were
when the folder was synced. Of what came later, each name that came or went counts on its own, in
any order; a file may hold what it held when last synced, what it held at the end, a part of that, or
zeros in its place.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

MOST_SUBSETS = 1 << 10
"""Above as many combinations of names that may or may not count, some are drawn."""

Tree = dict[str, bytes | None]
"""Path below the root -> content; None for a folder."""

Change = tuple[str, int | None]
"""A name and the file that it stands for from then on; None: it goes."""


@dataclass(slots=True)
class Content:
    """The content of a file: when last synced (None: never), and now. A folder has none."""

    synced: bytes | None
    now: bytes | None

    def variants(self) -> list[bytes | None]:
        """Its possible contents after a loss of power."""
        if self.now is None or self.synced == self.now:
            return [self.now]
        before = self.synced or b""
        middle = (len(before) + len(self.now)) // 2 if self.now.startswith(before) else 0
        torn = self.now[: middle or len(self.now) // 2]
        zeros = self.now[: len(self.now) // 4].ljust(len(self.now), b"\0")
        return list(dict.fromkeys([before, self.now, torn, zeros, bytes(len(self.now))]))


@dataclass(slots=True)
class Moment:
    """One moment: the names on disk, the changes of names that may be, and what is in files.

    `step` counts the changes of the index that had begun, and `is_between` says that the last of
    them had ended.
    """

    what: str
    step: int
    is_between: bool
    names: dict[str, int]
    pending: list[Change]
    contents: dict[int, Content]

    def states(self, chance: random.Random) -> Iterator[Tree]:
        """The possible states of the disk: all combinations while they are few, else some."""
        count = len(self.pending)
        if 1 << count <= MOST_SUBSETS:
            choices: Iterator[tuple[bool, ...]] = product((False, True), repeat=count)
        else:
            choices = (
                tuple(chance.random() < share for _ in range(count))
                for share in (chance.random() for _ in range(MOST_SUBSETS))
            )
        for kept in choices:
            names = dict(self.names)
            for (name, file), counts in zip(self.pending, kept, strict=True):
                if counts and file is None:
                    names.pop(name, None)
                elif counts and file is not None:
                    names[name] = file
            yield from self._with_contents(names)

    def drawn(self, chance: random.Random) -> Tree:
        """One state of those that there may be."""
        names, share = dict(self.names), chance.random()
        for name, file in self.pending:
            if chance.random() < share:
                names.pop(name, None)
                if file is not None:
                    names[name] = file
        files = {file: chance.choice(self.contents[file].variants()) for file in names.values()}
        return _reachable({name: files[file] for name, file in names.items()})

    def _with_contents(self, names: dict[str, int]) -> Iterator[Tree]:
        files = sorted(set(names.values()))
        variants = [self.contents[file].variants() for file in files]
        for chosen in product(*variants):
            held = dict(zip(files, chosen, strict=True))
            yield _reachable({name: held[file] for name, file in names.items()})


def _reachable(tree: Tree) -> Tree:
    """Without what is in a folder that has no name."""
    kept: Tree = {}
    for name in sorted(tree):
        parent = name.rpartition("/")[0]
        if not parent or (parent in kept and kept[parent] is None):
            kept[name] = tree[name]
    return kept


@dataclass(slots=True)
class Recorder:
    """The disk below a folder while a program works; `moments` is filled as it does."""

    root: Path
    moments: list[Moment] = field(default_factory=list)
    step: int = 0
    is_between: bool = True
    _names: dict[str, int] = field(default_factory=dict)  # on disk
    _current: dict[str, int] = field(default_factory=dict)  # as the program sees them
    _pending: list[Change] = field(default_factory=list)
    _contents: dict[int, Content] = field(default_factory=dict)
    _files: dict[int, int] = field(default_factory=dict)  # inode -> file
    _count: int = 0

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record from a disk on which everything is as it is seen."""
        self._look()
        self._pending.clear()
        self._names = dict(self._current)
        for content in self._contents.values():
            content.synced = content.now
        originals = {name: getattr(os, name) for name in _OBSERVED}
        try:
            for name, note in _OBSERVED.items():
                setattr(os, name, self._observed(name, originals[name], note))
            yield
            self._record("the end")
        finally:
            for name, original in originals.items():
                setattr(os, name, original)

    @contextmanager
    def change(self) -> Iterator[None]:
        """One change of the index."""
        self._record("a change begins")
        self.step, self.is_between = self.step + 1, False
        yield
        self._record("a change ends")
        self.is_between = True
        self._record("it has ended")

    def _observed(self, name: str, original: Any, note: Any) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self._record(f"{name} {' '.join(map(str, arguments))}".replace(str(self.root), "."))
            synced = os.fstat(arguments[0]).st_ino if name == "fsync" else 0
            done = original(*arguments, **options)
            note(self, *([synced] if name == "fsync" else map(self._below, arguments[:2])))
            return done

        return call

    def _below(self, path: Any) -> str:
        with suppress(TypeError, ValueError):
            return Path(os.fsdecode(path)).absolute().relative_to(self.root).as_posix()
        return ""

    def _record(self, what: str) -> None:
        self._look()
        contents = {file: Content(row.synced, row.now) for file, row in self._contents.items()}
        self.moments.append(
            Moment(
                what,
                self.step,
                self.is_between,
                dict(self._names),
                list(self._pending),
                contents,
            )
        )

    def _look(self) -> None:
        """Take note of files that are new, and of what has been written."""
        for path in sorted(self.root.rglob("*")):
            name = path.relative_to(self.root).as_posix()
            file = self._files.get(path.lstat().st_ino)
            if name not in self._current or file is None:
                file = self._new_file(path.lstat().st_ino)
                self._set(name, file)
            self._contents[file].now = None if path.is_dir() else path.read_bytes()

    def _new_file(self, inode: int) -> int:
        self._count += 1
        self._files[inode] = self._count
        self._contents[self._count] = Content(None, None)
        return self._count

    def _set(self, name: str, file: int | None) -> None:
        if file is None:
            gone = self._current.pop(name, None)
        else:
            gone, self._current[name] = self._current.get(name), file
        if gone is not None and gone not in self._current.values():
            # Its inode may be that of another file from now on.
            self._files = {inode: each for inode, each in self._files.items() if each != gone}
        self._pending.append((name, file))

    # --- what is asked of the system -------------------------------------------------------------

    def _fsync(self, inode: int) -> None:
        file = self._files.get(inode)
        if inode == self.root.stat().st_ino:
            self._sync_names("")
        elif file is not None and self._contents[file].now is None:
            self._sync_names(next(name for name, each in self._current.items() if each == file))
        elif file is not None:
            self._contents[file].synced = self._contents[file].now

    def _sync_names(self, folder: str) -> None:
        rest = []
        for name, file in self._pending:
            if name.rpartition("/")[0] != folder:
                rest.append((name, file))
            elif file is None:
                self._names.pop(name, None)
            else:
                self._names[name] = file
        self._pending = rest

    def _rename(self, old: str, new: str) -> None:
        if old in self._current:
            self._set(new, self._current[old])
            self._set(old, None)

    def _unlink(self, name: str, *_: str) -> None:
        if name in self._current:
            self._set(name, None)

    def _mkdir(self, *_: str) -> None:
        self._look()


_OBSERVED: dict[str, Callable[..., None]] = {
    "fsync": Recorder._fsync,
    "replace": Recorder._rename,
    "rename": Recorder._rename,
    "unlink": Recorder._unlink,
    "remove": Recorder._unlink,
    "rmdir": Recorder._unlink,
    "mkdir": Recorder._mkdir,
}


def write_tree(tree: Tree, root: Path) -> None:
    """Make a folder that holds what a disk may hold."""
    root.mkdir()
    for name, content in tree.items():
        if content is None:
            (root / name).mkdir()
        else:
            (root / name).write_bytes(content)
