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
