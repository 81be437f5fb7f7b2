"""Index a format of your own: anything that yields articles will do.

    python examples/custom_reader.py

The format here has one article in each block of `Key: value` lines, blank lines between.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from leadersearch import Article, PartialDate, Source, open_index

EXAMPLE = """\
Headline: Boards that listen
Writer: Ada Example
When: 2022-03
Text: A board that listens hears about harm before the newspapers do.

Headline: Night shifts and leadership
Writer: Sam Sample
When: 2021
Text: Who leads at three in the morning? Whoever is awake and kind.
"""


def read_blocks(path: Path) -> Iterator[Article]:
    """The articles of a file, one by one, each with the place where it was found."""
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    for position, block in enumerate(blocks, 1):
        row = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        yield Article(
            title=row.get("Headline", ""),
            authors=(row["Writer"],) if "Writer" in row else (),
            date=PartialDate.parse(row["When"]) if "When" in row else None,
            body=row.get("Text", ""),
            source=Source(str(path), position),
        )


def main() -> None:
    """Write the example to a file, read it, search it."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "articles.blocks"
        path.write_text(EXAMPLE, encoding="utf-8")
        with open_index(Path(place) / "index", create=True) as index:
            print(f"{index.add(read_blocks(path))} articles")
            for hit in index.search("who leads at night"):
                print(f"{hit.article.title} ({hit.article.source})")


if __name__ == "__main__":
    main()
