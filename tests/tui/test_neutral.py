"""Whatever an index holds, the browser writes no control to the terminal, in no pane or dialog.

`tests/cli/test_neutral.py` says the same of the commands.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

import leadersearch
from leadersearch import Article, PartialDate
from leadersearch.collection.saved import DOCUMENT
from leadersearch.tui.remembered import Remembered, RememberedSearch
from leadersearch.tui.settings import state_folder
from tui.browsing import LARGE, Reader, open_browser, run

EVIL = (
    "\x1b]0;owned\x07\x1b[2J\x9b31m\x9d2;owned\x9c\x1bPtmux;\x1b\x1b]0;owned\x07\x1b\\\x08\x7f\r"
    "\u200f\u202e\u2066\u200b\u2028\ufeff\U000e0041"
)

REPLACEMENT = "\ufffd"

WALK = (
    ("space", "M", "escape", "enter", "n", "w", "escape", "y", "Y", "r", "escape", "escape"),
    ("f", "j", "space", "x", "t", "space", "x", "escape"),
    ("c", "escape", "e", "escape", "S", "escape", "H", "escape", "L", "escape"),
    ("L", "j", "j", "enter", "z", "L", "j", "d", "d", "ctrl+p", "escape"),
)
"""Every pane and dialog that shows something of the index, or of what is remembered of it."""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """An index by somebody else: no command or key of ours saves such names."""
    path = tmp_path / f"index{EVIL.replace('/', '')}".replace("\x00", "")
    with leadersearch.open_index(path, create=True) as made:
        made.add(
            Article(
                id=f"id{EVIL}{number}",
                title=f"Kindness {EVIL} {number}",
                authors=(f"Zain {EVIL} Memon", EVIL),
                excerpt=f"Kindness {EVIL}",
                body=f"Kindness {EVIL}\n\n{EVIL}",
                date=PartialDate(2020 + number),
                url=f"https://example.org/{EVIL}",
                tags=(f"tag{EVIL}", EVIL),
                venue=f"Venue{EVIL}",
                doi=f"10.1/{EVIL}",
            )
            for number in range(3)
        )
        made.add(
            [Article(id=f"nameless{EVIL}", title="\x1b]0;owned\x07", authors=("Ann Kindness",))]
        )
        rows = [
            {
                "name": f"{name}{EVIL}",
                "query": f"kindness {EVIL}",
                "sort": "newest",
                "filters": [["tag", EVIL]],
            }
            for name in ("", "a", "b")
        ]
        with made._writing() as writer:
            writer.keep(DOCUMENT, json.dumps({"version": 1, "searches": rows}).encode())
    return path


def controls_in(reader: Reader) -> set[str]:
    """Controls on the screen, and the signs that stand in for those that Textual was given."""
    kinds = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    text = reader.screen_text() + "".join(reader.notices)
    found = {sign for sign in text if unicodedata.category(sign) in kinds and sign != "\n"}
    return found | ({REPLACEMENT} & set(text))


def test_no_pane_and_no_dialog_shows_a_control(hostile: Path) -> None:
    remembered = Remembered.read(state_folder(), str(hostile))
    remembered.session = RememberedSearch(history=(f"care {EVIL}",))
    remembered.write()

    async def main() -> None:
        async with open_browser(hostile, LARGE) as reader:
            await reader.ask("kindness")
            assert reader.results.answer.total == 4
            await reader.press("enter", "G", "space", "w", "escape", "g")
            for keys in WALK:
                for key in keys:
                    await reader.press(key)
                    assert not controls_in(reader), key
            assert any("deleted" in notice for notice in reader.notices)

    run(main())


def test_a_folder_without_an_index_is_named_without_controls(tmp_path: Path) -> None:
    async def main() -> None:
        async with open_browser(tmp_path / f"x{EVIL}", LARGE, waits=False) as reader:
            await reader.until(lambda: "There is no index" in reader.screen_text())
            assert not controls_in(reader)

    run(main())
