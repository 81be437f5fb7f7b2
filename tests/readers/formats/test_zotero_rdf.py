"""Zotero RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.conftest import Read

LIBRARY = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:bib="http://purl.org/net/biblio#">
<bib:Article rdf:about="#item_1"><z:itemType>journalArticle</z:itemType>
<dcterms:isPartOf rdf:resource="urn:issn:1"/>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Ashdown</foaf:surname>
<foaf:givenName>Mira</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
<dcterms:isReferencedBy rdf:resource="#item_2"/><dc:subject>kindness</dc:subject>
<dc:subject><z:AutomaticTag><rdf:value>wards</rdf:value></z:AutomaticTag></dc:subject>
<dc:identifier><dcterms:URI><rdf:value>https://example.org/kind</rdf:value></dcterms:URI></dc:identifier>
<dc:date>2021-03-05</dc:date><dc:title>Kind rounds</dc:title></bib:Article>
<bib:Memo rdf:about="#item_2"><rdf:value>&lt;p&gt;Read this again.&lt;/p&gt;</rdf:value></bib:Memo>
<z:Attachment rdf:about="#item_3"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title></z:Attachment>
<bib:Journal rdf:about="urn:issn:1"><dc:title>Invented Journal</dc:title>
<dc:identifier>DOI 10.5555/k.1</dc:identifier></bib:Journal></rdf:RDF>"""


def test_an_item_with_its_journal_and_its_note(read: Read) -> None:
    found = read(LIBRARY, "a.rdf").only

    assert (found.title, found.authors) == ("Kind rounds", ("Mira Ashdown",))
    assert (str(found.date), found.venue, found.doi) == (
        "2021-03-05",
        "Invented Journal",
        "10.5555/k.1",
    )
    assert (found.tags, found.body) == (("kindness", "wards"), "Read this again.")
    assert found.url == "https://example.org/kind"


def test_a_journal_within_the_item_will_do(read: Read) -> None:
    journal = LIBRARY[LIBRARY.index("<bib:Journal") : LIBRARY.index("</rdf:RDF>")]
    inner = f"<dcterms:isPartOf>{journal}</dcterms:isPartOf>"
    text = LIBRARY.replace(journal, "").replace(
        '<dcterms:isPartOf rdf:resource="urn:issn:1"/>', inner
    )

    found = read(text, "a.rdf").only

    assert (found.venue, found.doi) == ("Invented Journal", "10.5555/k.1")
