"""Files are left out by options and by files in folders; what the index had of them goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collection.ingest.corpora import Unused, articles, ingest, names, record, write
from leadersearch.engine import Engine
from leadersearch.errors import FilesVanished, UsageError

IGNORE = ".leadersearchignore"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for path in ("a.jsonl", "b.jsonl", "drafts/c.jsonl", "drafts/deep/d.jsonl", "old/e.jsonl"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write(folder / path, record(Path(path).stem))
    return folder


CHOICES = [
    ({}, "abcde"),
    ({"exclude": ["drafts/"]}, "abe"),
    ({"exclude": "drafts/"}, "abe"),
    ({"exclude": ["/drafts/*.jsonl", "[ab].jsonl"]}, "de"),
    ({"exclude": ["*.jsonl", "!a.jsonl"]}, "a"),
    ({"include": ["a.*", "old/"]}, "ae"),
    ({"include": ["drafts/"]}, "cd"),
    ({"include": ["drafts/", "!deep/"]}, "c"),
    ({"include": ["drafts/"], "exclude": ["deep"]}, "c"),
    ({"include": ["*.pdf"]}, ""),
]


@pytest.mark.parametrize(("options", "read"), CHOICES)
def test_options_choose_files(
    engine: Engine, corpus: Path, options: dict[str, Any], read: str
) -> None:
    report = ingest(engine, [corpus], **options)
    assert names(engine) == list(read)
    assert report.files_left_out == len(report.left_out)
    assert bool(report.left_out) == (len(read) < 5)


def test_what_is_left_out_is_named(engine: Engine, corpus: Path) -> None:
    report = ingest(engine, [corpus], exclude=["drafts", "b.*"])
    assert report.left_out == (str(corpus / "b.jsonl"), f"{corpus / 'drafts'}/")


@pytest.mark.parametrize(
    ("files", "read"),
    [
        ({"": "drafts/\n"}, "abe"),
        ({"": "*.jsonl\n!a.jsonl\n"}, "a"),
        ({"drafts": "/c.jsonl\n"}, "abde"),
        ({"": "c.jsonl\nd.jsonl\n", "drafts": "!c.jsonl\n"}, "abce"),
        ({"drafts/deep": "*\r\n"}, "abce"),
        ({"": "# nothing\n\n   \n"}, "abcde"),
        ({"../": "corpus/old/\nb.jsonl\n"}, "acd"),
    ],
)
def test_a_file_in_any_folder_leaves_files_out(
    engine: Engine, corpus: Path, files: dict[str, str], read: str
) -> None:
    for folder, text in files.items():
        (corpus / folder / IGNORE).write_bytes(text.encode())
    ingest(engine, [corpus])
    assert names(engine) == list(read)
    assert not ingest(engine, [corpus], reading=Unused()).has_changed


def test_options_decide_before_files_and_a_place_that_is_named_is_wanted(
    engine: Engine, corpus: Path
) -> None:
    (corpus / IGNORE).write_text("a.jsonl\nold/\ndeep/\n", encoding="utf-8")
    ingest(engine, [corpus], exclude=["!a.jsonl"])
    assert names(engine) == ["a", "b", "c"]
    ingest(engine, [corpus / "old", corpus / "a.jsonl", corpus / "drafts"])
    assert names(engine) == ["a", "b", "c", "e"]


def test_what_the_index_had_of_files_that_are_left_out_now_goes(
    engine: Engine, corpus: Path
) -> None:
    ingest(engine, [corpus])
    (corpus / IGNORE).write_text("*.jsonl\n!a.jsonl\n", encoding="utf-8")
    report = ingest(engine, [corpus], reading=Unused())  # most of all, and yet no drive is missing
    assert names(engine) == ["a"]
    assert (report.removed, report.files_removed) == (4, 0)
    (corpus / IGNORE).unlink()
    assert ingest(engine, [corpus]).added == 4


def test_files_that_are_missing_are_missing_beside_those_left_out(
    engine: Engine, corpus: Path
) -> None:
    ingest(engine, [corpus])
    for name in ("a", "b", "drafts/c"):
        (corpus / f"{name}.jsonl").unlink()
    with pytest.raises(FilesVanished):
        ingest(engine, [corpus], exclude=["old/"])
    assert names(engine) == list("abcde")


def test_links_are_left_out_by_their_names(engine: Engine, corpus: Path) -> None:
    (corpus / "old" / "link.jsonl").symlink_to(write(corpus.parent / "far.jsonl", record("f")))
    assert not ingest(engine, [corpus], exclude=["link.*"], follow_links=True).failed
    assert "f" not in names(engine)
    ingest(engine, [corpus], follow_links=True)
    assert "f" in names(engine)


def test_a_file_of_patterns_that_cannot_be_read_is_named(engine: Engine, corpus: Path) -> None:
    (corpus / IGNORE).symlink_to(corpus / "a.jsonl")
    (problem,) = ingest(engine, [corpus]).failed
    assert problem.path == str(corpus / IGNORE)
    assert "nothing is left out" in problem.reason
    assert names(engine) == list("abcde")


def test_an_attachment_is_left_out_too(engine: Engine, corpus: Path) -> None:
    folder = corpus / "papis"
    folder.mkdir()
    (folder / "info.yaml").write_text(
        "title: Logic and ontology\nauthor: Russell, Bertrand\nyear: 1957\nfiles: [paper.md]\n",
        encoding="utf-8",
    )
    (folder / "paper.md").write_text("# Logic\n\nThe swallows.\n", encoding="utf-8")
    report = ingest(engine, [folder], exclude=["*.md"])
    assert any("left out" in note.reason for note in report.notes)
    ingest(engine, [folder], include=["*.yaml"])  # names what it needs
    (article,) = articles(engine)
    assert "swallows" in article.body


def test_what_is_no_pattern_is_refused(engine: Engine, corpus: Path) -> None:
    with pytest.raises(UsageError, match="exclude must be"):
        ingest(engine, [corpus], exclude=[7])
