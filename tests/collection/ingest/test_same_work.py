"""Which records with one identifier are of one article."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from leadersearch.collection.ingest.record_keys import keys
from leadersearch.collection.ingest.same_work import MOST_TITLES, agree, ids, works
from leadersearch.model.article import Article, PartialDate, Source


def titled(title: str, path: str = "a.ris", **values: Any) -> Article:
    given: dict[str, Any] = {
        "doi": "10.1000/x",
        "title": title,
        "body": "text",
        "source": Source(path),
    }
    return Article(**given | values)


ALIKE = [
    ("Kind rounds on wards", "KIND ROUNDS ON WARDS."),
    ("Kind rounds on wards", "Kind rounds on wards: a cohort study"),
    ("Kind rounds on wards", "Kind rounds on wards – a cohort study"),
    ("Kind rounds on wards", "Kind rounds on wards (a cohort study)"),
    ("Kind rounds on wards", "Kind rounds on wards | BMJ Leader"),
    ("Kind rounds on wards", "Retracted: Kind rounds on wards"),
    ("Kind rounds on w…", "Kind rounds on wards"),
    ("Kind & open", "Kind and open"),
    ("Nurse's choice", "Nurse’s choice"),
    ("Well-being of staff", "Wellbeing of staff"),
    ("The Díaz method", "The Diaz method"),
    ("<i>Candida auris</i> on wards", "Candida auris on wards"),
    ("Organisation of wards", "Organization of wards"),
    ("Kindness in behaviour", "Kindness in behavior"),
    ("", "Kind rounds"),
]

CONTRADICTORY = [
    ("Abstract one of the meeting", "Another abstract of the same meeting"),
    ("Kind rounds: part 1", "Kind rounds: part 2"),
    ("Report 2021", "Report 2022"),
    ("Kind rounds: a trial", "Kind rounds: a survey"),
    ("The future of nursing", "The future of nursing homes"),
    ("Care of male patients", "Care of female patients"),
    ("Management of hypotension", "Management of hypertension"),
    ("Kind", "Kind: rounds on wards"),
    ("Leadership", "Johtajuus"),
    ("Kind rounds on wards", "Kind rounds on wards: part 2"),
    ("Kind rounds on wards. Part I", "Kind rounds on wards. Part II"),
    ("Kind rounds on wards. I", "Kind rounds on wards. III"),
    ("Kind rounds on wards", "Correction: Kind rounds on wards"),
    ("Kind rounds on wards", "Kind rounds on wards (vol 12, pg 34, 2019)"),
    ("Kind rounds on wards", "Kind rounds on wards: erratum"),
    ("Kind rounds on wards", "Retraction notice: Kind rounds on wards"),
    ("Kind rounds on wards", "Reply to: Kind rounds on wards"),
    ("Kind rounds on wards", "Kind rounds on wards – authors’ response"),
    ("Kind rounds on wards", "Kind rounds on wards: study protocol"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_these_titles_do_not_contradict_each_other(one: str, other: str) -> None:
    assert agree(titled(one), titled(other))
    assert agree(titled(other), titled(one))


@pytest.mark.parametrize(("one", "other"), CONTRADICTORY)
def test_these_titles_contradict_each_other(one: str, other: str) -> None:
    assert not agree(titled(one), titled(other))
    assert not agree(titled(other), titled(one))


def test_a_title_of_other_authors_is_not_a_mistyped_one() -> None:
    one = titled("Hip adduction at rest", authors=("Ada Byron",))
    assert agree(one, titled("Hip abduction at rest", authors=("A. Byron",)))
    assert not agree(one, titled("Hip abduction at rest", authors=("Ben Okoro",)))


def test_a_translated_title_needs_an_author_and_a_year_of_the_other() -> None:
    english = titled("Kind leaders", language="en", authors=("Aino Virta",), date=PartialDate(2020))
    finnish: dict[str, Any] = {"language": "fi", "authors": ("Virta A",)}
    assert agree(english, titled("Ystävälliset johtajat", **finnish, date=PartialDate(2020, 5)))
    assert not agree(english, titled("Ystävälliset johtajat", **finnish, date=PartialDate(2019)))
    assert not agree(english, titled("Ystävälliset johtajat", language="fi", authors=("B. Salo",)))
    assert agree(english, titled("[Leaders who are kind].", authors=("Virta A",)))


def test_any_order_of_records_gives_the_same_works() -> None:
    records = [
        titled("Kind rounds: a trial", "a.ris"),
        titled("Kind rounds: a survey", "b.ris"),
        titled("Kind rounds", "c.ris"),
        titled("", "d.ris"),
        titled("Kind rounds: a trial", "e.ris", body="more text"),
    ]
    found = {
        tuple(
            (name, frozenset(str(record.source) for record in work))
            for name, work in zip(ids(groups), groups, strict=True)
        )
        for order in permutations(records)
        for groups in [works(order)]
    }
    (only,) = found
    assert [paths for _, paths in only] == [{"b.ris", "c.ris", "d.ris"}, {"a.ris", "e.ris"}]
    assert only[0][0] == records[0].id
    assert len({name for name, _ in only}) == 2


def test_records_of_one_file_that_differ_are_two_works() -> None:
    same = [
        titled("Editorial", body=body, source=Source("a.ris", n))
        for n, body in ((1, "a"), (2, "b"))
    ]
    groups = works(same)
    assert len(groups) == 2
    assert len(set(ids(groups))) == 2


def repeats(path: str, times: int, **values: Any) -> list[Article]:
    given: dict[str, Any] = {"title": "News & Resources", "doi": "", "body": ""}
    return [
        titled(path=path, **{**given, **values, "source": Source(path, n + 1)})
        for n in range(times)
    ]


def test_a_title_of_many_articles_is_of_as_many_as_one_file_has_of_it() -> None:
    groups = works([*repeats("a.ris", 3), *repeats("b.ris", 2)])
    assert [{str(record.source) for record in work} for work in groups] == [
        {"a.ris", "b.ris"},
        {"a.ris#2", "b.ris#2"},
        {"a.ris#3"},
    ]
    assert len(set(ids(groups))) == 3


@pytest.mark.parametrize(
    "values", [{"title": "Kind rounds"}, {"doi": "10.1/x"}, {"url": "https://a.org"}, {"body": "x"}]
)
def test_records_that_are_known_by_more_are_one_however_often_a_file_has_them(
    values: dict[str, Any],
) -> None:
    assert len(works(repeats("a.ris", 3, **values))) == 1


def test_very_many_rows_of_one_title_are_told_apart_at_once() -> None:
    groups = works(repeats("a.csv", 5_000))
    assert len(set(ids(groups))) == len(groups) == 5_000


def test_very_many_titles_of_one_address_are_told_apart_at_once() -> None:
    """A feed may give its own address to each of its thousands of items."""
    records = [titled(f"Item {number} of the feed", f"{number}.ris") for number in range(3_000)]
    assert len(works([*records, *records])) == 3_000
    assert len(records) > MOST_TITLES


TITLE = "Kind rounds on invented wards"
AUTHOR = ("Mira Ashdown",)
YEAR = PartialDate(2021)


def known(title: str = TITLE, path: str = "b.ris", **values: Any) -> Article:
    given: dict[str, Any] = {"doi": "", "authors": AUTHOR, "date": YEAR, "body": ""}
    return titled(title, path, **given | values)


ONE = [
    ({"doi": "10.1000/x"}, {}),
    ({"doi": "10.1000/x"}, {"url": "https://example.org/a", "date": PartialDate(2021, 4)}),
    ({"authors": ("Ashdown, M.", "Ben Okoro")}, {}),
    ({"title": f"{TITLE}: a trial"}, {}),
    ({"doi": "10.1000/x", "extra": {"pmid": ("7",)}}, {"extra": {"pmid": ("7",)}, "authors": ()}),
    (
        {"doi": "10.1000/x", "url": "http://example.org/a/"},
        {"url": "https://example.org/a", "date": None},
    ),
    (
        {"excerpt": "We walked the wards and were kind."},
        {"excerpt": "We walked the wards and were kind. And more."},
    ),
    ({"title": "Editorial"}, {"title": "Editorial"}),
    (
        {"title": "Editorial", "date": PartialDate(2021, 3)},
        {"title": "Editorial", "date": PartialDate(2021, 3), "venue": "BMJ Leader"},
    ),
    (
        {"title": "Editorial", "body": "We walked the wards and were kind."},
        {"title": "Editorial", "body": "We walked the wards and were kind. And more."},
    ),
    (
        {"url": "https://a.org/1", "venue": "J Clin Nurs"},
        {"url": "https://a.org/2", "venue": "Journal of Clinical Nursing"},
    ),
    ({"url": "https://a.org/1"}, {"url": "https://a.org/1/abstract", "venue": "BMJ Leader"}),
    ({"url": "https://a.org/1", "venue": "A"}, {"url": "https://b.org/2", "venue": "BMJ Leader"}),
]

TWO = [
    ({"doi": "10.1000/x"}, {"doi": "10.1000/y"}),
    ({"extra": {"pmid": ("7",)}}, {"extra": {"pmid": ("8",)}}),
    ({"authors": ("Ben Okoro",)}, {}),
    ({"date": PartialDate(2020)}, {}),
    ({"authors": ()}, {"doi": "10.1000/x"}),
    ({"title": "Editorial"}, {"title": "Editorial", "doi": "10.1000/x"}),
    ({"title": f"{TITLE}: a trial"}, {"title": f"{TITLE}: a survey"}),
    (
        {"excerpt": "We walked the wards and were kind."},
        {"excerpt": "Nobody knows how spring came over the sea."},
    ),
    (
        {"url": "https://example.org/a", "doi": "10.1000/x"},
        {"url": "https://example.org/a", "title": "All our reports"},
    ),
    ({"title": "Editorial"}, {"title": "Editorial", "venue": "BMJ Leader"}),
    (
        {"title": "News & Resources", "date": PartialDate(2021, 3), "url": "https://a.org/news"},
        {"title": "News & Resources", "date": PartialDate(2021, 4), "url": "https://a.org/news"},
    ),
    ({"authors": ("John Ashdown",)}, {}),
    ({"title": f"{TITLE} (reply)"}, {}),
    (
        {"url": "https://a.org/1", "venue": "Proceedings of the Workshop on Wards"},
        {"url": "https://a.org/2", "venue": "Proceedings of the Conference of Nurses"},
    ),
    (
        {"url": "https://a.org/1", "date": PartialDate(2021, 3, 5)},
        {"url": "https://a.org/2", "date": PartialDate(2021, 3, 12)},
    ),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_records_of_one_article_are_recognised(one: dict[str, Any], other: dict[str, Any]) -> None:
    records = [known(path="a.ris", **one), known(**other)]
    assert keys(records[0]) & keys(records[1])
    assert len(works(records)) == 1


@pytest.mark.parametrize(("one", "other"), TWO)
def test_records_of_two_articles_are_not_taken_for_one(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    records = [known(path="a.ris", **one), known(**other)]
    assert not keys(records[0]) & keys(records[1]) or len(works(records)) == 2


def test_the_id_of_an_article_is_that_of_the_record_with_a_doi() -> None:
    records = [known(path="a.ris"), known(doi="10.1000/x"), known(path="c", url="https://a.org")]
    assert ids(works(records)) == [Article(doi="10.1000/x", title="x").id]
