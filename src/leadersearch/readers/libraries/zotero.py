"""A data folder of Zotero: its database, and the files in `storage` that its attachments name.

The tables and columns that are read, by versions of Zotero, stand in docs/internals/libraries.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError, ReadError
from leadersearch.model.article import Source
from leadersearch.model.identity import digest
from leadersearch.readers.describe.attachments import attached
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.libraries.sqlite_file import opened
from leadersearch.readers.libraries.zotero_tables import Item, items_of

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

# The fields of an item, the best first: what is called so, and what is called otherwise in items of
# one kind (a case has a name, a statute an act).
_TITLES = ("title", "caseName", "nameOfAct", "subject")
_DATES = ("date", "dateDecided", "dateEnacted", "issueDate", "filingDate")
_VENUES = (
    *("publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "dictionaryTitle"),
    *("websiteTitle", "blogTitle", "forumTitle", "programTitle", "conferenceName", "meetingName"),
    *(
        "university",
        "institution",
        "reporter",
        "code",
        "repository",
        "publisher",
        "label",
        "studio",
    ),
    *("company", "network", "organization", "seriesTitle", "series"),
)
# "2018-05-00 May 2018": the date as it can be sorted, unknown parts 0, and as it was written.
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:\s+(.*))?\Z", re.DOTALL)


def read(file: RawFile) -> Iterator[Article]:
    """The articles of all items that are not in the bin, by the number of the item."""
    with opened(file) as connection:
        try:
            items = items_of(connection)
        except KeyError as error:
            raise ReadError(
                f"not a database of Zotero: it has no table {error.args[0]!r}"
            ) from error
        for item in items:
            try:
                article = article_of(_record(item), file.report)
            except ArticleError:
                file.report(f"item {item.key} skipped: no title, text or file")
                continue
            article = replace(
                article,
                source=Source(file.name, max(1, item.number)),
                extra={**article.extra, "library": (item.link,)},
            )
            yield attached(article, item.files)


def _record(item: Item) -> Mapping[str, object]:
    fields = item.fields
    return {
        "id": digest(["library", item.link], size=8),  # of what has no DOI and no address
        "title": _first(fields, _TITLES) or item.file_title,
        "authors": _authors(item),
        "abstract": fields.get("abstractNote", ""),
        "body": "\n\n".join(item.texts),
        "date": _date(_first(fields, _DATES)),
        "venue": _first(fields, _VENUES),
        "doi": fields.get("DOI", ""),
        "url": fields.get("url", ""),
        "isbn": fields.get("ISBN", ""),
        "language": fields.get("language", ""),
        "extra": fields.get("extra", ""),
        **{name: fields.get(name, "") for name in ("volume", "issue", "pages")},
        "tags": [*item.tags, *item.collections],
    }


def _authors(item: Item) -> list[Mapping[str, str]]:
    """The creators of the main role of such an item; if there are none, editors, or any."""
    rest = [creator.role for creator in item.creators]
    for roles in ({"author", item.main_role}, {"editor"}, {"seriesEditor"}, set(rest[:1])):
        if names := [creator.name for creator in item.creators if creator.role in roles]:
            return names
    return []


def _date(value: str) -> str:
    """A date as precise as it is known; what has no year that can be sorted, as it was written."""
    match = _DATE.match(value.strip())
    if not match:
        return value
    year, month, day, written = match.groups()
    if year == "0000":
        return written or ""
    parts = [year] if month == "00" else [year, month] if day == "00" else [year, month, day]
    return "-".join(parts)


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")
