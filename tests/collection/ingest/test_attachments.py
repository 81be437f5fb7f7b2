"""A record names a file: its text is the body of that article, and no article of its own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collection.ingest.corpora import articles, ingest, touch
from leadersearch.collection.ingest.attachments import MOST_OWNERS
from leadersearch.engine import Engine
from leadersearch.model.article import Article

TEXT = "Title: no\n\nThe swallows of the second summer.\n"


def papis(
    corpus: Path, name: str = "russell", *, files: str = "[paper.md]", title: str = "Logic"
) -> Path:
    """A document of papis."""
    folder = corpus / name
    folder.mkdir(exist_ok=True)
    info = folder / "info.yaml"
    info.write_text(
        f"title: {title} and ontology\nauthor: Russell, Bertrand\nyear: 1957\nfiles: {files}\n",
        encoding="utf-8",
    )
    return folder


def bibtex(corpus: Path, *fields: str, comment: str = "", name: str = "library.bib") -> Path:
    """A library of JabRef with an entry for each value of `file`."""
    entries = [
        f"@article{{key{number}, title = {{Leading number {number} of all}}, author = {{Smith, Ann}},"
        f" year = {{2019}}, file = {{{field}}}}}\n"
        for number, field in enumerate(fields)
    ]
    path = corpus / name
    path.write_text("\n".join(entries) + comment, encoding="utf-8")
    return path


def only(engine: Engine) -> Article:
    (article,) = articles(engine)
    return article


def state(engine: Engine) -> list[tuple[str, str, str]]:
    return sorted((each.id, each.body, str(each.sources)) for each in articles(engine))


def test_the_file_of_a_record_is_the_body_of_its_article(engine: Engine, corpus: Path) -> None:
    (papis(corpus) / "paper.md").write_text(TEXT, encoding="utf-8")
    report = ingest(engine, [corpus])
    article = only(engine)
    assert (article.title, article.authors) == ("Logic and ontology", ("Bertrand Russell",))
    assert "swallows of the second summer" in article.body
    assert [Path(source.path).name for source in article.sources] == ["info.yaml", "paper.md"]
    assert article.source
    assert Path(article.source.path).name == "info.yaml"
    assert (report.added, report.duplicates, report.merged, report.failed) == (1, 0, (), ())


def test_an_unchanged_library_is_not_opened(engine: Engine, corpus: Path) -> None:
    (papis(corpus) / "paper.md").write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    before = state(engine)
    report = ingest(engine, [corpus])
    assert (report.files_unchanged, report.files_read, report.unchanged) == (2, 0, 1)
    assert state(engine) == before


@pytest.mark.parametrize("first", ["a.md", "zebra.md"])
def test_names_that_come_before_or_after_the_record_make_no_difference(
    engine: Engine, corpus: Path, first: str
) -> None:
    (papis(corpus, files=f"[{first}]") / first).write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    assert "swallows" in only(engine).body


def test_a_changed_record_keeps_the_text_without_reading_it_again(
    engine: Engine, corpus: Path
) -> None:
    (papis(corpus) / "paper.md").write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    info = corpus / "russell" / "info.yaml"
    info.write_text(info.read_text() + "abstract: On what there is.\ndoi: 10.2307/2021897\n")
    touch(info)
    ingest(engine, [corpus])
    article = only(engine)
    assert (article.doi, article.excerpt) == ("10.2307/2021897", "On what there is.")
    assert "swallows" in article.body


def test_a_changed_text_is_read_and_the_record_is_not(engine: Engine, corpus: Path) -> None:
    paper = papis(corpus) / "paper.md"
    paper.write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    paper.write_text("The cranes of autumn.\n", encoding="utf-8")
    touch(paper)
    report = ingest(engine, [corpus])
    assert report.files_read == 1
    assert only(engine).body == "The cranes of autumn."
    assert only(engine).title == "Logic and ontology"


def test_a_text_that_comes_later_joins_its_record(engine: Engine, corpus: Path) -> None:
    folder = papis(corpus)
    report = ingest(engine, [corpus])
    assert [note.reason for note in report.notes] == ["1 attached file is not there: 'paper.md'"]
    assert only(engine).body == ""
    (folder / "paper.md").write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    assert "swallows" in only(engine).body


def test_a_text_that_goes_leaves_its_record(engine: Engine, corpus: Path) -> None:
    paper = papis(corpus) / "paper.md"
    paper.write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    paper.unlink()
    ingest(engine, [corpus])
    article = only(engine)
    assert (article.title, article.body, len(article.sources)) == ("Logic and ontology", "", 1)


def test_a_text_that_is_no_longer_named_is_an_article_again(engine: Engine, corpus: Path) -> None:
    folder = papis(corpus)
    (folder / "paper.md").write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    papis(corpus, files="[]")
    touch(folder / "info.yaml")
    ingest(engine, [corpus])
    named = sorted((each.title, "swallows" in each.body) for each in articles(engine))
    assert named == [("Logic and ontology", False), ("paper", True)]


def test_an_article_becomes_a_text_when_a_record_names_it(engine: Engine, corpus: Path) -> None:
    folder = papis(corpus, files="[]")
    (folder / "paper.md").write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    assert len(articles(engine)) == 2
    papis(corpus)
    touch(folder / "info.yaml")
    ingest(engine, [corpus])
    assert "swallows" in only(engine).body


def test_a_record_that_goes_leaves_its_text_as_an_article(engine: Engine, corpus: Path) -> None:
    folder = papis(corpus)
    (folder / "paper.md").write_text(TEXT, encoding="utf-8")
    papis(corpus, "other", files="[]", title="Other")
    ingest(engine, [corpus])
    (folder / "info.yaml").unlink()
    ingest(engine, [corpus])
    assert sorted(each.title for each in articles(engine)) == ["Other and ontology", "paper"]


def test_any_order_of_runs_gives_the_same_index(
    engine: Engine, corpus: Path, tmp_path: Path
) -> None:
    (papis(corpus) / "paper.md").write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    once = state(engine)
    ingest(engine, [corpus], from_nothing=True)
    ingest(engine, [corpus / "russell" / "paper.md"])
    ingest(engine, [corpus / "russell" / "info.yaml"])
    ingest(engine, [corpus])
    assert state(engine) == once


def test_a_renamed_text_stays_with_its_record(engine: Engine, corpus: Path) -> None:
    folder = papis(corpus)
    (folder / "paper.md").write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    (folder / "paper.md").rename(folder / "other.md")
    papis(corpus, files="[other.md]")
    touch(folder / "info.yaml")
    ingest(engine, [corpus])
    article = only(engine)
    assert "swallows" in article.body
    assert [Path(source.path).name for source in article.sources] == ["info.yaml", "other.md"]


def test_a_library_that_moves_is_the_same(engine: Engine, corpus: Path) -> None:
    (papis(corpus) / "paper.md").write_text(TEXT, encoding="utf-8")
    ingest(engine, [corpus])
    (corpus / "russell").rename(corpus / "bertrand")
    ingest(engine, [corpus])
    article = only(engine)
    assert "swallows" in article.body
    assert {Path(source.path).parent.name for source in article.sources} == {"bertrand"}


def test_several_texts_follow_each_other_as_they_are_named(engine: Engine, corpus: Path) -> None:
    folder = papis(corpus, files="[b.md, a.md]")
    (folder / "a.md").write_text("The appendix.\n", encoding="utf-8")
    (folder / "b.md").write_text("The paper.\n", encoding="utf-8")
    ingest(engine, [corpus])
    assert only(engine).body == "The paper.\n\nThe appendix."


def test_a_text_of_several_records_belongs_to_each(engine: Engine, corpus: Path) -> None:
    (corpus / "book.txt").write_text(TEXT, encoding="utf-8")
    bibtex(corpus, ":book.txt:TXT", ":book.txt:TXT")
    ingest(engine, [corpus])
    assert [("swallows" in each.body) for each in articles(engine)] == [True, True]


def test_a_text_of_very_many_records_belongs_to_some(engine: Engine, corpus: Path) -> None:
    (corpus / "book.txt").write_text(TEXT, encoding="utf-8")
    bibtex(corpus, *[":book.txt:TXT"] * (MOST_OWNERS + 5))
    report = ingest(engine, [corpus])
    bodies = ["swallows" in each.body for each in articles(engine)]
    assert (bodies.count(True), bodies.count(False)) == (MOST_OWNERS, 5)
    assert any("named by 25 records" in note.reason for note in report.notes)


def test_a_table_is_a_text_of_its_record_too(engine: Engine, corpus: Path) -> None:
    folder = papis(corpus, files="[data.csv]")
    (folder / "data.csv").write_text("title,abstract\nOne,Swallows\nTwo,Cranes\n", encoding="utf-8")
    ingest(engine, [corpus])
    assert "Swallows" in only(engine).body
    assert "Cranes" in only(engine).body


def test_a_list_of_references_is_nobodys_text(engine: Engine, corpus: Path) -> None:
    papis(corpus, files="[../library.bib]")
    bibtex(corpus, "")
    report = ingest(engine, [corpus])
    assert len(articles(engine)) == 2
    assert ["no format" in note.reason or "list" in note.reason for note in report.notes] == [True]


def test_what_the_record_does_not_know_is_taken_from_its_text(engine: Engine, corpus: Path) -> None:
    folder = corpus / "page"
    folder.mkdir()
    (folder / "info.yaml").write_text("title: A page\nfiles: [page.md]\n", encoding="utf-8")
    (folder / "page.md").write_text(
        "---\ntitle: Another\nauthor: Ann Smith\ndate: 2019-05-17\n---\nText.\n", encoding="utf-8"
    )
    ingest(engine, [corpus])
    article = only(engine)
    assert (article.title, article.authors, str(article.date)) == (
        "A page",
        ("Ann Smith",),
        "2019-05-17",
    )


@pytest.mark.parametrize(
    "written",
    [
        ":texts/a;b\\:c.txt:TXT".replace(";", "\\;"),
        "Full Text:texts/a\\;b\\:c.txt:text/plain;Snapshot:missing.html:text/html",
        ":a\\;b\\:c.txt:TXT",  # in the folder that JabRef looks in
    ],
)
def test_files_of_jabref_are_texts(engine: Engine, corpus: Path, written: str) -> None:
    (corpus / "texts").mkdir()
    (corpus / "texts" / "a;b:c.txt").write_text(TEXT, encoding="utf-8")
    bibtex(corpus, written, comment="@Comment{jabref-meta: fileDirectory:texts;}\n")
    ingest(engine, [corpus])
    assert "swallows" in only(engine).body


RIS = "TY  - JOUR\nTI  - A title\nAU  - Smith, Ann\nPY  - 2019\nUR  - https://example.org/a\nL1  - {}\nER  - \n"
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#" xmlns:link="http://purl.org/rss/1.0/modules/link/">
<bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType><dc:title>A title</dc:title>
<link:link rdf:resource="#item_2"/></bib:Article>
<z:Attachment rdf:about="#item_2"><z:itemType>attachment</z:itemType><z:path rdf:resource="{}"/></z:Attachment></rdf:RDF>
"""


@pytest.mark.parametrize(
    ("name", "export", "link"),
    [
        ("export.ris", RIS, "files/12/a b.txt"),
        ("export.ris", RIS, "https://example.org/a.pdf;files/12/a b.txt"),
        ("export.ris", RIS, "file://{}/files/12/a%20b.txt"),
        ("export.rdf", RDF, "files/12/a b.txt"),
    ],
)
def test_files_of_an_export_are_texts(
    engine: Engine, corpus: Path, name: str, export: str, link: str
) -> None:
    (corpus / "files" / "12").mkdir(parents=True)
    (corpus / "files" / "12" / "a b.txt").write_text(TEXT, encoding="utf-8")
    (corpus / name).write_text(export.format(link.format(corpus)), encoding="utf-8")
    ingest(engine, [corpus])
    assert "swallows" in only(engine).body


@pytest.mark.parametrize("name", ["table.csv", "list.json", "records.txt"])
def test_other_files_name_none(engine: Engine, corpus: Path, name: str) -> None:
    (corpus / "book.txt").write_text(TEXT, encoding="utf-8")
    texts = {
        "table.csv": "title,attachment,attachments,file\nA title,book.txt,book.txt,book.txt\n",
        "list.json": '[{"title": "A title", "attachment": "book.txt", "attachments": ["book.txt"]}]',
        "records.txt": RIS.format("book.txt"),
    }
    (corpus / name).write_text(texts[name], encoding="utf-8")
    ingest(engine, [corpus])
    assert min(each.title for each in articles(engine)) == "A title"
    assert len(articles(engine)) == 2


def test_the_files_of_a_library_that_is_named_alone_are_read(engine: Engine, corpus: Path) -> None:
    (corpus / "book.txt").write_text(TEXT, encoding="utf-8")
    library = bibtex(corpus, ":book.txt:TXT")
    ingest(engine, [library])
    assert "swallows" in only(engine).body
    report = ingest(engine, [library])
    assert (report.files_read, report.files_unchanged, report.unchanged) == (0, 2, 1)
    library.write_text(library.read_text().replace(":book.txt:TXT", ""))
    touch(library)
    ingest(engine, [library])
    assert only(engine).body == ""


def test_a_file_outside_is_read_only_where_links_are_followed(
    engine: Engine, corpus: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text(TEXT, encoding="utf-8")
    bibtex(corpus, f":{outside}:TXT", ":../secret.txt:TXT")
    report = ingest(engine, [corpus])
    assert {each.body for each in articles(engine)} == {""}
    (reason,) = [problem.reason for problem in report.passed_over]
    assert reason.startswith("2 attached files are outside the given paths")
    assert reason.endswith("index their folder too, or add --follow-links")
    ingest(engine, [corpus], follow_links=True)
    assert all("swallows" in each.body for each in articles(engine))


def test_a_file_in_another_given_folder_is_found(
    engine: Engine, corpus: Path, tmp_path: Path
) -> None:
    papers = tmp_path / "papers"
    (papers / "2019").mkdir(parents=True)
    (papers / "2019" / "a.txt").write_text(TEXT, encoding="utf-8")
    bibtex(corpus, ":2019/a.txt:TXT")
    ingest(engine, [corpus, papers])
    assert "swallows" in only(engine).body
    library = bibtex(corpus, ":2019/a.txt:TXT", comment="% a remark\n")
    touch(library)
    ingest(engine, [corpus])
    assert "swallows" in only(engine).body


def test_a_link_that_leads_out_is_no_way_around(
    engine: Engine, corpus: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    (corpus / "inside.txt").symlink_to(tmp_path / "secret.txt")
    bibtex(corpus, ":inside.txt:TXT")
    ingest(engine, [corpus])
    assert only(engine).body == ""


def test_a_hidden_file_is_not_read(engine: Engine, corpus: Path) -> None:
    (corpus / ".keys").mkdir()
    (corpus / ".keys" / "secret.txt").write_text(TEXT, encoding="utf-8")
    (corpus / ".secret.txt").write_text(TEXT, encoding="utf-8")
    library = bibtex(corpus, ":.keys/secret.txt:TXT", ":.secret.txt:TXT")
    report = ingest(engine, [library])
    assert {each.body for each in articles(engine)} == {""}
    (reason,) = [note.reason for note in report.notes]
    assert reason.startswith("2 attached files are hidden: ")


def test_no_more_files_are_looked_for_than_a_library_has(
    engine: Engine, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leadersearch.collection.ingest.attachments.MOST_NAMED", 1)
    for name in ("a.txt", "b.txt"):
        (corpus / name).write_text(TEXT, encoding="utf-8")
    library = bibtex(corpus, ":a.txt:TXT", ":b.txt:TXT")
    report = ingest(engine, [library])
    assert sorted(bool(each.body) for each in articles(engine)) == [False, True]
    assert [note.reason.partition(":")[0] for note in report.notes] == [
        "1 attached file is left out, since so many are named"
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_there(engine: Engine, corpus: Path) -> None:
    os.mkfifo(corpus / "pipe.txt")
    bibtex(corpus, ":pipe.txt:TXT", ":/dev/zero:TXT")
    report = ingest(engine, [corpus])
    assert len(articles(engine)) == 2
    assert any("not there" in note.reason for note in report.notes)


def test_names_that_are_no_paths_do_no_harm(engine: Engine, corpus: Path) -> None:
    papis(corpus, files='["", "a\\0b", "../../../../..", "' + "x/" * 5000 + '", 7, null]')
    report = ingest(engine, [corpus])
    assert len(articles(engine)) == 1
    assert not report.failed


def test_a_text_that_cannot_be_read_is_named_and_its_record_stays(
    engine: Engine, corpus: Path
) -> None:
    (papis(corpus, files="[paper.pdf]") / "paper.pdf").write_bytes(b"%PDF-1.4 cut short")
    report = ingest(engine, [corpus])
    assert only(engine).title == "Logic and ontology"
    assert [Path(problem.path).name for problem in report.failed] == ["paper.pdf"]
