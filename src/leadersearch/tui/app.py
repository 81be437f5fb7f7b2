"""The application: theme, keymap, palette and the one screen; what is searched is in there."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from contextlib import suppress
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path, PurePath
from typing import ClassVar

from rich.console import RenderableType
from textual.app import ScreenStackError, SystemCommand
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.theme import ThemeProvider
from textual.widget import MountError
from textual.widgets import Input
from textual.worker import WorkerFailed

from leadersearch.results.snippets.display_text import one_line
from leadersearch.safety import without_secret
from leadersearch.tui.key_queue import KeysInTurn
from leadersearch.tui.keys import Place
from leadersearch.tui.line_input import joined_lines
from leadersearch.tui.palette import Palette, commands
from leadersearch.tui.remembered import Remembered
from leadersearch.tui.search_screen.screen import SearchScreen
from leadersearch.tui.session import IndexSession
from leadersearch.tui.settings import read_settings, state_folder
from leadersearch.tui.terminal.driver import forgive_strange_bytes, noticing_driver
from leadersearch.tui.terminal.process import let_go
from leadersearch.tui.terminal.watchdog import Watchdog

_MISSING = (NoMatches, MountError, ScreenStackError)
"""Textual's errors for a widget or a screen that is not there."""


class Browser(KeysInTurn):
    """The browser over one index; a watchdog can end it from outside."""

    TITLE = "leadersearch"
    NOTIFICATION_TIMEOUT = 4
    # Textual's own, shown: who does not find out how to leave does not come back.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=True, priority=True, system=True)
    ]
    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/browser.tcss", "styles/dialogs.tcss"]

    def __init__(
        self, index_path: str | Path, query: str = "", watchdog: Watchdog | None = None
    ) -> None:
        forgive_strange_bytes()
        self.watchdog = watchdog
        is_plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if is_plain else None)
        self.keep_keys()  # a letter before there is a search line would be a command
        is_folder = isinstance(index_path, Path) or "://" not in index_path
        path = Path(index_path).absolute() if is_folder else index_path
        self.settings = read_settings()
        self.remembered = Remembered.read(state_folder(), without_secret(str(path)))
        self.index_session = IndexSession(path, acronyms=self.settings.acronyms)
        self.search = SearchScreen(self.index_session, self.remembered, self.settings, query)
        self._keymap_problems: set[str] = set()
        self.theme = self._first_theme(is_plain=is_plain)

    def _first_theme(self, *, is_plain: bool) -> str:
        """The theme of the environment, else of the settings, else the last one chosen."""
        told = [
            "ansi-dark" if is_plain else "",
            os.environ.get("TEXTUAL_THEME", ""),
            self.settings.theme,
            self.remembered.layout.theme,
        ]
        return next((name for name in told if name in self.available_themes), self.theme)

    def get_driver_class(self) -> type[Driver]:
        """The driver for this platform; the watchdog is told when it has the terminal."""
        driver = super().get_driver_class()
        if self.watchdog is None:
            return driver
        return noticing_driver(
            driver, self.watchdog, lambda: self.call_later(self.refresh, layout=True)
        )

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Exit; a search that does not come to an end holds nobody up."""
        super().exit(result, return_code, message)
        if self.watchdog is not None:
            self.watchdog.expect_end(return_code)

    def _handle_exception(self, error: Exception) -> None:
        """End for an error; while it ends anyway, what is not made any more or gone is none."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if not (self._exit and isinstance(cause, _MISSING)):
            super()._handle_exception(error)

    def get_default_screen(self) -> Screen[None]:
        """The search."""
        return self.search

    def on_mount(self) -> None:
        """Take the user's keys, and remember themes from now on."""
        if self.watchdog is not None:
            loop, context = asyncio.get_running_loop(), copy_context()
            self.watchdog.obey(
                lambda code: loop.call_soon_threadsafe(self._end, code),
                lambda: context.run(self._keep),
            )
        self.set_keymap(self.settings.keys)
        for problem in self.settings.problems:
            self.notify(problem, severity="warning", markup=False)
        if self.settings.theme and self.settings.theme not in self.available_themes:
            self.notify(f"unknown theme {self.settings.theme!r}", severity="warning", markup=False)
        self.theme_changed_signal.subscribe(self, self._remember_theme)

    def _remember_theme(self, _theme: object) -> None:
        layout = self.remembered.layout
        if self.theme != layout.theme:
            self.remembered.layout = replace(layout, theme=self.theme)
            self.remembered.write()

    async def action_quit(self) -> None:
        """Remember the query as it stands, and quit."""
        self.search.remember()
        self.exit()

    def _end(self, code: int) -> None:
        """End from outside: nobody is left to press a key."""
        self._keep()
        self.exit(return_code=code)

    def _keep(self) -> None:
        """Write down what is not yet; the loop may hang, and the search line with it."""
        with suppress(Exception):
            if self.search.is_mounted:
                self.search.remember()
        self.remembered.close()

    def on_unmount(self) -> None:
        """Write down what is not yet, and release the index."""
        self.remembered.close()
        self.index_session.close()
        let_go()

    def handle_bindings_clash(self, clashed_bindings: set[Binding], node: DOMNode) -> None:  # noqa: ARG002
        """Say once that two things have one key."""
        names = ", ".join(sorted(binding.id or binding.action for binding in clashed_bindings))
        if names not in self._keymap_problems:
            self._keymap_problems.add(names)
            self.notify(f"several actions share a key: {names}", severity="warning", markup=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Say something in passing; it may hold the name of any file, setting or search."""
        text = one_line(message)
        super().notify(text, title=title, severity=severity, timeout=timeout, markup=markup)

    def take_text(self, line: Input, text: str) -> None:
        """Have pasted lines as one in the search line; a dialog that took the first has gone."""
        if line is not self.search.query_line.input:
            self.notify("several lines were pasted; only the first was used")
            return
        line.value = joined_lines(f"{line.value}\n{text}")
        line.cursor_position = len(line.value)
        line.focus()

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text; half a sign, as broken files have them, is no text for a terminal."""
        super().copy_to_clipboard(text.encode("utf-8", "replace").decode("utf-8"))

    def action_command_palette(self) -> None:
        """Show the command palette."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def search_themes(self) -> None:
        """Show the themes to choose from."""
        self.push_screen(Palette([ThemeProvider], placeholder="Search for themes…"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Our commands, then Textual's."""
        if screen is self.search:
            owners: dict[Place, DOMNode] = {"anywhere": self.search, "hits": self.search.workspace}
            yield from commands(self, self.settings.keys, owners)
        yield from super().get_system_commands(screen)
