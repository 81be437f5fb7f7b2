"""ZIP and tar archives: each file in one is read by the reader that knows it.

The source of an article names the file in the archive. Nothing is written anywhere, so that names with `..` in them lead nowhere; links and archives in
archives are passed over. Files that nobody reads are counted in one finding.
"""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from leadersearch.errors import ArticleError, LeaderSearchError, ReadError
from leadersearch.model.article import Article, Source
from leadersearch.readers.choosing import choose_reader, may_be_readable
from leadersearch.readers.package import MOST_BYTES, MOST_PARTS, Package
from leadersearch.readers.raw_file import BLOCK, HEAD, LARGEST_WHOLE, RawFile
from leadersearch.readers.unpacking import SUSPICIOUS

_OWN = frozenset(("zip", "tar"))
_Members = Iterator[tuple[str, bytes]]


def read_zip(file: RawFile) -> Iterator[Article]:
    """The articles of all files in a ZIP archive."""
    return _articles(_in_zip(file), file)


def read_tar(file: RawFile) -> Iterator[Article]:
    """The articles of all files in a tar archive."""
    return _articles(_in_tar(file), file)


def _articles(members: _Members, file: RawFile) -> Iterator[Article]:
    unread = 0
    for name, data in members:
        articles = _read(name, data, file)
        if articles is None:
            unread += 1
        else:
            yield from articles
    if unread:
        file.report(f"{unread:,} files in it have an unsupported format")


def _read(name: str, data: bytes, file: RawFile) -> Iterator[Article] | None:
    """The articles of one file; None where nobody reads it."""
    try:
        reader = choose_reader(PurePosixPath(name).name, data[:HEAD])
    except ReadError:
        return None
    if reader.name in _OWN:
        return None

    def report(finding: str) -> None:
        file.report(f"{name}: {finding}")

    def articles() -> Iterator[Article]:
        try:
            for position, article in enumerate(
                reader.read(RawFile(name, BytesIO(data), report)), 1
            ):
                yield Article.restored(
                    {**vars(article), "source": Source(file.name, position, name)}
                )
        except ArticleError:
            report("contains no text")
        except LeaderSearchError as error:
            report(str(error))
        except Exception as error:  # noqa: BLE001 - a damaged file must not cost the others
            report(f"could not be read ({type(error).__name__})")

    return articles()


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    is_hidden = any(part.startswith(".") and part != ".." for part in parts)
    return bool(parts) and not is_hidden and "__MACOSX" not in parts and may_be_readable(parts[-1])


def _in_zip(file: RawFile) -> _Members:
    package = Package(file)
    for name in package.parts:
        if not _is_wanted(name):
            continue
        try:
            data = package.read(name)
        except ReadError as error:
            file.report(f"{name}: {error}")
            continue
        yield name, data


def _in_tar(file: RawFile) -> _Members:
    left = MOST_BYTES
    try:
        with tarfile.open(fileobj=file.stream, mode="r:") as archive:
            for number, member in enumerate(archive):
                if number >= MOST_PARTS:
                    raise ReadError(f"holds more than {MOST_PARTS:,} files, {SUSPICIOUS}")
                if not member.isfile() or not _is_wanted(member.name):
                    continue
                data = _bytes_of(archive, member)
                left -= len(data)
                if left < 0:
                    raise ReadError(f"holds more than {MOST_BYTES // 2**20} MB; unpack it first")
                if len(data) > LARGEST_WHOLE:
                    file.report(f"{member.name}: larger than {LARGEST_WHOLE // 2**20} MB")
                else:
                    yield member.name, data
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise ReadError(f"damaged tar archive ({error})") from error


def _bytes_of(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    stream = archive.extractfile(member)
    data = bytearray()
    while stream and len(data) <= LARGEST_WHOLE and (block := stream.read(BLOCK)):
        data += block
    return bytes(data)
