"""The text of a blog's listing page, as copied from a browser: titles with excerpts below.

    Latest articles
    Kindness and inclusion in Leadership – are we brave enough? By Anna Baverstock and Mike Walburn
    As colleagues in the NHS, our priority is patient care that meets the needs of […]

An excerpt above the first title is an article of its own: the lead of the page, without a title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from leadersearch.model.article import Article, PartialDate
from leadersearch.model.name_lists import split_names
from leadersearch.readers.convert.clean_text import clean_line
from leadersearch.readers.describe.bylines import split_byline
from leadersearch.readers.describe.dates import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadersearch.readers.raw_file import RawFile

_LONG = 200
_ELLIPSIS = re.compile(r"(?:\[\s*(?:…|\.{2,4})\s*\]|…)[.\s]*\Z")
_HEADING = re.compile(
    r"(?:latest|recent|new|newest|all|more|other|featured|popular|related|most read)\s+"
    r"(?:articles?|posts?|blogs?|content|stories|entries)\s*:?\Z",
    re.IGNORECASE,
)
_CATEGORY = re.compile(
    r"(?:categor(?:y|ies)|tags?|topics?|sections?|archives?)\s*:\s*(?P<names>\S.{0,60})\Z",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:read (?:more|on|the (?:full|rest).*)|continue reading.*|more|(?:older|newer|next|previous)"
    r"(?: (?:posts|entries|page|articles))?|(?:\d+|no|leave a) comments?|comments (?:are )?closed"
    r"|page \d+(?: of \d+)?|share(?: this)?|load more)\s*(?:…|\.{2,4}|»|→|>+|\(\d+\))?\Z",
    re.IGNORECASE,
)
_TRAILING_LINK = re.compile(
    r"(?:(?<!\s)\s++)?(?:read more|continue reading)\s*+(?:…|\.{3}|»|→|>+)?\Z", re.IGNORECASE
)
_ONLY_BYLINE = re.compile(r"by:?\s+(?P<names>[^\d.]{3,200})\.?\Z", re.IGNORECASE)
_DATE = re.compile(r"(?:posted (?:on )?|published (?:on )?)?[\w,./ ]{6,28}\Z", re.IGNORECASE)


@dataclass(slots=True)
class _Entry:
    """An article while its lines are read."""

    title: str = ""
    authors: tuple[str, ...] = ()
    excerpt: list[str] = field(default_factory=list)
    date: PartialDate | None = None
    tags: tuple[str, ...] = ()

    def article(self) -> Article:
        excerpt = "\n\n".join(self.excerpt)
        return Article(
            title=self.title, authors=self.authors, excerpt=excerpt, date=self.date, tags=self.tags
        )


def read(file: RawFile) -> Iterator[Article]:
    """The articles of a listing, in the order of the page."""
    for entry in _entries(_content_lines(file.read_text())):
        if entry.title or entry.excerpt:
            yield entry.article()


def sniff(head: str) -> bool:
    """Whether a text is a listing: titles and marked excerpts in turns, and little else.

    Conservative, since prose has short lines too: titles with a byline right above an excerpt
    that ends in `[…]` (or, where no excerpt is cut, three above a long one).
    """
    lines = [line for line in _content_lines(head) if not _is_furniture(line)]
    if _ends_inside_a_line(head):
        lines = lines[:-1]
    marked = sum(map(_is_cut, lines))
    bylines = sum(
        1
        for title, below in pairwise(lines)
        if not _is_excerpt(title) and split_byline(title)[1] and _is_excerpt(below)
    )
    titles = sum(1 for line in lines if not _is_excerpt(line))
    excerpts = len(lines) - titles
    if titles > 2 * excerpts + 2 or excerpts > 2 * titles + 2:
        return False
    return (marked >= 1 and bylines >= 1) or bylines >= 3 or (marked >= 3 and marked == excerpts)


def _ends_inside_a_line(head: str) -> bool:
    return len(head) > 4096 and not head.endswith("\n")


def _content_lines(text: str) -> list[str]:
    return [squeezed for line in text.splitlines() if (squeezed := clean_line(line))]


def _is_furniture(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_FURNITURE, _HEADING, _CATEGORY))


def _is_cut(line: str) -> bool:
    return bool(_ELLIPSIS.search(_TRAILING_LINK.sub("", line))) and len(line) > 60


def _is_excerpt(line: str) -> bool:
    return len(line) > _LONG or _is_cut(line)


def _entries(lines: list[str]) -> Iterator[_Entry]:
    entry = _Entry()
    tags: tuple[str, ...] = ()
    for line, below in pairwise([*lines, ""]):
        category = _CATEGORY.match(line)
        if _HEADING.match(line) or category:
            yield entry
            tags = _tags(category["names"]) if category else ()
            entry = _Entry(tags=tags)
        elif _FURNITURE.match(line) or _takes_detail(entry, line):
            continue
        elif _begins_entry(entry, line, below):
            yield entry
            entry = _new_entry(line, tags)
        else:
            entry.excerpt.append(_TRAILING_LINK.sub("", line))
    yield entry


def _new_entry(line: str, tags: tuple[str, ...]) -> _Entry:
    if _is_excerpt(line):
        return _Entry(excerpt=[_TRAILING_LINK.sub("", line)], tags=tags)
    title, authors = split_byline(line)
    return _Entry(title=title, authors=authors, tags=tags)


def _begins_entry(entry: _Entry, line: str, below: str) -> bool:
    """Whether a line opens the next article, rather than going on with this one."""
    if _is_excerpt(line):
        return bool(entry.excerpt) and _is_cut(entry.excerpt[-1])
    if entry.title and not entry.excerpt:
        # Two short lines: the second is a short excerpt unless it is itself titled or excerpted.
        return bool(split_byline(line)[1]) or _is_excerpt(below)
    return True


def _takes_detail(entry: _Entry, line: str) -> bool:
    """Whether a line is the byline or the date of the entry, and nothing else."""
    if not entry.title or entry.excerpt:
        return False
    if not entry.authors and (match := _ONLY_BYLINE.match(line)):
        entry.authors = split_names(match["names"])
        return True
    if entry.date is None and _DATE.match(line) and (found := parse_date(line)) and found.month:
        entry.date = found
        return True
    return False


def _tags(names: str) -> tuple[str, ...]:
    return tuple(name for part in re.split(r"[,;|]", names) if (name := part.strip()))
