"""A small file of every format, and ways to damage it."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO

from readers.libraries import calibre_library, zotero_library
from readers.packed import docx, epub, marc_record, odt, packed, pdf, tarred

LISTING = (
    "Latest articles\nTitle of it? By Ann Lee, Bo Ray and Cy Day\nAs colleagues in the service our "
    "priority is care that meets the needs of […]\nCategory: Ethics\nTwo. Jane Smith\nMore of it […]\n"
)
MARKDOWN = (
    "---\ntitle: 'Ethics: a view'\nauthor:\n- given: Ann\n  family: Lee\ndate: 2023-05-17\n"
    "tags: [a, b]\n---\n# Part\n\nSee [the *paper*](https://example.org) and `code`.\n\n```\nx\n```\n"
)
RSS = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The blog</title><item>'
    "<title>Kind &amp; brave</title><link>https://example.org/1</link><dc:creator>Ann Lee</dc:creator>"
    "<pubDate>Wed, 17 May 2023 10:00:00 +0000</pubDate><category>Ethics</category>"
    "<description>&lt;p&gt;In short é&lt;/p&gt;</description></item></channel></rss>"
)
WXR = (
    '<?xml version="1.0" encoding="UTF-8"?><rss xmlns:wp="http://wordpress.org/export/1.2/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>B</title><item>'
    "<title>One</title><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
    "<wp:post_date>2023-05-17 10:00:00</wp:post_date>"
    "<content:encoded><![CDATA[<p>Text [caption id='1']é[/caption]</p>]]></content:encoded></item>"
    "<item><title>Two</title></item></channel></rss>"
)
SAMPLES = {
    "listing": LISTING,
    "markdown": MARKDOWN,
    "wordpress": WXR,
    "feed": RSS,
    "jsonfeed": '{"version": "https://jsonfeed.org/version/1", "title": "B", "items": [{"title": '
    '"One", "date_published": "2023-05-17", "authors": [{"name": "Ann"}], "content_html": "<p>é"}]}',
    "jsonl": '{"title": "One", "date": "2023-05"}\n{"title": "Two", "authors": ["Lee, A."]}\n',
    "json": '{"articles": [{"title": "One", "issued": {"date-parts": [[2023, 5]]}, "author": '
    '[{"given": "Ann", "family": "Lee"}]}, {"title": "Two", "abstract": "é"}]}',
    "html": '<!DOCTYPE html><html><head><meta charset="utf-8"><title>One</title><script type='
    '"application/ld+json">{"@type": "Article", "headline": "One"}</script></head><body><p>é</p></body>',
    "bibtex": '@article{a, author = {Lee, Ann and {NHS}}, title = "{K}ind {\\\'e}", month = may, year = 2023}\n'
    "@book{b, title = {Two}}\n",
    "ris": "TY  - JOUR\nAU  - Lee, Ann\nTI  - One\nPY  - 2023/05/17/\nAB  - é\nmore\nER  - \n",
    "nbib": "PMID- 1\nTI  - One\n      more.\nFAU - Lee, Ann\nAU  - Lee A\nDP  - 2019 Mar\n\nPMID- 2\nTI  - Two\n",
    "ovid": "<1. >\nVN  - Ovid\nTI  - One.\nAU  - Behan L.\nSO  - Care. 2018.\n",
    "opf": '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>One é</dc:title></metadata></package>',
    "bookmarks": "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>B</TITLE><H1>B</H1>\n<DL><p>\n"
    '<DT><A HREF="https://example.org/1" TAGS="a,b">One é</A>\n<DD>In short.\n</DL><p>\n',
    "yaml": "references:\n- id: a\n  title: One é\n  author:\n  - family: Lee\n    given: Ann\n",
    "wos": "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Lee, A\n   Ray, B\nTI One\n   more é\n"
    "PY 2021\nER\n\nEF\n",
    "wos-tab": "PT\tAU\tTI\tPY\nJ\tLee, A; Ray, B\tOne é\t2021\n",
    "endnote": "%0 Journal Article\n%T One é\n%A Lee, Ann\n%D 2021\n\n%0 Book\n%T Two\n",
    "refworks": "RT Journal Article\nA1 Lee,Ann\nT1 One é\nYR 2021\nFD Feb\n\nRT Book\nT1 Two\n",
    "csv": 'title;authors;abstract;year\n"One";"Lee, A.; Ray, B.";"An ""abstract""";2023\nTwo;;é;\n',
    "pubmed-xml": '<?xml version="1.0"?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD" "x.dtd">'
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>One é"
    "</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    "jats": '<?xml version="1.0"?><article article-type="x"><front><article-meta><title-group>'
    "<article-title>One é</article-title></title-group></article-meta></front></article>",
    "endnote-xml": "<xml><records><record><ref-type>17</ref-type><titles><title>One é</title></titles>"
    "</record></records></xml>",
    "mods": '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>One é</title></titleInfo></mods>',
    "marcxml": '<collection><record><leader>0</leader><datafield tag="245"><subfield code="a">One é'
    "</subfield></datafield></record></collection>",
    "zotero-rdf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:bib="http://purl.org/net/biblio#" xmlns:z="http://www.zotero.org/namespaces/export#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><bib:Article rdf:about="a"><z:itemType>journalArticle'
    "</z:itemType><dc:title>One é</dc:title></bib:Article></rdf:RDF>",
    "rtf": "{\\rtf1\\ansi{\\info{\\title One \\'e9}}\\pard Text \\u233?\\par}",
    "mhtml": "From: <Saved by Blink>\nSubject: One\nMIME-Version: 1.0\nContent-Type: multipart/related; "
    'type="text/html"; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: '
    "quoted-printable\nContent-Location: https://example.org/1\n\n<html><title>One</title><p>=C3=A9</p>\n--b--\n",
    "mail": "From: Ann Lee <a@example.org>\nDate: Wed, 17 May 2023 23:00:00 -0500\nSubject: =?utf-8?q?One_=C3=A9?=\n"
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nText é\n",
    "mbox": "From a@example.org Wed May 17 23:00:00 2023\nFrom: Ann Lee <a@example.org>\nSubject: One\n\nText é\n\n"
    "From b@example.org Wed May 17 23:00:00 2023\nFrom: b@example.org\nSubject: Two\n\n>From here\n",
    "enex": '<?xml version="1.0"?><!DOCTYPE en-export SYSTEM "x.dtd"><en-export><note><title>One</title><content>'
    "<![CDATA[<en-note>Text \u00e9</en-note>]]></content><resource><data encoding='base64'>AAAA</data></resource>"
    "</note></en-export>",
    "opml": '<?xml version="1.0"?><opml version="2.0"><head><title>F</title></head><body><outline text="A">'
    '<outline text="One \u00e9" xmlUrl="https://example.org/feed"/></outline></body></opml>',
    "tei": '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>One</title></titleStmt>'
    "</fileDesc></teiHeader><text><body><p>Text \u00e9</p></body></text></TEI>",
    "crossref-xml": "<doi_records><doi_record><crossref><journal><journal_article><titles><title>One \u00e9</title>"
    "</titles></journal_article></journal></crossref></doi_record></doi_records>",
    "clippings": "One (Lee, Ann)\n- Your Highlight on page 1 | Added on Tuesday\n\nText \u00e9\n==========\n"
    "Two (Bo Ray)\n- Your Note on page 2\n\nText\n==========\n",
    "marked-text": "\\documentclass{article}\\title{One}\\author{Ann Lee \\and Bo Ray}\\begin{document}Text \u00e9 $x_2$"
    "\\section{Two}\\end{document}",
    "text": "On kindness\n\nIt costs nothing – and is worth much.\n",
}

PACKED = {
    "docx": docx("<w:p><w:r><w:t>Text é</w:t></w:r></w:p>", core="<dc:title>One</dc:title>"),
    "odt": odt("<text:p>Text é</text:p>", meta="<dc:title>One</dc:title>"),
    "epub": epub(
        "<dc:title>One é</dc:title>",
        '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>',
        '<itemref idref="a"/>',
        a="<p>Text</p>",
    ),
    "zip": packed({"a/one.md": "# One\n\nText é\n", "two.txt": "Two\n\nText\n"}),
}
TAR = tarred({"a/one.md": "# One\n\nText é\n".encode(), "two.txt": b"Two\n\nText\n"})
PDF = pdf([(18, "One or more words"), (10, "Text of it \u00e9")], info="/Author (Ann Lee)")
MARC = marc_record({"001": "1", "100": "1 \x1faLee, Ann", "245": "10\x1faOne \u00e9"})
DATABASES = {"zotero": zotero_library.example(), "calibre": calibre_library.example()}
FILES = (
    {name: text.encode() for name, text in SAMPLES.items()}
    | PACKED
    | DATABASES
    | {"pdf": PDF, "tar": TAR, "marc": MARC}
)


def damaged(data: bytes, dice: random.Random) -> bytes:
    """The data with bits flipped, pieces cut out, doubled or swapped, or its end missing."""
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(len(changed) + 1)
        length = dice.randint(1, 40)
        kind = dice.randrange(6)
        if kind == 0 and place < len(changed):
            changed[place] ^= 1 << dice.randrange(8)
        elif kind == 1:
            del changed[place:]
        elif kind == 2:
            del changed[place : place + length]
        elif kind == 3:
            changed[place:place] = changed[place : place + length] * dice.randint(1, 30)
        elif kind == 4:
            changed[place:place] = dice.randbytes(length)
        else:
            other = dice.choice(list(SAMPLES.values())).encode()
            start = dice.randrange(len(other))
            changed[place:place] = other[start : start + length]
    return bytes(changed)


def damaged_inside(data: bytes, dice: random.Random) -> bytes:
    """A ZIP file whose parts are damaged, and well packed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    some = set(dice.sample(sorted(parts), dice.randint(1, len(parts))))
    return packed(
        {name: damaged(part, dice) if name in some else part for name, part in parts.items()},
        first_stored=True,
    )
