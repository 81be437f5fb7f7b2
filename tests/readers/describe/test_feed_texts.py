from __future__ import annotations

from leadersearch.readers.describe.feed_texts import told_in


def test_the_feed_of_a_search_in_pubmed_has_the_abstract_between_citation_and_numbers() -> None:
    told = told_in(
        "J Care. 2021 Mar 2:10.\n\nABSTRACT\n\nWe asked.\n\nTwice.\n\nPMID:1 | DOI:10.1/a"
    )
    assert told.text == "We asked.\n\nTwice."


def test_a_heading_within_a_text_cuts_nothing() -> None:
    text = "On reports.\n\nABSTRACT\n\nIs a heading."
    assert told_in(text).text == text


def test_what_a_publisher_writes_as_paragraphs_is_told() -> None:
    told = told_in(
        "Publication date: May 2021\n\nSource: Journal of Wards, Volume 4, Issue 2\n\nAuthor(s): Ann Lee, Bo Ray"
    )
    assert told == ("", ("Ann Lee", "Bo Ray"), "May 2021", "Journal of Wards")


def test_a_text_that_has_one_such_line_stays() -> None:
    text = "Source: my notes\n\nA text."
    assert told_in(text) == (text, (), "", "")


def test_the_announcement_before_an_abstract_of_arxiv_goes() -> None:
    assert told_in("arXiv:2103.00001v1 Announce Type: new \nAbstract: We ask.").text == "We ask."


def test_the_line_that_a_blog_puts_below_its_posts_goes() -> None:
    assert told_in("Words. […]\n\nThe post Rest appeared first on Ward Notes.").text == "Words. […]"
    assert told_in("The post office appeared first on the map.").text.startswith("The post office")
