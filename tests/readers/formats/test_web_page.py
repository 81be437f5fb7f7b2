from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from leadersearch.errors import MissingExtra, ReadError

if TYPE_CHECKING:
    from readers.conftest import Read

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Kindness</title>
<meta name="author" content="Ann Lee"></head><body><nav><a href="/">Home</a> <a href="/x">More</a></nav>
<article><h1>Kindness</h1><p>As colleagues in the service our priority is care – every person matters,
and that is easy to say, yet hard to do in practice, as report after report has shown us.</p>
<p>We know that the quality of care is linked to inclusion, to the wellbeing of colleagues, to kindness
and to the courage of those who lead, and still we forget about it every day.</p></article>
<div class="comments"><h2>Comments</h2><p>A remark of a reader that nobody has asked for.</p></div>
<footer>All rights reserved</footer></body></html>"""


@pytest.fixture
def _trafilatura() -> None:
    pytest.importorskip(
        "trafilatura", reason="the html extra is not installed", exc_type=ImportError
    )


@pytest.mark.usefixtures("_trafilatura")
def test_a_page_gives_its_article_without_menus_and_comments(read: Read) -> None:
    article = read(PAGE.format(charset="utf-8"), "a.html").only
    assert (article.title, article.authors, article.language) == ("Kindness", ("Ann Lee",), "en")
    assert article.body.startswith("As colleagues in the service")
    assert "inclusion" in article.body
    assert "remark" not in article.body
    assert "Home" not in article.body


@pytest.mark.usefixtures("_trafilatura")
def test_a_declared_encoding_is_used(read: Read) -> None:
    reading = read(PAGE.format(charset="windows-1252").encode("cp1252"), "a.htm")
    assert "care – every" in " ".join(reading.only.body.split())
    assert reading.findings == []


@pytest.mark.usefixtures("_trafilatura")
def test_the_barrier_of_a_site_is_not_taken_for_its_article(read: Read) -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Wait</body></html>"
    )
    with pytest.raises(ReadError, match="blocks programs"):
        read(page, "a.html")


def test_without_the_extra_the_command_that_installs_it_is_told(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtra, match=r"pip install 'leadersearch\[html\]'"):
        read(PAGE.format(charset="utf-8"), "a.html")
