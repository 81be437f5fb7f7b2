"""The same with tantivy-py.

python with_tantivy.py FOLDER WORD ...
"""

import sys
from typing import Any

import tantivy


def search(folder: str, words: list[str]) -> None:
    index = tantivy.Index.open(folder)
    searcher = index.searcher()
    query = index.parse_query(" OR ".join(words), ["title", "excerpt", "author"])
    result: Any = searcher.search(query, 10)
    snippets = tantivy.SnippetGenerator.create(searcher, query, index.schema, "excerpt")
    print(f"{result.count} articles")
    for _, address in result.hits:
        hit = searcher.doc(address)
        snippet = snippets.snippet_from_doc(hit).to_html()
        print(hit.get_first("title"), hit.get_first("author"), snippet, sep="\n   ")


if __name__ == "__main__":
    search(sys.argv[1], sys.argv[2:])
