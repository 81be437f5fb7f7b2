"""Why a hit was found, in words."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from leadersearch.results.page import Hit
from leadersearch.tui.contrast import LegibleText
from leadersearch.tui.dialogs.dialog import Dialog
from leadersearch.tui.hit_lines import name_of
from leadersearch.tui.painting import bar, plain_content


def why_text(hit: Hit, best: float) -> Content:
    """The reasons, the tier and the score of a hit."""
    lines = [plain_content((name_of(hit.article), "bold")), Content("")]
    lines += [plain_content(f"• {reason}") for reason in hit.reasons]
    if not hit.reasons:
        lines.append(plain_content("• the query has no words, so it matches every article"))
    if not hit.all_words:
        lines.append(plain_content("• it contains some of your words, not all"))
    if best > 0:
        share = hit.score / best
        best_one = "the best hit's" if hit.all_words else "the best such hit's"
        lines += [
            Content(""),
            Content(f"Relevance {bar(share, 20)} {share:.0%} of {best_one}"),
            plain_content(f"Score {hit.score:.4f}; number {hit.rank:,} of the list"),
        ]
    return Content("\n").join(lines)


class WhyDialog(Dialog[None]):
    """Shows why a hit was found."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,w,enter", "dismiss_none", "Back")]

    def __init__(self, hit: Hit, best: float) -> None:
        super().__init__()
        self.hit = hit
        self.best = best

    def compose(self) -> ComposeResult:
        """The text in a box."""
        with VerticalScroll(classes="dialog-box") as box:
            box.border_title = "Why this hit"
            box.border_subtitle = "esc goes back"
            yield LegibleText(why_text(self.hit, self.best), markup=False)
