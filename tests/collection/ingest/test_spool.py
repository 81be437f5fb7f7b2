"""Records come back as they were spooled, whatever was read between."""

from __future__ import annotations

from contextlib import closing

from hypothesis import given, strategies as st

from leadersearch.collection.ingest import spool
from leadersearch.collection.ingest.spool import Spool
from leadersearch.model.article import Article
from leadersearch.numbering import Numbering
from strategies import everyday

IDS = st.sampled_from(["a", "b", "c"])
STEPS = st.lists(st.tuples(st.sampled_from(["add", "read"]), IDS), max_size=30)


@everyday(100)
@given(STEPS)
def test_records_of_an_id_come_in_the_order_in_which_they_were_read(
    steps: list[tuple[str, str]],
) -> None:
    expected: dict[str, list[str]] = {"a": [], "b": [], "c": []}
    with closing(Spool(Numbering())) as spooled:
        for number, (step, article_id) in enumerate(steps):
            if step == "add":
                title = f"The title of {number}"
                spooled.add(Article(id=article_id, title=title), "notes.md")
                expected[article_id].append(title)
            else:
                titles = [record.title for record in spooled.records(article_id)]
                assert titles == expected[article_id]
        for article_id, titles in expected.items():
            assert [record.title for record in spooled.records(article_id)] == titles


def test_records_beyond_what_is_kept_in_memory_are_read_from_a_file() -> None:
    body = "word " * (spool.IN_MEMORY // 12)
    with closing(Spool(Numbering())) as spooled:
        for number in range(4):
            spooled.add(Article(id=str(number), title=f"Title {number}", body=body), "notes.md")
            assert [record.body for record in spooled.records("0")] == [body]

        assert [record.title for record in spooled.records("3")] == ["Title 3"]
