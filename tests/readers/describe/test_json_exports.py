from __future__ import annotations

from leadersearch.readers.describe.json_exports import records_of_export


def test_posts_of_ghost_have_the_names_of_their_authors_and_tags() -> None:
    tables = {
        "posts": [
            {"id": "1", "title": "One", "html": "<p>A</p>", "status": "published", "type": "post"},
            {"id": "2", "title": "Two", "html": "<p>B</p>", "status": "draft", "type": "post"},
            {"id": "3", "title": "About", "html": "<p>C</p>", "type": "page"},
        ],
        "users": [{"id": "a", "name": "Ann Lee"}, {"id": "b", "name": "Bo Ray"}],
        "posts_authors": [
            {"post_id": "1", "author_id": "b", "sort_order": 1},
            {"post_id": "1", "author_id": "a", "sort_order": 0},
        ],
        "tags": [{"id": "t", "name": "Rest"}],
        "posts_tags": [{"post_id": "1", "tag_id": "t"}],
    }
    (record,) = records_of_export({"db": [{"data": tables}]})
    assert isinstance(record, dict)
    assert (record["title"], record["authors"]) == ("One", ["Ann Lee", "Bo Ray"])
    assert (record["tags"], record["body"]) == (["Rest"], "<p>A</p>")


def annotation(page: str, quote: str, said: str, *tags: str) -> dict[str, object]:
    return {
        "uri": page,
        "user": "acct:ann@hypothes.is",
        "text": said,
        "tags": list(tags),
        "document": {"title": [page.upper()]},
        "target": [{"selector": [{"type": "RangeSelector"}, {"exact": quote}]}],
    }


def test_annotations_of_a_page_are_one_article() -> None:
    rows = [
        annotation("a", "One", "mine", "x"),
        annotation("b", "Two", ""),
        annotation("a", "Three", "", "y", "x"),
    ]
    for value in ({"total": 3, "rows": rows}, rows):
        a, b = records_of_export(value)
        assert a == {"url": "a", "title": ["A"], "body": "One\n\nmine\n\nThree", "tags": ["x", "y"]}
        assert isinstance(b, dict)
        assert b["body"] == "Two"


def test_notes_in_the_bin_are_left_out() -> None:
    notes = [{"content": "One"}]
    assert records_of_export({"activeNotes": notes, "trashedNotes": [{}, {}]}) == notes


def test_other_json_is_nobody_s_export() -> None:
    for value in (
        [],
        {},
        [1],
        {"db": 1},
        {"rows": [1]},
        {"db": [{"data": 1}]},
        "x",
        {"rows": [{"uri": "a"}]},
    ):
        assert records_of_export(value) == []
