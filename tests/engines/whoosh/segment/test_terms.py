from __future__ import annotations

import bisect
import io

import numpy as np
import pytest
from hypothesis import given, strategies as st

from leadersearch.engines.whoosh.segment.container import SegmentFile
from leadersearch.engines.whoosh.segment.file_writer import SegmentFileWriter
from leadersearch.engines.whoosh.segment.inverted_field import InvertedField, packed_terms
from leadersearch.engines.whoosh.segment.terms import TermDictionary, write_terms
from strategies import everyday

any_terms = st.lists(
    st.binary(max_size=4) | st.text(max_size=3).map(str.encode), unique=True, max_size=200
).map(sorted)


def dictionary(terms: list[bytes]) -> TermDictionary:
    text, text_offsets = packed_terms(terms)
    ones = np.arange(len(terms) + 1)
    inverted = InvertedField(
        layout="existence",
        text=text,
        text_offsets=text_offsets,
        offsets=ones,
        documents=np.zeros(len(terms), dtype=np.uint8),
    )
    inverted.check()
    file = io.BytesIO()
    writer = SegmentFileWriter(file)
    write_terms(writer, "f", inverted, None)
    writer.finish({})
    return TermDictionary(SegmentFile(file.getvalue(), "x"), "f")


@everyday(100)
@given(any_terms, st.lists(st.binary(max_size=4), max_size=20), st.booleans())
def test_look_ups_agree_with_a_sorted_list(
    terms: list[bytes], others: list[bytes], asked_often: bool
) -> None:
    found = dictionary(terms)
    if asked_often:
        for _ in range(100):
            found.find(b"")
    assert len(found) == len(terms)
    assert found.terms(0, len(terms)) == terms
    assert [found.term(n) for n in range(len(terms))] == terms
    assert found.text.tobytes() == b"".join(terms)
    for wanted in terms + others:
        assert found.find(wanted) == (terms.index(wanted) if wanted in terms else -1)
        assert found.lower_bound(wanted) == bisect.bisect_left(terms, wanted)
        low, high = found.prefix_range(wanted)
        assert terms[low:high] == [term for term in terms if term.startswith(wanted)]


@pytest.mark.parametrize("asked_often", [False, True])
def test_prefixes_of_highest_bytes_are_found(asked_often: bool) -> None:
    terms = [b"a\xfe", b"a\xff", b"a\xff\xff", b"b", b"\xff", b"\xff\xff"]
    found = dictionary(terms)
    for _ in range(100 * asked_often):
        found.find(b"")
    assert found.prefix_range(b"a\xff") == (1, 3)
    assert found.prefix_range(b"\xff") == (4, 6)
    assert found.prefix_range(b"") == (0, 6)


def test_a_slice_of_terms_is_taken_out_of_the_middle() -> None:
    found = dictionary([b"a", b"bb", b"ccc", b"d"])
    assert found.terms(1, 3) == [b"bb", b"ccc"]
    assert found.terms(2, 2) == []
    with pytest.raises(IndexError):
        found.term(4)
