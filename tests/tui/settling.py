"""When is a browser done with what it was given? Facts in place of Textual's look at the clock.

Textual's pilot takes a process that uses little of a processor for one that has nothing to do. On a
busy machine that is a process which does not get a processor.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextvars import ContextVar, Token
from typing import Any

from textual import app as textual_app, pilot as textual_pilot
from textual._compositor import Compositor
from textual._context import active_app
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

from waiting import PATIENCE

CALM = 3
"""How often nothing is found to do before a browser is done: callbacks wait for one another."""

_workers_are_held: ContextVar[bool] = ContextVar("_workers_are_held", default=False)


class Turn:
    """A lock by which a test can keep workers from going on: while it does, nobody waits for them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tokens: list[Token[bool]] = []

    def __enter__(self) -> None:
        self._lock.acquire()
        if threading.current_thread() is threading.main_thread():
            self._tokens.append(_workers_are_held.set(True))

    def __exit__(self, *_: object) -> None:
        if threading.current_thread() is threading.main_thread():
            _workers_are_held.reset(self._tokens.pop())
        self._lock.release()


async def settled(*_: float) -> None:
    """Wait until messages, callbacks, workers, animations and repaints are through.

    What a timer will start later is not waited for.
    """
    app = active_app.get()
    calm = 0
    try:
        async with asyncio.timeout(PATIENCE):
            while calm < CALM and not _has_ended(app):
                calm += 1
                if _is_working(app):
                    calm = 0
                elif _is_to_be_painted(app.screen):
                    calm = 0
                    app.screen._on_timer_update()
                await asyncio.sleep(0.001 if calm == 0 else 0)
    except TimeoutError:
        raise AssertionError(f"never done: {', '.join(map(str, app.workers))}") from None


def _has_ended(app: App[None]) -> bool:
    return not app.is_running or app._exit or app._exception_event.is_set() or not app.screen_stack


def _is_working(app: App[None]) -> bool:
    return (
        any(_is_at_work(pump) for pump in _pumps(app))
        or bool(app._animator._animations)
        or (not _workers_are_held.get() and any(not worker.is_finished for worker in app.workers))
    )


def _pumps(app: App[None]) -> Iterator[MessagePump]:
    yield app
    for screen in reversed(app.screen_stack):
        yield from screen.walk_children(with_self=True)


def _is_at_work(pump: MessagePump) -> bool:
    """Whether it has messages, or is with one: else it waits for the next."""
    if pump._closing or pump._closed:
        return False
    queue: Any = pump._message_queue
    return bool(queue.qsize() or pump._next_callbacks or not queue.ready_event._waiters)


def _is_to_be_painted(screen: Screen[object]) -> bool:
    return not screen.app._batch_count and bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


_render_update = Compositor.render_update


def _render_update_later(
    compositor: Compositor,
    full: bool = False,
    screen_stack: list[Screen[Any]] | None = None,
    simplify: bool = False,
) -> object:
    """Keep in mind what is to be painted, until somebody looks at the screen.

    Nobody sees what a browser in a test paints on its way, and that takes half of its time.
    """
    if full:
        return _render_update(compositor, full, screen_stack, simplify)
    return None


async def _wait_for_screen(*_: object) -> bool:
    """Wait until a browser is done, and paint all that has changed."""
    await settled()
    app = active_app.get()
    if not _has_ended(app):
        _render_update(app.screen._compositor, screen_stack=app._background_screens)
    return True


def wait_for_facts() -> None:
    """Have Textual's pilot wait so, and screens be painted when it has waited."""
    Compositor.render_update = _render_update_later  # type: ignore[method-assign,assignment]
    textual_app.wait_for_idle = settled  # type: ignore[attr-defined,assignment]
    textual_pilot.wait_for_idle = settled  # type: ignore[attr-defined,assignment]
    textual_pilot.Pilot._wait_for_screen = _wait_for_screen  # type: ignore[method-assign,assignment]
