"""JSON whose articles lie in several tables or rows -> one record an article.

Ghost keeps the authors and tags of posts in tables of their own; Hypothesis has a row for each
annotation of a page; Simplenote keeps the notes of the bin beside the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

_MOST_SELECTORS = 100


def records_of_export(value: object) -> list[object]:
    """The records of an export of one of these programs; [] for JSON of another kind."""
    if isinstance(value, Mapping):
        database = value.get("db")
        if isinstance(database, list) and database and isinstance(database[0], Mapping):
            tables = database[0].get("data")
            return list(_posts_of_ghost(tables)) if isinstance(tables, Mapping) else []
        if isinstance(value.get("activeNotes"), list):
            return list(value["activeNotes"])
        value = value.get("rows") or value.get("annotations")
    if not isinstance(value, list) or not value or not all(map(_is_annotation, value)):
        return []
    return list(_annotated_pages(value))


def _posts_of_ghost(tables: Mapping[str, object]) -> Iterator[dict[str, object]]:
    users = {row.get("id"): row.get("name") for row in _rows(tables, "users")}
    tags = {row.get("id"): row.get("name") for row in _rows(tables, "tags")}
    authors_of, tags_of = (defaultdict[object, list[object]](list) for _ in range(2))
    for row in sorted(_rows(tables, "posts_authors"), key=_place):
        authors_of[row.get("post_id")].append(users.get(row.get("author_id")))
    for row in sorted(_rows(tables, "posts_tags"), key=_place):
        tags_of[row.get("post_id")].append(tags.get(row.get("tag_id")))
    for post in _rows(tables, "posts"):
        if post.get("status", "published") == "published" and post.get("type", "post") == "post":
            number = post.get("id")
            authors = authors_of[number] or [users.get(post.get("author_id"))]
            yield {
                "title": post.get("title"),
                "authors": [name for name in authors if name],
                "tags": [name for name in tags_of[number] if name],
                "date": post.get("published_at"),
                "excerpt": post.get("custom_excerpt"),
                "body": post.get("html") or post.get("plaintext"),
                "url": post.get("canonical_url"),
            }


def _rows(tables: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


def _place(row: Mapping[str, object]) -> int:
    place = row.get("sort_order")
    return place if isinstance(place, int) else 0


def _is_annotation(row: object) -> bool:
    return isinstance(row, Mapping) and {"uri", "target"} <= row.keys() and "user" in row


def _annotated_pages(rows: list[Mapping[str, object]]) -> Iterator[dict[str, object]]:
    """The pages that annotations are of, each with what is quoted from it and said of it."""
    pages: dict[str, dict[str, object]] = {}
    texts: defaultdict[str, list[str]] = defaultdict(list)
    tags: defaultdict[str, dict[object, None]] = defaultdict(dict)
    for row in rows:
        address, document = str(row["uri"]), row.get("document")
        title = document.get("title") if isinstance(document, Mapping) else ""
        pages.setdefault(address, {"url": address, "title": title})
        texts[address] += [*_quotes(row["target"]), str(row.get("text") or "")]
        named = row.get("tags")
        tags[address] |= dict.fromkeys(
            tag for tag in (named if isinstance(named, list) else []) if isinstance(tag, str)
        )
    for address, page in pages.items():
        body = "\n\n".join(filter(None, texts[address]))
        yield {**page, "title": page["title"] or address, "body": body, "tags": list(tags[address])}


def _quotes(targets: object) -> Iterator[str]:
    for target in targets if isinstance(targets, list) else []:
        selectors = target.get("selector") if isinstance(target, Mapping) else None
        for row in selectors[:_MOST_SELECTORS] if isinstance(selectors, list) else []:
            if isinstance(row, Mapping) and isinstance(row.get("exact"), str):
                yield row["exact"]
