"""The places of a phrase: words, beginnings of words (`"patient outcom*"`), patterns (`"wom?n leaders"`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from leadersearch.plan.nodes import Like, Selector, StartsWith
from leadersearch.text import fold, tokenise

_CHUNK = re.compile(r"\S+")
_BEGINNING = re.compile(r"[^*?]*[^\W_]\*++")
_PATTERN = re.compile(r"\*?+[^\W_]++(?:[*?]++[^\W_]++)*+\*?+")
_AROUND = ".,;:!?()[]{}'\"‘’“”«»–—…"


class Places(NamedTuple):
    """The places of a phrase: the form of each, and the selectors of those that are no plain word."""

    forms: tuple[str, ...]
    patterns: tuple[tuple[int, Selector], ...] = ()


@lru_cache(maxsize=256)
def places_of(text: str) -> Places:
    """The places of the text of a phrase.

    >>> places_of("lead* development")
    Places(forms=('lead', 'development'), patterns=((0, StartsWith(prefix='lead')),))
    """
    if "*" not in text and "?" not in text:
        return Places(_forms(text))
    forms: list[str] = []
    patterns: list[tuple[int, Selector]] = []
    for chunk in _CHUNK.findall(text):
        core = chunk.strip(_AROUND)
        if _BEGINNING.fullmatch(core) and (parts := _forms(core)):
            forms += parts
            patterns.append((len(forms) - 1, StartsWith(parts[-1])))
        elif _is_pattern(core):
            forms.append(fold(core))
            patterns.append((len(forms) - 1, Like(forms[-1])))
        else:
            forms += _forms(chunk)
    return Places(tuple(forms), tuple(patterns))


def _is_pattern(core: str) -> bool:
    """Whether a word is a pattern, and not `*emphasised*` or a plain word."""
    is_emphasised = core.startswith("*") and core.endswith("*")
    return ("*" in core or "?" in core) and not is_emphasised and bool(_PATTERN.fullmatch(core))


def _forms(text: str) -> tuple[str, ...]:
    return tuple(token.form for token in tokenise(text) if token.span == 1)
