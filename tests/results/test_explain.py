"""Why an article was found, in words and in numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, strategies as st

from asking import plan_of, search
from leadersearch.engine import Figures
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.model.article import Article, PartialDate
from leadersearch.plan import Leaf, PhraseNode, Plan
from leadersearch.results.explain import ScoreRow, explain_score, reasons
from leadersearch.results.explain.score import figures_of
from results.snippets.plans import ANALYSIS, planned
from strategies import everyday

ARTICLE = Article(
    title="Leadership for Impact: Senior AHPs and the medical ethics of care",
    authors=("Sarah Cooper", "Zain Memon"),
    excerpt="The Allied Health Professions (AHPs) represent the third largest workforce.",
    body="Kindness matters to leaders. Misinformation spreads where medical leaders lead.",
    date=PartialDate(2023, 5),
    tags=("Inclusion", "Health inequalities"),
    venue="BMJ Leader",
    doi="10.1136/leader-2023-000123",
)


def why(query: str, *missing: str, typing: bool = False, article: Article = ARTICLE) -> list[str]:
    plan = planned(query, *missing, typing=typing)
    return [str(reason) for reason in reasons(article, plan, ANALYSIS)]


def kinds(query: str, *missing: str) -> list[str]:
    return [reason.kind for reason in reasons(ARTICLE, planned(query, *missing), ANALYSIS)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"medical ethics"', ["phrase in title"]),
        ('"kindness matters"', ["phrase in text"]),
        ('"medical care"~4', ["words close together in title"]),
        (
            '"medical ethics" "matters to"',
            ['"medical ethics" in title', '"matters to" in text', "both phrases"],
        ),
        ("author:memon", ["author match: Zain Memon"]),
        ('author:"zain memon"', ["author match: Zain Memon"]),
        ("senior ethics care", ["all 3 words", "title: Senior, ethics, care"]),
        ("senior ethics boats", ["2 of 3 words (without boats)", "title: Senior, ethics"]),
        ('senior "medical ethics"', ["phrase in title", "both terms", "title: Senior"]),
        ("senior kindness", ["both words", "title: Senior", "text: Kindness"]),
        ("senior AND kindness", ["both words", "title: Senior", "text: Kindness"]),
        ("kindness", ["text: Kindness"]),
        ("tag:inclusion", ["tag: Inclusion"]),
        ("venue:bmj", ["venue: BMJ Leader"]),
        ("doi:10.1136/leader-2023-000123", ["doi: 10.1136/leader-2023-000123"]),
        ("date:2023", []),
        ("*", []),
        ("boats", []),
        ("kindness -boats", ["text: Kindness"]),
    ],
)
def test_why(query: str, expected: list[str]) -> None:
    assert why(query) == expected


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("lead*", "lead* matched Leadership, leaders, lead"),
        ("misinformaton~", "Misinformation for misinformaton~"),
        ("misinf?rmation", "misinf?rmation matched Misinformation"),
    ],
)
def test_expansions_are_told(query: str, reason: str) -> None:
    assert reason in why(query)
    assert "expansion" in kinds(query)


def test_completed_words_are_told() -> None:
    assert "ahp*: AHPs (completed)" in why("ahp", "ahp")
    assert "completion" in kinds("ahp", "ahp")


def test_completion_of_the_word_being_typed_is_no_news_where_the_word_stands() -> None:
    assert not any("matched" in reason for reason in why("kindness", typing=True))
    assert "kindn* matched Kindness" in why("kindn", typing=True)


def test_excluded_word_in_a_group_counts() -> None:
    both = why("senior (kindness -impact)")
    assert "1 of 2 words (without kindness)" in both


def test_each_word_is_listed_before_its_other_spellings() -> None:
    article = Article(body="Openly open, in openness. A source.")
    assert why("open source", article=article) == ["both words", "text: Openly, source, open …"]


def test_a_date_is_no_word() -> None:
    assert "all 3 words" not in why("senior kindness date:2023")


def test_most_telling_first_and_five_at_most() -> None:
    found = kinds('"medical ethics" memon senior lead* tag:inclusion boats')
    assert found == ["phrase", "author", "words", "title", "expansion"]


def test_reasons_are_short_and_safe() -> None:
    article = Article(
        title="x" * 300 + " kind\x1b[31m", authors=("Kind\x07 \x1b[2JA\nB" + "c" * 99,)
    )
    found = why("kind x*", article=article)
    assert len(found) > 1
    for reason in found:
        assert len(reason) < 150
        assert reason.isprintable()


# --- numbers -------------------------------------------------------------------------------------

WORDS = "care kindness leaders leader leadership medical ethics health-care of the ahps".split()
QUERIES = [
    "care", "care leaders", '"medical ethics" care', "lead* kindness", "ethics~ care", "=leaders",
    '"care leaders"~3', "author:care ethics", "care OR (ethics -kindness)", "+care -the ethics",
    "title:care^3 kindness", "health-care", "find kindness papers", "care care ethics", "of the",
    "tag:ethics care", "(care -kindness) leaders", "*", "date:2020.. care",
]  # fmt: skip

some_words = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
articles = st.builds(
    Article,
    title=some_words.map("t {}".format),
    excerpt=some_words,
    body=some_words,
    authors=st.lists(some_words, max_size=2).map(tuple),
    tags=st.lists(some_words, max_size=2).map(tuple),
    date=st.none() | st.builds(PartialDate, st.integers(2018, 2023)),
)


@everyday(150)
@given(st.lists(articles, min_size=1, max_size=6), st.sampled_from(QUERIES), st.booleans())
def test_rows_add_up_to_the_score_of_the_engine(
    found: list[Article], query: str, typing: bool
) -> None:
    engine = MemoryEngine()
    with engine.write() as writer:
        for number, article in enumerate(found):
            writer.put([Article(**{**vars(article), "id": str(number)})])
    page = search(engine, query, typing=typing)
    plan = plan_of(page)
    figures = figures_of(plan, engine.view())
    for hit in page.hits:
        rows = explain_score(hit.article, plan, engine.analysis, figures)
        assert math.isclose(sum(row.score for row in rows), hit.score, abs_tol=1e-12)
        told = reasons(hit.article, plan, engine.analysis)
        assert len(told) <= 5
        if page.has_tiers and not hit.all_words:
            assert any(" of " in reason.text for reason in told if reason.kind == "words")


class Fixed:
    """Of every leaf two articles are said to match."""

    def figures(self, leaves: Sequence[Leaf]) -> Figures:
        return Figures(10, 20.0, dict.fromkeys(leaves, 2))


def explained(plan: Plan) -> tuple[ScoreRow, ...]:
    return explain_score(ARTICLE, plan, ANALYSIS, figures_of(plan, Fixed()))  # type: ignore[arg-type]  # figures alone are asked for


def test_rows_name_words_forms_and_neighbours() -> None:
    rows = explained(planned("medical ethics"))
    assert [row.text for row in rows[:4]] == [
        "medical",
        "medical (this very form)",
        "ethics",
        "ethics (this very form)",
    ]
    assert {row.text for row in rows[4:]} == {
        "medic ethic (side by side)",
        "medic ethic (close together)",
    }
    assert rows[0].counts == {"title": 1, "body": 1}
    assert rows[0].document_frequency == 2


@pytest.mark.parametrize(("between", "rows"), [(6, 1), (7, 0)])
def test_words_are_close_together_with_six_others_between_them(between: int, rows: int) -> None:
    article = Article(body=f"medical {'and ' * between}ethics")
    plan = planned("medical ethics")
    found = explain_score(article, plan, ANALYSIS, figures_of(plan, Fixed()))  # type: ignore[arg-type]  # figures alone are asked for
    assert [row.text for row in found].count("medic ethic (close together)") == rows
    assert "medic ethic (side by side)" not in {row.text for row in found}


def test_what_weighs_nothing_has_no_row() -> None:
    silent = PhraseNode("x", (("title", "title_exact"),), ("medical", "ethics"), weight=0.0)
    assert explained(Plan(silent)) == ()


@pytest.mark.parametrize(
    ("text", "stands"),
    [("zebra x violin", True), ("zebra x y violin", False), ("violin zebra", True)],
)
def test_words_stand_close_together_within_the_window_and_no_further(
    text: str, stands: bool
) -> None:
    """`~1` admits one word between; the window is the words and the slop."""
    article = Article(id="a", title="zebra", body=text)
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.put([article])
    plan = planned('zebra "zebra violin"~1')
    rows = explain_score(article, plan, engine.analysis, figures_of(plan, engine.view()))
    assert any("violin" in row.text for row in rows) is stands
