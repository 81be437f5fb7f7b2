"""The tokens of the query language, and the patterns that tell them apart."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from leadersearch.query.parse.addresses import LABELLED, address_pattern, broken_doi_pattern
from leadersearch.query.parse.pubmed import TAGGED_RANGE

Kind = Literal[
    "word", "phrase", "open", "close", "and", "or", "not", "+", "-", "field", "boost", "end"
]


class QueryToken(NamedTuple):
    """A piece of the text.

    `text` is what stands there: of a word all its signs, of a phrase only its inside without
    escapes, of a field its name or tag as typed. `number` is the slop of a phrase or the factor
    of a boost. `fields` are what a field token stands for: several for `[tiab]`, and none where
    it names no field and is a word to search for.
    """

    kind: Kind
    text: str
    start: int
    end: int
    number: float = 0
    fields: tuple[str, ...] = ()


OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}
ENDS_OF_ATOMS = frozenset({"word", "phrase", "close", "boost"})

DOUBLE = '"“”„‟＂'
ANGLED = "«»"

QUOTED = {
    **dict.fromkeys(DOUBLE, re.compile(rf"(?:[^{DOUBLE}\\]++|\\.|\\\Z)*+", re.DOTALL)),
    **dict.fromkeys(ANGLED, re.compile(rf"(?:[^{ANGLED}\\]++|\\.|\\\Z)*+", re.DOTALL)),
    # Closed by an apostrophe only where no letter follows; where none does, it is no quote.
    "‘": re.compile(r"[^‘’]*+(?:’(?=\w)[^‘’]*+)*+(?=’(?!\w))"),
}
"""Opening quote -> what stands inside, up to the closing quote or the end of the text."""

INCHES = re.compile(r'(?<=[0-9])"(?=[\s,;.:)]|\Z)')
"""A mark behind a number that opens no quotation: `a 5" pipe`."""

SLOP = re.compile(r"~([0-9]*)")
_ESCAPE = re.compile(r"\\(\W|_)", re.DOTALL)
STARTS_A_VALUE = re.compile(rf"[\w(=*@#.{DOUBLE}{ANGLED}‘\\]")

_FACTOR = rf"[-+]?[0-9.]++(?=[\s()\[\]|,;{DOUBLE}]|\Z)"
_SIGNS = rf"[^\s()\[\]|&^\\{DOUBLE}{ANGLED}]++ | \\(?:.|\Z) | &(?!&) | \^(?!{_FACTOR})"
_CHUNK = rf"(?: {_SIGNS} )++"

CHUNK = re.compile(_CHUNK, re.VERBOSE | re.DOTALL)
DATE_CHUNK = re.compile(rf"[^\s()^|{DOUBLE}{ANGLED}]*+")
TOKEN = re.compile(
    rf"""
    (?P<labelled> (?=[AaDdIiPp9]) {LABELLED} )
  | (?P<plain> [^\W_]++ (?=\s|\Z) )
  | (?P<space> \s++ )
  | (?P<open> \( )
  | (?P<close> \) )
  | (?i:{TAGGED_RANGE})
  | (?P<broken> (?=[1hHdD]) {broken_doi_pattern(_SIGNS)} )
  | (?P<quote> =?[{DOUBLE}{ANGLED}‘] )
  | (?P<or> \|\|? )
  | (?P<and> && )
  | (?P<sign> (?<![\w)"“”„»]) [+-] (?![\s)\]|+-]|\Z) )
  | (?P<boost> \^ {_FACTOR} )
  | (?P<tag> \[ [^\[\]]{{1,40}} \] )
  | (?P<address> {address_pattern(_SIGNS)} )
  | (?P<field> [^\W\d_][\w-]{{0,60}} (?=:) )
  | (?P<chunk> {_CHUNK} )
  | (?P<stray> . )
    """,
    re.VERBOSE | re.DOTALL,
)


def unescaped(quoted: str) -> str:
    """The inside of quotes without backslashes; an escaped star or question mark is no pattern."""
    return _ESCAPE.sub(lambda sign: " " if sign[1] in "*?" else sign[1], quoted)
