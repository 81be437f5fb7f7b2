"""How long large runs take, and how much memory: one file of 1 GB, thousands of files, one core and two.

    python benchmarks/large_runs.py                 # all, at full size
    python benchmarks/large_runs.py jsonl --scale 0.1

All files are made by a seed in a temporary folder. Each run is `leadersearch index` as a process of its own. Memory is
the greatest sum of the resident memory of the process and its children, looked at twenty times a second; pages that
they share count for each. `mixed` runs bound to one processor and to two, and prints the ratio: on a machine that does
other work, compare processor time alone. Runs on Linux, with the extra `pdf`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import textwrap
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

SEED = 1
MB = 10**6
PROGRAM = [sys.executable, "-m", "leadersearch", "index", "--format", "json"]


class Run(NamedTuple):
    """One run: seconds by the clock and of processors, greatest memory in MB, articles added."""

    seconds: float
    processor: float
    memory: float
    articles: int

    def __str__(self) -> str:
        return (
            f"{self.articles:,} articles in {self.seconds:.1f} s, {self.processor:.1f} s of processors, "
            f"{self.memory:,.0f} MB"
        )


def main() -> None:
    """Make the files, run, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", nargs="*", help=f"of {', '.join(RUNS)} (default: all)")
    parser.add_argument("--scale", type=float, default=1.0, help="part of the full size")
    options = parser.parse_args()
    for name in options.what or RUNS:
        with tempfile.TemporaryDirectory(prefix="large-runs-") as folder:
            RUNS[name](Path(folder), options.scale)


# --- runs ----------------------------------------------------------------------------------------


def jsonl(folder: Path, scale: float) -> None:
    """One JSONL file of 1 GB."""
    rows = (json.dumps(each) + "\n" for each in records())
    print(f"jsonl: {measured(folder, [filled(folder / 'many.jsonl', rows, 1_000 * MB * scale)])}")


def wordpress(folder: Path, scale: float) -> None:
    """One WordPress export of 300 MB."""
    path = folder / "blog.xml"
    head = (
        '<?xml version="1.0"?>\n<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Blog</title>'
        "<wp:wxr_version>1.2</wp:wxr_version>\n"
    )
    items = (
        f"<item><title>{escape(row['title'])}</title><link>https://example.org/{number}</link>"
        f"<dc:creator>{escape(row['author'])}</dc:creator>"
        f"<content:encoded><![CDATA[<p>{row['body']}</p>]]></content:encoded>"
        "<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>\n"
        for number, row in enumerate(records())
    )
    filled(path, items, 300 * MB * scale, head=head, tail="</channel></rss>\n")
    print(f"wordpress: {measured(folder, [path])}")


def unchanged(folder: Path, scale: float) -> None:
    """5,000 notes, indexed before."""
    corpus = folder / "notes"
    for number, row in zip(range(int(5_000 * scale)), records(), strict=False):
        place = corpus / f"{number % 50}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number}.md").write_text(
            f"# {row['title']}\n\n{row['body']}\n", encoding="utf-8"
        )
    print(f"unchanged, the first run: {measured(folder, [corpus])}")
    again = [measured(folder, [corpus]) for _ in range(3)]
    print(f"unchanged, the least of 3: {min(again, key=lambda run: run.seconds)}")


def mixed(folder: Path, scale: float) -> None:
    """1,000 files: web pages, books, PDFs, notes, and a table."""
    corpus = folder / "mixed"
    corpus.mkdir()
    makers = [_page, _page, _page, _book, _book, _note, _pdf, _pdf, _pdf, _pdf]
    rng = random.Random(SEED)
    for number, row in zip(range(int(1_000 * scale)), records(), strict=False):
        more = [next_row["body"] for next_row, _ in zip(records(number), range(8), strict=False)]
        makers[number % len(makers)](corpus / f"{number}", row, more[: rng.randint(2, 8)])
    processors = sorted(os.sched_getaffinity(0))
    runs = []
    for cores in (1, 2):
        index = folder / f"index{cores}"
        runs.append(measured(folder, [corpus], processors=set(processors[:cores]), index=index))
        print(f"mixed, {cores} processors: {runs[-1]}")
    print(f"mixed: {runs[0].seconds / runs[1].seconds:.2f} times as fast on two as on one")


RUNS: dict[str, Callable[[Path, float], None]] = {
    "jsonl": jsonl,
    "wordpress": wordpress,
    "unchanged": unchanged,
    "mixed": mixed,
}


# --- measuring -----------------------------------------------------------------------------------


def measured(
    folder: Path,
    paths: list[Path],
    *,
    processors: set[int] | None = None,
    index: Path | None = None,
) -> Run:
    """Index some paths in a process of its own."""
    place = index or folder / "index"
    started, before = time.perf_counter(), os.times()
    ours = os.sched_getaffinity(0)
    os.sched_setaffinity(0, processors or ours)  # the process inherits it
    running = subprocess.Popen(
        [*PROGRAM, "--index", str(place), *map(str, paths)], stdout=subprocess.PIPE
    )
    os.sched_setaffinity(0, ours)
    most = 0.0
    while running.poll() is None:
        most = max(most, sum(map(_resident, tree(running.pid))))
        time.sleep(0.05)
    seconds, after = time.perf_counter() - started, os.times()
    assert running.stdout is not None
    report = json.loads(running.stdout.read())
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return Run(seconds, used, most / MB, report["added"])


def tree(process: int) -> Iterator[int]:
    """A process and all below it."""
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from tree(int(child))


def _resident(process: int) -> int:
    """The bytes of memory that a process has; 0 for one that has ended."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


# --- files ---------------------------------------------------------------------------------------


@cache
def words() -> list[str]:
    """Two million words, as frequent as in a language."""
    rng = random.Random(SEED)
    known = ["".join(rng.choices("aeiorstlnmdcp", k=rng.randint(2, 9))) for _ in range(30_000)]
    return rng.choices(known, [1 / (rank + 3) for rank in range(len(known))], k=2_000_000)


def records(first: int = 0) -> Iterator[dict[str, str]]:
    """Records as they come: words as frequent as in a language, always the same."""
    stock = words()
    number = first
    while True:
        place = number * 7_919 % (len(stock) - 400)
        yield {
            "title": " ".join([*stock[place : place + 9], str(number)]).capitalize(),
            "author": f"{stock[place + 10].capitalize()} {stock[place + 11].capitalize()}",
            "date": f"{1990 + number % 35}",
            "body": " ".join(stock[place + 12 : place + 212]),
        }
        number += 1


def filled(path: Path, rows: Iterator[str], size: float, *, head: str = "", tail: str = "") -> Path:
    """A file of rows, of so many bytes at least."""
    with path.open("w", encoding="utf-8") as file:
        written = file.write(head)
        while written < size:
            written += file.write(next(rows))
        file.write(tail)
    return path


def _note(path: Path, row: dict[str, str], texts: list[str]) -> None:
    path.with_suffix(".md").write_text(f"# {row['title']}\n\n" + "\n\n".join(texts), "utf-8")


def _page(path: Path, row: dict[str, str], texts: list[str]) -> None:
    menu = "".join(f'<li><a href="/{n}">{n} menu</a></li>' for n in range(40))
    body = "".join(f"<p>{text}</p>" for text in texts)
    path.with_suffix(".html").write_text(
        f"<!doctype html><html><head><title>{row['title']}</title></head><body><nav><ul>{menu}</ul>"
        f"</nav><article><h1>{row['title']}</h1>{body}</article></body></html>",
        "utf-8",
    )


def _book(path: Path, row: dict[str, str], texts: list[str]) -> None:
    chapters = [f"c{n}" for n in range(len(texts))]
    items = "".join(
        f'<item id="{c}" href="{c}.xhtml" media-type="application/xhtml+xml"/>' for c in chapters
    )
    spine = "".join(f'<itemref idref="{c}"/>' for c in chapters)
    with zipfile.ZipFile(path.with_suffix(".epub"), "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="b.opf" media-type="application/oebps-package+xml"/>'
            "</rootfiles></container>",
        )
        book.writestr(
            "b.opf",
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{row["title"]}</dc:title>'
            f"</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for chapter, text in zip(chapters, texts, strict=True):
            book.writestr(
                f"{chapter}.xhtml",
                f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{text}</p></body></html>',
            )


def _pdf(path: Path, row: dict[str, str], texts: list[str]) -> None:
    """A PDF by hand: a page for each text, its lines set in Helvetica."""
    pages = range(len(texts))
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(texts)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for page, text in zip(pages, texts, strict=True):
        lines = "".join(f"({line}) Tj T*\n" for line in textwrap.wrap(text, 90))
        data = zlib.compress(f"BT /F1 11 Tf 14 TL 50 780 Td\n{lines}ET".encode())
        head = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * page} 0 R>>"
        )
        objects.append(head.encode())
        filtered = f"<</Length {len(data)}/Filter/FlateDecode>>".encode()
        objects.append(filtered + b"stream\n" + data + b"\nendstream")
    objects.append(f"<</Title({row['title']})>>".encode())
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    written += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R"
        f"/Info {size - 1} 0 R>>\nstartxref\n{len(written)}\n%%EOF\n"
    ).encode()
    path.with_suffix(".pdf").write_bytes(written)


if __name__ == "__main__":
    main()
