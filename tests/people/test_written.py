"""The parts of a name, however it is written."""

from __future__ import annotations

import pytest

from leadersearch.people.written import LONGEST, agree, given_of, key_of, read_name, spellings


@pytest.mark.parametrize(
    ("text", "surname", "given", "suffix"),
    [
        ("John A. Smith", "smith", "john a", ""),
        ("Smith JA", "smith", "j a", ""),
        ("SMITH JA", "smith", "j a", ""),
        ("SMITH JAN", "jan", "smith", ""),
        ("Smith, John A., Jr.", "smith", "john a", "jr"),
        ("Smith Jr, John", "smith", "john", "jr"),
        ("King, Martin Luther, III", "king", "martin luther", "iii"),
        ("Smith JA 3rd", "smith", "j a", "iii"),
        ("Prof. Dr. John Smith", "smith", "john", ""),
        ("John Smith MD, PhD", "smith", "john", ""),
        ("Jane Doe <jane@example.org>", "doe", "jane", ""),
        ("Jan van der Berg", "vanderberg", "jan", ""),
        ("Berg, Jan van der", "vanderberg", "jan", ""),
        ("van der Berg J", "vanderberg", "j", ""),
        ("José Ortega y Gasset", "gasset", "jose ortega y", ""),
        ("Ahmed al-Rashid", "alrashid", "ahmed", ""),
        ("Zoë O’Brien", "obrien", "zoe", ""),
        ("J.-P. Sartre", "sartre", "j p", ""),
        ("J.A.Smith", "smith", "j a", ""),
        ("Ph. Dupont", "dupont", "p", ""),
        ("张伟", "张伟", "", ""),
        ("NHS England", "nhsengland", "", ""),
        ("Smith", "smith", "", ""),
        ("", "", "", ""),
        (",;.", "", "", ""),
    ],
)  # fmt: skip
def test_the_parts_of_a_name(text: str, surname: str, given: str, suffix: str) -> None:
    name = read_name(text)
    assert name.surname.spellings[0] == surname
    assert " ".join(one.spellings[0] for one in name.given) == given
    assert name.suffix == suffix


def test_an_umlaut_has_two_spellings_of_one_key() -> None:
    assert spellings("Müller") == ("muller", "mueller")
    assert len({key_of(form) for form in ("muller", "mueller")}) == 1
    assert read_name("Jörg Müller").surname.spellings == ("muller", "mueller")


def test_half_of_a_double_name_is_another_name() -> None:
    double = given_of(["Jean-Paul"])
    assert not agree(given_of(["Jean"]), double)
    assert agree(given_of(["Jean", "Paul"]), double)
    assert agree(given_of(["Jeanpaul"]), double)
    assert agree(double, given_of(["Jeanpaul"]))
    assert agree(given_of(["J."]), double)
    assert not agree(given_of(["P."]), double)


def test_names_agree_whichever_comes_first() -> None:
    words = ["J.", "JP", "Jean", "Jean-Paul", "Jeanpaul", "Paul", "J.-P.", "Jörg", "Joerg", "Jorg"]
    names = [given_of([word]) for word in words]
    assert all(agree(one, other) == agree(other, one) for one in names for other in names)


def test_a_text_that_is_no_name_is_cut_and_compared_as_a_whole() -> None:
    name = read_name("x y " * LONGEST)
    assert not name.given
    assert len(name.surname.spellings[0]) <= LONGEST


@pytest.mark.parametrize(
    ("written", "others"),
    [
        (["Maria", "del", "Carmen"], [["MC"], ["M"], ["MDC"], ["Maria", "Carmen"], ["Maria"]]),
        (["Ana", "de", "la", "Luz"], [["AL"], ["A", "D", "L", "L"], ["Ana", "Luz"]]),
    ],
)
def test_a_particle_among_given_names_may_be_left_out(
    written: list[str], others: list[list[str]]
) -> None:
    for other in others:
        assert agree(given_of(written), given_of(other)), other
        assert agree(given_of(other), given_of(written)), other


def test_a_particle_makes_no_other_name_the_same() -> None:
    assert not agree(given_of(["Maria", "del", "Carmen"]), given_of(["MP"]))
    assert not agree(given_of(["Maria", "del", "Carmen"]), given_of(["Maria", "Pilar"]))
    assert not agree(given_of(["Del", "John"]), given_of(["J"]))
