"""The unit of indexing and searching: an Article."""

from __future__ import annotations

import re
from collections.abc import ItemsView, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any, Self

from leadersearch.arguments import checked
from leadersearch.errors import ArticleError, UsageError
from leadersearch.model.acronyms import Acronym, acronyms_of
from leadersearch.model.identity import digest, normalise_url, squeezed
from leadersearch.values import dataclass

_TEXT = frozenset({str})
_set = object.__setattr__
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day.

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
        known = [part for part in (self.year, self.month, self.day) if part is not None]
        if bool in map(type, known):  # they count as whole numbers
            raise UsageError(f"no such date: {known} are not all numbers")
        try:
            date(self.year, *(1 if part is None else part for part in (self.month, self.day)))
        except (ValueError, TypeError, OverflowError) as error:
            raise UsageError(f"no such date: {error}") from error

    @classmethod
    @checked
    def parse(cls, text: str) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raise UsageError for anything else."""
        return cls._parsed(text)

    @classmethod
    @lru_cache(maxsize=4096)
    def _parsed(cls, text: str) -> Self:
        match = _ISO_DATE.match(text.strip())
        if not match:
            raise UsageError(f"not a date: {text!r} (write 2023, 2023-05 or 2023-05-17)")
        return cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]

    @classmethod
    @checked
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
    """The source of an article: the file, and the position (from 1) of the article in it.

    `member` is the name of the file within an archive; the position is then that in this file.
    """

    path: str
    position: int = 1
    member: str = ""

    def __post_init__(self) -> None:
        if type(self.path) is not str or type(self.position) is not int:
            raise UsageError(
                "a source is a path as text and a whole number, "
                f"not {self.path!r} and {self.position!r}"
            )
        if type(self.member) is not str:
            raise UsageError(f"the member of a source is a name as text, not {self.member!r}")
        if self.position < 1:
            raise UsageError(f"the position of a source counts from 1, not {self.position}")

    @classmethod
    def restored(cls, path: str, position: int, member: str = "") -> Self:
        """A source from the values of one that was checked before; raises TypeError for others."""
        if type(path) is not str or type(position) is not int or type(member) is not str:
            raise TypeError("a source is a path as text, a whole number and a name as text")
        source = object.__new__(cls)
        _set(source, "path", path)
        _set(source, "position", position)
        _set(source, "member", member)
        return source

    @property
    def file(self) -> str:
        """The file; of one within an archive, its name after that of the archive."""
        return f"{self.path}/{self.member}" if self.member else self.path

    def __str__(self) -> str:
        return self.file if self.position == 1 else f"{self.file}#{self.position}"


class Values(Mapping[str, tuple[str, ...]]):
    """Name of a field -> its values; it never changes."""

    __slots__ = ("_held",)

    def __init__(self, held: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._held = {name: values for name, values in (held or {}).items() if values}

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self._held[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The values of a field, or the default: without the error that a mapping begins with."""
        return self._held.get(name, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def items(self) -> ItemsView[str, tuple[str, ...]]:
        """Each field with its values: those that a mapping makes of itself take four times as long."""
        return self._held.items()

    def __len__(self) -> int:
        return len(self._held)

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    def __repr__(self) -> str:
        return repr(self._held)


NO_VALUES = Values()


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article. It needs a title, an excerpt or a body; other values are optional.

    `id` identifies it across runs. By default it is derived from the DOI, else from the URL, else
    from title, authors and date (and from the text, if one of them is unknown, since many articles
    are called "Editorial"). Readers add volume, issue and page to the id of a title that recurs.

    `extra` holds the values of fields that have no attribute of their own, by the name of the field:
    `{"pmid": ["31234567"]}`. No index takes an article with an unknown name.

    `records` are what several sources had of it, where it was merged; `source` is that of the first.

    Raises ArticleError where there is nothing to index, and for values of another type.
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
    extra: Mapping[str, tuple[str, ...]] = NO_VALUES
    records: tuple[Article, ...] = ()

    def __post_init__(self) -> None:
        self._check_types()
        if not (self.title.strip() or self.excerpt.strip() or self.body.strip()):
            raise ArticleError("an article needs a title, an excerpt or a body")
        for name in ("authors", "tags"):
            values = getattr(self, name)
            if type(values) is not tuple or not _TEXT.issuperset(map(type, values)):  # most are
                object.__setattr__(self, name, _texts(name, values))
        if type(self.extra) is not Values:
            object.__setattr__(self, "extra", _extra(self.extra))
        object.__setattr__(self, "id", self.id.strip() or self._derived_id())

    def _check_types(self) -> None:
        texts = (self.id, self.title, self.excerpt, self.body)
        more = (self.url, self.venue, self.doi, self.language)
        if not _TEXT.issuperset(map(type, (*texts, *more))):
            for name in ("id", "title", "excerpt", "body", "url", "venue", "doi", "language"):
                if not isinstance(getattr(self, name), str):
                    raise ArticleError(f"{name} must be text, not {getattr(self, name)!r}")
        if self.date is not None and not isinstance(self.date, PartialDate):
            raise ArticleError(
                f"date must be a PartialDate, not {self.date!r}: PartialDate.parse('2023-05-17')"
            )
        if self.source is not None and not isinstance(self.source, Source):
            raise ArticleError(f"source must be a Source, not {self.source!r}")
        if type(self.records) is not tuple or not all(type(r) is Article for r in self.records):
            raise ArticleError(f"records must be a tuple of articles, not {self.records!r}")

    @classmethod
    def restored(cls, values: Mapping[str, Any]) -> Self:
        """An article from the values of one that was checked before, without checking them again.

        What an index holds was an article when it went in; ten of them are made for each search.
        """
        article = object.__new__(cls)
        article.__dict__.update(values)
        return article

    def _derived_id(self) -> str:
        if self.doi:
            from leadersearch.model.dois import normalise_doi  # a search makes no ids

            return digest(["doi", normalise_doi(self.doi)], size=8)
        if self.url:
            return digest(["url", normalise_url(self.url)], size=8)
        parts = [squeezed(self.title), *map(squeezed, self.authors), str(self.date or "")]
        if not (self.title and self.authors and self.date):
            parts += [squeezed(self.excerpt), squeezed(self.body)]
        return digest(["text", *parts], size=8)

    @cached_property
    def fingerprint(self) -> str:
        """A hash of all that is indexed; it changes when, and only when, the content does."""
        scalars = (self.title, self.excerpt, self.body, str(self.date or ""), self.url)
        more = (self.venue, self.doi, self.language)
        extra = [
            part for name, held in sorted(self.extra.items()) for part in ("\x1e", name, *held)
        ]
        return digest([*scalars, *more, *self.authors, "\x1e", *self.tags, *extra], size=16)

    @property
    def sources(self) -> tuple[Source, ...]:
        """All sources that have it, that of the longest text first."""
        each = (record.source for record in self.records or (self,))
        return tuple(dict.fromkeys(source for source in each if source))

    @cached_property
    def acronyms(self) -> tuple[Acronym, ...]:
        """The acronyms that the title and the texts explain, each once."""
        return acronyms_of(self.title, self.excerpt, self.body)

    @property
    def text(self) -> str:
        """The excerpt and the body; the excerpt once if the body begins with it."""
        if not self.excerpt or not self.body:
            return self.excerpt or self.body
        lead = self.excerpt.removesuffix("[…]").strip()
        return self.body if self.body.startswith(lead) else f"{self.excerpt}\n\n{self.body}"


def _extra(given: object) -> Values:
    if not isinstance(given, Mapping):
        raise ArticleError(f"extra must map names of fields to texts, not {given!r}")
    for name in given:
        if not isinstance(name, str):
            raise ArticleError(f"the name of a field in extra must be text, not {name!r}")
    return Values({name: _texts(name, values) for name, values in given.items()})


def _texts(name: str, values: object) -> tuple[str, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise ArticleError(f"{name} must be a sequence of strings, not {values!r}")
    found = tuple(values)
    if not all(isinstance(value, str) for value in found):
        raise ArticleError(f"{name} must be a sequence of strings, not {values!r}")
    return found
