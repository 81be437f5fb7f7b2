from __future__ import annotations

import pytest

from leadersearch.errors import ArticleError
from leadersearch.readers.describe.records import absolute_url, article_of, find_doi
from leadersearch.readers.raw_file import ignore


def test_the_first_alias_that_holds_a_value_wins() -> None:
    record = {"summary": "Short.", "abstract": "", "description": "Long.", "title": "One"}
    assert article_of(record, ignore).excerpt == "Short."


def test_a_record_without_text_makes_no_article() -> None:
    with pytest.raises(ArticleError):
        article_of({"author": "Ann Lee", "title": "  "}, ignore)


def test_true_and_false_are_no_values() -> None:
    article = article_of({"title": "One", "published": True, "date": "2023"}, ignore)
    assert str(article.date) == "2023"


@pytest.mark.parametrize(
    ("record", "doi"),
    [
        ({"doi": "10.1136/leader-1"}, "10.1136/leader-1"),
        ({"doi": "https://doi.org/10.1136/leader-1"}, "10.1136/leader-1"),
        ({"url": "https://doi.org/10.1136/leader-1."}, "10.1136/leader-1"),
        ({"url": "https://www.example.com/doi/full/10.1136/leader-1"}, "10.1136/leader-1"),
        ({"id": "doi:10.1136/leader-1"}, "10.1136/leader-1"),
        ({"guid": "info:doi/10.1136/leader-1"}, "10.1136/leader-1"),
        ({"url": "https://example.org/10.1136/leader-1"}, ""),
        ({"id": "42"}, ""),
    ],
)
def test_a_doi_is_found_where_it_hides(record: dict[str, object], doi: str) -> None:
    assert article_of({"title": "One", **record}, ignore).doi == doi


def test_a_doi_ends_before_the_punctuation_of_its_sentence() -> None:
    assert find_doi("See doi:10.1136/leader-1, page 2") == "10.1136/leader-1"


def test_names_that_a_list_joins_are_parted() -> None:
    parted = {"title": "One", "authors": ["Mira Ashdown and Ben Okoro", "Mira Ashdown"]}
    assert article_of(parted, ignore).authors == ("Mira Ashdown", "Ben Okoro")
    firm = {"title": "One", "authors": ["Simon and Schuster", "Ernst & Young"]}
    assert article_of(firm, ignore).authors == ("Simon and Schuster", "Ernst & Young")


def test_names_of_databases_are_put_in_reading_order() -> None:
    record = {"title": "One", "authors": ["Ashdown M", "Okoro BT"]}
    assert article_of(record, ignore).authors == ("M Ashdown", "BT Okoro")


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("Aged, Aged, 80 and over, Anesthesia, General", ["Aged", "Aged, 80 and over", "Anesthesia, General"]),
        ("Diabetes Mellitus, Type 2, Infant, Newborn", ["Diabetes Mellitus, Type 2", "Infant, Newborn"]),
        ("Nursing, Leadership, Kindness", ["Nursing", "Leadership", "Kindness"]),
        ("General, Wards", ["General", "Wards"]),
        ("Aged, 80 and over; Wards", ["Aged, 80 and over", "Wards"]),
        ("Aged, 80 and over;", ["Aged, 80 and over"]),
    ],
)  # fmt: skip
def test_a_comma_within_a_heading_parts_no_tags(written: str, tags: list[str]) -> None:
    assert list(article_of({"title": "One", "keywords": written}, ignore).tags) == tags


def test_full_names_are_taken_before_initials() -> None:
    record = {"title": "One", "Authors": "Ashdown M.", "Author full names": "Ashdown, Mira (1)"}
    assert article_of(record, ignore).authors == ("Mira Ashdown",)


@pytest.mark.parametrize("url", ["https://example.org/a", "www.example.org", "//example.org/a"])
def test_absolute_addresses_are_kept(url: str) -> None:
    assert absolute_url(url) == url


@pytest.mark.parametrize("url", ["/blog/a", "a.html#b c", "?p=1", "#top", "blog"])
def test_relative_addresses_are_dropped(url: str) -> None:
    assert absolute_url(url) == ""


def test_a_body_that_repeats_the_excerpt_is_dropped() -> None:
    article = article_of({"abstract": "Same.", "content": "Same."}, ignore)
    assert (article.excerpt, article.body) == ("Same.", "")


def test_html_is_turned_into_text_and_prose_is_left_alone() -> None:
    record = {"content": "<p>One</p><p>Two</p>", "abstract": "p < 0.05 &amp; more"}
    article = article_of(record, ignore)
    assert (article.body, article.excerpt) == ("One\n\nTwo", "p < 0.05 & more")


@pytest.mark.parametrize(
    ("record", "tags"),
    [
        (
            {"keywords": "sepsis; lactate", "categories": ["Patient Safety"]},
            "sepsis lactate Patient Safety",
        ),
        ({"categories": ["News"], "tags": ["rota", "news"]}, "rota news"),
        ({"Tags": "rota", "Category": "Wards", "topics": ["Sleep"]}, "rota Wards Sleep"),
        ({"tags": ["rota"], "categories": []}, "rota"),
        ({"Author Keywords": "sepsis", "Index Keywords": "human; adult"}, "sepsis"),
    ],
)
def test_tags_and_categories_are_all_tags(record: dict[str, object], tags: str) -> None:
    assert " ".join(article_of({"title": "One", **record}, ignore).tags) == tags
