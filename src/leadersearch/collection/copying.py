"""One index into another, whatever engines hold them, batch by batch.

Articles that the other holds already are not sent again, so a copy that broke off is continued by
running it again, where the engine keeps what was sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self, TypedDict
from zlib import crc32

from leadersearch.arguments import checked
from leadersearch.collection.ingest.kinship import DOCUMENT as KEYS
from leadersearch.collection.ingest.merge_rules import RULES as MERGES
from leadersearch.collection.ingest.settling import DOCUMENT as PLACES
from leadersearch.collection.ingest.sources import DOCUMENT as SOURCES
from leadersearch.collection.saved import DOCUMENT as SEARCHES
from leadersearch.engine import View, Writer
from leadersearch.engine.people import RULES as AUTHORS
from leadersearch.errors import IndexMismatch, UsageError

DOCUMENTS = (SEARCHES, AUTHORS, MERGES, SOURCES, PLACES, KEYS)
"""The names of all that a collection keeps beside its articles."""

BATCH = 500
"""Articles that are asked for at once."""

_SHARE = re.compile(r"([0-9]{1,6})/([0-9]{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the articles, by their ids: the `number`th of `of` parts of about equal size.

    >>> Share.parse("2/5")
    Share(number=2, of=5)
    """

    number: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Self:
        """The share that a text such as `2/5` names; raises UsageError for any other."""
        found = _SHARE.fullmatch(text)
        if not (found and 1 <= int(found[1]) <= int(found[2])):
            raise UsageError(f"a share is written as 2/5, the second of five; not {text!r}")
        return cls(int(found[1]), int(found[2]))

    def has(self, article_id: str) -> bool:
        """Whether the article of an id belongs to it."""
        return crc32(article_id.encode("utf-8", "surrogatepass")) % self.of == self.number - 1


@dataclass(frozen=True, slots=True)
class CopyProgress:
    """Progress of a copy: articles looked at, of all, and copied."""

    done: int
    total: int
    copied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyReport:
    """The outcome of a copy: articles copied, and those that were there already.

    `kept` names what was copied beside the articles, such as saved searches; `left` what was
    not, because the other index has its own, or because a share was copied.
    """

    copied: int = 0
    unchanged: int = 0
    kept: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class CopyOptions(TypedDict, total=False):
    """The options of `Index.copy_to`, each with a default.

    `share` is the part of the articles to copy, such as `2/5` (all): several machines copy a share
    each. `progress` is called now and then with a `CopyProgress`.
    """

    share: str
    progress: Callable[[CopyProgress], object] | None


def check_languages(mine: str, others: str) -> None:
    """Raise IndexMismatch where the languages of two indexes differ."""
    if mine != others:
        raise IndexMismatch(
            f"the language of one index is {mine}, that of the other {others}; copy into a new index, "
            "or rebuild the other: leadersearch copy --rebuild"
        )


@checked
def copy(
    view: View,
    writer: Writer,
    *,
    share: str = "1/1",
    progress: Callable[[CopyProgress], object] | None = None,
) -> CopyReport:
    """Copy what a view holds into another index.

    Articles that only the other holds stay. What is kept beside the articles is copied with all of
    them, not with a share; where the other index has its own, only if it holds no other articles.
    """
    part = Share.parse(share)
    done = copied = unchanged = there = 0
    for batch in view.scan(batch=BATCH):
        mine = [article for article in batch if part.has(article.id)]
        held = writer.base.fingerprints([article.id for article in mine])
        pairs = zip(mine, held, strict=True)
        wanted = [article for article, print_ in pairs if article.fingerprint != print_]
        writer.put(wanted)
        there += len(mine) - held.count(None)
        done, copied = done + len(batch), copied + len(wanted)
        unchanged += len(mine) - len(wanted)
        if progress:
            progress(CopyProgress(done, view.articles, copied))
    kept: list[str] = []
    left: list[str] = []
    for name in DOCUMENTS:
        data, others = view.document(name), writer.base.document(name)
        if data is None or data == others:
            continue
        # The writers of shares work at the same time, and only articles bear that.
        if part.of > 1 or (others is not None and there < writer.base.articles):
            left.append(name)
        else:
            writer.keep(name, data)
            kept.append(name)
    return CopyReport(copied=copied, unchanged=unchanged, kept=tuple(kept), left=tuple(left))
