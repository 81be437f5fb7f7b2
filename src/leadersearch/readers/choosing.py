"""Which reader reads a file: by its first bytes, and by its suffix where these leave a choice.

A suffix may lie or be missing. Bytes that only one format has decide; then the readers of the
suffix are asked, then all whose format is plain from its first lines. What is left is read by the
last reader of the suffix, or by none.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from leadersearch.errors import ReadError, UnsupportedFormat
from leadersearch.readers import sniffing
from leadersearch.readers.encoding import decode_head
from leadersearch.readers.reader import Reader
from leadersearch.readers.registry import READERS

if TYPE_CHECKING:
    from collections.abc import Iterator

SNIFFED = 4096
"""Bytes of a file of an unknown suffix that are looked at to find out whether it is ours."""

_SUFFIXES = frozenset(
    suffix for reader in READERS if not reader.files for suffix in reader.suffixes
)
_FILES = tuple(name for reader in READERS for name in reader.files)
_NAMING = frozenset(
    suffix
    for reader in READERS
    if reader.names_files
    for suffix in reader.suffixes
    if suffix not in {".txt", ".xml"}  # most of these name none
)
_JSON_SUFFIXES = frozenset({".json", ".jsonl", ".ndjson", ".jsonlines"})
_FIRST_LINES = 5
_GZIP_MAGIC = b"\x1f\x8b"

# Never articles, however they begin: not worth being opened.
_NEVER = frozenset(
    """
    .3gp .7z .a .aac .ai .aif .apk .avi .avif .bin .bmp .c .class .cpp .cs .css .dat .db .dll .dmg .dylib .eot .eps
    .exe .flac .flv .gif .go .h .hdf5 .heic .hpp .ico .icns .iso .jar .java .jpeg .jpg .js .lock .log .lua .m .m4a .m4v
    .map .mid .mjs .mkv .mov .mp3 .mp4 .mpeg .mpg .npy .npz .o .obj .ogg .ogv .opus .otf .parquet .php .pickle .pl .png
    .psd .py .pyc .pyd .r .rar .rb .rs .scss .sh .so .svg .svgz .swf .tif .tiff .ts .ttf .wasm .wav .webm .webp .wma
    .wmv .woff .woff2 .xls .xlsx .ppt .pptx .zst
    """.split()
)


def choose_reader(name: str, first: bytes) -> Reader:
    """The reader of a file of a name, by its first bytes; raises ReadError or UnsupportedFormat."""
    suffix = suffix_of(name)
    if reader := _by_bytes(first, suffix):
        return reader
    candidates = [reader for reader in READERS if suffix in reader.suffixes]
    if sniffing.is_zip(first) and candidates and candidates[0].magic:
        return candidates[0]  # its parts come in any order: the first bytes need not tell
    head = decode_head(first)
    check_is_text(head)
    for reader in _in_order(candidates, head, suffix):
        return reader
    if candidates:
        return candidates[-1]
    names = ", ".join(reader.name for reader in READERS)
    raise UnsupportedFormat(
        f"no reader knows {suffix or 'this kind of'} files; if it is one of {names}, name it"
    )


def _in_order(candidates: list[Reader], head: str, suffix: str) -> Iterator[Reader]:
    """The readers that recognise the first characters of a text, the surest first."""
    last_resort = READERS[-1]
    yield from (row for row in candidates if row.is_plain and row.sniff(head))
    yield from (row for row in candidates if row is not last_resort and row.sniff(head))
    if suffix not in _JSON_SUFFIXES:  # ill-formed JSON is still best read as what it is called
        lines = "\n".join(head.lstrip().split("\n", _FIRST_LINES)[:_FIRST_LINES])
        begun = head if head.lstrip()[:1] in {"<", "{", "["} else lines
        yield from (row for row in READERS if row.is_plain and row.sniff(begun))
    if not candidates:  # not everything unknown is prose; without any suffix it may be anything
        rest = READERS[:-1] if suffix else READERS
        yield from (row for row in rest if row.sniff(head))


def _by_bytes(first: bytes, suffix: str) -> Reader | None:
    """The reader that the first bytes name; if others begin so, only by its suffix or without any."""
    rows = (row for row in READERS if row.is_plain or not suffix or suffix in row.suffixes)
    return next((row for row in rows if row.magic is not None and row.magic(first)), None)


def check_is_text(head: str) -> None:
    """Raise ReadError where the first characters are those of no text."""
    if not head.strip("\0 \t\r\n"):
        raise ReadError("the file is empty")
    sniffing.check_is_text(head)


def suffix_of(name: str) -> str:
    """The suffix in small letters, that of what is packed where it is packed."""
    return PurePath(name.lower().removesuffix(".gz")).suffix


def is_readable(name: str) -> bool:
    """Whether a file is any business of ours, by its name alone: pictures and hidden files are not."""
    if name.startswith("."):
        return False
    return suffix_of(name) in _SUFFIXES or name.endswith(_FILES)


def companions_of(path: str) -> tuple[str, ...]:
    """The files that hold a part of a database while its program runs, by its name alone.

    That is, of SQLite the log of what is committed, and the journal of what is under way.
    """
    return (f"{path}-wal", f"{path}-journal") if path.endswith(_FILES) else ()


def names_files(name: str) -> bool:
    """Whether records in a file may name files, by its name alone; then it is nobody's attachment."""
    return suffix_of(name) in _NAMING


def may_be_readable(name: str) -> bool:
    """Whether a file whose suffix no reader has is worth a look at its first bytes."""
    return not name.startswith(".") and suffix_of(name) not in _NEVER


def is_recognised(first: bytes) -> bool:
    """Whether the first bytes of a file, of whatever suffix, are plainly those of a format."""
    if first.startswith(_GZIP_MAGIC):
        return False
    if _by_bytes(first, "?"):
        return True
    try:
        head = decode_head(first)
        check_is_text(head)
    except ReadError:
        return False
    return next(_in_order([], head, "?"), None) is not None
