"""What stands in the place of results where there are none: why, and what to do about it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from leadersearch.engine import Page
from leadersearch.tui.painting import plain_content


class BlankPane(VerticalScroll):
    """A text, and queries to try instead."""

    can_focus = False

    class Chosen(Message):
        """The user takes one of the queries."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    def compose(self) -> ComposeResult:
        """The text above the queries."""
        yield Static(id="blank-text", markup=False)
        yield OptionList(id="suggestions", markup=False, compact=True)

    def show(self, text: Content, suggestions: tuple[tuple[str, Content], ...] = ()) -> None:
        """Show a text, and queries with what is said of them."""
        self.query_one("#blank-text", Static).update(text)
        options = self.query_one("#suggestions", OptionList)
        options.set_options(Option(label, id=query) for query, label in suggestions)
        options.display = bool(suggestions)
        options.highlighted = 0 if suggestions else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a query."""
        event.stop()
        if event.option.id is not None:
            self.post_message(self.Chosen(event.option.id))

    @property
    def choices(self) -> OptionList:
        """The list of queries."""
        return self.query_one("#suggestions", OptionList)


def no_hits_text(page: Page, *, is_narrowed: bool) -> Content:
    """Why a question has no hits."""
    lines = [plain_content(("No article matches.", "bold"))]
    lines += [plain_content("No article holds ", (word, "bold"), ".") for word in page.plan.missing]
    if is_narrowed:
        lines.append(plain_content("Filters are applied: ", ("x", "bold"), " removes them."))
    if page.suggestions:
        lines += [Content(""), plain_content("These queries find something:")]
    return Content("\n").join(lines)


def suggested(page: Page) -> tuple[tuple[str, Content], ...]:
    """The queries that the library suggests."""
    return tuple(
        (
            row.query,
            plain_content(
                (row.query, "bold"),
                f"   {row.total:,} article{'' if row.total == 1 else 's'}",
                f"   {row.why}",
            ),
        )
        for row in page.suggestions
    )


def unusable_text(reason: str, *, is_to_be_filled: bool) -> Content:
    """What to do about an index that is missing, empty or damaged."""
    lines = [plain_content((reason, "bold")), Content("")]
    if is_to_be_filled:
        lines += [
            plain_content("Fill it from a folder of articles (blog exports, reference managers,"),
            plain_content("feeds, saved pages):"),
            Content(""),
            plain_content(("    leadersearch index FOLDER", "bold")),
            Content(""),
        ]
    lines.append(
        plain_content("Then press ", ("ctrl+r", "bold"), " here. ", ("f1", "bold"), " shows help.")
    )
    return Content("\n").join(lines)
