"""Archives: each file in one is read by its own reader."""

from __future__ import annotations

import gzip
import io
import tarfile
from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import ReadError
from leadersearch.model.article import Source
from leadersearch.readers import read_articles_from
from readers.packed import docx, packed, tarred
from readers.samples import FILES

if TYPE_CHECKING:
    from pathlib import Path

    from readers.conftest import Read

NOTE = "# Kind rounds\n\nText.\n"


@pytest.mark.parametrize("name", ["a.zip", "a"])
def test_each_file_is_read_by_its_own_reader(read: Read, name: str) -> None:
    archive = packed(
        {
            "notes/one.md": NOTE,
            "two.ris": FILES["ris"],
            "three.docx": FILES["docx"],
            "x.png": b"\x89PNG",
        }
    )
    assert read(archive, name).titles == ["Kind rounds", "One", "One"]


@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz", "a"])
def test_a_tar_archive_may_be_packed(read: Read, name: str) -> None:
    archive = tarred({"one.md": NOTE.encode(), "two.ris": FILES["ris"]})
    data = gzip.compress(archive) if "z" in name else archive
    assert read(data, name).titles == ["Kind rounds", "One"]


def test_what_is_passed_over_and_what_fails_is_told(read: Read) -> None:
    archive = packed(
        {
            "one.md": NOTE,
            "bad.docx": FILES["docx"][:50],
            "b.bin": b"\0\1",
            "c.xyz": b"\0\1",
            ".d.md": NOTE,
        }
    )
    reading = read(archive, "a.zip")
    assert reading.titles == ["Kind rounds"]
    assert reading.findings[0].startswith("bad.docx: damaged ZIP file")
    assert reading.findings[1:] == ["1 files in it have an unsupported format"]


def test_archives_in_archives_are_passed_over(read: Read) -> None:
    inner = packed({"one.md": NOTE})
    with pytest.raises(ReadError, match="contains no article"):
        read(packed({"inner.zip": inner, "inner": inner}), "a.zip")


def test_names_that_lead_outside_lead_nowhere(
    read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ("../../up.md", "/etc/root.md")
    assert len(read(packed(dict.fromkeys(names, NOTE)), "a.zip").articles) == 2
    assert len(read(tarred(dict.fromkeys(names, NOTE.encode())), "a.tar").articles) == 2
    assert list(tmp_path.iterdir()) == []


def test_links_in_a_tar_archive_are_not_followed(read: Read, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text(NOTE)
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            info = tarfile.TarInfo("one.md")
            info.type, info.linkname = kind, str(secret)
            archive.addfile(info)
    with pytest.raises(ReadError, match="contains no article"):
        read(file.getvalue(), "a.tar")


def test_a_bomb_in_an_archive_costs_the_others_nothing(read: Read) -> None:
    reading = read(packed({"bomb.txt": "a" * 20_000_000, "one.md": NOTE}), "a.zip")
    assert reading.titles == ["Kind rounds"]
    assert "bomb.txt" in reading.findings[0]


def test_packages_of_other_programs_are_no_archives(read: Read) -> None:
    with pytest.raises(ReadError):
        read(packed({"one.md": NOTE}), "a.whl")
    assert read(docx("<w:p><w:r><w:t>Text</w:t></w:r></w:p>"), "a.zip").only.body == "Text"


def test_a_damaged_archive_is_named(read: Read) -> None:
    with pytest.raises(ReadError, match="damaged ZIP file"):
        read(FILES["zip"][:60], "a.zip")
    with pytest.raises(ReadError):
        read(FILES["tar"][:700], "a.tar")


def test_the_source_of_an_article_names_the_file_in_the_archive() -> None:
    two = {"inner/a.ris": FILES["ris"], "b.jsonl": b'{"title": "A"}\n{"title": "B"}\n'}
    for data, name in ((packed(dict(two)), "/a.zip"), (tarred(two), "/a.tar")):
        sources = [article.source for article in read_articles_from(data, name)]
        assert list(map(str, sources)) == [
            f"{name}/inner/a.ris",
            f"{name}/b.jsonl",
            f"{name}/b.jsonl#2",
        ]
        assert sources[2] == Source(name, 2, "b.jsonl")
