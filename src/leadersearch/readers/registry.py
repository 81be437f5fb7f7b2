"""The formats, one row each: a new format is a module with `read` and a row here.

Longer than 300 lines: it is the table, and a row has its lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from leadersearch.readers import sniffing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: `sniff` judges the first characters of a file, `read` yields its articles.

    `is_plain`: nothing else begins so, and the suffix may be any. A format that is no text has a
    `magic`, which judges the first bytes. `names_files`: its records may name files with the text
    of their articles (see `describe.attachments`). `files`, if any: names of files end so, and the
    suffix alone is not enough.
    """

    name: str
    suffixes: tuple[str, ...]
    description: str
    sniff: Callable[[str], bool]
    read: Callable[[RawFile], Iterator[Article]]
    is_plain: bool = False
    magic: Callable[[bytes], bool] | None = None
    names_files: bool = False
    files: tuple[str, ...] = ()


def _in_module(
    name: str, function: str = "read", *, package: str = "leadersearch.readers.formats"
) -> Callable[[RawFile], Iterator[Article]]:
    """A function of a module that is imported at the first call: parsers are slow to import."""

    def read(file: RawFile) -> Iterator[Article]:
        module = import_module(f"{package}.{name}")
        articles: Iterator[Article] = getattr(module, function)(file)
        return articles

    return read


def _sniff_listing(head: str) -> bool:
    from leadersearch.readers.formats.listing import sniff

    return sniff(head)


# Of the readers that share a suffix the first that recognises the content reads the file, else
# the last; so the particular comes before the general.
READERS: tuple[Reader, ...] = (
    Reader(
        "listing",
        (".txt", ".text"),
        "listing page of a blog, copied as text",
        _sniff_listing,
        _in_module("listing"),
    ),
    Reader(
        "markdown",
        (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd", ".txt"),
        "Markdown, with YAML, TOML or JSON front matter or without",
        sniffing.has_front_matter,
        _in_module("markdown"),
    ),
    Reader(
        "wordpress",
        (".xml", ".wxr"),
        "WordPress export (WXR)",
        sniffing.is_wordpress,
        _in_module("wordpress"),
        is_plain=True,
    ),
    Reader(
        "pubmed-xml",
        (".xml",),
        "PubMed XML",
        sniffing.is_pubmed_xml,
        _in_module("pubmed_xml"),
        is_plain=True,
    ),
    Reader(
        "jats",
        (".nxml", ".xml"),
        "JATS, the XML of journals and PubMed Central",
        sniffing.is_jats,
        _in_module("jats"),
        is_plain=True,
    ),
    Reader(
        "endnote-xml",
        (".xml",),
        "EndNote XML",
        sniffing.is_endnote_xml,
        _in_module("endnote_xml"),
        is_plain=True,
    ),
    Reader(
        "mods",
        (".mods", ".xml"),
        "MODS, from libraries and reference managers",
        sniffing.is_mods,
        _in_module("mods"),
        is_plain=True,
    ),
    Reader(
        "marcxml",
        (".marcxml", ".xml"),
        "MARCXML, from library catalogues",
        sniffing.is_marc_xml,
        _in_module("marc_xml"),
        is_plain=True,
    ),
    Reader(
        "zotero-rdf",
        (".rdf", ".xml"),
        "Zotero RDF",
        sniffing.is_zotero_rdf,
        _in_module("zotero_rdf"),
        is_plain=True,
        names_files=True,
    ),
    Reader(
        "feed",
        (".rss", ".atom", ".rdf", ".feed", ".xml"),
        "RSS, RDF or Atom feed",
        sniffing.is_feed,
        _in_module("feed"),
        is_plain=True,
    ),
    Reader(
        "docx",
        (".docx", ".docm", ".dotx"),
        "Word document",
        sniffing.is_no_text,
        _in_module("docx"),
        is_plain=True,
        magic=sniffing.is_docx,
    ),
    Reader(
        "odt",
        (".odt", ".ott"),
        "OpenDocument text",
        sniffing.is_no_text,
        _in_module("odt"),
        is_plain=True,
        magic=sniffing.is_odt,
    ),
    Reader(
        "epub",
        (".epub",),
        "EPUB, one article a book",
        sniffing.is_no_text,
        _in_module("epub"),
        is_plain=True,
        magic=sniffing.is_epub,
    ),
    Reader(
        "zip",
        (".zip",),
        "ZIP archive of files of any of these formats",
        sniffing.is_no_text,
        _in_module("archives", "read_zip", package="leadersearch.readers"),
        magic=sniffing.is_zip,
    ),
    Reader(
        "tar",
        (".tar", ".tgz"),
        "tar archive of files of any of these formats, packed by gzip or not",
        sniffing.is_no_text,
        _in_module("archives", "read_tar", package="leadersearch.readers"),
        magic=sniffing.is_tar,
    ),
    Reader(
        "rtf",
        (".rtf",),
        "Rich Text Format (RTF)",
        sniffing.is_no_text,
        _in_module("rtf"),
        is_plain=True,
        magic=sniffing.is_rtf,
    ),
    Reader(
        "pdf",
        (".pdf",),
        "PDF (needs the pdf extra)",
        sniffing.is_no_text,
        _in_module("pdf"),
        is_plain=True,
        magic=sniffing.is_pdf,
    ),
    Reader(
        "zotero",
        (".sqlite",),
        "library of Zotero: its data folder, or the database in it",
        sniffing.is_no_text,
        _in_module("zotero", package="leadersearch.readers.libraries"),
        magic=sniffing.is_sqlite,
        names_files=True,
        files=("zotero.sqlite",),
    ),
    Reader(
        "calibre",
        (".db",),
        "library of Calibre: its folder, or the database in it",
        sniffing.is_no_text,
        _in_module("calibre", package="leadersearch.readers.libraries"),
        magic=sniffing.is_sqlite,
        names_files=True,
        files=("metadata.db",),
    ),
    Reader(
        "mhtml",
        (".mhtml", ".mht"),
        "web page saved as MHTML (needs the html extra)",
        sniffing.is_mhtml,
        _in_module("mhtml"),
        is_plain=True,
    ),
    Reader(
        "mail",
        (".eml", ".emlx"),
        "mail, one message a file",
        sniffing.is_message,
        _in_module("mail", "read_message"),
        is_plain=True,
    ),
    Reader(
        "mbox",
        (".mbox", ".mbx", ".txt"),
        "mailbox of many messages (mbox)",
        sniffing.is_mailbox,
        _in_module("mail", "read_mailbox"),
        is_plain=True,
    ),
    Reader(
        "opf",
        (".opf",),
        "OPF, Calibre's description of a book",
        sniffing.is_opf,
        _in_module("opf"),
        is_plain=True,
    ),
    Reader(
        "bookmarks",
        (".html", ".htm"),
        "bookmarks of a browser or a read-later service",
        sniffing.is_bookmarks,
        _in_module("bookmarks"),
        is_plain=True,
    ),
    Reader(
        "html",
        (".html", ".htm", ".xhtml"),
        "saved web page (needs the html extra)",
        sniffing.is_html,
        _in_module("web_page"),
        is_plain=True,
    ),
    Reader(
        "jsonfeed",
        (".json",),
        "JSON Feed",
        sniffing.is_json_feed,
        _in_module("json_feed"),
        is_plain=True,
    ),
    Reader(
        "jsonl",
        (".jsonl", ".ndjson", ".jsonlines", ".json"),
        "JSON Lines, one article a line",
        sniffing.is_json_lines,
        _in_module("json_lines"),
        is_plain=True,
    ),
    Reader(
        "json",
        (".json",),
        "JSON: a list of articles, an object that holds one, or one article; CSL-JSON too",
        sniffing.is_json,
        _in_module("json_file"),
        is_plain=True,
    ),
    Reader(
        "bibtex",
        (".bib", ".bibtex", ".txt"),
        "BibTeX or BibLaTeX",
        sniffing.is_bibtex,
        _in_module("bibtex"),
        is_plain=True,
        names_files=True,
    ),
    Reader(
        "ris",
        (".ris", ".txt"),
        "RIS, from reference managers and databases",
        sniffing.is_ris,
        _in_module("tagged", "read_ris"),
        is_plain=True,
        names_files=True,
    ),
    Reader(
        "nbib",
        (".nbib", ".medline", ".txt"),
        "PubMed or MEDLINE export (nbib)",
        sniffing.is_nbib,
        _in_module("tagged", "read_nbib"),
        is_plain=True,
    ),
    Reader(
        "ovid",
        (".ovd", ".txt"),
        "Ovid export",
        sniffing.is_ovid,
        _in_module("tagged", "read_ovid"),
        is_plain=True,
    ),
    Reader(
        "wos",
        (".ciw", ".isi", ".txt"),
        "Web of Science export, tagged",
        sniffing.is_wos,
        _in_module("tagged", "read_wos"),
        is_plain=True,
    ),
    Reader(
        "wos-tab",
        (".txt", ".tsv", ".tab"),
        "Web of Science export, tab-delimited",
        sniffing.is_wos_table,
        _in_module("delimited", "read_wos_table"),
        is_plain=True,
    ),
    Reader(
        "refworks",
        (".txt",),
        "RefWorks export, tagged",
        sniffing.is_refworks,
        _in_module("tagged", "read_refworks"),
        is_plain=True,
    ),
    Reader(
        "endnote",
        (".enw", ".refer", ".txt"),
        "EndNote export, tagged (refer)",
        sniffing.is_endnote,
        _in_module("tagged", "read_endnote"),
        is_plain=True,
    ),
    Reader(
        "yaml",
        (".yaml", ".yml"),
        "YAML: CSL references, or a record of papis",
        sniffing.is_yaml_of_articles,
        _in_module("yaml_file"),
        names_files=True,
    ),
    Reader(
        "csv",
        (".csv", ".tsv", ".tab"),
        "table with a header row, any delimiter",
        sniffing.is_table,
        _in_module("delimited"),
    ),
    Reader(
        "text",
        (".txt", ".text"),
        "plain text, one article a file",
        sniffing.is_text,
        _in_module("plain"),
    ),
)
