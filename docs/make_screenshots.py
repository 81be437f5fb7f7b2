"""Make the screenshots of the README: the real browser over an index of the bundled corpus.

    python docs/make_screenshots.py

Writes `docs/screenshots/browser.svg` and `docs/screenshots/narrow.svg`.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOTS: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "browser": ((132, 32), "leadership AHP", ("escape", "n", "n")),
    "narrow": ((88, 28), "leadership author:", ()),
}


async def take(name: str, index: Path, folder: Path) -> None:
    """Take one screenshot."""
    from leadersearch.tui.app import Browser

    size, query, keys = SHOTS[name]
    app = Browser(index)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.5)
        for letter in query:
            await pilot.press({" ": "space", ":": "colon"}.get(letter, letter))
        await pilot.pause(1.0)
        await pilot.press(*keys)
        await pilot.pause(0.5)
        svg = app.export_screenshot(title="leadersearch browse")
    # The picture shall load nothing from elsewhere; any monospaced font will do.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    (folder / f"{name}.svg").write_text(svg, "utf-8")


def main() -> None:
    """Index the corpus in a temporary folder and take all screenshots."""
    import leadersearch

    folder = ROOT / "docs" / "screenshots"
    folder.mkdir(exist_ok=True)
    os.chdir(ROOT)
    for name in SHOTS:
        with tempfile.TemporaryDirectory() as work:
            os.environ["LEADERSEARCH_CONFIG_DIR"] = work
            index = Path(work) / "index"
            with leadersearch.open_index(index, create=True) as made:
                made.ingest("corpus")
            asyncio.run(take(name, index, folder))
        print(folder / f"{name}.svg")


if __name__ == "__main__":
    main()
