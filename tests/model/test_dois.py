"""DOIs in the forms in which they are copied."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given, strategies as st

from leadersearch.model.dois import find_doi, is_link, normalise_doi

PLAIN = "10.1136/leader-2023-000123"
SICI = "10.5555/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2"
OLD_SICI = "10.5555/0012-9658(2006)87[2614:ARSITB]2.0.CO;2"
IN_BRACKETS = "10.1016/S0140-6736(20)30183-5"
DOIS = [PLAIN, SICI, OLD_SICI, IN_BRACKETS, "10.1000.10/123456", "10.1002/cpt.1234"]

FORMS = [
    "{}",
    "{}.",
    " {} ,",
    "doi:{}",
    "doi: {}.",
    "DOI {}",
    "info:doi/{}",
    "urn:doi:{}",
    "https://doi.org/{}",
    "http://dx.doi.org/{}",
    "HTTPS://DX.DOI.ORG/{}",
    "www.doi.org/{}",
    "doi.org/{}",
    "https://doi.org/doi:{}",
    "https://doi-org.ezproxy.example.edu/{}",
    "https://www.example.com/doi/{}",
    "https://www.example.com/doi/full/{}?scroll=top&needAccess=true",
    "https://www.example.com/doi/abs/{}#abstract",
    "https://journals.example.org/one/article?id={}",
]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("doi", DOIS)
def test_a_doi_is_found_in_every_form(doi: str, form: str) -> None:
    assert find_doi(form.format(doi)) == doi


@pytest.mark.parametrize("doi", DOIS)
@pytest.mark.parametrize(
    "wrapper",
    [
        "https://doi.org/{}",
        "https://www.example.com/doi/full/{}",
        "https://www.google.com/url?q=https%3A%2F%2Fdoi.org%2F{}&sa=D",
        "https://eur01.safelinks.example.com/?url=https%3A%2F%2Fdoi.org%2F{}&data=05%7C01",
    ],
)
def test_a_doi_is_found_in_links_that_code_its_signs(doi: str, wrapper: str) -> None:
    assert find_doi(wrapper.format(quote(doi, safe=""))) == doi


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://www.frontiersin.org/articles/10.3389/fpsyg.2020.1/full", "10.3389/fpsyg.2020.1"),
        ("https://link.example.com/content/pdf/10.1007/s00134-1.pdf", "10.1007/s00134-1"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.1v2.full", "10.1101/2020.01.01.1"),
        ("https://urldefense.com/v3/__https://doi.org/10.1136/a-1__;!!ABC", "10.1136/a-1"),
        (
            "10.5555/(SICI)1(1998)17:15&lt;1661::AID&gt;3.0",
            "10.5555/(SICI)1(1998)17:15<1661::AID>3.0",
        ),
        ("(10.1016/S0140-6736(20)30183-5)", "10.1016/S0140-6736(20)30183-5"),
        ("10.1136/leader-1 [doi]", "10.1136/leader-1"),
        ("See doi:10.1136/leader-1, page 2", "10.1136/leader-1"),
        ("<p>doi:10.1136/leader-1</p>", "10.1136/leader-1"),
        ("https://doi.org/10.1002/a/full", "10.1002/a/full"),  # a resolver adds nothing
        ("https://example.org/10.1136/leader-1", ""),
        ("https://example.org/a", ""),
        ("a score of 10.5/20", ""),
        ("", ""),
    ],
)
def test_what_is_around_a_doi_is_no_part_of_it(text: str, doi: str) -> None:
    assert find_doi(text) == doi


def test_two_works_of_one_issue_keep_their_dois_apart() -> None:
    one = SICI.replace("1661::AID-SIM968", "1679::AID-SIM971")
    assert normalise_doi(one) != normalise_doi(SICI)


def test_a_doi_is_compared_without_its_case() -> None:
    assert normalise_doi("https://doi.org/10.1136/LEADER-1.") == "10.1136/leader-1"


@given(st.text() | st.from_regex(r"10\.[0-9]{4}/[!-~]{1,40}", fullmatch=True))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise_doi(normalise_doi(text)) == normalise_doi(text)


@given(st.from_regex(r"10\.[0-9]{4,5}/[a-z0-9]([a-z0-9.()-]{0,20}[a-z0-9])?", fullmatch=True))
def test_a_doi_is_its_own_normal_form_however_it_is_written(doi: str) -> None:
    for form in ("{}", "doi:{}.", "https://doi.org/{}", "{} [doi]"):
        assert normalise_doi(form.format(doi)) == doi


def test_a_link_begins_with_a_scheme_or_a_host() -> None:
    links = ["https://a.org", "//a.org/b", "www.a.org", "pubmed.ncbi.nlm.nih.gov/1", "a.org/b"]
    assert all(map(is_link, links))
    assert not any(map(is_link, ["and/or", "hep-th/9901001", "10.1136/a", "e.g. this", ""]))
