"""The stems that an index knows, in two files of sorted lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from nltk.stem.snowball import SnowballStemmer

from leadersearch.engines.whoosh.index.folder import write_blob
from leadersearch.engines.whoosh.index.stem_files import add_stems, read_stems
from leadersearch.errors import IndexCorrupt
from leadersearch.index import open_index
from leadersearch.model.article import Article
from strategies import everyday

words = st.text(st.characters(codec=None, exclude_categories=["Cc"]), min_size=1, max_size=8)


@everyday(100)
@given(st.lists(st.dictionaries(words, words, max_size=30), max_size=4), words)
def test_stems_are_found_as_they_were_added(
    tmp_path_factory: pytest.TempPathFactory, learnt: list[dict[str, str]], other: str
) -> None:
    place = tmp_path_factory.mktemp("stems")
    stems: dict[str, str] = {}
    for more in learnt:
        new = {form: stem for form, stem in more.items() if form not in stems}
        add_stems(place, "english", read_stems(place, "english"), new)
        stems |= new
    read = read_stems(place, "english")
    assert dict(read.pairs()) == stems
    assert {form: read[form] for form in stems} == stems
    assert (other in read) is (other in stems)
    assert len(read) == len(stems)
    assert set(read) == set(stems)


def test_a_few_new_stems_leave_the_file_of_the_others_alone(tmp_path: Path) -> None:
    many = {f"word{number}": "word" for number in range(1000)}
    add_stems(tmp_path, "english", read_stems(tmp_path, "english"), many)
    before = (tmp_path / "stems-english.lsb").stat().st_ino
    for number in range(3):
        new = {f"leaders{number}": "leader"}
        add_stems(tmp_path, "english", read_stems(tmp_path, "english"), new)
        many |= new
    assert (tmp_path / "stems-english.lsb").stat().st_ino == before
    assert dict(read_stems(tmp_path, "english").items()) == many


def test_each_of_many_stems_is_found_and_no_other(tmp_path: Path) -> None:
    many = {f"w{number}": f"stem{number}" for number in range(0, 6000, 2)}
    add_stems(tmp_path, "english", read_stems(tmp_path, "english"), many)
    stems = read_stems(tmp_path, "english")
    assert {f"w{number}": stems.get(f"w{number}") for number in range(6000)} == {
        f"w{number}": many.get(f"w{number}") for number in range(6000)
    }
    assert [stems.get(form) for form in ("", "a", "w", "x", "stem0")] == [None] * 5


def test_stems_are_read_again_where_their_file_has_changed(tmp_path: Path) -> None:
    many = {f"word{number}": "word" for number in range(1000)}
    add_stems(tmp_path, "english", read_stems(tmp_path, "english"), many)
    first = read_stems(tmp_path, "english")
    add_stems(tmp_path, "english", first, {"leaders": "leader"})
    second = read_stems(tmp_path, "english", first)
    assert second.lines is first.lines
    assert read_stems(tmp_path, "english", second) is second
    assert dict(second.items()) == many | {"leaders": "leader"}
    add_stems(tmp_path, "english", second, {f"new{n}": "new" for n in range(1000)})
    third = read_stems(tmp_path, "english", second)
    assert len(third) == 2001
    assert third["leaders"] == "leader"


def test_many_new_stems_join_the_others(tmp_path: Path) -> None:
    for prefix, count in (("a", 1000), ("b", 1), ("c", 1000)):
        new = {f"{prefix}{number}": "stem" for number in range(count)}
        add_stems(tmp_path, "english", read_stems(tmp_path, "english"), new)
    assert [path.name for path in tmp_path.iterdir()] == ["stems-english.lsb"]
    assert len(read_stems(tmp_path, "english")) == 2001


def test_without_a_file_no_stem_is_known(tmp_path: Path) -> None:
    stems = read_stems(tmp_path, "english")
    assert len(stems) == 0
    assert "word" not in stems


@pytest.mark.parametrize("language", ["english", "german", "russian"])
def test_persisted_stems_are_those_of_nltk(tmp_path: Path, language: str) -> None:
    text = "Leaders leading consulting Häuser häusern généreusement книги книгами COVID-19 R&D"
    with open_index(tmp_path, create=True, language=language) as index:
        index.add(Article(title=text))
    snowball = SnowballStemmer(language)
    stems = dict(read_stems(tmp_path, language).pairs())
    assert {"leaders", "hauser", "книги"} <= set(stems)
    for form, stem in stems.items():
        assert stem == (snowball.stem(form) if form.isalpha() else form)


def test_stems_are_learnt_over_several_commits(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(title="leaders"))
        index.add(Article(title="consulting"))
    with open_index(tmp_path) as index:
        index.add(Article(title="generously"))
    assert {"leaders", "consulting", "generously"} <= set(read_stems(tmp_path, "english"))


# --- damage that a checksum does not show --------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [b"word", b"word\n", b"word\tstem", b"\xff\xfe\t\n", b"word\t\xff\n", b"\0" * 9, b"\n\n\n"],
)
def test_lines_that_are_none_are_named(tmp_path: Path, lines: bytes) -> None:
    with open_index(tmp_path, create=True) as index:
        index.add(Article(title="leaders"))
    write_blob(tmp_path / "stems-english.lsb", "stems", lines)
    with pytest.raises(IndexCorrupt, match=r"stems of the index are damaged .*--rebuild"):
        dict(read_stems(tmp_path, "english").pairs())
    for use in ("search", "add"):
        try:
            with open_index(tmp_path) as index:
                if use == "search":
                    index.search("leaders leading words word")
                else:
                    index.add(Article(title="consulting"))
        except IndexCorrupt as error:
            assert "rebuild" in str(error)  # noqa: PT017  # or it does no harm
