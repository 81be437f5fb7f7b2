"""A question on the command line -> output and exit code.

Knows nothing of Typer, so that a plain query (see `plain`) need not load it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from leadersearch.cli.failures import FOUND, NONE
from leadersearch.cli.opening import DEFAULT_INDEX, command_line, open_for_reading
from leadersearch.cli.output.formats import PAGE_FORMATS
from leadersearch.cli.terminal import message_style, output_style, tell, write
from leadersearch.safety import visible
from leadersearch.values import dataclass

if TYPE_CHECKING:
    from leadersearch.cli.output.views import PageView
    from leadersearch.index import Index
    from leadersearch.results.search import Search

MOST_VALUES = 10  # of a facet

_PLAIN_WORDS = re.compile(r"(?P<lead>[+-]?(?:[^\W\d_]+:)?)(?P<words>[\w'’-]+(?: [\w'’-]+)+)\Z")
_OPERATOR = re.compile(r"\b(?:AND|OR|NOT)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryOptions:
    """A question on the command line; the defaults are those of its options."""

    search: Search
    limit: int = 10
    offset: int = 0
    facets: bool = False
    count: bool = False
    ids: bool = False
    explain: bool = False
    acronyms: bool = True
    output: str = "text"
    color: str = "auto"
    index: str = DEFAULT_INDEX

    @property
    def has_snippets(self) -> bool:
        """Whether snippets are shown."""
        return not (self.count or self.ids) and self.output in {"text", "json", "jsonl"}

    @property
    def is_list(self) -> bool:
        """Whether the answer is a list for a reader."""
        return not (self.count or self.ids) and self.output == "text"


def answer(question: QueryOptions) -> int:
    """Search, write what was found, and return the exit code."""
    with open_for_reading(question.index) as opened:
        view = _view(opened, question)
        is_empty = not view.page.total and not len(opened)
    if question.count:
        write(str(view.page.total))
    elif question.ids:
        write("\n".join(visible(hit.article.id) for hit in view.page.hits))
    elif view.page.total or question.output != "text":
        write(PAGE_FORMATS[question.output](view))
    _hint(view, question, is_empty=is_empty)
    is_found = bool(view.page.hits or (view.limit == 0 and view.page.total))
    return FOUND if is_found else NONE


def query_text(words: Sequence[str]) -> str:
    """The words of a command line as one query.

    The shell takes quotes away, so several words in one of several arguments were in quotes:
    `kindness "medical ethics"` asks for the phrase, `author:"Jane Dacre" NHS` for the name.
    """
    if len(words) < 2:
        return " ".join(words)
    return " ".join(map(_requoted, words))


def _requoted(word: str) -> str:
    match = _PLAIN_WORDS.match(word)
    if match is None or _OPERATOR.search(word):
        return word
    return f'{match["lead"]}"{match["words"]}"'


def _view(index: Index, question: QueryOptions) -> PageView:
    from leadersearch.cli.output.views import PageView
    from leadersearch.model.fields import FACETS

    limit = 0 if question.count else question.limit
    page = index.search(
        _chosen(index, question.search),
        limit=limit,
        offset=question.offset,
        facets=FACETS if question.facets else (),
        facet_limit=MOST_VALUES,
        snippets=question.has_snippets,
        explain=question.explain,
        acronyms=question.acronyms,
    )
    return PageView(
        page=page,
        style=output_style(question.color),
        text=question.search.text,
        limit=limit,
        offset=question.offset,
        sort=question.search.sort.value,
        explain=question.explain,
        scores={hit.article.id: hit.score_rows for hit in page} if question.explain else {},
    )


def _chosen(index: Index, search: Search) -> Search:
    if not search.filters:
        return search
    from leadersearch.cli.filters import chosen_values

    return replace(search, filters=chosen_values(index, search.filters))


def _hint(view: PageView, question: QueryOptions, *, is_empty: bool) -> None:
    """Say on stderr what was not understood, what to try, and how to go on."""
    from leadersearch.cli.output.hints import (
        render_diagnostics,
        render_next_page,
        render_readings,
        render_rescue,
    )

    style = message_style()
    if is_empty:
        tell(
            f"The index is empty. Fill it: {command_line('index', 'FOLDER', index=question.index)}"
        )
        return
    blocks = [
        render_diagnostics(view, style),
        render_readings(view, style),
        render_rescue(view, question.index, style),
    ]
    if question.is_list:
        blocks.append(render_next_page(view, _next_command(question), style))
    message = "\n\n".join(block for block in blocks if block)
    is_below_hits = view.page.hits and sys.stderr.isatty() and sys.stdout.isatty()
    tell(f"\n{message}" if message and is_below_hits else message)


def _next_command(question: QueryOptions) -> str:
    after = replace(question, offset=question.offset + question.limit)
    filters = [part for name, value in after.search.filters for part in (f"--{name}", value)]
    sort = after.search.sort.value
    order = ["--sort", sort] if sort != "relevance" else []
    limit = ["--limit", str(after.limit)] if after.limit != 10 else []
    switches = [] if after.acronyms else ["--no-acronyms"]
    switches += ["--broaden"] if after.search.broaden else []
    text = [after.search.text] if after.search.text else []
    rest = [*filters, *order, *limit, *switches, "--offset", str(after.offset)]
    return command_line("query", *text, *rest, index=question.index)
