"""The contract of each capability: suites to inherit beside `EngineContract`."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from asking import held_ids, ids, search, terms
from engines.contract import COLLECTION, fill, found, remove
from equality import row
from leadersearch import ranking
from leadersearch.engine import Engine, FacetCount, Sort, Writer, maintenance_of
from leadersearch.model.article import Article, PartialDate
from leadersearch.model.fields import FACETS
from leadersearch.plan import Like, Lookup, OneOf, StartsWith, Within
from leadersearch.query import Everything, InField, Phrase, Term


class ExactScoreContract:
    """Scores are those of `leadersearch.ranking`, to the last bit."""

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

    def test_a_boost_multiplies_the_score(self, engine: Engine) -> None:
        fill(engine)
        plain, boosted = search(engine, "ethics"), search(engine, "ethics^4")
        assert boosted.hits[0].score == pytest.approx(4 * plain.hits[0].score, rel=1e-12)

    @pytest.mark.parametrize("query", ["lead*", "l?ad*", "leadr~2"])
    def test_a_boost_on_a_pattern_counts(self, engine: Engine, query: str) -> None:
        fill(engine)
        plain, boosted = search(engine, query), search(engine, f"{query}^4")
        assert boosted.hits[0].score == pytest.approx(4 * plain.hits[0].score, rel=1e-12)

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

    def test_articles_of_many_commits_are_one_collection(self, engine: Engine) -> None:
        for article in COLLECTION:
            fill(engine, [article])
        assert found(engine, Everything()) == {"ahp", "ethics", "kind", "nodate"}
        other = search(engine, "leaders leadership")
        remove(engine, *(article.id for article in COLLECTION))
        fill(engine)
        again = search(engine, "leaders leadership")
        assert [(hit.article.id, hit.score) for hit in again] == [
            (hit.article.id, hit.score) for hit in other
        ]


class PhraseContract:
    """Words in a row, or near each other; addresses and compounds of names are such, too."""

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("ethics -erosion", set()),
            ("kindness OR ethics", {"kind", "ethics"}),
            ("NOT leader", {"kind", "ethics"}),
            ('"medical ethics"', {"ethics"}),
            ('"ethics medical"', set()),
            ('"medical ethic"', set()),
            ('"ethics of care"', {"ethics"}),
            ('"ethics care"', set()),
            ('"care ethics"~2', {"ethics"}),
            ('"spreads leader"~3', {"nodate"}),
            ('"spreads leader"~2', set()),
            ("health care", {"ahp", "ethics"}),
            ('"health care"', {"ahp"}),
            ("o'brien", {"ethics"}),
            ("OBrien", {"ethics"}),
            ("author:diaz-baez", {"nodate"}),
            ("author:Díaz-Báez", {"nodate"}),
            ('author:"David Diaz"', {"nodate"}),
            ('author:"Diaz David"', set()),
            ("title:(kindness OR erosion)", {"kind", "ethics"}),
            ('tag:"nursing homes"', {"kind"}),
            ('"nursing home*"', {"kind"}),
            ("url:example.org", {"ethics"}),
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
            ("date:2023", {"ahp", "ethics"}),
            ("date:2023-05", {"ethics"}),
            ("date:>=2023-05", {"kind", "ethics"}),
            ("date:<2024", {"ahp", "ethics"}),
            ("", {"kind", "ahp", "ethics", "nodate"}),
            ("the", {"ahp", "ethics"}),
        ],
    )
    def test_a_phrase_finds_what_it_says(
        self, engine: Engine, query: str, expected: set[str]
    ) -> None:
        fill(engine)
        assert found(engine, query) == expected

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


ROWS = (
    Article(id="title", title="Leading in a crisis: notes", date=PartialDate(2020)),
    Article(id="body", body="On leading in a crisis, at length " + "and more " * 9, tags=("x",)),
    Article(id="all", title="A crisis in leading", excerpt="crisis", date=PartialDate(2024)),
    Article(id="form", title="Lead in a crisis", date=PartialDate(2023)),
    Article(id="fields", title="Leading in", excerpt="a crisis", date=PartialDate(2022)),
    Article(id="some", title="Crisis crisis crisis", date=PartialDate(2025)),
    Article(id="author", title="Leading crisis", authors=("In A",), date=PartialDate(2019)),
)


class VerbatimContract:
    """Words of prose that stand in an article as they were typed."""

    def test_articles_with_the_words_in_a_row_come_first_and_are_counted(
        self, engine: Engine
    ) -> None:
        fill(engine, ROWS)
        page = search(engine, "leading in a crisis")
        assert set(ids(page)[:2]) == {"title", "body"}
        assert [hit.verbatim for hit in page] == [True] * 2 + [False] * 5
        assert [hit.all_words for hit in page] == [True] * 6 + [False]
        assert (page.verbatim, page.all_words, page.total) == (2, 6, 7)

    def test_other_orders_know_them_and_keep_their_own(self, engine: Engine) -> None:
        fill(engine, ROWS)
        newest = search(engine, "leading in a crisis", sort=Sort.NEWEST)
        assert ids(newest) == ["all", "form", "fields", "title", "author", "body", "some"]
        assert [hit.article.id for hit in newest if hit.verbatim] == ["title", "body"]
        assert (newest.verbatim, newest.all_words) == (2, 6)

    @pytest.mark.parametrize("limit", [1, 2, 3])
    def test_pages_cut_the_tiers_where_they_should(self, engine: Engine, limit: int) -> None:
        fill(engine, ROWS)
        whole = search(engine, "leading in a crisis", limit=10)
        pages = [
            search(engine, "leading in a crisis", offset=offset, limit=limit)
            for offset in range(0, whole.total, limit)
        ]
        assert [row(hit) for page in pages for hit in page] == [row(hit) for hit in whole]
        assert {(page.verbatim, page.all_words) for page in pages} == {(2, 6)}

    @pytest.mark.parametrize(
        ("query", "verbatim", "total"),
        [
            ("leading in a crisis date:2020", ["title"], 1),
            ("leading in a crisis -notes", ["body"], 6),
            ("leading in a crisis tag:x", ["body"], 1),
            ("title:(leading in a crisis)", ["title"], 6),
            ("in a crisis", ["body", "form", "title"], 7),
            ("leading in crisis", [], 7),
            ('"leading in a crisis"', [], 2),
            ("=leading in a crisis", [], 7),
        ],
    )
    def test_what_stands_beside_the_row_narrows_it(
        self, engine: Engine, query: str, verbatim: list[str], total: int
    ) -> None:
        fill(engine, ROWS)
        page = search(engine, query)
        rows = sorted(hit.article.id for hit in page if hit.verbatim)
        assert (rows, page.verbatim, page.total) == (verbatim, len(verbatim), total)

    def test_a_row_does_not_stand_for_the_rest_of_the_query(self, engine: Engine) -> None:
        fill(
            engine,
            [
                Article(id="row", title="Zebras on quartz", authors=("Ann Lee",)),
                Article(id="all", title="Quartz", body="zebra", authors=("Bo Day",)),
            ],
        )
        page = search(engine, "zebras on quartz author:day")
        assert [(hit.article.id, hit.all_words, hit.verbatim) for hit in page] == [
            ("all", True, False),
            ("row", False, False),
        ]
        assert page.verbatim == 0

    def test_filters_narrow_the_tier(self, engine: Engine) -> None:
        fill(engine, ROWS)
        page = search(engine, "leading in a crisis", filters=(("year", "2020"),))
        assert (ids(page), page.verbatim) == (["title"], 1)

    def test_facets_of_the_first_tier_count_the_row_and_all_words(self, engine: Engine) -> None:
        fill(engine, ROWS)
        options: dict[str, Any] = {"facets": ("year",), "facets_all_words": True}
        page = search(engine, "leading in a crisis", **options)
        assert sum(count.count for count in page.facets["year"]) == 5

    def test_a_row_of_stop_words_and_a_repeated_word_are_found(self, engine: Engine) -> None:
        fill(
            engine,
            [
                Article(id="row", body="So: to be or not to be, he said at great length."),
                Article(id="near", title="To be or to be not", excerpt="or not to be to be"),
            ],
        )
        page = search(engine, "to be or not to be")
        assert [(hit.article.id, hit.verbatim) for hit in page] == [("row", True), ("near", False)]

    def test_compounds_are_their_parts_and_scripts_without_spaces_their_signs(
        self, engine: Engine
    ) -> None:
        fill(
            engine,
            [
                Article(id="compound", body="This is the state of the art review, at length."),
                Article(id="apart", title="The review of state-of-the-art"),
                Article(id="han", body="これは機械学習入門です。"),
                Article(id="hans", title="入門 学習 機械"),
            ],
        )
        assert [
            h.article.id for h in search(engine, "the state-of-the-art review") if h.verbatim
        ] == ["compound"]
        page = search(engine, "機械 学習 入門")
        assert [(hit.article.id, hit.verbatim) for hit in page] == [("han", True), ("hans", False)]

    def test_replaced_and_removed_articles_hold_no_row(self, engine: Engine) -> None:
        fill(engine, ROWS)
        fill(engine, [Article(id="title", title="Leading: a crisis")])
        remove(engine, "body")
        page = search(engine, "leading in a crisis")
        assert (page.verbatim, page.total) == (0, 6)


class OpenVerbatimContract:
    """Rows of words whose last one is still being typed."""

    def test_the_last_word_of_a_row_may_go_on(self, engine: Engine) -> None:
        fill(engine, ROWS)
        page = search(engine, "leading in a cri", typing=True)
        assert set(ids(page)[:2]) == {"title", "body"}
        assert page.verbatim == 2


class OpenPhraseContract:
    """Phrases whose last word is still being typed."""

    def test_the_last_word_of_a_phrase_may_go_on(self, engine: Engine) -> None:
        fill(engine)
        assert found(engine, '"medical et', typing=True) == {"ethics"}


class FuzzyContract:
    """Words with some slips."""

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("misinformaton~", {"nodate"}),
            ("misinfrmaton~", set()),
            ("misinfrmaton~2", {"nodate"}),
        ],
    )
    def test_a_misspelt_word_is_found(self, engine: Engine, query: str, expected: set[str]) -> None:
        fill(engine)
        assert found(engine, query) == expected


class FacetContract:
    """Values of facets: counted, listed, narrowed to."""

    def test_facets_count_all_matches_the_most_frequent_first(self, engine: Engine) -> None:
        fill(engine)
        page = search(engine, Everything(), limit=1, facets=FACETS)
        assert page.facets["tag"] == (FacetCount("empathy", 2), FacetCount("Nursing Homes", 1))
        assert page.facets["venue"] == (FacetCount("BMJ Leader", 2),)
        assert page.facets["year"] == (FacetCount("2023", 2), FacetCount("2024", 1))
        assert FacetCount("David Díaz-Báez", 1) in page.facets["author"]

    def test_facets_can_count_the_articles_with_all_words_alone(self, engine: Engine) -> None:
        fill(engine)
        options: dict[str, Any] = {"facets": ("year", "author"), "facets_all_words": True}
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
        both = (*years, ("tag", "Nursing Homes"))
        assert found(engine, Everything(), filters=both) == {"kind"}
        assert found(engine, Everything(), filters=(("tag", "nursing homes"),)) == {"kind"}
        assert found(engine, Everything(), filters=(("tag", "nursing"),)) == set()

    def test_an_empty_index_has_no_values(self, engine: Engine) -> None:
        assert search(engine, "word", facets=FACETS).facets == dict.fromkeys(FACETS, ())

    def test_values_are_listed_by_the_beginnings_of_their_words(self, engine: Engine) -> None:
        fill(engine)
        view = engine.view()
        assert view.facet_values("tag") == [
            FacetCount("empathy", 2),
            FacetCount("Nursing Homes", 1),
        ]
        assert view.facet_values("tag", limit=1) == [FacetCount("empathy", 2)]
        assert view.facet_values("tag", containing="HOM") == [FacetCount("Nursing Homes", 1)]
        assert view.facet_values("author", containing="díaz") == [FacetCount("David Díaz-Báez", 1)]
        assert view.facet_values("tag", containing="omes") == []

    def test_lone_surrogates_are_values_like_any(self, engine: Engine) -> None:
        fill(engine, [Article(id="x", title="t", authors=("\udc80a",), tags=("\udfff",))])
        page = search(engine, Everything(), facets=FACETS, filters=(("tag", "\udfff"),))
        assert ids(page) == ["x"]
        assert page.facets["author"] == (FacetCount("\udc80a", 1),)


class VocabularyContract:
    """The words that articles hold, listed."""

    def test_terms_come_with_their_document_frequencies_the_most_frequent_first(
        self, engine: Engine
    ) -> None:
        fill(engine)
        assert terms(engine, "tag") == [("empathi", 2), ("home", 1), ("nurs", 1)]
        assert terms(engine, "tag", limit=1) == [("empathi", 2)]
        assert terms(engine, "author", "co") == [("cooper", 1)]
        assert terms(engine, "author", "zz") == []
        assert terms(engine, "no-such-field") == []
        assert terms(engine, "id", "") == [("ahp", 1), ("ethics", 1), ("kind", 1), ("nodate", 1)]

    def test_matching_terms_sum_over_the_lookups(self, engine: Engine) -> None:
        fill(engine)
        lookups = [
            Lookup("title", "title_exact", StartsWith("lead")),
            Lookup("body", "body_exact", StartsWith("lead")),
        ]
        assert engine.view().words(lookups) == {
            "leadership": 1,
            "leaders": 2,
            "lead": 1,
            "leader": 1,
            "leads": 1,
        }
        assert engine.view().words([]) == {}

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
        assert set(engine.view().words([Lookup("", "author", selector)])) == expected

    def test_words_of_removed_articles_are_not_listed(self, engine: Engine) -> None:
        fill(engine)
        remove(engine, "nodate")
        assert terms(engine, "author", "diaz") == []
        assert engine.view().words([Lookup("", "text_exact", StartsWith("misinf"))]) == {}


class TransactionContract:
    """Changes happen as a whole or not at all."""

    @pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
    def test_an_exception_leaves_everything_as_it_was(
        self, engine: Engine, error: type[BaseException]
    ) -> None:
        fill(engine)
        with engine.write() as writer:
            writer.keep("notes", b"before")

        def change(writer: Writer) -> None:
            writer.put([Article(id="x", title="Never")])
            writer.put([Article(id="ahp", title="Never")])
            writer.remove(["kind"])
            writer.keep("notes", b"after")
            raise error

        with pytest.raises(error), engine.write() as writer:
            change(writer)
        assert held_ids(engine) == ["ahp", "ethics", "kind", "nodate"]
        assert engine.view().fetch(["ahp", "kind"]) == [COLLECTION[1], COLLECTION[0]]
        assert found(engine, "never") == set()
        assert engine.view().document("notes") == b"before"
        fill(engine, [Article(id="x", title="Afterwards")])
        assert found(engine, "afterwards") == {"x"}

    def test_nothing_is_seen_before_the_commit(self, engine: Engine) -> None:
        fill(engine)
        with engine.write() as writer:
            writer.remove(["kind"])
            writer.put([Article(id="x", title="Pending")])
            writer.keep("notes", b"pending")
            assert engine.view().articles == 4
            assert found(engine, "pending") == set()
            assert engine.view().fetch(["kind", "x"]) == [COLLECTION[0], None]
            assert engine.view().document("notes") is None


class InstantVisibilityContract:
    """The next view sees what is committed."""

    def test_a_view_sees_every_commit_before_it(self, engine: Engine) -> None:
        for number, article in enumerate(COLLECTION, 1):
            with engine.write() as writer:
                writer.put([article])
            assert engine.view().articles == number
            assert engine.view().fetch([article.id]) == [article]


class MaintenanceContract:
    """Files on this machine."""

    def test_what_is_sound_has_no_problems_and_no_orphans(self, engine: Engine) -> None:
        fill(engine)
        assert maintenance_of(engine).verify(engine.view()) == []
        assert maintenance_of(engine).orphans() == []
        assert maintenance_of(engine).orphans(remove=True) == []

    def test_optimising_changes_nothing_that_is_found(self, engine: Engine) -> None:
        fill(engine)
        fill(engine, [replace(COLLECTION[0], excerpt="Brave"), Article(id="new", title="Leaders")])
        with engine.write() as writer:
            writer.remove(["ethics"])
            writer.keep("notes", b"kept")
        before = search(engine, Term("leaders"))
        maintenance_of(engine).optimise()
        assert search(engine, Term("leaders")) == before
        assert held_ids(engine) == ["ahp", "kind", "new", "nodate"]
        assert engine.view().document("notes") == b"kept"


class CapabilitiesContract(
    ExactScoreContract,
    PhraseContract,
    VerbatimContract,
    OpenPhraseContract,
    OpenVerbatimContract,
    FuzzyContract,
    FacetContract,
    VocabularyContract,
    TransactionContract,
    InstantVisibilityContract,
):
    """All that does not need files on this machine."""
