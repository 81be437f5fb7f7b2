"""Saving searches: name the present one, run one or delete it. They are kept with the index.

The index is read and written in workers; what could not be saved can be tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from leadersearch.collection.saved import SavedSearch
from leadersearch.engine import Sort
from leadersearch.results.search import Search
from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.changes import Change
from leadersearch.tui.dialogs.menu import Choice
from leadersearch.tui.dialogs.saving import SaveDialog, SavedMenu, SaveWish
from leadersearch.tui.files import being_written
from leadersearch.tui.key_queue import keys_of
from leadersearch.tui.painting import plain_content
from leadersearch.tui.search_screen.undoing import tell_lost
from leadersearch.tui.search_worker import reason_of
from leadersearch.tui.workspace.filter_line import chips_of

if TYPE_CHECKING:
    from leadersearch.tui.search_screen.question import AskingScreen

T = TypeVar("T")


def _described(search: Search) -> str:
    """The query, filters and order of a search, in words."""
    said = [one_line(search.text) or "all articles"]
    said += [chip.label for chip in chips_of(search.filters)]
    if search.sort is not Sort.RELEVANCE:
        said.append(f"sorted by {search.sort.value}")
    if search.broaden:
        said.append("broadened")
    return " · ".join(said)


def save_search(screen: AskingScreen) -> None:
    """Ask for a name, and save the search as it stands."""
    search = screen.question().search
    if not search.text.strip() and not search.filters:
        screen.app.notify("nothing to save: no query and no filters")
        return
    _in_worker(
        screen,
        screen.index_session.saved_searches,
        lambda saved: _ask_for_name(screen, search, {row.name: row for row in saved}),
        opens_dialog=True,
    )


def _ask_for_name(
    screen: AskingScreen,
    search: Search,
    taken: Mapping[str, SavedSearch],
    name: str = "",
    note: str = "",
) -> None:
    def take(wish: SaveWish | None) -> None:
        if wish is None:
            return

        def save() -> SavedSearch:
            return screen.index_session.save_search(search, wish.name, replace=wish.replaces)

        def tell(saved: SavedSearch) -> None:
            screen.app.notify(f"saved as {saved.name}")
            screen.changes.add(_exchanged(screen, saved.name, taken.get(saved.name), saved))

        def try_again(reason: str) -> None:
            _ask_for_name(screen, search, taken, wish.name, f"not saved: {reason}")

        _in_worker(screen, save, tell, try_again)

    what = plain_content(_described(search))
    proposed = name or one_line(search.text)[:60]
    screen.app.push_screen(SaveDialog(what, frozenset(taken), proposed, note), take)


def choose_saved(screen: AskingScreen) -> None:
    """List the saved searches, to run or delete."""
    show = partial(_list, screen)
    _in_worker(screen, screen.index_session.saved_searches, show, opens_dialog=True)


def _list(screen: AskingScreen, saved: tuple[SavedSearch, ...]) -> None:
    if not saved:
        screen.app.notify("no saved searches yet; S saves this one")
        return
    menu = SavedMenu(
        [
            Choice(
                row.name, plain_content((row.name.ljust(20), "bold"), f"  {_described(row.search)}")
            )
            for row in saved
        ]
    )

    async def take(name: str | None) -> None:
        if name is None:
            return
        chosen = next(row for row in saved if row.name == name)
        if menu.is_to_delete:
            _delete(screen, chosen)
        else:
            await screen.ask_saved(chosen.search)

    screen.app.push_screen(menu, take)


def _delete(screen: AskingScreen, search: SavedSearch) -> None:
    def tell(_: object) -> None:
        tell_lost(screen, f"deleted: {search.name}")
        screen.changes.add(_exchanged(screen, search.name, search, None))

    _in_worker(screen, lambda: screen.index_session.forget_search(search.name), tell)


def _exchanged(
    screen: AskingScreen, name: str, before: SavedSearch | None, after: SavedSearch | None
) -> Change:
    """The change of what is saved under a name."""

    def put(search: SavedSearch | None) -> None:
        if search is None:
            forget = partial(screen.index_session.forget_search, name)
            _in_worker(screen, forget, lambda _: screen.app.notify(f"deleted: {name}"))
        else:
            save = partial(screen.index_session.save_search, search.search, name, replace=True)
            _in_worker(screen, save, lambda _: screen.app.notify(f"saved again: {name}"))

    return Change(partial(put, before), partial(put, after))


def _in_worker(
    screen: AskingScreen,
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[str], None] | None = None,
    *,
    opens_dialog: bool = False,
) -> None:
    """Work in a thread, then go on with what came of it; what failed is told.

    The keys that come wait for it. A dialog that comes too late for them takes no others.
    """
    app = screen.app
    since = keys_of(screen).hold_keys()

    def go_on(made: T) -> None:
        if opens_dialog and keys_of(screen).has_heard_since(since):
            tell("reading the saved searches took too long; press the key again")
        else:
            done(made)
        keys_of(screen).release_keys()

    def give_up(reason: str) -> None:
        (failed or tell)(reason)
        keys_of(screen).release_keys()

    def tell(reason: str) -> None:
        app.notify(reason, severity="warning", markup=False)

    def run() -> None:
        try:
            with being_written():
                made = work()
        except Exception as error:  # noqa: BLE001  # damaged files fail in any way
            app.call_from_thread(give_up, reason_of(error))
        else:
            app.call_from_thread(go_on, made)

    app.run_worker(run, thread=True, group="saved searches", exit_on_error=False)
