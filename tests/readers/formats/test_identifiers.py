"""Identifiers as each format has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from readers.conftest import Read

SICI = "10.5555/(SICI)1097-0000(199803)49:4<329::AID-INV5>3.0.CO;2-A"
PMID, PMCID = {"pmid": ("31234567",)}, {"pmcid": ("PMC1234567",)}
ARXIV, ISBN = {"arxiv": ("2101.00001",)}, {"isbn": ("9780306406157",)}
PAGE = (
    '<html><head><title>One</title><meta name="citation_pmid" content="31234567">'
    '<meta name="citation_arxiv_id" content="2101.00001"><meta name="citation_isbn" content="0306406152">'
    "</head><body><p>Text.</p></body></html>"
)
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>One</title>'
    "<id>http://arxiv.org/abs/2101.00001v1</id></entry></feed>"
)
FILES = [
    ("@article{a, title={One}, pmid={31234567}, pmcid={PMC1234567}}", "a.bib", PMID | PMCID),
    ("@article{a, title={One}, note={PMID: 31234567}}", "a.bib", PMID),
    ("@misc{a, title={One}, eprint={2101.00001v2}, archivePrefix={arXiv}}", "a.bib", ARXIV),
    ("@article{a, title={One}, journal={arXiv preprint arXiv:2101.00001}}", "a.bib", ARXIV),
    ("@article{a, title={One}, journal={CoRR}, volume={abs/2101.00001}}", "a.bib", ARXIV),
    ("@book{a, title={One}, isbn={0-306-40615-2}}", "a.bib", ISBN),
    ("@article{a, title={One}, issn={1234-5678}, journal={Abs}}", "a.bib", {}),
    ("TY  - JOUR\nTI  - One\nAN  - 31234567\nDB  - PubMed\nER  - \n", "a.ris", PMID),
    ("TY  - JOUR\nTI  - One\nAN  - 31234567\nDP  - NLM\nC2  - PMC1234567\nER  - ", "a.ris", PMID | PMCID),
    ("TY  - JOUR\nTI  - One\nAN  - 31234567\nDB  - Embase\nER  - ", "a.ris", {}),
    ("TY  - JOUR\nTI  - One\nU1  - 31234567 [PMID]\nU2  - PMC1234567 [PMCID]\nER  - ", "a.ris", PMID | PMCID),
    ("TY  - JOUR\nTI  - One\nUR  - https://a.org\nL2  - http://www.ncbi.nlm.nih.gov/pubmed/31234567\nER  - ", "a.ris", PMID),
    ("TY  - BOOK\nTI  - One\nSN  - 0-306-40615-2\nER  - ", "a.ris", ISBN),
    ("TY  - JOUR\nTI  - One\nSN  - 1234-5678\nER  - ", "a.ris", {}),
    ("PMID- 31234567\nTI  - One\nPMC - PMC1234567\n", "a.nbib", PMID | PMCID),
    ("PMID- 31234567\nTI  - One\nAID - PMC1234567 [pmcid]\n", "a.nbib", PMID | PMCID),
    ("FN Clarivate\nVR 1.0\nPT J\nTI One\nPM 31234567\nBN 978-0-306-40615-7\nER\n\nEF\n", "a.ciw", PMID | ISBN),
    ("%0 Book\n%T One\n%@ 0-306-40615-2\n%M 31234567\n%~ PubMed\n%2 PMC1234567\n", "a.enw", ISBN | PMID | PMCID),
    ("PMID,Title,PMCID,DOI\n31234567,One,PMC1234567,10.1136/a-1\n", "a.csv", PMID | PMCID),
    ("Title,ISBN,Extra\nOne,978-0-306-40615-7,PMID: 31234567; arXiv: 2101.00001\n", "a.csv", ISBN | PMID | ARXIV),
    ('[{"title": "One", "PMID": "31234567", "PMCID": "PMC1234567", "ISBN": "0306406152"}]', "a.json", PMID | PMCID | ISBN),
    ('[{"title": "One", "note": "PMID: 31234567\\narXiv: 2101.00001"}]', "a.json", PMID | ARXIV),
    (PAGE, "a.html", PMID | ARXIV | ISBN),
    (FEED, "a.xml", ARXIV),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "extra"), FILES)
def test_identifiers_are_read(
    read: Read, text: str, name: str, extra: dict[str, tuple[str, ...]]
) -> None:
    assert read(text, name).only.extra == extra


def test_an_atom_feed_of_arxiv_has_dois(read: Read) -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><entry>'
        "<title>One</title><arxiv:doi>10.1136/leader-1</arxiv:doi></entry></feed>"
    )
    assert read(feed, "a.xml").only.doi == "10.1136/leader-1"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"TY  - JOUR\nTI  - One\nDO  - {SICI}\nER  - \n", "a.ris"),
        (f"@article{{a, title={{One}}, doi={{{SICI}}}}}", "a.bib"),
        (f"PMID- 1\nTI  - One\nLID - {SICI} [doi]\n", "a.nbib"),
        (f'Title,DOI\nOne,"{SICI}"\n', "a.csv"),
        (f'[{{"title": "One", "DOI": "{SICI}"}}]', "a.json"),
        (
            f'[{{"title": "One", "DOI": "{SICI.replace("<", "&lt;").replace(">", "&gt;")}"}}]',
            "a.json",
        ),
    ],
)
def test_a_doi_keeps_its_brackets(read: Read, text: str, name: str) -> None:
    assert read(text, name).only.doi == SICI
