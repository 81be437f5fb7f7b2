"""The time to bring an index up to date with a folder that has hardly changed.

    python benchmarks/incremental.py [ARTICLES.jsonl.gz] [--files 5000] [--output FILE]

Writes so many Markdown files into a folder of its own and indexes it: for the first time, with
nothing changed, and with one file changed. With nothing changed nothing may be written: that is
checked. Whole processes (`leadersearch index FOLDER`) are timed beside the library's call.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.peers import report
from benchmarks.peers.building import environment, size_of
from benchmarks.peers.corpus import DEFAULT_ARTICLES, read_articles

import leadersearch
from leadersearch import Article, IngestReport

TURNS = 7


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", nargs="?", type=Path, default=DEFAULT_ARTICLES)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--output", type=Path, help="append the table to this file")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        files, index = Path(place, "files"), Path(place, "index")
        write_files(arguments.source, arguments.files, files)
        rows = measure(files, index)
        head = (
            f"## Indexing a folder again: {arguments.files:,} files, {size_of(files) / 1e6:,.1f} MB"
        )
    table = report.table(["", "seconds", "articles added, updated, unchanged"], rows)
    text = f"\n{head}\n\n{report.render_head()}\n\n{table}\n"
    if arguments.output:
        with arguments.output.open("a", encoding="utf-8") as file:
            file.write(text)
    else:
        print(text)
    return 0


def write_files(source: Path, number: int, folder: Path) -> None:
    """One Markdown file with front matter for each article, a hundred to a folder."""
    for place, article in enumerate(islice(read_articles(source), number)):
        path = folder / f"{place // 100:03}" / f"{place:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_as_markdown(article), encoding="utf-8")


def _as_markdown(article: Article) -> str:
    """Quoted as JSON strings, which YAML reads as they are."""
    authors = ", ".join(_quoted(name) for name in article.authors)
    head = (
        f"title: {_quoted(article.title)}\nauthors: [{authors}]\ndate: {_quoted(str(article.date))}"
    )
    return f"---\n{head}\nurl: {_quoted(article.url)}\n---\n\n{article.text}\n"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def measure(files: Path, index: Path) -> list[list[str]]:
    """A row for each of the cases."""
    changed = next(files.rglob("*.md"))
    rows = [_row("first time", [_ingested(files, index)])]
    before = _snapshot(index)
    rows.append(_row("unchanged", _repeated(files, index, lambda: None)))
    rows.append(["unchanged, whole process", f"{_process_seconds(files, index):.3f}", ""])
    written = sorted(set(_snapshot(index).items()) ^ set(before.items()))
    if written:
        raise SystemExit(f"written although nothing had changed: {written}")
    rows.append(_row("one file changed", _repeated(files, index, lambda: _append_to(changed))))
    return rows


def _repeated(
    files: Path, index: Path, change: Callable[[], None]
) -> list[tuple[float, IngestReport]]:
    found = []
    for _ in range(TURNS):
        change()
        found.append(_ingested(files, index))
    return found


def _ingested(files: Path, folder: Path) -> tuple[float, IngestReport]:
    started = time.perf_counter()
    with leadersearch.open_index(folder, create=True) as index:
        done = index.ingest(files)
    return time.perf_counter() - started, done


def _process_seconds(files: Path, index: Path) -> float:
    line = [sys.executable, "-m", "leadersearch", "index", str(files), "--index", str(index)]
    seconds = []
    for _ in range(TURNS):
        started = time.perf_counter()
        subprocess.run(line, check=True, env=environment(), capture_output=True)
        seconds.append(time.perf_counter() - started)
    return statistics.median(seconds)


def _append_to(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write("\nThis was added on revision.\n")


def _snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    """Name -> size and time of change of every file but the lock, which holds its last holder."""
    paths = (path for path in folder.rglob("*") if not path.name.endswith("LOCK"))
    status = {path.name: path.stat() for path in paths}
    return {name: (row.st_size, row.st_mtime_ns) for name, row in status.items()}


def _row(label: str, found: list[tuple[float, IngestReport]]) -> list[str]:
    done = found[-1][1]
    counts = f"{done.added}, {done.updated}, {done.unchanged}"
    return [label, f"{statistics.median(seconds for seconds, _ in found):.3f}", counts]


if __name__ == "__main__":
    sys.exit(main())
