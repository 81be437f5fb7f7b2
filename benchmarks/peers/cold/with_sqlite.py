"""The same with SQLite FTS5.

python with_sqlite.py FOLDER WORD ...
"""

import sqlite3
import sys
from pathlib import Path

PAGE = """
SELECT title, author, snippet(found, 1, '[', ']', '...', 40)
FROM found WHERE found MATCH ? ORDER BY rank LIMIT 10
"""
COUNT = "SELECT count(*) FROM found WHERE found MATCH ?"


def search(folder: str, words: list[str]) -> None:
    connection = sqlite3.connect(Path(folder) / "articles.db")
    text = " OR ".join(words)
    print(f"{connection.execute(COUNT, (text,)).fetchone()[0]} articles")
    for row in connection.execute(PAGE, (text,)):
        print(*row, sep="\n   ")


if __name__ == "__main__":
    search(sys.argv[1], sys.argv[2:])
