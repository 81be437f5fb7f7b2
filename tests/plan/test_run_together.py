"""Several words that are written as one."""

from __future__ import annotations

import pytest

from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index
from leadersearch.model.article import Article, PartialDate
from leadersearch.plan import ReadAs

ENGINE = MemoryEngine()
with ENGINE.write() as writer:
    writer.put(
        [
            Article(id="a20", title="Wards", authors=("Ada Okafor",), date=PartialDate(2020)),
            Article(id="a21", title="Wards", authors=("Ada Okafor",), date=PartialDate(2021)),
            Article(id="b20", title="Teams", authors=("Bo O’Neill",), date=PartialDate(2020)),
            Article(id="heuvel", title="Gait", authors=("M. van den Heuvel",)),
            Article(id="cruz", title="Rotas", authors=("Ana de la Cruz",)),
            Article(id="vision", title="Vision2020 in clinics", authors=("Vi Vision",)),
            Article(id="vi20", title="Eyes", authors=("Vi Vision",), date=PartialDate(2020)),
            Article(id="one", title="BRCA1 carriers"),
            Article(id="two", title="BRCA2 carriers"),
            Article(id="hiv", title="HIV-2 in the west"),
            Article(id="shift", title="Rotas of 12/24 hours"),
            Article(id="plan", title="S&OP for beginners"),
            Article(id="stop", title="Op art of the sixties"),
            Article(id="gas", title="CO2 on wards"),
            Article(id="firm", title="AT&T and its staff"),
        ]
    )
INDEX = Index(ENGINE)


def found(text: str) -> list[str]:
    return [hit.article.id for hit in INDEX.search(text)]


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("okafor2020", ["a20"]),
        ("Okafor2020a", ["a20"]),
        ("okafor_2021", ["a21"]),
        ("okafor-2021", ["a21"]),
        ("okafor2020wards", ["a20"]),
        ("okafor-2020-wards", ["a20"]),
        ("o’neill2020", ["b20"]),
        ("@okafor2020", ["a20"]),
        ("okafor1999", []),
    ],
)
def test_an_author_and_a_year_run_together_are_both(text: str, articles: list[str]) -> None:
    assert found(text) == articles


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("vision2020", ["vision"]),  # a word of an article
        ("=okafor2020", []),
        ('"okafor2020"', []),
        ("nobody2020", []),
        ("title:okafor2020", []),
    ],
)
def test_other_words_with_a_year_are_themselves(text: str, articles: list[str]) -> None:
    page = INDEX.search(text)

    assert [hit.article.id for hit in page] == articles
    assert ReadAs.SEVERAL not in {row.kind for row in page.readings}


@pytest.mark.parametrize(
    ("text", "articles", "read"),
    [
        ("BRCA1/2", ["one", "two"], "BRCA1 or BRCA2"),
        ("brca1/2/3", ["one", "two"], "brca1 or brca2"),
        ("HIV-1/2", ["hiv"], "HIV-2"),
        ("HIV-1/-2", ["hiv"], "HIV-2"),
    ],
)
def test_a_shared_stem_belongs_to_each_ending(text: str, articles: list[str], read: str) -> None:
    page = INDEX.search(text)

    assert sorted(hit.article.id for hit in page) == articles
    (reading,) = [row for row in page.readings if row.kind is ReadAs.SEVERAL]
    assert (reading.typed, reading.read) == (text, read)
    assert reading.message.endswith(f"={text}")


@pytest.mark.parametrize("text", ["12/24", "24/7", "and/or", "=BRCA1/2", "XYZ1/2"])
def test_other_slashes_share_no_stem(text: str) -> None:
    assert ReadAs.SEVERAL not in {row.kind for row in INDEX.search(text).readings}


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("vandenheuvel", "heuvel"),
        ("VanDenHeuvel gait", "heuvel"),
        ("delacruz", "cruz"),
        ("author:delacruz", "cruz"),
    ],
)
def test_particles_may_be_run_together_with_a_surname(text: str, article: str) -> None:
    assert found(text)[0] == article


def test_particles_are_not_divided_off_an_exact_word() -> None:
    assert found("=vandenheuvel") == []


@pytest.mark.parametrize(
    ("text", "article"), [("S & OP", "plan"), ("AT & T", "firm"), ("at & t", "firm")]
)
def test_an_abbreviation_may_be_written_with_gaps_around_its_sign(text: str, article: str) -> None:
    assert found(text)[0] == article


def test_a_number_is_no_part_of_an_abbreviation_with_a_sign() -> None:
    assert found("CO 2")[0] == "gas"


def test_each_of_several_words_is_explained() -> None:
    (hit,) = INDEX.search("okafor2020", explain=True)

    assert sum(row.score for row in hit.score_rows) == pytest.approx(hit.score)


@pytest.mark.parametrize(
    ("text", "articles", "read"),
    [
        ("RotasOfHours", ["shift"], "rotas of hours"),
        ("#ArtSixties", ["stop"], "art sixties"),
        ("rotasHours", ["shift"], "rotas hours"),
    ],
)
def test_words_that_capitals_tell_apart_are_several(
    text: str, articles: list[str], read: str
) -> None:
    page = INDEX.search(text)
    assert [hit.article.id for hit in page] == articles
    (reading,) = page.readings
    assert (reading.kind, reading.typed, reading.read) == (ReadAs.SEVERAL, text, read)


@pytest.mark.parametrize(
    "text",
    [
        "McHours",
        "ArtSixties",
        "RotasZzzz",
        '"RotasHours"',
        "=RotasHours",
        "title:RotasHours",
        "OfThe",
    ],
)
def test_other_words_with_capitals_inside_are_one(text: str) -> None:
    assert ReadAs.SEVERAL not in {row.kind for row in INDEX.search(text).readings}


def test_a_word_with_capitals_that_an_article_holds_is_itself() -> None:
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put(
            [Article(id="one", title="On PubMed"), Article(id="two", title="A pub, med school")]
        )
    page = Index(engine).search("PubMed")
    assert [hit.article.id for hit in page] == ["one"]
    assert page.readings == ()


def test_a_key_with_a_page_finds_its_article_first() -> None:
    assert found("[@okafor2020, p. 3]")[0] == "a20"
