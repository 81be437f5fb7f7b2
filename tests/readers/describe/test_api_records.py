"""Records of services, whose parts lie deeper than a name."""

from __future__ import annotations

from leadersearch.readers.describe.api_records import plain_record
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.raw_file import ignore


def test_a_work_of_openalex() -> None:
    work = {
        "doi": "https://doi.org/10.5555/k.1",
        "title": "Kind rounds",
        "publication_date": "2021-03-05",
        "authorships": [{"author": {"display_name": "Mira Ashdown"}}, {"author": None}, "x"],
        "primary_location": {"source": {"display_name": "Invented Journal"}},
        "abstract_inverted_index": {
            "rounds": [1, 3],
            "Kind": [0],
            "are": [2],
            "x": [-1, 10**9, "a"],
        },
    }
    article = article_of(plain_record(work), ignore)

    assert (article.title, article.authors) == ("Kind rounds", ("Mira Ashdown",))
    assert article.excerpt == "Kind rounds are rounds"
    assert (str(article.date), article.venue, article.doi) == (
        "2021-03-05",
        "Invented Journal",
        "10.5555/k.1",
    )


def test_papers_in_a_list_of_semantic_scholar_are_unwrapped() -> None:
    paper = {"title": "Kind rounds", "year": 2021}
    assert plain_record({"isInfluential": True, "citedPaper": paper}) == paper


def test_who_published_an_entry_of_wallabag_is_its_author() -> None:
    record = plain_record({"title": "Kind rounds", "published_by": ["Mira Ashdown"]})
    assert article_of(record, ignore).authors == ("Mira Ashdown",)


def test_an_index_that_is_none_makes_no_abstract() -> None:
    record = plain_record({"title": "One", "abstract_inverted_index": {"a": 3}})
    assert article_of(record, ignore).excerpt == ""


def test_a_paper_that_semantic_scholar_knows_by_a_number_alone_has_its_page() -> None:
    number = "0123456789abcdef" * 2 + "01234567"
    page = f"https://www.semanticscholar.org/paper/{number}"
    assert plain_record({"paperId": number, "title": "News & Resources"})["url"] == page
    held = {"paperId": number, "url": "https://example.org/a"}
    assert plain_record(held)["url"] == "https://example.org/a"
    assert "url" not in plain_record({"paperId": "7", "title": "A"})
