"""Links and DOIs as people paste them: where one ends, and what it is."""

from __future__ import annotations

import re

_START = r"(?i: https?:// | www\.(?=\w) | (?: (?:dx\.)? doi\.org/ )? 10\.[0-9]{4,9}/ )"

_DOI = re.compile(r"(?:\A|doi\.org/)(10\.[0-9]{4,9}/.+)", re.IGNORECASE | re.DOTALL)
_IS_ADDRESS = re.compile(_START, re.VERBOSE)


def address_pattern(signs: str) -> str:
    r"""A verbose pattern of an address: `signs` matches what may stand in any word of a query.

    Brackets belong to it where they are closed again, as in `10.1016/S0140-6736(20)30183-5`.
    """
    return rf"{_START} (?: {signs} | \( (?: {signs} )*+ \) )++"


def is_address(text: str) -> bool:
    """Whether a word is a link or a DOI.

    >>> is_address("https://example.org/a"), is_address("10.1136/leader-1"), is_address("and/or")
    (True, True, False)
    """
    return bool(_IS_ADDRESS.match(text))


def doi_in(address: str) -> str | None:
    """The DOI that an address is or leads to by way of doi.org.

    >>> doi_in("https://doi.org/10.1136/leader-1"), doi_in("https://example.org/10.1136/leader-1")
    ('10.1136/leader-1', None)
    """
    found = _DOI.search(address)
    return found[1] if found else None
