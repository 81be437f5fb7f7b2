"""Marks: the traps of highlighters, and the fast way against the evident one."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import example, given, strategies as st

from leadersearch.model.field import Kind
from leadersearch.model.fields import FIELDS
from leadersearch.plan import (
    BooleanNode,
    Like,
    Lookup,
    OneOf,
    PhraseNode,
    Plan,
    Selector,
    StartsWith,
    Within,
    WordNode,
)
from leadersearch.results.snippets.plan_matcher import Match, Matcher
from leadersearch.results.snippets.wanted_words import selection_test
from leadersearch.text import Analysis, Token, tokenise
from results.snippets.plans import ANALYSIS, marked, marker, planned
from strategies import everyday
from text.word_forms import ONE_WORD, families


def test_words_are_marked_in_every_form_of_their_stem() -> None:
    assert marked("leaders", "Leading a leader, LEADERS lead.") == ["leader", "LEADERS"]


def test_exact_words_are_marked_in_their_form_only() -> None:
    assert marked("=leaders", "A leader of Leaders") == ["Leaders"]


def test_phrase_marks_the_phrase_only() -> None:
    # Whoosh's highlighter marks every stray "medical" and "ethics" (mchaput/whoosh#29).
    text = "Ethics, medical care: medical ethics is medical."
    assert marked('"medical ethics"', text) == ["medical ethics"]


def test_phrase_with_a_little_word_needs_the_little_word() -> None:
    text = "Ethics care is not the ethics of care."
    assert marked('"ethics of care"', text) == ["ethics of care"]


def test_phrase_is_not_stemmed() -> None:
    assert marked('"medical ethics"', "medically ethics, medical ethic") == []


def test_phrase_goes_over_line_ends_and_punctuation() -> None:
    assert marked('"medical ethics"', "medical,\n  ethics") == ["medical, ethics"]


def test_loose_phrase_marks_its_words_where_they_stand_together() -> None:
    text = "care here. " + "word " * 20 + "community based care, and much later the community"
    assert marked('"care community"~3', text) == ["community", "care"]


def test_loose_phrase_needs_repeated_words_as_often() -> None:
    assert marked('"never never land"~2', "never land") == []
    assert marked('"never never land"~2', "never land never") == ["never", "land", "never"]


def test_the_last_word_of_a_compound_is_not_next_to_a_far_one() -> None:
    assert marked('"language model"', "vision-and-language: this is a model") == []
    assert marked('"language model"~2', "vision-and-language as it is in a model") == []
    assert marked('"language model"', "a vision-and-language model") == ["language model"]


def test_match_beyond_32000_characters_is_found() -> None:
    # Whoosh's highlighter gives nothing for it (charlimit).
    text = "filler word " * 20_000 + "kindness"
    assert len(text) > 200_000
    assert marked("kindness", text) == ["kindness"]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("obrien", "Mr O’Brien’s view", ["O’Brien’s"]),
        ("health-care", "healthcare, health-care", ["healthcare", "health-care"]),
        ("healthcare", "a health-care worker", ["health-care"]),
        ("covid19", "COVID-19 wards", ["COVID-19"]),
        ("diaz", "David Díaz-Báez", ["Díaz"]),
        ("R&D", "our r&d.", ["r&d"]),
        ("C++", "C, C++ and C#", ["C++"]),
        ("usa", "in the U.S.A. today", ["U.S.A"]),
        ("leader", "the leader's role", ["leader's"]),
        ("lead*", "Leadership, lead and mislead", ["Leadership", "lead"]),
        ("wom?n", "Women, woman, womn", ["Women", "woman"]),
        ("misinformaton~", "Misinformation spreads", ["Misinformation"]),
        ("ethics^3", "ethics", ["ethics"]),
        ("leadership OR ahp", "AHP leadership", ["AHP", "leadership"]),
        ("dying", "he dies", ["dies"]),
        ("領導", "醫學領導學", ["領導"]),
    ],
)
def test_what_is_marked(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_excluded_words_are_not_marked() -> None:
    assert marked("kindness -leadership", "kindness and leadership") == ["kindness"]


def test_neighbour_bonuses_mark_nothing() -> None:
    plan = planned("medical ethics")
    assert isinstance(plan.root, BooleanNode)
    assert plan.root.bonuses
    assert marked("medical ethics", "medical ethics") == ["medical", "ethics"]


def test_words_of_one_field_are_not_marked_in_another() -> None:
    assert marked("title:kindness", "kindness", "body") == []
    assert marked("title:kindness", "kindness", "title") == ["kindness"]


def test_names_are_not_stemmed() -> None:
    assert marked("jones", "Harriet Jone, Harriet Jones", "author") == ["Jones"]


def test_dates_and_everything_mark_nothing() -> None:
    assert marked("date:2020..2023", "2021") == []
    assert marked("*", "anything") == []


def test_the_word_being_typed_marks_its_completions() -> None:
    plan = planned("kindness lead", typing=True)
    fragment = Matcher(plan, ANALYSIS).matches("leadership lead kind", "body")
    assert {"leadership lead kind"[start:end] for start, end, _ in fragment} >= {
        "leadership",
        "lead",
    }


def test_matching_looks_at_words_only_as_often_as_they_differ() -> None:
    matcher = Matcher(planned("kindness"), ANALYSIS)
    matcher.matches("kindness and kindly leadership " * 5_000, "body")
    assert len(matcher.vocabulary("body")) < 4


def test_another_language_is_matched_by_its_own_stems() -> None:
    analysis = Analysis("german")
    node = WordNode("x", (Lookup("body", "body", OneOf((analysis.stem("hauser"),))),))
    assert Matcher(Plan(node), analysis).matches("Die Häuser", "body") == [Match(4, 10, 0)]


# --- against tokenising everything ---------------------------------------------------------------

WORDS = [
    "care", "caring", "Care", "of", "the", "ethics", "medical", "health-care", "healthcare", "die",
    "dying", "O’Brien", "o'brien", "obrien", "U.S.A.", "usa", "C++", "c#", "R&D", "r&d", "Díaz",
    "diaz", "DIAZ", "1,000", "1000", "3.5", "it's", "don’t", "dont", "don", "領導", "care/of",
    "(care)", "“ethics”", "–", "&", "_care_", "care_of", "x" * 210, "https://a.org/care-of",
    "Straße", "strasse", "Kelvin", "\u00adca\u00adre", "ca\u200bre", "''care", "care's", "cäre",
    "a-care", "c-a-r-e", "ca're", "o'o'brien", "dya.dying-die", "R&D-care",
]  # fmt: skip
GAPS = [" ", "  ", "\n", "\n\n", "\t", "\u00a0", "\u2003", ", ", ". ", " – ", "-", "’", "", "\x1c"]

texts = st.lists(
    st.tuples(st.sampled_from(WORDS) | st.text(max_size=4), st.sampled_from(GAPS)), max_size=25
).map(lambda pairs: "".join(word + gap for word, gap in pairs))

forms = st.sampled_from(sorted({token.form for word in WORDS for token in tokenise(word)}))
selectors = st.one_of(
    st.lists(forms, min_size=1, max_size=3).map(lambda terms: OneOf(tuple(terms))),
    forms.map(lambda form: StartsWith(form[:2])),
    forms.map(lambda form: Like(form[:1] + "*" + form[-1:])),
    forms.map(lambda form: Like("?" + form[1:])),
    st.builds(Within, forms, st.integers(1, 2)),
)
exact_words = selectors.map(
    lambda selector: WordNode("exact", (Lookup("body", "body_exact", selector),))
)
stemmed_words = forms.map(
    lambda form: WordNode(form, (Lookup("body", "body", OneOf((ANALYSIS.stem(form),))),))
)
phrases = st.builds(
    lambda terms, slop, open_ended: PhraseNode(
        " ".join(terms),
        (("body", "body_exact"),),
        tuple(terms),
        slop,
        patterns=((len(terms) - 1, StartsWith(terms[-1])),) if open_ended and not slop else (),
    ),
    st.lists(forms, min_size=2, max_size=3),
    st.sampled_from([0, 0, 1, 4]),
    st.booleans(),
)
leaves = st.lists(exact_words | stemmed_words | phrases, min_size=1, max_size=4, unique=True)


def selected(selector: Selector, stemmed: bool, form: str) -> bool:
    return selection_test(selector)(ANALYSIS.stem(form) if stemmed else form)


def evident_matches(nodes: list[WordNode | PhraseNode], text: str) -> set[Match]:
    """Every token of the text is looked at for every leaf."""
    tokens = tokenise(text)
    return {
        Match(start, end, index)
        for index, node in enumerate(nodes)
        for start, end in (
            evident_words(node, tokens)
            if isinstance(node, WordNode)
            else evident_phrases(node, tokens)
        )
    }


def evident_words(node: WordNode, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    for lookup in node.lookups:
        stemmed = lookup.postings == lookup.field and FIELDS[lookup.field].kind is Kind.TEXT
        for token in tokens:
            if selected(lookup.selector, stemmed, token.form):
                yield token.start, token.end


def evident_phrases(node: PhraseNode, tokens: list[Token]) -> Iterator[tuple[int, int]]:
    for first in tokens:
        if node.slop:
            width = len(node.terms) + node.slop
            near = [t for t in tokens if 0 <= t.position - first.position < width]
            window = [token for token in near if token.form in node.terms]
            held = Counter(form for form, _ in {(t.form, t.position) for t in window})
            if first in window and Counter(node.terms) <= held:
                yield from ((token.start, token.end) for token in window)
            continue
        rows = [
            [
                token
                for token in tokens
                if token.position == first.position + distance
                and selected(selector, False, token.form)
            ]
            for distance, selector in enumerate(node.selectors())
        ]
        if first in rows[0] and all(rows):
            yield first.start, max(token.end for row in ([first], *rows[1:]) for token in row)


@everyday(400)
@given(leaves, texts)
@example([WordNode("x", (Lookup("body", "body_exact", OneOf(("diaz",))),))], "İDIAZ İ DÍAZ")
def test_fast_matching_equals_tokenising_everything(
    nodes: list[WordNode | PhraseNode], text: str
) -> None:
    plan = Plan(BooleanNode(optional=tuple(nodes), minimum=1))
    matcher = Matcher(plan, ANALYSIS)
    found = matcher.matches(text, "body")
    assert found == sorted(found)
    assert set(found) == evident_matches(nodes, text)
    # Long texts are searched by a pattern.
    assert matcher.matches(text + " " * 1_000, "body") == found
    assert Matcher(plan, ANALYSIS).matches(" " * 1_000 + text, "body") == [
        Match(start + 1_000, end + 1_000, leaf) for start, end, leaf in found
    ]


@everyday(300)
@given(st.text(string.printable + "éßÜ’-–\u2028\u00a0\ufb01\u0301") | texts)
def test_texts_can_be_split_at_blanks(text: str) -> None:
    # What the fast way rests on.
    pieces = text.split()
    apart = [token.form for piece in pieces for token in tokenise(piece)]
    assert apart == [token.form for token in tokenise(text)]


@everyday(300)
@given(st.text("abcdeginlorstuyz", min_size=1, max_size=12))
def test_english_stems_change_two_letters_at_most(form: str) -> None:
    beginnings = ANALYSIS.stemmer.beginnings(ANALYSIS.stem(form))
    assert any(form.startswith(begin[: max(len(begin) - 2, 1)]) for begin in beginnings)


@pytest.mark.parametrize("family", families(ONE_WORD), ids=lambda family: family[0])
def test_all_forms_of_a_word_are_marked(family: list[str]) -> None:
    text = " ".join(family)
    for form in family:
        places = [(match.start, match.end) for match in marker(form).matches(text, "body")]
        assert [text[start:end] for start, end in places] == family


def test_marker_marks_only_what_may_match() -> None:
    assert marker("a -b").matches("a b", "body") == [Match(0, 1, 0)]
