"""Index: the one object that the command line, the browser and other programs use."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from asking import held_ids, ids
from engines.forgetful import ForgetfulEngine
from leadersearch.engine import Sort
from leadersearch.errors import (
    ArticleError,
    ArticleNotFound,
    FilesVanished,
    IndexAccessError,
    IndexChanged,
    IndexMissing,
    LeaderSearchError,
    UsageError,
)
from leadersearch.index import Index, open_index
from leadersearch.model.article import Article, PartialDate, Source
from leadersearch.query import Everything, InField, Phrase, Term
from leadersearch.text import LANGUAGES

ARTICLES = [
    Article(
        id="kind-1",
        title="Kindness in leadership",
        authors=("Anna Baverstock",),
        body="Kind leaders listen.",
        date=PartialDate(2024, 5),
        tags=("kindness",),
    ),
    Article(id="kind-2", title="Ethics", body="Medical ethics of care.", date=PartialDate(2023)),
    Article(id="other", title="Senior AHPs", excerpt="Leading health-care."),
]


@pytest.fixture
def index(empty_index: Index) -> Index:
    empty_index.add(ARTICLES)
    return empty_index


# --- searching -----------------------------------------------------------------------------------


def test_a_search_gives_ranked_hits_with_marks_snippets_and_reasons(index: Index) -> None:
    page = index.search("leadership kindness")
    assert ids(page)[0] == "kind-1"
    hit = page.hits[0]
    assert hit.rank == 1
    assert hit.all_words
    assert [hit.title.text[start:end] for start, end in hit.title.marks] == [
        "Kindness",
        "leadership",
    ]
    assert hit.snippet.fragments
    assert hit.reasons
    assert [author.text for author in hit.authors] == ["Anna Baverstock"]


def test_an_empty_query_finds_all_newest_first(index: Index) -> None:
    for query in ("", " \n", "*", Everything()):
        assert ids(index.search(query)) == ["kind-1", "kind-2", "other"]


def test_a_query_may_be_a_tree(index: Index) -> None:
    page = index.search(InField("title", Term("ethics")))
    assert ids(page) == ["kind-2"]
    assert page.query == InField("title", Term("ethics"))
    assert page.diagnostics == ()


def test_a_page_is_iterable_and_has_a_length(index: Index) -> None:
    page = index.search("", limit=2)
    assert len(page) == 2
    assert [hit.rank for hit in page] == [1, 2]
    assert page.total == 3
    assert page.seconds > 0


def test_snippets_can_be_left_out(index: Index) -> None:
    (hit,) = index.search("medical", snippets=False)
    assert (hit.snippet.fragments, hit.reasons, hit.title.marks) == ((), (), ())
    assert hit.article == ARTICLES[1]


def test_while_typing_a_space_ends_the_last_word(index: Index) -> None:
    assert set(ids(index.search("lead", typing=True))) == {"kind-1", "other"}
    assert ids(index.search("lead ", typing=True)) == ["other"]
    assert ids(index.search("kindness lis", typing=True)) == ["kind-1"]


@pytest.mark.parametrize("sign", ["-", "+", "^", "&"])
def test_while_typing_a_sign_by_itself_ends_the_word_before(index: Index, sign: str) -> None:
    assert ids(index.search(f"lead {sign}", typing=True)) == ["other"]


@pytest.mark.parametrize(
    ("unfinished", "closing"),
    [
        ('"medical eth', '"'),
        ("“medical eth", "”"),
        ('title:"eth', '"'),
        ("(listen OR eth", ")"),
        ('"medical eth', '"~'),
    ],
)
def test_while_typing_a_quote_or_a_bracket_ends_the_last_word(
    index: Index, unfinished: str, closing: str
) -> None:
    assert "kind-2" in ids(index.search(unfinished, typing=True))
    closed = index.search(unfinished + closing, typing=True)
    assert ids(closed) == ids(index.search(unfinished + closing))


def test_while_typing_a_space_ends_a_word_within_quotes(index: Index) -> None:
    assert set(ids(index.search('"lead', typing=True))) == {"kind-1", "other"}
    assert ids(index.search('"lead ', typing=True)) == []


def test_what_was_not_understood_is_told_with_its_place(index: Index) -> None:
    page = index.search("kindness auther:anna")
    (diagnostic,) = page.diagnostics
    assert "auther" in diagnostic.message
    assert "author" in (diagnostic.suggestion or diagnostic.message)
    assert page.total > 0


def test_relative_dates_count_from_the_day_given(index: Index) -> None:
    assert ids(index.search("date:today", today=date(2024, 5, 1))) == ["kind-1"]
    assert ids(index.search('date:"last 30 days"', today=date(2024, 5, 20))) == ["kind-1"]
    assert ids(index.search('date:"last 30 days"', today=date(2025, 5, 20))) == []


@pytest.mark.parametrize("sort", ["oldest", Sort.OLDEST])
def test_an_order_is_named_or_given(index: Index, sort: Sort | str) -> None:
    assert ids(index.search("", sort=sort)) == ["kind-2", "kind-1", "other"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sort": "best"}, "unknown order 'best': choose from relevance, newest, oldest, title"),
        ({"limit": -1}, "limit and offset must not be negative"),
        ({"offset": -1}, "limit and offset must not be negative"),
        ({"facets": ["colour"]}, "unknown facet 'colour': choose from author, year, tag, venue"),
        ({"filters": [("colour", "red")]}, "unknown facet 'colour'"),
        ({"limit": "3"}, "limit must be a whole number, not '3'"),
        ({"limit": None}, "limit must be a whole number, not None"),
        ({"offset": 1.5}, "offset must be a whole number, not 1.5"),
        ({"facets": ["year"], "facet_limit": "x"}, "facet_limit must be a whole number, not 'x'"),
        ({"facets": None}, "facets are a list of names, not None"),
        ({"typing": "no"}, "typing is True, False or a Typing, not 'no'"),
        ({"today": "2020-01-01"}, "today is a datetime.date, not '2020-01-01'"),
    ],
)
def test_an_argument_that_makes_no_sense_is_refused_with_those_that_do(
    index: Index, options: dict[str, object], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        index.search("word", **options)  # type: ignore[arg-type]  # what is refused


@pytest.mark.parametrize("value", [3, None, b"word"])
def test_arguments_of_another_type_are_no_damage_to_the_index(index: Index, value: Any) -> None:
    with pytest.raises(UsageError, match="query must be a string or a Query or a Search, not "):
        index.search(value)
    for refuses in (index.article, index.related, partial(index.explain, query="word")):
        with pytest.raises(UsageError, match="article_id must be a string, not "):
            refuses(value)


@pytest.mark.parametrize("name", ["PMID", "country", "title", ""])
def test_an_unknown_field_in_extra_is_an_error_that_lists_the_known_ones(
    empty_index: Index, name: str
) -> None:
    empty_index.add(Article(id="one", title="Kindness", extra={"pmid": ("1",)}))
    unknown = Article(id="one", title="Care", extra={name: ("1",)})

    for change in (empty_index.add, empty_index.update, lambda one: empty_index.add([one])):
        with pytest.raises(ArticleError, match=f"unknown field '{name}' in extra: .* pmid, pmcid"):
            change(unknown)
    assert [article.title for article in empty_index] == ["Kindness"]


def test_one_facet_may_be_named_as_text(index: Index) -> None:
    assert set(index.search("", facets="year").facets) == {"year"}


@pytest.mark.parametrize("typing", [False, True])
def test_the_score_can_be_explained_row_by_row(index: Index, *, typing: bool) -> None:
    for query in ("leadership kindness", '"medical ethics', "lead*", "the kind lead"):
        page = index.search(query, typing=typing)
        assert page.total, query
        for hit in page:
            rows = index.explain(hit.article.id, query, typing=typing)
            assert sum(row.score for row in rows) == pytest.approx(hit.score, rel=1e-9), query


# --- articles ------------------------------------------------------------------------------------


def test_an_article_is_found_by_its_id_or_a_beginning_that_no_other_shares(index: Index) -> None:
    assert index.article("kind-2") == ARTICLES[1]
    assert index.article("oth") == ARTICLES[2]


def test_a_whole_id_wins_over_a_longer_one(index: Index) -> None:
    index.add(Article(id="kind", title="Short"))
    assert index.article("kind").title == "Short"


@pytest.mark.parametrize(
    ("article_id", "message"),
    [
        ("kind", "several articles have ids that begin with 'kind'"),
        ("nowhere", "no article has the id 'nowhere'"),
        ("", "no article has the id ''"),
    ],
)
def test_an_id_that_names_none_or_many_is_refused(
    index: Index, article_id: str, message: str
) -> None:
    with pytest.raises(ArticleNotFound, match=message):
        index.article(article_id)


def test_an_index_is_a_collection(index: Index) -> None:
    assert len(index) == 3
    assert "kind-1" in index
    assert "kind" not in index
    assert "" not in index
    assert sorted(index, key=lambda article: article.id) == ARTICLES


def test_adding_one_or_many_tells_how_many(index: Index) -> None:
    assert index.add(Article(title="one")) == 1
    assert index.add(Article(id=f"n{n}", title="many") for n in range(3)) == 3
    assert index.add([]) == 0
    assert len(index) == 7


def test_an_article_is_updated_in_place(index: Index) -> None:
    index.update(replace(ARTICLES[1], title="Changed"))
    assert index.article("kind-2").title == "Changed"
    assert ids(index.search("title:changed")) == ["kind-2"]
    assert len(index) == 3


def test_updating_what_is_not_there_is_refused_and_changes_nothing(index: Index) -> None:
    with pytest.raises(ArticleNotFound, match="add it instead"):
        index.update(Article(id="new", title="x"))
    assert len(index) == 3


def test_removing_tells_how_many_there_were(index: Index) -> None:
    assert index.remove("other") == 1
    assert index.remove("other") == 0
    assert index.remove(["kind-1", "kind-1", "nowhere", "kind-2"]) == 2
    assert len(index) == 0


def test_an_article_comes_back_as_it_was(index: Index) -> None:
    article = Article(
        id="full",
        title=" Title\twith\nspace ",
        authors=("A", "", "B"),
        excerpt="e",
        body="b\r\n\0",
        date=PartialDate(850),
        url="https://example.org/?q=1#x",
        tags=("t", "t"),
        venue="v",
        doi="doi:10.1/X",
        language="en",
        source=Source("/a/ü.txt", 7),
    )
    index.add(article)
    assert index.article("full") == article
    assert index.article("full").fingerprint == article.fingerprint


def test_files_are_brought_in_and_kept_up_to_date(index: Index, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("A title\n\nSome words here.\n")
    assert index.ingest(corpus).added == 1
    assert index.ingest([str(corpus)]).files_unchanged == 1
    (corpus / "a.txt").unlink()
    with pytest.raises(FilesVanished):
        index.ingest(corpus)
    assert index.ingest(corpus, prune=True).removed == 1
    assert index.ingest_bytes(b"title,author\nKind,Ann\n", "x.csv").added == 1


def test_statistics_tell_about_the_whole(index: Index) -> None:
    figures = index.statistics()
    assert (figures.articles, figures.oldest, figures.newest) == (3, "2023-01-01", "2024-05-01")


def test_a_whole_index_has_nothing_wrong(index: Index) -> None:
    report = index.check()
    assert (report.articles, report.problems, report.leftovers) == (3, (), ())


# --- opening -------------------------------------------------------------------------------------


def test_an_index_is_a_context_manager(tmp_path: Path) -> None:
    with open_index(tmp_path / "i", create=True) as index:
        index.add(ARTICLES)
    with open_index(str(tmp_path / "i")) as index:
        assert len(index) == 3


def test_without_create_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="create one: leadersearch index FOLDER"):
        open_index(tmp_path / "i")
    assert not (tmp_path / "i").exists()


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    open_index(tmp_path / "a" / "b" / "c", create=True).close()
    assert (tmp_path / "a" / "b" / "c").is_dir()


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_language_can_be_indexed_and_searched(tmp_path: Path, code: str) -> None:
    with open_index(tmp_path, create=True, language=code) as index:
        index.add(Article(id="a", title="Leaders häuser книги 日本 العربية"))
        assert index.statistics().language == LANGUAGES[code]
        for query in ("leaders", "HÄUSER", "книги", "日本", "العربية", '"häuser книги"'):
            assert ids(index.search(query)) == ["a"], query


def test_the_words_of_another_language_are_stemmed_by_it(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True, language="german") as index:
        index.add(Article(id="a", title="Die Häuser"))
        assert ids(index.search("haus")) == ["a"]
        assert ids(index.search("die")) == ["a"]


def test_a_rebuild_starts_from_nothing_and_may_change_the_language(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(ARTICLES)
    with open_index(tmp_path, rebuild=True, language="de") as index:
        assert len(index) == 0
        index.add(Article(id="a", title="Häuser"))
        index.add(Article(id="b", title="Baum"))
        assert len(index) == 2
    with open_index(tmp_path) as index:
        assert index.statistics().language == "german"
        assert held_ids(index._engine) == ["a", "b"]


def test_a_rebuild_starts_from_nothing_with_the_first_change(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(id="old", title="Before"))
    with open_index(tmp_path, rebuild=True) as index:
        assert index.remove("old") == 0
        assert len(index) == 0
        assert not index.has_changed()
        assert not index.refresh()
        index.add(Article(id="new", title="After"))
        assert [article.id for article in index] == ["new"]
        index.add(Article(id="newer", title="Later"))
        assert len(index) == 2


def test_a_rebuild_that_finds_nothing_leaves_the_old_index(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    with open_index(tmp_path / "i", create=True) as index:
        index.add(ARTICLES)
    with open_index(tmp_path / "i", rebuild=True) as index:
        index.ingest(tmp_path / "corpus")
    with open_index(tmp_path / "i") as index:
        assert len(index) == len(ARTICLES)


def test_a_closed_index_says_so_instead_of_finding_nothing(tmp_path: Path) -> None:
    index = open_index(tmp_path / "i", create=True)
    index.close()

    with pytest.raises(LeaderSearchError, match="closed"):
        index.search("kindness")


def test_every_error_is_of_one_root(tmp_path: Path) -> None:
    for attempt in (
        lambda: open_index(tmp_path / "nowhere"),
        lambda: open_index(tmp_path / "i", create=True, language="xx"),
        lambda: open_index(tmp_path / "i", create=True).article("x"),
        lambda: open_index(tmp_path / "i", create=True).ingest(tmp_path / "nowhere"),
        lambda: open_index(tmp_path / "i", create=True).search("x", sort="y"),
        lambda: open_index("/proc/nowhere/index", create=True),
        lambda: open_index("nul\0byte", create=True),
    ):
        with pytest.raises(LeaderSearchError):
            attempt()


def test_a_name_that_is_too_long_is_an_index_that_cannot_be_made(tmp_path: Path) -> None:
    with pytest.raises(IndexAccessError, match="cannot create an index"):
        open_index(tmp_path / ("x" * 300), create=True)


def test_several_indexes_do_not_know_each_other(tmp_path: Path) -> None:
    with (
        open_index(tmp_path / "a", create=True) as first,
        open_index(tmp_path / "b", create=True, language="de") as second,
    ):
        first.add(Article(id="a", title="houses"))
        second.add(Article(id="b", title="Häuser"))
        assert ids(first.search("house")) == ["a"]
        assert ids(second.search("haus")) == ["b"]
        assert (len(first), len(second)) == (1, 1)


def test_the_library_prints_nothing(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
import leadersearch
folder = Path(sys.argv[1])
(folder / "corpus").mkdir()
(folder / "corpus" / "a.txt").write_text("Kind words")
(folder / "corpus" / "bad.json").write_bytes(b"{")
with leadersearch.open_index(folder / "index", create=True) as index:
    index.ingest(folder / "corpus")
    index.search("kind ((")
    index.search("knid")
    index.related(next(iter(index)).id)
    index.statistics()
    index.check(fix=True)
    index.remove([article.id for article in index])
"""
    ran = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert (ran.stdout, ran.stderr) == ("", "")


def test_a_phrase_as_a_tree_is_searched(index: Index) -> None:
    assert ids(index.search(Phrase("ethics of care"))) == ["kind-2"]
    assert ids(index.search(Phrase("care ethics", 3))) == ["kind-2"]


@pytest.mark.parametrize(
    "ask",
    [
        lambda index: index.search("kindness").total,
        lambda index: len(index.related("kind-1")),
        lambda index: len(index.explain("kind-1", "kindness")),
        lambda index: index.article("kind-1").id,
        lambda index: [each is not None for each in index.articles(["kind-1", "later"])],
        lambda index: index.words("title", "kind"),
        lambda index: [author.name for author in index.authors()],
        lambda index: index.acronyms(),
        lambda index: index.statistics().articles,
        lambda index: "later" in index,
        lambda index: index.saved_searches(),
        lambda index: index.author_rules() + index.merge_rules(),
    ],
    ids=(
        "search related explain article articles words authors acronyms statistics contains saved rules"
    ).split(),
)
def test_where_an_engine_lost_the_moment_the_newest_one_answers(ask: Any) -> None:
    engine = ForgetfulEngine()
    with Index(engine) as index, Index(engine) as other:
        other.add([*ARTICLES, Article(id="later", title="Kindness, again")])
        assert ask(index) == ask(other)
        assert not index.has_changed()


def test_a_long_reading_does_not_go_on_in_another_moment() -> None:
    engine = ForgetfulEngine()
    with Index(engine) as index, Index(engine) as other:
        other.add(ARTICLES)
        index.refresh()
        selected = index.matching("kindness")
        other.add(Article(id="later", title="Kindness, again"))
        with pytest.raises(IndexChanged, match="search again"):
            list(selected)


def test_a_rebuild_does_not_see_the_index_before_it_because_a_moment_was_lost() -> None:
    engine = ForgetfulEngine()
    with Index(engine) as other:
        other.add(ARTICLES)
        with Index(engine, rebuild=True) as again:
            assert again.search("kindness").total == 0
