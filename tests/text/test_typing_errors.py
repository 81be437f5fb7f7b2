"""How readily a word is typed for another."""

from __future__ import annotations

import pytest

from leadersearch.text.typing_errors import error_cost

LIKELIER_FIRST = {
    "a doubled letter once rather than a letter left out": ("comittee", "committee", "comxittee"),
    "a letter left out rather than another": ("leadrship", "leadership", "leadtship"),
    "a swap rather than another letter": ("recieve", "receive", "recipve"),
    "a letter twice rather than any letter too many": ("leaadership", "leadership", "leaedership"),
    "a neighbouring key rather than a far one": ("leafer", "leader", "leaper"),
    "a wrong letter inside rather than the first": ("bolder", "bolter", "folder"),
    "one error rather than two": ("zeadership", "leadership", "readershop"),
}


@pytest.mark.parametrize(
    ("typed", "likelier", "other"), LIKELIER_FIRST.values(), ids=LIKELIER_FIRST
)
def test_errors_are_made_more_or_less_readily(typed: str, likelier: str, other: str) -> None:
    assert error_cost(typed, likelier) < error_cost(typed, other)


def test_keys_are_neighbours_on_an_english_keyboard_alone() -> None:
    assert error_cost("leafer", "leader", on_qwerty=False) == error_cost("leaper", "leader")
    assert error_cost("leafer", "leader") < error_cost("leafer", "leader", on_qwerty=False)


@pytest.mark.parametrize(("near", "far"), [("qw", "qz"), ("sx", "sb"), ("gb", "gm"), ("po", "pa")])
def test_keys_touch_in_a_row_and_across_rows(near: str, far: str) -> None:
    farther = error_cost(f"x{far[0]}x", f"x{far[1]}x")
    assert error_cost(f"x{near[0]}x", f"x{near[1]}x") < farther
    assert error_cost(f"x{near[1]}x", f"x{near[0]}x") < farther
