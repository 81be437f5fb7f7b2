"""An engine in use: the moment that is seen of it, how that changes, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

from leadersearch.engine.protocol import Engine, View, Writer
from leadersearch.errors import IndexAccessError, IndexChanged

T = TypeVar("T")

_OTHER_MOMENTS = 4
"""How many moments may be lost under one question, before it is an error."""


class Session:
    """A context manager around an engine. Reading is safe from several threads at once.

    With `rebuild` the first change starts from nothing, and nothing is seen until it is made.
    """

    def __init__(self, engine: Engine, *, rebuild: bool = False) -> None:
        self._engine = engine
        self._from_nothing = rebuild
        self._view: View | None = engine.view(from_nothing=rebuild)

    @property
    def _now(self) -> View:
        """The moment that is seen; raises IndexAccessError once the session is closed."""
        if self._view is None:
            raise IndexAccessError(
                f"the index in {self._engine.location} was closed; open it again"
            )
        return self._view

    def _asked(self, ask: Callable[[View], T]) -> T:
        """The answer of the moment that is seen, or of the newest where that one was lost."""
        for _ in range(_OTHER_MOMENTS):
            view = self._now
            try:
                return ask(view)
            except IndexChanged:
                if self._from_nothing:
                    raise
                if self._view is view:  # no other thread was quicker
                    self._view = self._engine.view()
        return ask(self._now)

    @contextmanager
    def _writing(self, *, dry: bool = False) -> Iterator[Writer]:
        """Change what the engine holds, and see it; or find out how it would change, if `dry`."""
        if dry:
            from leadersearch.engine.dry_writer import DryWriter  # searches need none

            yield DryWriter(self._now, self._engine.analysis)
            return
        writer = self._engine.write(from_nothing=self._from_nothing)
        is_done = False
        try:
            with writer:
                yield writer
            is_done = True
        finally:
            if writer.outcome.is_committed:
                self._from_nothing = False
            # What was committed stays, whatever came then.
            if not self._from_nothing and (is_done or writer.outcome.is_committed):
                self._view = self._engine.view()

    @property
    def warnings(self) -> tuple[str, ...]:
        """The damage because of which the index was opened as it was before its last change."""
        return tuple(self._now.warnings)

    @property
    def language(self) -> str:
        """The language of the articles, fixed when the index was made, such as `english`."""
        return self._engine.analysis.language

    def has_changed(self) -> bool:
        """Whether other processes have committed anything that `refresh` would show.

        Raises IndexMissing where the index is gone; what was opened of it can still be searched.
        """
        return not self._from_nothing and self._engine.version() != self._now.version

    def refresh(self) -> bool:
        """See what other processes have committed; True if there was anything."""
        if not self.has_changed():
            return False
        self._view = self._engine.view()
        return True

    def close(self) -> None:
        """Release what the engine holds open."""
        self._view = None
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
