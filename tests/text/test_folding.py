"""Spellings that people do not tell apart are one, and folding twice is folding once."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, strategies as st

from leadersearch.text import fold
from strategies import everyday


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Leader", "leader"),
        ("Díaz", "diaz"),
        ("Müller", "muller"),
        ("STRAẞE", "strasse"),
        ("straße", "strasse"),
        ("Ørsted", "orsted"),
        ("Łódź", "lodz"),
        ("Æsop", "aesop"),
        ("œuvre", "oeuvre"),
        ("Đorđe", "dorde"),
        ("Þór", "thor"),
        ("Ðorn", "dorn"),
        ("ısı", "isi"),
        ("İstanbul", "istanbul"),
        ("ﬁnd", "find"),
        ("ＷＩＤＥ", "wide"),
        ("Ёлка", "елка"),
        ("ёлка", "елка"),
        ("Άλφα", "αλφα"),
        ("ΟΔΟΣ", "οδοσ"),
        ("οδος", "οδοσ"),
        ("care\u00adful", "careful"),
        ("zero\u200bwidth", "zerowidth"),
        ("שָׁלוֹם", "שלום"),
        ("", ""),
    ],
)
def test_the_spellings_of_a_word_fold_to_one(word: str, expected: str) -> None:
    assert fold(word) == expected


def test_letters_that_differ_by_a_mark_in_cyrillic_and_kana_stay_apart() -> None:
    assert fold("й") != fold("и")
    assert fold("が") != fold("か")


@everyday(500)
@given(st.text(st.characters(codec=None)))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@everyday(300)
@given(st.text())
def test_the_normal_form_of_unicode_does_not_matter(word: str) -> None:
    composed = unicodedata.normalize("NFC", word)
    decomposed = unicodedata.normalize("NFD", word)
    assert fold(composed) == fold(decomposed)


@everyday(300)
@given(st.text(st.characters(max_codepoint=0x24F)))
def test_case_does_not_matter_in_latin_script(word: str) -> None:
    assert fold(word.upper()) == fold(word.lower())


def test_blanks_between_words_stay_in_every_script() -> None:
    assert fold("Health Care") == "health care"
    assert fold("Santé publique") == "sante publique"
    assert fold(" ı") == " i"
    assert " " not in fold("\ufdfa")  # a letter of presentation that stands for four words


def test_every_character_folds_to_what_folds_to_itself() -> None:
    folded = {code: fold(chr(code)) for code in range(0x110000)}
    unstable = [
        f"U+{code:04X}" for code, form in folded.items() if form != chr(code) and fold(form) != form
    ]
    assert unstable == []
