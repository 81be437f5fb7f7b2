"""A format: how it is recognised, and the function that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: `sniff` judges the first characters of a file, `read` yields its articles.

    `is_plain`: nothing else begins so, and the suffix may be any. A format that is no text has a
    `magic`, which judges the first bytes. `names_files`: its records may name files with the text
    of their articles (see `describe.attachments`). `files`, if any: names of files end so, and the
    suffix alone is not enough.
    """

    name: str
    suffixes: tuple[str, ...]
    description: str
    sniff: Callable[[str], bool]
    read: Callable[[RawFile], Iterator[Article]]
    is_plain: bool = False
    magic: Callable[[bytes], bool] | None = None
    names_files: bool = False
    files: tuple[str, ...] = ()


def in_module(
    name: str, function: str = "read", *, package: str = "leadersearch.readers.formats"
) -> Callable[[RawFile], Iterator[Article]]:
    """A function of a module that is imported at the first call: parsers are slow to import."""

    def read(file: RawFile) -> Iterator[Article]:
        module = import_module(f"{package}.{name}")
        articles: Iterator[Article] = getattr(module, function)(file)
        return articles

    return read
