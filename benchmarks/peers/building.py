"""Builds each index in a process of its own, timed and weighed.

    python -m benchmarks.peers.building ENGINE CORPUS FOLDER

is that process; it prints its figures as JSON.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.peers import BUILDS, Engine

ROOT = Path(__file__).resolve().parents[2]
FIGURES = "figures.json"


@dataclass(frozen=True, slots=True)
class Built:
    """The cost of building an index: seconds by the clock and of the processor, bytes."""

    wall: float
    cpu: float
    peak: int
    size: int


def environment() -> dict[str, str]:
    """The environment of a process that imports this package, with bytecode as when installed."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": ""}


def build_apart(engine: Engine, corpus: Path, work: Path, *, again: bool) -> Built:
    """Build an index in a process of its own; without `again`, take the one that is there."""
    folder = work / engine.folder
    kept = work / f"{engine.folder}-{FIGURES}"
    if again or not kept.exists():
        kept.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        command = [sys.executable, "-m", __name__, engine.name, str(corpus), str(folder)]
        done = subprocess.run(
            command, check=True, env=environment(), cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        kept.write_text(done.stdout.splitlines()[-1], encoding="utf-8")
    return Built(**json.loads(kept.read_text(encoding="utf-8")))


def size_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _peak_memory() -> int:
    """The most memory that this process, or the largest that it started, ever held.

    A started process begins with the ru_maxrss of the one that started it (Linux keeps it over
    exec), so Linux's own high-water mark of the address space is taken where there is one.
    """
    status = Path("/proc/self/status")
    mark = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    own = int(mark[1]) if mark else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, started) * 1024


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _build_here(name: str, corpus: Path, folder: Path) -> Built:
    engine = BUILDS[name]
    build = engine.load(engine.build)
    wall, cpu = time.perf_counter(), _cpu_seconds()
    build(corpus, folder)
    wall, cpu = time.perf_counter() - wall, _cpu_seconds() - cpu
    return Built(wall, cpu, _peak_memory(), size_of(folder))


if __name__ == "__main__":
    print(json.dumps(asdict(_build_here(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])))))
