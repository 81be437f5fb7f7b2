"""DOIs in the forms in which people and programs write them.

    10.1136/leader-1    doi:10.1136/LEADER-1.    https://doi.org/10.1136/leader-1?utm_source=mail
    https://journal.org/doi/full/10.1136/leader-1    10.1002/(SICI)1097-0258(1998)17:15<1::AID-1>3.0.CO;2-2

Sources: DOI Handbook 2.4 (case is ignored); the SICI standard, Z39.56.
"""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

LONGEST = 2_000
"""Characters of a text in which an identifier is looked for."""

MOST_CODED = 3
"""Links within links: how often `%` is decoded."""

# A SICI has angle and square brackets: 10.1890/0012(1999)080[1177:TR]2.0.CO;2, (SICI)1(1998)<3::AID>.
_DOI_SIGNS = r"(?:[^\s\"'<>\[\]{}&?|^\\]|<[0-9][^\s<>\"]{0,60}>|\[[^\s\[\]\"]{0,60}\](?=\w))"
_DOI_START = r"10\.[0-9]{4,9}(?:\.[0-9]{1,6}){0,3}/"
DOI = re.compile(rf"{_DOI_START}{_DOI_SIGNS}++")
AROUND = " \t\r\n,;:.\"'“”‘’«»{}"
_PAIRS = {")": "(", "]": "[", ">": "<"}

_LINK = re.compile(
    r"(?:https?:|ftp:)?//|www\.|(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}/", re.IGNORECASE
)
_RESOLVED = re.compile(
    rf"(?:doi[.-]org[^/\s]{{0,60}}/(?:doi:)?|\bdoi[:\s]\s{{0,4}}|\binfo:doi/|\burn:doi:)(?={_DOI_START})",
    re.IGNORECASE,
)
_BEFORE_ANY = re.compile(r"\A\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_BEFORE_DOI = re.compile(
    r"(?:/(?:abs|abstract|article|articles|book|chapter|citation|content|content/pdf|doc|doi|epdf|epub"
    r"|epubhtml|full|fulltext|full-xml|html|lookup|paper|papers|pdf|pdfplus|publication|reader|ref"
    r"|referenceworkentry|resolve|science|suppl|toc|works?|xml)/|[?&;](?:id|doi|DOI)=)"
    rf"(?={_DOI_START})"
)
_BEHIND_DOI = re.compile(
    r"(?:/(?:abstract|asset|cited-by|epdf|epub|figures|full|full-text|fulltext|html|meta|metrics|pdf"
    r"|references|suppl|summary|tables|tab-[a-z-]{1,20}|xml)|\.(?:abstract|epub|extract|full|full-text"
    r"|html?|long|pdf|short|xml))\Z",
    re.IGNORECASE,
)
_PREPRINT = ("10.1101/", "10.64898/")  # bioRxiv, medRxiv
_VERSION = re.compile(r"(?<=[0-9])v[0-9]{1,2}\Z")
_WRAPPED_LINK_END = re.compile(r"__;.*", re.DOTALL)  # of urldefense.com


def find_doi(text: str) -> str:
    """The DOI that a text or link is or names, as it is written there, or "".

    >>> find_doi("doi: 10.1136/LEADER-1."), find_doi("https://journal.org/doi/full/10.1136/leader-1")
    ('10.1136/LEADER-1', '10.1136/leader-1')
    """
    text = decoded(text[:LONGEST].strip())
    if text.startswith("10.") and (bare := DOI.match(text)):
        return _closed(bare[0])
    if is_link(text):
        return _doi_in_link(text)
    place = _RESOLVED.search(text)
    found = DOI.search(text, place.end() if place else 0)
    return _closed(found[0]) if found else ""


def names_doi(text: str) -> bool:
    """Whether a text says that it holds a DOI: it begins like one, or a label or link leads to it."""
    return text.startswith("10.") or _RESOLVED.search(text[:LONGEST]) is not None or is_link(text)


def normalise_doi(doi: str) -> str:
    """A DOI without resolver, scheme and the punctuation behind it, in lower case.

    >>> normalise_doi("https://doi.org/10.1136/LEADER-2023-000123")
    '10.1136/leader-2023-000123'
    """
    return (find_doi(doi) or _BEFORE_ANY.sub("", doi)).strip().lower()


def is_link(text: str) -> bool:
    """Whether a text begins as an address does, with a scheme or with the name of a host.

    >>> is_link("https://example.org"), is_link("pubmed.ncbi.nlm.nih.gov/1"), is_link("and/or")
    (True, True, False)
    """
    return _LINK.match(text) is not None


def decoded(text: str) -> str:
    """The text without the codes of links and of HTML for signs."""
    for _ in range(MOST_CODED if "%" in text else 0):
        text = unquote(text)
    return unescape(text) if "&lt;" in text or "&gt;" in text else text


def _doi_in_link(link: str) -> str:
    place = _RESOLVED.search(link)
    is_resolved = place is not None
    place = place or _BEFORE_DOI.search(link)
    found = DOI.match(link, place.end()) if place else None
    if not found:
        return ""
    doi = _closed(_WRAPPED_LINK_END.sub("", found[0].partition("#")[0]))
    if is_resolved:
        return doi
    while (shorter := _BEHIND_DOI.sub("", doi)) != doi and DOI.fullmatch(shorter):
        doi = shorter
    return _VERSION.sub("", doi) if doi.startswith(_PREPRINT) else doi


def _closed(doi: str) -> str:
    """A DOI without the punctuation behind it, and without brackets that it does not open."""
    while doi and (doi[-1] in AROUND + "/*_" or _is_unopened(doi)):
        doi = doi[:-1]
    return doi if DOI.fullmatch(doi) else ""


def _is_unopened(doi: str) -> bool:
    opening = _PAIRS.get(doi[-1])
    return opening is not None and doi.count(doi[-1]) > doi.count(opening)
