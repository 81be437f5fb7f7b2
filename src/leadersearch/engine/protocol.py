"""The protocols of an engine, cut so that a distant one need not be asked twice.

All reading goes through a `View`, which stands for one moment: later commits change nothing in it. It
is asked in batches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Protocol, Self, cast

from leadersearch.engine.answer import (
    Execution,
    FacetCount,
    Figures,
    Found,
    Statistics,
    WriteOutcome,
)
from leadersearch.engine.capability import Capability, require
from leadersearch.errors import UsageError
from leadersearch.model.article import Article
from leadersearch.plan import Leaf, Vocabulary
from leadersearch.text import Analysis

MOST_LETTERS = 16
"""Letters of the name of a document: some engines keep it as a file."""

LASTING = frozenset({"searches", "authors", "merges"})
"""Documents that a writer from nothing keeps: made by people, so that no file gives them back."""


class View(Vocabulary, Protocol):
    """The articles as of one moment. Safe from several threads.

    What it holds (open files, a point in time of a cluster) is released with it. Where an engine
    can lose it, and the index has changed since, its methods raise IndexChanged.
    """

    @property
    def version(self) -> str:
        """Names the moment: views of equal versions hold the same."""

    @property
    def articles(self) -> int:
        """How many articles there are."""

    @property
    def warnings(self) -> Sequence[str]:
        """Damage that did not keep the index from being opened."""

    def facet_values(
        self, facet: str, *, containing: str = "", limit: int | None = None
    ) -> Sequence[FacetCount]:
        """The values of a facet and how many articles have each, the most frequent first.

        With `containing` only those in which a word begins so; case and accents do not matter.
        """

    def execute(self, searches: Sequence[Execution]) -> Sequence[Found]:
        """Carry out several plans; raises UnsupportedFeature for what the engine cannot do."""

    def figures(self, leaves: Sequence[Leaf]) -> Figures:
        """The figures that the scores of some leaves depend on."""

    def fetch(self, ids: Sequence[str]) -> list[Article | None]:
        """The articles of these ids, None where there is none."""

    def fingerprints(self, ids: Sequence[str]) -> list[str | None]:
        """The fingerprints of the articles of these ids, None where there is none."""

    def scan(self, *, after: str = "", batch: int = 500) -> Iterator[Sequence[Article]]:
        """All articles whose ids come after one, by id, so many at a time."""

    def statistics(self) -> Statistics:
        """Figures of the index; takes a look at the whole of it."""

    def document(self, name: str) -> bytes | None:
        """The data last kept under a name; None if there is none."""


class Writer(Protocol):
    """Changes to what an engine holds.

    A context manager; `analysis` is that of what is put. With `Capability.TRANSACTIONS` its changes take effect all at once when it is
    left, and leaving it by an exception undoes those since the last `commit`.
    """

    analysis: Analysis

    @property
    def base(self) -> View:
        """The view that it builds on, as of its beginning; empty if it starts from nothing."""

    @property
    def outcome(self) -> WriteOutcome:
        """The outcome; known once the writer is left."""

    def put(self, articles: Iterable[Article]) -> None:
        """Add articles, each in place of the one that has its id."""

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the articles of these ids; those of which there is none are passed over."""

    def keep(self, name: str, data: bytes) -> None:
        """Keep data under a name (at most 16 letters a-z) beside the articles."""

    def commit(self) -> None:
        """Let the changes so far take effect, whatever comes, and go on from them as `base`."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


def checked_name(name: str) -> str:
    """A name under which a writer may keep data; raises UsageError for any other."""
    if not (name.isascii() and name.isalpha() and name.islower() and len(name) <= MOST_LETTERS):
        raise UsageError(f"a name to keep data under is up to 16 letters a-z, not {name!r}")
    return name


class Engine(Protocol):
    """Holds articles and searches them. Reading is safe from several threads."""

    analysis: Analysis

    @property
    def capabilities(self) -> frozenset[Capability]:
        """The capabilities that it has beyond those of every engine."""

    @property
    def location(self) -> str:
        """Where the articles are, for messages."""

    def version(self) -> str:
        """The version that a view would have now; raises IndexMissing where all is gone."""

    def view(self, *, from_nothing: bool = False) -> View:
        """The newest moment; raises IndexAccessError where it cannot be read.

        With `from_nothing` what a writer from nothing builds on: no article, and nothing is read
        but the documents that are kept.
        """

    def write(self, *, from_nothing: bool = False) -> Writer:
        """Begin to change what is held; raises IndexLocked while another process does.

        `from_nothing` is for a rebuild: what is there is not read, and goes with the first commit;
        documents that people made are kept.
        """

    def close(self) -> None:
        """Release files; the engine cannot be used afterwards."""


class Maintenance(Protocol):
    """Maintenance of an engine whose files are on this machine (`Capability.MAINTENANCE`)."""

    def verify(self, view: View) -> list[str]:
        """Read everything that has a checksum; what is wrong with it, in plain words."""

    def orphans(self, *, remove: bool = False) -> list[str]:
        """Files left by interrupted runs, by name; with `remove` they are deleted.

        Raises IndexLocked where another process is writing.
        """

    def optimise(self) -> None:
        """Arrange what is held so that searching it is fastest; raises IndexLocked."""


def maintenance_of(engine: Engine) -> Maintenance:
    """The maintenance of an engine; raises UnsupportedFeature if it has none."""
    require(engine.capabilities, engine.location, [Capability.MAINTENANCE])
    return cast("Maintenance", engine)
