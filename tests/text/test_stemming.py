"""Stems are nltk's, whether they come from nltk or from what an index remembers.

In English, those of the word in American spelling and in the singular.
"""

from __future__ import annotations

import subprocess
import sys
from itertools import chain, product

import pytest
from hypothesis import given, strategies as st
from nltk.stem.snowball import EnglishStemmer, SnowballStemmer

from leadersearch.errors import UsageError
from leadersearch.text import LANGUAGES, Stemmer
from leadersearch.text.plurals import singular, stem_of_plural
from leadersearch.text.spelling import one_spelling
from leadersearch.text.stemming import language_name
from text.word_forms import DIFFERENT_WORDS, ONE_WORD, families

SNOWBALL = SnowballStemmer("english")
STEMMER = Stemmer()
WORDS = "leadership leaders consulting generously kindness ethics medical were skies häuser été"


@pytest.mark.parametrize("language", sorted(set(LANGUAGES.values()) - {"none"}))
def test_stems_are_those_of_nltk(language: str) -> None:
    snowball = SnowballStemmer(language)
    stemmer = Stemmer(language)
    for word in WORDS.split():
        assert stemmer.stem(word) == (snowball.stem(word) or word)


def test_a_known_stem_is_taken_as_it_is() -> None:
    stemmer = Stemmer("english", {"leaders": "remembered"})
    assert stemmer.stem("leaders") == "remembered"
    assert stemmer.learnt == {}


def test_what_was_not_known_is_learnt() -> None:
    stemmer = Stemmer("english", {"leaders": "leader"})
    assert stemmer.stem("consulting") == "consult"
    assert stemmer.learnt == {"consulting": "consult"}


def test_without_a_language_words_are_left_as_they_are() -> None:
    assert Stemmer("none").stem("leaders") == "leaders"


@pytest.mark.parametrize("form", ["covid19", "r&d", "c++", "1000", "3.5"])
def test_forms_with_digits_or_symbols_are_their_own_stems(form: str) -> None:
    assert Stemmer().stem(form) == form


@pytest.mark.parametrize("family", families(ONE_WORD), ids=lambda family: family[0])
def test_the_forms_of_one_word_have_one_stem(family: list[str]) -> None:
    assert len({STEMMER.stem(form) for form in family}) == 1


@pytest.mark.parametrize("pair", families(DIFFERENT_WORDS), ids="-".join)
def test_different_words_have_different_stems(pair: list[str]) -> None:
    assert STEMMER.stem(pair[0]) != STEMMER.stem(pair[1])


@pytest.mark.parametrize("form", sorted({*chain(*families(ONE_WORD))}))
def test_a_form_begins_as_its_stem_says(form: str) -> None:
    beginnings = STEMMER.beginnings(STEMMER.stem(form))
    assert any(form.startswith(begin[: max(len(begin) - 2, 1)]) for begin in beginnings)


@pytest.mark.parametrize("form", ["organisation", "women", "criteria", "gps", "analyses"])
def test_english_forms_stay_with_english(form: str) -> None:
    assert Stemmer("french").stem(form) == SnowballStemmer("french").stem(form)


def test_the_plurals_and_spellings_of_tables_need_no_nltk() -> None:
    stemmer = Stemmer()
    forms = ["women", "analyses", "tumour", "rcts", "organisations"]
    assert stemmer.stems(forms) == ["woman", "analyz", "tumor", "rct", "organiz"]
    assert stemmer._snowball is None


TABLES = [
    getattr(EnglishStemmer, f"_EnglishStemmer__{name}")
    for name in (*(f"step{step}_suffixes" for step in ("1a", "1b", "2", "3", "4")), "special_words")
]
ENDINGS = [ending for table in TABLES for ending in table] + ["y", "e", "ll"]


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("start", ["", "b", "mon", "generaliz", "yearly", "abill"])
def test_no_word_that_nltk_changes_is_left_alone(start: str, ending: str) -> None:
    word = start + ending
    assert Stemmer().stem(word) == SNOWBALL.stem(one_spelling(singular(word)))


@given(st.text("abcdeilmnorstuvy", min_size=1, max_size=9))
def test_any_word_has_the_stem_of_nltk(word: str) -> None:
    stem = stem_of_plural(word) or SNOWBALL.stem(one_spelling(singular(word)))
    assert Stemmer().stem(word) == stem


def test_words_that_no_rule_is_about_are_not_remembered() -> None:
    stemmer = Stemmer()
    assert stemmer.stems(["garcia", "covid19", "leaders"]) == ["garcia", "covid19", "leader"]
    assert stemmer.learnt == {"leaders": "leader"}


@pytest.mark.parametrize("count", [3, 5000])
def test_many_words_have_the_stems_they_have_one_by_one(count: int) -> None:
    known = {
        f"{letters}ings": "known"
        for letters in map("".join, product("abcdefghijklmnopq", repeat=3))
    }
    forms = ["leaders", "garcia", "1,000", *list(known)[:count]]
    assert Stemmer("english", known).stems(forms) == list(
        map(Stemmer("english", known).stem, forms)
    )


def test_no_stem_is_empty() -> None:
    for language in sorted(set(LANGUAGES.values())):
        stemmer = Stemmer(language)
        for form in ["s", "e", "en", "ing", "ies", "ational", "er", "ы", "а", "ال", "日"]:
            assert stemmer.stem(form) != ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [("en", "english"), ("German", "german"), (" DE ", "german"), ("none", "none")],
)
def test_a_language_is_named_or_abbreviated(name: str, expected: str) -> None:
    assert language_name(name) == expected


@pytest.mark.parametrize("name", ["", "klingon", "e n", "english german", "\ud800"])
def test_an_unknown_language_is_refused_with_the_list_of_known_ones(name: str) -> None:
    with pytest.raises(UsageError, match=r"unknown language .*choose one of .*english"):
        language_name(name)


def test_every_language_has_a_stemmer_in_nltk() -> None:
    languages = set(LANGUAGES.values()) - {"none"}
    assert languages <= set(SnowballStemmer.languages)
    for language in languages:
        assert Stemmer(language).stem("a") != ""


def test_a_stemmer_can_be_loaded_before_it_is_needed() -> None:
    stemmer = Stemmer("english", {"leaders": "leader"})
    assert not stemmer._snowball
    stemmer.load()
    assert stemmer._snowball
    assert stemmer.stem("leaders") == "leader"


def test_a_language_without_stems_loads_nothing() -> None:
    stemmer = Stemmer("none")
    stemmer.load()
    assert not stemmer._snowball


@pytest.mark.parametrize(
    ("known", "expected"), [("{'leaders': 'leader'}", "False"), ("None", "True")]
)
def test_nltk_is_loaded_for_unseen_words_only(known: str, expected: str) -> None:
    code = f"""
import sys
from leadersearch.text import Stemmer
stemmer = Stemmer("english", {known})
stemmer.stem("leaders")
stemmer.stem("covid19")
print("nltk" in sys.modules)
"""
    output = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert output.stdout.strip() == expected
