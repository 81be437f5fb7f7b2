from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import leadersearch
from leadersearch.tui.terminal.process import prepare_process

# As in a process of the browser's own; collections of garbage took a fifth of the tests' time.
prepare_process()

# These load Textual, which reads the settings.
from textual.timer import Timer  # noqa: E402

from leadersearch.tui import key_queue  # noqa: E402
from leadersearch.tui.app import Browser  # noqa: E402
from tui.browsing import made_articles  # noqa: E402
from waiting import PATIENCE  # noqa: E402


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index that tests only read."""
    path = tmp_path_factory.mktemp("index")
    with leadersearch.open_index(path, create=True) as made:
        made.add(made_articles())
    return path


@pytest.fixture
def own_index(tmp_path: Path) -> Path:
    """An index that a test may change."""
    path = tmp_path / "own-index"
    with leadersearch.open_index(path, create=True) as made:
        made.add(list(made_articles())[:12])
    return path


@pytest.fixture(autouse=True)
def patient_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine keys, searches and who reads notices may take their time."""
    monkeypatch.setattr(key_queue, "PATIENCE", PATIENCE)
    monkeypatch.setattr(Browser, "NOTIFICATION_TIMEOUT", PATIENCE)


@pytest.fixture(autouse=True)
def timers_that_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual drops a timer that rings once if its interval passes before it is waited for.

    That takes an interruption as long as the interval, and tests set intervals of a millisecond.
    """
    begin = Timer.__init__

    def begin_without_skipping(timer: Timer, *place: Any, **settings: Any) -> None:
        begin(timer, *place, **settings, skip=settings.get("repeat") != 0)

    monkeypatch.setattr(Timer, "__init__", begin_without_skipping)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LEADERSEARCH_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
