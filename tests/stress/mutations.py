"""Mutated files of every format: articles come out, or a reason, in bounded time and memory.

A file is made from the samples of the reader tests by a seed: bits flipped, pieces cut, doubled or
spliced from another format, nested, packed, blown up, with lengths that lie and references to files
outside, the parts of a package as well as the whole, under its own name or another's. Failures name
the seed and the round: `file_of(seed, number)` is that file again.
"""

from __future__ import annotations

import gzip
import random
import re
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from leadersearch.readers import READERS
from readers.packed import packed, tarred
from readers.samples import FILES, damaged
from stress.limited import MB, File, Worker
from stress.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

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
    "{\\rtf1 ",
    "{\\*\\a",
    "<<",
    "[[",
    "<w:p><w:r>",
    "<text:p>",
    "- - ",
    "a: [",
    "\tx",
    "--b\nContent-Type: multipart/mixed; boundary=b\n\n",
    "%0 Book\n",
    "<dl><dt>",
)
_LARGEST = 4 * MB
_BLOWN_UP = 300_000  # characters of what is repeated within a file
_PACKED = 24 * MB  # of what is repeated before it is packed
_NUMBER = re.compile(rb"(?<![\d.])\d{1,10}(?![\d.])")
_LIES = (
    b"0",
    b"-1",
    b"1",
    b"7",
    b"65535",
    b"999999999",
    b"2147483648",
    b"99999999999999999999",
    b"1e9",
)
_WIDTHS = ("<H", "<I", ">I", "<Q")
# To a file whose text must come out of none of them.
_REFERENCES = (
    '<!DOCTYPE a [<!ENTITY e SYSTEM "file://{0}">]>',
    '<!DOCTYPE a SYSTEM "file://{0}">',
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "file://{0}">%p;]>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="file://{0}"/>',
    '<script src="file://{0}"></script><iframe src="file://{0}"></iframe>',
    '<?xml-stylesheet href="file://{0}"?><base href="file://{0}"><link rel="import" href="{0}">',
    "\\input{{{0}}} \\verbatiminput{{{0}}} @include{{{0}}} @comment{{{0}}}",
    "!include {0}\n!!python/object/apply:open ['{0}']\n<<: !include {0}\n",
    "![[{0}]] ![a]({0}) {{{{< include {0} >}}}} :::include {0}\n",
    '{{\\field{{\\*\\fldinst INCLUDETEXT "{0}"}}}}{{\\object\\objdata {0}}}',
    "/F ({0}) /Type /EmbeddedFile /URI (file://{0}) /S /URI /OpenAction << /S /Launch /F ({0}) >>",
    'Content-Type: message/external-body; access-type=local-file; name="{0}"\n\n',
    '"$ref": "file://{0}", "url": "file://{0}", ',
)
_LAUGHS = "<!DOCTYPE a [{}]>".format(
    '<!ENTITY e0 "ha">'
    + "".join(f'<!ENTITY e{row} "{f"&e{row - 1};" * 20}">' for row in range(1, 12))
)
_ANCHORS = "a0: &a0 [x, x]\n" + "".join(
    f"a{row}: &a{row} [{', '.join([f'*a{row - 1}'] * 20)}]\n" for row in range(1, 9)
)
_OUTSIDE = Path(__file__).with_name("outside.txt")


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


def _lying(data: bytes, dice: random.Random) -> bytes:
    """Numbers that are no longer true: those written in digits, or those of a binary format."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        numbers = list(_NUMBER.finditer(changed))
        if numbers and dice.random() < 0.6:
            number = dice.choice(numbers)
            changed[number.start() : number.end()] = dice.choice(_LIES)
        else:
            width = dice.choice(_WIDTHS)
            most = (1 << 8 * struct.calcsize(width)) - 1
            lie = struct.pack(width, dice.choice((0, 1, most >> 1, most, dice.randint(0, most))))
            place = dice.randrange(len(changed) + 1)
            changed[place : place + len(lie)] = lie
    return bytes(changed)


def _referring(data: bytes, dice: random.Random) -> bytes:
    """With a reference to a file outside, or to what grows when it is followed."""
    kind = dice.choice((*_REFERENCES, _LAUGHS, _ANCHORS))
    text = kind if kind in (_LAUGHS, _ANCHORS) else kind.format(_OUTSIDE)
    first, second = (b"?>", b">") if data.lstrip().startswith(b"<?") else (b">", b"\n")
    place = data.find(dice.choice((first, second))) + 1 or dice.randrange(len(data) + 1)
    place = place + (data[place : place + 1] == b">")
    used = dice.choice((b"", b"&e;", b"&e11;", b"*a8"))
    end = data.rfind(b"</") if b"</" in data else len(data)
    return (
        data[:place]
        + text.encode()
        + data[place : max(place, end)]
        + used
        + data[max(place, end) :]
    )


def _inside(data: bytes, dice: random.Random) -> bytes:
    """A package in one of whose parts something is mutated; other data become one in an archive."""
    parts: dict[str, bytes] = {"a.txt": b"One\n\nText\n", f"b{dice.choice(_SUFFIXES)}": data}
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                parts = {name: archive.read(name) for name in archive.namelist()}
        except Exception:  # noqa: BLE001 - damaged in whatever way
            return damaged(data, dice)
    if not parts:
        return data
    name = dice.choice(sorted(parts))
    mutate = dice.choice((damaged, _spliced, _nested, _blown_up, _lying, _referring, _grown))
    parts[name] = mutate(parts[name], dice)
    if dice.random() < 0.1:
        parts[dice.choice(("../../out.txt", "/etc/out.md", "a" * 300 + ".md", "\\..\\b.txt"))] = (
            data
        )
    if dice.random() < 0.2 and not data.startswith(b"PK"):
        return tarred(dict(parts))
    return packed(dict(parts), first_stored=True)


def _grown(data: bytes, dice: random.Random) -> bytes:
    """A part that is small only while it is packed."""
    place = dice.randrange(len(data) + 1)
    piece = data[place : place + dice.choice((1, 8, 60))] or b" "
    return data[:place] + piece * (_PACKED // len(piece)) + data[place:]


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
    _lying: 12,
    _referring: 8,
    _inside: 14,
    _bomb: 0.3,
}
