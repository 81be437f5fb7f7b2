"""Merged articles are listed, with the reason, and the owner's rules part and join them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import leadersearch
from collection.ingest.corpora import Unused, ingest, write
from leadersearch import Index
from leadersearch.collection.ingest.merge_rules import RULES, read_merge_rules
from leadersearch.collection.ingest.reading import ReadingHere
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.errors import IndexCorrupt, UsageError
from leadersearch.model.article import Article, Source

KNOWN = "Kind rounds on invented wards"
ROWS: dict[str, list[dict[str, object]]] = {
    "a.jsonl": [
        {"title": "Brave wards", "body": "Of others."},
        {"doi": "10.1000/x1", "title": "Kind rounds", "tags": ["kindness"]},
    ],
    "b.jsonl": [{"doi": "10.1000/x1", "title": "Kind rounds", "body": "A long text."}],
    "c.jsonl": [{"title": KNOWN, "authors": ["Mira Ashdown"], "date": "2021"}],
    "d.jsonl": [{"doi": "10.1/d", "title": KNOWN, "authors": ["M. Ashdown"], "date": "2021"}],
    "e.jsonl": [{"title": "Mild wards"}, {"title": "Mild wards"}],
    "f.jsonl": [{"url": "https://a.org/1", "title": "Calm rounds"}],
    "g.jsonl": [{"url": "https://a.org/1", "title": "Calm rounds: a trial", "extra": 1}],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, rows in ROWS.items():
        write(folder / name, *rows)
    return folder


@pytest.fixture(params=["memory://", "whoosh"])
def index(request: pytest.FixtureRequest, tmp_path: Path, corpus: Path) -> Iterator[Index]:
    place = request.param if "memory" in request.param else tmp_path / "index"
    with leadersearch.open_index(place, create=True) as made:
        made.ingest(corpus, reading=ReadingHere())
        yield made


def held(index: Index) -> list[Article]:
    return sorted(index, key=lambda article: article.id)


def listed(index: Index) -> set[tuple[str, str, str]]:
    return {
        (Path(str(row.source)).name, Path(str(row.other)).name, row.reasons[0])
        for row in index.merges()
    }


def test_each_merge_is_listed_with_why(index: Index) -> None:
    assert listed(index) == {
        ("b.jsonl", "a.jsonl#2", "DOI 10.1000/x1"),
        ("d.jsonl", "c.jsonl", "title, first author and year"),
        ("e.jsonl", "e.jsonl#2", "the same content"),
        ("g.jsonl", "f.jsonl", "address a.org/1"),
    }
    assert len(index.merges(2)) == 2


def test_the_rule_that_is_listed_with_a_pair_parts_it_and_no_other(index: Index) -> None:
    before, pairs = held(index), index.merges()
    for pair in pairs:
        report = index.keep_merge_rules(pair.rule)
        assert (report.added, report.files_read) == (1, 0)
        assert [row.rule for row in index.merges()] == [
            row.rule for row in pairs if row.rule != pair.rule
        ]
    assert index.keep_merge_rules("").removed == 1
    assert held(index) == before


def test_all_are_parted_at_once_and_hold_for_later_runs(index: Index, corpus: Path) -> None:
    rules = "\n".join(row.rule for row in index.merges())
    index.keep_merge_rules(rules)
    parted = held(index)
    assert not index.merges()
    assert not index.ingest(corpus, reading=Unused()).has_changed
    write(corpus / "b.jsonl", {**ROWS["b.jsonl"][0], "venue": "BMJ Leader"})
    index.ingest(corpus, reading=ReadingHere())
    assert not index.merges()
    assert len(held(index)) == len(parted)
    assert index.merge_rules() == rules


JOIN = {
    "ids": "{brave} = {calm}",
    "titles": '"Brave wards" = Calm rounds',
    "titles as they are read": "  BRAVE wards. = “Calm rounds: a trial”",
    "sources": "a.jsonl = corpus/f.jsonl",
    "an article in a file": "Brave wards in a.jsonl = {calm} in f.jsonl",
}


@pytest.mark.parametrize("rule", JOIN.values(), ids=list(JOIN))
def test_rules_join_by_ids_titles_and_sources(index: Index, rule: str) -> None:
    names = {"Brave wards": "brave", "Calm rounds: a trial": "calm"}
    ids = {names[row.title]: row.id for row in index if row.title in names}
    before = held(index)
    report = index.keep_merge_rules(rule.format(**ids))
    assert report.removed == 1
    (joined,) = [row for row in index if "Of others." in row.body]
    assert len(joined.sources) == 3
    assert {row.reasons[0] for row in index.merges() if row.id == joined.id} >= {"a rule"}
    index.keep_merge_rules(b"")
    assert held(index) == before


def test_rules_give_the_same_index_in_any_order_and_survive_a_rebuild(
    tmp_path: Path, corpus: Path
) -> None:
    rules = (
        "Brave wards = Mild wards\n"
        '"Kind rounds" in a.jsonl != "Kind rounds" in b.jsonl\n'
        f"{KNOWN} in c.jsonl != {KNOWN} in d.jsonl\n"
    )
    made: list[list[Article]] = []
    for order in (sorted(ROWS), sorted(ROWS, reverse=True), []):
        with leadersearch.open_index(tmp_path / f"i{len(made)}", create=True) as index:
            if order:
                index.keep_merge_rules(rules)
            for name in order or [""]:
                index.ingest(corpus / name, reading=ReadingHere())
            if not order:
                index.keep_merge_rules(rules)
            made.append(held(index))
        with leadersearch.open_index(tmp_path / "i0", rebuild=True) as index:
            index.ingest(corpus, reading=ReadingHere())
            made.append(held(index))
    assert all(each == made[0] for each in made)
    assert len(made[0]) == 6


@pytest.mark.parametrize("is_before", [True, False])
def test_a_rule_joins_any_number_of_articles(tmp_path: Path, is_before: bool) -> None:
    """More than may share an address."""
    titles = [f"{word} rounds" for word in "abcdefghijklmnopqrstuvwxyz"]
    rule = " = ".join(titles)
    with leadersearch.open_index("memory://") as index:
        if is_before:
            index.keep_merge_rules(rule)
        rows = ({"title": title} for title in titles)
        index.ingest(write(tmp_path / "a.jsonl", *rows), reading=ReadingHere())
        if not is_before:
            index.keep_merge_rules(rule)
        (joined,) = held(index)
        assert len(joined.records) == len(titles)
        index.keep_merge_rules("")
        assert len(held(index)) == len(titles)


def test_rules_that_another_program_kept_take_effect_at_the_next_run(corpus: Path) -> None:
    engine = MemoryEngine()
    ingest(engine, [corpus])
    with engine.write() as writer:
        writer.keep(RULES, b"Brave wards = Calm rounds")
    assert ingest(engine, [corpus], reading=Unused()).removed == 1


def test_what_is_no_rule_changes_nothing(index: Index) -> None:
    index.keep_merge_rules("Brave wards = Calm rounds")
    before = held(index)
    for rules, message in {
        "A = B\nBrave wards": "line 2: cannot read 'Brave wards'; write NAME = NAME",
        "A = B != C": "line 1: cannot read",
        "A = A": "one name written twice",
        "A =": "line 1: cannot read",
        "A = B\nB = C\nA != C": "line 3: other lines join these names",
    }.items():
        with pytest.raises(UsageError, match=message):
            index.keep_merge_rules(rules)
    assert held(index) == before
    assert index.merge_rules() == "Brave wards = Calm rounds"


def test_damaged_rules_are_an_error_that_says_what_to_do(corpus: Path) -> None:
    engine = MemoryEngine()
    with engine.write() as writer:
        writer.keep(RULES, b"\xff")
    with pytest.raises(IndexCorrupt, match="leadersearch merges --rules"):
        ingest(engine, [corpus])


def test_signs_within_quotes_and_words_are_no_signs() -> None:
    rules = read_merge_rules(b'"a = b" != E=mc2\n"Rounds in a.bib" = Leadership in the NHS\n')
    record = Article(title="E=mc2", source=Source("/x/a.bib"))
    other = Article(title="A = B")
    assert rules.part(record, other)
    assert rules.part(other, record)
    assert not rules.part(other, other)
    assert rules.keys(Article(title="Leadership in the NHS"))
    assert rules.keys(Article(title="Rounds in A.bib"))
    assert not rules.keys(Article(title="Leadership", source=Source("/x/the NHS")))


def test_very_many_rules_cost_each_article_little() -> None:
    lines = [f'"Title {number}" != "Other {number}"' for number in range(20_000)]
    rules = read_merge_rules("\n".join(lines).encode())
    records = [Article(title=f"Title {number}") for number in range(2_000)]
    assert all(len(rules.names(record)) == 1 for record in records)


def test_a_rule_that_is_listed_can_be_read_whatever_the_names(tmp_path: Path) -> None:
    row = {"title": 'A = B in "c.bib" # no', "date": "2021", "id": "x = y in z.bib"}
    for name in ("a = b.jsonl", 'c "in" d.jsonl'):
        write(tmp_path / name, row)
    write(tmp_path / "e.jsonl", row, row)
    with leadersearch.open_index("memory://", create=True) as index:
        index.ingest(tmp_path, reading=ReadingHere())
        rules: list[str] = []
        while pairs := index.merges():
            assert pairs[0].rule not in rules
            rules.append(pairs[0].rule)
            index.keep_merge_rules("\n".join(rules))
        assert len(index) == 4
