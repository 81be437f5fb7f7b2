"""The plan of a query: its lookups, what has to match, and the weights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

import strategies
from leadersearch import ranking
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.model.article import Article, PartialDate
from leadersearch.plan import (
    BooleanNode,
    DateNode,
    EverythingNode,
    Node,
    NothingNode,
    OneOf,
    PhraseNode,
    Plan,
    ReadAs,
    Reading,
    StartsWith,
    WordNode,
    plan_query,
)
from leadersearch.query import (
    And,
    Boost,
    Clause,
    Fuzzy,
    InField,
    Nothing,
    Occur,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    Wildcard,
    Words,
    parse_query,
)
from strategies import everyday

ENGINE = MemoryEngine()
with ENGINE.write() as writer:
    writer.put(
        [
            Article(
                id="a",
                title="Kind leaders of health-care",
                authors=("David Díaz-Báez",),
                body="state of the art healthcare; articles on misinformation and ethics",
                date=PartialDate(2023),
                tags=("Care",),
            )
        ]
    )


def plan(query: str | Query, *, typing: bool = False) -> Plan:
    parsed = parse_query(query).query if isinstance(query, str) else query
    return plan_query(parsed, ENGINE.analysis, ENGINE.view(), typing=typing)


def root(query: str | Query, *, typing: bool = False) -> Node:
    return plan(query, typing=typing).root


def boolean(query: str | Query, *, typing: bool = False) -> BooleanNode:
    node = root(query, typing=typing)
    assert isinstance(node, BooleanNode)
    return node


def word(query: str | Query) -> WordNode:
    node = root(query)
    assert isinstance(node, WordNode)
    return node


def texts(nodes: tuple[Node, ...]) -> list[str]:
    return [node.text for node in nodes if isinstance(node, WordNode | PhraseNode)]


def lookups(node: WordNode) -> dict[str, object]:
    return {lookup.postings: lookup.selector for lookup in node.lookups}


# --- words ---------------------------------------------------------------------------------------


def test_a_word_is_looked_up_by_its_stem_in_texts_and_by_itself_in_names() -> None:
    assert lookups(word("leaders")) == {
        "title": OneOf(("leader",)),
        "excerpt": OneOf(("leader",)),
        "body": OneOf(("leader",)),
        "author": OneOf(("leaders",)),
        "tag": OneOf(("leader",)),
    }


def test_the_very_form_earns_a_bonus_in_the_fields_of_the_length() -> None:
    bonus = word("leaders").exact
    assert bonus is not None
    assert bonus.weight == ranking.EXACT_FORM
    assert lookups(bonus) == {
        f"{name}_exact": OneOf(("leaders",)) for name in ("title", "excerpt", "body")
    }


def test_an_exact_word_is_looked_up_in_its_form_and_earns_no_bonus() -> None:
    node = word("=leaders")
    assert node.exact is None
    assert lookups(node)["title_exact"] == OneOf(("leaders",))


def test_a_word_in_a_field_is_looked_up_there_alone() -> None:
    assert list(lookups(word("title:leaders"))) == ["title"]
    assert list(lookups(word("author:diaz"))) == ["author"]
    assert lookups(word("id:a")) == {"id": OneOf(("a",))}
    assert lookups(word("doi:https://doi.org/10.1000/ABC")) == {"doi": OneOf(("10.1000/abc",))}


def test_a_pasted_link_is_looked_up_in_order_in_addresses_and_texts() -> None:
    root = plan("https://www.example.org/a-b?utm_source=x").root
    assert isinstance(root, BooleanNode)
    assert root.minimum == 1
    linked, told = root.optional
    assert isinstance(linked, PhraseNode)
    assert isinstance(told, PhraseNode)
    assert linked.terms == told.terms == ("example", "org", "a", "b")
    assert [name for name, _ in linked.fields] == ["url"]
    assert [name for name, _ in told.fields] == ["title", "excerpt", "body", "author", "tag"]


def test_a_link_that_is_being_typed_is_the_beginning_of_one() -> None:
    for text in ("https://exam", "https://example.org/a"):
        root = plan_query(parse_query(text).query, ENGINE.analysis, ENGINE.view(), typing=True).root
        assert isinstance(root, BooleanNode)
        for leaf in root.optional:
            is_open = isinstance(leaf, PhraseNode) and bool(leaf.patterns)
            assert is_open or (
                isinstance(leaf, WordNode) and leaf.lookups[0].selector == StartsWith("exam")
            )


def test_a_link_of_one_word_is_looked_up_as_it_is() -> None:
    root = plan("https://leaders").root
    assert isinstance(root, BooleanNode)
    assert [lookups(leaf) for leaf in root.optional if isinstance(leaf, WordNode)] == [
        {"url": OneOf(("leaders",))},
        dict.fromkeys(
            ("title_exact", "excerpt_exact", "body_exact", "author", "tag_exact"),
            OneOf(("leaders",)),
        ),
    ]


def test_a_pasted_doi_is_looked_up_as_one_as_well() -> None:
    root = plan("https://doi.org/10.1000/ABC(1)").root
    assert isinstance(root, BooleanNode)
    assert isinstance(root.optional[0], WordNode)
    assert lookups(root.optional[0]) == {"doi": OneOf(("10.1000/abc(1)",))}


def test_a_word_that_no_article_holds_is_tried_as_a_prefix() -> None:
    found = plan("misinfo")
    assert isinstance(found.root, WordNode)
    assert lookups(found.root)["body_exact"] == StartsWith("misinfo")
    reading = Reading(ReadAs.COMPLETED, "misinfo", "misinfo*")
    assert (found.readings, found.missing) == ((reading,), ())


def test_a_word_of_which_none_begins_is_missing() -> None:
    found = plan("zzz")
    assert (found.readings, found.missing) == ((), ("zzz",))


@pytest.mark.parametrize("query", ["x", "=misinfo", '"misinfo"'])
def test_single_letters_and_exact_words_are_never_completed(query: str) -> None:
    found = plan(query)
    assert found.readings == ()
    assert len(found.missing) == 1


def test_the_missing_words_of_a_phrase_are_named() -> None:
    assert plan('"kind zzz leaders qqq"').missing == ("zzz", "qqq")
    assert plan('"leaders kind"').missing == ()


def test_a_word_held_in_another_field_is_missing_in_this_one() -> None:
    assert plan("author:ethics").missing == ("ethics",)


# --- compounds -----------------------------------------------------------------------------------


def test_all_parts_of_a_compound_or_its_joined_form_match() -> None:
    node = root(And((Term("health-care"), Term("kind"))))
    assert isinstance(node, BooleanNode)
    compound, _ = node.required
    assert isinstance(compound, BooleanNode)
    assert compound.minimum == 1
    parts, joined = compound.optional
    assert isinstance(parts, BooleanNode)
    assert texts(parts.required) == ["health", "care"]
    assert isinstance(joined, WordNode)
    assert (joined.text, joined.weight) == ("healthcare", ranking.JOINED)


def test_a_joined_form_that_no_article_holds_is_left_out() -> None:
    node = root("kind-leaders")
    assert isinstance(node, BooleanNode)
    assert "kindleaders" not in str(node)
    assert texts(node.required) == ["kind", "leaders"]


def test_the_little_words_of_a_compound_do_not_rank() -> None:
    node = boolean("state-of-the-art kind")
    assert "of" not in texts(node.optional)
    assert {"state", "art", "kind"} <= set(texts(node.optional))


# --- groups --------------------------------------------------------------------------------------


def test_little_words_are_left_out_when_others_remain() -> None:
    assert texts(boolean("the leaders of ethics").optional) == ["leaders", "ethics"]
    assert texts(boolean("of the").optional) == ["of", "the"]
    assert word("the").text == "the"


def test_a_required_or_exact_little_word_stays() -> None:
    assert texts(boolean("+the leaders").required) == ["the"]
    assert texts(boolean("=the leaders").optional) == ["the", "leaders"]


def test_request_words_weigh_less_and_make_no_tier() -> None:
    found = plan("articles ethics")
    assert isinstance(found.root, BooleanNode)
    weights = {n.text: n.weight for n in found.root.optional if isinstance(n, WordNode)}
    assert weights == {"articles": ranking.FILLER_WORD, "ethics": 1.0}
    assert found.units == ()
    assert found.root.bonuses == ()


def test_request_words_alone_are_words_like_any() -> None:
    assert word("articles").weight == 1.0


def test_in_other_languages_no_word_is_little() -> None:
    engine = MemoryEngine("german")
    found = plan_query(parse_query("the leaders").query, engine.analysis, engine.view())
    assert isinstance(found.root, BooleanNode)
    assert texts(found.root.optional) == ["the", "leaders"]


def test_any_word_may_match_and_all_make_the_first_tier() -> None:
    found = plan("kind leaders ethics")
    assert isinstance(found.root, BooleanNode)
    assert found.root.minimum == 1
    assert found.units == found.root.optional


def test_one_word_has_no_tier() -> None:
    assert plan("kind").units == ()
    assert plan("kind -ethics").units == ()


def test_signs_say_must_and_must_not() -> None:
    node = boolean("+kind leaders -ethics")
    assert texts(node.required) == ["kind"]
    assert texts(node.optional) == ["leaders"]
    assert texts(node.excluded) == ["ethics"]
    assert node.minimum == 0


def test_nothing_but_exclusions_means_all_others() -> None:
    node = root(Words((Clause(Term("kind"), Occur.MUST_NOT),)))
    assert isinstance(node, BooleanNode)
    assert node.required == (EverythingNode(),)
    assert texts(node.excluded) == ["kind"]


@pytest.mark.parametrize("query", ["date:2023 kind", "tag:care kind", "kind url:example"])
def test_what_narrows_is_required_and_makes_no_demand_for_all_words(query: str) -> None:
    node = boolean(query)
    assert len(node.required) == 1
    assert texts(node.optional) == ["kind"]
    assert node.minimum == 1


def test_a_repeated_word_counts_as_often() -> None:
    node = boolean("kind kind ethics")
    weights = [
        (n.text, n.weight, n.exact.weight)
        for n in node.optional
        if isinstance(n, WordNode) and n.exact
    ]
    assert weights == [
        ("kind", 2.0, 2 * ranking.EXACT_FORM),
        ("ethics", 1.0, ranking.EXACT_FORM),
    ]


def test_neighbours_earn_bonuses() -> None:
    bonuses = boolean("kind leaders ethics").bonuses
    assert [(pair.terms, pair.weight) for pair in bonuses] == [
        (("kind", "leader"), 1.0),
        (("leader", "ethic"), 1.0),
    ]


def test_neighbours_that_are_repeated_earn_as_much_more() -> None:
    bonuses = boolean("kind leaders ethics kind leader").bonuses
    assert [(pair.terms, pair.weight) for pair in bonuses] == [
        (("kind", "leader"), 2.0),
        (("leader", "ethic"), 1.0),
        (("ethic", "kind"), 1.0),
    ]


def test_the_neighbour_of_a_compound_is_its_nearest_part() -> None:
    pairs = [pair.terms for pair in boolean("kind health-care ethics").bonuses]
    assert pairs == [("kind", "health"), ("health", "care"), ("care", "ethic")]


def test_little_words_do_not_part_neighbours_and_exclusions_do() -> None:
    near = [pair.terms for pair in boolean("kind of leaders").bonuses]
    assert near == [("kind", "leader")]
    assert boolean("kind -wards leaders").bonuses == ()


def test_a_word_is_no_neighbour_of_itself() -> None:
    assert isinstance(root("kind kind"), WordNode)


def test_a_group_in_a_field_is_a_ranked_group_there() -> None:
    found = plan("title:(kind leaders)")
    assert isinstance(found.root, BooleanNode)
    assert len(found.units) == 2
    assert {place for pair in found.root.bonuses for place in pair.fields} == {("title", "title")}


# --- operators -----------------------------------------------------------------------------------


def test_operators_make_no_tiers() -> None:
    found = plan("kind AND (ethics OR leaders)")
    assert found.units == ()
    assert isinstance(found.root, BooleanNode)
    first, second = found.root.required
    assert isinstance(first, WordNode)
    assert isinstance(second, BooleanNode)
    assert (texts(second.optional), second.minimum) == (["ethics", "leaders"], 1)


def test_members_without_a_word_are_left_out() -> None:
    assert root(And((Term("kind"), Term("!?")))) == BooleanNode(required=(root("kind"),))
    assert root(Or((Term("!?"), Phrase("")))) == NothingNode()
    assert root(Words(())) == NothingNode()
    assert root(Words((Clause(Term("?")),))) == NothingNode()
    assert root(Nothing()) == NothingNode()


def test_a_boost_multiplies_all_weights_below_it() -> None:
    once, twice = word("kind"), word("kind^2")
    assert once.exact is not None
    assert twice == replace(once, weight=2.0, exact=replace(once.exact, weight=2 * 0.15))
    inner = boolean(Boost(Words((Clause(Term("kind")), Clause(Boost(Term("ethics"), 3.0)))), 2.0))
    assert [n.weight for n in inner.optional if isinstance(n, WordNode)] == [2.0, 6.0]


def test_dates_are_half_open() -> None:
    assert root("date:2023") == DateNode(date(2023, 1, 1), date(2024, 1, 1))


# --- phrases and patterns ------------------------------------------------------------------------


def test_a_phrase_is_looked_up_in_its_very_forms_stop_words_included() -> None:
    node = root('"state of the art"')
    assert isinstance(node, PhraseNode)
    assert node.terms == ("state", "of", "the", "art")
    assert node.fields == (
        ("title", "title_exact"),
        ("excerpt", "excerpt_exact"),
        ("body", "body_exact"),
        ("author", "author"),
        ("tag", "tag_exact"),
    )


def test_a_phrase_of_one_word_is_that_exact_word() -> None:
    assert root('"leaders"') == root("=leaders")


def test_a_prefix_with_several_parts_keeps_the_first_ones_whole() -> None:
    node = boolean(Prefix("health-car"))
    first, last = node.required
    assert isinstance(first, WordNode)
    assert isinstance(last, WordNode)
    assert lookups(first)["body_exact"] == OneOf(("health",))
    assert lookups(last)["body_exact"] == StartsWith("car")


@pytest.mark.parametrize("query", [Prefix(""), Wildcard(""), Fuzzy(""), Fuzzy("!"), Phrase("?")])
def test_a_leaf_without_a_word_finds_nothing(query: Query) -> None:
    assert root(query) == NothingNode()


# --- typing --------------------------------------------------------------------------------------


def test_while_typing_the_last_word_stands_for_its_completions_as_well() -> None:
    node = boolean("lead", typing=True)
    whole, completions = node.optional
    assert isinstance(whole, WordNode)
    assert isinstance(completions, WordNode)
    assert lookups(completions)["title_exact"] == StartsWith("lead")
    assert completions.weight == ranking.COMPLETION


@pytest.mark.parametrize("query", ["=lead", "k", "lead*", "lead~", "kind date:2023"])
def test_only_a_plain_word_of_two_letters_is_completed(query: str) -> None:
    assert root(query, typing=True) == root(query)


def test_a_phrase_being_typed_is_open_at_its_end() -> None:
    node = root('"kind lead', typing=True)
    assert isinstance(node, PhraseNode)
    assert node.patterns == ((1, StartsWith("lead")),)
    assert plan('"kind lead', typing=True).missing == ()


def test_words_near_each_other_are_whole_while_typing() -> None:
    assert root('"kind lead"~3', typing=True) == root('"kind lead"~3')


def test_a_little_word_being_typed_stays() -> None:
    assert "the" in str(root("kind the", typing=True))
    assert "'the'" not in str(root("the kind", typing=True))


# --- filters -------------------------------------------------------------------------------------


def test_values_of_one_facet_are_alternatives() -> None:
    filters = [("tag", "a"), ("year", "2023"), ("tag", "b")]
    found = plan_query(Term("kind"), ENGINE.analysis, ENGINE.view(), filters=filters)
    rows = [
        (lookup.postings, lookup.selector, node.weight)
        for node in found.filters
        if isinstance(node, WordNode)
        for lookup in node.lookups
    ]
    assert rows == [
        ("tag_facet", OneOf(("a", "b")), 0.0),
        ("year_facet", OneOf(("2023",)), 0.0),
    ]


@everyday(200)
@given(strategies.queries)
def test_every_tree_has_a_plan_and_the_same_one_again(query: Query) -> None:
    assert plan(query) == plan(query)
    plan(query, typing=True)
    plan(InField("title", query))
