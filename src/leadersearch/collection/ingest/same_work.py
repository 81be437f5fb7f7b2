"""Records that share an identifier, or title, author and year: which are of one article.

A DOI or an address is not proof: all abstracts of a supplement share a DOI, all reports of a page
its address. Their titles tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from leadersearch.model.article import Article
from leadersearch.model.dois import normalise_doi
from leadersearch.model.identity import digest, normalise_url
from leadersearch.people.written import read_name
from leadersearch.readers.describe.attachments import attachments
from leadersearch.text import fold
from leadersearch.text.distance import is_within

MOST_TITLES = 100
"""Titles with one identifier that are compared in pairs; of more, only equal ones are one."""

LONGEST_TITLE = 1000
"""Characters of a title that are compared."""

SHORTEST_MISTYPED = 6
"""Letters of a word in which one may be mistyped: `male` is not `mole`."""

FEWEST_WORDS = 4
FEWEST_LETTERS = 20
"""A shorter title (`Editorial`, `Letter to the editor`) may be that of many articles."""

LIKE_TEXT = 0.6
"""The part of the words of the shorter text that both texts of one article have at least."""

MOST_CHARACTERS = 5_000
"""Of a text, these are compared."""

_IDENTIFIERS = ("pmid", "pmcid", "arxiv")
_DERIVED_ID = re.compile("[0-9a-f]{16}")
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’`]")
_MARKUP = re.compile(r"</?[a-zA-Z]{1,10}>")
_BREAK = re.compile(r"[:;|?!.]\s|\s[-–—]+\s|—|[([]|[])]\s?")
_CUT_OFF = ("…", "...")
_AND = frozenset({"and", "und", "et", "y"})


class _Title(NamedTuple):
    words: tuple[str, ...]
    letters: str
    parts: frozenset[str]  # the letters of what stands before or after a break
    is_cut_off: bool
    is_translated: bool  # in square brackets, as PubMed marks it


def works(records: Iterable[Article]) -> list[list[Article]]:
    """Records that share a key, those of one article together; any order gives the same.

    Records of one file that differ are of two articles, even under one title: an "Editorial" each
    month, an address that was mistyped. An attachment goes with the records that name it.
    """
    wholes, parts = parted(records)
    found = _works(wholes)
    for work in found if parts else ():
        named = _named(work)
        work += [part for part in parts if _place(part) in named]
    return found


def parted(records: Iterable[Article]) -> tuple[list[Article], list[Article]]:
    """Some records, and apart from them those that are attachments of others among them."""
    rows = list(records)
    named = _named(rows)
    wholes = [row for row in rows if _place(row) not in named] if named else rows
    return wholes, [row for row in rows if _place(row) in named] if named else []


def _named(records: Iterable[Article]) -> set[tuple[str, str]]:
    return {(record.id, path) for record in records for path in attachments(record)}


def _place(record: Article) -> tuple[str, str]:
    return record.id, record.source.path if record.source else ""


def _works(records: Iterable[Article]) -> list[list[Article]]:
    units: dict[tuple[str, str], list[Article]] = {}  # by content
    for record in records:
        units.setdefault((record.id, record.fingerprint), []).append(record)
    ordered = sorted(units.values(), key=lambda unit: _order(unit[0]))
    is_few = len({_title(unit[0].title).letters for unit in ordered}) <= MOST_TITLES
    found: list[list[list[Article]]] = []
    by_letters: dict[str, list[list[list[Article]]]] = {}
    for unit in ordered:
        letters = _title(unit[0].title).letters
        candidates = found if is_few else by_letters.setdefault(letters, [])
        work = next((each for each in candidates if _belongs(unit, each)), None)
        if work is not None:
            work.append(unit)
            continue
        found.append([unit])
        if not is_few:
            candidates.append(found[-1])
    return [[record for unit in work for record in unit] for work in found]


def ids(found: Iterable[Sequence[Article]]) -> list[str]:
    """The ids of some `works`: that of a record with a DOI, else an address; each to the first."""
    given: list[str] = []
    for work in found:
        base = min((not record.doi, not record.url, record.id) for record in work)[-1]
        letters = _title(work[0].title).letters
        names = (base, f"{base}-{digest(['title', letters], size=4)}")
        free = (name for name in names if name not in given)
        given.append(next(free, f"{base}-{work[0].fingerprint[:8]}"))
    return given


def keys(record: Article) -> frozenset[str]:
    """Hashes that another record of the article may share: identifiers; title, author and year."""
    found = {record.id if _DERIVED_ID.fullmatch(record.id) else "", _title_key(record)}
    if record.url:
        found.add(digest(["url", normalise_url(record.url)], size=8))
    for name in _IDENTIFIERS:
        found |= {digest([name, value], size=8) for value in record.extra.get(name, ())}
    return frozenset(found - {""})


def agree(one: Article, other: Article) -> bool:
    """Whether the titles of two records do not contradict each other.

    They are alike but for signs, case and accents; or one lacks a part that the other has (a
    subtitle, the name of the site), or its end; or a few long words differ by a letter and the
    authors do not; or one is a translation, and the authors and the year are the same.
    """
    first, second = sorted(
        (_title(one.title), _title(other.title)), key=lambda title: len(title.letters)
    )
    if first.letters == second.letters or not first.letters:
        return True
    if len(first.words) > 1 and first.letters in second.parts:
        return True
    if len(first.words) > 2 and first.is_cut_off and second.letters.startswith(first.letters):
        return True
    names, others = _surnames(one.authors), _surnames(other.authors)
    is_apart = bool(names and others and names.isdisjoint(others))
    if _are_mistyped(first.words, second.words):
        return not is_apart
    return bool(names & others) and _is_translation(one, other, first, second)


def _belongs(unit: Sequence[Article], work: Sequence[Sequence[Article]]) -> bool:
    """Whether records are known to be of a work by one of it, and not of another one by any."""
    places = {record.source.path for record in unit if record.source}
    is_known = False
    for other in work:
        if not places.isdisjoint(record.source.path for record in other if record.source):
            return False
        if not agree(unit[0], other[0]) or _have_other_identifiers(unit[0], other[0]):
            return False
        is_known = is_known or _is_same(unit[0], other[0])
    return is_known


def _have_other_identifiers(one: Article, other: Article) -> bool:
    if one.doi and other.doi and normalise_doi(one.doi) != normalise_doi(other.doi):
        return True
    return any(
        (first := set(one.extra.get(name, ()))) and first.isdisjoint(second)
        for name in _IDENTIFIERS
        if (second := other.extra.get(name))
    )


def _is_same(one: Article, other: Article) -> bool:
    """Whether records are of one article, as their titles agree and no identifier contradicts."""
    shared = keys(one) & keys(other) | {one.id} & {other.id}
    unsure = {_title_key(one), "" if one.doi or one.url else one.id}
    if shared - unsure:
        return True
    return bool(shared) and all(
        _are_alike(first, second)
        for first, second in ((one.excerpt, other.excerpt), (one.body, other.body))
    )


def _are_alike(one: str, other: str) -> bool:
    """Whether two texts may be of one article; one that is not known may be any."""
    first, second = (set(_words(text[:MOST_CHARACTERS])) for text in (one, other))
    return len(first & second) >= LIKE_TEXT * min(len(first), len(second))


def _title_key(record: Article) -> str:
    """A hash of the title, the first author's surname and the year; "" where one is not known.

    Of the title, what stands before the first break counts, if it is enough to know it by.
    """
    if not (record.title and record.authors and record.date):
        return ""
    bare = _bare(record.title)
    first_break = _BREAK.search(bare)
    letters = _telling(bare[: first_break.start()]) if first_break else ""
    letters = letters or _telling(bare)
    surname = read_name(record.authors[0]).surname.key if letters else ""
    return digest(["title", letters, surname, str(record.date.year)], size=8) if surname else ""


def _telling(title: str) -> str:
    """The letters of a title; "" where they are few."""
    words = _words(title)
    letters = "".join(words)
    return letters if len(words) >= FEWEST_WORDS and len(letters) >= FEWEST_LETTERS else ""


def _order(record: Article) -> tuple[int, str, int, str, str]:
    """The longest titles first: a shorter one joins where it agrees."""
    letters = _title(record.title).letters
    return (-len(letters), letters, -len(record.text), record.fingerprint, record.id)


@lru_cache(maxsize=4096)
def _title(text: str) -> _Title:
    bare = _bare(text)
    is_translated = text.lstrip().startswith("[")
    is_cut_off = text[:LONGEST_TITLE].rstrip().endswith(_CUT_OFF)
    words = _words(bare)
    cuts = [(match.start(), match.end()) for match in _BREAK.finditer(bare)]
    pieces = [piece for start, end in cuts for piece in (bare[:start], bare[end:])]
    parts = frozenset("".join(_words(piece)) for piece in pieces[: 2 * MOST_TITLES])
    return _Title(words, "".join(words), parts, is_cut_off, is_translated)


def _bare(title: str) -> str:
    title = title[:LONGEST_TITLE]
    if "<" in title:
        title = _MARKUP.sub("", title)
    return _APOSTROPHES.sub("", title).strip("[]. \t\n")


def _words(text: str) -> tuple[str, ...]:
    found = _WORD.findall(fold(" ".join(text.split())))
    return tuple(found) if _AND.isdisjoint(found) else tuple(w for w in found if w not in _AND)


def _are_mistyped(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a few words differ, each long and by a letter; numbers are never mistyped."""
    if len(first) != len(second):
        return False
    pairs = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(pairs) <= 1 + len(first) // 8 and all(
        min(map(len, pair)) >= SHORTEST_MISTYPED
        and not any(map(str.isdigit, "".join(pair)))
        and is_within(*pair, 1)
        for pair in pairs
    )


def _is_translation(one: Article, other: Article, *titles: _Title) -> bool:
    if one.date and other.date and one.date.year != other.date.year:
        return False
    languages = {record.language[:2].lower() for record in (one, other) if record.language}
    scripts = {title.letters.isascii() for title in titles}
    is_marked = titles[0].is_translated != titles[1].is_translated
    return is_marked or len(languages) > 1 or len(scripts) > 1


def _surnames(authors: Iterable[str]) -> frozenset[str]:
    return frozenset(read_name(name).surname.key for name in authors) - {""}
