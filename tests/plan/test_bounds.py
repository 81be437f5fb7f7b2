"""A query costs no more than a machine has to spare, and what is left out is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given

import leadersearch
import strategies
from leadersearch.index import Index
from leadersearch.model.article import Article
from leadersearch.plan.bounds import BUDGET, MAX_PARTS, MOST_WORDS, bounded, price_of
from leadersearch.query import parse_query, tree

COMMON = 1_000


def rarities(words: Sequence[str]) -> list[int]:
    return [int(word[1:]) if word[1:].isdigit() else COMMON for word in words]


def kept(text: str) -> tuple[tree.Query, tuple[str, ...]]:
    found = bounded(parse_query(text).query, rarities)
    return found.query, found.left_out


@pytest.mark.parametrize(
    "text",
    [
        "leadership AHP",
        'ethics "medical ethics"~5 title:kindness* -wom?n leadershp~ date:2020..2023 doi:*',
        " ".join(f"w{number}" for number in range(MOST_WORDS)),
        " ".join(["kind"] * 900),
    ],
)
def test_what_people_ask_is_carried_out_as_it_is(text: str) -> None:
    query = parse_query(text).query
    assert bounded(query, rarities).query is query


def test_the_rarest_words_of_a_long_text_are_kept_in_their_order() -> None:
    query, left_out = kept(" ".join(f"w{number}" for number in range(1, 400)))
    assert isinstance(query, tree.Words)
    words = [clause.query.text for clause in query.clauses]  # type: ignore[union-attr]
    assert words == [f"w{number}" for number in range(1, MOST_WORDS + 1)]
    assert left_out[0] == f"w{MOST_WORDS + 1}"


def test_words_that_no_article_holds_are_kept_last() -> None:
    words = [f"w{number}" for number in range(200)]
    query, left_out = kept(" ".join(words))
    assert "w0" in left_out
    assert "w1" not in left_out
    assert price_of(query) <= BUDGET


def test_a_long_text_takes_nothing_from_what_stands_beside_it() -> None:
    text = " ".join(f"w{number}" for number in range(1, 400))
    _, left_out = kept(f'+must -never author:Memon "medical ethics" date:2024 {text}')
    assert not {"must", "never", "author:Memon", '"medical ethics"'} & set(left_out)
    assert "w1" not in left_out


@pytest.mark.parametrize(
    "part",
    [
        "w{}*x*",
        "w{}~2",
        '"w{} a"',
        '"w{} a"~9',
        "+w{}",
        "title:w{}",
        "w{}^2",
        "-w{}",
        "(w{} AND b)",
    ],
)
@pytest.mark.parametrize("joint", [" ", " OR ", " AND "])
def test_no_kind_of_operand_goes_beyond_the_budget(part: str, joint: str) -> None:
    text = joint.join(part.format(number) for number in range(1, 700))
    found = bounded(parse_query(text).query, rarities)
    assert price_of(found.query) <= BUDGET
    assert found.left_out
    assert parse_query(text).query != found.query


def test_a_word_of_very_many_parts_is_cut_and_its_end_named() -> None:
    text = "-".join(f"w{number}" for number in range(200))
    query, left_out = kept(text)
    assert isinstance(query, tree.Term)
    assert query.text.count("-") == MAX_PARTS - 1
    assert query.text + left_out[0] == text


@pytest.mark.parametrize("part", ["a-", "a.b'", "漢", "\ufdfa", "ﬃ", "x"])
@pytest.mark.parametrize("words", [1, 2, 8, 32])
def test_a_query_that_is_not_priced_for_its_length_is_within_the_budget(
    part: str, words: int
) -> None:
    length = MAX_PARTS // words - (words > 1)
    text = (part * length)[:length]
    clauses = tuple(tree.Clause(tree.Term(text)) for _ in range(words))
    for query in (tree.Words(clauses), tree.InField("title", tree.Term(text)), tree.Term(text)):
        assert bounded(query, _unasked).is_whole
        assert price_of(query) <= BUDGET


def _unasked(words: Sequence[str]) -> Sequence[int]:
    raise AssertionError(f"asked for {words}")


def test_a_group_of_which_any_value_is_left_costs_what_any_value_costs() -> None:
    inner = tree.InField("author", tree.And((tree.Everything(),)))
    many = tree.Or(tuple(tree.Boost(inner, 1.5 + number) for number in range(300)))
    found = bounded(many, rarities)
    assert price_of(found.query) <= BUDGET
    assert found.left_out


@given(strategies.queries)
def test_any_tree_is_bounded(query: tree.Query) -> None:
    many = tree.Or(tuple(tree.Boost(query, 1.5 + number) for number in range(300)))
    found = bounded(many, rarities)
    assert price_of(found.query) <= BUDGET


# --- what people see -----------------------------------------------------------------------------


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = leadersearch.open_index(tmp_path / "index", create=True)
    made.add(
        [
            Article(
                id=f"a{number}",
                title=f"Number {number}",
                body=" ".join(
                    f"word{number * 300 + word} common{word % 50}" for word in range(600)
                ),
            )
            for number in range(12)
        ]
    )
    return made


@pytest.mark.parametrize("number", [0, 5, 11])
@pytest.mark.parametrize("lead", ["", "Menu Home About (c) 2024: " * 40])
def test_a_pasted_page_finds_its_article_first(index: Index, number: int, lead: str) -> None:
    article = index.article(f"a{number}")
    pasted = f"{lead}{article.title}\n\n{article.body}\n" * 3
    assert len(pasted) > 20_000
    page = index.search(pasted)
    assert page.hits[0].article.id == article.id
    assert any("not searched" in row.message for row in page.diagnostics)


def test_what_was_left_out_is_named_where_it_stands(index: Index) -> None:
    text = " OR ".join(f"word{number}^2" for number in range(500))
    (row,) = index.search(text).diagnostics[-1:]
    assert "too large" in row.message
    assert text[row.start : row.end] in row.message
    assert row.end > row.start


def test_identical_operands_are_one() -> None:
    assert parse_query(" OR ".join(["a"] * 900)).query == tree.Term("a")
    assert parse_query(" AND ".join(["a", "b"] * 400)).query == parse_query("a AND b").query
    assert parse_query("+a +a b").query == parse_query("+a b").query
