"""The pane shown instead of results if there are none: the reason, and what to do."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from leadersearch.results.page import Page
from leadersearch.tui.contrast import LegibleText
from leadersearch.tui.option_list import SturdyList
from leadersearch.tui.painting import plain_content

WITHOUT_FILTERS = "\n"
"""Stands for the same query without its filters; no query holds a line feed."""


class NoResultsPane(VerticalScroll):
    """A text, and queries to try instead; keys are commands in it, as in the list of results."""

    class Widened(Message):
        """The user gives up the filters."""

    class Chosen(Message):
        """The user takes one of the queries."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    def compose(self) -> ComposeResult:
        """The text above the queries."""
        yield LegibleText(id="blank-text", markup=False)
        yield SturdyList(id="suggestions", markup=False, compact=True)

    def show(self, text: Content, suggestions: tuple[tuple[str, Content], ...] = ()) -> None:
        """Show a text, and queries with what is said of them."""
        self.query_one("#blank-text", LegibleText).update(text)
        options = self.query_one("#suggestions", OptionList)
        options.set_options(Option(label, id=query) for query, label in suggestions)
        options.display = bool(suggestions)
        options.highlighted = 0 if suggestions else None

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take a query."""
        event.stop()
        if event.option.id == WITHOUT_FILTERS:
            self.post_message(self.Widened())
        elif event.option.id is not None:
            self.post_message(self.Chosen(event.option.id))

    @property
    def choices(self) -> OptionList:
        """The list of queries."""
        return self.query_one("#suggestions", OptionList)


def no_hits_text(page: Page, *, is_narrowed: bool, has_looked: bool = False) -> Content:
    """Why a question has no hits; `has_looked`: no more suggestions are to come."""
    lines = [plain_content(("No article matches.", "bold"))]
    lines += [plain_content("No article contains ", (word, "bold"), ".") for word in page.missing]
    if is_narrowed:
        lines.append(plain_content("Filters are applied."))
    if page.suggestions:
        lines += [
            Content(""),
            plain_content("These queries find something (↓ or enter goes to them):"),
        ]
    elif has_looked and not is_narrowed:
        lines += [
            Content(""),
            plain_content("Try other words, or the beginning of one: ", ("lead*", "bold"), "."),
        ]
    return Content("\n").join(lines)


def suggested(page: Page, unfiltered: int = 0) -> tuple[tuple[str, Content], ...]:
    """The queries that the library suggests, and the same one without the filters."""
    rows = [(row.query, row.query, row.total, row.why) for row in page.suggestions]
    if unfiltered:
        rows.insert(0, (WITHOUT_FILTERS, "the same without the filters", unfiltered, ""))
    return tuple(
        (
            query,
            plain_content(
                (label, "bold"), f"   {total:,} article{'' if total == 1 else 's'}", f"   {why}"
            ),
        )
        for query, label, total, why in rows
    )


def filling_command(path: str | Path) -> str:
    """The shell command that fills an index."""
    is_default = Path(path) == Path.cwd() / "index"
    return "leadersearch index FOLDER" + ("" if is_default else f" --index {quote(str(path))}")


def unusable_text(reason: str, command: str) -> Content:
    """Advice about an index that is missing or empty: `command` fills it."""
    lines = [
        plain_content((reason, "bold")),
        Content(""),
        plain_content(
            "Fill it from a folder of articles (blog exports, reference managers, feeds, saved "
            "pages), in another terminal:"
        ),
        Content(""),
        plain_content((f"    {command}", "bold")),
        Content(""),
        plain_content("The articles appear here when it is done."),
        plain_content(("f1", "bold"), " shows help."),
    ]
    return Content("\n").join(lines)


def unreadable_text(reason: str) -> Content:
    """Why there is no answer, and how to try again."""
    lines = [
        plain_content(("The index cannot be read.", "bold")),
        Content(""),
        plain_content(reason),
        Content(""),
        plain_content(("ctrl+r", "bold"), " tries again, ", ("f1", "bold"), " shows help."),
    ]
    return Content("\n").join(lines)
