"""The search engines that are measured side by side, behind one protocol.

    articles --building--> an index of each --timing--> samples --report--> Markdown

`peer` says what an engine is asked; `ours`, `fts5`, `tantivy_py`, `stock_whoosh` and `bm25s_py`
answer; `ENGINES` lists them. `corpus` makes the articles and `queries` draws what to ask.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.peers.peer import Peer


@dataclass(frozen=True, slots=True)
class Engine:
    """One row of the table: a column of the results.

    `build` and `open` name functions of the module. Engines with the same `folder` share an
    index; the first of them builds it.
    """

    name: str
    module: str
    folder: str
    package: str = ""
    build: str = "build"
    open: str = "open_index"

    def load(self, function: str) -> Any:
        """A function of the engine's module, which is imported when it is first needed."""
        return getattr(import_module(f"benchmarks.peers.{self.module}"), function)

    def opened(self, folder: Path) -> Peer:
        """The engine over its index, ready to answer."""
        peer: Peer = self.load(self.open)(folder / self.folder)
        return peer

    def version(self) -> str:
        """The version of the installed package; raises PackageNotFoundError."""
        return version(self.package) if self.package else ""


OURS, PLAIN = "leadersearch", "leadersearch, plain"

ENGINES: dict[str, Engine] = {
    engine.name: engine
    for engine in (
        Engine(OURS, "ours", "ours", "leadersearch"),
        Engine(PLAIN, "ours", "ours", "leadersearch", open="open_plain"),
        Engine("FTS5", "fts5", "fts5"),
        Engine("tantivy", "tantivy_py", "tantivy", "tantivy"),
        Engine("tantivy, no total", "tantivy_py", "tantivy", "tantivy", open="open_uncounted"),
        Engine("Whoosh", "stock_whoosh", "whoosh", "whoosh"),
        Engine("bm25s", "bm25s_py", "bm25s", "bm25s"),
    )
}

BUILDS: dict[str, Engine] = {
    engine.name: engine
    for engine in (
        Engine("reading alone", "corpus", "reading", build="read_only"),
        *(ENGINES[name] for name in (OURS, "FTS5", "tantivy", "Whoosh", "bm25s")),
        Engine("leadersearch index", "ours", "command", "leadersearch", build="build_by_command"),
        Engine("tantivy, all threads", "tantivy_py", "threads", "tantivy", build="build_threaded"),
    )
}
"""The engines built, timed and weighed; the last two are built for their figures only."""
