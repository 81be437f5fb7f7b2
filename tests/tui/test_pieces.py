"""The parts without a screen: wrapping, painting, bars, links, files of the user."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from rich.cells import cell_len
from rich.style import Style

from leadersearch import wrapping
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index
from leadersearch.model.article import Article, PartialDate
from leadersearch.results.explain import Reason
from leadersearch.results.page import Hit
from leadersearch.results.snippets import Fragment, Snippet
from leadersearch.results.snippets.display_text import one_line
from leadersearch.tui.article_text import Matches, Paragraph, ShownMatch, paragraphs
from leadersearch.tui.dialogs.exporting import _checked
from leadersearch.tui.hit_lines import HitShape, HitStyles, hit_strips
from leadersearch.tui.painting import MarkedText, bar, cut_to, line_strip, plain_content
from leadersearch.tui.remembered import MAX_HISTORY, Remembered, RememberedSearch
from leadersearch.tui.session import MarkedArticle
from leadersearch.tui.terminal.opening import link_of, reference
from leadersearch.tui.workspace.filter_line import chips_of
from leadersearch.wrapping import columns, wrap

texts = st.text(alphabet=st.sampled_from("ab é日本🎉\n\t x"), max_size=80)


@given(texts, st.integers(2, 30))
def test_wrapped_lines_fit_and_lose_only_blanks(text: str, width: int) -> None:
    lines = [text[start:end] for start, end in wrap(text, width)]
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.text(alphabet=st.sampled_from("abc é – \n"), max_size=80), st.integers(2, 12))
def test_latin_text_is_wrapped_as_any_other(text: str, width: int) -> None:
    fast = wrap(text, width)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wrapping, "_NARROW", re.compile(r"(?!)"))
        assert wrap(text, width) == fast


def test_a_long_word_is_measured_no_further_than_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = 0

    def counted(text: str) -> int:
        nonlocal measured
        measured += len(text)
        return cell_len(text)

    monkeypatch.setattr(wrapping, "_cells", counted)
    assert len(wrap("日本語" * 3000, 60)) == 300
    assert measured < 10 * 9000


@given(texts, st.integers(2, 30))
def test_a_line_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    marked = MarkedText(one_line(text), ((0, min(2, len(one_line(text)))),))
    assert line_strip(marked, width, Style(), Style(bold=True)).cell_length == width


@given(st.lists(st.lists(st.integers(0, 50), max_size=3, unique=True).map(sorted), max_size=6))
def test_matches_are_counted_through_all_paragraphs(starts: list[list[int]]) -> None:
    marks = [tuple((start, start + 1) for start in row) for row in starts]
    rows = tuple(Paragraph(MarkedText(" " * 60, row), "text") for row in marks)
    found = [ShownMatch(number, place) for number, row in enumerate(marks) for place in row]
    counted = Matches(rows)
    assert [counted[number] for number in range(len(counted))] == found


def test_the_journal_is_shown_with_volume_issue_and_pages() -> None:
    extra = {"volume": ("5",), "issue": ("3",), "pages": ("117-121",)}
    article = Article(title="Editorial", venue="Care", date=PartialDate(2021), extra=extra)
    with Index(MemoryEngine()) as index:
        index.add([article])
        hit = index.search("editorial").hits[0]
    marked = MarkedArticle(hit=hit, title=Fragment(""), authors=(), texts=())
    assert "2021 · Care 5(3):117-121" in [row.text.text for row in paragraphs(marked)]


def test_what_is_cut_off_is_shown_by_an_ellipsis() -> None:
    assert cut_to(MarkedText("kindness", ((0, 8),)), 5) == MarkedText("kind…", ((0, 4),))


def test_a_bar_fills_its_share() -> None:
    assert [bar(share, 4) for share in (0, 0.5, 1, 2)] == ["    ", "██  ", "████", "████"]


def test_content_is_plain_text() -> None:
    assert str(plain_content("[b]x[/b] \x1b[31m", "  y ")) == "[b]x[/b]  y "


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ('https://example.org/" `x` \\', "https://example.org/%22%20%60x%60%20%5C"),
        ("example.org/a", "https://example.org/a"),
        ("file:///etc/passwd", ""),
        ("javascript://x%0aalert(1)", ""),
        ("", ""),
    ],
)
def test_only_the_web_is_linked_to(url: str, link: str) -> None:
    assert link_of(Article(title="x", url=url)) == link


def test_a_doi_is_a_link_where_there_is_no_address() -> None:
    assert link_of(Article(title="x", doi="10.1/a")) == "https://doi.org/10.1/a"
    assert link_of(Article(title="x", doi='10.1/a" <b>')) == "https://doi.org/10.1/a%22%20%3Cb%3E"


def test_an_article_without_an_address_opens_in_its_library() -> None:
    link = "zotero://select/groups/12/items/AB12CD34"
    assert link_of(Article(title="x", extra={"library": ("javascript:x", link)})) == link
    assert link_of(Article(title="x", doi="10.1/a", extra={"library": (link,)})) == (
        "https://doi.org/10.1/a"
    )
    assert link_of(Article(title="x", extra={"library": ("zotero://report/x",)})) == ""


def test_a_reference_has_no_empty_lines() -> None:
    assert reference(Article(title="x\n\x1b[2Jy")) == "x y"


def test_a_year_beyond_all_years_is_a_filter_like_any_other() -> None:
    assert [chip.label[:9] for chip in chips_of([("year", "9" * 5000)])] == ["year: 999"]


@pytest.mark.parametrize("name", ["n" * 300, "~nobody-of-this-name/a", "/dev/null", "."])
def test_a_name_that_no_export_can_have_is_told(name: str) -> None:
    assert _checked(name)[1]


def test_the_history_holds_each_query_once_the_latest_first() -> None:
    session = RememberedSearch()
    for query in ("a", "b", "a", " "):
        session = session.with_query(query)
    assert session.history == ("a", "b")
    for number in range(2 * MAX_HISTORY):
        session = session.with_query(str(number))
    assert len(session.history) == MAX_HISTORY


def test_two_browsers_remember_side_by_side(tmp_path: Path) -> None:
    first, second = Remembered.read(tmp_path, "one"), Remembered.read(tmp_path, "two")
    first.session = RememberedSearch(query="a")
    first.write()
    second.session = RememberedSearch(query="b", filters=(("year", "2020"),))
    second.write()
    assert Remembered.read(tmp_path, "one").session.query == "a"
    assert Remembered.read(tmp_path, "two").session == second.session
    assert not list(tmp_path.glob("*.tmp"))


def test_a_disk_that_cannot_be_written_is_survived(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    Remembered.read(tmp_path / "file" / "folder", "one").write()


@pytest.mark.parametrize(
    "text",
    [
        *["", "[]", "{", "[" * 100_000, '{"layout": {"facets": "yes"}, "indexes": {"i": []}}'],
        '{"indexes": {"i": {"sort": "size", "filters": [["size", "1"], ["year"], 3], "place": "x"}}}',
    ],
)
def test_a_damaged_memory_is_read_as_an_empty_one(tmp_path: Path, text: str) -> None:
    (tmp_path / "browser.json").write_text(text)
    remembered = Remembered.read(tmp_path, "i")
    assert remembered.session == RememberedSearch()
    assert remembered.layout.facets is False
    remembered.write()
    assert json.loads((tmp_path / "browser.json").read_text())["version"] == 1


def shown(hit: Hit, width: int = 60, lines: int = 1) -> list[str]:
    plain = Style()
    styles = HitStyles(plain, plain, plain, plain, Style(bold=True), plain)
    shape = HitShape(width, lines, has_gap=False)
    strips = hit_strips(hit, shape, styles, is_current=False, is_marked=False, best=1.0)
    assert len(strips) == shape.height
    assert {strip.cell_length for strip in strips} == {width}
    return ["".join(s.text for s in strip if s.style and s.style.bold) for strip in strips]


def found(text: str, word: str, reasons: tuple[Reason, ...]) -> Hit:
    start = text.index(word)
    snippet = Snippet((Fragment(text, ((start, start + len(word)),)),))
    return Hit(
        article=Article(title="A title"), score=1.0, rank=1, snippet=snippet, reasons=reasons
    )


@pytest.mark.parametrize("before", [0, 20, 58, 90, 200])
def test_the_first_match_of_a_snippet_is_in_sight(before: int) -> None:
    text = ("words of no interest " * 20)[:before] + " kindness and so on" + " forever" * 9
    why = (Reason("words", "text: kindness"),)
    assert shown(found(text, "kindness", why))[2] == "kindness"


def test_a_snippet_begins_no_later_than_its_end_needs() -> None:
    hit = found("word " * 30 + "kindness and so on", "kindness", (Reason("words", "text: it"),))
    assert "word kindness and so on" in hit_texts(hit, 40, 1)[2]
    assert len(hit_texts(hit, 40, 1)[2].strip()) > 33


def test_a_snippet_that_fits_begins_where_it_begins() -> None:
    hit = found("A note on kindness", "kindness", (Reason("words", "text: it"),))
    assert hit_texts(hit, 30, 1)[2].strip() == "A note on kindness"


@pytest.mark.parametrize("width", [34, 46, 60, 100])
def test_the_date_is_shown_whole_whatever_stands_beside_it(width: int) -> None:
    article = Article(
        title="A title",
        authors=("Anna Baverstock", "Harriet Jones", "Petra Jankowska", "Jeremy Smith"),
        date=PartialDate(2024, 5, 17),
        venue="Proceedings of the 57th Annual Meeting of the Association",
    )
    fragments = tuple(Fragment(name) for name in article.authors)
    byline = hit_texts(Hit(article=article, score=1.0, rank=1, authors=fragments), width, 1)[1]
    assert " · 2024-05-17" in byline
    assert (" · Proceedings" in byline) is (width > 46)
    assert "Anna B" in byline


def test_authors_alone_have_the_whole_line() -> None:
    article = Article(title="A title", authors=("Anna Baverstock", "Harriet Jones"))
    fragments = tuple(Fragment(name) for name in article.authors)
    byline = hit_texts(Hit(article=article, score=1.0, rank=1, authors=fragments), 32, 1)[1]
    assert byline == "  Anna Baverstock, Harriet Jones"


def hit_texts(hit: Hit, width: int, lines: int) -> list[str]:
    styles = HitStyles(*[Style()] * 6)
    shape = HitShape(width, lines, has_gap=False)
    strips = hit_strips(hit, shape, styles, is_current=False, is_marked=False, best=1.0)
    return [strip.text for strip in strips]


def test_a_hit_without_reasons_shows_more_of_the_text() -> None:
    hit = replace(
        found("word " * 15 + "kindness", "kindness", ()), snippet=Snippet((Fragment("word " * 30),))
    )
    styles = HitStyles(*[Style()] * 6)
    shape = HitShape(40, 1, has_gap=False)
    strips = hit_strips(hit, shape, styles, is_current=False, is_marked=False, best=0.0)
    assert [strip.text.strip()[:4] for strip in strips[2:]] == ["word", "word"]
