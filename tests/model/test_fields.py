"""The table of fields, on which parser, ranking and engines agree."""

from __future__ import annotations

import dataclasses

from leadersearch.model.article import Article
from leadersearch.model.field import Kind
from leadersearch.model.fields import DEFAULT_FIELDS, FACET_FIELDS, FIELD_NAMES, FIELDS, TABLE


def test_the_fields_are_those_of_the_query_language() -> None:
    assert set(FIELDS) == {
        *("title", "excerpt", "body", "author", "tag", "venue"),
        *("url", "source", "doi", "id", "date", "acronym", "sense"),
        *("pmid", "pmcid", "arxiv", "isbn"),
    }


def test_what_a_field_is_held_in_is_an_attribute_of_an_article() -> None:
    names = {field.name for field in dataclasses.fields(Article)}
    assert {row.attribute for row in TABLE if row.attribute} <= names - {"extra", "source"}


def test_a_field_is_held_or_worked_out() -> None:
    assert not [row.name for row in TABLE if row.attribute and row.derive]


def test_no_key_of_json_and_no_record_name_is_said_twice() -> None:
    keys = [row.key for row in TABLE if row.key]
    record_names = [name for row in TABLE for name in row.record_names]
    columns = [row.column for row in TABLE if row.column]
    for given in (keys, record_names, columns):
        assert len(given) == len(set(given))


def test_the_weights_are_those_that_were_measured() -> None:
    weights = {field.name: field.weight for field in DEFAULT_FIELDS}
    assert weights == {"title": 3.0, "excerpt": 1.0, "body": 1.0, "author": 1.0, "tag": 0.5}
    assert [name for name, field in FIELDS.items() if field.stresses_first] == ["author"]


def test_title_excerpt_and_body_make_up_the_length() -> None:
    assert [field.name for field in FIELDS.values() if field.in_length] == [
        "title",
        "excerpt",
        "body",
    ]


def test_weights_in_the_length_are_whole_so_that_lengths_are() -> None:
    assert all(field.weight == int(field.weight) for field in FIELDS.values() if field.in_length)


def test_a_field_ranks_or_narrows_and_tags_do_both() -> None:
    assert all(field.by_default or field.narrows for field in FIELDS.values())
    assert [field.name for field in FIELDS.values() if field.by_default and field.narrows] == [
        "tag"
    ]


def test_each_facet_has_a_name_for_all_and_a_help() -> None:
    assert all(row.facet_label and row.filter_help for row in FACET_FIELDS.values())
    assert all(facet.isidentifier() for facet in FACET_FIELDS)


def test_no_spelling_names_two_fields() -> None:
    asked = [field for field in FIELDS.values() if field.meaning]
    spellings = [spelling for field in asked for spelling in (field.name, *field.aliases)]
    assert len(spellings) == len(set(spellings)) == len(FIELD_NAMES)


def test_spellings_are_lower_case_words() -> None:
    assert all(spelling.isalpha() and spelling.islower() for spelling in FIELD_NAMES)


def test_pubmed_spellings_are_known() -> None:
    expected = {"au": "author", "ti": "title", "dp": "date", "ta": "venue", "mh": "tag"}
    assert {name: FIELD_NAMES[name] for name in expected} == expected


def test_there_is_one_field_of_dates() -> None:
    assert [field.name for field in FIELDS.values() if field.kind is Kind.DATE] == ["date"]
