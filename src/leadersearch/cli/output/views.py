"""What the renderers are given."""

from __future__ import annotations

from dataclasses import dataclass

from leadersearch.cli.terminal import PLAIN, Style
from leadersearch.engine import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page of an answer, with what was asked and how to write it.

    `text` is the query as it was typed; `heading` stands above the hits in its place where
    nothing was typed. `explain` adds the canonical query and the numbers.
    """

    page: Page
    style: Style = PLAIN
    text: str = ""
    heading: str = ""
    limit: int = 10
    offset: int = 0
    sort: str = "relevance"
    explain: bool = False
