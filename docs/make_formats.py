"""Write docs/formats.md from the table of readers and the notes below: python docs/make_formats.py."""

from __future__ import annotations

from pathlib import Path

from leadersearch.collection.ingest.limits import memory_limit, processor_limit
from leadersearch.readers.package import MOST_BYTES, MOST_PARTS
from leadersearch.readers.raw_file import LARGEST_ARTICLE, LARGEST_WHOLE, LONGEST_LINE
from leadersearch.readers.reader import Reader
from leadersearch.readers.registry import READERS
from leadersearch.readers.unpacking import MOST_TIMES

PAGE = Path(__file__).with_name("formats.md")
_MB = 2**20

GROUPS: dict[str, tuple[str, ...]] = {
    "Reference managers": (
        *(
            "zotero",
            "calibre",
            "bibtex",
            "ris",
            "json",
            "yaml",
            "endnote-xml",
            "endnote",
            "refworks",
        ),
        *("zotero-rdf", "opf"),
    ),
    "Databases, journals and libraries": (
        *("nbib", "pubmed-xml", "jats", "tei", "crossref-xml", "ovid", "wos", "wos-tab", "csv"),
        *("mods", "marcxml", "marc"),
    ),
    "Blogs, feeds and web pages": ("wordpress", "feed", "jsonfeed", "html", "mhtml", "listing"),
    "Bookmarks and read-later services": ("bookmarks", "opml"),
    "Notes and documents": (
        *(
            "markdown",
            "marked-text",
            "enex",
            "clippings",
            "text",
            "docx",
            "odt",
            "rtf",
            "epub",
            "pdf",
            "mail",
            "mbox",
        ),
    ),
    "Data": ("jsonl",),
    "Archives": ("zip", "tar"),
}

NOTES: dict[str, tuple[str, str]] = {
    "listing": (
        "titles with the excerpts below them, bylines, dates, categories",
        "menus and pictures; the whole texts, which a listing does not have",
    ),
    "markdown": (
        "front matter; the first heading as title, values and a byline below it; text, footnotes, callouts, tags",
        "pictures, code of MDX and Quarto options, comments, queries of plug-ins, embedded notes",
    ),
    "marked-text": (
        "title, authors, date, keywords, abstract as each form writes them; text without the commonest marks",
        "files that they include, references, drawings",
    ),
    "wordpress": (
        "published posts, and other types whose names say that they are articles; authors, categories and tags",
        "pages, drafts, comments, attachments; their counts are reported",
    ),
    "pubmed-xml": (
        "articles, books and chapters: abstract, MeSH terms, keywords, PMID, PMCID, DOI",
        "affiliations, grants, references",
    ),
    "jats": (
        "title, authors, abstract, full text, keywords, identifiers",
        "references, formulas in TeX, pictures, supplements",
    ),
    "endnote-xml": (
        "records with abstract, keywords, DOI, address; files in the `.Data` folder beside it are their text",
        "groups",
    ),
    "marc": ("as MARCXML, in UTF-8 or MARC-8", "local fields; scripts of MARC-8 other than Latin"),
    "tei": (
        "papers as GROBID reads them, and editions: title, authors, abstract, text, keywords, identifiers",
        "references, notes, formulas",
    ),
    "crossref-xml": (
        "articles, papers, chapters, books, theses, preprints: authors, abstract, dates, DOI",
        "references, funding",
    ),
    "enex": (
        "notes with author, day, tags, address and text",
        "attached files, encrypted text",
    ),
    "opml": (
        "feeds and links with title, description, categories; an outline without links as one text",
        "folders; no feed is fetched",
    ),
    "clippings": ("books with their authors, highlights and notes", "bookmarks, pages, days"),
    "mods": (
        "titles, names, abstract, subjects, dates, identifiers, the journal around an article",
        "holdings, classification",
    ),
    "marcxml": (
        "title, persons and bodies, summary, subjects, dates, ISBN, language",
        "local fields",
    ),
    "zotero-rdf": (
        "items, notes, tags, the journals they refer to, the text of attached files",
        "pictures",
    ),
    "feed": (
        "entries with authors, dates, categories, summary and content; posts of Blogger's export",
        "comments, drafts, recordings; nothing is fetched",
    ),
    "docx": (
        "title, authors, date, keywords (properties and styles), text, tables, notes",
        "deleted text, comments, pictures; `.doc`: save it as `.docx`",
    ),
    "odt": (
        "as Word documents",
        "as Word documents; tables and presentations (`.ods`, `.odp`)",
    ),
    "epub": (
        "title, authors, date, subjects, description, ISBN; all chapters as one text",
        "books with DRM, pictures",
    ),
    "zip": (
        "each file in it, by its own reader",
        "archives in archives, files with a password, `.7z`, `.rar`",
    ),
    "tar": ("each file in it, by its own reader", "links, devices, archives in archives"),
    "rtf": ("properties, text, notes", "pictures, embedded objects, deleted text"),
    "pdf": (
        "title, authors, date and DOI from the properties or the first page; text without running heads",
        "scanned pages (recognise their text first), passwords, notes and forms",
    ),
    "zotero": (
        "items with tags, collections, notes, annotations and the text of attached files, also while Zotero runs",
        "the bin, feeds; see [the tables that are read](internals/libraries.md)",
    ),
    "calibre": (
        "books with tags, comments, series, identifiers, annotations, and the text of one of their files",
        "covers, custom columns; see [the tables that are read](internals/libraries.md)",
    ),
    "mhtml": ("the page, as HTML pages", "pictures, frames"),
    "mail": (
        "subject, sender, day, labels, text (the plain one, if there are two); sent on: those of the first message",
        "attachments; Outlook's `.msg`: save the message as `.eml`",
    ),
    "mbox": ("each message, as mail", "attachments"),
    "opf": ("title, authors, date, tags, comments, ISBN, language", "the book itself"),
    "bookmarks": (
        "title, address, tags, description",
        "folders, icons, the day of saving; addresses that are no web pages",
    ),
    "html": (
        "what a page says of itself (JSON-LD, `citation_*`, Dublin Core, OpenGraph) and the text of its article",
        "menus, comments, scripts; pages that only a script fills",
    ),
    "jsonfeed": ("items with authors, tags, summary and content", "attachments"),
    "jsonl": ("one object a line, as JSON", "lines that are no objects; they are reported"),
    "json": (
        (
            "lists of objects: CSL-JSON, Zotero, Crossref, DataCite, OpenAlex, Europe PMC, Semantic Scholar, Wallabag,"
            " Omnivore, Pinboard, Karakeep, Linkwarden, starred items of feed readers, Mendeley, WordPress, Ghost,"
            " Hypothesis (by page), Google Keep, Roam, Logseq, Simplenote, our own exports"
        ),
        "values whose names nobody knows; drafts, pages, notes in the bin, the day on which a link was saved",
    ),
    "bibtex": (
        "all entries, strings, `crossref`, LaTeX letters and mathematics as text, keywords, identifiers",
        "macros of your own, `@comment`; a file that an entry links to is its text (JabRef, Zotero)",
    ),
    "ris": (
        (
            "records with authors, abstract, keywords, dates, DOI, identifiers in notes; files that `L1` links to are"
            " their text"
        ),
        "citation counts",
    ),
    "nbib": ("abstract, full names, MeSH terms, identifiers; ERIC's exports too", "affiliations"),
    "ovid": (
        "authors without affiliations and degrees, abstract, subject headings, DOI",
        "affiliations, grants, references; kinds of article in titles",
    ),
    "wos": ("full records: authors, abstract, keywords, DOI", "cited references, addresses"),
    "wos-tab": ("as the tagged export", "as the tagged export"),
    "refworks": ("authors, abstract, keywords, dates, DOI", "links to files"),
    "endnote": ("authors, abstract, keywords, dates, DOI", "groups"),
    "yaml": (
        "CSL YAML; `info.yaml` of papis, whose linked files are the text",
        "YAML without titles",
    ),
    "csv": (
        (
            "columns by their names, in any order: Scopus, Embase, Web of Science, PubMed, Cochrane, Lens, Dimensions,"
            " IEEE, EBSCO, Zotero, Rayyan, Covidence, Instapaper, Pocket, Raindrop, Readwise (highlights by book),"
            " Goodreads, Notion"
        ),
        "columns whose names nobody knows; `.xlsx`: save it as CSV",
    ),
    "text": ("the first short line as title, the rest as text", "XML, binary data"),
}

INTRODUCTION = """# Formats

<!-- Written by docs/make_formats.py from the table of readers; a test checks that it is current. -->

`leadersearch index FOLDER` reads every file of these formats, and nothing else. A file is recognised by its first bytes,
whatever its name is; its suffix decides if these leave a choice. Standard input is recognised, too; `--reader NAME` names
its format, by the names below:

```console
$ cat library.bib | leadersearch index - --reader bibtex
articles  3 added
…
```

Of each article are read, as far as a format has them: title, authors, abstract, text, date (as precise as it is
written), journal or blog with volume, issue and pages, address, tags, language, and the identifiers DOI, PMID, PMCID,
arXiv and ISBN. Other fields, such as publishers, are not kept; nor are the pages that a whole book has. Every file may be packed by gzip (`.gz`).

How to get such files out of the programs that you use:

- [reference managers](guides/reference_managers.md): Zotero, EndNote, Mendeley, JabRef and others
- [PubMed](guides/pubmed.md) and [other databases](guides/databases.md): Web of Science, Scopus, Embase, Ovid and others
- [feeds and blogs](guides/feeds.md), WordPress among them
- [bookmarks and read-later services](guides/read_later.md)
- [notes, documents, web pages and mail](guides/notes_and_documents.md): Obsidian, Word, PDF and others
"""
LIMITS = f"""
## Limits

A file beyond a limit is reported by name and reason, and the others are read.

| what | at most |
|---|---|
| processor time for a file | {processor_limit(0)} s, or 5 s for each MB of it |
| memory for a file | {memory_limit(0) // _MB} MB, or eight times its size |
| a file that has to be read as a whole (JSON, BibTeX, feeds, HTML, RTF) or a part of a document | {LARGEST_WHOLE // _MB} MB |
| a text or Markdown file, which is one article | {LARGEST_ARTICLE // _MB} MB |
| a line of a file that is read line by line | {LONGEST_LINE // _MB} MB |
| a PDF | 2,000 pages, and {LARGEST_ARTICLE // _MB} MB of text; the rest is left out, and reported |
| files in a ZIP or tar archive | {MOST_PARTS:,}, of {MOST_BYTES // _MB} MB in all |
| a file packed by gzip | {MOST_TIMES} times its size |

JSON Lines, tables, RIS and the other tagged formats, PubMed XML, MARCXML, WordPress exports and mailboxes are read
record by record: they may be of any size.

Nothing that a file names is opened or fetched: no XML entities, includes, pictures or addresses. The files that entries
of reference managers link to are read only if they lie within the folders that you index.

## Encodings

UTF-8, UTF-16 and UTF-32, and whatever a file declares, are read as such. Other files are guessed over their whole length,
and the guess is reported: `not UTF-8; read as cp1252 (a guess)`. Line ends may be those of any system.

## Not read

Spreadsheets, presentations, `.doc`, `.msg`, `.mobi` and pictures. Files that nobody reads are counted by suffix;
`leadersearch index FOLDER --verbose` names each. Save them in one of the formats above, or [add a reader](contributing/add_a_reader.md).
"""


def page() -> str:
    """The whole page."""
    rows = {reader.name: reader for reader in READERS}
    missing = rows.keys() ^ {name for names in GROUPS.values() for name in names}
    assert not missing, f"say in docs/make_formats.py what is read of {', '.join(sorted(missing))}"
    tables = (_table(title, [rows[name] for name in names]) for title, names in GROUPS.items())
    return INTRODUCTION + "".join(tables) + LIMITS


def _table(title: str, readers: list[Reader]) -> str:
    lines = [f"\n## {title}\n", "| format | files | is read | is not read |", "|---|---|---|---|"]
    for reader in readers:
        read, not_read = NOTES[reader.name]
        suffixes = " ".join(f"`{name}`" for name in reader.files or reader.suffixes)
        lines.append(
            f"| {reader.description} (`{reader.name}`) | {suffixes} | {read} | {not_read} |"
        )
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
