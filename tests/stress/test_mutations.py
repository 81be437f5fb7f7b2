from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("resource", reason="processor time is limited as POSIX does it")

from stress import limited as stress_limited
from stress.limited import File, Worker
from stress.mutations import file_of, run

if TYPE_CHECKING:
    from pathlib import Path


def test_mutated_files_are_read_or_named_in_bounded_time_and_memory(tmp_path: Path) -> None:
    assert run(150, 1, tmp_path).failures == []


def test_a_round_is_the_same_file_again() -> None:
    assert [file_of(3, number) for number in range(20)] == [
        file_of(3, number) for number in range(20)
    ]


def test_a_hanging_reader_is_a_failure_and_not_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(File, "seconds", 0.0)
    with Worker() as worker:
        slow = worker.read(File("a.txt", b"word " * 100_000))
        assert "processor time" in slow.failure


def test_what_is_opened_beside_the_file_is_noted() -> None:
    touched: list[str] = []
    for event, args in (
        ("open", ("/somewhere/else.txt", "r", 0)),
        ("open", (stress_limited.__file__.replace("tests", "src", 1), "r", 0)),
        ("open", (3, "r", 0)),
        ("socket.connect", (None, ("example.org", 80))),
        ("compile", (None, None)),
    ):
        stress_limited._note(touched, event, args)

    assert touched == ["/somewhere/else.txt", "socket.connect"]
