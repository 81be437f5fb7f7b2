"""Article -> the query of its distinctive words, and why other articles answer it.

A word is distinctive when it is frequent in the article and rare in the index (tf-idf; Salton and
Buckley, "Term-weighting approaches in automatic text retrieval", 1988). Words of the title count
three times, as they do in the ranking.
"""

from __future__ import annotations

import math
from collections import Counter

from leadersearch import ranking
from leadersearch.engine import View
from leadersearch.model.article import Article
from leadersearch.model.field import Kind
from leadersearch.model.fields import FIELDS
from leadersearch.plan import Lookup, OneOf
from leadersearch.query import tree
from leadersearch.text import Analysis, tokenise
from leadersearch.text.analysis import COMBINED_FIELD, exact_field

MAX_WORDS = 20
MIN_LETTERS = 3
RELATED_SHARE = 0.3
"""Related articles below this share of the best one's score are left out."""


def distinctive_words(
    view: View, analysis: Analysis, article: Article, limit: int = MAX_WORDS
) -> dict[str, float]:
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
        if _says_something(analysis, form):
            stem = analysis.stem(form)
            first, total = stems.get(stem, (form, 0))
            stems[stem] = (first, total + count)
    likely = sorted(stems.values(), key=lambda row: (-row[1], row[0]))[: 4 * limit]
    postings = exact_field(COMBINED_FIELD)
    held = view.look_up([(Lookup("", postings, OneOf((form,))),) for form, _ in likely])
    weighed = {
        form: (1.0 + math.log(count)) * ranking.inverse_document_frequency(view.articles, frequency)
        for (form, count), frequency in zip(likely, held, strict=True)
        if frequency > 1
    }
    best = sorted(weighed.items(), key=lambda row: (-row[1], row[0]))
    return dict(best[:limit])


def related_query(view: View, analysis: Analysis, article: Article) -> tree.Query | None:
    """The query whose best answers are like the article; None where nothing is distinctive."""
    words = distinctive_words(view, analysis, article)
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


def _says_something(analysis: Analysis, form: str) -> bool:
    return (
        len(form) >= MIN_LETTERS
        and form not in analysis.stop_words
        and form not in analysis.filler_words
        and not form.isdigit()
    )
