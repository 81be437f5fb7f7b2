from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.conftest import Read


PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xml:space="preserve" xmlns="http://www.tei-c.org/ns/1.0"><teiHeader xml:lang="en"><fileDesc>
<titleStmt><title level="a" type="main">Rest on wards</title></titleStmt>
<publicationStmt><date type="published" when="2021-03-02">2 March 2021</date></publicationStmt>
<sourceDesc><biblStruct><analytic>
<author><persName><forename type="first">Ann</forename><forename type="middle">B</forename><surname>Lee</surname>
</persName><affiliation><orgName>Ward 5</orgName></affiliation></author>
<author><affiliation><orgName>Nobody</orgName></affiliation></author>
<title level="a" type="main">Rest on wards</title></analytic>
<monogr><title level="j">J Care</title><imprint>
<biblScope unit="volume">4</biblScope><biblScope unit="issue">2</biblScope>
<biblScope unit="page" from="11" to="19"/><date type="published" when="2021-03-02"/></imprint></monogr>
<idno type="DOI">10.1000/x.1</idno><idno type="arXiv">arXiv:2101.00001v1[cs.CY]</idno></biblStruct></sourceDesc>
</fileDesc><profileDesc><textClass><keywords><term>rest</term><term>wards</term></keywords></textClass>
<abstract><div><p><s>We rested.</s> <s>It helped.</s></p></div></abstract></profileDesc></teiHeader>
<text xml:lang="en"><body><div><head n="1">Why</head><p>Nurses <ref type="bibr">(Poe, 2019)</ref> rest.</p></div>
<note place="foot">aside</note></body><back><listBibl><biblStruct><analytic><title>Cited</title></analytic>
</biblStruct></listBibl></back></text></TEI>"""


def test_a_paper_as_grobid_reads_it_is_an_article(read: Read) -> None:
    for name in ("a.tei.xml", "a.xml", "a"):
        article = read(PAPER, name).only
        assert (article.title, article.authors) == ("Rest on wards", ("Ann B Lee",))
        assert (str(article.date), article.venue) == ("2021-03-02", "J Care")
        assert (article.doi, article.extra["arxiv"]) == ("10.1000/x.1", ("2101.00001",))
        assert [article.extra[name] for name in ("volume", "issue", "pages")] == [
            ("4",),
            ("2",),
            ("11-19",),
        ]
        assert (article.tags, article.language) == (("rest", "wards"), "en")
        assert article.excerpt == "We rested. It helped."
        assert article.body == "Why\n\nNurses (Poe, 2019) rest."


def test_an_edition_has_the_title_and_the_author_of_its_header(read: Read) -> None:
    text = (
        "<TEI><teiHeader><fileDesc><titleStmt><title>Letters</title><author>Lee, Ann, 1850-1920</author></titleStmt>"
        "<publicationStmt><date>1905</date></publicationStmt><sourceDesc><p>Print</p></sourceDesc></fileDesc>"
        "<profileDesc><textClass><keywords>war; peace</keywords></textClass></profileDesc></teiHeader>"
        "<text><body><lg><l>One</l><l>Two</l></lg></body></text></TEI>"
    )
    article = read(text, "a.xml").only
    assert (article.title, article.authors) == ("Letters", ("Ann Lee",))
    assert (str(article.date), article.tags, article.venue) == ("1905", ("war", "peace"), "")
    assert article.body == "One\n\nTwo"


def test_each_text_of_a_corpus_is_an_article(read: Read) -> None:
    one = "<TEI><teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt></fileDesc></teiHeader></TEI>"
    text = f"<teiCorpus><teiHeader/>{one.format('One')}{one.format('Two')}<TEI/></teiCorpus>"
    assert read(text, "a.xml").titles == ["One", "Two"]
