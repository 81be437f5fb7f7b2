"""A data folder of Zotero, made in code: the tables that are read, as versions 4, 6 and 9 have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

VERSIONS = (76, 121, 129)
"""Of `userdata`: Zotero 4, 6 and 9."""

_COMMON = """
CREATE TABLE version (schema TEXT PRIMARY KEY, version INT NOT NULL);
CREATE TABLE itemTypes (itemTypeID INTEGER PRIMARY KEY, typeName TEXT);
CREATE TABLE itemTypesCombined (itemTypeID INT PRIMARY KEY, typeName TEXT);
CREATE TABLE fields (fieldID INTEGER PRIMARY KEY, fieldName TEXT);
CREATE TABLE fieldsCombined (fieldID INT PRIMARY KEY, fieldName TEXT);
CREATE TABLE itemDataValues (valueID INTEGER PRIMARY KEY, value UNIQUE);
CREATE TABLE itemData (itemID INT, fieldID INT, valueID, PRIMARY KEY (itemID, fieldID));
CREATE TABLE creatorTypes (creatorTypeID INTEGER PRIMARY KEY, creatorType TEXT);
CREATE TABLE itemTypeCreatorTypes (itemTypeID INT, creatorTypeID INT, primaryField INT);
CREATE TABLE tags (tagID INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE itemTags (itemID INT, tagID INT);
CREATE TABLE collectionItems (collectionID INT, itemID INT, orderIndex INT DEFAULT 0);
CREATE TABLE deletedItems (itemID INTEGER PRIMARY KEY, dateDeleted);
"""
_OLD = """
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, libraryID INT, key TEXT);
CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, sourceItemID INT, note TEXT, title TEXT);
CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, sourceItemID INT, linkMode INT,
    mimeType TEXT, path TEXT);
CREATE TABLE creatorData (creatorDataID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT,
    fieldMode INT);
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, creatorDataID INT, libraryID INT, key TEXT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT,
    parentCollectionID INT, libraryID INT, key TEXT);
CREATE TABLE libraries (libraryID INTEGER PRIMARY KEY, libraryType TEXT);
CREATE TABLE groups (groupID INTEGER PRIMARY KEY, libraryID INT, name TEXT);
"""
_NEW = """
CREATE TABLE items (itemID INTEGER PRIMARY KEY, itemTypeID INT, libraryID INT NOT NULL, key TEXT);
CREATE TABLE itemNotes (itemID INTEGER PRIMARY KEY, parentItemID INT, note TEXT, title TEXT);
CREATE TABLE itemAttachments (itemID INTEGER PRIMARY KEY, parentItemID INT, linkMode INT,
    contentType TEXT, charsetID INT, path TEXT);
CREATE TABLE itemAnnotations (itemID INTEGER PRIMARY KEY, parentItemID INT NOT NULL, type INTEGER,
    authorName TEXT, text TEXT, comment TEXT, sortIndex TEXT NOT NULL);
CREATE TABLE creators (creatorID INTEGER PRIMARY KEY, firstName TEXT, lastName TEXT, fieldMode INT);
CREATE TABLE itemCreators (itemID INT, creatorID INT, creatorTypeID INT, orderIndex INT);
CREATE TABLE collections (collectionID INTEGER PRIMARY KEY, collectionName TEXT,
    parentCollectionID INT, libraryID INT, key TEXT);
CREATE TABLE deletedCollections (collectionID INTEGER PRIMARY KEY, dateDeleted);
CREATE TABLE libraries (libraryID INTEGER PRIMARY KEY, type TEXT);
CREATE TABLE groups (groupID INTEGER PRIMARY KEY, libraryID INT, name TEXT);
CREATE TABLE feeds (libraryID INTEGER PRIMARY KEY, name TEXT);
"""
_TYPES = {
    "attachment": "",
    "note": "",
    "annotation": "",
    "journalArticle": "author",
    "book": "author",
    "bookSection": "author",
    "film": "director",
    "case": "author",
    "webpage": "author",
}


class ZoteroLibrary:
    """A data folder; every item gets the next number, and a key made of it."""

    def __init__(self, folder: Path, version: int = 129, *, log: bool = False) -> None:
        self.folder = folder
        self.is_old = version < 80
        self.user: int | None = None if self.is_old else 1
        self.database = folder / "zotero.sqlite"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "storage").mkdir(exist_ok=True)
        self.connection = sqlite3.connect(self.database)
        self.connection.execute(f"PRAGMA journal_mode = {'WAL' if log else 'MEMORY'}")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.executescript(_COMMON + (_OLD if self.is_old else _NEW))
        self.run("INSERT INTO version VALUES ('userdata', ?)", version)
        if not self.is_old:
            self.run("INSERT INTO libraries VALUES (1, 'user')")
        for name, role in _TYPES.items():
            kind = self._named("itemTypes", "itemTypeID", "typeName", name)
            self.run("INSERT INTO itemTypesCombined VALUES (?, ?)", kind, name)
            if role:
                number = self._named("creatorTypes", "creatorTypeID", "creatorType", role)
                self.run("INSERT INTO itemTypeCreatorTypes VALUES (?, ?, 1)", kind, number)

    def run(self, query: str, *values: object) -> None:
        self.connection.execute(query, values)
        self.connection.commit()

    def close(self) -> None:
        self.connection.close()

    def key(self, item: int) -> str:
        return f"KEY{item:05}"

    def item(
        self,
        kind: str = "journalArticle",
        *,
        creators: Sequence[tuple[str, str, str]] = (),
        tags: Sequence[str] = (),
        library: int | None = None,
        **fields: str,
    ) -> int:
        """An item; creators are (role, given, family), or (role, "", name) for one field."""
        number = self._next("items", "itemID")
        type_id = self._named("itemTypes", "itemTypeID", "typeName", kind)
        self.run(
            "INSERT INTO items VALUES (?, ?, ?, ?)",
            number,
            type_id,
            library or self.user,
            self.key(number),
        )
        self.fill(number, fields)
        for order, (role, given, family) in enumerate(creators):
            creator = self._next("creators", "creatorID")
            data = (creator, given, family, int(not given))
            if self.is_old:
                self.run("INSERT INTO creatorData VALUES (?, ?, ?, ?)", *data)
                self.run("INSERT INTO creators VALUES (?, ?, NULL, 'x')", creator, creator)
            else:
                self.run("INSERT INTO creators VALUES (?, ?, ?, ?)", *data)
            type_id = self._named("creatorTypes", "creatorTypeID", "creatorType", role)
            self.run(
                "INSERT INTO itemCreators VALUES (?, ?, ?, ?)", number, creator, type_id, order
            )
        for tag in tags:
            self.run(
                "INSERT INTO itemTags VALUES (?, ?)",
                number,
                self._named("tags", "tagID", "name", tag),
            )
        return number

    def fill(self, item: int, fields: Mapping[str, str]) -> None:
        for name, value in fields.items():
            field = self._named("fields", "fieldID", "fieldName", name)
            self.run("INSERT OR IGNORE INTO fieldsCombined VALUES (?, ?)", field, name)
            value_id = self._named("itemDataValues", "valueID", "value", value)
            self.run("INSERT OR REPLACE INTO itemData VALUES (?, ?, ?)", item, field, value_id)

    def note(self, text: str, parent: int | None = None, title: str = "") -> int:
        number = self.item("note")
        self.run("INSERT INTO itemNotes VALUES (?, ?, ?, ?)", number, parent, text, title)
        return number

    def attachment(
        self, parent: int | None, path: str, mode: int = 0, content: str | bytes = "", **fields: str
    ) -> int:
        """An attachment, with a file in `storage` if there is content."""
        number = self.item("attachment")
        self.fill(number, fields)
        values = (
            (number, parent, mode, "", path) if self.is_old else (number, parent, mode, "", 1, path)
        )
        self.run(f"INSERT INTO itemAttachments VALUES ({', '.join('?' * len(values))})", *values)
        if content:
            folder = self.folder / "storage" / self.key(number)
            folder.mkdir()
            data = content if isinstance(content, bytes) else content.encode()
            (folder / path.removeprefix("storage:")).write_bytes(data)
        return number

    def annotation(self, parent: int, text: str, comment: str = "", order: str = "0") -> int:
        number = self.item("annotation")
        self.run(
            "INSERT INTO itemAnnotations VALUES (?, ?, 1, '', ?, ?, ?)",
            number,
            parent,
            text,
            comment,
            order,
        )
        return number

    def collection(self, name: str, *items: int) -> int:
        number = self._next("collections", "collectionID")
        self.run("INSERT INTO collections VALUES (?, ?, NULL, ?, 'C')", number, name, self.user)
        for item in items:
            self.run("INSERT INTO collectionItems VALUES (?, ?, 0)", number, item)
        return number

    def group(self, number: int, library: int) -> int:
        self.run("INSERT INTO libraries VALUES (?, 'group')", library)
        self.run("INSERT INTO groups VALUES (?, ?, 'A group')", number, library)
        return library

    def delete(self, item: int) -> None:
        self.run("INSERT INTO deletedItems VALUES (?, '2026-01-01')", item)

    def _next(self, table: str, column: str) -> int:
        (number,) = self.connection.execute(
            f"SELECT ifnull(max({column}), 0) + 1 FROM {table}"
        ).fetchone()
        return int(number)

    def _named(self, table: str, key: str, column: str, value: str) -> int:
        query = f"SELECT {key} FROM {table} WHERE {column} = ?"
        found = self.connection.execute(query, (value,)).fetchone()
        if found:
            return int(found[0])
        number = self._next(table, key)
        self.run(f"INSERT INTO {table} ({key}, {column}) VALUES (?, ?)", number, value)
        return number


def example() -> bytes:
    """A small database, all in one page size of tables that are read."""
    with TemporaryDirectory() as folder:
        library = ZoteroLibrary(Path(folder))
        library.run("PRAGMA page_size = 512")
        library.run("VACUUM")
        item = library.item(
            title="One é",
            creators=[("author", "Ann", "Lee")],
            tags=["a"],
            date="2018-05-00 May 2018",
        )
        library.note("<p>Note</p>", item)
        library.annotation(library.attachment(item, "storage:a.pdf"), "mark")
        library.collection("B", item, library.attachment(None, "storage:alone.txt"))
        library.connection.execute("PRAGMA journal_mode = DELETE")
        library.close()
        return library.database.read_bytes()
