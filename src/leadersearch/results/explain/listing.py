"""Words of an article in a sentence about it: few of them, short and harmless."""

from __future__ import annotations

from collections.abc import Iterable

from leadersearch.results.snippets.display_text import clean, is_clean

_MOST_LISTED = 3
_LONGEST = 40


def listed(words: Iterable[str]) -> str:
    """The first of some words, separated by commas."""
    all_words = list(words)
    text = ", ".join([short(word) for word in all_words[:_MOST_LISTED]])
    return f"{text} …" if len(all_words) > _MOST_LISTED else text


def short(text: str) -> str:
    """A text on one line, cut where it is long."""
    safe = (text if is_clean(text) else clean(text).text.replace("\n", " ")).strip()
    return safe if len(safe) <= _LONGEST else f"{safe[: _LONGEST - 1].rstrip()}…"
