"""Which document of a segment in the making has the article of an id."""

from __future__ import annotations

from array import array

from leadersearch.numbering import Numbering


class AddedIds:
    """Id -> number of its document, in few bytes for each."""

    def __init__(self) -> None:
        self._ids = Numbering()
        self._documents = array("i")  # by the number of an id; -1 where there is none any longer

    def add(self, article_id: str, document: int) -> None:
        """Note the document of an id."""
        number = self._ids.number(article_id)
        if number == len(self._documents):
            self._documents.append(document)
        else:
            self._documents[number] = document

    def pop(self, article_id: str) -> int | None:
        """The document of an id, which has none any longer; None where it had none."""
        number = self._ids.find(article_id)
        if number < 0 or (document := self._documents[number]) < 0:
            return None
        self._documents[number] = -1
        return document
