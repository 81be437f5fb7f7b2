"""Stems, from nltk's Snowball stemmers. The only module that imports nltk.

English words are put in one spelling, and plurals that no ending tells in the singular, before the
stemmer sees them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from leadersearch.errors import UsageError
from leadersearch.text.plurals import changed_beginning, is_irregular, singular, stem_of_plural
from leadersearch.text.spelling import british_beginning, is_british, one_spelling

LANGUAGES: dict[str, str] = {
    "ar": "arabic",
    "da": "danish",
    "nl": "dutch",
    "en": "english",
    "fi": "finnish",
    "fr": "french",
    "de": "german",
    "hu": "hungarian",
    "it": "italian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "es": "spanish",
    "sv": "swedish",
    "none": "none",
}
"""ISO 639-1 code -> language that nltk can stem; `none` leaves words as they are."""


MOST_ASKED = 1_000_000
"""Stems that are remembered: all of a large index, and no more of what is typed over the years."""


_MANY = 4096
"""Forms that are looked up together from here on: a dictionary of all known stems pays by then."""

_ENDINGS = tuple("s y e al ant ci ed ent er ful gi ic ing ion ism li ll ti tor".split())
"""The endings of an English form that the stemmer may remove or change.

A third of all words, names above all, end otherwise: they are their own stems, and nobody need
ask.
"""


def language_name(name: str) -> str:
    """The full name of a language given by name or code; raise UsageError for an unknown one."""
    lowered = name.strip().lower()
    full = LANGUAGES.get(lowered, lowered)
    if full not in LANGUAGES.values():
        known = ", ".join(sorted(LANGUAGES.values()))
        raise UsageError(f"unknown language {name!r}: choose one of {known}")
    return full


_KEPT = re.compile(r"[a-z]*?(?:authoriz|organiz)(?=e|i|a)")
"""Stems that the stemmer would make other words of: `organ`, `author`."""


def _stems_itself_in_english(form: str) -> bool:
    if not form.isalpha():
        return "&" not in form
    return (
        form.isascii()
        and not form.endswith(_ENDINGS)
        and not is_irregular(form)
        and not is_british(form)
    )


class Stemmer:
    """Form -> stem, remembered.

    `known` holds the stems of an earlier run (an index persists them), so that nltk, which takes
    longer to import than a query to answer, is loaded for unseen words only. What was learnt from
    it since is in `learnt`.
    """

    def __init__(self, language: str = "english", known: Mapping[str, str] | None = None) -> None:
        self.language = language_name(language)
        self.learnt: dict[str, str] = {}
        self._asked: dict[str, str] = {}
        self._known: Mapping[str, str] = known if known is not None else {}
        self._snowball: Callable[[str], str] | None = None
        self._is_own = self._stems_itself()

    def stem(self, form: str) -> str:
        """The stem of a folded form; forms with a digit or a symbol are their own stem."""
        stem = self._asked.get(form)
        if stem is None:
            stem = form if self._is_own(form) else self._known.get(form)
            if stem is None:
                stem = self.learnt[form] = self._stem_anew(form)
            if len(self._asked) == MOST_ASKED:
                self._asked.clear()
            self._asked[form] = stem
        return stem

    def stems(self, forms: Sequence[str]) -> list[str]:
        """The stems of distinct folded forms."""
        if len(forms) > _MANY and not isinstance(self._known, dict):
            self._known = dict(self._known.items())
        known, learnt, is_own = self._known, self.learnt, self._is_own
        stems = []
        for form in forms:
            stem = form if is_own(form) else learnt.get(form) or known.get(form)
            if stem is None:
                stem = learnt[form] = self._stem_anew(form)
            stems.append(stem)
        return stems

    def beginnings(self, stem: str) -> list[str]:
        """How the forms of a stem may begin, but for the last letters that the stemmer changes."""
        if self.language != "english":
            return [stem]
        return list(dict.fromkeys((stem, british_beginning(stem), changed_beginning(stem))))

    def load(self) -> None:
        """Load nltk now, which the first unknown form would wait for: 0.3 s."""
        if self.language != "none":
            self._loaded()

    def use(self, known: Mapping[str, str]) -> None:
        """Go on with other stems of earlier runs; what was learnt since is forgotten."""
        self._known = known
        self.learnt = {}

    def _stems_itself(self) -> Callable[[str], object]:
        """The pattern that tells, without nltk, that a form is its own stem."""
        if self.language == "none":
            return lambda _: True
        if self.language == "english":
            return _stems_itself_in_english
        return lambda form: not form.isalpha()

    def _stem_anew(self, form: str) -> str:
        if self.language != "english":
            return self._loaded()(form) or form
        stem = stem_of_plural(form)
        if stem is not None:
            return stem
        spelt = one_spelling(singular(form))
        if "iz" in spelt and (kept := _KEPT.match(spelt)):
            return kept[0]
        return spelt if _stems_itself_in_english(spelt) else self._loaded()(spelt) or spelt

    def _loaded(self) -> Callable[[str], str]:
        if self._snowball is None:
            # 300 ms: the one place where nltk is loaded.
            from nltk.stem.snowball import SnowballStemmer

            self._snowball = SnowballStemmer(self.language).stem
        return self._snowball
