"""The search script that one writes with stock Whoosh: words in, ten hits with highlights out.

python with_whoosh.py [--nltk] FOLDER WORD ...

--nltk has the words stemmed by nltk before Whoosh parses them, as tutorials do.
"""

import sys

from whoosh.index import open_dir
from whoosh.qparser import MultifieldParser, OrGroup


def search(folder: str, words: list[str]) -> None:
    index = open_dir(folder)
    parser = MultifieldParser(["title", "excerpt", "author"], index.schema, group=OrGroup)
    with index.searcher() as searcher:
        found = searcher.search(parser.parse(" ".join(words)), limit=10)
        print(f"{len(found)} articles")
        for hit in found:
            print(hit["title"], hit["author"], hit.highlights("excerpt"), sep="\n   ")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[0] == "--nltk":
        from nltk.stem.snowball import SnowballStemmer

        stem = SnowballStemmer("english").stem
        arguments = [arguments[1], *(stem(word) for word in arguments[2:])]
    search(arguments[0], arguments[1:])
