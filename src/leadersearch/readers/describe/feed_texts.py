"""Summaries of feeds that hold more than a summary -> the text, and what is said beside it.

Databases and publishers have no elements for some values, and write them as paragraphs; blogs put
a line about themselves below.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from leadersearch.model.name_lists import split_names

_ARXIV = re.compile(r"arXiv:\S{1,40}\s{1,3}Announce Type:\s\S{1,40}\s{1,3}Abstract:\s")
_BLOG_LINE = re.compile(
    r"\n\s{0,3}The post [^\n]{1,500} (?:appeared first|first appeared) on [^\n]{1,300}\Z"
)
_PAIR = re.compile(r"(Publication date|Source|Author\(s\)): ?([^\n]{1,20000})")
_VOLUME = re.compile(r",\s(?:Volume|Issue)\s.{0,100}\Z")
_LONGEST_CITATION = 1000


class Told(NamedTuple):
    """The text of a summary, and what it tells beside it."""

    text: str
    authors: tuple[str, ...] = ()
    date: str = ""
    venue: str = ""


def told_in(text: str) -> Told:
    r"""The parts of a summary; all of it is text where it has none of the known shapes.

    >>> told_in("Publication date: May 2021\n\nAuthor(s): Ann Lee, Bo Ray").authors
    ('Ann Lee', 'Bo Ray')
    """
    if arxiv := _ARXIV.match(text):
        return Told(text[arxiv.end() :])
    pairs = [_PAIR.fullmatch(line) for line in text[:_LONGEST_CITATION].split("\n") if line]
    if pairs and all(pairs):  # ScienceDirect
        values = {pair[1]: pair[2].strip() for pair in pairs if pair}
        return Told(
            "",
            authors=split_names(values.get("Author(s)", "")),
            date=values.get("Publication date", ""),
            venue=_VOLUME.sub("", values.get("Source", "")),
        )
    return Told(_abstract_of_pubmed(_BLOG_LINE.sub("", text).rstrip()))


def _abstract_of_pubmed(text: str) -> str:
    """The abstract between the citation and the numbers in the feed of a search in PubMed."""
    citation, heading, rest = text.partition("\n\nABSTRACT\n\n")
    abstract, numbers, _ = rest.rpartition("\n\nPMID:")
    return abstract if heading and numbers and len(citation) <= _LONGEST_CITATION else text
