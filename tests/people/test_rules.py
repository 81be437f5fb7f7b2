"""The owner's file of rules: joins and parts people, and says which line is wrong."""

from __future__ import annotations

import pytest

from leadersearch.errors import UsageError
from leadersearch.model.rule_file import MOST_BYTES
from leadersearch.people import Register
from leadersearch.people.rules import read_rules

NAMES = ("Jane Doe", "Jane Smith", "J. Smith", "John Smith", "Smith J", "Wei Zhang", "W. Zhang")


def people(rules: str) -> set[frozenset[str]]:
    register = Register(((name, 1) for name in NAMES), read_rules(rules.encode()))
    everyone = {frozenset(person.forms) for person in register.everyone()}
    shown = register.shown
    assert all(shown.get(name, name) == register.person(name).name for name in NAMES)
    return everyone


def test_without_rules_names_are_joined_by_themselves() -> None:
    assert people("") == {
        frozenset(names)
        for names in (
            {"Jane Doe"}, {"Jane Smith"}, {"John Smith"}, {"J. Smith", "Smith J"},
            {"Wei Zhang", "W. Zhang"},
        )
    }  # fmt: skip


def test_a_rule_joins_names_of_any_surname_and_all_that_are_written_alike() -> None:
    found = people("# married\nJane Doe = Jane Smith = J. Smith\n\n")
    assert frozenset({"Jane Doe", "Jane Smith", "J. Smith", "Smith J"}) in found


def test_rules_that_share_a_name_join_all_of_theirs() -> None:
    found = people("Jane Smith = J. Smith\nJane Doe = Jane Smith\n")
    assert frozenset({"Jane Doe", "Jane Smith", "J. Smith", "Smith J"}) in found


def test_the_first_name_of_a_rule_is_shown() -> None:
    rules = read_rules(b"Jane Smith = Jane Doe")
    register = Register([("Jane Doe", 9), ("Jane Smith", 1)], rules)
    assert register.person("Jane Doe").forms == ("Jane Smith", "Jane Doe")


@pytest.mark.parametrize("sign", ["!=", "≠"])
def test_a_rule_parts_names(sign: str) -> None:
    found = people(f"Wei Zhang {sign} Zhang W")
    assert {frozenset({"Wei Zhang"}), frozenset({"W. Zhang"})} <= found


def test_a_rule_for_names_that_no_article_has_does_nothing() -> None:
    assert people("Ann Lee = A. Lee\nAnn Lee != B. Lee") == people("")


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ("Jane Doe", "authors.txt, line 1: cannot read 'Jane Doe'; write NAME = NAME"),
        ("\nJane Doe =", "line 2: cannot read 'Jane Doe ='"),
        ("= Jane Doe", "line 1"),
        ("Jane Doe = Ann Lee != Jo Lee", "line 1"),
        ("Jane Doe == Ann Lee", "line 1"),
        ("J. Smith = Smith J", "line 1: 'J. Smith = Smith J' is one name written twice"),
        ("A. Lee = Ann Lee\nAnn Lee != A. Lee", "line 2: other lines join these names"),
        ("1 = 2", "line 1"),
    ],
)
def test_a_line_that_is_no_rule_is_named(rules: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_rules(rules.encode(), "authors.txt")
    assert message in str(caught.value)


def test_a_file_that_is_no_text_or_too_large_is_refused() -> None:
    with pytest.raises(UsageError, match="not UTF-8"):
        read_rules(b"\xff\xfe\x00", "authors.txt")
    with pytest.raises(UsageError, match="larger than 1 MB"):
        read_rules(b"#" * (MOST_BYTES + 1), "authors.txt")


def test_rules_of_many_names_take_no_time() -> None:
    line = " = ".join(f"A{'bcdefghij'[n % 9]}{n} Lee" for n in range(2_000))
    assert len(read_rules(line.encode()).one[0]) > 1
