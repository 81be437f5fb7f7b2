"""A name as it is typed finds the people that it may mean."""

from __future__ import annotations

import random

import pytest

from leadersearch.people import Register

NAMES = (
    "John A. Smith", "Jane Smith", "Smith AB", "Zhang Wei", "Wei Li", "Lei Wei", "J. Adams",
    "Albert Lee", "Tunde B Adeyemi", "Jan van der Berg", "Goldberg, Ann", "Jean-Paul Sartre",
    "Jörg Müller", "Carmen Díaz-Báez", "Gabriel García Márquez", "Zoë O'Brien", "Ann MacDonald",
    "Ahmed al-Rashid", "Martin Luther King Jr.", "Ana de la Cruz", "Dr Ruth Weiss", "NHS England",
)  # fmt: skip
REGISTER = Register((name, 1) for name in NAMES)

MEANT = """
Smith J -> John A. Smith; Jane Smith
Smith, J. -> John A. Smith; Jane Smith
J Smith -> John A. Smith; Jane Smith
j smith -> John A. Smith; Jane Smith
smith j -> John A. Smith; Jane Smith
Smith JA -> John A. Smith; Jane Smith
smith ja -> John A. Smith
ja smith -> John A. Smith
smith, ja -> John A. Smith
J. A. Smith -> John A. Smith; Jane Smith
J.A.Smith -> John A. Smith; Jane Smith
Smith JB -> Jane Smith
Smith A -> Smith AB
Smith A.B. -> Smith AB
John Smith -> John A. Smith
john smith -> John A. Smith
Smith John -> John A. Smith
smith, john -> John A. Smith
Smith John A -> John A. Smith
John Albert Smith -> John A. Smith
Dr John Smith -> John A. Smith
Prof. Dr. Smith, John, PhD -> John A. Smith
Ann Smith -> Smith AB
Mary Smith ->
Wei Zhang -> Zhang Wei
Zhang W -> Zhang Wei
W. Zhang -> Zhang Wei
wei zhang -> Zhang Wei
wei li -> Wei Li
Li Wei -> Wei Li
John Adams -> J. Adams
Adams, John -> J. Adams
Ann Lee ->
ann lee ->
Lee A -> Albert Lee
Adeyemi TB -> Tunde B Adeyemi
Adeyemi T -> Tunde B Adeyemi
Adeyemi TX ->
adeyemi tb -> Tunde B Adeyemi
van der Berg J -> Jan van der Berg
Van Der Berg, Jan -> Jan van der Berg
vanderBerg J -> Jan van der Berg
Berg J -> Jan van der Berg
Berg, Jan van der -> Jan van der Berg
Berg A ->
Goldberg A -> Goldberg, Ann
Ann Goldberg -> Goldberg, Ann
Sartre JP -> Jean-Paul Sartre
J-P Sartre -> Jean-Paul Sartre
J.-P. Sartre -> Jean-Paul Sartre
Jean Paul Sartre -> Jean-Paul Sartre
Sartre, Jeanpaul -> Jean-Paul Sartre
Sartre J -> Jean-Paul Sartre
Sartre P ->
Jean Sartre ->
Müller J -> Jörg Müller
Mueller J -> Jörg Müller
Muller J -> Jörg Müller
Joerg Mueller -> Jörg Müller
mueller, jorg -> Jörg Müller
Díaz-Báez C -> Carmen Díaz-Báez
Diaz Baez C -> Carmen Díaz-Báez
Baez C -> Carmen Díaz-Báez
García Márquez G -> Gabriel García Márquez
Garcia-Marquez, Gabriel -> Gabriel García Márquez
Marquez G -> Gabriel García Márquez
O'Brien Z -> Zoë O'Brien
O’Brien, Zoe -> Zoë O'Brien
OBrien Z -> Zoë O'Brien
Macdonald A -> Ann MacDonald
Mac Donald, Ann -> Ann MacDonald
al-Rashid A -> Ahmed al-Rashid
Al Rashid, Ahmed -> Ahmed al-Rashid
Rashid A -> Ahmed al-Rashid
King ML -> Martin Luther King Jr.
King ML Jr -> Martin Luther King Jr.
King Jr, Martin Luther -> Martin Luther King Jr.
King ML Sr ->
Martin King -> Martin Luther King Jr.
de la Cruz A -> Ana de la Cruz
Cruz, Ana de la -> Ana de la Cruz
Weiss R -> Dr Ruth Weiss
Ruth Weiss -> Dr Ruth Weiss
England N ->
Smith ->
J ->
"""


@pytest.mark.parametrize("line", MEANT.strip().splitlines())
def test_a_typed_name_means_people(line: str) -> None:
    typed, _, wanted = line.partition(" ->")
    found = {person.name for person in REGISTER.matching(typed)}
    assert found == set(filter(None, (name.strip() for name in wanted.split(";"))))


def test_people_of_many_articles_come_first_with_all_of_their_names() -> None:
    register = Register([("Jane Smith", 2), ("John Smith", 1), ("John A. Smith", 3)])
    found = register.matching("Smith J")
    assert [person.forms for person in found] == [("John A. Smith", "John Smith"), ("Jane Smith",)]


def test_the_fullest_name_is_shown_as_it_is_usually_written() -> None:
    names = ("SMITH JORG", "Smith J", "Jorg Smith", "Jörg Smith", "J. Smith", "Smith, Jörg")
    assert Register((name, 1) for name in names).person("Smith J").name == "Jörg Smith"


def test_an_unknown_name_is_nobody_elses() -> None:
    assert REGISTER.person("Nobody Here").forms == ("Nobody Here",)


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    made = [f"{given}{middle} {surname}" for given in ("J.", "John", "Jane", "Jo") for middle in ("", " A.", " B.") for surname in ("Smith", "Müller", "Mueller", "de Boer")]  # fmt: skip
    wanted = {name: set(Register((one, 1) for one in made).person(name).forms) for name in made}
    rng = random.Random(11)
    for _ in range(20):
        rng.shuffle(made)
        register = Register((name, 1) for name in made)
        if rng.random() < 0.5:
            _ = register.shown
        asked = rng.sample(made, len(made))
        assert {name: set(register.person(name).forms) for name in asked} == wanted
        assert sum(len(person.forms) for person in register.everyone()) == len(made)


def test_hostile_names_are_read_and_found() -> None:
    names = [
        "",
        " ",
        "\u0301",
        "-",
        "a" * 5_000,
        "J. " * 500,
        "x-" * 300 + "y z",
        "İstanbul İ",
        "ﬁ ﬂ",
        "= != #",
        "Ann\nLee",
    ]
    register = Register((name, 1) for name in names)
    for name in names:
        assert name in register.person(name).forms
        register.matching(name)
    assert set(register.shown) <= set(names)
