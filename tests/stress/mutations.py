"""Mutated files of every format: articles come out, or a reason, in bounded time and memory.

A file is made from the samples of the reader tests by a seed: bits flipped, pieces cut, doubled or
spliced from another format, nested, packed, blown up, under its own name or another's. Failures
name the seed and the round: `file_of(seed, number)` is that file again.
"""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

from leadersearch.readers import READERS
from readers.samples import FILES, damaged
from stress.limited import MB, File, Worker
from stress.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROUNDS = 20_000
_SUFFIXES = tuple(sorted({suffix for reader in READERS for suffix in reader.suffixes}))
_OF_NO_FORMAT = ("", ".pdf", ".docx", ".log", ".gz", ".html.gz", ".md.gz")
_OPENINGS = (
    "[",
    "{",
    '{"title":',
    "<a>",
    "<!--",
    "<",
    "(",
    "{%",
    "@a{a,",
    "> ",
    "- ",
    "&",
    '"',
    "\\",
    "*",
)
_LARGEST = 4 * MB
_BLOWN_UP = 300_000  # characters of what is repeated within a file
_PACKED = 24 * MB  # of what is repeated before it is packed


def missing() -> str:
    """Why the harness cannot run, or ""."""
    try:
        import resource  # noqa: F401 - only whether it can be imported
    except ImportError:
        return "processor time is limited as POSIX does it"
    return ""


def run(rounds: int, seed: int, folder: Path) -> Outcome:
    """Read `rounds` mutated files; `folder` is not used, nothing is written."""
    outcome = Outcome()
    slowest = (0.0, "")
    largest = (0, "")
    with Worker() as worker:
        for number in range(rounds):
            file = file_of(seed, number)
            reading = worker.read(file)
            label = f"seed {seed} round {number} ({file.name!r}, {len(file.data):,} bytes)"
            slowest = max(slowest, (reading.seconds, label))
            largest = max(largest, (reading.memory, label))
            if reading.failure:
                outcome.failures.append(f"{label}: {reading.failure}")
            else:
                outcome.counts["named" if reading.reason else "read"] += 1
    outcome.remarks += [
        f"most processor time: {slowest[0]:.1f} s, {slowest[1]}",
        f"most memory: {largest[0] // MB} MB, {largest[1]}",
    ]
    return outcome


def file_of(seed: int, number: int) -> File:
    """The mutated file of a round, the same at every call."""
    dice = random.Random(f"{seed}/{number}")
    format_ = dice.choice(list(FILES))
    data = FILES[format_]
    for mutate in dice.choices(list(_MUTATIONS), list(_MUTATIONS.values()), k=dice.randint(1, 3)):
        data = mutate(data, dice)[:_LARGEST]
    reader = format_ if dice.random() < 0.3 else None
    return File(f"file{_suffix(format_, dice)}", data, reader)


def _suffix(format_: str, dice: random.Random) -> str:
    if dice.random() < 0.6:
        return dice.choice(next(reader.suffixes for reader in READERS if reader.name == format_))
    return dice.choice((*_SUFFIXES, *_OF_NO_FORMAT))


def _spliced(data: bytes, dice: random.Random) -> bytes:
    """The beginning of one file and the end of another."""
    other = dice.choice(list(FILES.values()))
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other)) :]


def _nested(data: bytes, dice: random.Random) -> bytes:
    """Opening brackets and tags, many times over."""
    place = dice.randrange(len(data) + 1)
    opening = dice.choice(_OPENINGS).encode()
    return data[:place] + opening * dice.choice((100, 1_000, 20_000)) + data[place:]


def _blown_up(data: bytes, dice: random.Random) -> bytes:
    """A piece of it, or a sign, repeated for a long way."""
    place = dice.randrange(len(data) + 1)
    piece = data[place : place + dice.choice((1, 1, 2, 5, 30, 200))] or b" "
    return data[:place] + piece * (_BLOWN_UP // len(piece)) + data[place:]


def _repeated(data: bytes, dice: random.Random) -> bytes:
    return data * min(dice.choice((2, 10, 300)), 1 + _LARGEST // (len(data) + 1))


def _packed(data: bytes, _dice: random.Random) -> bytes:
    return gzip.compress(data, 1)


def _bomb(data: bytes, dice: random.Random) -> bytes:
    """A file that is small only while it is packed."""
    place = dice.randrange(len(data) + 1)
    piece = dice.choice((data or b"a", b"\0", b"a", b"\n", b'{"a":1},', b"<a>", b"@a{a,a={b}}\n"))
    return gzip.compress(data[:place] + piece * (_PACKED // len(piece)) + data[place:], 1)


def _recoded(data: bytes, dice: random.Random) -> bytes:
    """In another encoding, or in one and declared to be another."""
    encoding = dice.choice(("utf-16", "utf-32", "utf-16-le", "cp1252", "shift_jis", "koi8-r"))
    text = data.decode("utf-8", errors="replace")
    declared = dice.choice(("utf-8", "zlib", "idna", "hex", "utf-7", "unicode_escape", "cp037"))
    return text.replace("utf-8", declared).replace("UTF-8", declared).encode(encoding, "replace")


_MUTATIONS: dict[Callable[[bytes, random.Random], bytes], float] = {
    damaged: 60,
    _spliced: 10,
    _nested: 8,
    _blown_up: 5,
    _repeated: 5,
    _recoded: 7,
    _packed: 5,
    _bomb: 0.3,
}
