"""Acronyms of a collection in queries: both ways, several meanings apart, and how to switch it off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import leadersearch
from leadersearch import Article, Index, Page, ReadAs, Reading, ranking
from leadersearch.plan import PhraseNode, WordNode, plan_query
from leadersearch.query import parse_query

PROFESSIONALS = "allied health professionals"
ARTICLES = [
    Article(id="both", title="Allied health professionals (AHPs)", body="An AHP leads."),
    Article(id="again", title="Leaders", body="Most allied health professionals (AHP) lead."),
    Article(id="long", title="Leadership of allied health professionals"),
    Article(id="short", title="AHPs on the ward"),
    Article(id="other", title="Allied forces", body="the health of professionals"),
    *(Article(id=f"mt{n}", title="Machine translation (MT) today") for n in range(5)),
    Article(id="medical", title="Medical texts (MT)"),
    Article(id="texts", title="Reading medical texts"),
    Article(id="cat", title="computer-assisted translation (CAT)"),
    *(Article(id=f"cat{n}", title=f"A cat, {n}") for n in range(60)),
]


@pytest.fixture(params=["memory", "whoosh"])
def index(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("acronyms")
    location = "memory://" if request.param == "memory" else str(folder / "index")
    with leadersearch.open_index(location, create=True) as opened:
        opened.add(ARTICLES)
        yield opened


def ids(page: Page) -> list[str]:
    return [hit.article.id for hit in page]


@pytest.mark.parametrize("query", ["AHP", "AHPs", "ahp"])
def test_a_short_form_finds_its_words(index: Index, query: str) -> None:
    assert "long" in ids(index.search(query))


@pytest.mark.parametrize("query", [PROFESSIONALS, "Allied Health Professional"])
def test_words_find_their_short_form(index: Index, query: str) -> None:
    page = index.search(query)

    assert "short" in ids(page)
    assert next(hit for hit in page if hit.article.id == "short").all_words


def test_a_short_form_counts_as_its_words_within_longer_queries(index: Index) -> None:
    tiers = {hit.article.id: hit.all_words for hit in index.search("leadership AHP")}

    assert tiers["long"]
    assert index.search(f"{PROFESSIONALS} ward").hits[0].article.id == "short"


@pytest.mark.parametrize(
    ("query", "lacks"),
    [
        ("=AHP", "long"),
        ('"AHP"', "long"),
        (f'"{PROFESSIONALS}"', "short"),
        ("+allied +health +professionals", "short"),
    ],
)
def test_exact_words_and_quotes_mean_themselves(index: Index, query: str, lacks: str) -> None:
    found = ids(index.search(query))

    assert "both" in found
    assert lacks not in found


@pytest.mark.parametrize("query", ["AHP", PROFESSIONALS])
def test_acronyms_can_be_switched_off(index: Index, query: str) -> None:
    page = index.search(query, acronyms=False)

    assert page.readings == ()
    assert ("long" in ids(page)) != ("short" in ids(page))


def test_a_rare_meaning_is_not_searched(index: Index) -> None:
    assert "texts" not in ids(index.search("MT"))
    assert "mt0" not in ids(index.search("medical texts"))


@pytest.mark.parametrize(("text", "is_one"), [("vs", False), ("VS", True), ("cf", False)])
def test_an_abbreviation_of_the_language_is_no_acronym_in_small_letters(
    text: str, is_one: bool
) -> None:
    with leadersearch.open_index("memory://") as index:
        index.add(
            [
                Article(id="long", title="A vector space (VS) in cystic fibrosis (CF)"),
                Article(id="short", title="vs. and cf."),
            ]
        )
        assert bool(index.search(text).readings) is is_one


def test_a_common_word_in_small_letters_is_no_acronym(index: Index) -> None:
    assert index.search("cat").readings == ()
    assert [row.kind for row in index.search("CAT").readings] == [ReadAs.ACRONYM]


def test_the_readings_say_what_stood_for_what(index: Index) -> None:
    (read,) = index.search("AHPs").readings
    assert read == Reading(ReadAs.ACRONYM, "AHPs", PROFESSIONALS)
    assert read.kind.is_said
    (read,) = index.search(PROFESSIONALS).readings
    assert read == Reading(ReadAs.ABBREVIATION, PROFESSIONALS, "AHP")
    assert not read.kind.is_said


def test_reasons_name_the_words_and_the_rows_add_up(index: Index) -> None:
    for query, article, reason in (
        ("AHP", "long", "allied health professionals (AHP stands for it)"),
        (PROFESSIONALS, "short", "AHPs, for allied health professionals"),
    ):
        hit = next(h for h in index.search(query, explain=True) if h.article.id == article)
        assert reason in [str(row) for row in hit.reasons]
        assert sum(row.score for row in hit.score_rows) == pytest.approx(hit.score, abs=1e-12)


def test_articles_that_explain_an_acronym_are_found_by_its_field(index: Index) -> None:
    assert sorted(ids(index.search("acronym:ahp"))) == ["again", "both"]


def test_acronyms_are_listed_by_how_many_explain_them(index: Index) -> None:
    assert [(row.short, row.articles) for row in index.acronyms("m")] == [("MT", 5), ("MT", 1)]
    assert index.acronyms("ahp", 1)[0].long == PROFESSIONALS
    assert index.acronyms("zzz") == []
    with pytest.raises(leadersearch.UsageError):
        index.acronyms(3)  # type: ignore[arg-type]


def test_an_article_that_goes_takes_its_acronyms_along(index: Index) -> None:
    index.remove(["cat"])

    assert index.acronyms("cat") == []
    assert index.search("CAT").readings == ()


def test_the_word_that_is_being_typed_is_not_expanded(index: Index) -> None:
    assert index.search("AHP", typing=True).readings == ()
    assert index.search("AHP ", typing=True).readings != ()


def test_expansions_weigh_little(index: Index) -> None:
    plan = plan_query(parse_query(f"{PROFESSIONALS} AHP").query, index._engine.analysis, index._now)
    weights = {
        leaf.text: leaf.weight
        for leaf in getattr(plan.root, "optional", ())
        if isinstance(leaf, WordNode | PhraseNode) and leaf.reading
    }

    assert weights == {"allied health professionals": ranking.ACRONYM, "ahp": ranking.ACRONYM}


def test_both_engines_give_the_same_bits(tmp_path: object) -> None:
    memory = leadersearch.open_index("memory://")
    whoosh = leadersearch.open_index(str(tmp_path) + "/index", create=True)
    with memory, whoosh:
        for each in (memory, whoosh):
            each.add(ARTICLES)
        for query in ("AHP", "leadership AHP ward", PROFESSIONALS, "machine translation MT", "CAT"):
            pages = [
                [(hit.article.id, hit.score, hit.all_words) for hit in each.search(query, limit=99)]
                for each in (memory, whoosh)
            ]
            assert pages[0] == pages[1]
