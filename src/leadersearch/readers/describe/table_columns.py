"""Columns of tables that mean something only beside others: those of Raindrop, Goodreads and Notion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from leadersearch.readers.describe.field_names import field_named, has_known_field

_RAINDROP = frozenset(("note", "highlights", "excerpt"))
_GOODREADS = frozenset(("Author", "Additional Authors", "Bookshelves"))
_OF_PEOPLE = ("email", "e-mail", "phone", "telephone", "birthday")
_FEWEST = 2  # known columns beside a name, of a table of articles rather than of things


def names_articles(names: Iterable[str]) -> bool:
    """Whether the columns of a table can make articles; a name is a title beside tags, dates or links."""
    columns = [name.strip() for name in names]
    return has_known_field(columns) or _is_of_notion(columns)


def with_columns_of_service(record: Mapping[str, object], names: list[str]) -> dict[str, object]:
    """The record of a row with what columns of some programs mean together."""
    found = dict(record)
    if frozenset(names) >= _RAINDROP:
        marked = "\n\n".join(
            line.removeprefix("Highlight:").strip()
            for line in str(record.get("highlights", "")).split("\n")
        )
        found["body"] = f"{record.get('note', '')}\n\n{marked}".strip()
    elif frozenset(names) >= _GOODREADS:
        others = str(record.get("Additional Authors", "")).split(",")
        found["authors"] = [str(record.get("Author", "")), *filter(None, map(str.strip, others))]
        found["date"] = record.get("Year Published") or record.get("Original Publication Year")
        found["tags"] = record.get("Bookshelves")
        found["body"] = record.get("My Review")
    elif _is_of_notion(names):
        found["title"] = next((record[name] for name in record if name.lower() == "name"), "")
    return found


def _is_of_notion(names: Iterable[str]) -> bool:
    columns = [name.lower() for name in names]
    known = sum(1 for name in columns if field_named(name))
    return (
        "name" in columns
        and known >= _FEWEST
        and not has_known_field(columns)
        and not any(word in name for name in columns for word in _OF_PEOPLE)
    )
