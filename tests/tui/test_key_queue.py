"""Keys that arrive in one piece, as over a slow line."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.message import Message
from textual.widget import Widget

from leadersearch.tui import key_queue
from leadersearch.tui.key_queue import KeyPassed
from tui.browsing import KEY_NAMES, SIZES, Reader, open_browser, run
from waiting import PATIENCE

both_sizes = pytest.mark.parametrize("size", SIZES, ids=("80x24", "120x40"))


def arrive(reader: Reader, *keys: str) -> None:
    for key in keys:
        text = key if len(key) == 1 else None
        reader.app.post_message(events.Key(KEY_NAMES.get(key, key), text))


def deafen(widget: Widget) -> None:
    """Have a widget lose its keys, as one does that is being removed."""
    post = widget.post_message
    widget.post_message = lambda message: (  # type: ignore[method-assign]
        not isinstance(message, events.Key | KeyPassed) and post(message)
    )


@both_sizes
def test_what_follows_a_slash_is_typed_and_not_taken_for_commands(
    index: Path, size: tuple[int, int]
) -> None:
    async def main() -> None:
        async with open_browser(index, size) as reader:
            await reader.press("escape")
            assert reader.focus == "results"
            arrive(reader, *"/quick sand")
            await reader.answered("quick sand")
            assert reader.app.is_running

    run(main())


def test_pasted_text_takes_its_turn(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape")
            arrive(reader, "slash")
            reader.app.post_message(events.Paste("medical "))
            arrive(reader, *"ethics")
            await reader.answered("medical ethics")

    run(main())


def test_keys_go_to_the_dialog_that_a_key_opens(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape")
            arrive(reader, "question_mark", "escape", *"/care")
            await reader.answered("care")
            assert len(reader.app.screen_stack) == 1

    run(main())


def test_keys_after_the_end_are_not_heard(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape")
            arrive(reader, *"q/care")
            await reader.until(lambda: not reader.app.is_running)
            assert reader.line.text == ""

    run(main())


def test_a_key_whose_widget_is_gone_holds_up_no_other(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_queue, "PATIENCE", 0.01)

    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape")
            deafen(reader.results)
            arrive(reader, "down", *"care")
            reader.line.input.focus()
            await reader.until(lambda: reader.line.text == "care")

    run(main())


def test_a_click_that_comes_after_keys_is_heard_after_them(index: Path) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape")
            x, y = reader.results.region.offset
            arrive(reader, *"/ca")
            for kind in (events.MouseDown, events.MouseUp):
                reader.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
            await reader.until(lambda: reader.line.text == "ca")
            await reader.until(lambda: reader.focus == "results")

    run(main())


def test_a_key_that_passes_late_ends_the_turn_of_no_other(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def main() -> None:
        async with open_browser(index) as reader:
            await reader.press("escape")
            post = reader.results.post_message
            held: list[Message] = []

            def post_later(message: Message) -> bool:
                held.extend([message] if isinstance(message, KeyPassed) else [])
                return isinstance(message, KeyPassed) or post(message)

            reader.results.post_message = post_later  # type: ignore[method-assign]
            monkeypatch.setattr(key_queue, "PATIENCE", 0.01)
            arrive(reader, "down")
            await reader.until(lambda: held and not reader.app._is_busy)
            monkeypatch.setattr(key_queue, "PATIENCE", PATIENCE)
            arrive(reader, *"/ca")
            await reader.until(lambda: len(held) == 2)
            post(held[0])
            await reader.pilot.pause()
            assert reader.line.text == ""
            post(held[1])
            await reader.until(lambda: reader.line.text == "ca")

    run(main())
