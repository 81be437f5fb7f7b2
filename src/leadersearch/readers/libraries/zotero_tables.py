"""The tables of Zotero's database, of all versions since 4, as items with all that is theirs."""

# ruff: noqa: S608 - the names in queries are our own; values are parameters
from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.libraries.sqlite_file import columns_of

_STORED = frozenset((0, 1))  # itemAttachments.linkMode: copied into the library
_LINKED = 2  # it lies elsewhere
_STORAGE, _BASE = "storage:", "attachments:"
_CHILDREN = frozenset(("attachment", "note", "annotation"))


class Creator(NamedTuple):
    """A person or institution, as `article_of` takes names, and the role."""

    role: str
    name: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """An item that stands by itself in a list of Zotero, with what lies below it.

    `texts` are its notes and annotations, `files` the paths of its attachments from the folder of
    the database (those that are linked to may be absolute), `file_title` what the first is called.
    """

    number: int
    key: str
    link: str
    main_role: str
    fields: Mapping[str, str]
    creators: tuple[Creator, ...]
    tags: tuple[str, ...]
    collections: tuple[str, ...]
    texts: tuple[str, ...]
    files: tuple[str, ...]
    file_title: str


class _File(NamedTuple):
    number: int
    key: str
    mode: int
    path: str


def items_of(connection: sqlite3.Connection) -> Iterator[Item]:
    """The items that are not in the bin; raises KeyError with the name of a table that lacks."""
    return _Database(connection).items()


class _Database:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tables = columns_of(connection)
        for name in ("items", "itemData", "itemDataValues", "itemCreators", "creators"):
            self._tables[name]
        self._note_parent = self._parent_in("itemNotes")
        self._types: dict[Any, str] = dict(
            self._rows(f"SELECT itemTypeID, typeName FROM {self._combined('itemTypes')}")
        )
        self._main_roles = self._roles()
        self._roots = self._links()
        self._deleted = {number for (number,) in self._optional("deletedItems", "itemID")}
        self._files = self._attachments()

    def items(self) -> Iterator[Item]:
        """The items, by their numbers."""
        rows = self._rows("SELECT itemID, itemTypeID, libraryID, key FROM items ORDER BY itemID")
        for number, kind, library, key in rows:
            if number in self._deleted or (library or 0) not in self._roots:
                continue
            name = str(self._types.get(kind, ""))
            if name in _CHILDREN and not self._stands_alone(number, name):
                continue
            yield self._item(number, name, kind, f"{self._roots[library or 0]}{key}", str(key))

    def _item(self, number: int, name: str, kind: Any, link: str, key: str) -> Item:
        files = self._files[0 if name == "attachment" else number]
        if name == "attachment":
            files = [file for file in files if file.number == number]
        fields = self._fields(number)
        if name == "note":
            fields = {"title": self._note_title(number)}
        paths = {file.number: path for file in files if (path := _path(file))}
        return Item(
            number=number,
            key=key,
            link=link,
            main_role=self._main_roles.get(kind, "author"),
            fields=fields,
            creators=self._creators(number),
            tags=self._names("tags", "tagID", "name", "itemTags", number),
            collections=self._collections(number),
            texts=tuple(filter(None, self._texts(number, files, is_note=name == "note"))),
            files=tuple(paths.values()),
            file_title=next((path.rpartition("/")[2] for path in paths.values()), ""),
        )

    # --- tables that are not the same in all versions ---------------------------------------------

    def _combined(self, name: str) -> str:
        """The table of kinds or fields that has those of users, too, where there is one."""
        return f"{name}Combined" if f"{name}Combined" in self._tables else name

    def _parent_in(self, table: str) -> str:
        """The column of an item's parent; up to Zotero 4 it has another name."""
        return "parentItemID" if "parentItemID" in self._tables[table] else "sourceItemID"

    def _links(self) -> dict[int, str]:
        """Number of a library -> what its links begin with; subscribed feeds have none."""
        found = {0: "zotero://select/library/items/"}  # up to Zotero 4: NULL is the user's own
        column = "type" if "type" in self._tables.get("libraries", ()) else "libraryType"
        for number, kind in self._optional("libraries", "libraryID", column):
            if kind not in ("feed", "group"):
                found[number] = found[0]
        for number, group in self._optional("groups", "libraryID", "groupID"):
            found[number] = f"zotero://select/groups/{group}/items/"
        return found

    def _roles(self) -> dict[Any, str]:
        """Number of a kind of items -> the role that its main creators have."""
        if "itemTypeCreatorTypes" not in self._tables:
            return {}
        return dict(
            self._rows(
                "SELECT itemTypeID, creatorType FROM itemTypeCreatorTypes"
                " JOIN creatorTypes USING (creatorTypeID) WHERE primaryField = 1"
            )
        )

    def _attachments(self) -> dict[int, list[_File]]:
        """Number of an item -> its attachments; those of 0 stand alone."""
        found: defaultdict[int, list[_File]] = defaultdict(list)
        rows = self._rows(
            f"SELECT itemID, {self._parent_in('itemAttachments')}, linkMode, path, key"
            " FROM itemAttachments JOIN items USING (itemID) ORDER BY itemID"
        )
        for number, parent, mode, path, key in rows:
            if number not in self._deleted:
                found[parent or 0].append(_File(number, str(key), mode, str(path or "")))
        return found

    def _creators(self, number: int) -> tuple[Creator, ...]:
        data = "creatorData" if "creatorData" in self._tables else ""
        rows = self._rows(
            "SELECT creatorType, firstName, lastName, fieldMode FROM itemCreators"
            " JOIN creators USING (creatorID)"
            + (f" JOIN {data} USING (creatorDataID)" if data else "")
            + " JOIN creatorTypes USING (creatorTypeID) WHERE itemID = ? ORDER BY orderIndex",
            number,
        )
        return tuple(
            Creator(str(role), _name(first, last, mode)) for role, first, last, mode in rows
        )

    def _collections(self, number: int) -> tuple[str, ...]:
        deleted = ""
        if "deletedCollections" in self._tables:
            deleted = " AND collectionID NOT IN (SELECT collectionID FROM deletedCollections)"
        return self._names(
            "collections", "collectionID", "collectionName", "collectionItems", number, deleted
        )

    # --- what belongs to an item ------------------------------------------------------------------

    def _stands_alone(self, number: int, name: str) -> bool:
        if name == "attachment":
            return any(file.number == number for file in self._files[0])
        if name != "note":
            return False
        rows = self._rows(f"SELECT {self._note_parent} FROM itemNotes WHERE itemID = ?", number)
        return next(rows, (0,))[0] is None

    def _fields(self, number: int) -> dict[str, str]:
        rows = self._rows(
            f"SELECT fieldName, value FROM itemData JOIN {self._combined('fields')} USING (fieldID)"
            " JOIN itemDataValues USING (valueID) WHERE itemID = ?",
            number,
        )
        return {str(name): str(value) for name, value in rows if value is not None}

    def _texts(self, number: int, files: list[_File], *, is_note: bool) -> Iterator[str]:
        """The notes of an item and of its attachments, and what was marked and written in these."""
        column = "itemID" if is_note else self._note_parent
        yield from self._notes(column, number)
        for file in files:
            yield from self._notes("itemID", file.number)
            yield from self._annotations(file.number)

    def _notes(self, column: str, number: int) -> Iterator[str]:
        rows = self._rows(
            f"SELECT itemID, note FROM itemNotes WHERE {column} = ? ORDER BY itemID", number
        )
        for note, text in rows:
            if note not in self._deleted:
                yield text_of_html(str(text or ""))

    def _note_title(self, number: int) -> str:
        rows = self._rows("SELECT title FROM itemNotes WHERE itemID = ?", number)
        return str(next(rows, ("",))[0] or "")

    def _annotations(self, number: int) -> Iterator[str]:
        if "itemAnnotations" not in self._tables:
            return
        rows = self._rows(
            "SELECT itemID, text, comment FROM itemAnnotations WHERE parentItemID = ?"
            " ORDER BY sortIndex",
            number,
        )
        for annotation, text, comment in rows:
            if annotation not in self._deleted:
                yield "\n".join(text_of_html(str(each)) for each in (text, comment) if each)

    def _names(
        self, table: str, key: str, column: str, between: str, number: int, more: str = ""
    ) -> tuple[str, ...]:
        """The names of the tags or collections of an item."""
        if table not in self._tables or between not in self._tables:
            return ()
        rows = self._rows(
            f"SELECT {column} FROM {between} JOIN {table} USING ({key}) WHERE itemID = ?{more}"
            f" ORDER BY {column}",
            number,
        )
        return tuple(str(name) for (name,) in rows)

    # --- queries ----------------------------------------------------------------------------------

    def _optional(self, table: str, *columns: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a table that not all versions have."""
        if table not in self._tables:
            return iter(())
        return self._rows(f"SELECT {', '.join(columns)} FROM {table}")

    def _rows(self, query: str, *values: int) -> Iterator[tuple[Any, ...]]:
        return iter(self._connection.execute(query, values))


def _name(first: object, last: object, mode: object) -> Mapping[str, str]:
    if mode == 1:  # one field: an institution
        return {"name": str(last or first or "")}
    return {"given": str(first or ""), "family": str(last or "")}


def _path(file: _File) -> str:
    """The path of an attachment that is a file."""
    if file.mode in _STORED and file.path.startswith(_STORAGE):
        name = file.path[len(_STORAGE) :].rpartition("/")[2]
        return f"storage/{file.key}/{name}" if name and not name.startswith(".") else ""
    if file.mode == _LINKED:
        return file.path.removeprefix(_BASE)
    return ""
