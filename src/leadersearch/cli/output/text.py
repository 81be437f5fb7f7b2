"""A page of hits for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadersearch.cli.output.marks import on_one_line, painted
from leadersearch.cli.output.views import PageView
from leadersearch.cli.terminal import BOLD, CYAN, DIM, UNDERLINE, YELLOW, OutputStyle
from leadersearch.cli.wrapping import wrapped
from leadersearch.model.article import Article
from leadersearch.query import render_query
from leadersearch.results.page import Hit, Page
from leadersearch.results.snippets import Span, render_spans
from leadersearch.results.snippets.display_text import one_line
from leadersearch.wrapping import columns

UNTITLED = "(untitled)"
SHORT_ID = 8
LONGEST_VALUE = 40

_MARK = (BOLD, UNDERLINE, YELLOW)
_DERIVED_ID = re.compile(r"[0-9a-f]{16}\Z")


def render_page(view: PageView) -> str:
    """The hits with what a reader chooses by: title, authors, snippet, reasons."""
    blocks = ["\n".join(_heading(view))]
    tier = not view.heading  # articles that are like one were not asked for by words
    indent = " " * (len(str(view.page.hits[-1].rank)) + 2) if view.page.hits else ""
    for hit in view.page.hits:
        if tier and not hit.all_words and view.page.has_tiers:
            blocks.append(view.style.paint("— some of your words —", DIM))
        tier = hit.all_words
        blocks.append("\n".join(_hit_lines(hit, view, indent)))
    if view.page.facets:
        blocks.append("\n".join(_facet_lines(view)))
    return "\n\n".join(blocks)


def short_id(article: Article) -> str:
    """As much of an id as is needed to name the article: ids that we derived are long."""
    return article.id[:SHORT_ID] if _DERIVED_ID.match(article.id) else one_line(article.id)


def counted(number: int) -> str:
    """A number of articles.

    >>> counted(1), counted(12_000)
    ('1 article', '12,000 articles')
    """
    return f"{number:,} article{'' if number == 1 else 's'}"


def byline(article: Article) -> str:
    """Date and venue, as far as they are known."""
    return " · ".join(part for part in (str(article.date or ""), one_line(article.venue)) if part)


def _heading(view: PageView) -> Iterator[str]:
    page, style = view.page, view.style
    if view.heading:
        yield style.paint(one_line(view.heading), BOLD)
        return
    found = ", ".join([counted(page.total), *_tiers(page)])
    yield f"{style.paint(found, BOLD)} · {_shown(view)}{max(1, round(1000 * page.seconds))} ms"
    if view.explain:
        yield style.paint(f"read as: {one_line(render_query(page.query))}", DIM)
        if page.verbatim and view.sort == "relevance":
            yield style.paint("order: these words in a row, all words, some words", DIM)


def _tiers(page: Page) -> Iterator[str]:
    """How many articles are of the tiers before the last one."""
    if 0 < page.verbatim < page.total:
        yield f"{page.verbatim:,} with these words in a row"
    if page.has_tiers and page.all_words < page.total:
        yield f"{page.all_words:,} with all words"


def _shown(view: PageView) -> str:
    hits = view.page.hits
    if not hits or len(hits) == view.page.total:
        return ""
    return f"{hits[0].rank:,}–{hits[-1].rank:,} shown · "


def _hit_lines(hit: Hit, view: PageView, indent: str) -> Iterator[str]:
    style = view.style
    title = on_one_line(render_spans(hit.title)) or [Span(text=UNTITLED, marked=False)]
    first, *rest = painted(title, style, (BOLD,), _MARK, indent)
    yield style.paint(f"{hit.rank:>{len(indent) - 2}}", CYAN) + "  " + first.removeprefix(indent)
    yield from rest
    if by := _authors(hit):
        yield from painted(by, style, (), _MARK, indent)
    if snippet := on_one_line(render_spans(hit.snippet)):
        yield from painted(snippet, style, (), _MARK, indent)
    yield from _reason_lines(hit, view, indent)


def _authors(hit: Hit) -> list[Span]:
    """Authors, date and venue, the matched names marked."""
    spans: list[Span] = []
    for name in hit.authors:
        if spans:
            spans.append(Span(text=", ", marked=False))
        spans += on_one_line(render_spans(name))
    if when := byline(hit.article):
        spans.append(Span(text=f" · {when}" if spans else when, marked=False))
    return spans


def _reason_lines(hit: Hit, view: PageView, indent: str) -> Iterator[str]:
    """Why it was found, and the id at the right edge where there is room for both."""
    style = view.style
    why = " · ".join(one_line(reason.text) for reason in hit.reasons)
    if view.explain:
        why += f"{' · ' if why else ''}score {hit.score:.3f}"
        yield from _score_lines(hit, view, indent)
    name = short_id(hit.article)
    free = style.width - len(indent) - columns(why) - columns(name)
    if not why or (style.width and free < 2):
        lines = wrapped(why, style.width, indent).split("\n") if why else []
        yield from (style.paint(line, DIM) for line in [*lines, indent + name])
    else:
        yield style.paint(f"{indent}{why}{' ' * free if style.width else '  '}{name}", DIM)


def _score_lines(hit: Hit, view: PageView, indent: str) -> Iterator[str]:
    """The share of each word in the score: the rows of a small table."""
    for row in view.scores.get(hit.article.id, ()):
        where = ", ".join(f"{name} {count}" for name, count in row.counts.items())
        # A pair of words has the idf of both: how many articles hold it is not counted.
        held = row.document_frequency
        spread = "" if held is None else f", in {counted(held)}"
        line = f"{row.score:7.3f} = {row.weight:.2f} x {one_line(row.text)}"
        if where:
            line += f": in {where}; frequency {row.frequency:.2f}{spread}, idf {row.idf:.2f}"
        yield view.style.paint(wrapped(line, view.style.width, indent), DIM)


def _short(value: str) -> str:
    text = one_line(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1].rstrip()}…"


def _facet_lines(view: PageView) -> Iterator[str]:
    facets = {name: values for name, values in view.page.facets.items() if values}
    margin = max(map(len, facets), default=0) + 2
    inner = OutputStyle(width=max(20, view.style.width - margin) if view.style.width else 0)
    for name, values in facets.items():
        listed = "  ".join(f"{_short(row.value)} ({row.count:,})" for row in values)
        first, *rest = wrapped(listed, inner.width).split("\n")
        yield view.style.paint(name.ljust(margin), BOLD) + first
        yield from (" " * margin + line for line in rest)
