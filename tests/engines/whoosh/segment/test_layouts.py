from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st
from whoosh import analysis, fields, formats

from engines.whoosh.stock.snapshots import MemoryStorage
from leadersearch.engines.whoosh.segment.layouts import layout_of
from leadersearch.engines.whoosh.stock.codec import ColumnarCodec
from strategies import everyday


class Custom(formats.Format):  # type: ignore[misc]  # whoosh is untyped
    """A format of somebody's own, whose values only it understands."""

    def word_values(self, value: Any, analyzer: Any, **options: Any) -> Any:
        words = (token.text for token in analyzer(value, positions=True, **options))
        for word in dict.fromkeys(words):
            yield word, 1, 1.5, word.encode() * 2

    def decode_twice(self, value: bytes) -> str:
        return value.decode()

    def decode_frequency(self, value: bytes) -> int:
        return 1


class Renamed(formats.Positions):  # type: ignore[misc]  # whoosh is untyped
    """A subclass may have changed anything."""


FORMATS = [
    formats.Existence(),
    formats.Existence(field_boost=2.0),
    formats.Frequency(),
    formats.Positions(),
    formats.Positions(field_boost=1.5),
    formats.Characters(),
    formats.PositionBoosts(),
    formats.CharacterBoosts(),
    formats.CharacterBoosts(field_boost=2.0),
    Custom(),
    Renamed(),
]
KINDS = ["frequency", "weight", "positions", "characters", "position_boosts", "character_boosts"]


def field_of(format_: Any) -> Any:
    analyzer = analysis.RegexTokenizer(r"\S+") | analysis.DelimitedAttributeFilter()
    field = fields.FieldType(format=format_, analyzer=analyzer, scorable=True, vector=format_)
    field.stored = False
    return field


def index_of(format_: Any, texts: list[str]) -> Any:
    index = MemoryStorage().create_index(fields.Schema(f=field_of(format_)))
    writer = index.writer(codec=ColumnarCodec())
    for text in texts:
        writer.add_document(f=text)
    writer.commit()
    return index


@pytest.mark.parametrize("format_", FORMATS, ids=repr)
@everyday(30)
@given(
    texts=st.lists(
        st.lists(st.sampled_from(["a", "b^2", "b^0.1", "c", "ccc"]), max_size=8).map(" ".join),
        min_size=1,
        max_size=4,
    )
)
def test_values_of_every_format_come_back(format_: Any, texts: list[str]) -> None:
    field = field_of(format_)
    index = index_of(format_, texts)
    with index.reader() as reader:
        for number, text in enumerate(texts):
            expected = {
                word.encode(): (weight, value)
                for word, _, weight, value in format_.word_values(text, field.analyzer)
            }
            for word, (weight, value) in expected.items():
                matcher = reader.postings("f", word)
                matcher.skip_to(number)
                assert (matcher.id(), matcher.weight()) == (number, pytest.approx(weight))
                assert matcher.value() == value
                for kind in filter(format_.supports, KINDS):
                    assert matcher.value_as(kind) == format_.decode_as(kind, value)
            if expected:
                vector = reader.vector(number, "f")
                found = {}
                while vector.is_active():
                    found[vector.id().encode()] = (pytest.approx(vector.weight()), vector.value())
                    vector.next()
                assert found == expected


def test_custom_formats_are_opaque() -> None:
    assert layout_of(Custom()).name == layout_of(Renamed()).name == "opaque"


def terms_of(index: Any) -> Any:
    reader = index.reader()
    return reader.codec().terms_reader(reader.storage(), reader.segment())


def test_weights_that_are_frequencies_are_not_written() -> None:
    field = terms_of(index_of(formats.Positions(), ["a a b", "a c"])).field("f")
    assert field.postings.weights(0) is None


def test_only_terms_with_weights_of_their_own_have_them() -> None:
    field = terms_of(index_of(formats.Positions(), ["a a b^2", "a b"])).field("f")
    assert field.postings.weights(0) is None
    assert field.postings.weights(1).tolist() == [2.0, 1.0]
    assert field.terms.max_weights.tolist() == [2.0, 2.0]
    assert [field.terms.total_weight(n) for n in range(2)] == [3.0, 3.0]


def test_bytes_that_are_no_value_of_the_format_are_kept() -> None:
    codec = ColumnarCodec()
    storage = MemoryStorage()
    segment = codec.new_segment(storage, "test")
    writer = codec.field_writer(storage, segment)
    field = fields.TEXT()
    writer.start_field("f", field)
    values = [formats.Positions().encode([1, 5]), b"anything", b"", formats.Positions().encode([])]
    writer.start_term(b"a")
    for number, value in enumerate(values):
        writer.add(number, 1.0, value, 1)
    writer.finish_term()
    writer.finish_field()
    writer.close()
    matcher = codec.terms_reader(storage, segment).matcher("f", b"a", field.format)
    assert [value for _, value in matcher.all_items()] == values
    assert matcher.value_as("positions") == [1, 5]
