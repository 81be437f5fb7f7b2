"""What interrupted runs leave behind in an index folder.

A process that is killed while it writes leaves files that no table of contents names: they do no
harm, but take space. Every commit clears away segments and drafts; `find_leftovers` finds all.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from leadersearch.engines.whoosh import folder as files

_SEGMENT = re.compile(r"(MAIN_[0-9a-z]+)\.[A-Za-z0-9_.]+\Z")
_TABLE = re.compile(r"_MAIN_(\d+)\.toc(?:\.[\d.]+)?\Z")
_DRAFT = re.compile(r".+\.lsb\.\d+\.draft\Z|MAIN\.tmp\Z")


def find_leftovers(folder: Path, toc: Any) -> list[Path]:
    """The files that the index does not need; `toc` is its table of contents."""
    segments = {segment.segment_id() for segment in toc.segments}
    outdated = set(files.outdated_attachments(folder, toc.generation))
    return sorted(
        path
        for path in folder.iterdir()
        if path in outdated or _is_left(path.name, segments, toc.generation)
    )


def find_drafts(folder: Path) -> list[Path]:
    """What was being written when its process died, as seen by the one that may write now."""
    return [path for path in folder.iterdir() if _DRAFT.match(path.name)]


def remove_leftovers(paths: list[Path]) -> None:
    """Delete files and folders; those that are gone already are no trouble."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _is_left(name: str, segments: set[str], generation: int) -> bool:
    if match := _TABLE.match(name):
        return name != f"_MAIN_{generation}.toc" or int(match[1]) != generation
    if match := _SEGMENT.match(name):
        return match[1] not in segments
    return _DRAFT.match(name) is not None
