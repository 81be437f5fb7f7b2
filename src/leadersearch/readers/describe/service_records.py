"""Records of programs that keep notes, links and references -> the names that loose records have.

Google Keep, Roam and Logseq put texts elsewhere; WordPress names tags by numbers and embeds their names;
services that save links date the saving; Zotero's creators have roles; Mendeley parts the date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from leadersearch.readers.convert.markdown_text import text_of_markdown

_MOST_BLOCKS = 200_000
_OF_LINKS = ("is_archived", "domain_name", "archived", "collectionId", "textContent", "toread")
_SAVED = ("created_at", "createdAt", "updated_at", "updatedAt", "created", "updated")
_AUTHORS = (
    *("author", "artist", "cartographer", "composer", "contributor", "director", "inventor"),
    *("interviewee", "podcaster", "presenter", "programmer", "sponsor"),
)

Record = Mapping[str, object]


def fields_of_service(record: Record) -> dict[str, object]:
    """The fields of a record that its program calls by other names, by the names that records have."""
    found: dict[str, object] = {}
    for is_of, fields in _SERVICES:
        if is_of(record):
            found |= fields(record)
    return found


def _is_link(record: Record) -> bool:
    """Whether somebody saved an address here: the day of it is not that of the article."""
    is_saved = any(name in record for name in _OF_LINKS)
    content = record.get("content")
    return is_saved and ("url" in record or (isinstance(content, Mapping) and "url" in content))


def _of_link(record: Record) -> dict[str, object]:
    return dict.fromkeys((name for name in _SAVED if name in record), None)


def _is_of_zotero(record: Record) -> bool:
    creators = record.get("creators")
    return isinstance(creators, list) and any(
        isinstance(row, Mapping) and "creatorType" in row for row in creators
    )


def _of_zotero(record: Record) -> dict[str, object]:
    """The creators of the main role; if there are none, the editors, or all."""
    creators = record["creators"]
    rows = (
        [row for row in creators if isinstance(row, Mapping)] if isinstance(creators, list) else []
    )
    for roles in (_AUTHORS, ("editor",)):
        if main := [row for row in rows if row.get("creatorType") in roles]:
            return {"creators": main}
    return {}


def _is_of_mendeley(record: Record) -> bool:
    return "authors" in record and "last_modified" in record and "identifiers" in record


def _of_mendeley(record: Record) -> dict[str, object]:
    parts = [record.get(name) for name in ("year", "month", "day")]
    known = parts[: parts.index(None)] if None in parts else parts
    addresses = record.get("websites")
    return {
        "date": "-".join(str(part).zfill(2) for part in known),
        "venue": record.get("source"),
        "url": addresses[0] if isinstance(addresses, list) and addresses else "",
    }


def _is_of_wordpress(record: Record) -> bool:
    return all(isinstance(record.get(name), Mapping) for name in ("title", "content")) and (
        "link" in record
    )


def _of_wordpress(record: Record) -> dict[str, object]:
    """The names behind the numbers of authors and terms, which an answer may embed."""
    embedded = record.get("_embedded")
    inner = embedded if isinstance(embedded, Mapping) else {}
    terms = inner.get("wp:term")
    named = (
        [term for group in terms if isinstance(group, list) for term in group]
        if isinstance(terms, list)
        else []
    )
    return {
        "author": None,
        "authors": inner.get("author"),
        "categories": None,
        "tags": [term for term in named if isinstance(term, Mapping)],
    }


def _is_of_keep(record: Record) -> bool:
    return "userEditedTimestampUsec" in record


def _of_keep(record: Record) -> dict[str, object]:
    if record.get("isTrashed") is True:
        return {"title": None, "textContent": None, "body": None}
    points = record.get("listContent")
    lines = (
        [str(row.get("text", "")) for row in points if isinstance(row, Mapping)]
        if isinstance(points, list)
        else []
    )
    return {
        "body": record.get("textContent") or "\n".join(lines),
        "date": record.get("createdTimestampUsec") or record["userEditedTimestampUsec"],
    }


def _is_outline(record: Record) -> bool:
    has_name = isinstance(record.get("title"), str) or isinstance(record.get("page-name"), str)
    return has_name and isinstance(record.get("children"), list)


def _of_outline(record: Record) -> dict[str, object]:
    """The points of a page of Roam or Logseq, in their order, as one text."""
    return {
        "title": record.get("title") or record.get("page-name"),
        "body": text_of_markdown("\n".join(_points(record["children"]))),
        "date": record.get("create-time"),
    }


def _points(blocks: object) -> Iterator[str]:
    waiting = list(reversed(blocks)) if isinstance(blocks, list) else []
    for _ in range(_MOST_BLOCKS):
        if not waiting:
            return
        block = waiting.pop()
        if isinstance(block, Mapping):
            text = block.get("string") or block.get("content")
            yield text if isinstance(text, str) else ""
            inner = block.get("children")
            waiting += reversed(inner) if isinstance(inner, list) else ()


def _is_of_simplenote(record: Record) -> bool:
    return {"content", "creationDate"} <= record.keys() and isinstance(record["content"], str)


def _of_simplenote(record: Record) -> dict[str, object]:
    title, _, body = str(record["content"]).strip().partition("\n")
    return {"title": title, "content": body, "date": record["creationDate"]}


_SERVICES: tuple[tuple[Callable[[Record], bool], Callable[[Record], dict[str, object]]], ...] = (
    (_is_link, _of_link),
    (_is_of_zotero, _of_zotero),
    (_is_of_mendeley, _of_mendeley),
    (_is_of_wordpress, _of_wordpress),
    (_is_of_keep, _of_keep),
    (_is_outline, _of_outline),
    (_is_of_simplenote, _of_simplenote),
)
