"""Embed leadersearch in a script: index a folder, ask, print.

python examples/embed_in_a_script.py corpus/ "leadership AHP"
"""

from __future__ import annotations

import sys
import tempfile

import leadersearch


def main(folder: str, question: str) -> None:
    """Index a folder in a temporary place and answer one question."""
    with (
        tempfile.TemporaryDirectory() as place,
        leadersearch.open_index(place, create=True) as index,
    ):
        report = index.ingest(folder)
        for problem in report.failed:
            print(f"not read: {problem.path}: {problem.reason}", file=sys.stderr)
        page = index.search(question)
        print(f"{page.total} articles, {page.all_words} with all words")
        for hit in page:
            print(f"{hit.rank}. {hit.article.title or '(untitled)'}")
            print(f"   {leadersearch.render_plain(hit.snippet)}")
            print(f"   because: {', '.join(map(str, hit.reasons))}")


if __name__ == "__main__":
    main(*(sys.argv[1:] or ("corpus/", "leadership AHP")))
