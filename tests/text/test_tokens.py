"""The table of the module's documentation, row by row, and what holds for any text at all."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest
from hypothesis import example, given, strategies as st

from leadersearch.text import Token, fold, tokenise
from leadersearch.text.tokens import MAX_FORM_LENGTH, count_forms, forms_in_order
from leadersearch.text.umlauts import spelt_out
from strategies import WORDS, everyday

any_text = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),  # lone surrogates among them
    st.text(st.sampled_from("aB1é's’-‐.,&+#\u0301\u00ad\u200d日ア ßİſ\U0001d400_\ud800\x00\n")),
)


def forms(text: str) -> list[tuple[str, int]]:
    return [(token.form, token.position) for token in tokenise(text)]


@everyday(200)
@given(st.one_of(any_text, st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_forms_are_counted_as_they_are_tokenised(text: str) -> None:
    words = [row.form for row in tokenise(text) if row.span == 1]
    assert list(forms_in_order(text)) == words
    assert count_forms(text) == Counter(words)


def test_a_number_among_letters_of_chinese_is_divided_alike() -> None:
    """On its own it would be one word."""
    text = "准确率达到0.7869,相对"
    assert list(forms_in_order(text)) == [row.form for row in tokenise(text) if row.span == 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("health-care", [("health", 0), ("healthcare", 0), ("care", 1)]),
        ("COVID-19", [("covid", 0), ("covid19", 0), ("19", 1)]),
        (
            "state-of-the-art",
            [("state", 0), ("stateoftheart", 0), ("of", 1), ("the", 2), ("art", 3)],
        ),
        ("O'Brien", [("o", 0), ("obrien", 0), ("brien", 1)]),
        ("o’brien", [("o", 0), ("obrien", 0), ("brien", 1)]),
        ("leader's", [("leader", 0)]),
        ("it’s", [("it", 0)]),
        ("don't", [("don", 0), ("dont", 0), ("t", 1)]),
        ("R&D", [("r&d", 0)]),
        ("A&E", [("a&e", 0)]),
        ("Research&Development", [("research", 0), ("development", 1)]),
        ("C++", [("c++", 0)]),
        ("GloVe++ g++", [("glove", 0), ("g++", 1)]),
        ("C#", [("c#", 0)]),
        ("U.S.A.", [("usa", 0)]),
        ("e.g.", [("eg", 0)]),
        ("1,000", [("1000", 0)]),
        ("3.5", [("3.5", 0)]),
        ("日本", [("日", 0), ("本", 1)]),
        ("カタ", [("カ", 0), ("タ", 1)]),
        ("ｶﾀ", [("カ", 0), ("タ", 1)]),
        ("𠀀𠀁", [("𠀀", 0), ("𠀁", 1)]),
    ],
)
def test_words_are_split_as_the_table_says(text: str, expected: list[tuple[str, int]]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t", []),
        ("?!… – —", []),
        ("kind,care", [("kind", 0), ("care", 1)]),
        ("בית־ספר", [("בית", 0), ("ספר", 1)]),
        ("बात। करना", [("बात", 0), ("करना", 1)]),
        ("end.Next", [("end", 0), ("next", 1)]),
        ("a_b", [("a", 0), ("b", 1)]),
        ("'quoted'", [("quoted", 0)]),
        ("-dash-", [("dash", 0)]),
        ("leaders'", [("leaders", 0)]),
        ("we're", [("we", 0), ("re", 1)]),
        ("Jane's-Care", [("jane", 0), ("janescare", 0), ("s", 1), ("care", 2)]),
        ("AHPs", [("ahps", 0)]),
        ("10.1136/leader-2023", [("10.1136", 0), ("leader", 1), ("leader2023", 1), ("2023", 2)]),
        ("e\u0301cole", [("ecole", 0)]),
        ("care\u00adful", [("careful", 0)]),
        ("O`Brien", [("o", 0), ("obrien", 0), ("brien", 1)]),
        ("ﬁnd", [("find", 0)]),
    ],
)
def test_other_words_are_split_as_people_type_them(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    "word",
    "हिन्दी বাংলা ਪੰਜਾਬੀ ગુજરાતી ଓଡ଼ିଆ தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල ไทยดี ລາວ བོད་ မြန်မာ ខ្មែរ العربيّة שָׁלוֹם".split(),
)
def test_marks_break_no_word_of_any_script(word: str) -> None:
    (token,) = tokenise(f"({word}).")
    assert (token.start, token.end) == (1, 1 + len(word.rstrip("་")))


def test_the_joined_form_spans_its_parts() -> None:
    health, joined, care = tokenise("(health-care)")
    assert health == Token("health", 0, 1, 7)
    assert joined == Token("healthcare", 0, 1, 12, span=2)
    assert care == Token("care", 1, 8, 12)


def test_the_possessive_is_marked_with_its_word() -> None:
    (token,) = tokenise("a leader's")[1:]
    assert token == Token("leader", 1, 2, 10)


def test_the_possessive_is_no_word_in_capitals_either() -> None:
    assert [token.form for token in tokenise("A LEADER'S, a LEADER’S")] == [
        *("a", "leader"),
        *("a", "leader"),
    ]


def test_a_contraction_has_no_joined_form() -> None:
    assert "were" not in dict(forms("we're"))


def test_case_and_the_kind_of_apostrophe_do_not_matter() -> None:
    expected = [token.form for token in tokenise("O'Brien")]
    for spelling in ("o’brien", "O‘BRIEN", "oʼbrien", "o＇brien", "O´Brien"):
        assert [token.form for token in tokenise(spelling)] == expected


def test_a_very_long_word_is_cut() -> None:
    (token,) = tokenise("x" * 100_000)
    assert token.form == "x" * MAX_FORM_LENGTH
    assert (token.start, token.end) == (0, 100_000)


def test_long_runs_of_separators_take_linear_work() -> None:
    for text in ("a-" * 50_000, "a.b" * 30_000, "'" * 100_000, "&" * 100_000, "a+" * 50_000):
        assert len(tokenise(text)) <= len(text)


@everyday(300)
@given(any_text)
@example("\ud800a\udfff")
@example("a" + "\u0301" * 300)
@example("İ-İ")
@example("\ufc5e care")  # a ligature of vowel points alone
def test_tokens_are_in_order_and_slice_their_text(text: str) -> None:
    tokens = tokenise(text)
    position = -1
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert 0 < len(token.form) <= MAX_FORM_LENGTH
        assert token.span >= 0
        if token.span == 1:
            assert token.position > position
            position = token.position
        else:
            assert token.position == position


@everyday(300)
@given(any_text)
def test_the_form_is_the_fold_of_the_surface_but_for_marks_within(text: str) -> None:
    for token in tokenise(text):
        written = text[token.start : token.end]
        surface = fold(written) if token.span else spelt_out(written)
        letters = [letter for letter in token.form if letter.isalnum()]
        remaining = iter(surface)
        assert all(letter in remaining for letter in letters), (token, surface)


@everyday(300)
@given(any_text)
def test_positions_leave_no_gaps(text: str) -> None:
    positions = [token.position for token in tokenise(text) if token.span == 1]
    assert positions == list(range(len(positions)))


@everyday(300)
@given(any_text)
def test_the_form_of_a_token_is_read_again_as_that_token(text: str) -> None:
    for token in tokenise(text):
        # What is no plain character of Unicode (¼, ⑴, ㊀) may become several words when it is one.
        surface = text[token.start : token.end]
        is_plain = unicodedata.is_normalized("NFKC", surface) and token.form.isalnum()
        if token.span == 1 and is_plain and len(token.form) < MAX_FORM_LENGTH:
            again = [part.form for part in tokenise(token.form) if part.span == 1]
            assert again == [token.form], token


@everyday(200)
@given(any_text, any_text)
def test_words_are_read_alike_wherever_they_stand(first: str, second: str) -> None:
    alone = [token.form for token in tokenise(first)] + [token.form for token in tokenise(second)]
    together = [token.form for token in tokenise(f"{first}\n{second}")]
    assert together == alone
