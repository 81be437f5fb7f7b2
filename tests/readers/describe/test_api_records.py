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


def test_a_record_of_datacite() -> None:
    record = {
        "doi": "10.5555/kr.1",
        "creators": [{"name": "Ashdown, Mira", "givenName": "Mira", "familyName": "Ashdown"}],
        "titles": [{"title": "Kind rounds"}, {"title": "A study", "titleType": "Subtitle"}, None],
        "dates": [
            {"date": "2018-06-18", "dateType": "Submitted"},
            {"date": "2018-12-04", "dateType": "Issued"},
        ],
        "publicationYear": 2018,
        "container": {"title": "Invented Journal"},
        "publisher": "Invented House",
        "descriptions": [
            {"description": "No. 1", "descriptionType": "SeriesInformation"},
            {"description": "In short.", "descriptionType": "Abstract"},
        ],
        "subjects": [{"subject": "kindness"}],
    }
    article = article_of(plain_record({"type": "dois", "attributes": record}), ignore)

    assert (article.title, article.authors) == ("Kind rounds: A study", ("Mira Ashdown",))
    assert (str(article.date), article.venue) == ("2018-12-04", "Invented Journal")
    assert (article.excerpt, article.tags) == ("In short.", ("kindness",))
    assert article.doi == "10.5555/kr.1"


def test_an_item_of_zotero_is_unwrapped() -> None:
    data = {
        "title": "Kind rounds",
        "creators": [{"firstName": "Mira", "lastName": "Ashdown"}, {"name": "Rounds Group"}],
        "abstractNote": "In short.",
        "tags": [{"tag": "kindness"}, {"tag": "night", "type": 1}],
    }
    article = article_of(plain_record({"key": "A", "version": 3, "data": data}), ignore)

    assert article.authors == ("Mira Ashdown", "Rounds Group")
    assert (article.excerpt, article.tags) == ("In short.", ("kindness", "night"))


def test_the_description_of_a_pin_is_its_title() -> None:
    pin = {
        "href": "https://example.org/a",
        "description": "Kind rounds",
        "extended": "In short.",
        "tags": "kindness night_shift",
        "time": "2021-03-05T10:00:00Z",
    }
    article = article_of(plain_record(pin), ignore)

    assert (article.title, article.excerpt) == ("Kind rounds", "In short.")
    assert (article.url, article.tags) == ("https://example.org/a", ("kindness", "night_shift"))


def test_addresses_and_texts_a_level_deeper_are_found() -> None:
    item = {
        "title": "Kind rounds",
        "published": 1614902400,
        "alternate": [{"href": "https://example.org/a"}],
        "summary": {"content": "<p>In short.</p>"},
        "origin": {"title": "Invented blog"},
        "categories": ["user/-/state/com.google/starred"],
    }
    article = article_of(plain_record(item), ignore)

    assert (article.url, article.excerpt) == ("https://example.org/a", "In short.")
    assert (article.venue, article.tags, str(article.date)) == ("Invented blog", (), "2021-03-05")
    link = {"title": "Kind rounds", "content": {"type": "link", "url": "https://example.org/a"}}
    assert article_of(plain_record(link), ignore).url == "https://example.org/a"


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
