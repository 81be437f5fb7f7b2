"""Formulas between dollar signs are written as they are typed into a search."""

from __future__ import annotations

import pytest

from leadersearch.readers import read_articles_from
from leadersearch.readers.convert.math_scripts import with_scripts

PAGE = """<!doctype html><html><head><title>Less $CO_2$ on wards</title></head><body><article>
<p>Text of the page, which is long enough.</p></article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Blog</title>
<item><title>Less $CO_2$ on wards</title><description>Text.</description></item></channel></rss>"""
BLOG = """<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Blog</title><wp:wxr_version>1.2</wp:wxr_version><item>
<title>Less $CO_2$ on wards</title><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
</item></channel></rss>"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ozone $O_3$, $\\mathrm{CH}_4$ and $NO_x$", "Ozone $O3$, $CH4$ and $NOx$"),
        ("at $a_i$, $x_2$ for $5 or US$6_7", "at $a_i$, $x2$ for $5 or US$6_7"),
        ("no formula_2 at all", "no formula_2 at all"),
    ],
)
def test_a_formula_is_written_as_typed(text: str, expected: str) -> None:
    assert with_scripts(text) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("note.md", "---\ntitle: Less $CO_2$ on wards\n---\nText of the note.\n"),
        ("page.html", PAGE),
        ("feed.xml", FEED),
        ("blog.xml", BLOG),
    ],
)
def test_a_title_that_people_wrote_for_others_to_read_has_it_as_typed(name: str, text: str) -> None:
    (article,) = read_articles_from(text.encode(), name)

    assert article.title == "Less $CO2$ on wards"
