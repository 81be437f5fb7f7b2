"""The input of the renderers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from leadersearch.cli.terminal import PLAIN, OutputStyle
from leadersearch.results.page import Page
from leadersearch.values import dataclass

if TYPE_CHECKING:
    from leadersearch.results.explain import ScoreRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page of an answer, with what was asked and how to write it.

    `text` is the query as it was typed; `heading` stands above the hits in its place where
    nothing was typed. `explain` adds the canonical query and the numbers, `scores` holding the
    rows of each hit by its article's id.
    """

    page: Page
    style: OutputStyle = PLAIN
    text: str = ""
    heading: str = ""
    limit: int = 10
    offset: int = 0
    sort: str = "relevance"
    explain: bool = False
    scores: Mapping[str, tuple[ScoreRow, ...]] = field(default_factory=dict)
