"""Whatever becomes of records and of the files that they name, a run ends as one from nothing."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from collection.ingest.corpora import articles, ingest
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine

_TEXTS = ("a.md", "b.txt", "c.csv")
_WORDS = ("swallows", "cranes", "storks", "dodos")
_CONTENTS = {
    ".md": "# {0}\n\nOn {0}.\n",
    ".txt": "On {0}\n\nThey are {0}.\n",
    ".csv": "title,abstract\n{0},On {0}\n",
}


class Desk:
    """A folder in which somebody works."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self._dice = random.Random(seed)
        self._time = 1_700_000_000_000_000_000
        folder.mkdir()

    def change(self) -> None:
        """Do one thing."""
        self._dice.choice(
            (
                self._record,
                self._record,
                self._text,
                self._text,
                self._delete,
                self._rename,
                self._library,
            )
        )()

    def _record(self) -> None:
        name = self._dice.choice(("one", "two"))
        files = self._dice.sample(_TEXTS, self._dice.randint(0, 3))
        title = self._dice.choice(("Leading with kindness", "Another title of it"))
        doi = self._dice.choice(("", "", f"doi: 10.1000/{name}\n"))
        self._write(
            f"{name}.yaml",
            f"title: {title} {name}\nauthor: Ann Smith\nyear: 2019\n{doi}files: {files}\n",
        )

    def _library(self) -> None:
        files = self._dice.sample(_TEXTS, self._dice.randint(0, 2))
        field = ";".join(f":{file}:X" for file in files)
        self._write(
            "library.bib",
            f"@article{{k, title = {{Of a library}}, year = 2001, file = {{{field}}}}}\n",
        )

    def _text(self) -> None:
        name = self._dice.choice(_TEXTS)
        self._write(name, _CONTENTS[Path(name).suffix].format(self._dice.choice(_WORDS)))

    def _delete(self) -> None:
        if paths := sorted(self.folder.iterdir()):
            self._dice.choice(paths).unlink()

    def _rename(self) -> None:
        paths = [path for path in sorted(self.folder.iterdir()) if path.name in _TEXTS]
        if paths:
            path = self._dice.choice(paths)
            path.rename(
                path.with_name(
                    self._dice.choice([each for each in _TEXTS if Path(each).suffix == path.suffix])
                )
            )

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        self._time += 1_000_000
        os.utime(path, ns=(self._time, self._time))


def state(engine: Engine) -> list[tuple[object, ...]]:
    return sorted(
        (each.id, each.title, each.body, each.fingerprint, str(each.sources), len(each.records))
        for each in articles(engine)
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_run_after_changes_ends_as_one_from_nothing(tmp_path: Path, seed: int) -> None:
    desk = Desk(tmp_path / "corpus", seed)
    dice = random.Random(seed)
    kept = MemoryEngine()
    (desk.folder / "always.md").write_text("# Always\n\nThere.\n", encoding="utf-8")
    for _ in range(6):
        for _ in range(dice.randint(1, 3)):
            desk.change()
        report = ingest(kept, [desk.folder], prune=True)
        fresh = MemoryEngine()
        ingest(fresh, [desk.folder])
        assert state(kept) == state(fresh)
        assert report.added - report.removed <= len(articles(kept))
        unchanged = ingest(kept, [desk.folder])
        assert (unchanged.files_read, unchanged.has_changed) == (0, False)
        assert state(kept) == state(fresh)
