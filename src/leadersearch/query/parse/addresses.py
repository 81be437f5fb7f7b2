"""Links, DOIs and other identifiers as people paste them: where one begins and ends."""

from __future__ import annotations

import re

_ARXIV = r"(?: [0-9]{4}\.[0-9]{4,5} | [a-z-]{2,10} (?:\.[a-z]{2})? / [0-9]{7} ) (?: v[0-9]{1,3} )?"
_DIGIT = r"[-\s‐‑–]? [0-9]"
_ISBN = rf"(?: 97[89] (?: {_DIGIT} ){{10}} | [0-9] (?: {_DIGIT} ){{8}} [-\s‐‑–]? [0-9x] )"
LABELLED = rf"""(?i:
    (?: (?: pmid | pubmed[ ]?id ) (?: [\s:#=-]{{1,3}} [0-9]{{1,8}} | [0-9]{{5,8}} )
      | pmc (?:id)? [\s:#=-]{{1,3}} (?:pmc)? [0-9]{{1,9}}
      | isbn (?: [- ]? 1[03] )? [\s:#]{{0,3}} {_ISBN}
      | 97[89] (?: {_DIGIT} ){{10}}
      | arxiv [\s:=-]{{1,3}} {_ARXIV} (?: \s? \[ [a-z-]{{2,10}} (?: \.[a-z-]{{2,10}} )? \] )?
    ) (?! [\w*?~\\/[-] | [.,][0-9] )
  | doi [\s:=]{{1,3}} (?= 10\.[0-9]{{4,9}} [./] | https?:// )
)"""
"""A verbose pattern of an identifier that says what it is, an ISBN of 13 digits, or the label of a DOI."""

_HOST = r"(?: [a-z0-9-]{1,63} \. ){1,6} [a-z]{2,24} / (?=[\w?])"
_START = rf"(?i: https?:// | www\.(?=\w) | {_HOST} | 10\.[0-9]{{4,9}} (?: \.[0-9]{{1,6}} )*+ / )"
_IS_ADDRESS = re.compile(_START, re.VERBOSE)


def address_pattern(signs: str) -> str:
    r"""A verbose pattern of an address: `signs` matches what may stand in any word of a query.

    Brackets belong to it where they are closed again, as in `10.1016/S0140-6736(20)30183-5`; square
    ones, which are else a tag, where it goes on behind them.
    """
    return rf"{_START} (?: {signs} | \( (?: {signs} )*+ \) | \[ (?: {signs} )*+ \] (?=\w) )++"


def broken_doi_pattern(signs: str) -> str:
    """A verbose pattern of a DOI with blanks around its slash, or a line end behind a sign in it."""
    prefix = r"(?i: (?: https?:// )? (?: (?:dx\.)? doi\.org/ )? ) 10\.[0-9]{4,9}"
    apart = r"(?: \s{1,3} / \s{0,3} | / \s{1,3} ) (?= [^\s]{0,60} [0-9] )"
    line_end = r"[^\S\n]{0,3} \n \s{0,3}"
    goes_on = rf"(?: [-/_] (?= {line_end} \w ) | \. (?= {line_end} [0-9] ) ) {line_end}"
    return rf"{prefix} (?: {apart} | / \S{{0,100}} {goes_on} ) (?: {signs} )++"


def is_address(text: str) -> bool:
    """Whether a word is a link, with its scheme or without, or a DOI.

    >>> is_address("example.org/a"), is_address("10.1136/leader-1"), is_address("and/or")
    (True, True, False)
    """
    return bool(_IS_ADDRESS.match(text))


def is_whole_address(text: str) -> bool:
    """Whether a text in quotes is one link or DOI, and no more.

    >>> is_whole_address("10.1136/leader-1"), is_whole_address("www.a.org and more")
    (True, False)
    """
    return "/" in text and " " not in text and is_address(text)
