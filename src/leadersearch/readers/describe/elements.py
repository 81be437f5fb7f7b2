"""The articles of the elements of an XML file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError
from leadersearch.readers.convert.xml_elements import elements_named
from leadersearch.readers.describe.attachments import attached
from leadersearch.readers.describe.records import article_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

Record = Mapping[str, object]


def articles_of_elements(
    file: RawFile,
    names: Collection[str],
    record_of: Callable[[Element], Record | None],
    pieces: Iterator[str] | None = None,
    *,
    files_of: Callable[[Element], Iterable[str]] = lambda _: (),
) -> Iterator[Article]:
    """The articles of the elements of some names; None of `record_of` is passed over.

    Each is `attached` to the files that `files_of` finds. `pieces` are the text of the file, if not all of it is to be parsed.
    """
    for number, element in enumerate(elements_named(file, names, pieces), start=1):
        record = record_of(element)
        if record is None:
            continue
        try:
            article = article_of(record, file.report)
        except ArticleError:
            file.report(f"record {number} skipped: no title and no abstract")
            continue
        yield attached(article, files_of(element))
