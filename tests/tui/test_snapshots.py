"""A few pictures of the screen, to see changes that no other test looks for.

After a wanted change: LEADERSEARCH_UPDATE_SNAPSHOTS=1 python -m pytest tests/tui/test_snapshots.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import textual

from tui.browsing import LARGE, SMALL, open_browser, run

FOLDER = Path(__file__).parent / "snapshots"
MADE_WITH = "8.2"

pytestmark = pytest.mark.skipif(
    not textual.__version__.startswith(MADE_WITH),
    reason=f"the pictures were made with Textual {MADE_WITH}",
)


def normalised(svg: str) -> str:
    """A picture without ids that differ from run to run, and without fonts from elsewhere."""
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("name", "size", "query", "keys"),
    [
        ("results-narrow", SMALL, "kindness ethics", ("escape",)),
        ("article-wide", LARGE, "kindness", ("escape", "n", "space")),
        ("hostile", LARGE, "markup", ("escape",)),
    ],
)
def test_the_screen_looks_as_it_did(
    index: Path, name: str, size: tuple[int, int], query: str, keys: tuple[str, ...]
) -> None:
    pictures: list[str] = []

    async def test() -> None:
        async with open_browser(index, size, query) as reader:
            await reader.until(lambda: size == SMALL or reader.article.article is not None)
            await reader.press(*keys)
            reader.app.search.tell_state(seconds=0.012)
            await reader.pilot.pause()
            pictures.append(normalised(reader.app.export_screenshot(title="leadersearch")))

    run(test())
    path = FOLDER / f"{name}.svg"
    if os.environ.get("LEADERSEARCH_UPDATE_SNAPSHOTS"):
        FOLDER.mkdir(exist_ok=True)
        path.write_text(pictures[0], "utf-8")
    assert path.read_text("utf-8") == pictures[0]
