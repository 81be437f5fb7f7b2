"""The place of an article in its journal: volume, issue and pages, as written and as compared."""

from __future__ import annotations

import re
from typing import NamedTuple

from leadersearch.model.article import Article
from leadersearch.model.fields import PLACE_FIELDS

_SUPPLEMENT = re.compile(r"supplement|suppl|supp|sup")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\W_]+(?=\d)")
_SIGNS = re.compile(r"[^\w-]|_")
_ZEROS = re.compile(r"\A0+(?=.)")
_FIRST = re.compile(r"[^\s,;/–-]+")
_PAGE = r"((?=[^\s,;-]{0,30}\d|[ivxlcdm]{1,12}(?:-|\Z))[^\s,;-]{1,30})"
_RANGE = re.compile(rf"{_PAGE}-{_PAGE}\Z", re.IGNORECASE)


class Place(NamedTuple):
    """Volume, issue and first page in the spelling by which they are compared; "" if not known.

    >>> Place("5", "", "117").contradicts(Place("5", "3", "")), Place("5").contradicts(Place("6"))
    (False, True)
    """

    volume: str = ""
    issue: str = ""
    page: str = ""

    def contradicts(self, other: Place) -> bool:
        """Whether a part is known of both, and differs."""
        return any(one and two and one != two for one, two in zip(self, other, strict=True))

    @property
    def is_whole(self) -> bool:
        """Whether it tells an article from all others of its journal."""
        return bool(self.page and (self.volume or self.issue))


NO_PLACE = Place()


def place_of(article: Article) -> Place:
    """The place of an article; supplements are spelt in one way, wherever they are named.

    >>> values = {"volume": ("27 Suppl 2",), "pages": ("S12-S15",)}
    >>> place_of(Article(title="Editorial", extra=values))
    Place(volume='27', issue='s2', page='s12')
    """
    if not article.extra:
        return NO_PLACE
    volume, issue, pages = _values(article)
    if "s" in volume.lower() and not issue:
        volume, *supplement = _SUPPLEMENT.split(volume.lower(), maxsplit=1)
        issue = f"s{supplement[0]}" if supplement else ""
    first = _FIRST.match(pages)
    return Place(_compared(volume), _compared(issue), _compared(first[0] if first else ""))


def written_place(article: Article, *, dash: str = "-", mark: str = ":") -> str:
    """The place as references have it: `5(3):117-21`, `mark` before the pages; "" if not known."""
    volume, issue, pages = _values(article)
    pages = pages.replace("-", dash)
    if volume:
        number = f"{volume}({issue})" if issue else volume
    else:
        number = f"({issue})" if issue else ""
    return f"{number}{mark}{pages}" if number and pages else number or pages


def page_range(pages: str) -> tuple[str, str]:
    """The first and the last page of one range; of anything else itself, and "".

    >>> page_range("117-121"), page_range("12, 15-18"), page_range("R&D-5")
    (('117', '121'), ('12, 15-18', ''), ('R&D-5', ''))
    """
    match = _RANGE.match(pages)
    return (match[1], match[2]) if match and match[1] != match[2] else (pages, "")


def _values(article: Article) -> tuple[str, ...]:
    """Volume, issue and pages as they are kept."""
    held = article.extra.get
    return tuple([values[0] if (values := held(name)) else "" for name in PLACE_FIELDS])


def _compared(part: str) -> str:
    """A part without what is written in several ways."""
    if part.isdigit():  # most are
        return part.lstrip("0") or part[:1]
    bare = _SUPPLEMENT.sub("s", part.lower())
    return _ZEROS.sub("", _SIGNS.sub("", _BETWEEN_DIGITS.sub("-", bare)))
