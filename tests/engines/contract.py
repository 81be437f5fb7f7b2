"""The contract of every engine: a suite to inherit, with an `engine` fixture of one's own.

What an engine can do beyond it is in `engines.capabilities`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import date
from typing import Any

import pytest

from asking import document_frequency, held_ids, ids, plan_of, search, terms
from leadersearch import ranking
from leadersearch.engine import Capability, Engine, Execution, Sort, WriteOutcome, Writer
from leadersearch.engine.capability import EVERYTHING
from leadersearch.errors import UnsupportedFeature, UsageError
from leadersearch.model.article import Article, PartialDate, Source
from leadersearch.model.fields import FACETS
from leadersearch.plan import Lookup, OneOf, ReadAs, Reading, StartsWith, WordNode, plan_queries
from leadersearch.query import DateRange, Everything, InField, Phrase, Query, Term, parse_query
from leadersearch.results.answer import REWORDING
from leadersearch.results.request import SearchRequest

COLLECTION = (
    Article(
        id="kind",
        title="Kindness and inclusion in leadership",
        authors=("Anna Baverstock", "Harriet Jones"),
        excerpt="Are we brave enough?",
        date=PartialDate(2024, 5, 17),
        tags=("empathy", "Nursing Homes"),
        venue="BMJ Leader",
    ),
    Article(
        id="ahp",
        title="Senior AHPs transform quality",
        authors=("Sarah Cooper",),
        body="Leaders of the allied health-care professions lead.",
        date=PartialDate(2023),
        tags=("empathy",),
        venue="BMJ Leader",
    ),
    Article(
        id="ethics",
        title="The erosion of medical ethics",
        authors=("Alex Ruani",),
        body="Ethics is medical. Care is an ethics of care, and the care of O'Brien.",
        date=PartialDate(2023, 5),
        doi="https://doi.org/10.1136/LEADER-1",
        url="https://blog.example.org/ethics-of-care",
    ),
    Article(
        id="nodate",
        body="A leader leads leaders; misinformation spreads (https://elsewhere.net/told).",
        authors=("David Díaz-Báez",),
        source=Source("/corpus/leads.txt", 2),
    ),
)


def fill(engine: Engine, articles: Iterable[Article] = COLLECTION) -> None:
    with writing(engine) as writer:
        writer.put(articles)


@contextmanager
def writing(engine: Engine, *, from_nothing: bool = False) -> Iterator[Writer]:
    with engine.write(from_nothing=from_nothing) as writer:
        yield writer
    see(engine)


def keep(engine: Engine, name: str, data: bytes) -> None:
    with writing(engine) as writer:
        writer.keep(name, data)


def remove(engine: Engine, *article_ids: str) -> WriteOutcome:
    with writing(engine) as writer:
        writer.remove(article_ids)
    return writer.outcome


def see(engine: Engine) -> None:
    """Have what was written seen, where that does not happen by itself."""
    if Capability.INSTANT_VISIBILITY not in engine.capabilities:
        engine.refresh()  # type: ignore[attr-defined]  # such an engine has one


def facets(engine: Engine) -> tuple[str, ...]:
    """The facets that an engine counts."""
    return tuple(FACETS) if Capability.FACETS in engine.capabilities else ()


def told(engine: Engine) -> AbstractContextManager[None]:
    """An engine may say that it lacks something; nothing else may go wrong."""
    return nullcontext() if engine.capabilities == EVERYTHING else suppress(UnsupportedFeature)


def found(engine: Engine, query: str | Query, **options: Any) -> set[str]:
    return set(ids(search(engine, query, **options)))


class WritingContract:
    def test_an_empty_index_holds_nothing(self, engine: Engine) -> None:
        assert engine.view().articles == 0
        assert held_ids(engine) == []
        assert engine.view().fetch(["x"]) == [None]
        assert engine.view().fingerprints(["x"]) == [None]
        page = search(engine, "word")
        assert (page.hits, page.total, page.all_words) == ((), 0, 0)
        assert search(engine, Everything()).total == 0
        assert engine.view().statistics().articles == 0

    def test_articles_come_back_as_they_were(self, engine: Engine) -> None:
        fill(engine)
        assert held_ids(engine) == ["ahp", "ethics", "kind", "nodate"]
        assert engine.view().fetch(["ethics", "none", "kind"]) == [
            COLLECTION[2],
            None,
            COLLECTION[0],
        ]
        assert engine.view().fingerprints(["ahp", "none"]) == [COLLECTION[1].fingerprint, None]

    def test_adding_replaces_the_article_of_the_id(self, engine: Engine) -> None:
        fill(engine)
        fill(engine, [Article(id="ahp", title="Something new")])
        assert engine.view().articles == 4
        assert found(engine, "title:something") == {"ahp"}
        assert found(engine, "professions") == set()

    def test_the_last_of_several_additions_in_one_commit_counts(self, engine: Engine) -> None:
        fill(engine, [Article(id="x", title=word) for word in ("first", "second", "third")])
        assert engine.view().articles == 1
        assert found(engine, "third") == {"x"}
        assert found(engine, "first OR second") == set()

    def test_removing_tells_how_many_there_were(self, engine: Engine) -> None:
        fill(engine)
        assert remove(engine, "ahp", "ahp", "none").removed == 1
        assert held_ids(engine) == ["ethics", "kind", "nodate"]
        assert engine.view().fetch(["ahp"]) == [None]
        assert found(engine, "professions") == set()

    def test_what_is_put_can_be_removed_before_the_commit(self, engine: Engine) -> None:
        fill(engine)
        with writing(engine) as writer:
            writer.put([Article(id="ahp", title="Newer"), Article(id="x", title="Passing")])
            writer.remove(["ahp", "ahp", "x"])
        assert (writer.outcome.put, writer.outcome.removed) == (2, 2)
        assert held_ids(engine) == ["ethics", "kind", "nodate"]

    def test_what_is_removed_can_be_added_again_in_one_commit(self, engine: Engine) -> None:
        fill(engine)
        with writing(engine) as writer:
            writer.remove(["ahp"])
            writer.put([COLLECTION[1]])
        assert engine.view().fetch(["ahp"]) == [COLLECTION[1]]
        assert engine.view().articles == 4

    def test_all_can_be_removed_and_the_index_used_on(self, engine: Engine) -> None:
        fill(engine)
        remove(engine, *(article.id for article in COLLECTION))
        assert engine.view().articles == 0
        assert search(engine, Everything()).total == 0
        fill(engine, COLLECTION[:1])
        assert ids(search(engine, "kindness")) == ["kind"]

    def test_a_writer_that_changes_nothing_changes_nothing(self, engine: Engine) -> None:
        fill(engine)
        before = engine.version()
        with writing(engine) as writer:
            assert writer.base.articles == 4
        assert not writer.outcome.is_committed
        assert engine.view().articles == 4
        assert engine.version() == engine.view().version == before

    def test_a_writer_goes_on_from_what_it_has_committed(self, engine: Engine) -> None:
        fill(engine)
        with writing(engine) as writer:
            writer.put([Article(id="new", title="Zebras")])
            writer.remove(["ahp"])
            writer.keep("notes", b"mine")
            writer.commit()
            see(engine)
            assert held_ids(engine) == ["ethics", "kind", "new", "nodate"]
            assert writer.base.version == engine.version()
            assert writer.base.document("notes") == b"mine"
            writer.put([Article(id="new", title="Zebras", body="Of the savannah.")])
            writer.put([Article(id="ahp", title="Kindness, again")])
        assert writer.outcome.is_committed
        assert held_ids(engine) == ["ahp", "ethics", "kind", "new", "nodate"]
        assert found(engine, "savannah") == found(engine, "zebras") == {"new"}
        assert "ahp" in found(engine, "kindness")

    def test_what_is_committed_stays_whatever_comes(self, engine: Engine) -> None:
        fill(engine)
        with suppress(KeyboardInterrupt), writing(engine) as writer:
            writer.put([Article(id="new", title="Zebras")])
            writer.commit()
            writer.commit()
            raise KeyboardInterrupt
        see(engine)
        assert "new" in held_ids(engine)
        assert found(engine, "zebras") == {"new"}

    def test_a_writer_from_nothing_goes_on_as_any_other(self, engine: Engine) -> None:
        fill(engine)
        with writing(engine, from_nothing=True) as writer:
            writer.put([Article(id="new", title="Zebras")])
            writer.commit()
            writer.put([Article(id="next", title="Zebras")])
        assert held_ids(engine) == ["new", "next"]

    def test_a_change_makes_another_version(self, engine: Engine) -> None:
        versions = [engine.version()]
        for change in (
            fill,
            lambda _: remove(engine, "kind"),
            lambda _: keep(engine, "notes", b""),
        ):
            change(engine)
            versions.append(engine.version())
        assert len(set(versions)) == 4

    def test_a_view_stands_for_one_moment(self, engine: Engine) -> None:
        fill(engine)
        view = engine.view()
        fill(engine, [Article(id="new", title="Kindness"), Article(id="kind", title="Other")])
        remove(engine, "ahp")
        keep(engine, "notes", b"later")
        assert view.articles == 4
        assert view.fetch(["new", "kind", "ahp"]) == [None, COLLECTION[0], COLLECTION[1]]
        assert [row.id for part in view.scan() for row in part] == [
            "ahp",
            "ethics",
            "kind",
            "nodate",
        ]
        assert view.look_up([(Lookup("id", "id", OneOf((name,))),) for name in ("new", "ahp")]) == [
            0,
            1,
        ]
        assert engine.view().articles == 4
        assert engine.view().version != view.version

    def test_a_scan_goes_by_id_and_goes_on_after_any(self, engine: Engine) -> None:
        fill(engine)
        parts = [[row.id for row in part] for part in engine.view().scan(batch=3)]
        assert parts == [["ahp", "ethics", "kind"], ["nodate"]]
        assert [len(part) for part in engine.view().scan(after="ethics")] == [2]
        assert list(engine.view().scan(after="z")) == []

    def test_a_writer_from_nothing_leaves_what_it_put_and_what_people_made(
        self, engine: Engine
    ) -> None:
        fill(engine)
        keep(engine, "searches", b"mine")
        keep(engine, "sources", b"theirs")
        with writing(engine, from_nothing=True) as writer:
            assert writer.base.articles == 0
            assert writer.base.document("searches") == b"mine"
            assert writer.base.document("sources") is None
            writer.put([Article(id="new", title="Alone")])
        assert writer.outcome.is_committed
        assert held_ids(engine) == ["new"]
        assert found(engine, "kindness") == set()
        assert found(engine, "alone") == {"new"}
        assert engine.view().document("searches") == b"mine"
        assert engine.view().document("sources") is None

    def test_a_view_from_nothing_is_what_such_a_writer_begins_with(self, engine: Engine) -> None:
        fill(engine)
        keep(engine, "searches", b"mine")
        view = engine.view(from_nothing=True)
        assert (view.articles, view.fetch(["kind"])) == (0, [None])
        assert list(view.scan()) == []
        assert view.document("searches") == b"mine"
        assert engine.view().articles == 4

    @pytest.mark.parametrize("name", ["", "Notes", "no-tes", "é", "n" * 17])
    def test_a_document_has_a_name_that_every_engine_can_keep(
        self, engine: Engine, name: str
    ) -> None:
        with pytest.raises(UsageError, match="16 letters"), engine.write() as writer:
            writer.keep(name, b"")

    def test_documents_are_kept_by_name_until_they_are_replaced(self, engine: Engine) -> None:
        assert engine.view().document("notes") is None
        with writing(engine) as writer:
            writer.keep("notes", b"\0\xff one")
            writer.keep("saved", b"")
        fill(engine)
        assert engine.view().document("notes") == b"\0\xff one"
        assert engine.view().document("saved") == b""
        keep(engine, "notes", b"two")
        assert engine.view().document("notes") == b"two"
        assert engine.view().document("saved") == b""


class FiguresContract:
    def test_a_document_frequency_counts_articles(self, engine: Engine) -> None:
        fill(engine)
        assert document_frequency(engine, "text_exact", "leaders") == 2
        assert document_frequency(engine, "body", "leader") == 2
        assert document_frequency(engine, "body", "leaders") == 0
        assert document_frequency(engine, "nowhere", "leader") == 0

    def test_removed_articles_are_not_counted(self, engine: Engine) -> None:
        fill(engine)
        remove(engine, "nodate")
        assert document_frequency(engine, "text_exact", "leaders") == 1
        lookup = Lookup("", "text_exact", StartsWith("misinf"))
        assert engine.view().look_up([(lookup,)]) == [0]

    def test_words_are_looked_up_together(self, engine: Engine) -> None:
        fill(engine)
        leader, care, none = (
            tuple(Lookup(name, name, OneOf((term,))) for name in ("title", "excerpt", "body"))
            for term in ("leader", "care", "none")
        )
        beginning = (Lookup("", "text_exact", StartsWith("lead")),)
        view = engine.view()
        assert view.look_up([leader, care, none, beginning, ()]) == [2, 2, 0, 3, 0]
        assert [bool(count) for count in view.look_up([leader, none, beginning, ()], enough=1)] == [
            True,
            False,
            True,
            False,
        ]
        assert view.look_up([]) == []

    def test_figures_are_those_of_the_leaves(self, engine: Engine) -> None:
        fill(engine)
        care, none = (
            WordNode(term, (Lookup("body", "body", OneOf((term,))),)) for term in ("care", "none")
        )
        figures = engine.view().figures([care, none])
        assert (figures.articles, figures.frequencies) == (4, {care: 2, none: 0})
        assert figures.mean_length == engine.view().statistics().mean_length

    def test_several_searches_are_carried_out_together(self, engine: Engine) -> None:
        fill(engine)
        queries = [parse_query(text).query for text in ("leaders", "zzz", "kindness ethics")]
        view = engine.view()
        plans = plan_queries(
            queries, engine.analysis, view, expands=engine.capabilities >= REWORDING
        )
        together = view.execute([Execution(plan=plan) for plan in plans])
        alone = [view.execute([Execution(plan=plan)])[0] for plan in plans]
        assert together == alone
        assert [found.total for found in together] == [2, 0, 2]
        assert view.execute([]) == []

    def test_statistics_are_those_of_the_articles(self, engine: Engine) -> None:
        fill(engine)
        figures = engine.view().statistics()
        lengths = (3 * 5 + 4, 3 * 4 + 8, 3 * 5 + 15, 10)
        assert figures.articles == 4
        assert figures.mean_length == sum(lengths) / 4
        assert figures.language == "english"
        assert figures.oldest == "2023-01-01"
        assert figures.newest == "2024-05-17"
        assert figures.terms.get("author", 12) == 12


class MatchingContract:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("kindness", {"kind"}),
            ("KINDNESS", {"kind"}),
            ("leader", {"ahp", "nodate"}),
            ("=leader", {"nodate"}),
            ("=leaders", {"ahp", "nodate"}),
            ('"leaders"', {"ahp", "nodate"}),
            ("leadership AHPs", {"kind", "ahp"}),
            ("+leadership AHPs", {"kind"}),
            ("leaders -misinformation", {"ahp"}),
            ("leader AND professions", {"ahp"}),
            ("leader NOT (professions OR kindness)", {"nodate"}),
            ("lead*", {"kind", "ahp", "nodate"}),
            ("LEAD*", {"kind", "ahp", "nodate"}),
            ("l?ads", {"nodate"}),
            ("*formation", {"nodate"}),
            ("health-care", {"ahp"}),
            ("healthcare", {"ahp"}),
            ("author:diaz", {"nodate"}),
            ("author:leader", set()),
            ("title:leaders", {"kind"}),  # no title holds it: tried as a prefix
            ("title:=leaders", set()),
            ("body:misinformation", {"nodate"}),
            ("title:leadership", {"kind"}),
            ("excerpt:brave", {"kind"}),
            ("body:brave", set()),
            ("tag:empathy", {"kind", "ahp"}),
            ("empathy", {"kind", "ahp"}),
            ("venue:bmj", {"kind", "ahp"}),
            ("source:leads", {"nodate"}),
            ("id:ahp", {"ahp"}),
            ("id:ah", set()),
            ("date:2024-05-17", {"kind"}),
            ("kindness date:2023", set()),
            ("leaders^2 kindness", {"ahp", "nodate", "kind"}),
            ("zzz", set()),
            ('"!?"', set()),
            ("misinf", {"nodate"}),  # no article holds the word: tried as a prefix
            ("the kindness", {"kind"}),
            ("baverstock inclusion", {"kind"}),
        ],
    )
    def test_a_query_finds_what_it_says(
        self, engine: Engine, query: str, expected: set[str]
    ) -> None:
        fill(engine)
        page = search(engine, query)
        assert set(ids(page)) == expected
        assert page.total == len(expected)

    @pytest.mark.parametrize(
        ("start", "end", "expected"),
        [
            (date(2023, 1, 1), date(2024, 1, 1), {"ahp", "ethics"}),
            (date(2023, 1, 2), date(2023, 5, 1), set()),
            (date(2023, 5, 1), date(2023, 5, 2), {"ethics"}),
            (date(2024, 5, 17), None, {"kind"}),
            (date(2024, 5, 18), None, set()),
            (None, date(2024, 5, 17), {"ahp", "ethics"}),
            (None, date(2024, 5, 18), {"kind", "ahp", "ethics"}),
            (None, None, {"kind", "ahp", "ethics"}),
            (date.max, date.min, set()),
        ],
    )
    def test_date_ranges_are_half_open_and_go_by_the_first_day(
        self, engine: Engine, start: date | None, end: date | None, expected: set[str]
    ) -> None:
        fill(engine)
        assert found(engine, DateRange(start, end)) == expected

    def test_while_typing_the_last_word_is_a_prefix_as_well(self, engine: Engine) -> None:
        fill(engine)
        assert found(engine, "kindness ethi") == {"kind", "ethics"}
        assert found(engine, "lead", typing=True) == {"kind", "ahp", "nodate"}
        assert found(engine, "lead kindness", typing=True) == {"ahp", "nodate", "kind"}
        assert found(engine, "author:coo", typing=True) == {"ahp"}
        assert found(engine, "=lead", typing=True) == {"ahp"}

    def test_one_letter_is_not_completed(self, engine: Engine) -> None:
        fill(engine)
        assert found(engine, "k", typing=True) == set()

    def test_a_word_no_article_holds_is_reported(self, engine: Engine) -> None:
        fill(engine)
        page = search(engine, "kindness zzz misinf")
        assert plan_of(page).missing == ("zzz",)
        assert page.readings == (Reading(ReadAs.COMPLETED, "misinf", "misinf*"),)


class RankingContract:
    def test_articles_with_all_words_come_first_and_are_counted(self, engine: Engine) -> None:
        fill(engine)
        page = search(engine, "leaders care professions")
        assert ids(page)[0] == "ahp"
        assert [hit.all_words for hit in page] == [True, False, False]
        assert (page.all_words, page.total) == (1, 3)

    def test_scores_are_never_rising_within_a_tier(self, engine: Engine) -> None:
        fill(engine)
        page = search(engine, "leader care ethics")
        for tier in (True, False):
            scores = [hit.score for hit in page if hit.all_words is tier]
            assert scores == sorted(scores, reverse=True)

    def test_neighbours_earn_a_bonus(self, engine: Engine) -> None:
        fill(
            engine,
            [
                Article(id="apart", body="medical " + "word " * 20 + "ethics"),
                Article(id="near", body="medical " + "word " * 3 + "ethics " + "word " * 17),
                Article(id="side", body="medical ethics " + "word " * 20),
            ],
        )
        assert ids(search(engine, "medical ethics")) == ["side", "near", "apart"]

    def test_a_title_outranks_a_body(self, engine: Engine) -> None:
        fill(
            engine,
            [
                Article(id="body", title="one two", body="kindness and more"),
                Article(id="title", title="one kindness", body="two and more"),
            ],
        )
        assert ids(search(engine, "kindness")) == ["title", "body"]

    def test_equally_good_articles_are_ordered_newest_first_and_then_always_alike(
        self, engine: Engine
    ) -> None:
        dated = [
            Article(id=f"d{day}", title="same", date=PartialDate(2024, 1, day)) for day in (1, 3, 2)
        ]
        undated = [Article(id=f"u{number}", title="same") for number in range(6)]
        fill(engine, [*undated, *dated])
        expected = sorted((a.id for a in undated), key=ranking.tie_break)
        assert ids(search(engine, "same")) == ["d3", "d2", "d1", *expected]

    def test_request_words_weigh_less_and_make_no_tier(self, engine: Engine) -> None:
        fill(engine)
        page = search(engine, "articles kindness")
        assert ids(page) == ["kind"]
        assert page.hits[0].all_words


class PageContract:
    @pytest.mark.parametrize(
        ("sort", "expected"),
        [
            (Sort.NEWEST, ["kind", "ethics", "ahp", "nodate"]),
            (Sort.OLDEST, ["ahp", "ethics", "kind", "nodate"]),
            (Sort.TITLE, ["kind", "ahp", "ethics", "nodate"]),
        ],
    )
    def test_orders_put_what_is_missing_last_in_every_direction(
        self, engine: Engine, sort: Sort, expected: list[str]
    ) -> None:
        fill(engine)
        assert ids(search(engine, Everything(), sort=sort)) == expected

    def test_an_empty_query_is_newest_first(self, engine: Engine) -> None:
        fill(engine)
        assert ids(search(engine, "")) == ["kind", "ethics", "ahp", "nodate"]

    def test_all_words_come_first_in_every_order(self, engine: Engine) -> None:
        fill(engine)
        for sort in Sort:
            assert ids(search(engine, "leaders professions", sort=sort))[0] == "ahp"

    @pytest.mark.parametrize("sort", list(Sort))
    @pytest.mark.parametrize("size", [1, 2, 3, 7])
    def test_pages_make_up_the_whole(self, engine: Engine, sort: Sort, size: int) -> None:
        articles = [
            Article(
                id=f"a{number}",
                title=f"Care {number % 3}",
                body="leader " * (number % 4) + "word",
                date=PartialDate(2020 + number % 3) if number % 5 else None,
            )
            for number in range(20)
        ]
        fill(engine, articles[:12])
        fill(engine, articles[12:])
        whole = search(engine, "care leader", sort=sort, limit=100)
        assert whole.total == 20
        pages = [
            search(engine, "care leader", sort=sort, limit=size, offset=offset)
            for offset in range(0, 20, size)
        ]
        hits = [hit for page in pages for hit in page]
        assert [(hit.article, hit.score, hit.rank) for hit in hits] == [
            (hit.article, hit.score, hit.rank) for hit in whole
        ]
        assert [hit.rank for hit in hits] == list(range(1, 21))
        assert {(page.total, page.all_words) for page in pages} == {(whole.total, whole.all_words)}

    def test_a_page_past_the_end_is_empty_and_knows_the_total(self, engine: Engine) -> None:
        fill(engine)
        page = search(engine, "leader", offset=10**12, limit=10**12)
        assert (page.hits, page.total) == ((), 2)
        assert search(engine, "leader", limit=0).total == 2
        assert len(search(engine, "leader", limit=10**30)) == 2

    def test_negative_numbers_and_unknown_facets_are_refused(self) -> None:
        for options in ({"limit": -1}, {"offset": -1}):
            with pytest.raises(UsageError, match="must not be negative"):
                SearchRequest(**options)  # type: ignore[arg-type]  # one of two integers
        for facets in ({"facets": ("colour",)}, {"filters": (("colour", "red"),)}):
            with pytest.raises(UsageError, match="unknown facet 'colour'"):
                SearchRequest(**facets)

    def test_a_limit_does_not_change_what_is_best(self, engine: Engine) -> None:
        fill(
            engine,
            [Article(id=f"a{n}", body="leader " + "word " * (n % 7), title="t") for n in range(60)],
        )
        whole = ids(search(engine, "leader word", limit=60))
        for limit in (1, 2, 5, 10, 14, 15, 16, 30):
            assert ids(search(engine, "leader word", limit=limit)) == whole[:limit]


class HostileContract:
    @pytest.mark.parametrize(
        "article",
        [
            Article(id="x", title="a" * 1_000_000),
            Article(id="x", title="word " * 200_000),
            Article(id="x", title="t", authors=tuple(f"Name {n}" for n in range(10_000))),
            Article(id="x", title="nul\0nul", tags=("\0",), venue="\0a\0"),
            Article(id="x", title="شفاء \u202eתורה", tags=("\u202e",)),
            Article(id="x", title="t", authors=("", " "), tags=("", "\t")),
            Article(id="x", title="kind\x1eleader \x1e", tags=("a\x1eb",)),
            Article(id="x\x1ey\ttab\nline", title="t"),
            Article(id="x", title="?!"),
            Article(id="é" * 300, title="t", url="u" * 100_000, doi="10.1/" + "d" * 100_000),
            Article(id="x", title="t", tags=("long " * 20_000,)),
            Article(id="x", title="a-" * 50_000 + "a"),
            Article(id="x", title="t", date=PartialDate(1), source=Source("", 10**18)),
            Article(id="x", title="t", date=PartialDate(9999, 12, 31), language="\0"),
            Article(id="x", title="\ufffe\uffff\U0010ffff word"),
        ],
        ids=range(15),
    )
    def test_absurd_articles_come_back_as_they_were(self, engine: Engine, article: Article) -> None:
        fill(engine, [article])
        assert engine.view().fetch([article.id]) == [article]
        assert held_ids(engine) == [article.id]
        assert [hit.article for hit in search(engine, Everything(), facets=facets(engine))] == [
            article
        ]
        fill(engine, [article])
        assert engine.view().articles == 1
        assert remove(engine, article.id).removed == 1
        assert engine.view().articles == 0

    @pytest.mark.parametrize("name", ["title", "body", "id", "url", "venue", "doi", "language"])
    def test_lone_surrogates_are_stored_like_anything(self, engine: Engine, name: str) -> None:
        values = {"id": "x", "title": "t", name: "a\ud800b"}
        article = Article(**values)  # type: ignore[arg-type]  # texts only
        fill(engine, [article])
        assert engine.view().fetch([article.id]) == [article]
        assert [hit.article for hit in search(engine, Everything(), facets=facets(engine))] == [
            article
        ]

    def test_lone_surrogates_in_authors_tags_and_sources(self, engine: Engine) -> None:
        article = Article(
            id="x",
            title="t",
            authors=("\udc80a",),
            tags=("\udfff",),
            source=Source("/caf\udce9.txt"),
        )
        fill(engine, [article])
        assert engine.view().fetch(["x"]) == [article]
        assert ids(search(engine, Everything())) == ["x"]

    @pytest.mark.parametrize(
        "query",
        [
            *("\ud800", "\ud800*", "a\ud800*", "*\ud800", "\ud800~", "id:\ud800", "doi:\udfff*"),
            *("tag:\ud800", '"\ud800 a"', "author:\udc80", "\0", "*", "**", "?*?", "=\ud800a"),
        ],
    )
    def test_absurd_queries_do_not_raise(self, engine: Engine, query: str) -> None:
        fill(engine)
        with told(engine):
            search(engine, query)
        with told(engine):
            search(engine, query, typing=True)
        engine.view().fetch([query])
        with told(engine):
            terms(engine, "author", query)

    @pytest.mark.parametrize("article_id", [" x", "x ", "\tx\n", "  "])
    def test_an_id_with_space_around_it_is_still_one_id(
        self, engine: Engine, article_id: str
    ) -> None:
        article = Article(id=article_id, title="t")
        fill(engine, [article])
        fill(engine, [article])
        assert engine.view().articles == 1
        assert engine.view().fetch([article.id]) == [article]
        assert held_ids(engine) == [article.id]

    @pytest.mark.parametrize("field", ["date", "id", "doi", "source", "url", "tag"])
    @pytest.mark.parametrize(
        "query",
        [Term("2023"), Term("2023", exact=True), Phrase("2023 05"), Phrase("2023 05", 3)],
    )
    def test_every_leaf_may_stand_in_every_field(
        self, engine: Engine, field: str, query: Query
    ) -> None:
        fill(engine)
        with told(engine):
            search(engine, InField(field, query))


class EngineContract(
    WritingContract,
    FiguresContract,
    MatchingContract,
    RankingContract,
    PageContract,
    HostileContract,
):
    """The contract of every engine, whatever its capabilities."""
