"""Records that share an identifier, or title, author and year: which are of one article.

A DOI or an address is not proof: all abstracts of a supplement share a DOI, all reports of a page
its address. Their titles tell them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from leadersearch.collection.ingest.differences import (
    are_alike,
    are_at_one_place,
    are_at_one_time,
    are_elsewhere,
    are_two_of_a_site,
    have_other_authors,
    have_other_dates,
)
from leadersearch.collection.ingest.merge_rules import NO_RULES, MergeRules
from leadersearch.collection.ingest.record_keys import (
    IDENTIFIERS,
    have_other_identifiers,
    keys,
    place_key,
    share_identifier,
    unsure_keys,
)
from leadersearch.model.article import Article
from leadersearch.model.identity import digest
from leadersearch.model.places import place_of
from leadersearch.people.written import read_name
from leadersearch.readers.describe.attachments import attachments
from leadersearch.text.titles import (
    Title,
    are_mistyped,
    is_generic,
    recurs,
    title_of,
)

MOST_TITLES = 100
"""Titles with one identifier that are compared in pairs; of more, only equal ones are one."""

Unit = Sequence[Article]
"""Records that say the same."""


def works(records: Iterable[Article], rules: MergeRules = NO_RULES) -> list[list[Article]]:
    """Records that share a key, those of one article together; any order gives the same.

    Records of one file that differ are of two articles, even under one title: an "Editorial" each
    month, an address that was mistyped. Those that are alike are of two where many articles have
    such a title and nothing else is known of them. An attachment goes with the records that name
    it. The owner's rules come before all else.
    """
    wholes, parts = parted(records)
    found = _works(wholes, rules)
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


def _list(record: Article) -> str:
    """The list that has a record once: a file, one in an archive, or one library of a database."""
    if not record.source:
        return ""
    library = next(iter(record.extra.get("library", ())), "").rpartition("/")[0]
    return f"{record.source.file} {library}"


def _place(record: Article) -> tuple[str, str]:
    return record.id, record.source.path if record.source else ""


def _works(records: Iterable[Article], rules: MergeRules) -> list[list[Article]]:
    units, repeated = _units(records, rules)
    ordered = sorted(units, key=lambda unit: _order(unit[0]))
    is_few = len({title_of(unit[0].title).letters for unit in ordered}) <= MOST_TITLES
    found: list[list[Unit]] = []
    by_letters: dict[str, list[list[Unit]]] = {}
    for unit in ordered:
        letters = title_of(unit[0].title).letters
        candidates = found if is_few else by_letters.setdefault(letters, [])
        work = _work_of(unit, candidates, rules)
        if work is not None:
            work.append(unit)
            continue
        found.append([unit])
        if not is_few:
            candidates.append(found[-1])
    found += [[unit] for unit in sorted(repeated, key=lambda unit: _order(unit[0]))]
    made = [[record for unit in work for record in unit] for work in found]
    return _joined(made, rules) if rules else made


def _joined(made: Iterable[list[Article]], rules: MergeRules) -> list[list[Article]]:
    """Works, those as one that rules join, unless other rules part any two of their records."""
    found: list[tuple[set[str], list[Article]]] = []
    for work in made:
        keys_of_it = {key for record in work for key in rules.keys(record)}
        records = work
        for each in [row for row in found if not row[0].isdisjoint(keys_of_it)]:
            if not _are_parted(each[1], records, rules):
                found.remove(each)
                keys_of_it, records = keys_of_it | each[0], each[1] + records
        found.append((keys_of_it, records))
    return [records for _, records in found]


def _are_parted(ours: Unit, theirs: Unit, rules: MergeRules) -> bool:
    return any(rules.part(one, other) for one in ours for other in theirs)


def ids(found: Iterable[Sequence[Article]]) -> list[str]:
    """The ids of some `works`: that of a record with a DOI, else an address; each to the first."""
    given: dict[str, None] = {}
    times: Counter[str] = Counter()
    for work in found:
        base = min((not record.doi, not record.url, record.id) for record in work)[-1]
        letters = title_of(work[0].title).letters
        last = f"{base}-{work[0].fingerprint[:8]}"
        names = (base, f"{base}-{digest(['title', letters], size=4)}", last)
        name = next((name for name in names if name not in given), "")
        while not name or name in given:
            times[last] += 1
            name = f"{last}-{times[last] + 1}"
        given[name] = None
    return list(given)


def _units(records: Iterable[Article], rules: MergeRules) -> tuple[list[Unit], list[Unit]]:
    """Records by their content; and those that are alike, in one file, and yet of other articles.

    The second of them in one file is that which is the second in another.
    """
    alike: dict[tuple[str, str], list[Article]] = {}
    for record in records:
        alike.setdefault((record.id, record.fingerprint), []).append(record)
    units: list[Unit] = []
    repeated: list[Unit] = []
    for unit in (part for each in alike.values() for part in _parts(each, rules)):
        if len(unit) == 1 or not _is_known_by_title(unit[0]):
            units.append(unit)
            continue
        met: Counter[tuple[str, str]] = Counter()
        rows: dict[int, list[Article]] = {}
        for record in sorted(unit, key=_position):
            path, member, _ = _position(record)
            met[path, member] += 1
            rows.setdefault(met[path, member], []).append(record)
        first, *others = rows.values()
        units.append(first)
        repeated += others
    return units, repeated


def _parts(unit: list[Article], rules: MergeRules) -> list[list[Article]]:
    """Records that are alike, apart where rules part them."""
    if not rules or len(unit) == 1:
        return [unit]
    parts: list[list[Article]] = []
    for record in sorted(unit, key=_position):
        part = next((each for each in parts if not _are_parted(each, [record], rules)), None)
        if part is None:
            parts.append([record])
        else:
            part.append(record)
    return parts


def _is_known_by_title(record: Article) -> bool:
    """Whether nothing tells a record from another one but a title that many have."""
    has_more = record.doi or record.url or record.text or any(map(record.extra.get, IDENTIFIERS))
    has_more = has_more or place_of(record).is_whole
    return not has_more and is_generic(record.title, record.venue)


def _position(record: Article) -> tuple[str, str, int]:
    source = record.source
    return (source.path, source.member, source.position) if source else ("", "", 0)


def agree(one: Article, other: Article) -> bool:
    """Whether the titles of two records do not contradict each other.

    They are alike but for signs, case and accents; or one lacks a part that the other has (a
    subtitle, the name of the site), or its end; or a few long words differ by a letter and the
    authors do not; or one is a translation, and the authors and the year are the same.
    """
    first, second = sorted(
        (title_of(one.title), title_of(other.title)), key=lambda title: len(title.letters)
    )
    if first.letters == second.letters or not first.letters:
        return True
    if first.roles != second.roles:  # a reply, a correction, another part
        return False
    if len(first.words) > 1 and first.letters in second.parts:
        return True
    if len(first.words) > 2 and first.is_cut_off and second.letters.startswith(first.letters):
        return True
    names, others = _surnames(one.authors), _surnames(other.authors)
    is_apart = bool(names and others and names.isdisjoint(others))
    if are_mistyped(first.words, second.words):
        return not is_apart
    return bool(names & others) and _is_translation(one, other, first, second)


def _work_of(unit: Unit, candidates: Sequence[list[Unit]], rules: MergeRules) -> list[Unit] | None:
    """The first work that records are known to be of; None if they may be of two places as well."""
    works = (each for each in candidates if _belongs(unit, each, rules))
    first = next(works, None)
    if first is None or not recurs(unit[0].title, unit[0].venue):
        return first
    others = [other for each in works for other in each]
    is_unclear = any(are_elsewhere(one[0], other[0]) for one in first for other in others)
    return None if is_unclear else first


def _belongs(unit: Unit, work: Sequence[Unit], rules: MergeRules) -> bool:
    """Whether records are known to be of a work by one of it, and not of another one by any."""
    lists = set(map(_list, unit)) - {""}
    is_known = False
    for other in work:
        if not lists.isdisjoint(map(_list, other)):
            return False
        if rules and _are_parted(unit, other, rules):
            return False
        if not agree(unit[0], other[0]) or have_other_identifiers(unit[0], other[0]):
            return False
        if are_elsewhere(unit[0], other[0]) and not share_identifier(unit[0], other[0]):
            return False
        is_known = is_known or _is_same(unit[0], other[0])
    return is_known


def _is_same(one: Article, other: Article) -> bool:
    """Whether records are of one article, as their titles agree and no identifier contradicts."""
    shared = keys(one) & keys(other) | {one.id} & {other.id}
    if not shared:
        return False
    is_sure = bool(shared - unsure_keys(one))
    is_placed = are_at_one_place(one, other)
    texts = ((one.excerpt, other.excerpt), (one.body, other.body))
    is_alike = all(are_alike(first, second) for first, second in texts)
    if is_generic(one.title, one.venue) or is_generic(other.title, other.venue):
        if is_alike and any(first and second for first, second in texts):
            return True
        return (
            not have_other_dates(one, other)
            if is_sure
            else is_alike and (is_placed or are_at_one_time(one, other))
        )
    if is_sure:
        return True
    if shared == {place_key(one)} and not is_placed:
        return False
    is_told = any(first and second for first, second in texts)
    is_other = are_two_of_a_site(one, other) or (not is_told and have_other_authors(one, other))
    return is_alike and not is_other


def _order(record: Article) -> tuple[int, str, int, int, str, str]:
    """The longest titles, and the best known places, first: others join where they agree."""
    letters, place = title_of(record.title).letters, place_of(record)
    known = sum(map(bool, place))
    return (-len(letters), letters, -known, -len(record.text), record.fingerprint, record.id)


def _is_translation(one: Article, other: Article, *titles: Title) -> bool:
    if one.date and other.date and one.date.year != other.date.year:
        return False
    languages = {record.language[:2].lower() for record in (one, other) if record.language}
    scripts = {title.letters.isascii() for title in titles}
    is_marked = titles[0].is_translated != titles[1].is_translated
    return is_marked or len(languages) > 1 or len(scripts) > 1


def _surnames(authors: Iterable[str]) -> frozenset[str]:
    return frozenset(read_name(name).surname.key for name in authors) - {""}
