"""Links and numbers of publishers that hold the end of a DOI only, as people paste them."""

from __future__ import annotations

import re

from leadersearch.model.dois import LONGEST, decoded
from leadersearch.model.identifiers import Identifier, identifiers_in_link

_BMJ = r"[./]bmj\.com/content/(?:[^?#\s]{1,60}/)?"
_AT_PUBLISHERS = tuple(
    (re.compile(place, re.IGNORECASE), doi)
    for place, doi in (
        (rf"{_BMJ}([a-z]{{2,20}}-(?:19|20)\d\d-\d{{4,6}})", r"10.1136/\1"),
        (rf"{_BMJ}(bmj[.-][a-z]?\d{{2,6}})", r"10.1136/\1"),
        (r"[./]nature\.com/articles/([a-z]\d{5}-\d{3}-\d{4,6}-[\dx])", r"10.1038/\1"),
        (r"[./]nature\.com/articles/([a-z]{2,9}\.?\d{2,8})", r"10.1038/\1"),
        (
            r"/pii/?(S)(\d{4})-?(\d{3}[\dX])\(?(\d\d)\)?(\d{5})-?([\dX])",
            r"10.1016/\1\2-\3(\4)\5-\6",
        ),
        (r"[./]aclanthology\.org/([A-Z]\d\d-\d{4})", r"10.18653/v1/\1"),
        (r"[./]aclanthology\.org/(20\d\d\.[\w-]{2,30}\.\d{1,4})", r"10.18653/v1/\1"),
        (r"[./]aclweb\.org/anthology/([A-Z]\d\d-\d{4})", r"10.18653/v1/\1"),
        (r"[./]elifesciences\.org/articles/(\d{4,6})", r"10.7554/eLife.\1"),
        (r"[./]peerj\.com/articles/(\d{1,6})", r"10.7717/peerj.\1"),
        # A figure or table of PLOS; a version of a preprint; a path that is but a DOI.
        (r"\A(10\.1371/journal\.p[a-z]{3}\.\d{7})\.[gst]\d{3}\Z", r"\1"),
        (r"\A(10\.(?:1101|64898)/[\d.]{5,30})v\d{1,2}\Z", r"\1"),
        (r"\A(?:https?://)?[^/\s]{3,80}/(10\.\d{4,9}/[^\s?#]{1,200})", r"\1"),
    )
)
"""Where links have a DOI, or the end of one, that no label tells, and the DOI that follows."""

_NUMBERS = tuple(
    (re.compile(number, re.IGNORECASE), begin)
    for number, begin in (
        (r"[a-z]{2,20}-(?:19|20)\d\d-\d{5,6}", "10.1136/"),
        (r"journal\.p[a-z]{3}\.\d{7}", "10.1371/"),
        (r"s4[12]\d{3}-\d{3}-\d{4,6}-[\dx]", "10.1038/"),
        (r"[a-z]\d\d-\d{4}", "10.18653/v1/"),
    )
)
"""The numbers that BMJ, PLOS, Nature and the ACL give to articles, and the beginnings of their DOIs."""


def identifiers_of_link(link: str) -> tuple[Identifier, ...]:
    """The identifiers that a link leads to, and a DOI that follows from a publisher's habits.

    >>> identifiers_of_link("https://bmjleader.bmj.com/content/7/2/leader-2023-000789")
    (Identifier(kind='doi', value='10.1136/leader-2023-000789'),)
    """
    doi = doi_at_publisher(link)
    more = (Identifier("doi", doi),) if doi else ()
    return tuple(dict.fromkeys((*identifiers_in_link(link), *more)))


def doi_at_publisher(link: str) -> str:
    """The DOI that follows from a publisher's link that holds its end only, or "".

    >>> doi_at_publisher("https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(20)30183-5/fulltext")
    '10.1016/S0140-6736(20)30183-5'
    """
    link = decoded(link[:LONGEST])
    found = ((place.search(link), doi) for place, doi in _AT_PUBLISHERS)
    return next((match.expand(doi) for match, doi in found if match), "")


def doi_of_number(word: str) -> str:
    """The DOI of the number that a publisher gives an article, or "".

    >>> doi_of_number("leader-2023-000789"), doi_of_number("covid-2020-19")
    ('10.1136/leader-2023-000789', '')
    """
    begins = (begin for number, begin in _NUMBERS if number.fullmatch(word))
    return next((begin + word for begin in begins), "")
