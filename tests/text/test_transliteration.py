"""Names of other scripts in Latin letters."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from leadersearch.text import fold
from leadersearch.text.transliteration import beginnings, in_latin, latin_key

NAMES = [
    ("Чайковский", "Tchaikovsky Chaikovsky Chaykovskiy Chaikovskii Cajkovskij"),
    ("Чебышёв", "Chebyshev Chebyshyov Cebysev"),
    ("Хрущёв", "Khrushchev Hruscev"),
    ("Ельцин", "Yeltsin Eltsin"),
    ("Жукова", "Zhukova Zukova"),
    ("Юрий", "Yury Yuriy Iurii Jurij"),
    ("Шевченко", "Shevchenko Sevcenko"),
    ("Їжакевич", "Yizhakevych Izhakevich".split()[1]),
    ("Ђоковић", "Djokovic"),
    ("Щербаков", "Shcherbakov"),
    ("Παπαδόπουλος", "Papadopoulos Papadopulos"),
    ("Χριστοδούλου", "Christodoulou Khristodoulou Hristodoulou"),
    ("Μπούτσικα", "Boutsika Mpoutsika"),
    ("Φωτίου", "Fotiou Photiou"),
]


@pytest.mark.parametrize(("name", "ways"), NAMES)
def test_a_name_has_the_key_of_all_ways_to_write_it(name: str, ways: str) -> None:
    keys = {latin_key(way) for way in in_latin(fold(name))}
    for way in ways.lower().split():
        assert latin_key(way) in keys, way
        assert fold(name)[0] in beginnings(latin_key(way)), way


@pytest.mark.parametrize("form", ["petrov", "müller", "张伟", "я", "covid19", "петрov", "", "ѣxx"])
def test_other_words_are_not_written_otherwise(form: str) -> None:
    assert in_latin(form) == ()


@given(st.from_regex("[а-яіїєјљњћџґѓќѕўђё]{2,20}|[α-ω]{2,20}", fullmatch=True))
def test_every_word_of_these_scripts_is_written_in_latin_letters(word: str) -> None:
    form = fold(word)
    ways = in_latin(form)
    assert all(way.isascii() for way in ways)
    assert len(ways) <= 6
