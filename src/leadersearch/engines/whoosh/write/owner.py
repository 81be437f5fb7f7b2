"""The engine, as far as its writer needs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from leadersearch.engines.whoosh.index.stem_files import StemMap
from leadersearch.engines.whoosh.index.toc import Table
from leadersearch.engines.whoosh.search.view import WhooshView
from leadersearch.text import Analysis


class Owner(Protocol):
    """The members of its engine that a writer needs."""

    folder: Path
    analysis: Analysis

    @property
    def storage(self) -> Any:
        """The folder as Whoosh has it."""

    @property
    def schema(self) -> Any:
        """The schema of the index."""

    def view(self, *, from_nothing: bool = False) -> WhooshView:
        """The articles as they are now, or none."""

    def known_stems(self, language: str, *, from_nothing: bool = False) -> StemMap:
        """The stems that the index holds."""

    def newest_table(self) -> Table:
        """The state that the next commit builds on, and the fallback."""

    def committed(self) -> None:
        """Take notice of the writer's own commit."""
