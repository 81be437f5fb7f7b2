"""Which format the first characters of a file are; cheap, and without any parser.

Longer than 300 lines: every format has its pattern and its line here, in one place.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from leadersearch.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

_FRONT_MATTER = re.compile(
    r"\s*(?:---[ \t]*\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
    r"|\+\+\+[ \t]*\r?\n(?:.*\n)*?\+\+\+[ \t]*(?:\r?\n|\Z))"
)
_FEED = re.compile(r"<(?:\w+:)?(?:rss|rdf:RDF|RDF|feed|channel)[\s>]", re.IGNORECASE)
_WORDPRESS = re.compile(
    r"<wp:(?:wxr_version|post_type|author)|wordpress\.org/export/", re.IGNORECASE
)
_JSON_FEED = re.compile(
    r"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org", re.IGNORECASE
)
_BIBTEX = re.compile(
    r"^[ \t]*@[A-Za-z]{3,20}\s{0,9}\{[^\s{},=]{1,200}\s{0,9},\s{0,99}[\w-]{1,40}\s{0,9}=",
    re.MULTILINE,
)
_RIS = re.compile(r"^TY {1,2}- ?[A-Z]{3,8}\s", re.MULTILINE)
_NBIB = re.compile(r"\s{0,99}(?:PMID- ?\d|OWN {0,2}- ERIC\s)")
_OVID = re.compile(r"\s{0,99}<\d{1,9}\. ?>\s{1,9}[A-Z]{2} {1,2}- ")
_REFWORKS = re.compile(
    r"^(?:RT [A-Z][A-Za-z ,/-]{2,40}\r?\n[A-Z][A-Z0-9] |Refworks Export Tagged)", re.MULTILINE
)
_BOOKMARKS = re.compile(
    r"\s{0,99}<!DOCTYPE NETSCAPE-Bookmark|\s{0,99}<!DOCTYPE html>(?:(?!<body)[\s\S]){0,600}<title>(?:Pocket|Instapaper:) Export</title>",
    re.IGNORECASE,
)
_YAML_ARTICLES = re.compile(r"^(?:references:[ \t]*$|title:[ \t]*\S|- id:[ \t]*\S)", re.MULTILINE)
_WOS = re.compile(
    r"\s{0,99}(?:FN [^\n]{1,200}\r?\n(?:VR[^\n]{0,40}\r?\n)?\s{0,99})?PT [A-Z]\s{0,9}\r?\n[A-Z][A-Z0-9] "
)
_REFER = re.compile(
    r"\s{0,99}%[0A-Z!@] [^\n]{1,300}\r?\n(?:[^%\n][^\n]{0,300}\r?\n)?\s{0,9}%[0-9A-Z!@+>] ?"
)
_FIRST_ELEMENT = re.compile(
    r"\s*+(?:<\?[^>]*+>\s*+|<!--(?:[^-]++|-(?!->))*+-->\s*+|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\]\s*+)?>\s*+)*+"
)
_JATS = re.compile(r"<(?:front|front-stub|processing-meta|pmc-articleset)[\s>]|JATS|NLM//DTD")
_MARC = re.compile(r"<(?:[\w.-]{1,40}:)?(?:leader|datafield|controlfield)[\s>]|MARC21/slim")
_BINARY_MARC = re.compile(
    rb"\s{0,9}[0-9]{5}[ -~]{5}[0-9 ]{2}[0-9]{5}[ -~]{3}45..[0-9]{12}", re.DOTALL
)
_LATEX = re.compile(r"(?:\s*+(?:%[^\n]*+\n)?+)*+\\documentclass[\[{]")
_CLIPPING = re.compile(r"\ufeff?[^\n]{1,500}\n- [^\n]{1,300}\d[^\n]{0,300}\n\s{0,9}\n")
_ENDNOTE = re.compile(r"<(?:ref-type|source-app|rec-number|contributors|titles)[\s>]")
_HTML = re.compile(
    r"\s*+(?:<!--(?:[^-]++|-(?!->))*+-->\s*+)*+(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE
)
_HEADER_BEGINS = re.compile(r"[A-Za-z][\w-]{0,60}:")
_COUNT = re.compile(r"\A\d{1,12}\s{0,20}\n")  # of the bytes of a message, in files of Apple Mail
_OF_MAIL = re.compile(
    r"^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To|X-Mailer):",
    re.IGNORECASE | re.MULTILINE,
)
_FROM_AND_OTHERS = re.compile(r"^(?:Subject|Date|To):", re.IGNORECASE | re.MULTILINE)
_RELATED = re.compile(r"^Content-Type:\s{0,9}multipart/related", re.IGNORECASE | re.MULTILINE)
_SAVED = re.compile(
    r"^(?:From: *\"?<?Saved by|Snapshot-Content-Location:)", re.IGNORECASE | re.MULTILINE
)
_RECIPIENT = re.compile(r"^(?:To|Received|Delivered-To):", re.IGNORECASE | re.MULTILINE)
_MAILBOX = re.compile(r"From [^\n]{1,300} \d{4}[^\n]{0,40}\r?\n[A-Za-z][\w-]{0,60}:", re.ASCII)
_BINARY = (
    ("PK\x03\x04", "a ZIP archive (or an Office file or an EPUB)"),
    ("\ufffdPNG", "a PNG image"),
    ("GIF8", "a GIF image"),
    ("BZh", "compressed with bzip2; decompress it first"),
    ("\ufffd7zXZ", "compressed with xz; decompress it first"),
    ("SQLite format 3\0", "a SQLite database"),
    ("\ufffd\ufffd\x11\u0871\x1a\ufffd", "an old Word or Excel file"),
)


def check_is_text(head: str) -> None:
    """Raise ReadError where the first characters are those of no text."""
    for magic, kind in _BINARY:
        if head.startswith(magic):
            raise ReadError(f"not text but {kind}")
    odd = sum(1 for character in head if character < " " and character not in "\t\n\r\f\x1b\x0b")
    if "\0" in head or odd * 20 > len(head) > 0:
        raise ReadError("not text but binary data")


def has_front_matter(head: str) -> bool:
    """Whether the text begins with a block between `---` or `+++` lines, or with a JSON object."""
    return bool(_FRONT_MATTER.match(head)) or _has_json_front_matter(head)


def _has_json_front_matter(head: str) -> bool:
    if not head.startswith("{"):
        return False
    try:
        _, end = json.JSONDecoder().raw_decode(head)
    except (ValueError, RecursionError):
        return False
    following = head[end:].strip()
    return bool(following) and following[0] not in "{["


def is_feed(head: str) -> bool:
    """Whether RSS, RDF or Atom begins here, well-formed or not."""
    return head.lstrip().startswith("<") and not _HTML.match(head) and bool(_FEED.search(head))


def is_wordpress(head: str) -> bool:
    """Whether a WordPress export begins here."""
    return head.lstrip().startswith("<") and bool(_WORDPRESS.search(head))


def _root(*names: str) -> re.Pattern[str]:
    """The pattern of a tag of any of some local names."""
    return re.compile(rf"<(?:[\w.-]{{1,40}}:)?(?:{'|'.join(names)})[\s>/]")


def _has_root(*names: str) -> Callable[[str], bool]:
    """Whether XML begins here whose first element has one of some local names."""
    pattern = _root(*names)

    def has_root(head: str) -> bool:
        first = _FIRST_ELEMENT.match(head)
        return bool(first and pattern.match(head, first.end()))

    return has_root


is_pubmed_xml = _has_root(
    *("PubmedArticleSet", "PubmedBookArticleSet", "PubmedArticle", "PubmedBookArticle"),
    "MedlineCitationSet",
)
_is_article = _has_root("article", "pmc-articleset")
is_opf = _has_root("package")
is_enex = _has_root("en-export")
is_opml = _has_root("opml")
is_tei = _has_root("TEI", "TEI.2", "teiCorpus")
is_crossref_xml = _has_root("crossref_result", "doi_records", "doi_record", "crossref", "doi_batch")
is_mods = _has_root("modsCollection", "mods")
_is_marc_root = _has_root("collection", "record", "searchRetrieveResponse", "OAI-PMH")
_is_rdf = _has_root("RDF")
_is_endnote_root = _has_root("xml", "records")


def is_jats(head: str) -> bool:
    """Whether a JATS article begins here, which has a front, as other articles have not."""
    return _is_article(head) and bool(_JATS.search(head))


def is_marc_xml(head: str) -> bool:
    """Whether MARCXML begins here."""
    return _is_marc_root(head) and bool(_MARC.search(head))


def is_zotero_rdf(head: str) -> bool:
    """Whether a library begins here that Zotero, or a program like it, wrote as RDF."""
    return _is_rdf(head) and "http://purl.org/net/biblio#" in head


def is_endnote_xml(head: str) -> bool:
    """Whether an EndNote library begins here."""
    return _is_endnote_root(head) and bool(_ENDNOTE.search(head))


def is_json_feed(head: str) -> bool:
    """Whether a JSON Feed begins here."""
    return head.lstrip().startswith("{") and bool(_JSON_FEED.search(head))


def is_json(head: str) -> bool:
    """Whether JSON begins here that holds objects."""
    return bool(re.match(r"\s*(?:\[\s*\{|\[\s*\]|\{\s*\"|\{\s*\})", head))


def is_json_lines(head: str) -> bool:
    """Whether the first line is a whole JSON object and another line follows."""
    first, ended, rest = head.lstrip().partition("\n")
    if not first.startswith("{") or not ended:
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return rest.lstrip().startswith("{")


def is_bookmarks(head: str) -> bool:
    """Whether bookmarks begin here, or a list of links that Pocket or Instapaper wrote."""
    return bool(_BOOKMARKS.match(head))


def is_yaml_of_articles(head: str) -> bool:
    """Whether YAML begins here that has references, or a title."""
    return bool(_YAML_ARTICLES.search(head)) and not head.lstrip().startswith(("{", "[", "<"))


def is_html(head: str) -> bool:
    """Whether an HTML page begins here."""
    return bool(_HTML.match(head))


def is_bibtex(head: str) -> bool:
    """Whether a BibTeX entry begins here, below comments at most."""
    return bool(_BIBTEX.search(head))


def is_ris(head: str) -> bool:
    """Whether there is the first line of a RIS record."""
    return bool(_RIS.search(head))


def is_nbib(head: str) -> bool:
    """Whether a PubMed record begins here."""
    return bool(_NBIB.match(head))


def is_ovid(head: str) -> bool:
    """Whether an Ovid record begins here: a number in angle brackets above tagged lines."""
    return bool(_OVID.match(head))


def is_refworks(head: str) -> bool:
    """Whether a tagged RefWorks export begins here."""
    return bool(_REFWORKS.search(head))


def is_wos(head: str) -> bool:
    """Whether a tagged Web of Science export begins here."""
    return bool(_WOS.match(head))


def is_wos_table(head: str) -> bool:
    """Whether a tab-delimited Web of Science export begins here."""
    codes = set(head.partition("\n")[0].rstrip("\r").lstrip("\ufeff").split("\t"))
    return {"PT", "AU", "TI"} <= codes


def is_endnote(head: str) -> bool:
    """Whether a tagged EndNote export begins here."""
    return bool(_REFER.match(head))


def is_table(head: str) -> bool:
    """Whether the first line is a header row that names a title, an abstract or a text."""
    from leadersearch.readers.formats.delimited import is_header

    return is_header(head.lstrip().partition("\n")[0])


def is_text(head: str) -> bool:
    """Whether there is any text: the format of last resort."""
    return bool(head.strip())


def is_latex(head: str) -> bool:
    """Whether a document of LaTeX begins here, below comments at most."""
    return bool(_LATEX.match(head))


def is_clippings(head: str) -> bool:
    """Whether clippings of a Kindle begin here: a book, where something was marked, and a rule."""
    return bool(_CLIPPING.match(head)) and "\n==========" in head


def is_message(head: str) -> bool:
    """Whether a message begins here: lines of a header, some of which only mail has."""
    header = _header(_COUNT.sub("", head, count=1))
    is_from = bool(re.search(r"^From:", header, re.IGNORECASE | re.MULTILINE))
    named = bool(_OF_MAIL.search(header)) or len(_FROM_AND_OTHERS.findall(header)) > 1
    return is_from and named


def is_mhtml(head: str) -> bool:
    """Whether a saved web page begins here: a message that was sent to nobody."""
    header = _header(head)
    if not _RELATED.search(header):
        return False
    return bool(_SAVED.search(header)) or not _RECIPIENT.search(header)


def is_mailbox(head: str) -> bool:
    """Whether a mailbox begins here, with the line that parts messages."""
    return bool(_MAILBOX.match(head))


def _header(head: str) -> str:
    """The lines of a header before the first empty one; "" where there is none."""
    text = head.lstrip().replace("\r\n", "\n").partition("\n\n")[0]
    return text if _HEADER_BEGINS.match(text) else ""


_ZIP = b"PK\x03\x04"
_MIMETYPE_AT = slice(30, 120)  # EPUB and OpenDocument have their name first, and not packed


def is_no_text(_head: str) -> bool:
    """False: the first characters tell nothing of a format that its first bytes tell."""
    return False


def is_sqlite(first: bytes) -> bool:
    """Whether an SQLite database begins here, of whatever program."""
    return first.startswith(b"SQLite format 3\0")


def is_zip(first: bytes) -> bool:
    """Whether a ZIP file begins here, of whatever format."""
    return first.startswith(_ZIP)


def is_tar(first: bytes) -> bool:
    """Whether a tar archive begins here."""
    return first[257:262] == b"ustar"


def is_docx(first: bytes) -> bool:
    """Whether a Word document begins here: a ZIP file with a folder `word`."""
    return is_zip(first) and b"word/" in first


def is_odt(first: bytes) -> bool:
    """Whether an OpenDocument text begins here."""
    return is_zip(first) and b"application/vnd.oasis.opendocument.text" in first[_MIMETYPE_AT]


def is_epub(first: bytes) -> bool:
    """Whether an EPUB begins here."""
    return is_zip(first) and b"application/epub+zip" in first[_MIMETYPE_AT]


def is_rtf(first: bytes) -> bool:
    """Whether Rich Text Format begins here."""
    return first.lstrip()[:5] == b"{\\rtf"


def is_marc(first: bytes) -> bool:
    """Whether a record of binary MARC begins here."""
    return bool(_BINARY_MARC.match(first))


def is_pdf(first: bytes) -> bool:
    """Whether a PDF begins here; other bytes may stand before it."""
    return b"%PDF-" in first[:1024]
