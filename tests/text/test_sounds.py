"""Words that sound alike have one key."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest
from hypothesis import example, given, strategies as st

from leadersearch.text.sounds import patterns_of, sound_of
from strategies import everyday

BY_EAR = {
    "beurocracy": "bureaucracy",
    "buerocrasy": "bureaucracy",
    "newmonia": "pneumonia",
    "fisiotherapy": "physiotherapy",
    "sykology": "psychology",
    "psicology": "psychology",
    "kommunikation": "communication",
    "filosophy": "philosophy",
    "roomatology": "rheumatology",
    "kemotherapy": "chemotherapy",
    "farmacology": "pharmacology",
    "nowledge": "knowledge",
    "excersize": "exercise",
    "kwestionair": "questionnaire",
    "jinecology": "gynecology",
    "hemorage": "hemorrhage",
    "sinergy": "synergy",
    "kwality": "quality",
    "anestesia": "anesthesia",
    "skematic": "schematic",
}


@pytest.mark.parametrize("written", BY_EAR)
def test_a_word_written_by_ear_has_the_key_of_the_word(written: str) -> None:
    assert sound_of(written) == sound_of(BY_EAR[written])


@pytest.mark.parametrize("written", BY_EAR)
def test_the_word_is_among_those_that_the_patterns_select(written: str) -> None:
    patterns = patterns_of(sound_of(written))
    assert any(fnmatchcase(BY_EAR[written], pattern) for pattern in patterns)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("leader", "reader"),
        ("nursing", "nurse"),
        ("wards", "words "[:4]),
        ("kind", "mind"),
        ("physio", "physic"),
    ],
)
def test_other_consonants_are_another_word(first: str, second: str) -> None:
    assert sound_of(first) != sound_of(second)


def test_no_letters_have_no_patterns() -> None:
    assert patterns_of(sound_of("")) == []


@everyday(200)
@example("xh")
@example("ption")
@example("tion")
@example("pght")
@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1) | st.text("ghnprstwxcikone", min_size=1))
def test_every_word_matches_a_pattern_of_its_own_key(word: str) -> None:
    sound = sound_of(word)
    if sound:
        assert any(fnmatchcase(word, pattern) for pattern in patterns_of(sound)), (word, sound)
