"""Which files are read: links, pipes, devices, names of any kind, folders that cannot be listed."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from collection.ingest.corpora import Unused, bodies, ingest, names, record, source, write
from leadersearch.collection.ingest import IngestReport, Problem
from leadersearch.engine import Engine
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.errors import UsageError


@pytest.fixture
def engine() -> Engine:
    return MemoryEngine()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder beside the corpus, with a file in it."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    write(folder / "e.jsonl", record("e1"))
    return folder


def paths(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.path for problem in problems]


class TestLinks:
    def test_a_link_to_a_file_outside_is_passed_over_and_named(
        self, engine: Engine, corpus: Path, elsewhere: Path
    ) -> None:
        write(corpus / "a.jsonl", record("a1"))
        link = corpus / "link.jsonl"
        link.symlink_to(elsewhere / "e.jsonl")
        report = ingest(engine, [corpus])
        assert names(engine) == ["a1"]
        assert paths(report.passed_over) == [str(link)]
        assert "--follow-links" in report.passed_over[0].reason
        assert str(elsewhere / "e.jsonl") in report.passed_over[0].reason
        assert report.failed == ()

    def test_a_link_to_a_folder_outside_is_passed_over_and_named(
        self, engine: Engine, corpus: Path, elsewhere: Path
    ) -> None:
        link = corpus / "folder"
        link.symlink_to(elsewhere)
        report = ingest(engine, [corpus])
        assert names(engine) == []
        assert paths(report.passed_over) == [str(link)]

    def test_links_are_followed_where_that_is_asked_for(
        self, engine: Engine, corpus: Path, elsewhere: Path
    ) -> None:
        write(elsewhere / "f.jsonl", record("f1"))
        (corpus / "folder").symlink_to(elsewhere)
        report = ingest(engine, [corpus], follow_links=True)
        assert names(engine) == ["e1", "f1"]
        assert source(engine, "e1") == str(corpus / "folder" / "e.jsonl")
        assert report == IngestReport(added=2, files_read=2)
        again = ingest(engine, [corpus], follow_links=True)
        assert again == IngestReport(unchanged=2, files_unchanged=2)

    def test_a_file_with_several_links_to_it_is_read_once(
        self, engine: Engine, corpus: Path, elsewhere: Path
    ) -> None:
        (corpus / "a").symlink_to(elsewhere)
        (corpus / "b").symlink_to(elsewhere)
        (corpus / "c.jsonl").symlink_to(elsewhere / "e.jsonl")
        report = ingest(engine, [corpus], follow_links=True)
        assert report == IngestReport(added=1, files_read=1)

    def test_a_file_is_not_read_again_in_a_folder_that_a_later_link_leads_to(
        self, engine: Engine, corpus: Path, elsewhere: Path
    ) -> None:
        (corpus / "a.jsonl").symlink_to(elsewhere / "e.jsonl")
        (corpus / "b").symlink_to(elsewhere)
        report = ingest(engine, [corpus], follow_links=True)
        assert report == IngestReport(added=1, files_read=1)

    def test_a_link_to_a_file_that_is_read_anyway_adds_nothing(
        self, engine: Engine, corpus: Path
    ) -> None:
        file = write(corpus / "b.jsonl", record("b1"))
        (corpus / "a.jsonl").symlink_to(file)
        (corpus / "inner").symlink_to(corpus)
        assert ingest(engine, [corpus]) == IngestReport(added=1, files_read=1)
        assert source(engine, "b1") == str(file)

    def test_a_link_to_what_lies_hidden_in_the_corpus_is_read_as_the_link(
        self, engine: Engine, corpus: Path
    ) -> None:
        (corpus / ".store").mkdir()
        write(corpus / ".store" / "1f0c", record("a1"))
        link = corpus / "a.jsonl"
        link.symlink_to(corpus / ".store" / "1f0c")
        assert ingest(engine, [corpus]) == IngestReport(added=1, files_read=1)
        assert source(engine, "a1") == str(link)

    def test_a_link_from_one_place_given_to_another_is_inside(
        self, engine: Engine, corpus: Path, elsewhere: Path
    ) -> None:
        (corpus / "link.jsonl").symlink_to(elsewhere / "e.jsonl")
        report = ingest(engine, [corpus, elsewhere])
        assert report == IngestReport(added=1, files_read=1)

    @pytest.mark.parametrize("follow_links", [False, True])
    def test_loops_end(self, engine: Engine, corpus: Path, *, follow_links: bool) -> None:
        inner = corpus / "inner"
        inner.mkdir()
        write(inner / "a.jsonl", record("a1"))
        (inner / "up").symlink_to(corpus)
        (inner / "further-up").symlink_to(corpus.parent)
        (inner / "self").symlink_to(inner / "self")
        report = ingest(engine, [corpus], follow_links=follow_links)
        assert report.added == 1
        assert report.failed == ()

    def test_links_to_nowhere_are_named(self, engine: Engine, corpus: Path) -> None:
        (corpus / "broken.jsonl").symlink_to(corpus / "nowhere.jsonl")
        (corpus / "self.jsonl").symlink_to(corpus / "self.jsonl")
        (corpus / "picture").symlink_to(corpus / "nowhere.png")
        write(corpus / "a.jsonl", record("a1"))
        report = ingest(engine, [corpus])
        assert names(engine) == ["a1"]
        assert paths(report.failed) == [
            str(corpus / f"{name}.jsonl") for name in ("broken", "self")
        ]
        assert {problem.reason.partition(" (")[0] for problem in report.failed} == {
            "a link that leads nowhere"
        }

    def test_what_a_link_gave_stays_when_it_is_passed_over(
        self, engine: Engine, corpus: Path, elsewhere: Path
    ) -> None:
        (corpus / "folder").symlink_to(elsewhere)
        write(corpus / "a.jsonl", record("a1"))
        ingest(engine, [corpus], follow_links=True)
        report = ingest(engine, [corpus])
        assert names(engine) == ["a1", "e1"]
        assert (report.removed, len(report.passed_over)) == (0, 1)

    def test_what_a_link_gave_stays_when_it_leads_nowhere(
        self, engine: Engine, corpus: Path, elsewhere: Path
    ) -> None:
        (corpus / "folder").symlink_to(elsewhere)
        ingest(engine, [corpus], follow_links=True)
        elsewhere.rename(elsewhere.with_name("moved"))
        report = ingest(engine, [corpus], follow_links=True)
        assert names(engine) == ["e1"]
        assert paths(report.failed) == [str(corpus / "folder")]

    def test_an_article_of_a_link_that_is_passed_over_is_not_read_again(
        self, engine: Engine, corpus: Path, elsewhere: Path
    ) -> None:
        """Not even where the other file that has it is gone: what the link gave was kept."""
        (corpus / "link.jsonl").symlink_to(elsewhere / "e.jsonl")
        other = write(corpus / "other.jsonl", record("e1", "a much longer text"))
        ingest(engine, [corpus], follow_links=True)
        other.unlink()
        ingest(engine, [corpus], reading=Unused())
        assert bodies(engine) == {"e1": "some text"}

    def test_a_link_that_is_named_is_followed(
        self, engine: Engine, corpus: Path, elsewhere: Path
    ) -> None:
        file, folder = corpus / "link.jsonl", corpus / "folder"
        file.symlink_to(elsewhere / "e.jsonl")
        folder.symlink_to(elsewhere)
        assert ingest(engine, [file]).added == 1
        assert ingest(engine, [folder]) == IngestReport(unchanged=1, files_unchanged=1)

    @pytest.mark.parametrize("name", ["loop", "loop.jsonl", "loop/deeper"])
    def test_a_loop_that_is_named_fails(self, engine: Engine, corpus: Path, name: str) -> None:
        link = corpus / name.partition("/")[0]
        link.symlink_to(link)
        write(corpus / "a.jsonl", record("a1"))
        report = ingest(engine, [corpus / "a.jsonl", corpus / name])
        assert report.added == 1
        assert len(report.failed) == 1
        assert "symbolic links" in report.failed[0].reason


class TestOtherThanFiles:
    def test_pipes_sockets_and_devices_are_named_and_not_waited_for(
        self, engine: Engine, corpus: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        os.mkfifo(corpus / "pipe.txt")
        monkeypatch.chdir(corpus)  # the path of a socket has to be short
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.txt")
            (corpus / "endless.txt").symlink_to("/dev/zero")
            write(corpus / "a.jsonl", record("a1"))
            report = ingest(engine, [corpus], follow_links=True)
        assert names(engine) == ["a1"]
        assert sorted(Path(problem.path).name for problem in report.failed) == [
            "endless.txt",
            "pipe.txt",
            "socket.txt",
        ]
        assert {problem.reason for problem in report.failed} == {
            "not a file but a pipe or a device"
        }

    def test_a_pipe_that_is_named_fails(self, engine: Engine, corpus: Path) -> None:
        os.mkfifo(corpus / "pipe.txt")
        assert len(ingest(engine, [corpus / "pipe.txt"]).failed) == 1

    def test_a_file_in_whose_place_there_is_a_pipe_keeps_what_it_gave(
        self, engine: Engine, corpus: Path
    ) -> None:
        file = write(corpus / "a.jsonl", record("a1"))
        ingest(engine, [corpus])
        file.unlink()
        os.mkfifo(file)
        report = ingest(engine, [corpus])
        assert names(engine) == ["a1"]
        assert paths(report.failed) == [str(file)]


class TestNames:
    def test_a_path_that_is_too_long_is_named(self, engine: Engine, corpus: Path) -> None:
        write(corpus / "a.jsonl", record("a1"))
        report = ingest(engine, [corpus, corpus / ("long" * 100)])
        assert names(engine) == ["a1"]
        assert len(report.failed) == 1

    def test_a_path_with_a_zero_does_not_exist(self, engine: Engine) -> None:
        with pytest.raises(UsageError, match="there is no file or folder"):
            ingest(engine, [Path("a\0b")])

    def test_folders_may_be_deeper_than_a_path_can_say(
        self, engine: Engine, corpus: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(corpus / "a.jsonl", record("a1"))
        monkeypatch.chdir(corpus)
        for _ in range(30):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
        Path("deep.jsonl").write_text('{"title": "Deep"}')
        report = ingest(engine, [corpus])
        assert names(engine) == ["a1"]
        assert [problem.reason for problem in report.failed] == ["File name too long"]
        for _ in range(30):  # pytest cannot delete what it cannot name
            Path("deep.jsonl").unlink(missing_ok=True)
            os.chdir("..")
            Path("d" * 200).rmdir()

    def test_line_ends_and_controls_are_letters_like_any(
        self, engine: Engine, corpus: Path
    ) -> None:
        file = write(corpus / "a\n\x1b[31m\x85.jsonl", record("a1"))
        assert ingest(engine, [corpus]).added == 1
        assert source(engine, "a1") == str(file)
