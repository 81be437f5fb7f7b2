"""Words with umlauts are also spelt without, in texts and in names."""

from __future__ import annotations

import unicodedata

import pytest

from leadersearch.text import tokenise
from leadersearch.text.umlauts import spelt_out, with_umlauts, without_umlauts


@pytest.mark.parametrize(
    ("word", "spelt"),
    [
        ("Müller", "mueller"),
        ("KÖLN", "koeln"),
        ("Ørsted", "oersted"),
        ("Århus", "aarhus"),
        ("Äußerung", "aeusserung"),
        ("Díaz", ""),
        ("naïve", ""),
        ("Mueller", ""),
    ],
)
def test_umlauts_are_spelt_out(word: str, spelt: str) -> None:
    assert spelt_out(word) == spelt
    assert spelt_out(unicodedata.normalize("NFD", word)) in {spelt, ""}


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("mueller", "muller"),
        ("schroeder", "schroder"),
        ("baecker", "backer"),
        ("oersted", "orsted"),
        ("aalborg", "alborg"),
        *(
            (name, "")
            for name in "samuel michael joel noel manuel xue yue lue poe bauer neuer".split()
        ),
        *((name, "") for name in "vazquez quevedo boer".split()),
    ],
)
def test_names_lose_what_may_be_an_umlaut_spelt_out(name: str, bare: str) -> None:
    assert without_umlauts(name) == bare


def test_names_get_each_umlaut_that_they_may_have() -> None:
    assert with_umlauts("muller") == ["mueller"]
    assert with_umlauts("jonas") == ["joenas", "jonaes"]
    assert [with_umlauts(name) for name in ("xu", "lu", "wang")] == [[], [], []]


def test_a_word_with_an_umlaut_stands_beside_itself() -> None:
    tokens = tokenise("Ein Müller-Lüdenscheidt in Köln")
    assert [(token.form, token.position, token.span) for token in tokens] == [
        ("ein", 0, 1),
        ("muller", 1, 1),
        ("mueller", 1, 0),
        ("mullerludenscheidt", 1, 2),
        ("ludenscheidt", 2, 1),
        ("luedenscheidt", 2, 0),
        ("in", 3, 1),
        ("koln", 4, 1),
        ("koeln", 4, 0),
    ]
