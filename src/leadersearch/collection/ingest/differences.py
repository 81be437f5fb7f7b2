"""Differences between records that may be of one article, as their titles agree."""

from __future__ import annotations

from leadersearch.model.article import Article
from leadersearch.model.identity import normalise_url
from leadersearch.model.places import place_of
from leadersearch.people.written import agree, read_name
from leadersearch.text.titles import LONGEST_TITLE, recurs, words_of

LIKE_TEXT = 0.6
"""The part of the words of the shorter text that both texts of one article have at least."""

MOST_CHARACTERS = 5_000
"""Of a text, these are compared."""


def have_other_dates(one: Article, other: Article) -> bool:
    """Whether one date lies outside the other."""
    if one.date is None or other.date is None:
        return False
    return one.date.end <= other.date.start or other.date.end <= one.date.start


def are_at_one_time(one: Article, other: Article) -> bool:
    """Whether the date of both is the same, known to the month, and so may be the journal."""
    is_known = one.date is not None and one.date.month is not None
    return is_known and one.date == other.date and not have_other_venues(one, other)


def have_other_venues(one: Article, other: Article) -> bool:
    """Whether neither name of a journal shortens the other: `J Clin Nurs` is one, `BMJ` may be."""
    first, second = (words_of(article.venue[:LONGEST_TITLE]) for article in (one, other))
    if not first or not second or "".join(w[0] for w in first) == "".join(second):
        return False
    if "".join(first) == "".join(w[0] for w in second):
        return False
    return not any(
        all(any(word.startswith(start) for word in words) for start in starts)
        for starts, words in ((first, second), (second, first))
    )


def are_at_one_place(one: Article, other: Article) -> bool:
    """Whether both stand on one page of one volume, or issue of a year, of a journal."""
    first, second = place_of(one), place_of(other)
    if not (first.page and second.page) or first.contradicts(second):
        return False
    years = {article.date.year if article.date else 0 for article in (one, other)}
    is_one_year = len(years) == 1 and 0 not in years
    shares_volume = bool(first.volume and second.volume) and (is_one_year or 0 in years)
    shares_issue = bool(first.issue and second.issue) and is_one_year
    is_known = bool(one.venue and other.venue) and not have_other_venues(one, other)
    return is_known and (shares_volume or shares_issue)


def are_elsewhere(one: Article, other: Article) -> bool:
    """Whether a title that recurs stands in two places of a journal.

    The places of other titles say less: a manuscript has other pages than the article.
    """
    if not place_of(one).contradicts(place_of(other)):
        return False
    return any(recurs(article.title, article.venue) for article in (one, other))


def are_two_of_a_site(one: Article, other: Article) -> bool:
    """Whether a site has both, under other addresses and in other journals, or on other days, or by others.

    A paper of a workshop and one of a conference may have the same title, authors and year.
    """
    if not (one.url and other.url):
        return False
    first, second = normalise_url(one.url), normalise_url(other.url)
    if first.startswith(second) or second.startswith(first):  # /a and /a/abstract
        return False
    if first.partition("/")[0] != second.partition("/")[0]:
        return False
    return any(
        differ(one, other) for differ in (have_other_venues, have_other_dates, have_other_authors)
    )


def have_other_authors(one: Article, other: Article) -> bool:
    """Whether the given names of the first authors contradict each other: Jane and John Smith."""
    first, second = (
        read_name(article.authors[0]).given if article.authors else () for article in (one, other)
    )
    return bool(first and second) and not agree(first, second)


def are_alike(one: str, other: str) -> bool:
    """Whether two texts may be of one article; one that is not known may be any."""
    first, second = (set(words_of(text[:MOST_CHARACTERS])) for text in (one, other))
    return len(first & second) >= LIKE_TEXT * min(len(first), len(second))
