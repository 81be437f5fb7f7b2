"""The field `file` of BibTeX, as JabRef, Zotero and Mendeley write it."""

from __future__ import annotations

import pytest

from leadersearch.readers.describe.linked_files import directories_in, linked_files


@pytest.mark.parametrize(
    ("field", "paths"),
    [
        ("", []),
        ("Desc:File.PDF:PDF", ["File.PDF"]),
        (":ahp.pdf:PDF", ["ahp.pdf"]),
        ("ahp.pdf", ["ahp.pdf"]),
        ("ahp.pdf;other.pdf", ["ahp.pdf", "other.pdf"]),
        (":ahp.pdf", ["ahp.pdf"]),
        ("ahp.pdf::", ["ahp.pdf"]),
        ("::ahp.pdf", ["ahp.pdf"]),
        ("/home/ann/a b.pdf", ["/home/ann/a b.pdf"]),
        ("A\\:\\; note:a\\;b\\:c.pdf:PDF", ["a;b:c.pdf"]),
        ("one&#44;two:a&#44;b.pdf:PDF", ["a&#44;b.pdf"]),
        ("R&D:a&b.pdf:PDF;:c.pdf:PDF", ["a&b.pdf", "c.pdf"]),
        ("Text:a.pdf:PDF:https\\://arxiv.org/pdf/1109.0517:more", ["a.pdf"]),
        ("desc:C\\:\\\\test\\\\a.pdf:PDF", ["C:\\test\\a.pdf"]),
        ("desc:C:\\test\\a.pdf:PDF", ["C:\\test\\a.pdf"]),
        (":C$\\backslash$:/Users/ann/a.pdf:pdf", ["C:/Users/ann/a.pdf"]),
        (":home/ann/a.pdf:pdf", ["/home/ann/a.pdf\nhome/ann/a.pdf"]),
        (":http\\://arxiv.org/pdf/2010.08497v1:PDF", []),
        ("https://books.google.de/", []),
        (":www.yahoo.com/a.htm:URL", []),
        ("Full Text PDF:files/12/a.pdf:application/pdf", ["files/12/a.pdf"]),
        ("ends with a backslash\\", ["ends with a backslash\\"]),
    ],
)
def test_the_path_of_each_link_is_read(field: str, paths: list[str]) -> None:
    assert list(linked_files(field)) == paths


def test_a_file_is_looked_for_in_the_folders_that_the_library_names() -> None:
    comments = [
        "jabref-meta: fileDirectory:papers;",
        "jabref-meta: fileDirectory-ann-laptop:/home/ann/papers/;\n",
        "jabref-meta: fileDirectoryLatex-ann-laptop:/home/ann/tex;",
        "jabref-meta: databaseType:bibtex;",
        "a remark",
    ]
    directories = directories_in(comments)
    assert directories == ["papers", "/home/ann/papers/"]
    assert list(linked_files(":a.pdf:PDF", directories)) == [
        "papers/a.pdf\n/home/ann/papers/a.pdf\na.pdf"
    ]
