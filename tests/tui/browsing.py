"""A browser to test: an index of made articles, a screen of a size, keys, and waiting for facts."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.strip import Strip
from textual.timer import Timer

from leadersearch.model.article import Article, PartialDate
from leadersearch.results.page import Hit
from leadersearch.tui.app import Browser
from leadersearch.tui.workspace.article import ArticlePane
from leadersearch.tui.workspace.facets import FacetPane
from leadersearch.tui.workspace.filter_line import Chips
from leadersearch.tui.workspace.no_results import NoResultsPane
from leadersearch.tui.workspace.query_line import QueryLine
from leadersearch.tui.workspace.results import ResultList
from leadersearch.tui.workspace.status_line import StatusLine
from leadersearch.tui.workspace.timeline import Timeline
from tui.settling import Turn, wait_for_facts
from waiting import PATIENCE

wait_for_facts()

SMALL, LARGE = (80, 24), (120, 40)
SIZES = (SMALL, LARGE)


def made_articles() -> Iterator[Article]:
    """130 articles on leadership, three of them with particular titles."""
    yield Article(
        id="kindness",
        title="Kindness and inclusion in leadership",
        authors=("Anna Baverstock", "Harriet Jones"),
        excerpt="Kindness at work is linked to the quality of care.",
        body="Care begins with kindness.\n\n"
        + "Teams need time and trust. " * 20
        + "\n\nKindness is brave. Inclusion is kindness in action.\n\n"
        + "Leaders who listen learn. " * 50,
        date=PartialDate(2024, 5, 17),
        url="https://example.org/kindness",
        tags=("culture", "care"),
        venue="BMJ Leader",
        doi="10.1136/leader-2024-000001",
    )
    yield Article(
        id="ethics",
        title="Digital misinformation and the erosion of medical ethics",
        authors=("Alex Ruani",),
        excerpt="Medical ethics asks for honesty, and for kindness towards doubters.",
        body="Trust grows slowly online. " * 80,
        date=PartialDate(2023, 2),
        url="https://example.org/ethics",
        tags=("ethics",),
        venue="BMJ Leader",
    )
    yield Article(
        id="hostile",
        title="[bold red]Markup[/] and \x1b[31mescape\x1b]0;owned\x07 codes \x00in a title",
        authors=("[link=file:///etc/passwd]Mallory[/link]",),
        excerpt="Unclosed [ bracket, [/] tag, \x1b[2J and 日本語 wide text with 🎉 emoji.",
        date=PartialDate(2022),
        tags=("[red]tag",),
        venue="\x1b[7mVenue",
    )
    for number in range(127):
        yield Article(
            id=f"n{number:03}",
            title=f"Leadership note {number}",
            authors=(f"Author {number % 7}",),
            excerpt=f"A note about leadership, teams and care, number {number}.",
            date=PartialDate(2015 + number % 9, 1 + number % 12),
            tags=("notes", f"tag{number % 3}"),
            venue="Notes" if number % 2 else "BMJ Leader",
        )


def is_about_to_ring(timer: Timer) -> bool:
    return timer._interval < PATIENCE and timer._task is not None and not timer._task.done()


class Reader:
    """Drives a browser as a person would, and reads its screen."""

    def __init__(self, app: Browser, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        screen = app.search
        self.results = screen.query_one(ResultList)
        self.article = screen.query_one(ArticlePane)
        self.line = screen.query_one(QueryLine)
        self.facets = screen.query_one(FacetPane)
        self.timeline = screen.query_one(Timeline)
        self.chips = screen.query_one(Chips)
        self.blank = screen.query_one(NoResultsPane)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        # Keys wait for what others ask for; those after the last one for ever.
        await self.until(lambda: not self.app._is_busy or self.app._exit)

    async def type(self, text: str) -> None:
        await self.press(*(KEY_NAMES.get(letter, letter) for letter in text))

    async def ask(self, text: str) -> None:
        """Type a query and wait for its answer."""
        self.line.input.focus()
        self.line.set_text(text)
        self.app.search.ask(typing=True)
        await self.answered(text)

    async def answered(self, text: str | None = None) -> None:
        screen = self.app.search
        await self.until(
            lambda: (
                screen.shown.serial == screen.search_worker.question.serial
                and screen.shown.serial > 0
                and (text is None or screen.shown.search.text == text)
            )
        )

    async def until(self, is_so: Callable[[], object]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not is_so():  # noqa: ASYNC110  # facts of all kinds, and no event for them
                await asyncio.sleep(0.02)
        await self.pilot.pause()

    async def after_lull(self) -> None:
        """Wait for what was put off until no key comes; what is put off for ever stays so."""
        put_off = self.app.search._waiting_to
        await self.until(lambda: not any(map(is_about_to_ring, put_off.values())))

    async def completed(self) -> None:
        """Wait for the completions of the text as it stands."""
        await self.until(lambda: self.line.is_completing and self.line._lull is None)

    @property
    def hit(self) -> Hit:
        hit = self.app.search.workspace.hit
        assert hit
        return hit

    @property
    def read_id(self) -> str:
        return self.article.article.hit.article.id if self.article.article else ""

    @property
    def facet_id(self) -> str:
        option = self.facets.highlighted_option
        return (option.id or "") if option else ""

    @property
    def titles(self) -> list[str]:
        hits = (self.results.hit_at(index) for index in range(self.results.answer.total))
        return [hit.article.title for hit in hits if hit]

    @property
    def focus(self) -> str:
        focused = self.app.screen.focused
        return (focused.id or type(focused).__name__) if focused else ""

    @property
    def status(self) -> str:
        return str(self.app.search.query_one(StatusLine).content)

    @property
    def notices(self) -> list[str]:
        return [notice.message for notice in self.app._notifications]

    def screen_strips(self) -> list[Strip]:
        return self.app.screen._compositor.render_strips()

    def screen_text(self) -> str:
        return "\n".join(
            "".join(segment.text for segment in strip) for strip in self.screen_strips()
        )


@asynccontextmanager
async def open_browser(
    index: Path, size: tuple[int, int] = LARGE, query: str = "", *, waits: bool = True
) -> AsyncIterator[Reader]:
    app = Browser(index, query)
    app.search.search_worker._turn = Turn()  # type: ignore[assignment]
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        reader = Reader(app, pilot)
        if waits:
            await reader.answered()
        yield reader


def run(test: Coroutine[Any, Any, None]) -> None:
    asyncio.run(test)


def config_folder() -> Path:
    return Path(os.environ["LEADERSEARCH_CONFIG_DIR"])


KEY_NAMES = {
    " ": "space", "/": "slash", ":": "colon", '"': "quotation_mark", "~": "tilde", "*": "asterisk",
    "(": "left_parenthesis", ")": "right_parenthesis", "-": "minus", ".": "full_stop",
}  # fmt: skip
