"""The files that were read: kept with the index, as a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple, NoReturn

from leadersearch.collection.ingest.files import Stamp
from leadersearch.collection.ingest.ids import Ids
from leadersearch.errors import IndexCorrupt

DOCUMENT = "sources"


class Attachment(NamedTuple):
    """A file that a record names as the text of its article.

    `written` is how it is named (see `readers.describe.attachments`), `path` where it was found,
    "" if it was not; `owner` is the id of the record.
    """

    written: str
    path: str
    owner: str


class KnownFile(NamedTuple):
    """A file that was read; `stamp.modified` 0 means: read it again."""

    stamp: Stamp
    digest: str
    ids: Ids
    attachments: tuple[Attachment, ...] = ()


def load(data: bytes | None) -> dict[str, KnownFile]:
    """Path -> what is known, from what `dump` made of it; raises IndexCorrupt for anything else."""
    try:
        rows = json.loads(data, parse_constant=_refuse) if data else {}
        return {path: _known(row) for path, row in rows.items()}
    # Whatever JSON there may be: no map, keys that lack, numbers without end, nesting without end.
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise IndexCorrupt(
            "the list of indexed files is damaged; rebuild the index:\n"
            "  leadersearch index --rebuild FOLDER"
        ) from error


def dump(known: Mapping[str, KnownFile]) -> bytes:
    """All files that were read, as kept in the index."""
    rows = {
        path: {
            "size": row.stamp.size,
            "stamp": row.stamp.modified,
            "inode": row.stamp.inode,
            "changed": row.stamp.changed,
            "digest": row.digest,
            "ids": row.ids.packed,
            **({"attachments": row.attachments} if row.attachments else {}),
        }
        for path, row in sorted(known.items())
    }
    return json.dumps(rows).encode()


def _known(row: Mapping[str, Any]) -> KnownFile:
    # Before there was an inode in it, a row had a size and a time alone.
    stamp = Stamp(row["size"], row["stamp"], row.get("inode", 0), row.get("changed", 0))
    digest, ids = row["digest"], Ids.unpacked(row["ids"])
    attachments = tuple(Attachment(*each) for each in row.get("attachments", ()))
    texts = {type(digest), *(type(text) for each in attachments for text in each)}
    if set(map(type, stamp)) != {int} or texts != {str}:
        raise TypeError
    return KnownFile(stamp, digest, ids, attachments)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
