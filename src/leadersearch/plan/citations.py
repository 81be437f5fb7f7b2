"""References as people write them: `Smith et al., 2019`, `Smith & Jones (2019)`, `smith 2019`.

The words stay words. Beside them, articles by these authors, of this year, are preferred; `et al`
asks for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from leadersearch.query import tree

MOST_NAMES = 3
"""Words beside a year that may be the names of authors."""

LONGEST_RANGE = 100
"""Years of a range."""

_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_LETTERED_YEAR = re.compile(rf"({_YEAR.pattern})[a-rt-z]?")  # `2010s` are ten years
_YEARS = re.compile(rf"({_YEAR.pattern})(?:(?:[-‐‑–—/]|\.\.)({_YEAR.pattern}))?")
_PAGES = frozenset({"p", "pp", "pg", "page", "pages", "s", "para"})
_PAGE = re.compile(r"[0-9]{1,5}(?:[-‐‑–—][0-9]{1,5})?f{0,2}")
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_INITIALS = re.compile(r"[^\W\d_](?:\.?[^\W\d_]){0,2}\.?|[^\W\d_]\.?[-‐‑][^\W\d_]\.?")


class Citation(NamedTuple):
    """Authors and a year; no year where none is given. `typed` is the text, where it is to be said."""

    names: tuple[str, ...]
    year: str
    typed: str = ""

    @property
    def read(self) -> str:
        """The citation in the query language."""
        names = " ".join(f"author:{name}" for name in self.names)
        return f"{names} date:{self.year}" if self.year else names


def years_of(text: str) -> tuple[str, ...]:
    """The years that a word names: one, or a range of up to a century.

    >>> years_of("2019"), years_of("2019-2021"), years_of("1066"), years_of("2021-2019")
    (('2019',), ('2019', '2020', '2021'), (), ())
    """
    found = _YEARS.fullmatch(text)
    if found is None:
        return ()
    first, last = int(found[1]), int(found[2] or found[1])
    return tuple(map(str, range(first, last + 1))) if last - first < LONGEST_RANGE else ()


def read_citations(
    clauses: tuple[tree.Clause, ...], stop_words: Collection[str]
) -> tuple[tuple[tree.Clause, ...], tuple[Citation, ...]]:
    """The clauses without `et al`, and the citations among them."""
    texts = [_plain(clause) for clause in clauses]
    small = [text.lower() for text in texts]
    if _without_pages(small) < len(small):
        end = _without_pages(small)
        kept, found = read_citations(clauses[:end], stop_words)
        return (kept, found) if found else (clauses, ())
    if "al" in small and "et" in small:
        return _with_others(clauses, texts, small)
    years = [place for place, text in enumerate(texts) if _LETTERED_YEAR.fullmatch(text)]
    if len(years) != 1 or not 2 <= len(texts) <= 2 * MOST_NAMES:
        return clauses, ()
    (place,) = years
    others = [
        text for text in (*texts[:place], *texts[place + 1 :]) if text.lower() not in stop_words
    ]
    names = tuple(text for text in others if not _INITIALS.fullmatch(text))
    if not 1 <= len(names) <= MOST_NAMES or not all(map(_NAME.fullmatch, others)):
        return clauses, ()
    year = texts[place][:4]
    if year == texts[place]:
        return clauses, (Citation(names, year),)
    clauses = (
        *clauses[:place],
        replace(clauses[place], query=tree.Term(year)),
        *clauses[place + 1 :],
    )
    return clauses, (Citation(names, year, " ".join(texts)),)


def _without_pages(small: Sequence[str]) -> int:
    """Where the words end before the pages of a reference: `p. 12`, `pp. 3-9`; else where all end."""
    pages = len(small) - 2
    is_cited = pages > 1 and small[pages] in _PAGES and _PAGE.fullmatch(small[pages + 1])
    return pages if is_cited else len(small)


def _with_others(
    clauses: tuple[tree.Clause, ...], texts: Sequence[str], small: Sequence[str]
) -> tuple[tuple[tree.Clause, ...], tuple[Citation, ...]]:
    """The clauses and citations where there is an `et al`; initials before it ask for nothing either."""
    kept: list[tree.Clause] = []
    found: list[Citation] = []
    name, place = "", 0
    while place < len(clauses):
        if small[place : place + 2] != ["et", "al"]:
            kept.append(clauses[place])
            is_initials = bool(name) and _INITIALS.fullmatch(texts[place])
            name = name if is_initials else texts[place]
            place += 1
            continue
        place += 2
        while kept and name and kept[-1].query != tree.Term(name):
            kept.pop()
        year = _LETTERED_YEAR.fullmatch(texts[place]) if place < len(clauses) else None
        if len(name) > 1 and _NAME.fullmatch(name):
            typed = f"{name} et al {year[0]}" if year else f"{name} et al"
            found.append(Citation((name,), year[1] if year else "", typed))
        if year is not None:
            kept.append(replace(clauses[place], query=tree.Term(year[1])))
            place += 1
        name = ""
    return (tuple(kept), tuple(found)) if kept else (clauses, ())


def _plain(clause: tree.Clause) -> str:
    """The word of a clause that is no more than a word; else nothing."""
    query = clause.query
    is_word = clause.occur is tree.Occur.SHOULD and isinstance(query, tree.Term) and not query.exact
    return query.text if is_word else ""  # type: ignore[union-attr]  # it is a Term
