"""The guard over the tests: what one of them leaves behind is named and ended."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

import leftovers
from leftovers import CAN_BE_SEEN, has_children, left_behind

pytestmark = pytest.mark.skipif(not CAN_BE_SEEN, reason="children can be seen on Linux only")


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "ENDING", 0.0)


def test_a_child_is_named_and_ended() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input('endless')"], stdin=subprocess.PIPE)
    assert has_children()
    (left,) = left_behind(threading.enumerate())
    assert "endless" in left
    assert not has_children()
    child.communicate()


@pytest.mark.skipif(sys.platform != "linux", reason="orphans are adopted on Linux only")
def test_a_child_of_a_child_that_has_ended_is_named_and_ended() -> None:
    subprocess.run(["sh", "-c", "sleep 86400 &"], check=True)
    assert left_behind(threading.enumerate()) == ["sleep 86400"]
    assert not has_children()


def test_a_thread_is_named() -> None:
    before = threading.enumerate()
    end = threading.Event()
    thread = threading.Thread(target=end.wait, name="endless")
    thread.start()
    (left,) = left_behind(before)
    assert "endless" in left
    end.set()
    thread.join()
    assert left_behind(before) == []


def test_what_is_about_to_end_may_do_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "ENDING", 300.0)
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    assert left_behind(threading.enumerate()) == []
    child.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no shells of POSIX")
def test_signals_that_a_shell_has_told_to_ignore_are_heard_by_programs_of_tests() -> None:
    told = (
        "import signal as s; print(s.SIG_IGN in map(s.getsignal, (s.SIGINT, s.SIGQUIT, s.SIGHUP)))"
    )
    code = f"import sys, subprocess; sys.path.insert(0, {str(Path(leftovers.__file__).parent)!r})\n"
    code += "from leftovers import hear_ignored_signals as hear; hear()\n"
    code += f"subprocess.run([sys.executable, '-c', {told!r}], check=True)"
    ignoring = ["sh", "-c", 'trap "" INT QUIT HUP; exec "$0" "$@"', sys.executable, "-c", code]
    ran = subprocess.run(ignoring, capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
