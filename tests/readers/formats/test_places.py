"""Volume, issue and pages as each format has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from readers.conftest import Read

PLACE = {"volume": ("5",), "issue": ("3",), "pages": ("117-121",)}
FIRST = PLACE | {"pages": ("117",)}
NUMBER = {"volume": ("5",), "pages": ("e034567",)}
SUPPLEMENT = {"volume": ("5",), "issue": ("Suppl 2",), "pages": ("S12-S15",)}
PAGES = {"pages": ("117-121",)}

PUBMED = (
    "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><Journal><JournalIssue>"
    "<Volume>5</Volume>%s</JournalIssue></Journal><ArticleTitle>One</ArticleTitle>"
    "<Pagination>%s</Pagination></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
)
JATS = (
    "<article><front><article-meta><title-group><article-title>One</article-title></title-group>"
    "<volume>5</volume>%s</article-meta></front></article>"
)
ENDNOTE = (
    '<xml><records><record><ref-type name="%s">17</ref-type><titles><title>One</title></titles>'
    "<pages>117-121</pages><volume>5</volume><number>3</number></record></records></xml>"
)
MODS = (
    "<mods><titleInfo><title>One</title></titleInfo>"
    '<relatedItem type="host"><titleInfo><title>Care</title></titleInfo><part>'
    '<detail type="volume"><number>5</number></detail><detail type="issue"><caption>no. 3</caption></detail>'
    '<extent unit="%s"><start>117</start><end>121</end></extent></part></relatedItem></mods>'
)
MARC = (
    '<record><datafield tag="245"><subfield code="a">One</subfield></datafield><datafield tag="773">'
    '<subfield code="t">Care</subfield><subfield code="g">%s</subfield></datafield></record>'
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"'
    ' xmlns:bib="http://purl.org/net/biblio#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/" xmlns:dcterms="http://purl.org/dc/terms/">'
    '<bib:Article rdf:about="#1"><z:itemType>journalArticle</z:itemType><dcterms:isPartOf rdf:resource="#2"/>'
    "<dc:title>One</dc:title><bib:pages>117-121</bib:pages></bib:Article>"
    '<bib:Journal rdf:about="#2"><prism:volume>5</prism:volume><prism:number>3</prism:number>'
    "<dc:title>Care</dc:title></bib:Journal></rdf:RDF>"
)
PAGE = "<html><head><title>One</title>%s</head><body><p>Text.</p></body></html>"
CITATION = "".join(
    f'<meta name="citation_{name}" content="{value}">'
    for name, value in (("volume", 5), ("issue", 3), ("firstpage", 117), ("lastpage", 121))
)
LINKED_DATA = (
    '<script type="application/ld+json">{"@type": "ScholarlyArticle", "headline": "One", "pageStart": "117",'
    ' "pageEnd": "121", "isPartOf": {"@type": "PublicationIssue", "issueNumber": "3", "isPartOf":'
    ' {"@type": "PublicationVolume", "volumeNumber": "5"}}}</script>'
)
FEED = (
    '<rss version="2.0" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><item>'
    "<title>One</title><prism:volume>5</prism:volume><prism:number>3</prism:number>"
    "<prism:startingPage>117</prism:startingPage><prism:endingPage>121</prism:endingPage></item></channel></rss>"
)
FILES = [
    ("TY  - JOUR\nTI  - One\nVL  - 5\nIS  - 3\nSP  - 117\nEP  - 121\nER  - \n", "a.ris", PLACE),
    ("TY  - JOUR\nTI  - One\nVL  - 5\nM1  - 3\nSP  - 117-121\nER  - \n", "a.ris", PLACE),
    ("TY  - JOUR\nTI  - One\nVL  - 5\nC7  - e034567\nER  - \n", "a.ris", NUMBER),
    ("TY  - JOUR\nTI  - One\nVL  - nan\nIS  - ahead-of-print\nSP  - No\nEP  - Specified\nER  - \n", "a.ris", {}),
    ("TY  - BOOK\nTI  - One\nSP  - 320\nER  - \n", "a.ris", {}),
    ("TY  - JOUR\nTI  - One\nM1  - 1228150341\nER  - \n", "a.ris", {}),
    ("PMID- \nTI  - One\nVI  - 5\nIP  - 3\nPG  - 117-121\n", "a.nbib", PLACE),
    ("PMID- \nTI  - One\nVI  - 5\nIP  - Suppl 2\nPG  - S12-S15\n", "a.nbib", SUPPLEMENT),
    ("<1. >\nTI  - One\nSO  - Care. 5(3):117-121, 2021 Sep.\n", "a.txt", PLACE),
    ("<1. >\nTI  - One\nSO  - Care. 5 (3) (pp 117-121), 2021.\n", "a.txt", PLACE),
    ("FN Clarivate\nVR 1.0\nPT J\nTI One\nVL 5\nIS 3\nBP 117\nEP 121\nPG 5\nER\n\nEF\n", "a.ciw", PLACE),
    ("FN Clarivate\nVR 1.0\nPT J\nTI One\nVL 5\nAR e034567\nER\n\nEF\n", "a.ciw", NUMBER),
    ("PT\tAU\tTI\tSO\tVL\tIS\tBP\tEP\tPG\nJ\tLee A\tOne\tCare\t5\t3\t117\t121\t5\n", "a.txt", PLACE),
    ("%0 Journal Article\n%T One\n%V 5\n%N 3\n%P 117-121\n", "a.enw", PLACE),
    ("%0 Book\n%T One\n%P 320\n", "a.enw", {}),
    ("RT Journal Article\nT1 One\nVO 5\nIS 3\nSP 117\nOP 121\n", "a.txt", PLACE),
    ("@article{a, title={One}, journal={Care}, volume=5, number=3, pages={117--121}}", "a.bib", PLACE),
    ("@article{a, title={One}, journal={Care}, volume=5, issue=3, pages={117–121}}", "a.bib", PLACE),
    ("@article{a, title={One}, journal={Care}, volume=5, eid={e034567}}", "a.bib", NUMBER),
    ("@techreport{a, title={One}, number={TR-12}, institution={Ward}}", "a.bib", {}),
    ("@book{a, title={One}, pages={320}}", "a.bib", {}),
    ("@article{a, title={One}, journal={Care}, volume={12/13}}", "a.bib", {"volume": ("12/13",)}),
    (PUBMED % ("<Issue>3</Issue>", "<MedlinePgn>117-121</MedlinePgn>"), "a.xml", PLACE),
    (PUBMED % ("<Issue>3</Issue>", "<StartPage>117</StartPage><EndPage>121</EndPage>"), "a.xml", PLACE),
    (JATS % "<issue>3</issue><fpage>117</fpage><lpage>121</lpage>", "a.xml", PLACE),
    (JATS % "<supplement>Suppl 2</supplement><fpage>S12</fpage><lpage>S15</lpage>", "a.xml", SUPPLEMENT),
    (JATS % "<elocation-id>e034567</elocation-id>", "a.xml", NUMBER),
    (ENDNOTE % "Journal Article", "a.xml", PLACE),
    (ENDNOTE % "Book", "a.xml", {"volume": ("5",), "issue": ("3",)}),
    (MODS % "page", "a.xml", PLACE),
    (MODS % "minutes", "a.xml", {"volume": ("5",), "issue": ("3",)}),
    (MARC % "Vol. 5, no. 3 (Sept. 2021), p. 117-121", "a.xml", PLACE),
    (MARC % "volume:5 number:3 year:2021 pages:117-121", "a.xml", PLACE),
    (RDF, "a.rdf", PLACE),
    (PAGE % CITATION, "a.html", PLACE),
    (PAGE % LINKED_DATA, "a.html", PLACE),
    (FEED, "a.xml", PLACE),
    ("Title,Volume,Issue,Pages\nOne,5,3,117-121\n", "a.csv", PLACE),
    ("Title,Volume,Issue,Art. No.,Page start,Page end,Page count\nOne,5,3,,117,121,5\n", "a.csv", PLACE),
    ("Title,Volume,Issue,Art. No.,Page start,Page end,Page count\nOne,5,,e034567,,,5\n", "a.csv", NUMBER),
    ("title,volume,number,start_page\nOne,5.0,3.0,117.0\n", "a.csv", {"volume": ("5",), "pages": ("117",)}),
    ("title,volume,number,start_page\nOne,5,3,117\n", "a.csv", FIRST),
    ("PMID,Title,Citation\n1,One,Care. 2021 Sep;5(3):117-121. doi: 10.1136/a.\n", "a.csv", PLACE),
    ("Title,Author Names,Source\nOne,Lee A.,Care (2021) 5:3 (117-121). Date of Publication: 2021\n", "a.csv", PLACE),
    ('[{"title": "One", "volume": "5", "issue": "3", "page": "117-121"}]', "a.json", PLACE),
    ('[{"title": "One", "volume": 5, "issue": 3, "pages": 117}]', "a.json", FIRST),
    ('[{"title": "One", "volume": "5", "article-number": "e034567"}]', "a.json", NUMBER),
    ('[{"title": "One", "number": 42, "pages": [{"title": "Home"}], "issue": {"id": 3}}]', "a.json", {}),
    ('[{"title": "One", "biblio": {"volume": "5", "issue": "3", "first_page": "117", "last_page": "121"}}]', "a.json", PLACE),
    ('[{"title": "One", "journalInfo": {"volume": "5", "issue": "3"}, "pageInfo": "117-121"}]', "a.json", PLACE),
    ('[{"title": "One", "journalVolume": "5", "issue": "3", "pageInfo": "117-121"}]', "a.json", PLACE),
    ('[{"title": "One", "journal": {"name": "Care", "volume": "5 3", "pages": "117 - 121"}}]', "a.json", PAGES | {"volume": ("5 3",)}),
    ("references:\n- title: One\n  volume: 5\n  issue: 3\n  page: 117-121\n", "a.yaml", PLACE),
    ("---\ntitle: One\nvolume: 5\nissue: 3\n---\nText.\n", "a.md", {"volume": ("5",), "issue": ("3",)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "expected"), FILES)
def test_the_place_in_a_journal_is_read(
    read: Read, text: str, name: str, expected: dict[str, tuple[str, ...]]
) -> None:
    extra = read(text, name).only.extra
    assert {part: extra[part] for part in ("volume", "issue", "pages") if part in extra} == expected
