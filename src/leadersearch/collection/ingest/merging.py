"""The records of one article -> the article, field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath

from leadersearch.collection.ingest.same_work import parted
from leadersearch.model.article import Article, PartialDate, Values
from leadersearch.model.fields import PLACE_FIELDS
from leadersearch.model.places import NO_PLACE, Place, place_of
from leadersearch.people.written import agree, read_name
from leadersearch.readers.describe.attachments import attachments
from leadersearch.readers.raw_file import LARGEST_ARTICLE


def merged(records: Sequence[Article], article_id: str) -> Article:
    """The article that several records give; the same whatever their order.

    It has the longest texts, the fullest names, the most precise date, and every tag. Attachments
    add their texts to its body, and of other values those that no record has.
    """
    if len(records) == 1:
        record = records[0]
        return record if record.id == article_id else replace(record, id=article_id)
    wholes, parts = parted(records)
    ranked = sorted(wholes, key=_rank)
    parts = _in_order(parts, ranked)
    authors = _authors([record.authors for record in ranked])
    dates = [record.date for record in ranked if record.date]
    return Article(
        id=article_id,
        title=_titled(_best((record.title for record in ranked), _title_rank), parts),
        authors=authors or next((part.authors for part in parts if part.authors), ()),
        excerpt=_best((record.excerpt for record in ranked), len),
        body=_body(_best((record.body for record in ranked), len), parts),
        date=_date(dates or [part.date for part in parts if part.date][:1]),
        url=_best((record.url for record in ranked), _url_rank),
        tags=_union(record.tags for record in ranked),
        venue=_best((record.venue for record in ranked), len),
        doi=_best((record.doi for record in ranked), bool),
        language=_best((record.language for record in [*ranked, *parts]), bool),
        source=ranked[0].source,
        extra=_extra(ranked),
        records=(*ranked, *parts),
    )


def _in_order(parts: Sequence[Article], wholes: Sequence[Article]) -> list[Article]:
    """Attachments in the order in which they are named, each once."""
    by_path = {part.source.path: part for part in parts if part.source}
    named = dict.fromkeys(path for whole in wholes for path in attachments(whole))
    return [by_path[path] for path in named if path in by_path]


def _titled(title: str, parts: Iterable[Article]) -> str:
    """A title; if it is only the name of a file, and the file has a better one, that."""
    for part in parts:
        path = PurePath(part.source.path if part.source else "")
        if part.title and title in (path.name, path.stem):
            return part.title
    return title


def _body(own: str, parts: Iterable[Article]) -> str:
    """The text of an article and of its attachments, as far as an article may be long."""
    texts = filter(None, (own, *(part.body for part in parts)))
    return "\n\n".join(texts)[:LARGEST_ARTICLE]


def _rank(record: Article) -> tuple[int, str, str, int]:
    """The record of the longest text first, and of equal ones that of the first path."""
    source = record.source
    place = (source.file, source.position) if source else ("", 0)
    return (-len(record.title) - len(record.text), record.fingerprint, *place)


def _best(values: Iterable[str], rank: Callable[[str], object]) -> str:
    """The first of the values that rank highest."""
    return max(values, key=rank)  # type: ignore[arg-type]  # of one kind, so that they compare


def _title_rank(title: str) -> tuple[bool, int]:
    """The longest title; but no translation, and none in capitals."""
    return (bool(title) and not title.isupper() and not title.startswith("["), len(title))


def _url_rank(url: str) -> tuple[bool, bool]:
    """An address of its own before that of its DOI."""
    return (bool(url), "//doi.org/" not in url and "//dx.doi.org/" not in url)


def _date(dates: Sequence[PartialDate]) -> PartialDate | None:
    """The most precise date, the earliest of equals."""
    return min(dates, key=lambda date: (date.day is None, date.month is None, date), default=None)


def _authors(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest list, each name as it is written most fully in any."""
    names = max(lists, key=lambda each: (len(each), sum(map(len, each))))
    others = list(dict.fromkeys(name for each in lists if each != names for name in each))
    return tuple(_fullest(name, others) for name in names) if others else names


def _fullest(name: str, others: Sequence[str]) -> str:
    written = read_name(name)
    if not written.given:
        return name
    same = [
        other
        for other in others
        if (read := read_name(other)).surname.key == written.surname.key
        and agree(read.given, written.given)
    ]
    fullest = max((name, *same), key=_fullness)
    given = read_name(fullest).given
    is_one = all(agree(read_name(other).given, given) for other in same)
    return fullest if is_one else name  # J. Smith may be Jane or John


def _fullness(name: str) -> tuple[bool, int, int]:
    """Given names in full before initials, more of them before fewer."""
    written = read_name(name)
    return (
        written.is_full,
        len(written.given),
        sum(len(each.spellings[0]) for each in written.given),
    )


def _union(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All values, each once; case does not matter."""
    found: dict[str, str] = {}
    for values in lists:
        for value in values:
            found.setdefault(" ".join(value.casefold().split()), value)
    return tuple(found.values())


def _extra(records: Sequence[Article]) -> Values:
    names = sorted({name for record in records for name in record.extra}.difference(PLACE_FIELDS))
    union = {name: _union(record.extra.get(name, ()) for record in records) for name in names}
    return Values(union | _place(records))


def _place(records: Sequence[Article]) -> dict[str, tuple[str, ...]]:
    """The place that most is known of, and what others know that do not contradict it."""
    places = [(place_of(record), record) for record in records]
    places.sort(key=lambda row: -sum(map(bool, row[0])))
    whole, found = NO_PLACE, dict[str, tuple[str, ...]]()
    for place, record in places:
        if not place.contradicts(whole):
            named = zip(PLACE_FIELDS, whole, strict=True)
            missing = [name for name, known in named if not known and name in record.extra]
            found |= {name: record.extra[name] for name in missing}
            whole = Place(*(ours or theirs for ours, theirs in zip(whole, place, strict=True)))
    return found
