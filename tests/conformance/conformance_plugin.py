"""A pytest plugin for Whoosh's own test-suite: picks the codec and records the outcomes.

CONFORMANCE_CODEC is "stock" or "columnar", CONFORMANCE_OUTCOMES the JSON file to write.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

import whoosh.codec
import whoosh.codec.whoosh3

if TYPE_CHECKING:
    import pytest

EXACT_LENGTHS = {"test_indexing", "test_mpwriter", "test_quality"}
"""Modules that compare field lengths with what is left of them after the stock codec's rounding."""

_outcomes: dict[str, str] = {}


def pytest_configure(config: pytest.Config) -> None:
    """Put the columnar codec wherever Whoosh and its tests look for the default one.

    Some tests name the stock codec although any would do: they get ours as well.
    """
    if os.environ["CONFORMANCE_CODEC"] != "columnar":
        return
    from leadersearch.engines.whoosh.stock.codec import ColumnarCodec

    def columnar(*_args: object, **_options: object) -> ColumnarCodec:
        return ColumnarCodec()

    whoosh.codec.default_codec = columnar
    whoosh.codec.whoosh3.W3Codec = columnar


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Make the tests that round expected lengths to what one byte holds expect exact ones."""
    if os.environ["CONFORMANCE_CODEC"] != "columnar":
        return
    for item in items:
        module = getattr(item, "module", None)
        if module is not None and module.__name__.rpartition(".")[2] in EXACT_LENGTHS:
            module.length_to_byte = module.byte_to_length = int


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Make the tests that draw random numbers draw the same under both codecs."""
    random.seed(item.nodeid)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep the worst outcome of a test's phases."""
    if report.when == "call" or report.outcome != "passed":
        _outcomes[report.nodeid] = report.outcome


def pytest_sessionfinish() -> None:
    """Write the outcomes down."""
    Path(os.environ["CONFORMANCE_OUTCOMES"]).write_text(json.dumps(_outcomes), encoding="utf-8")
