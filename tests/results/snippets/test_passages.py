"""Which stretches are chosen, and where sentences begin: the fast ways against the evident ones."""

from __future__ import annotations

from hypothesis import given, strategies as st

from leadersearch.results.snippets.passages import Passage, best_windows
from leadersearch.results.snippets.plan_matcher import Match
from leadersearch.results.snippets.sentences import sentence_starts
from strategies import everyday

LEAVES = 4
matches = st.lists(
    st.builds(
        lambda start, length, leaf: Match(start, start + length, leaf),
        st.integers(0, 120),
        st.integers(1, 9),
        st.integers(0, LEAVES - 1),
    ),
    max_size=12,
).map(sorted)
weights = st.lists(st.sampled_from([0.0, 0.2, 1.0]), min_size=LEAVES, max_size=LEAVES)


def window_from(found: list[Match], first: int, width: int) -> list[Match]:
    """The match and those after it, as far as they fit."""
    window = [found[first]]
    for match in found[first + 1 :]:
        if match.end - found[first].start > width:
            break
        window.append(match)
    return window


def trimmed(window: list[Match]) -> list[Match]:
    """Without repeats at the end, then at the beginning."""
    while any(match.leaf == window[-1].leaf for match in window[:-1]):
        window = window[:-1]
    while any(match.leaf == window[0].leaf for match in window[1:]):
        window = window[1:]
    return window


@everyday(500)
@given(matches, weights, st.integers(1, 150))
def test_the_window_is_the_first_with_the_most_telling_leaves_then_the_most_repeats(
    found: list[Match], weights: list[float], width: int
) -> None:
    def worth(leaves: int) -> tuple[float, ...]:
        return (sum(weight for leaf, weight in enumerate(weights) if leaves >> leaf & 1),)

    def score(window: list[Match]) -> tuple[float, int]:
        held = {match.leaf for match in window}
        return sum(weights[leaf] for leaf in sorted(held)), min(len(window), 5)

    passage = Passage("body", "", found)
    windows = best_windows([passage], worth, length=width, fragments=1)
    if not any(weights[match.leaf] for match in found):
        assert windows == []
        return
    candidates = [window_from(found, first, width) for first in range(len(found))]
    best = trimmed(max(candidates, key=score))
    leaves = sum({1 << match.leaf for match in best})
    assert windows == [(passage, best[0].start, max(match.end for match in best), leaves)]


@everyday(500)
@given(st.text('aB.!?。」)" \n’'), st.integers(-3, 30), st.integers(0, 30))
def test_sentences_of_a_stretch_are_those_of_the_text(text: str, low: int, high: int) -> None:
    starts = [start for start in sentence_starts(text) if low <= start <= high]
    assert list(sentence_starts(text, low, high)) == starts
