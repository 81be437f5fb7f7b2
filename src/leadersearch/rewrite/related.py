"""Article -> the query of its distinctive words, and why other articles answer it.

A word is distinctive when it is frequent in the article and rare in the index (tf-idf; Salton and
Buckley, "Term-weighting approaches in automatic text retrieval", 1988). Words of the title count
three times, as they do in the ranking.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from leadersearch import ranking
from leadersearch.engine import Engine, Page
from leadersearch.model.article import Article
from leadersearch.model.fields import FIELDS, Kind
from leadersearch.query import tree
from leadersearch.text import tokenise
from leadersearch.text.analysis import JOINT_FIELD, exact_field

MAX_WORDS = 20
MIN_LETTERS = 3
RELATED_SHARE = 0.3
"""Related articles below this share of the best one's score are left out."""


def distinctive_words(engine: Engine, article: Article, limit: int = MAX_WORDS) -> dict[str, float]:
    """The most distinctive forms of an article and their weights, the heaviest first.

    Of the forms of one stem the most frequent stands for all. Words of this article alone are
    left out: they lead nowhere.
    """
    counts: Counter[str] = Counter()
    for field in FIELDS.values():
        if field.kind is Kind.TEXT and field.in_length:
            for value in field.values(article):
                forms = (token.form for token in tokenise(value) if token.span == 1)
                counts.update({form: int(field.weight) * n for form, n in Counter(forms).items()})
    stems: dict[str, tuple[str, int]] = {}
    for form, count in counts.most_common():
        if _says_something(engine, form):
            stem = engine.analysis.stem(form)
            first, total = stems.get(stem, (form, 0))
            stems[stem] = (first, total + count)
    total_articles = engine.article_count()
    weighed: dict[str, float] = {}
    for form, count in sorted(stems.values(), key=lambda row: (-row[1], row[0]))[: 4 * limit]:
        frequency = engine.document_frequency(exact_field(JOINT_FIELD), form)
        if frequency > 1:
            idf = ranking.inverse_document_frequency(total_articles, frequency)
            weighed[form] = (1.0 + math.log(count)) * idf
    best = sorted(weighed.items(), key=lambda row: (-row[1], row[0]))
    return dict(best[:limit])


def related_query(engine: Engine, article: Article) -> tree.Query | None:
    """The query whose best answers are like the article; None where nothing is distinctive."""
    words = distinctive_words(engine, article)
    if not words:
        return None
    heaviest = max(words.values())
    clauses = tuple(
        tree.Clause(tree.Boost(tree.Term(form), round(weight / heaviest, 3)))
        for form, weight in words.items()
        if weight > 0.0005 * heaviest
    )
    itself = tree.Clause(tree.InField("id", tree.Term(article.id)), tree.Occur.MUST_NOT)
    return tree.Words((*clauses, itself))


def _says_something(engine: Engine, form: str) -> bool:
    analysis = engine.analysis
    return (
        len(form) >= MIN_LETTERS
        and form not in analysis.little_words
        and form not in analysis.request_words
        and not form.isdigit()
    )


def most_related(page: Page) -> Page:
    """What was found for a `related_query`, without the weak and what only a person's words need."""
    kept = (hit for hit in page.hits if hit.score >= RELATED_SHARE * page.hits[0].score)
    # How many of its words they have says nothing to someone who typed none.
    hits = tuple(
        replace(hit, reasons=tuple(row for row in hit.reasons if row.kind != "words"))
        for hit in kept
    )
    return replace(page, hits=hits, suggestions=())
