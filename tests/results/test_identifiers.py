"""Identifiers find their article in every form in which they are typed or pasted."""

from __future__ import annotations

import pytest

from leadersearch.index import Index
from leadersearch.model.article import Article

SICI = "10.5555/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
CODED = "10.5555/%28SICI%291097-0258%2819980815%2917%3A15%3C1661%3A%3AAID-SIM968%3E3.0.CO%3B2-2"
OLD_SICI = "10.5555/0012-9658(2006)87[2614:ARSITB]2.0.CO;2"

FORMS = {
    "night": [
        *("pmid:31234567", "PMID: 31234567", "PMID 31234567", "31234567[pmid]", "31234567[uid]"),
        *("31234567", "PMC1234567", "PMCID: PMC1234567", "pmcid:pmc1234567", "PMC1234567[pmc]"),
        *("https://pubmed.ncbi.nlm.nih.gov/31234567/", "pubmed.ncbi.nlm.nih.gov/31234567"),
        *("https://europepmc.org/article/MED/31234567", "pmid:312*"),
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/",
        "ncbi.nlm.nih.gov/pmc/articles/PMC1234567/",
        "https://pubmed.ncbi.nlm.nih.gov/?term=31234567",
        "https://mail.example.org/?url=https%3A%2F%2Fpubmed.ncbi.nlm.nih.gov%2F31234567%2F",
        "PMID: 31234567; PMCID: PMC1234567.",
        "PMID: 31234567; PMCID: PMC7654321",
        *("shift PMID: 31234567", "PubMed PMID: 31234567", "PMID-31234567", "pmid=31234567"),
        "Adeyemi TB. Recovery after a shift. J Invent. 2021;5(1):1-7. PMID: 31234567; PMCID: PMC1.",
    ],
    "preprint": [
        *("arXiv:2101.00001", "arXiv:2101.00001v2 [cs.CL]", "arxiv: 2101.00001", "2101.00001v3"),
        *("arxiv.org/abs/2101.00001", "https://arxiv.org/pdf/2101.00001v1.pdf"),
        *("10.48550/arXiv.2101.00001", "https://doi.org/10.48550/arXiv.2101.00001"),
    ],
    "strings": ["hep-th/9901001", "arXiv:hep-th/9901001v1", "https://arxiv.org/abs/hep-th/9901001"],
    "book": [
        *("ISBN 978-0-306-40615-7", "isbn:9780306406157", "ISBN-10: 0-306-40615-2", "0306406152"),
        *("978-0-306-40615-7", "9780306406157", "978 0 306 40615 7", "ISBN-13 978 0 306 40615 7"),
        *("isbn:978*", "isbn:978-0-306*"),
    ],
    "sici": [SICI, f"doi:{SICI}", f"DOI: {SICI}.", f"https://doi.org/{CODED}", f"{SICI}[doi]"],
    "old": [OLD_SICI, f"https://doi.org/{OLD_SICI}", f"doi:{OLD_SICI}", f"{OLD_SICI} [doi]"],
    "plain": [
        *("10.1136/leader-1", '"10.1136/leader-1"', "“https://doi.org/10.1136/leader-1”"),
        *("doi=10.1136/leader-1", "DOI:10.1136/leader-1", "<https://doi.org/10.1136/leader-1>"),
        *("doi: 10.1136/LEADER-1.", "doi 10.1136/leader-1", "doi:10.1136/LEAD*"),
        *("(doi:10.1136/leader-1)", "doi.org/10.1136/leader-1", "http://dx.doi.org/10.1136/leader-1"),
        "https://www.example.com/doi/full/10.1136/leader-1?utm_source=mail",
        "https://doi.org/10.1136/leader-1?utm_campaign=a#b",
    ],
    "bmj": [
        *("https://bmjopen.bmj.com/content/7/2/bmjopen-2023-000789", "bmjopen-2023-000789"),
        *("10.1136 / bmjopen-2023-000789", "10.1136/\nbmjopen-2023-000789"),
        *("10.1136/bmjopen-\n2023-000789", "doi: 10.1136/bmjopen-2023-\n000789."),
        "https://bmjopen.bmj.com/content/early/2023/01/01/bmjopen-2023-000789.full.pdf",
    ],
    "lancet": [
        "https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(20)30183-5/fulltext",
        "https://www.sciencedirect.com/science/article/pii/S0140673620301835",
    ],
    "nature": ["https://www.nature.com/articles/s41586-020-2649-2", "s41586-020-2649-2"],
    "plos": ["journal.pone.0123456", "doi:10.1371/journal.pone.0123456"],
    "acl": ["P19-1001", "https://aclanthology.org/P19-1001.pdf", "10.18653/v1/\nP19-1001"],
}  # fmt: skip

PUBLISHED = {
    "bmj": "10.1136/bmjopen-2023-000789", "lancet": "10.1016/S0140-6736(20)30183-5",
    "nature": "10.1038/s41586-020-2649-2", "plos": "10.1371/journal.pone.0123456",
    "acl": "10.18653/v1/P19-1001",
}  # fmt: skip


@pytest.fixture
def index(empty_index: Index) -> Index:
    empty_index.add(
        [
            Article(
                id="night",
                title="Recovery after a night shift",
                extra={"pmid": ("31234567",), "pmcid": ("PMC1234567",)},
            ),
            Article(id="preprint", title="A preprint", extra={"arxiv": ("2101.00001",)}),
            Article(id="strings", title="Strings", extra={"arxiv": ("hep-th/9901001",)}),
            Article(id="book", title="A book", extra={"isbn": ("9780306406157",)}),
            Article(id="sici", title="Length of stay", doi=SICI),
            Article(id="other", title="Falls", doi=SICI.replace("1661::AID-SIM968", "1679::AID-X")),
            Article(id="old", title="Ecology of wards", doi=OLD_SICI),
            Article(id="plain", title="Plain", doi="10.1136/LEADER-1"),
            *(Article(id=name, title=f"Of {name}", doi=doi) for name, doi in PUBLISHED.items()),
        ]
    )
    return empty_index


@pytest.mark.parametrize(
    ("sought", "typed"), [(k, form) for k, row in FORMS.items() for form in row]
)
def test_an_identifier_finds_its_article_alone(index: Index, sought: str, typed: str) -> None:
    page = index.search(typed)
    assert [hit.article.id for hit in page] == [sought]
    assert not page.diagnostics


def test_a_doi_broken_in_a_sentence_ends_where_its_line_does(index: Index) -> None:
    page = index.search("doi:10.1136/leader-1.\nNights")
    assert [hit.article.id for hit in page] == ["plain"]


def test_a_bare_number_is_found_in_texts_as_well(index: Index) -> None:
    index.add([Article(id="text", title="Grant 31234567")])
    assert {hit.article.id for hit in index.search("31234567")} == {"night", "text"}
    assert {hit.article.id for hit in index.search("=31234567")} == {"text"}


def test_several_identifiers_find_several_articles(index: Index) -> None:
    page = index.search("PMID: 31234567, arXiv:2101.00001, doi:10.1136/leader-1")
    assert {hit.article.id for hit in page} == {"night", "preprint", "plain"}


def test_an_identifier_narrows_what_other_words_find(index: Index) -> None:
    assert [hit.article.id for hit in index.search("wards shift pmid:31234567")] == ["night"]
    assert {hit.article.id for hit in index.search("wards shift -pmid:31234567")} == {"old"}


def test_the_reason_names_the_identifier(index: Index) -> None:
    for typed in ("31234567", "PMID: 31234567", "https://pubmed.ncbi.nlm.nih.gov/31234567/"):
        (hit,) = index.search(typed)
        assert "pmid: 31234567" in map(str, hit.reasons)


def test_an_isbn_with_a_wrong_digit_is_searched_as_words(index: Index) -> None:
    assert not index.search("ISBN 9780306406158 nothing").hits
