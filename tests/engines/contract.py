"""What every engine does: a suite to be inherited, with an `engine` fixture of one's own."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from leadersearch import ranking
from leadersearch.engine import Engine, FacetCount, Page, SearchRequest, Sort, Writer
from leadersearch.errors import UsageError
from leadersearch.model.article import Article, PartialDate, Source
from leadersearch.model.fields import FACETS
from leadersearch.plan import Like, Lookup, OneOf, StartsWith, Within
from leadersearch.query import DateRange, Everything, InField, Phrase, Query, Term, parse_query

COLLECTION = (
    Article(
        id="kind",
        title="Kindness and inclusion in leadership",
        authors=("Anna Baverstock", "Harriet Jones"),
        excerpt="Are we brave enough?",
        date=PartialDate(2024, 5, 17),
        tags=("kindness", "Health Care"),
        venue="BMJ Leader",
    ),
    Article(
        id="ahp",
        title="Senior AHPs transform quality",
        authors=("Sarah Cooper",),
        body="Leaders of the allied health-care professions lead.",
        date=PartialDate(2023),
        tags=("kindness",),
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
    with engine.write() as writer:
        for article in articles:
            writer.add(article)


def search(engine: Engine, query: str | Query, **options: object) -> Page:
    parsed = parse_query(query).query if isinstance(query, str) else query
    return engine.search(SearchRequest(query=parsed, **options))  # type: ignore[arg-type]  # options of a request


def ids(page: Page) -> list[str]:
    return [hit.article.id for hit in page]


def found(engine: Engine, query: str | Query, **options: object) -> set[str]:
    return set(ids(search(engine, query, **options)))


class WritingContract:
    def test_an_empty_index_holds_nothing(self, engine: Engine) -> None:
        assert engine.article_count() == 0
        assert list(engine.ids()) == []
        assert engine.fetch(["x"]) == [None]
        assert engine.fingerprints(["x"]) == [None]
        assert engine.terms("title") == []
        page = search(engine, "word", facets=FACETS)
        assert (page.hits, page.total, page.all_words) == ((), 0, 0)
        assert page.facets == dict.fromkeys(FACETS, ())
        assert search(engine, Everything()).total == 0
        assert engine.statistics().articles == 0

    def test_articles_come_back_as_they_were(self, engine: Engine) -> None:
        fill(engine)
        assert sorted(engine.ids()) == ["ahp", "ethics", "kind", "nodate"]
        assert engine.fetch(["ethics", "none", "kind"]) == [COLLECTION[2], None, COLLECTION[0]]
        assert engine.fingerprints(["ahp", "none"]) == [COLLECTION[1].fingerprint, None]

    def test_adding_replaces_the_article_of_the_id(self, engine: Engine) -> None:
        fill(engine)
        fill(engine, [Article(id="ahp", title="Something new")])
        assert engine.article_count() == 4
        assert found(engine, "title:something") == {"ahp"}
        assert found(engine, "professions") == set()

    def test_the_last_of_several_additions_in_one_commit_counts(self, engine: Engine) -> None:
        fill(engine, [Article(id="x", title=word) for word in ("first", "second", "third")])
        assert engine.article_count() == 1
        assert found(engine, "third") == {"x"}
        assert found(engine, "first OR second") == set()

    def test_removing_says_whether_there_was_one(self, engine: Engine) -> None:
        fill(engine)
        with engine.write() as writer:
            assert writer.remove("ahp") is True
            assert writer.remove("ahp") is False
            assert writer.remove("none") is False
        assert sorted(engine.ids()) == ["ethics", "kind", "nodate"]
        assert engine.fetch(["ahp"]) == [None]
        assert found(engine, "professions") == set()

    def test_what_is_added_can_be_removed_before_the_commit(self, engine: Engine) -> None:
        fill(engine)
        with engine.write() as writer:
            writer.add(Article(id="ahp", title="Newer"))
            assert writer.remove("ahp") is True
            assert writer.remove("ahp") is False
            writer.add(Article(id="x", title="Passing"))
            assert writer.remove("x") is True
        assert sorted(engine.ids()) == ["ethics", "kind", "nodate"]

    def test_what_is_removed_can_be_added_again_in_one_commit(self, engine: Engine) -> None:
        fill(engine)
        with engine.write() as writer:
            writer.remove("ahp")
            writer.add(COLLECTION[1])
        assert engine.fetch(["ahp"]) == [COLLECTION[1]]
        assert engine.article_count() == 4

    def test_all_can_be_removed_and_the_index_used_on(self, engine: Engine) -> None:
        fill(engine)
        with engine.write() as writer:
            for article in COLLECTION:
                writer.remove(article.id)
        assert engine.article_count() == 0
        assert search(engine, Everything()).total == 0
        fill(engine, COLLECTION[:1])
        assert ids(search(engine, "kindness")) == ["kind"]

    @pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
    def test_an_exception_leaves_everything_as_it_was(
        self, engine: Engine, error: type[BaseException]
    ) -> None:
        fill(engine)
        with engine.write() as writer:
            writer.attach("notes", b"before")

        def change(writer: Writer) -> None:
            writer.add(Article(id="x", title="Never"))
            writer.add(Article(id="ahp", title="Never"))
            writer.remove("kind")
            writer.attach("notes", b"after")
            raise error

        with pytest.raises(error), engine.write() as writer:
            change(writer)
        assert sorted(engine.ids()) == ["ahp", "ethics", "kind", "nodate"]
        assert engine.fetch(["ahp", "kind"]) == [COLLECTION[1], COLLECTION[0]]
        assert found(engine, "never") == set()
        assert engine.attachment("notes") == b"before"
        fill(engine, [Article(id="x", title="Afterwards")])
        assert found(engine, "afterwards") == {"x"}

    def test_nothing_is_seen_before_the_commit(self, engine: Engine) -> None:
        fill(engine)
        with engine.write() as writer:
            writer.remove("kind")
            writer.add(Article(id="x", title="Pending"))
            writer.attach("notes", b"pending")
            assert engine.article_count() == 4
            assert found(engine, "pending") == set()
            assert engine.fetch(["kind", "x"]) == [COLLECTION[0], None]
            assert engine.attachment("notes") is None

    def test_a_writer_that_changes_nothing_changes_nothing(self, engine: Engine) -> None:
        fill(engine)
        with engine.write():
            pass
        assert engine.article_count() == 4
        assert not engine.has_changed()
        assert engine.refresh() is False

    def test_attachments_are_kept_by_name_until_they_are_replaced(self, engine: Engine) -> None:
        assert engine.attachment("notes") is None
        with engine.write() as writer:
            writer.attach("notes", b"\0\xff one")
            writer.attach("saved", b"")
        fill(engine)
        assert engine.attachment("notes") == b"\0\xff one"
        assert engine.attachment("saved") == b""
        with engine.write() as writer:
            writer.attach("notes", b"two")
        assert engine.attachment("notes") == b"two"
        assert engine.attachment("saved") == b""

    def test_articles_of_many_commits_are_one_collection(self, engine: Engine) -> None:
        for article in COLLECTION:
            fill(engine, [article])
        assert found(engine, Everything()) == {"ahp", "ethics", "kind", "nodate"}
        other = search(engine, "leaders leadership")
        with engine.write() as writer:
            for article in COLLECTION:
                writer.remove(article.id)
        fill(engine)
        again = search(engine, "leaders leadership")
        assert [(hit.article.id, hit.score) for hit in again] == [
            (hit.article.id, hit.score) for hit in other
        ]

    def test_optimising_changes_nothing_that_is_found(self, engine: Engine) -> None:
        fill(engine)
        fill(engine, [replace(COLLECTION[0], excerpt="Brave"), Article(id="new", title="Leaders")])
        with engine.write() as writer:
            writer.remove("ethics")
            writer.attach("notes", b"kept")
        before = search(engine, Term("leaders"))
        engine.optimise()
        assert search(engine, Term("leaders")) == before
        assert sorted(engine.ids()) == ["ahp", "kind", "new", "nodate"]
        assert engine.attachment("notes") == b"kept"


class VocabularyContract:
    def test_terms_come_with_their_document_frequencies_the_most_frequent_first(
        self, engine: Engine
    ) -> None:
        fill(engine)
        assert engine.terms("tag") == [("kind", 2), ("care", 1), ("health", 1)]
        assert engine.terms("tag", limit=1) == [("kind", 2)]
        assert engine.terms("author", "co") == [("cooper", 1)]
        assert engine.terms("author", "zz") == []
        assert engine.terms("no-such-field") == []
        assert engine.terms("id", "") == [("ahp", 1), ("ethics", 1), ("kind", 1), ("nodate", 1)]

    def test_a_document_frequency_counts_articles(self, engine: Engine) -> None:
        fill(engine)
        assert engine.document_frequency("text_exact", "leaders") == 2
        assert engine.document_frequency("body", "leader") == 2
        assert engine.document_frequency("body", "leaders") == 0
        assert engine.document_frequency("nowhere", "leader") == 0

    def test_removed_articles_are_not_counted(self, engine: Engine) -> None:
        fill(engine)
        with engine.write() as writer:
            writer.remove("nodate")
        assert engine.document_frequency("text_exact", "leaders") == 1
        assert engine.terms("author", "diaz") == []
        assert engine.matching_terms([Lookup("", "text_exact", StartsWith("misinf"))]) == {}

    def test_matching_terms_sum_over_the_lookups(self, engine: Engine) -> None:
        fill(engine)
        lookups = [
            Lookup("title", "title_exact", StartsWith("lead")),
            Lookup("body", "body_exact", StartsWith("lead")),
        ]
        assert engine.matching_terms(lookups) == {
            "leadership": 1,
            "leaders": 2,
            "lead": 1,
            "leader": 1,
            "leads": 1,
        }
        assert engine.matching_terms([]) == {}

    @pytest.mark.parametrize(
        ("selector", "expected"),
        [
            (OneOf(("cooper", "ruani", "none")), {"cooper", "ruani"}),
            (OneOf(()), set()),
            (StartsWith("ba"), {"baez", "baverstock"}),
            (Like("?o*s"), {"jones"}),
            (Like("*"), {"alex", "anna", "baez", "baverstock", "cooper", "david", "diaz"}
             | {"diazbaez", "harriet", "jones", "ruani", "sarah"}),
            (Within("rouani", 1), {"ruani"}),
            (Within("saarh", 1), {"sarah"}),
            (Within("xxalex", 1), set()),
            (Within("xxalex", 2), {"alex"}),
        ],
    )  # fmt: skip
    def test_selectors_select(
        self, engine: Engine, selector: OneOf | StartsWith | Like | Within, expected: set[str]
    ) -> None:
        fill(engine)
        assert set(engine.matching_terms([Lookup("", "author", selector)])) == expected

    def test_statistics_are_those_of_the_articles(self, engine: Engine) -> None:
        fill(engine)
        figures = engine.statistics()
        lengths = (3 * 5 + 4, 3 * 4 + 8, 3 * 5 + 15, 10)
        assert figures.articles == 4
        assert figures.mean_length == sum(lengths) / 4
        assert figures.language == "english"
        assert figures.oldest == "2023-01-01"
        assert figures.newest == "2024-05-17"
        assert figures.terms["author"] == 12


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
            ("ethics -erosion", set()),
            ("leaders -misinformation", {"ahp"}),
            ("leader AND professions", {"ahp"}),
            ("kindness OR ethics", {"kind", "ethics"}),
            ("NOT leader", {"kind", "ethics"}),
            ("leader NOT (professions OR kindness)", {"nodate"}),
            ('"medical ethics"', {"ethics"}),
            ('"ethics medical"', set()),
            ('"medical ethic"', set()),
            ('"ethics of care"', {"ethics"}),
            ('"ethics care"', set()),
            ('"care ethics"~2', {"ethics"}),
            ('"spreads leader"~3', {"nodate"}),
            ('"spreads leader"~2', set()),
            ("lead*", {"kind", "ahp", "nodate"}),
            ("LEAD*", {"kind", "ahp", "nodate"}),
            ("l?ads", {"nodate"}),
            ("*formation", {"nodate"}),
            ("misinformaton~", {"nodate"}),
            ("misinfrmaton~", set()),
            ("misinfrmaton~2", {"nodate"}),
            ("health-care", {"ahp"}),
            ("healthcare", {"ahp"}),
            ("health care", {"ahp", "ethics"}),
            ('"health care"', {"ahp"}),
            ("o'brien", {"ethics"}),
            ("OBrien", {"ethics"}),
            ("author:diaz", {"nodate"}),
            ("author:diaz-baez", {"nodate"}),
            ("author:Díaz-Báez", {"nodate"}),
            ('author:"David Diaz"', {"nodate"}),
            ('author:"Diaz David"', set()),
            ("author:leader", set()),
            ("title:leaders", {"kind"}),  # no title holds it: tried as a prefix
            ("title:=leaders", set()),
            ("body:misinformation", {"nodate"}),
            ("title:leadership", {"kind"}),
            ("title:(kindness OR erosion)", {"kind", "ethics"}),
            ("excerpt:brave", {"kind"}),
            ("body:brave", set()),
            ("tag:kindness", {"kind", "ahp"}),
            ('tag:"health care"', {"kind"}),
            ("venue:bmj", {"kind", "ahp"}),
            ("url:example.org", {"ethics"}),
            ("source:leads", {"nodate"}),
            ("doi:10.1136/leader-1", {"ethics"}),
            ("https://blog.example.org/ethics-of-care", {"ethics"}),
            ("http://www.blog.example.org/ethics-of-care/?utm_source=x#top", {"ethics"}),
            ("https://blog.example.org/care-of-ethics", set()),
            ("www.example.org", {"ethics"}),
            ("https://doi.org/10.1136/Leader-1", {"ethics"}),
            ("10.1136/leader-1", {"ethics"}),
            ("10.1136/leader-12", set()),
            ("https://elsewhere.net/told", {"nodate"}),  # its text names the link
            ("kindness https://elsewhere.net/told", {"kind", "nodate"}),
            ("title:https://elsewhere.net/told", set()),
            ("id:ahp", {"ahp"}),
            ("id:ah", set()),
            ("date:2023", {"ahp", "ethics"}),
            ("date:2023-05", {"ethics"}),
            ("date:>=2023-05", {"kind", "ethics"}),
            ("date:2024-05-17", {"kind"}),
            ("date:<2024", {"ahp", "ethics"}),
            ("kindness date:2023", set()),
            ("leaders^2 kindness", {"ahp", "nodate", "kind"}),
            ("zzz", set()),
            ("", {"kind", "ahp", "ethics", "nodate"}),
            ('"!?"', set()),
            ("misinf", {"nodate"}),  # no article holds the word: tried as a prefix
            ("the", {"ahp", "ethics"}),
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

    def test_a_phrase_does_not_span_two_authors(self, engine: Engine) -> None:
        fill(engine)
        assert found(engine, 'author:"Baverstock Harriet"') == set()
        assert found(engine, InField("author", Phrase("Baverstock Harriet", 90))) == set()

    def test_a_phrase_does_not_span_two_fields(self, engine: Engine) -> None:
        fill(engine, [Article(id="x", title="one two", excerpt="three", body="four")])
        assert found(engine, '"two three"') == set()
        assert found(engine, '"three four"') == set()
        assert found(engine, '"two four"~50') == set()

    def test_a_compound_in_a_phrase_is_its_parts(self, engine: Engine) -> None:
        fill(engine)
        assert found(engine, '"allied health-care professions"') == {"ahp"}
        assert found(engine, '"allied health care professions"') == {"ahp"}

    def test_while_typing_the_last_word_is_a_prefix_as_well(self, engine: Engine) -> None:
        fill(engine)
        assert found(engine, "kindness ethi") == {"kind", "ethics"}
        assert found(engine, "lead", typing=True) == {"kind", "ahp", "nodate"}
        assert found(engine, "lead kindness", typing=True) == {"ahp", "nodate", "kind"}
        assert found(engine, "author:coo", typing=True) == {"ahp"}
        assert found(engine, '"medical et', typing=True) == {"ethics"}
        assert found(engine, "=lead", typing=True) == {"ahp"}

    def test_one_letter_is_not_completed(self, engine: Engine) -> None:
        fill(engine)
        assert found(engine, "k", typing=True) == set()

    def test_a_word_no_article_holds_is_reported(self, engine: Engine) -> None:
        fill(engine)
        page = search(engine, "kindness zzz misinf")
        assert page.plan.missing == ("zzz",)
        assert page.plan.completed == ("misinf",)


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

    def test_a_score_is_the_formula_by_hand(self, engine: Engine) -> None:
        fill(engine, [Article(id="x", title="kind word"), Article(id="y", body="other text here")])
        (hit,) = search(engine, "kind")
        # One article in two holds it, once in the title; lengths 3 x 2 and 3, mean 4.5.
        idf = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
        mixed = 3 / (0.5 + 0.5 * 6 / 4.5)
        once = idf * 2.2 * mixed / (mixed + 1.2)
        assert hit.score == pytest.approx(once + 0.15 * once, rel=1e-12)

    def test_another_form_of_the_word_earns_no_bonus(self, engine: Engine) -> None:
        fill(engine, [Article(id="x", title="leaders"), Article(id="y", title="others")])
        (exact,) = search(engine, "leaders")
        (stemmed,) = search(engine, "leader")
        assert exact.score == pytest.approx(stemmed.score * (1 + ranking.EXACT_FORM), rel=1e-12)

    def test_authors_count_outside_the_length(self, engine: Engine) -> None:
        fill(
            engine,
            [
                Article(id="x", title="word", authors=("Jane Dacre",)),
                Article(id="y", title="word", body="text " * 90),
            ],
        )
        (hit,) = search(engine, "dacre")
        idf = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
        assert hit.score == pytest.approx(idf * 2.2 * 2 / (2 + 1.2), rel=1e-12)

    @pytest.mark.parametrize("query", ['title:"medical ethics"', 'title:"ethics medical"~3'])
    @pytest.mark.parametrize("typing", [False, True])
    def test_a_phrase_in_a_field_is_found_there_only(
        self, engine: Engine, query: str, typing: bool
    ) -> None:
        fill(
            engine,
            [
                Article(id="title", title="On medical ethics", excerpt="word"),
                Article(id="excerpt", title="Word", excerpt="medical ethics"),
                Article(id="apart", title="medical", excerpt="ethics"),
            ],
        )
        assert ids(search(engine, query, typing=typing)) == ["title"]

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

    @pytest.mark.parametrize(
        ("query", "count"), [("title:h*", 2), ("title:*a*", 3), ("title:care", 1)]
    )
    def test_a_pattern_counts_a_compound_and_its_parts(
        self, engine: Engine, query: str, count: int
    ) -> None:
        fill(engine, [Article(id="x", title="health-care"), Article(id="y", body="one two")])
        (hit,) = search(engine, query)
        idf = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
        mixed = 3 * count / (0.5 + 0.5 * 6 / 4)
        bonus = 1.15 if query == "title:care" else 1.0
        assert hit.score == pytest.approx(bonus * idf * 2.2 * mixed / (mixed + 1.2), rel=1e-12)

    def test_a_title_outranks_a_body(self, engine: Engine) -> None:
        fill(
            engine,
            [
                Article(id="body", title="one two", body="kindness and more"),
                Article(id="title", title="one kindness", body="two and more"),
            ],
        )
        assert ids(search(engine, "kindness")) == ["title", "body"]

    def test_a_boost_multiplies_the_score(self, engine: Engine) -> None:
        fill(engine)
        plain, boosted = search(engine, "ethics"), search(engine, "ethics^4")
        assert boosted.hits[0].score == pytest.approx(4 * plain.hits[0].score, rel=1e-12)

    @pytest.mark.parametrize("query", ["lead*", "l?ad*", "leadr~2"])
    def test_a_boost_on_a_pattern_counts(self, engine: Engine, query: str) -> None:
        fill(engine)
        plain, boosted = search(engine, query), search(engine, f"{query}^4")
        assert boosted.hits[0].score == pytest.approx(4 * plain.hits[0].score, rel=1e-12)

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

    def test_facets_count_all_matches_the_most_frequent_first(self, engine: Engine) -> None:
        fill(engine)
        page = search(engine, Everything(), limit=1, facets=FACETS)
        assert page.facets["tag"] == (FacetCount("kindness", 2), FacetCount("Health Care", 1))
        assert page.facets["venue"] == (FacetCount("BMJ Leader", 2),)
        assert page.facets["year"] == (FacetCount("2023", 2), FacetCount("2024", 1))
        assert FacetCount("David Díaz-Báez", 1) in page.facets["author"]

    def test_facets_can_count_the_articles_with_all_words_alone(self, engine: Engine) -> None:
        fill(engine)
        options = {"facets": ("year", "author"), "facets_all_words": True}
        page = search(engine, "care medical", **options)
        assert (page.total, page.all_words) == (2, 1)
        assert page.facets["year"] == (FacetCount("2023", 1),)
        assert page.facets["author"] == (FacetCount("Alex Ruani", 1),)
        page = search(engine, "care medical", filters=(("author", "Sarah Cooper"),), **options)
        assert (page.total, page.all_words) == (1, 0)
        assert page.facets == {"year": (), "author": (FacetCount("Alex Ruani", 1),)}
        for query in (Everything(), "care"):
            page = search(engine, query, **options)
            assert page.facets == search(engine, query, facets=("year", "author")).facets
        assert search(engine, "nowhere", **options).facets == {"year": (), "author": ()}

    def test_only_the_facets_asked_for_are_counted_and_cut(self, engine: Engine) -> None:
        fill(engine)
        page = search(engine, Everything(), facets=("author",), facet_limit=2)
        assert page.facets == {
            "author": (FacetCount("Alex Ruani", 1), FacetCount("Anna Baverstock", 1))
        }

    def test_filters_narrow_and_their_alternatives_stay_visible(self, engine: Engine) -> None:
        fill(engine)
        page = search(engine, Everything(), filters=(("year", "2023"),), facets=("year", "venue"))
        assert set(ids(page)) == {"ahp", "ethics"}
        assert page.total == page.all_words == 2
        assert page.facets["year"] == (FacetCount("2023", 2), FacetCount("2024", 1))
        assert page.facets["venue"] == (FacetCount("BMJ Leader", 1),)

    def test_filters_of_one_facet_are_alternatives_and_those_of_two_both_hold(
        self, engine: Engine
    ) -> None:
        fill(engine)
        years = (("year", "2023"), ("year", "2024"))
        assert found(engine, Everything(), filters=years) == {"ahp", "ethics", "kind"}
        both = (*years, ("tag", "Health Care"))
        assert found(engine, Everything(), filters=both) == {"kind"}
        assert found(engine, Everything(), filters=(("tag", "health care"),)) == set()

    def test_filters_play_no_part_in_scores_and_tiers(self, engine: Engine) -> None:
        fill(engine)
        plain = {hit.article.id: hit for hit in search(engine, "leaders professions")}
        filtered = search(engine, "leaders professions", filters=(("year", "2023"),))
        assert 0 < filtered.total < len(plain)
        for hit in filtered:
            assert (hit.score, hit.all_words) == (
                plain[hit.article.id].score,
                plain[hit.article.id].all_words,
            )

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
        assert engine.fetch([article.id]) == [article]
        assert list(engine.ids()) == [article.id]
        assert [hit.article for hit in search(engine, Everything(), facets=FACETS)] == [article]
        fill(engine, [article])
        assert engine.article_count() == 1
        with engine.write() as writer:
            assert writer.remove(article.id) is True
        assert engine.article_count() == 0

    @pytest.mark.parametrize("name", ["title", "body", "id", "url", "venue", "doi", "language"])
    def test_lone_surrogates_are_stored_like_anything(self, engine: Engine, name: str) -> None:
        values = {"id": "x", "title": "t", name: "a\ud800b"}
        article = Article(**values)  # type: ignore[arg-type]  # texts only
        fill(engine, [article])
        assert engine.fetch([article.id]) == [article]
        assert [hit.article for hit in search(engine, Everything(), facets=FACETS)] == [article]

    def test_lone_surrogates_in_authors_tags_and_sources(self, engine: Engine) -> None:
        article = Article(
            id="x",
            title="t",
            authors=("\udc80a",),
            tags=("\udfff",),
            source=Source("/caf\udce9.txt"),
        )
        fill(engine, [article])
        assert engine.fetch(["x"]) == [article]
        page = search(engine, Everything(), facets=FACETS, filters=(("tag", "\udfff"),))
        assert ids(page) == ["x"]
        assert page.facets["author"] == (FacetCount("\udc80a", 1),)

    @pytest.mark.parametrize(
        "query",
        [
            *("\ud800", "\ud800*", "a\ud800*", "*\ud800", "\ud800~", "id:\ud800", "doi:\udfff*"),
            *("tag:\ud800", '"\ud800 a"', "author:\udc80", "\0", "*", "**", "?*?", "=\ud800a"),
        ],
    )
    def test_absurd_queries_do_not_raise(self, engine: Engine, query: str) -> None:
        fill(engine)
        search(engine, query)
        search(engine, query, typing=True)
        engine.fetch([query])
        engine.terms("author", query)

    @pytest.mark.parametrize("article_id", [" x", "x ", "\tx\n", "  "])
    def test_an_id_with_space_around_it_is_still_one_id(
        self, engine: Engine, article_id: str
    ) -> None:
        article = Article(id=article_id, title="t")
        fill(engine, [article])
        fill(engine, [article])
        assert engine.article_count() == 1
        assert engine.fetch([article.id]) == [article]
        assert list(engine.ids()) == [article.id]

    @pytest.mark.parametrize("field", ["date", "id", "doi", "source", "url", "tag"])
    @pytest.mark.parametrize(
        "query",
        [Term("2023"), Term("2023", exact=True), Phrase("2023 05"), Phrase("2023 05", 3)],
    )
    def test_every_leaf_may_stand_in_every_field(
        self, engine: Engine, field: str, query: Query
    ) -> None:
        fill(engine)
        search(engine, InField(field, query))


class EngineContract(
    WritingContract,
    VocabularyContract,
    MatchingContract,
    RankingContract,
    PageContract,
    HostileContract,
):
    """All of it."""
