"""Programs that the browser starts: the user's own, and never by what an article says."""

from __future__ import annotations

import webbrowser
from contextlib import nullcontext
from pathlib import Path

import pytest

import leadersearch
from leadersearch import Article
from leadersearch.tui.app import Browser
from tui.browsing import SMALL, open_browser, run

COMMANDS = "$(touch run) `touch run`; touch run & | touch run\n!touch run\n"
"""Texts that a shell, or a pager that is sent keys, would take for commands."""


@pytest.fixture(autouse=True)
def fresh_web_browsers(monkeypatch: pytest.MonkeyPatch) -> None:
    """`webbrowser` reads $BROWSER once."""
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    monkeypatch.setattr(webbrowser, "_browsers", {})
    monkeypatch.setattr(Browser, "suspend", lambda _: nullcontext())


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Writes down what it is called with, a line each, and what it is told."""
    path = tmp_path / "a program"
    path.write_text('#!/bin/sh\nprintf "%s\\n" "$@" > arguments\n[ "$1" = -R ] && cat > told\n')
    path.chmod(0o755)
    return path


@pytest.fixture
def hostile_index(tmp_path: Path) -> Path:
    path = tmp_path / "hostile"
    with leadersearch.open_index(path, create=True) as made:
        made.add(
            [
                Article(
                    title=f"Kindness {COMMANDS}",
                    body=f"{COMMANDS}\x1b]0;owned\x07\x9b2J",
                    url=f"https://example.org/-rf %s '\"{COMMANDS}",
                )
            ]
        )
    return path


def test_what_an_article_says_is_no_command(
    hostile_index: Path, program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def main() -> None:
        async with open_browser(hostile_index, SMALL) as reader:
            monkeypatch.setenv("BROWSER", f"'{program}' --new %s")
            await reader.press("escape", "o")
            flag, link, *rest = (tmp_path / "arguments").read_text().splitlines()
            assert (flag, rest) == ("--new", [])
            assert link.startswith("https://example.org/-rf%20%s%20'%22$(touch%20run)")
            assert " " not in link
            monkeypatch.setenv("PAGER", f"'{program}' -R")
            await reader.press("v")
            assert (tmp_path / "arguments").read_text() == "-R\n"
            told = (tmp_path / "told").read_text()
            assert "$(touch run)" in told
            assert not set(told) & set("\x1b\x07\x9b")

    run(main())
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("'open quote %s", "$BROWSER is not a command"),
        (" ", "$BROWSER is not a command"),
        ("/no/such/browser %s", "the web browser /no/such/browser could not be started: "),
        ("/ %s", "the web browser / could not be started: "),
    ],
)
def test_a_web_browser_that_cannot_be_started_costs_nothing(
    index: Path, command: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def main() -> None:
        async with open_browser(index, SMALL, "kindness") as reader:
            monkeypatch.setenv("BROWSER", command)
            await reader.press("escape", "o")
            assert reader.notices[-1].startswith(reason)
            assert reader.notices[-1].endswith("copied: https://example.org/kindness")
            assert reader.app.clipboard == "https://example.org/kindness"

    run(main())
