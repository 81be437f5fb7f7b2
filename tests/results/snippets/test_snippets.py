"""Which fragments are shown of an article, and where they are cut."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from leadersearch.model.article import Article
from leadersearch.results.snippets import (
    Fragment,
    Marker,
    Snippet,
    marker_for,
    render_plain,
)
from leadersearch.results.snippets.display_text import clean
from leadersearch.text import tokenise
from results.snippets.plans import ANALYSIS, marker, planned
from strategies import everyday

FILLER = "Nothing of note happens in this sentence at all. "
LONG_WORD = 40


def snippet(query: str, body: str = "", *, excerpt: str = "", **options: int) -> Snippet:
    article = Article(title="A title", excerpt=excerpt, body=body)
    return marker_for(planned(query), ANALYSIS).snippet(article, **options)


def marks(fragment: Fragment) -> list[str]:
    return [fragment.text[start:end] for start, end in fragment.marks]


def test_fragment_begins_with_the_sentence_of_the_match() -> None:
    body = FILLER * 20 + "Then kindness won the day. " + FILLER * 20
    (fragment,) = snippet("kindness", body, length=120).fragments
    assert fragment.text.startswith("Then kindness won the day. Nothing")
    assert (fragment.cut_before, fragment.cut_after, fragment.field) == (True, True, "body")
    assert marks(fragment) == ["kindness"]


def test_abbreviations_do_not_end_sentences() -> None:
    body = FILLER * 20 + "So Dr. A. Khan of e.g. Leeds praised kindness. " + FILLER * 20
    (fragment,) = snippet("kindness", body, length=120).fragments
    assert fragment.text.startswith("So Dr. A. Khan of e.g. Leeds praised kindness.")


def test_fragment_of_a_long_sentence_has_words_on_both_sides() -> None:
    body = "word " * 200 + "kindness " + "word " * 200
    (fragment,) = snippet("kindness", body, length=100).fragments
    before, after = fragment.text.split("kindness")
    assert len(before) > 30
    assert len(after) > 30
    assert set(fragment.text.split()) == {"word", "kindness"}


def test_match_at_character_200_000_is_shown() -> None:
    body = FILLER * 4_500 + "At last kindness. " + FILLER
    assert body.index("kindness") > 200_000
    (fragment,) = snippet("kindness", body).fragments
    assert marks(fragment) == ["kindness"]


def test_fragment_with_most_distinct_words_wins_over_repeats() -> None:
    body = f"kindness kindness kindness. {FILLER * 10} kindness in leadership. {FILLER * 10}"
    fragments = snippet("kindness leadership", body, fragments=1).fragments
    assert marks(fragments[0]) == ["kindness", "leadership"]


def test_phrase_counts_more_than_words() -> None:
    words = "kindness and leadership and inclusion. "
    body = words + FILLER * 10 + "Of medical ethics. " + FILLER * 10
    query = '"medical ethics" kindness leadership inclusion'
    (fragment,) = snippet(query, body, fragments=1, length=100).fragments
    assert "medical ethics" in marks(fragment)


def test_second_fragment_shows_what_the_first_lacks() -> None:
    body = f"{FILLER * 5}Kindness. {FILLER * 20}Leadership. {FILLER * 5}"
    first, second = snippet("leadership kindness", body).fragments
    assert (marks(first), marks(second)) == (["Kindness"], ["Leadership"])
    assert len(first.text) + len(second.text) <= 240


def test_no_second_fragment_for_the_same_words() -> None:
    body = f"{FILLER * 5}Kindness. {FILLER * 20}Kindness. {FILLER * 5}"
    assert len(snippet("kindness", body).fragments) == 1


def test_one_fragment_where_one_shows_all_words() -> None:
    body = f"{FILLER * 5}Kindness in leadership. {FILLER * 20}Leadership. {FILLER * 5}"
    assert len(snippet("leadership kindness", body).fragments) == 1


def test_fragments_come_from_the_excerpt_and_the_body() -> None:
    fragments = snippet("kindness ahp", "On AHPs. " + FILLER * 9, excerpt="On kindness.").fragments
    assert [fragment.field for fragment in fragments] == ["excerpt", "body"]


def test_excerpt_that_the_body_repeats_is_not_shown_twice() -> None:
    excerpt = "Kindness matters to leaders […]"
    body = "> Kindness  matters\nto leaders everywhere. " + FILLER
    (fragment,) = snippet("kindness", body, excerpt=excerpt).fragments
    assert fragment.field == "body"


def test_an_excerpt_that_the_body_does_not_begin_with_is_shown() -> None:
    excerpt, body = "Kindness matters to leaders.", "Kindness matters to patients."
    fragments = snippet("leaders patients", body, excerpt=excerpt).fragments
    assert [fragment.field for fragment in fragments] == ["excerpt", "body"]


def test_without_a_match_the_text_begins_without_marks() -> None:
    (fragment,) = snippet("title:kindness", "  \n" + FILLER * 20).fragments
    assert fragment.text.startswith("Nothing of note")
    assert (fragment.marks, fragment.cut_before, fragment.cut_after) == ((), False, True)


def test_every_article_has_its_lead_as_snippet() -> None:
    (fragment,) = snippet("*", "", excerpt="All of it.").fragments
    assert fragment == Fragment("All of it.", (), "excerpt", cut_before=False, cut_after=False)


def test_article_without_a_text_has_no_fragments() -> None:
    assert snippet("kindness") == Snippet()


def test_short_text_is_shown_whole() -> None:
    (fragment,) = snippet("kindness", "First this. Then kindness.").fragments
    assert fragment.text == "First this. Then kindness."
    assert not fragment.cut_before
    assert not fragment.cut_after


def test_match_in_the_last_sentence_brings_those_before_it() -> None:
    body = FILLER * 20 + "Then kindness."
    (fragment,) = snippet("kindness", body, length=120).fragments
    assert fragment.text == (FILLER * 2) + "Then kindness."


def test_white_space_is_collapsed_and_marks_stay_right() -> None:
    body = "One\n\n\n two\t\tthree \r\n kindness\u2003\u2003and\nkindness"
    (fragment,) = snippet("kindness", body).fragments
    assert fragment.text == "One two three kindness and kindness"
    assert marks(fragment) == ["kindness", "kindness"]


def test_controls_are_stripped_and_marks_stay_right() -> None:
    body = "\x1b[31mRed\x1b[0m \x1b]0;a title\x07kind\u202eness \x9b1mkindness\x00 \x85 end\x1b"
    (fragment,) = snippet("kindness", body).fragments
    assert fragment.text == "Red kindness kindness end"
    # As they are indexed: "kind" and "ness", "1mkindness".
    assert fragment.marks == ((4, 8),)


def test_text_without_blanks_is_cut_all_the_same() -> None:
    (fragment,) = snippet("導", "醫" * 5_000 + "領導" + "學" * 5_000, length=100).fragments
    assert len(fragment.text) <= 100 + LONG_WORD
    assert marks(fragment) == ["導"]


def test_a_word_of_a_thousand_letters_does_not_burst_the_snippet() -> None:
    (fragment,) = snippet("xxx*", "x" * 1_000, length=50).fragments
    assert len(fragment.text) <= 50 + LONG_WORD


def test_phrase_that_the_fragments_would_share_is_shown_once() -> None:
    body = "kindness " + "word " * 30 + "leadership " + "word " * 200
    shown = render_plain(snippet("kindness leadership", body, length=160))
    assert shown.count("leadership") == shown.count("kindness") == 1


def test_repeats_do_not_crowd_out_the_beginning_of_the_sentence() -> None:
    body = f"{FILLER * 5}We saw kindness. Then {'so ' * 20}kindness, and leadership. {FILLER * 9}"
    (fragment,) = snippet("kindness leadership", body, length=110).fragments
    assert fragment.text.startswith("Then so")


def test_request_words_count_less_than_others() -> None:
    body = f"Find papers. {FILLER * 10} On kindness. {FILLER * 10}"
    (fragment,) = snippet("find papers kindness", body, fragments=1, length=80).fragments
    assert marks(fragment) == ["kindness"]


def test_a_boost_makes_a_word_no_better_to_show() -> None:
    body = f"On kindness. {FILLER * 10} Leadership with inclusion. {FILLER * 10}"
    query = "kindness^5 leadership inclusion"
    (fragment,) = snippet(query, body, fragments=1, length=80).fragments
    assert marks(fragment) == ["Leadership", "inclusion"]


def test_title_is_marked_whole() -> None:
    fragment = marker_for(planned("care"), ANALYSIS).mark(" If community\ncare matters ", "title")
    assert fragment == Fragment("If community care matters", ((13, 17),), "title")


def test_lines_are_kept_on_demand() -> None:
    body = "One\r\n\r\n  kindness\x07\tand\nkindness\n"
    fragment = marker_for(planned("kindness"), ANALYSIS).mark(body, "body", collapse=False)
    assert fragment.text == "One\n\n  kindness\tand\nkindness\n"
    assert marks(fragment) == ["kindness", "kindness"]


def test_the_marker_of_a_plan_is_built_once() -> None:
    assert marker_for(planned("care"), ANALYSIS) is marker_for(planned("care"), ANALYSIS)


@pytest.mark.parametrize(("length", "fragments"), [(0, 2), (240, 0)])
def test_nothing_asked_nothing_shown(length: int, fragments: int) -> None:
    assert snippet("kindness", "kindness", length=length, fragments=fragments) == Snippet()


# --- properties ----------------------------------------------------------------------------------

words = st.sampled_from(
    "care kindness leadership Leaders’ health-care Dr. A. end. What? «ethics» medical ethics of "
    "the \x1b[1m \x1b \x9b \u202e \x00 \ud800 領導 x-\u00ad \n\n \n \t – … […]".split(" ")
) | st.text(max_size=6)
texts = st.lists(words, max_size=60).map(" ".join)
queries = st.sampled_from(
    ["kindness", "leader care", '"medical ethics" care', "lead*", "=leaders", '"care of"~4 ethics']
)


@everyday(300)
@given(queries, texts, texts, st.integers(1, 200), st.integers(1, 3))
def test_properties_of_snippets(
    query: str, excerpt: str, body: str, length: int, fragments: int
) -> None:
    article = Article(title="t", excerpt=excerpt, body=body)
    plan = planned(query)
    found = marker_for(plan, ANALYSIS).snippet(article, length=length, fragments=fragments)
    assert len(found.fragments) <= fragments
    total = sum(len(fragment.text) for fragment in found.fragments)
    assert total <= length + LONG_WORD * len(found.fragments)
    for fragment in found.fragments:
        whole = clean(getattr(article, fragment.field)).text.replace("\n", " ")
        assert fragment.text in whole
        assert fragment.text == fragment.text.strip()
        assert not re.search(
            r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", fragment.text
        )
        assert_marks_are_in_order(fragment)


@everyday(300)
@given(queries, texts, st.booleans())
def test_every_mark_is_something_that_was_asked_for(query: str, text: str, collapse: bool) -> None:
    wanted = marker(query)
    fragment = wanted.mark(text, "body", collapse=collapse)
    assert_marks_are_in_order(fragment)
    for start, end in fragment.marks:
        tokens = tokenise(fragment.text[start:end])
        assert any(wanted.matcher.vocabulary("body").slots(token.form) for token in tokens)


def assert_marks_are_in_order(fragment: Fragment) -> None:
    assert all(0 <= start < end <= len(fragment.text) for start, end in fragment.marks)
    assert all(before[1] < after[0] for before, after in pairwise(fragment.marks))


@everyday(200)
@given(texts, st.booleans())
def test_places_are_translated_both_ways(text: str, collapse: bool) -> None:
    cleaned = clean(text, collapse=collapse)
    again = cleaned.text.replace("\n", " ") if collapse else cleaned.text
    assert clean(again, collapse=collapse).text == again
    for place, letter in enumerate(cleaned.text):
        dirty = cleaned.dirty_place(place)
        if not letter.isspace() and letter != "\ufffd":
            assert text[dirty] == letter
            assert cleaned.clean_place(dirty) == place


def test_marking_is_safe_in_several_fields_of_one_marker() -> None:
    both = Marker(planned("title:care body:kindness"), ANALYSIS)
    assert both.mark("care kindness", "title").marks == ((0, 4),)
    assert both.mark("care kindness", "body").marks == ((5, 13),)


def test_a_body_that_repeats_its_excerpt_in_another_layout_shows_it_once() -> None:
    excerpt = "Kindness is what leaders need more than anything else that they could learn."
    wide = excerpt.replace(" ", "\n \n")
    shown = snippet("kindness learn", f"{wide} {FILLER}", excerpt=excerpt).fragments
    assert {fragment.field for fragment in shown} == {"body"}
