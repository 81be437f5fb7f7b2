"""What is indexed and found: an Article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any, Self

from leadersearch.errors import ArticleError, UsageError
from leadersearch.values import dataclass

_TEXTS = frozenset({str})
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date that is known to the year, the month or the day.

    Examples:
        >>> PartialDate.parse("2023-05")
        PartialDate(year=2023, month=5, day=None)
        >>> str(PartialDate(2023, 5))
        '2023-05'
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise UsageError("a date with a day needs a month")
        try:
            date(self.year, *(1 if part is None else part for part in (self.month, self.day)))
        except ValueError as error:
            raise UsageError(f"no such date: {error}") from error

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raise UsageError for anything else."""
        match = _ISO_DATE.match(text.strip())
        if not match:
            raise UsageError(f"not a date: {text!r} (write 2023, 2023-05 or 2023-05-17)")
        return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]

    @classmethod
    def of(cls, day: date) -> Self:
        """The date of one known day."""
        return cls(day.year, day.month, day.day)

    @property
    def start(self) -> date:
        """The first day of the period that the date names."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def end(self) -> date:
        """The first day after the period (`date.max` where the calendar ends)."""
        if self.day is not None:
            return self.start + timedelta(days=1) if self.start < date.max else date.max
        month = (self.month or 12) + 1
        year, month = (self.year + 1, 1) if month == 13 else (self.year, month)
        return date(year, month, 1) if year <= date.max.year else date.max

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article was read: the file and the ordinal (from 1) of the article in it."""

    path: str
    position: int = 1

    def __str__(self) -> str:
        return self.path if self.position == 1 else f"{self.path}#{self.position}"


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article. It needs a title, an excerpt or a body; the rest may be missing.

    `id` identifies it across runs: where none is given it is derived from the DOI, else from the
    URL, else from title, authors and date (and, where one of the three is unknown, from the text as
    well, since many articles are called "Editorial").

    Raises ArticleError where there is nothing to index.
    """

    id: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    excerpt: str = ""
    body: str = ""
    date: PartialDate | None = None
    url: str = ""
    tags: tuple[str, ...] = ()
    venue: str = ""
    doi: str = ""
    language: str = ""
    source: Source | None = None

    def __post_init__(self) -> None:
        if not (self.title.strip() or self.excerpt.strip() or self.body.strip()):
            raise ArticleError("an article needs a title, an excerpt or a body")
        for name in ("authors", "tags"):
            values = getattr(self, name)
            if type(values) is tuple and _TEXTS.issuperset(map(type, values)):
                continue  # as most are
            if isinstance(values, str) or not all(isinstance(value, str) for value in values):
                raise ArticleError(f"{name} must be a sequence of strings, not {values!r}")
            object.__setattr__(self, name, tuple(values))
        object.__setattr__(self, "id", self.id.strip() or self._derived_id())

    @classmethod
    def restored(cls, values: Mapping[str, Any]) -> Self:
        """An article from all the values of one that was checked before, without checking again.

        What an index holds was an article when it went in; ten of them are made for each search.
        """
        article = object.__new__(cls)
        article.__dict__.update(values)
        return article

    def _derived_id(self) -> str:
        if self.doi:
            return _digest(["doi", normalise_doi(self.doi)], size=8)
        if self.url:
            return _digest(["url", normalise_url(self.url)], size=8)
        parts = [_squeeze(self.title), *map(_squeeze, self.authors), str(self.date or "")]
        if not (self.title and self.authors and self.date):
            parts += [_squeeze(self.excerpt), _squeeze(self.body)]
        return _digest(["text", *parts], size=8)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that is indexed; it changes when, and only when, the content does."""
        scalars = (self.title, self.excerpt, self.body, str(self.date or ""), self.url)
        more = (self.venue, self.doi, self.language)
        return _digest([*scalars, *more, *self.authors, "\x1e", *self.tags], size=16)

    @property
    def text(self) -> str:
        """The excerpt and the body, the excerpt once where the body begins with it."""
        if not self.excerpt or not self.body:
            return self.excerpt or self.body
        lead = self.excerpt.removesuffix("[…]").strip()
        return self.body if self.body.startswith(lead) else f"{self.excerpt}\n\n{self.body}"


def normalise_doi(doi: str) -> str:
    """A DOI without resolver or scheme, in lower case (DOIs ignore case: DOI Handbook 2.4).

    >>> normalise_doi("https://doi.org/10.1136/LEADER-2023-000123")
    '10.1136/leader-2023-000123'
    """
    bare = re.sub(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.IGNORECASE)
    return bare.strip().lower()


def normalise_url(url: str) -> str:
    """A URL without what does not change the page: scheme, `www.`, fragment, trailing slash.

    >>> normalise_url("https://www.Example.org/a/?utm_source=x#top")
    'example.org/a'
    """
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://(?:www\.)?", "", url.strip(), flags=re.IGNORECASE)
    bare, _, _ = bare.partition("#")
    address, _, query = bare.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("utm_")]
    host, slash, path = address.partition("/")
    address = re.sub(r"(?<![\s/])[\s/]+\Z", "", host.lower() + slash + path)
    return f"{address}?{'&'.join(kept)}" if kept else address


def _squeeze(text: str) -> str:
    return " ".join(text.lower().split())


def _digest(parts: Iterable[str], *, size: int) -> str:
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    from hashlib import blake2b  # 3 ms, for the algorithms of OpenSSL; a search hashes nothing

    return blake2b(joined, digest_size=size).hexdigest()
