"""The commands of the search screen: dialogs that choose, panes that come and go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from leadersearch.engine import Sort
from leadersearch.tui.changes import counted
from leadersearch.tui.dialogs.help import HelpScreen
from leadersearch.tui.dialogs.menu import Choice, Menu
from leadersearch.tui.keys import Place
from leadersearch.tui.painting import plain_content
from leadersearch.tui.search_screen.saving import choose_saved, save_search
from leadersearch.tui.search_screen.undoing import redo, tell_lost, undo
from leadersearch.tui.settings import config_folder
from leadersearch.tui.workspace.article import ArticlePane
from leadersearch.tui.workspace.facets import FacetPane
from leadersearch.tui.workspace.filter_line import chips_of
from leadersearch.tui.workspace.no_results import NoResultsPane
from leadersearch.tui.workspace.results import ResultList
from leadersearch.tui.workspace.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from leadersearch.tui.search_screen.question import AskingScreen

WIDE = 100
"""Columns from which on the article stands beside the results."""

BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]

LEAST_SHARE, MOST_SHARE = 20, 80

_SORTS = {
    Sort.RELEVANCE: "best match first",
    Sort.NEWEST: "latest date first",
    Sort.OLDEST: "earliest date first",
    Sort.TITLE: "by title, A to Z",
}


# --- dialogs -------------------------------------------------------------------------------------


def choose_sort(screen: AskingScreen) -> None:
    """Let the user choose the order of the results."""

    def take(sort: str | None) -> None:
        if sort is not None and sort != screen.sort:
            screen.note(screen.standing())
            _order(screen, sort, broaden=screen.broaden and sort == Sort.RELEVANCE.value)

    choices = [
        Choice(sort.value, plain_content((sort.value.ljust(11), "bold"), meaning))
        for sort, meaning in _SORTS.items()
    ]
    screen.app.push_screen(Menu("Sort by", choices, screen.sort), take)


def toggle_broaden(screen: AskingScreen) -> None:
    """Let hits with some of the words rise by similar ones, or not; by relevance only."""
    screen.note(screen.standing())
    was_sorted = screen.sort != Sort.RELEVANCE.value
    _order(screen, Sort.RELEVANCE.value, broaden=not screen.broaden)
    if screen.broaden:
        said = "hits with some of your words rise by similar ones"
        screen.app.notify(f"{said}; sorted by relevance again" if was_sorted else said)
    else:
        screen.app.notify("no longer broadened")


def _order(screen: AskingScreen, sort: str, *, broaden: bool) -> None:
    """Ask again in another order."""
    screen.sort, screen.broaden = sort, broaden
    screen.tell_state(sort=sort, broaden=broaden)
    screen.ask_again()


def choose_earlier(screen: AskingScreen) -> None:
    """Let the user choose an earlier query."""
    history = screen.remembered.session.history
    if not history:
        screen.app.notify("no earlier queries yet")
        return
    choices = [Choice(query, plain_content(query)) for query in history]
    screen.app.push_screen(Menu("Earlier queries", choices), _asker(screen))


def _asker(screen: AskingScreen) -> Callable[[str | None], None]:
    def take(query: str | None) -> None:
        if query is not None:
            screen.ask_anew(query)

    return take


def show_help(screen: AskingScreen) -> None:
    """Show the help, the keys of the focused pane first."""
    here: Place = "search line"
    for kind, place in _PLACES.items():
        if isinstance(screen.focused, kind):
            here = place
    keymap = screen.keymap
    screen.app.push_screen(HelpScreen(keymap, here, str(config_folder() / "config.toml")))


_PLACES: dict[type[Widget], Place] = {
    ResultList: "results",
    ArticlePane: "article",
    FacetPane: "facets",
    Timeline: "timeline",
}


# --- panes ---------------------------------------------------------------------------------------


def apply_layout(screen: AskingScreen) -> None:
    """Show the panes as they were left."""
    layout = screen.remembered.layout
    screen.query_one(FacetPane).display = layout.facets
    screen.query_one(Timeline).display = layout.timeline
    screen.workspace.set_class(layout.preview, "-preview")
    share = max(LEAST_SHARE, min(layout.article_share, MOST_SHARE))
    screen.workspace.article.styles.width = f"{share}%" if screen.size.width >= WIDE else "1fr"
    screen.search_worker.wants_counts = layout.facets or layout.timeline


def change_layout(screen: AskingScreen, **changes: object) -> None:
    """Change the panes, and remember how they are."""
    layout = replace(screen.remembered.layout, **changes)  # type: ignore[arg-type]  # fields of it
    screen.remembered.layout = layout
    screen.remembered.write()
    apply_layout(screen)


def toggle_facets(screen: AskingScreen) -> None:
    """Show the facets, go to them, or hide them."""
    _toggle_pane(screen, screen.query_one(FacetPane), "facets")


def toggle_timeline(screen: AskingScreen) -> None:
    """Show the timeline, go to it, or hide it."""
    _toggle_pane(screen, screen.query_one(Timeline), "timeline")


def _toggle_pane(screen: AskingScreen, pane: Widget, name: str) -> None:
    """Show a pane and go to it; go to it; or, being in it, hide it."""
    if pane.has_focus:
        change_layout(screen, **{name: False})
        screen.focus_workspace()
        return
    if screen.workspace.has_class("-blank") and not screen.filters:
        screen.app.notify("there is nothing to filter")
        return
    if not pane.display:
        change_layout(screen, **{name: True})
        screen.search_worker.count(screen.shown, is_wide=screen.is_wide)
    screen.call_after_refresh(pane.focus)


def toggle_preview(screen: AskingScreen) -> None:
    """Show or hide the article beside the results, or in their place where there is no room."""
    workspace = screen.workspace
    if screen.has_class("-narrow"):
        if not workspace.stop_reading():
            workspace.read()
        return
    workspace.stop_reading()
    change_layout(screen, preview=not screen.remembered.layout.preview)
    screen.call_after_refresh(workspace.load_article)


def share_width(screen: AskingScreen, by: int) -> None:
    """Give the article more or less of the width."""
    share = screen.remembered.layout.article_share + by
    change_layout(screen, article_share=max(LEAST_SHARE, min(share, MOST_SHARE)))


def toggle_wide(screen: AskingScreen) -> None:
    """Count the hits with some of the words as well, in facets, timeline and as the last; or not."""
    screen.is_wide = screen.workspace.results.is_wide = not screen.is_wide
    screen.tell_state(is_wide=screen.is_wide)
    if screen.search_worker.wants_counts:
        screen.search_worker.count(screen.shown, is_wide=screen.is_wide)
    words = "some" if screen.is_wide else "all"
    screen.app.notify(f"facets, timeline and G now count the hits with {words} of your words")


def toggle_live(screen: AskingScreen) -> None:
    """Search while typing, or on enter only."""
    screen.is_live = not screen.is_live
    change_layout(screen, live_search=screen.is_live)
    screen.tell_state(is_live=screen.is_live)


def step_back(screen: AskingScreen) -> None:
    """One step back, the last one to the results: pressed again it takes nothing away."""
    line, workspace = screen.query_line, screen.workspace
    if line.close_popup():
        return
    if screen.selections:
        screen.clear_selection()
    elif line.input.has_focus:
        screen.settle_typing()
        screen.focus_workspace()
    elif not (workspace.step_back() or is_at_results(screen)):
        screen.focus_results()


def is_at_results(screen: AskingScreen) -> bool:
    """Whether the focus is in the list of results, or in what stands in its place."""
    blank = screen.query_one(NoResultsPane)
    return screen.focused in {screen.workspace.results, blank, blank.choices}


async def leave(screen: AskingScreen) -> None:
    """Quit from the results; from anywhere else go one step back to them."""
    if is_at_results(screen):
        await screen.app.action_quit()
    else:
        step_back(screen)


def clear_query(screen: AskingScreen) -> None:
    """Remove the words: all articles, the newest first."""
    if screen.query_line.text:
        screen.ask_anew("")
        tell_lost(screen, "query cleared")
    else:
        screen.app.notify("there is no query to clear")


def take_fix(screen: AskingScreen) -> None:
    """Take the correction that is offered."""
    choices = screen.query_one(NoResultsPane).choices
    if screen.query_line.fix:
        screen.ask_anew(screen.query_line.fix)
    elif screen.workspace.has_class("-blank") and choices.display:
        choices.action_select()


async def clear_filters(screen: AskingScreen) -> None:
    """Remove all filters."""
    count = len(screen.filters)
    await screen.narrow(())
    if count:
        tell_lost(screen, f"{counted(count, 'filter')} removed")


async def remove_last_chip(screen: AskingScreen) -> None:
    """Remove the filters that the last chip stands for: a run of years as one."""
    chips = chips_of(screen.filters)
    if chips:
        await screen.narrow(tuple(row for row in screen.filters if row not in chips[-1].filters))


ACTIONS: dict[str, Callable[[AskingScreen], Awaitable[None] | None]] = {
    "search": lambda screen: screen.query_line.focus_input(),
    "step_back": step_back,
    "help": show_help,
    "sort": choose_sort,
    "broaden": toggle_broaden,
    "facets": toggle_facets,
    "timeline": toggle_timeline,
    "preview": toggle_preview,
    "wider": lambda screen: share_width(screen, 5),
    "narrower": lambda screen: share_width(screen, -5),
    "clear_filters": clear_filters,
    "undo": undo,
    "redo": redo,
    "clear_query": clear_query,
    "remove_filter": remove_last_chip,
    "history": choose_earlier,
    "save_search": save_search,
    "saved_searches": choose_saved,
    "take_fix": take_fix,
    "refresh_index": lambda screen: screen.search_worker.refresh_index(),
    "wide": toggle_wide,
    "live_search": toggle_live,
    "suspend": lambda screen: screen.app.action_suspend_process(),
    "leave": leave,
}
"""The commands of the keys of the place `anywhere`, by name."""
