"""The first look at a word misses none that is spelt as only the British spell."""

from __future__ import annotations

import pytest

from leadersearch.text import spelling


@pytest.mark.parametrize("part", spelling._PARTS)
def test_each_british_part_is_seen_at_a_first_look(part: str) -> None:
    word = part.lstrip("^") if part.startswith("^") else f"x{part}y"
    assert spelling.is_british(word)
    assert spelling.one_spelling(word) != word
