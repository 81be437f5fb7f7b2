"""Outcomes of articles, and the ids that a file has, in few bytes for each article."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, MutableMapping

from leadersearch.collection.ingest.spool import Spool
from leadersearch.model.article import Article
from leadersearch.numbering import Numbering

_NONE = 0
_OUTCOMES = ("", "added", "updated", "unchanged")


class Outcomes(MutableMapping[str, str]):
    """Id -> what its article was counted as, "" if it has not been yet."""

    def __init__(self, ids: Numbering) -> None:
        self._ids = ids
        self._codes = bytearray()
        self._size = 0

    def __getitem__(self, article_id: str) -> str:
        code = self._code(article_id)
        if code == _NONE:
            raise KeyError(article_id)
        return _OUTCOMES[code - 1]

    def __setitem__(self, article_id: str, outcome: str) -> None:
        number = self._ids.number(article_id)
        if number >= len(self._codes):
            self._codes.extend(bytes(number + 1 - len(self._codes)))
        self._size += self._codes[number] == _NONE
        self._codes[number] = 1 + _OUTCOMES.index(outcome)

    def __delitem__(self, article_id: str) -> None:
        if article_id not in self:
            raise KeyError(article_id)
        self._codes[self._ids.find(article_id)] = _NONE
        self._size -= 1

    def __contains__(self, article_id: object) -> bool:
        return isinstance(article_id, str) and self._code(article_id) != _NONE

    def __iter__(self) -> Iterator[str]:
        return (self._ids.text(number) for number, code in enumerate(self._codes) if code)

    def __len__(self) -> int:
        return self._size

    def _code(self, article_id: str) -> int:
        number = self._ids.find(article_id)
        return self._codes[number] if 0 <= number < len(self._codes) else _NONE


class TakenIds:
    """The ids of the articles of one file after the other: each once for each content."""

    def __init__(self, ids: Numbering, spool: Spool) -> None:
        self._ids = ids
        self._spool = spool
        self._file = 1
        self._file_of = array("I")  # by the number of an id: the last file that had it
        self._numbers = array("I")
        self._contents: dict[int, set[str]] = {}  # of ids that came more than once

    def add(self, record: Article, path: str) -> None:
        """Note a record of the file; it is not in the spool yet."""
        number = self._ids.number(record.id)
        if record.id in self:
            if number not in self._contents:
                before = (row for row in self._spool.records(record.id) if _path(row) == path)
                self._contents[number] = {row.fingerprint for row in before}
            if record.fingerprint in self._contents[number]:
                return
            self._contents[number].add(record.fingerprint)
        if number >= len(self._file_of):
            self._file_of.extend([0] * (number + 1 - len(self._file_of)))
        self._file_of[number] = self._file
        self._numbers.append(number)

    def __contains__(self, article_id: str) -> bool:
        number = self._ids.find(article_id)
        return 0 <= number < len(self._file_of) and self._file_of[number] == self._file

    def __iter__(self) -> Iterator[str]:
        return map(self._ids.text, self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def end_file(self) -> None:
        """Begin with the next file."""
        self._file += 1
        self._numbers = array("I")
        self._contents = {}


def _path(record: Article) -> str:
    return record.source.path if record.source else ""
