"""The questions of a reader to the seed corpus, asked of the library and of the command line."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import leadersearch
from cli.conftest import CORPUS, Run, built_index, run
from cli.seed import AHP, QUESTIONS, Question
from leadersearch import Fragment, Index

__all__ = ["built_index", "run"]  # fixtures

BY_QUERY = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.query)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    path = tmp_path_factory.mktemp("seed") / "index"
    with leadersearch.open_index(path, create=True) as opened:
        opened.ingest(CORPUS)
        yield opened


def marked(*fragments: Fragment) -> list[str]:
    return [fragment.text[start:end] for fragment in fragments for start, end in fragment.marks]


@BY_QUERY
class TestLibrary:
    def test_it_brings_the_right_articles_in_the_right_order(
        self, index: Index, question: Question
    ) -> None:
        page = index.search(question.query)

        assert [hit.article.title for hit in page] == list(question.titles)
        assert (page.total, page.all_words) == (len(question.titles), question.first_tier)
        assert page.diagnostics == ()

    def test_exactly_what_was_asked_for_is_marked(self, index: Index, question: Question) -> None:
        first = index.search(question.query).hits[0]

        assert marked(first.title) == list(question.title)
        assert marked(*first.authors) == list(question.author)
        assert set(marked(*first.snippet.fragments)) == set(question.snippet)

    def test_the_snippet_shows_it(self, index: Index, question: Question) -> None:
        first = index.search(question.query).hits[0]

        assert question.shown in leadersearch.render_plain(first.snippet)

    def test_every_hit_has_a_reason(self, index: Index, question: Question) -> None:
        assert all(hit.reasons for hit in index.search(question.query))


@BY_QUERY
class TestCommandLine:
    def test_it_shows_the_right_articles_with_the_right_snippet(
        self, run: Run, question: Question
    ) -> None:
        outcome = run("query", *question.query.split(" "))

        assert outcome.code == 0
        titles = [title or "(untitled)" for title in question.titles]
        heads = [line[3:] for line in outcome.out.split("\n") if line[:1].isdigit()][1:]
        assert heads == titles
        assert question.shown in outcome.out

    def test_one_argument_does_as_well(self, run: Run, question: Question) -> None:
        hits = json.loads(run("query", question.query, "--format", "json").out)["hits"]

        assert [hit["article"]["title"] for hit in hits] == list(question.titles)
        spans = [span["text"] for span in hits[0]["title"] if span["marked"]]
        assert spans == list(question.title)


@pytest.mark.parametrize(
    "typed",
    [
        "leadersearch query leadership AHP",
        'leadersearch query "leadership AHP"',
        "leadersearch query AHP leadership",
        'leadersearch query AHP "leadership agency"',
        "leadersearch query 'title:leadership AHP'",
    ],
)
def test_as_people_type_it_into_a_shell_the_ahp_article_comes_first(run: Run, typed: str) -> None:
    _, *words = shlex.split(typed)

    assert AHP in run(*words, "-n", "1").out


def test_the_corpus_is_the_listing_of_ten_articles(index: Index) -> None:
    assert len(index) == 10
    assert {Path(article.source.path).name for article in index if article.source} == {
        "bmj-leader-latest-articles.txt"
    }
