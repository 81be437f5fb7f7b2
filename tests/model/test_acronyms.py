"""Acronyms that texts explain: found, judged by eye, and not met by chance."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from leadersearch.model.acronyms import Acronym, acronyms_in, is_short_form
from leadersearch.model.senses import Sense, long_key, sense_terms, senses_of

JUDGED = Path(__file__).with_name("judged_acronyms.tsv")


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Allied health professionals (AHPs) lead.", "AHP", "Allied health professionals"),
        ("An AHP (allied health professional) leads.", "AHP", "allied health professional"),
        ("the quality of life (QoL) of patients", "QoL", "quality of life"),
        ("randomised controlled trials [RCTs] were", "RCT", "randomised controlled trials"),
        ("accident and emergency (A&E) departments", "A&E", "accident and emergency"),
        ("messenger RNA (mRNA) vaccines", "mRNA", "messenger RNA"),
        ("an electroencephalogram (EEG) was", "EEG", "electroencephalogram"),
        ("of long short-term memory networks (LSTM)", "LSTM", "long short-term memory"),
        ("for cross-lingual transfer (XLT) we", "XLT", "cross-lingual transfer"),
        ("the National Health Service (NHS, since 1948)", "NHS", "National Health Service"),
        ("the World Health Organization ('WHO')", "WHO", "World Health Organization"),
        ("levels of interleukin 6 (IL6)", "IL6", "interleukin 6"),
        ("allied health\nprofessionals (AHPs)", "AHP", "allied health professionals"),
        (
            "Black, Asian and minority ethnic (BAME) staff",
            "BAME",
            "Black, Asian and minority ethnic",
        ),
        ("general practitioners\n(GPs)", "GP", "general practitioners"),
    ],
)
def test_an_acronym_is_found_with_its_words(text: str, short: str, long: str) -> None:
    assert acronyms_in(text) == [Acronym(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "as Smith said (BMJ 2019)",
        "in the north (see Figure 2)",
        "an English speaker (Italian)",
        "three of them (A)",
        "on the ward (2019)",
        "we were late (NHS)",
        "it was in the hospital (IT)",
        "the end. Allied (AHP)",
        "()",
        "(AHP)",
        "health ((AHP))",
    ],
)
def test_brackets_that_explain_nothing_are_no_acronyms(text: str) -> None:
    assert acronyms_in(text) == []


def test_judged_pairs_are_read_as_they_were_judged() -> None:
    """300 brackets of abstracts of computational linguistics, drawn by a seed and judged by eye."""
    with JUDGED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    right = found = explained = 0
    for row in rows:
        read = acronyms_in(f"In this study of {row['long']} ({row['short']}) we")
        is_right = bool(read) and row["explained"] == "yes" and read[0].long == row["long"]
        right += is_right
        found += bool(read)
        explained += row["explained"] == "yes"

    assert len(rows) == 300
    assert right / found >= 0.95
    assert right / explained >= 0.85


@pytest.mark.parametrize("word", ["AHP", "mRNA", "A&E", "BiLSTM", "H5N1", "GPs", "QoL", "U.S.A"])
def test_a_short_form_is_seen_by_its_capitals(word: str) -> None:
    assert is_short_form(word)


@pytest.mark.parametrize("word", ["Leadership", "2019", "ahp", "A", "", "AHP AHP", "A" * 30, "-A"])
def test_other_words_are_no_short_forms(word: str) -> None:
    assert not is_short_form(word)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Allied Health Professionals", "allied health professional"),
        ("quality of life", "Quality Life"),
        ("cross-lingual models", "cross lingual model"),
    ],
)
def test_spellings_of_one_long_form_have_one_key(first: str, second: str) -> None:
    assert long_key(first) == long_key(second)


def test_senses_are_counted_over_their_spellings() -> None:
    terms = {
        "ahp=AHP=allied health professionals": 3,
        "ahp=AHP=Allied Health Professional": 2,
        "ahp=AHP=analytic hierarchy process": 4,
        "ahp": 9,
        "allied health professional=AHP": 5,
    }

    assert senses_of(terms) == [
        Sense("AHP", "allied health professionals", 5),
        Sense("AHP", "analytic hierarchy process", 4),
    ]


def test_a_text_of_brackets_alone_takes_linear_time() -> None:
    for worst in ("(" * 50_000, "(A" * 20_000, "A-" * 30_000 + " (AB)", "a b " * 20_000 + "(AB)"):
        acronyms_in(worst)


def test_terms_of_a_query_are_told_apart_from_those_of_a_sense() -> None:
    assert sense_terms([Acronym("EEG", "electroencephalogram")]) == (
        "eeg",
        "eeg=EEG=electroencephalogram",
    )
