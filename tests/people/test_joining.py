"""Which names are one person's: pairs alone, and names that others make uncertain."""

from __future__ import annotations

import pytest

from leadersearch.people import Register

ONE_PERSON = """
John Smith = John A. Smith
John Smith = J. Smith
John Smith = J Smith
John Smith = Smith J
John Smith = Smith, John
John Smith = Smith, J.
John Smith = JOHN SMITH
John Smith = SMITH J
John Smith = Dr John Smith
John Smith = Prof. John Smith
John Smith = Professor Sir John Smith
John Smith = John Smith, PhD
John Smith = John Smith MD, PhD
John Smith = John Smith Jr
John Smith = John Smith, Jr.
John Smith = Smith, John, III
John A. Smith = J. A. Smith
John A. Smith = J A Smith
John A. Smith = JA Smith
John A. Smith = J.A. Smith
John A. Smith = J.A.Smith
John A. Smith = Smith JA
John A. Smith = Smith J A
John A. Smith = Smith, J. A.
John A. Smith = Smith, JA
John A. Smith = Smith J
John A. Smith = John Albert Smith
John A. Smith = John Albert B. Smith
John Albert Smith = J. A. B. Smith
John Albert Smith = Smith JAB
John A. Smith Jr = Smith JA Jr
John Smith III = Smith J 3rd
Jörg Müller = Joerg Mueller
Jörg Müller = Jorg Muller
Jörg Müller = Müller J
Jörg Müller = Mueller J
Jörg Müller = Muller, Jörg
Søren Kierkegaard = Soren Kierkegaard
Søren Kierkegaard = Soeren Kierkegaard
Åse Håkansson = Ase Hakansson
Åse Håkansson = Aase Haakansson
José García = Jose Garcia
José García = J. Garcia
Łukasz Kaiser = Lukasz Kaiser
Zoë O'Brien = Zoe O’Brien
Zoë O'Brien = Zoe OBrien
Zoë O'Brien = O'Brien Z
Siobhán Ní Dhomhnaill = Siobhan Ni Dhomhnaill
Jan van der Berg = J. van der Berg
Jan van der Berg = van der Berg J
Jan van der Berg = Berg, Jan van der
Jan van der Berg = Jan Van Der Berg
Jan van der Berg = Jan vanderBerg
Ana de la Cruz = A. de la Cruz
Ana de la Cruz = De La Cruz A
Ana de la Cruz = Ana De la Cruz
Ludwig van Beethoven = Beethoven, Ludwig van
Ahmed al-Rashid = Ahmed Al-Rashid
Ahmed al-Rashid = Ahmed Al Rashid
Ahmed al-Rashid = A. al-Rashid
Ahmed al-Rashid = al-Rashid A
Osama bin Talib = O. bin Talib
Ann MacDonald = Ann Macdonald
Ann MacDonald = Ann Mac Donald
Ann McDonald = A. Mcdonald
Ann McDonald = McDonald A
Leonardo da Silva = Leonardo Da Silva
Charles de Gaulle = C. De Gaulle
Carmen Díaz-Báez = Carmen Diaz-Baez
Carmen Díaz-Báez = Díaz Báez, Carmen
Carmen Díaz-Báez = Díaz-Báez C
Carmen Díaz-Báez = Diaz-Baez, Carmen
José Ortega y Gasset = Jose Ortega y Gasset
Jean-Paul Sartre = J.-P. Sartre
Jean-Paul Sartre = J-P Sartre
Jean-Paul Sartre = J. P. Sartre
Jean-Paul Sartre = JP Sartre
Jean-Paul Sartre = Sartre JP
Jean-Paul Sartre = Sartre, J.-P.
Jean-Paul Sartre = Jean Paul Sartre
Jean-Paul Sartre = Jean‐Paul Sartre
Jean-Paul Sartre = Jeanpaul Sartre
Jean-Paul Sartre = J. Sartre
Xiao-Ming Li = Xiaoming Li
Xiao-Ming Li = Xiao Ming Li
Xiao-Ming Li = X.-M. Li
Xiao-Ming Li = Li XM
Xiao-Ming Li = X. Li
Xiaoming Li = X.M. Li
Anne-Marie Legrand = Anne Marie Legrand
Philippe Dupont = Ph. Dupont
Thomas Klein = Th. Klein
Qiaoqiao She = QiaoQiao She
W. B. Yeats = William Butler Yeats
W. B. Yeats = Yeats WB
T. S. Eliot = Eliot TS
R. Andrew Taylor = Taylor RA
Mary O. Brown = MO Brown
Zhang Wei = Wei, Zhang
NHS England = NHS England
Department of Health = Department Of Health
"""

TWO_PEOPLE = """
John Smith = Jane Smith
John Smith = James Smith
John Smith = John Brown
John Smith = Jon Smith
John Smith = A. Smith
John Smith = Smith A
John A. Smith = John B. Smith
John A. Smith = J. B. Smith
John A. Smith = Smith JB
John A. Smith = Smith AJ
John A. Smith = A. J. Smith
John A. Smith = A. Smith
John A. Smith = Jane A. Smith
John Albert Smith = John B. Smith
John Albert Smith = John Andrew Smith
John Smith Jr = John Smith III
John Smith Jr = John Smith Sr
Smith JA Jr = Smith JA 3rd
John Smith = Smith John
John Smith = Smith
John Smith = John
John Smith = J. Smithson
John Smith = J. Goldsmith
John Smith = Johns Mith
Jean Sartre = Jean-Paul Sartre
Jean-Paul Sartre = Jean-Pierre Sartre
Jean-Paul Sartre = J.-M. Sartre
Jean-Paul Sartre = Paul Sartre
Jean-Paul Sartre = P. Sartre
Anne-Marie Legrand = Anne Legrand
Anne-Marie Legrand = Marie Legrand
Xiao-Ming Li = Xiao Li
Xiaoming Li = Xiaohong Li
Xiao-Ming Li = Ming Li
Wei Zhang = Wei Zhao
Wei Zhang = Zhang Wei
Wei Xu = Wei Xue
Wei Li = Lei Wei
Wei Lu = Wei Lue
Yu Hu = Yu Hue
Michael Mueller = Michael Muller
Jörg Müller = Jürgen Müller
Jörg Müller = Jörg Möller
Jörg Müller = M. Müller
Michael Braun = Michal Braun
Michael Braun = Michaela Braun
Jan van der Berg = Jan van den Berg
Jan van der Berg = Jan Berg
Ann MacDonald = Ann Donald
Ann MacDonald = Ann McDonald
Zoë O'Brien = Zoë Brien
Ana de la Cruz = Ana Cruz
Ahmed al-Rashid = Ahmed Rashid
Carmen Díaz-Báez = Carmen Díaz
Carmen Díaz-Báez = Carmen Báez
Maria Garcia = Maria Garcia Lopez
Maria Garcia = Mario Garcia
Eric Jones = Erica Jones
Chris Manning = Christopher Manning
Bob Dylan = Robert Dylan
Ann Asmith = Anna Smith
Samuel Lee = S. M. Leeds
Daniel Lee = Daniela Lee
Francis Bacon = Frances Bacon
Thomas James = James Thomas
George W. Bush = George H. W. Bush
NHS England = NHS Scotland
Department of Health = Ministry of Health
Royal College of Nursing = R. Nursing
World Health Organization = World Bank Group
J. = John
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [tuple(line.split(" = ")) for line in table.strip().splitlines()]  # type: ignore[misc]


def together(*names: str) -> set[frozenset[str]]:
    """The people whom some names stand for, each by all of their names."""
    register = Register((name, 1) for name in names)
    everyone = {frozenset(person.forms) for person in register.everyone()}
    # Worked out at once or a surname at a time: the same.
    anew = Register((name, 1) for name in reversed(names))
    shown = anew.shown
    assert {frozenset(anew.person(name).forms) for name in names} == everyone
    assert all(shown.get(name, name) == register.person(name).name for name in names)
    return everyone


@pytest.mark.parametrize(("first", "second"), pairs(ONE_PERSON))
def test_names_without_contradiction_are_one_person(first: str, second: str) -> None:
    assert together(first, second) == {frozenset((first, second))}


@pytest.mark.parametrize(("first", "second"), pairs(TWO_PEOPLE))
def test_names_that_contradict_are_two_people(first: str, second: str) -> None:
    assert together(first, second) == {frozenset([first]), frozenset([second])}


UNCERTAIN = """
John Smith | Jane Smith | J. Smith
John A. Smith | John B. Smith | John Smith
John A. Smith | John B. Smith | J. Smith | Smith JA = John A. Smith
John A. Smith = J. A. Smith = JA Smith = Smith J = John Smith
John A. Smith = John Smith | Jane Smith | J. Smith
J. A. Smith | J. B. Smith | John Smith
J. A. Smith = Smith JA | J. B. Smith
John Smith Jr | John Smith III | John Smith
Jörg Müller = Joerg Mueller = Jorg Muller
Jörg Müller = Mueller J = J. Muller
Wei Zhang | Wen Zhang | W. Zhang = Zhang W
Wei Zhang | Wen Zhang | Zhang WX
Jean-Paul Sartre | Jean Paul Sartre | JP Sartre | Jean Sartre | J. Sartre
Xiaoming Li = Xiao-Ming Li = Xiao Ming Li | Xiaohong Li | X. Li | Li XM
Ann Lee = Ann B. Lee | Anna Lee | A. Lee | A. B. Lee
Smith | John Smith | J. Smith = John Smith
"""


@pytest.mark.parametrize("line", UNCERTAIN.strip().splitlines())
def test_a_name_that_two_people_might_have_is_its_own(line: str) -> None:
    wanted: dict[str, set[str]] = {}
    for part in line.split(" | "):
        names = part.split(" = ")
        group = set(names).union(*(wanted.get(name, set()) for name in names))
        for name in group:
            wanted[name] = group
    assert together(*wanted) == {frozenset(group) for group in wanted.values()}
