"""The marker: what a plan matched in articles, as fragments to show."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from leadersearch.article import Article
from leadersearch.engine import Fragment, Snippet
from leadersearch.plan import PhraseNode, Plan
from leadersearch.snippets.cleaning import clean
from leadersearch.snippets.cutting import Cutting, cut, joined, merged
from leadersearch.snippets.matching import Match, Matcher
from leadersearch.snippets.windows import Passage, Window, best_windows
from leadersearch.text import Analysis

SNIPPET_LENGTH = 240
"""Characters of a snippet, unless told otherwise: three lines of a terminal."""


class Marker:
    """Marks what a plan matched. Build one for a page of hits: it remembers the words it met."""

    def __init__(self, plan: Plan, analysis: Analysis) -> None:
        self.plan = plan
        self.analysis = analysis
        self.matcher = Matcher(plan, analysis)
        # "lead" and "lead*" are one word to whoever types it.
        self._words = [leaf.text.removesuffix("*") for leaf in self.matcher.leaves]

    def matches(self, text: str, field: str) -> list[Match]:
        """The matches of the plan in a text of a field, by start."""
        excluded = self.matcher.first_excluded
        found = self.matcher.matches(text, field)
        if excluded == len(self.matcher.leaves):
            return found
        return [match for match in found if match.leaf < excluded]

    def mark(self, text: str, field: str, *, collapse: bool = True) -> Fragment:
        """A whole text with all its matches; with `collapse` off its lines are kept."""
        cleaned = clean(text, collapse=collapse)
        start = len(cleaned.text) - len(cleaned.text.lstrip()) if collapse else 0
        shown = cleaned.text[start:].rstrip() if collapse else cleaned.text
        spans = (cleaned.clean_span(*match[:2]) for match in self.matches(text, field))
        places = ((begin - start, end - start) for begin, end in spans)
        shown = shown.replace("\n", " ") if collapse else shown
        return Fragment(shown, merged(places, len(shown)), field)

    def snippet(
        self, article: Article, *, length: int = SNIPPET_LENGTH, fragments: int = 2
    ) -> Snippet:
        """The best fragments of the excerpt and the body, the beginning where nothing matched."""
        passages = list(self._passages(article))
        if not passages or length <= 0 or fragments <= 0:
            return Snippet()
        windows = best_windows(passages, self._worth, length=length, fragments=fragments)
        windows = windows or [Window(passages[0])]
        cuttings: list[Cutting] = []
        share = length // len(windows)
        for index, window in enumerate(windows):
            field = window.passage.field
            after = windows[index + 1] if index + 1 < len(windows) else None
            ceiling = after.start if after and after.passage.field == field else None
            before = cuttings[-1] if cuttings and cuttings[-1].fragment.field == field else None
            cutting = cut(window, share, floor=before.end if before else 0, ceiling=ceiling)
            if before and not window.passage.text[before.end : cutting.start].strip():
                cutting = joined(cuttings.pop(), cutting)
            cuttings.append(cutting)
        return Snippet(tuple(cutting.fragment for cutting in cuttings))

    def _passages(self, article: Article) -> Iterator[Passage]:
        excerpt, body = article.excerpt, article.body
        same = self.matcher.same_words("excerpt", "body")
        if excerpt.strip() and not (same and _begins_with(body, excerpt)):
            yield Passage("excerpt", excerpt, self.matches(excerpt, "excerpt"))
        if body.strip():
            yield Passage("body", body, self.matches(body, "body"))

    def _worth(self, leaves: Collection[int]) -> tuple[float, ...]:
        """Phrases count most, then distinct words, those that only ask less."""
        nodes = [self.matcher.leaves[leaf] for leaf in leaves]
        weights: dict[str, float] = {}
        for leaf, node in zip(leaves, nodes, strict=True):
            word = self._words[leaf]
            weights[word] = max(weights.get(word, 0.0), min(node.weight, 1.0))
        return sum(isinstance(node, PhraseNode) for node in nodes), sum(sorted(weights.values()))


@lru_cache(maxsize=8)
def marker_for(plan: Plan, analysis: Analysis) -> Marker:
    """The marker of a plan; pages of the same search share it."""
    return Marker(plan, analysis)


def _begins_with(body: str, excerpt: str) -> bool:
    """Whether a body repeats its excerpt first, whatever the layout."""
    beginning = " ".join(excerpt.split()).removesuffix("[…]").rstrip(" .…")
    same_part = " ".join(body[: 2 * len(excerpt) + 20].split()).lstrip("> #*_")
    return same_part.startswith(beginning)
