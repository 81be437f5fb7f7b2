"""How like each other articles are."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from leadersearch.model.article import Article
from leadersearch.rewrite import similarity
from leadersearch.rewrite.similarity import ViewWords, similarities
from leadersearch.text import Analysis

OF_TWO = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))  # in two of three articles
OF_ONE = math.log(1 + (3 - 1 + 0.5) / (1 + 0.5))


@pytest.fixture
def words() -> ViewWords:
    return ViewWords(Analysis())


def cosines(words: ViewWords, *articles: Article) -> list[list[float]]:
    made: list[list[float]] = similarities(words.of(articles)).tolist()
    return made


def test_the_cosine_is_that_of_tf_idf_vectors(words: ViewWords) -> None:
    """A title counts three times: its tf is 1 + ln 3."""
    first = Article(id="a", title="Oak", body="elm")
    second = Article(id="b", body="oak fir")
    third = Article(id="c", body="yew")
    tf = 1 + math.log(3)
    product = tf * OF_TWO * OF_TWO
    lengths = math.hypot(tf * OF_TWO, OF_ONE) * math.hypot(OF_TWO, OF_ONE)
    table = cosines(words, first, second, third)
    assert table[0][1] == table[1][0] == pytest.approx(product / lengths, abs=1e-9)
    assert [table[0][2], table[1][2]] == [0.0, 0.0]


def test_nothing_is_like_itself(words: ViewWords) -> None:
    assert np.diag(cosines(words, *(Article(id=name, body="oak") for name in "ab"))).any() == 0


def test_forms_of_a_word_are_one_and_stop_words_none(words: ViewWords) -> None:
    rows = [Article(id=str(n), body=body) for n, body in enumerate(("the leaders", "the leader"))]
    assert cosines(words, *rows)[0][1] == pytest.approx(1.0)
    rows = [Article(id=f"b{n}", body=f"the {body}") for n, body in enumerate(("oak", "elm"))]
    assert cosines(words, *rows)[0][1] == 0.0


def test_earlier_looks_change_nothing(words: ViewWords, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last bit, too: engines that have answered other searches give equal scores."""
    monkeypatch.setattr(similarity, "DECIMALS", 17)
    chance = random.Random(1)
    names = [f"w{number}" for number in range(60)]
    rows = [Article(id=str(n), body=" ".join(chance.choices(names, k=40))) for n in range(12)]
    words.of([Article(id="x", body=" ".join(chance.sample(names, 60))), *reversed(rows)])
    assert cosines(words, *rows) == cosines(ViewWords(Analysis()), *rows)


def test_only_the_beginning_of_a_text_is_looked_at(
    words: ViewWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similarity, "MOST_LETTERS", 7)
    rows = [Article(id="a", body="oak elm fir"), Article(id="b", body="fir")]
    assert cosines(words, *rows)[0][1] == 0.0


def test_the_words_that_are_kept_are_bounded(
    words: ViewWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(similarity, "MOST_KEPT", 3)
    for number in range(20):
        words.of([Article(id=str(number), body=f"oak w{number}")])
    assert len(words._kept) <= 4
