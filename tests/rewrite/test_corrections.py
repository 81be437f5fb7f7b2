"""Misspelt words are read as the words that were meant, and it is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

import strategies
from asking import Question, answered, fill, ids
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index, open_index
from leadersearch.model.article import Article
from leadersearch.plan import ReadAs, Reading
from leadersearch.results.request import Typing
from leadersearch.rewrite.corrections import MOST_CORRECTED
from leadersearch.text.stop_words import FILLER_WORDS
from strategies import everyday

TEXTS = {
    "lead": "Leadership development | Zain Memon | Leadership development helps leaders.",
    "manage": "Leadership and management | Ada Byron | Managers of wards. Healthcare.",
    "read": "Readership of journals | Bo Ray | A readership that grows. The readership of papers.",
    "sleep": "Sleep of surgeons | Ned Orr | Sleepless surgeons make errors. Readership?",
    "kind": "Kindness | Cy Dow | Kindness is a skill. Model of model.",
}

FREQUENT = 1001


def made(texts: dict[str, str]) -> list[Article]:
    articles = []
    for name, text in texts.items():
        title, author, body = text.split(" | ")
        articles.append(Article(id=name, title=title, authors=(author,), body=body))
    return articles


@pytest.fixture
def index() -> Iterator[Index]:
    with open_index("memory://", create=True) as index:
        index.add(made(TEXTS))
        yield index


def read(index: Index, query: str, *, typing: bool | Typing = False) -> dict[str, str]:
    """Typed words -> the words that they were read as."""
    return {row.typed: row.read for row in index.search(query, typing=typing).readings}


CORRECTED = {
    "a letter left out": ("leadershp", "leadership"),
    "a letter too many": ("leadeership", "leadership"),
    "another letter": ("leadetship", "leadership"),
    "a swap": ("leadesrhip", "leadership"),
    "the first letter": ("keadership", "leadership"),
    "the first letter left out": ("eadership", "leadership"),
    "two errors in a long word": ("leadrshpi", "leadership"),
    "in capitals": ("LEADERSHP", "leadership"),
    "two words run together": ("leadershipdevelopment", "leadership development"),
    "an author": ("Memmon", "memon"),
    "in a field": ("title:leadershp", "leadership"),
    "an author's field": ("author:Memmon", "memon"),
    "with accents": ("Mémmon", "memon"),
    "written by ear": ("dehvelupmint", "development"),
    "written by ear, in a field": ("title:dehvelupmint", "development"),
}


@pytest.mark.parametrize(("query", "meant"), CORRECTED.values(), ids=CORRECTED)
def test_a_word_that_no_article_holds_is_read_as_the_one_that_was_meant(
    index: Index, query: str, meant: str
) -> None:
    page = index.search(query)
    (reading,) = page.readings
    assert (reading.kind, reading.read) == (ReadAs.CORRECTED, meant)
    assert page.total
    assert (page.missing, page.suggestions) == ((), ())
    assert all(any(row.kind == "correction" for row in hit.reasons) for hit in page)


def test_the_embedded_engine_corrects_alike(index: Index, tmp_path: Path) -> None:
    with open_index(tmp_path / "index", create=True) as whoosh:
        whoosh.add(made(TEXTS))
        for query, _ in CORRECTED.values():
            ours, theirs = whoosh.search(query, explain=True), index.search(query, explain=True)
            assert (ours.hits, ours.readings) == (theirs.hits, theirs.readings)


AS_TYPED = {
    "words that articles hold": "leadership readership sleepless",
    "exact words": "=leadershp",
    "phrases": '"leadershp development"',
    "near words": '"leadershp development"~3',
    "prefixes": "leadershp*",
    "patterns": "leader?hp",
    "fuzzy words": "leaderhsp~",
    "excluded words": "sleep -leadershp",
    "not": "sleep AND NOT leadershp",
    "short words": "slp xx wrd",
    "numbers": "2031 19655",
    "words with digits": "leadershp2 covid19",
    "acronyms": "SLEPE MODLE",
    "links": "https://example.com/leadershp",
    "identifiers": "10.1136/leadershp-2020-1",
    "a field of whole values": "venue:leadershp",
    "signs": "C++ R&D",
    "words like none": "zzzzzzzz qqqqqq",
}


@pytest.mark.parametrize("query", AS_TYPED.values(), ids=AS_TYPED)
def test_all_else_is_taken_as_typed(index: Index, query: str) -> None:
    assert read(index, query) == {}


def test_filler_words_are_no_misspellings(index: Index) -> None:
    index.add(Article(id="f", title=" ".join(f"{word}x x{word}" for word in FILLER_WORDS)))
    page = index.search(" ".join([*sorted(FILLER_WORDS), "leadership"]))
    assert {row.kind for row in page.readings} == {ReadAs.COMPLETED}


def test_each_of_several_words_is_corrected_and_the_rest_is_searched(index: Index) -> None:
    page = index.search("leadershp of developmnt kindness")
    assert read(index, "leadershp of developmnt kindness") == {
        "leadershp": "leadership",
        "developmnt": "development",
    }
    assert ids(page)[0] == "lead"
    assert ids(index.search("leadershp developmnt"))[0] == "lead"
    assert index.search("leadershp developmnt").all_words == 1


def test_the_parts_of_a_compound_are_corrected(index: Index) -> None:
    (hit, *_) = index.search("leadershp-development")
    assert hit.article.id == "lead"
    assert read(index, "leadershp-development") == {
        "leadershp-development": "leadership development"
    }


def test_operators_groups_and_demands_hold_for_the_corrected_word(index: Index) -> None:
    assert ids(index.search("leadershp AND development")) == ["lead"]
    assert ids(index.search("(leadershp OR sleep) AND surgeons")) == ["sleep"]
    assert ids(index.search("+leadershp +managment")) == ["manage"]
    assert set(ids(index.search("leadershp -development"))) == {"manage"}
    (plain,) = index.search("leadershp AND development")
    (boosted,) = index.search("leadershp^3 AND development")
    assert boosted.score > plain.score


def test_a_correction_that_finds_nothing_takes_nothing_away(index: Index) -> None:
    page = index.search("sleep-kindnses")
    assert ids(page) == ["sleep"]  # the part that articles hold
    assert [row.kind for row in page.readings] == [ReadAs.PARTS]
    assert read(index, "sleep AND kindnses") == {"kindnses": "kindness"}  # nor would it as typed


def test_a_word_divided_in_two_is_one(index: Index) -> None:
    assert read(index, "leade rship development") == {"leade rship": "leadership"}
    (hit, *_) = index.search("leade rship development")
    assert hit.article.id == "lead"
    message = index.search("leade rship").readings[0].message
    assert message == "results for leadership; search for leade rship only: =leade =rship"


def test_words_run_together_need_not_stand_together_if_they_are_long(index: Index) -> None:
    assert read(index, "errorssleepless") == {"errorssleepless": "errors sleepless"}
    assert ids(index.search("errorssleepless")) == ["sleep"]
    assert read(index, "sleeplesskindness") == {}  # in no article together


def test_the_words_beside_it_decide(index: Index) -> None:
    """`eadership` may be either: more articles hold readership, one alone beside development."""
    assert read(index, "eadership journals") == {"eadership": "readership"}
    assert read(index, "eadership development") == {"eadership": "leadership"}
    assert read(index, "eadership developmnet") == {
        "eadership": "leadership",
        "developmnet": "development",
    }


def test_filters_are_words_beside_it(index: Index) -> None:
    page = index.search("eadership sleep management", filters={"author": ["Ada Byron"]})
    assert [row.read for row in page.readings] == ["leadership"]


def test_a_word_that_articles_go_on_with_is_read_as_its_beginning_and_as_the_likelier_word(
    index: Index,
) -> None:
    assert read(index, "leadersh") == {"leadersh": "leadersh*"}
    index.add([Article(id=f"m{number}", title="Model") for number in range(9)])
    index.add(Article(id="modl", title="Modlitwa"))
    page = index.search("modl", limit=20)
    assert [(row.kind, row.read) for row in page.readings] == [
        (ReadAs.CORRECTED, "model"),
        (ReadAs.COMPLETED, "modl*"),
    ]
    assert {"modl", "m0"} < set(ids(page))


def test_a_word_of_another_field_is_no_misspelling(index: Index) -> None:
    assert read(index, "title:sleepless") == {}
    index.add(Article(id="s", title="Sleepiness sleeplest"))
    assert read(index, "title:sleepless") == {}


def test_a_corrected_word_weighs_less_than_one_that_was_typed(index: Index) -> None:
    typed = {hit.article.id: hit.score for hit in index.search("leadership")}
    corrected = {hit.article.id: hit.score for hit in index.search("leadershp")}
    assert typed.keys() == corrected.keys()
    assert all(corrected[name] == pytest.approx(0.8 * typed[name]) for name in typed)


def test_the_rows_of_a_corrected_hit_add_up(index: Index) -> None:
    for hit in index.search("leadershp developmnt kindness", explain=True):
        assert sum(row.score for row in hit.score_rows) == pytest.approx(hit.score, rel=1e-12)


def test_the_corrected_word_is_marked_and_a_reason_names_both(index: Index) -> None:
    (hit, *_) = index.search("developmnt")
    assert [hit.title.text[start:end] for start, end in hit.title.marks] == ["development"]
    assert "development for developmnt (corrected)" in [row.text for row in hit.reasons]


@pytest.mark.parametrize(
    ("reading", "message"),
    [
        (
            Reading(ReadAs.CORRECTED, "leadershp", "leadership"),
            "results for leadership; search for leadershp only: =leadershp",
        ),
        (
            Reading(ReadAs.CORRECTED, "title:leadershp", "leadership"),
            "results for leadership; search for title:leadershp only: title:=leadershp",
        ),
    ],
)
def test_a_correction_says_how_it_is_undone(reading: Reading, message: str) -> None:
    assert reading.message == message


@pytest.mark.parametrize(
    "query", ["leadershp", "title:leadershp", "leade rship", "leadershp sleep"]
)
def test_the_way_to_undo_it_is_a_query_that_is_not_corrected(index: Index, query: str) -> None:
    for row in index.search(query).readings:
        assert read(index, row.message.rpartition("only: ")[2]) == {}


BY_EAR = """
    beurocracy:bureaucracy newmonia:pneumonia fisiotherapy:physiotherapy sykology:psychology
    kommunikation:communication skematiks:schematics
""".split()


@pytest.mark.parametrize("pair", BY_EAR)
def test_a_word_written_by_ear_is_read_as_the_one_that_sounds_so(pair: str) -> None:
    written, meant = pair.split(":")
    with open_index("memory://", create=True) as index:
        index.add(Article(id=row, title=row) for row in (row.split(":")[1] for row in BY_EAR))
        (reading,) = index.search(written).readings
        assert (reading.kind, reading.read) == (ReadAs.CORRECTED, meant)


def test_a_word_that_is_near_goes_before_one_that_sounds_alike(index: Index) -> None:
    index.add(
        [
            Article(id="near", title="Newmoniq newmonit newmoniz"),
            Article(id="ear", title="Pneumonia"),
        ]
    )
    assert read(index, "newmonia") != {"newmonia": "pneumonia"}


def test_what_sounds_alike_and_is_written_otherwise_is_another_word(index: Index) -> None:
    index.add(Article(id="engines", title="Engines"))
    assert read(index, "ingenious") == {}


def test_other_languages_sound_otherwise() -> None:
    with open_index("memory://", create=True, language="german") as index:
        index.add(Article(id="one", title="Pneumonia"))
        assert read(index, "newmonia") == {}


SCRIPTS = [
    Article(id="cyrillic", title="On waltzes", authors=("Пётр Чайковский",)),
    Article(id="greek", title="On wards", authors=("Γιώργος Παπαδόπουλος",)),
    Article(id="latin", title="On rivers", authors=("Ivan Petrov",)),
    Article(id="word", title="Чебышёв", authors=("Bo Ray",)),
]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tchaikovsky", "cyrillic"),
        ("author:Chaykovskiy", "cyrillic"),
        ("tchaikovsky waltzes", "cyrillic"),
        ("Papadopoulos", "greek"),
        ("Петров", "latin"),
        ("author:Петров", "latin"),
    ],
)
def test_an_author_is_found_by_the_name_in_other_letters(
    tmp_path: Path, query: str, found: str
) -> None:
    for place in ("memory://", tmp_path / "index"):
        with open_index(place, create=True) as index:
            index.add(SCRIPTS)
            page = index.search(query)
            assert ids(page)[:1] == [found]
            assert any(row.kind in {"author", "correction"} for row in page.hits[0].reasons)


@pytest.mark.parametrize("query", ["chebyshev", "title:chaikovsky", "=Tchaikovsky", '"Петров"'])
def test_words_of_texts_and_exact_ones_are_not_found_in_other_letters(query: str) -> None:
    with open_index("memory://", create=True) as index:
        index.add(SCRIPTS)
        assert ids(index.search(query)) == []


def test_suggestions_are_made_for_the_corrected_query(index: Index) -> None:
    page = index.search("leadershp qqqqqqq")
    assert [row.query for row in page.suggestions] == ["leadership"]


def test_of_a_pasted_text_a_few_words_are_corrected(index: Index) -> None:
    words = [f"leadership{letter}" for letter in "abcdefgh"]
    assert len(read(index, " ".join(words))) == MOST_CORRECTED


# --- while somebody types ------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["leadershp", "sleep leadershp", "title:leadershp"])
def test_no_word_is_corrected_before_it_is_finished(index: Index, query: str) -> None:
    assert read(index, query, typing=True) == {}
    typed = query.rpartition(":")[0] + ":leadershp" if ":" in query else "leadershp"
    assert read(index, f"{query} ", typing=True) == {typed: "leadership"}
    assert read(index, f"{query} a", typing=True) == {typed: "leadership"}


def test_the_end_of_typing_completes_rather_than_corrects(index: Index) -> None:
    index.add([Article(id="x", title="Leadershi"), Article(id="y", title="Management skills")])
    assert [row.kind for row in index.search("leadershi managemen", typing=Typing.ENDED).readings]


# --- slips that articles hold --------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    with open_index(tmp_path_factory.mktemp("large"), create=True) as index:
        index.add(
            Article(id=f"t{number}", title="translation performance national")
            for number in range(FREQUENT)
        )
        index.add(
            [
                Article(id="meant", title="translation of poetry"),
                Article(id="slip", title="tranlsation of prose"),
                Article(id="stem", title="It perfomed"),
                Article(id="rare", title="rational"),
                Article(id="rarer", title="rationale of notional opera"),
                Article(id="less", title="fictoin of one"),
                Article(id="opera", title="fiction and opera"),
                *(Article(id=f"f{number}", title="fiction") for number in range(998)),
            ]
        )
        yield index


def test_a_slip_of_a_frequent_word_is_read_as_it_where_no_article_holds_all_words(
    large: Index,
) -> None:
    page = large.search("tranlsation poetry")
    assert [row.read for row in page.readings] == ["translation"]
    assert ids(page)[0] == "meant"
    assert "slip" in ids(page)


@pytest.mark.parametrize(
    "query",
    [
        "tranlsation",  # an article holds it
        "tranlsation prose",  # an article holds all words
        "tranlsation opera",  # nor does one hold them with the frequent word
        "=tranlsation poetry",
        "fictoin opera",  # less than a thousand times as frequent
        "rational",
        "notional",
        "rational poetry",
    ],
)
def test_a_rare_word_that_is_right_stays(large: Index, query: str) -> None:
    assert large.search(query).readings == ()


def test_a_form_of_a_rare_stem_that_no_article_holds_is_a_slip_too(large: Index) -> None:
    page = large.search("perfomance")
    assert [row.read for row in page.readings] == ["performance"]
    assert page.total == FREQUENT + 1


def test_words_that_articles_hold_are_never_corrected(index: Index) -> None:
    held = {word.strip(".?|").lower() for text in TEXTS.values() for word in text.split()}
    for word in held - {""}:
        assert read(index, word) == {}, word


@everyday(60)
@given(st.lists(strategies.articles, max_size=5), strategies.requests)
def test_what_is_read_otherwise_is_in_no_article(articles: list[Article], asked: Question) -> None:
    engine = MemoryEngine()
    fill(engine, articles)
    page = answered(engine, asked)
    typed = {word for row in page.readings for word in row.typed.split(" ")}
    # The words of a phrase that are searched anywhere are the same words.
    changed = [row for row in page.readings if row.kind is not ReadAs.APART]
    assert not any(row.read == row.typed for row in changed)
    assert not typed & set(page.missing)


def test_a_misspelt_word_is_not_read_as_a_rarer_misspelling(index: Index) -> None:
    index.add(Article(id=f"e{n}", title=f"Embeddings of wards {n}") for n in range(60))
    index.add([Article(id="slip", title="Embedings of wards")])
    (reading,) = index.search("embemdings").readings
    assert reading.read == "embeddings"
