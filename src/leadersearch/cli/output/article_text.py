"""A whole article for a reader."""

from __future__ import annotations

from collections.abc import Iterator

from leadersearch.article import Article
from leadersearch.cli.output.marks import one_line
from leadersearch.cli.output.text import UNTITLED, byline
from leadersearch.cli.terminal import BOLD, DIM, Style
from leadersearch.cli.wrapping import wrapped
from leadersearch.snippets.cleaning import strip_controls

_LABELS = ("venue", "date", "doi", "url", "tags", "source", "id")


def render_article(article: Article, style: Style) -> str:
    """Title, authors, text and everything else that is known of an article."""
    blocks = ["\n".join(_head(article, style))]
    blocks += [
        "\n".join(wrapped(line, style.width) for line in paragraph.split("\n"))
        for paragraph in _paragraphs(article.text)
    ]
    blocks.append("\n".join(_particulars(article, style)))
    return "\n\n".join(blocks)


def render_markdown(article: Article, _: Style) -> str:
    """The article as a Markdown file."""
    blocks = [f"# {one_line(article.title) or UNTITLED}"]
    by = " · ".join(
        part for part in (", ".join(map(one_line, article.authors)), byline(article)) if part
    )
    blocks += [f"*{by}*"] if by else []
    blocks += _paragraphs(article.text)
    links = [one_line(article.url)] if article.url else []
    links += [f"https://doi.org/{one_line(article.doi)}"] if article.doi else []
    blocks += [f"<{link}>" for link in links]
    return "\n\n".join(blocks)


def _head(article: Article, style: Style) -> Iterator[str]:
    title = wrapped(one_line(article.title) or UNTITLED, style.width)
    yield from (style.paint(line, BOLD) for line in title.split("\n"))
    if article.authors:
        yield wrapped(", ".join(map(one_line, article.authors)), style.width)


def _paragraphs(text: str) -> list[str]:
    """What stands between empty lines; the lines of a paragraph stay, they may be a list."""
    lines = "\n".join(" ".join(line.split()) for line in strip_controls(text).split("\n"))
    return [paragraph.strip("\n") for paragraph in lines.split("\n\n") if paragraph.strip()]


def _particulars(article: Article, style: Style) -> Iterator[str]:
    values = {
        "tags": ", ".join(article.tags),
        "date": str(article.date or ""),
        "source": str(article.source or ""),
    }
    margin = max(map(len, _LABELS)) + 2
    for label in _LABELS:
        value = one_line(values.get(label, getattr(article, label) or ""))
        if value:
            yield style.paint(label.ljust(margin), DIM) + value
