"""A whole article for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterator

from leadersearch.cli.output.text import UNTITLED, byline
from leadersearch.cli.terminal import BOLD, DIM, OutputStyle
from leadersearch.cli.wrapping import wrapped
from leadersearch.model.article import Article
from leadersearch.model.fields import EXTRA_FIELDS, PLACE_FIELDS, TABLE
from leadersearch.results.snippets.display_text import one_line, strip_controls

_BLOCK = re.compile(r"\A(?:#|~~~|=+\Z|-{2,}\Z|\|)")  # headings, code, tables
_LABELS = (
    *("venue", *PLACE_FIELDS, "date", "doi", "url", "tags"),
    *(row.key for row in EXTRA_FIELDS if not row.of_place),
    *("source", "also in", "id"),
)


def render_article(article: Article, style: OutputStyle) -> str:
    """Title, authors, text and everything else that is known of an article."""
    blocks = ["\n".join(_head(article, style))]
    blocks += [
        "\n".join(wrapped(line, style.width) for line in paragraph.split("\n"))
        for paragraph in _paragraphs(article.text)
    ]
    blocks.append("\n".join(_particulars(article, style)))
    return "\n\n".join(blocks)


def render_markdown(article: Article, _: OutputStyle) -> str:
    """The article as a Markdown file."""
    from leadersearch.export.prose import markdown_links, markdown_text

    blocks = [f"# {markdown_text(article.title) or UNTITLED}"]
    by = " · ".join(part for part in (", ".join(article.authors), byline(article)) if part)
    blocks += [f"*{markdown_text(by)}*"] if by else []
    blocks += [_unmarked(paragraph) for paragraph in _paragraphs(article.text)]
    blocks += reversed(markdown_links(article))
    return "\n\n".join(blocks)


def _unmarked(paragraph: str) -> str:
    """A paragraph as Markdown that shows it as it is; what was a list stays one."""
    from leadersearch.export.prose import markdown_text

    lines = map(markdown_text, paragraph.split("\n"))
    return "\n".join(_BLOCK.sub(r"\\\g<0>", line) for line in lines)


def _head(article: Article, style: OutputStyle) -> Iterator[str]:
    title = wrapped(one_line(article.title) or UNTITLED, style.width)
    yield from (style.paint(line, BOLD) for line in title.split("\n"))
    if article.authors:
        yield wrapped(", ".join(map(one_line, article.authors)), style.width)


def _paragraphs(text: str) -> list[str]:
    """The text between empty lines; the lines of a paragraph stay, they may be a list."""
    lines = "\n".join(" ".join(line.split()) for line in strip_controls(text).split("\n"))
    return [paragraph.strip("\n") for paragraph in lines.split("\n\n") if paragraph.strip()]


def _particulars(article: Article, style: OutputStyle) -> Iterator[str]:
    values = {row.key: ", ".join(row.values(article)) for row in TABLE if row.key in _LABELS}
    values["source"] = str(article.source or "")  # with its position
    named = {*article.extra.get("attachment", ())}
    others = [each for each in article.sources if each != article.source and each.path not in named]
    values["also in"] = ", ".join(map(str, others))
    shown = {label: value for label in _LABELS if (value := one_line(values[label]))}
    margin = max(map(len, ("source", *shown))) + 2
    for label, value in shown.items():
        yield style.paint(label.ljust(margin), DIM) + value
