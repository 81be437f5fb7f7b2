"""Damaged files: whatever is done to a file, only ReadError may come out of it."""

from __future__ import annotations

import random
from contextlib import suppress
from importlib.util import find_spec

import pytest
from hypothesis import given, strategies as st

from leadersearch.errors import ReadError
from leadersearch.readers import READERS, read_articles_from
from readers.samples import FILES, PACKED, damaged, damaged_inside
from strategies import everyday

# Formats that are read with an extra package -> the package.
EXTRA = {"html": "trafilatura", "mhtml": "trafilatura", "pdf": "pypdf"}


def outcome(data: bytes, reader: str | None) -> int:
    """How many articles came out before the end or the ReadError."""
    count = 0
    with suppress(ReadError):
        for _ in read_articles_from(data, "-", reader=reader):
            count += 1
    return count


def test_every_reader_has_a_sample_that_it_reads() -> None:
    assert set(FILES) == {reader.name for reader in READERS}
    for name, data in FILES.items():
        assert outcome(data, name) or not find_spec(EXTRA[name])


@pytest.mark.parametrize("name", FILES)
def test_damaged_files_raise_nothing_but_read_errors(name: str) -> None:
    dice = random.Random(f"damage {name}")
    data = FILES[name]
    for _ in range(150):
        broken = damaged(data, dice)
        outcome(broken, name)
        outcome(broken, None)


@pytest.mark.parametrize("name", FILES)
@given(
    data=st.binary(max_size=200)
    | st.text(max_size=200).map(lambda text: text.encode(errors="replace"))
)
@everyday(40)
def test_noise_raises_nothing_but_read_errors(name: str, data: bytes) -> None:
    outcome(data, name)


@pytest.mark.parametrize("name", PACKED)
def test_damaged_parts_raise_nothing_but_read_errors(name: str) -> None:
    dice = random.Random(f"inside {name}")
    for _ in range(150):
        outcome(damaged_inside(PACKED[name], dice), name)
