"""The page on the browser says what the browser does."""

from __future__ import annotations

import re
import runpy
import tomllib
from pathlib import Path

from leadersearch.tui.settings import read_settings

DOCS = Path(__file__).parents[2] / "docs"


def test_the_keys_on_the_page_are_those_of_the_browser() -> None:
    page = runpy.run_path(str(DOCS / "make_browser.py"))["page"]()
    assert (DOCS / "browser.md").read_text("utf-8") == page, "run: python docs/make_browser.py"


def test_the_settings_on_the_page_are_understood(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", (DOCS / "browser.md").read_text("utf-8"), re.DOTALL)
    assert example
    (tmp_path / "config.toml").write_text(example[1], "utf-8")
    settings = read_settings(tmp_path)
    assert not settings.problems
    assert settings.keys == tomllib.loads(example[1])["keys"] != {}
