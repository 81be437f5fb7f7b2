"""Whether the files of an index are whole: each that has a checksum is read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from weakref import WeakValueDictionary

from leadersearch.engines.whoosh.index import folder as files, toc
from leadersearch.engines.whoosh.index.stem_files import stem_files
from leadersearch.engines.whoosh.search.snapshot import Snapshot
from leadersearch.errors import IndexAccessError


def verify(folder: Path, snapshot: Snapshot, language: str) -> list[str]:
    """The damage of the current files, and of those kept as a fallback.

    A snapshot whose files a commit has replaced meanwhile is as good as it was.
    """
    problems = [snapshot.table.damage] if snapshot.table.damage else []
    checks: list[Callable[[], object]] = [segment.verify for segment in snapshot.segments]
    side_files = files.current_side_files(folder, snapshot.table)
    checks.extend(partial(files.read_blob, path, name) for path, name in side_files.items())
    checks.extend(partial(files.read_blob, path, "stems") for path in stem_files(folder, language))
    for check in checks:
        try:
            with suppress(FileNotFoundError):
                check()
        except IndexAccessError as error:
            problems.append(str(error))
    try:
        _verify_before(folder, snapshot.table)
    except IndexAccessError as error:
        problems.append(
            f"the previous table of contents, kept as a fallback, is damaged: {error}. Replace it: "
            "leadersearch check --fix"
        )
    return problems


def can_fall_back(folder: Path) -> bool:
    """Whether the newest table of contents is whole, and there is a whole one to fall back on."""
    try:
        newest = toc.read_newest(folder)
        has_before = _verify_before(folder, newest)
    except IndexAccessError:
        return False
    return not newest.damage and (has_before or not newest.segments)


def _verify_before(folder: Path, newest: toc.Table) -> bool:
    """Read what only the table of contents before the newest names; False where there is none.

    Raises IndexAccessError for the first damage.
    """
    older = (row for row in toc.generations(folder) if row < newest.generation)
    generation = next(older, None)
    if generation is None:
        return False
    segments = toc.read_segments(folder, generation)
    table = newest._replace(generation=generation, segments=segments, damage="")
    verified = {str(row.state.get("segid")) for row in newest.segments}
    opened: toc.Opened = WeakValueDictionary()
    for record in toc.own_records(table) or ():
        if record.segid not in verified:
            record.verify(toc.Folder(folder, opened))
    current = files.current_side_files(folder, newest)
    for path, name in files.current_side_files(folder, table).items():
        if path not in current:
            files.read_blob(path, name)
    return True
