"""State remembered by several browsers at once."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from leadersearch.tui import remembered
from leadersearch.tui.files import alone
from leadersearch.tui.remembered import Remembered
from tui.browsing import open_browser, run
from waiting import PATIENCE

VISITS = 40
CODE = f"""
import sys
from pathlib import Path
from leadersearch.tui import remembered
from leadersearch.tui.remembered import Remembered
remembered.LAST_PATIENCE = {PATIENCE}
kept = Remembered.read(Path(sys.argv[1]), "index")
for number in range({VISITS}):
    kept.session = kept.session.with_query(f"{{sys.argv[2]}} {{number}}")
    kept.write()
kept.close()
"""


def visit(kept: Remembered, query: str) -> None:
    kept.session = kept.session.with_query(query)
    kept.write()


def mark(kept: Remembered, *marked: str) -> None:
    kept.session = replace(kept.session, marked=marked)
    kept.write()


def test_queries_of_two_browsers_are_kept_in_the_order_in_which_they_were_asked(
    tmp_path: Path,
) -> None:
    visit(Remembered.read(tmp_path, "index"), "old")
    one, two = (Remembered.read(tmp_path, "index") for _ in range(2))
    for kept, query in ((one, "a"), (two, "b"), (one, "c"), (two, "old"), (one, "a")):
        visit(kept, query)
    assert Remembered.read(tmp_path, "index").session.history == ("a", "old", "c", "b")


def test_marks_that_two_browsers_set_and_remove_add_up(tmp_path: Path) -> None:
    mark(Remembered.read(tmp_path, "index"), "old", "older")
    one, two = (Remembered.read(tmp_path, "index") for _ in range(2))
    mark(one, "old", "older", "a")
    mark(two, "older", "b")
    mark(one, "old", "older")
    assert Remembered.read(tmp_path, "index").session.marked == ("older", "b")


def test_each_browser_changes_of_the_layout_what_it_changed(tmp_path: Path) -> None:
    one, two = (Remembered.read(tmp_path, "index") for _ in range(2))
    one.layout = replace(one.layout, theme="nord")
    one.write()
    two.layout = replace(two.layout, facets=True)
    two.write()
    layout = Remembered.read(tmp_path, "other").layout
    assert (layout.theme, layout.facets) == ("nord", True)


def test_what_was_deleted_meanwhile_is_written_anew(tmp_path: Path) -> None:
    kept = Remembered.read(tmp_path, "index")
    visit(kept, "a")
    kept.path.unlink()
    visit(kept, "b")
    assert Remembered.read(tmp_path, "index").session.history == ("b", "a")


def test_what_another_browser_holds_up_is_written_later(tmp_path: Path) -> None:
    kept = Remembered.read(tmp_path, "index")
    with alone(tmp_path / "browser.lock", 0):
        visit(kept, "a")
        assert not kept.path.exists()
    visit(kept, "b")
    assert Remembered.read(tmp_path, "index").session.history == ("b", "a")


def test_what_was_held_up_to_the_end_is_written_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "LAST_PATIENCE", remembered.PATIENCE)
    kept = Remembered.read(tmp_path, "index")
    with alone(tmp_path / "browser.lock", 0):
        visit(kept, "a")
        kept.close()
    assert Remembered.read(tmp_path, "index").session.history == ("a",)


def test_a_browser_that_was_held_up_writes_when_it_ends(index: Path) -> None:
    async def test() -> None:
        async with open_browser(index, query="kindness") as reader:
            kept = reader.app.remembered
            kept.path.parent.mkdir(parents=True, exist_ok=True)
            with alone(kept.path.with_suffix(".lock"), PATIENCE):
                await reader.press("enter", "space")
                await reader.until(lambda: kept.session.marked)
        assert Remembered.read(kept.path.parent, kept.index).session.marked == ("kindness",)

    run(test())


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    names = ("a", "b", "c")
    command = [sys.executable, "-c", CODE, str(tmp_path)]
    processes = [subprocess.Popen([*command, name]) for name in names]
    assert [process.wait() for process in processes] == [0] * len(names)
    history = Remembered.read(tmp_path, "index").session.history
    assert set(history) == {f"{name} {number}" for name in names for number in range(VISITS)}


def test_a_broadened_search_is_remembered(tmp_path: Path) -> None:
    kept = Remembered.read(tmp_path, "index")
    kept.session = replace(kept.session, broaden=True)
    kept.write()
    assert Remembered.read(tmp_path, "index").session.broaden


def test_a_memory_of_what_cannot_be_searched_for_is_mended(tmp_path: Path) -> None:
    (tmp_path / "browser.json").write_text(
        '{"indexes": {"index": {"sort": "newest", "broaden": true}}}'
    )
    session = Remembered.read(tmp_path, "index").session
    assert (session.sort, session.broaden) == ("newest", False)
