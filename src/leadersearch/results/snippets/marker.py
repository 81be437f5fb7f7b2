"""The marker: what a plan matched in articles, as fragments to show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from leadersearch.model.article import Article
from leadersearch.plan import PhraseNode, Plan
from leadersearch.results.snippets.cutting import Cutting, cut, joined, merged
from leadersearch.results.snippets.display_text import clean, is_clean
from leadersearch.results.snippets.fragment import Fragment, Snippet
from leadersearch.results.snippets.passages import Passage, Window, best_windows
from leadersearch.results.snippets.plan_matcher import Match, Matcher
from leadersearch.text import Analysis
from leadersearch.values import dataclass

SNIPPET_LENGTH = 240
"""Characters of a snippet, unless told otherwise: three lines of a terminal."""

_REMEMBERED_WORTHS = 4096


@dataclass(frozen=True, slots=True)
class MarkedTexts:
    """A whole article with what a query matched in it marked: title, authors, texts to read."""

    title: Fragment
    authors: tuple[Fragment, ...]
    texts: tuple[Fragment, ...]


class Marker:
    """Marks what a plan matched. Build one for a page of hits: it remembers the words it met."""

    def __init__(self, plan: Plan, analysis: Analysis) -> None:
        self.plan = plan
        self.analysis = analysis
        self.matcher = Matcher(plan, analysis)
        # "lead" and "lead*" are one word to whoever types it.
        self._words = [leaf.text.removesuffix("*") for leaf in self.matcher.leaves]
        self._worths: dict[int, tuple[float, ...]] = {}

    def matches(self, text: str, field: str) -> list[Match]:
        """The matches of the plan in a text of a field, by start."""
        excluded = self.matcher.first_excluded
        found = self.matcher.matches(text, field)
        if excluded == len(self.matcher.leaves):
            return found
        return [match for match in found if match.leaf < excluded]

    def mark(self, text: str, field: str, *, collapse: bool = True) -> Fragment:
        """A whole text with all its matches; with `collapse` off its lines are kept."""
        return _marked(text, field, self.matches(text, field), collapse=collapse)

    def mark_all(self, texts: Sequence[str], field: str) -> tuple[Fragment, ...]:
        """The same for each of several texts."""
        if self.matcher.are_bare(texts, field):
            return tuple([_marked(text, field, ()) for text in texts])
        return tuple([self.mark(text, field) for text in texts])

    def mark_article(self, article: Article) -> MarkedTexts:
        """A whole article, the lines of its texts kept."""
        texts = (self.mark(text, name, collapse=False) for name, text in _texts(article))
        authors = tuple(self.mark(name, "author") for name in article.authors)
        return MarkedTexts(self.mark(article.title, "title"), authors, tuple(texts))

    def snippet(
        self, article: Article, *, length: int = SNIPPET_LENGTH, fragments: int = 2
    ) -> Snippet:
        """The best fragments of the excerpt and the body, the beginning where nothing matched."""
        passages = self._passages(article)
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
        return Snippet(tuple([cutting.fragment for cutting in cuttings]))

    def _passages(self, article: Article) -> list[Passage]:
        excerpt, body = article.excerpt, article.body
        passages = []
        same = self.matcher.same_words("excerpt", "body")
        if excerpt.strip() and not (same and _begins_with(body, excerpt)):
            passages.append(Passage("excerpt", excerpt, self.matches(excerpt, "excerpt")))
        if body.strip():
            passages.append(Passage("body", body, self.matches(body, "body")))
        return passages

    def _worth(self, leaves: int) -> tuple[float, ...]:
        """Phrases count most, then distinct words, those that only ask less."""
        worth = self._worths.get(leaves)
        if worth is None:
            if len(self._worths) >= _REMEMBERED_WORTHS:
                self._worths.clear()
            worth = self._worths[leaves] = self._worth_anew(leaves)
        return worth

    def _worth_anew(self, leaves: int) -> tuple[float, ...]:
        phrases = 0
        weights: dict[str, float] = {}
        for leaf, node in enumerate(self.matcher.leaves):
            if leaves >> leaf & 1:
                phrases += isinstance(node, PhraseNode)
                word = self._words[leaf]
                weights[word] = max(weights.get(word, 0.0), min(node.weight, 1.0))
        return phrases, sum(sorted(weights.values()))


def _marked(text: str, field: str, matches: Sequence[Match], *, collapse: bool = True) -> Fragment:
    if not matches and collapse and is_clean(text):
        return Fragment(text.strip(), (), field)  # most names
    cleaned = clean(text, collapse=collapse)
    shown = cleaned.text
    start = 0
    if collapse:
        start = len(shown) - len(shown.lstrip())
        shown = shown[start:].rstrip().replace("\n", " ")
    spans = cleaned.clean_spans([(begin, end) for begin, end, _ in matches])
    return Fragment(shown, merged(spans, start, len(shown)), field)


@lru_cache(maxsize=8)
def marker_for(plan: Plan, analysis: Analysis) -> Marker:
    """The marker of a plan; pages of the same search share it."""
    return Marker(plan, analysis)


def _begins_with(body: str, excerpt: str) -> bool:
    """Whether a body repeats its excerpt first, whatever the layout."""
    if not body and excerpt.lstrip()[:1].isalnum():
        return False  # the rule for a collection of abstracts
    beginning = " ".join(excerpt.split()).removesuffix("[…]").rstrip(" .…")
    same_part = " ".join(body[: 2 * len(excerpt) + 20].split()).lstrip("> #*_")
    return same_part.startswith(beginning)


def _texts(article: Article) -> list[tuple[str, str]]:
    """The text of an article, field by field: the excerpt only where the body lacks it."""
    if not article.body or article.text == article.excerpt:
        return [("excerpt", article.excerpt)]
    body = ("body", article.body)
    return [body] if article.text == article.body else [("excerpt", article.excerpt), body]
