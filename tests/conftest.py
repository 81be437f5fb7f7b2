"""Fixtures for tests of several packages."""

from __future__ import annotations

import os
import threading
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cluster import plugin as cluster_plugin
from leadersearch.engines.memory.engine import MemoryEngine
from leadersearch.index import Index, open_index
from leftovers import (
    CAN_BE_SEEN,
    adopt_orphans,
    has_children,
    hear_ignored_signals,
    left_behind,
)

settings.register_profile(
    "leadersearch",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # the one that looks at a clock
)
settings.load_profile("leadersearch")
adopt_orphans()
hear_ignored_signals()


BEFORE = pytest.StashKey[frozenset[threading.Thread]]()


def pytest_configure(config: pytest.Config) -> None:
    """Know the tests of a cluster."""
    config.pluginmanager.register(cluster_plugin, "cluster")


@pytest.fixture(params=["memory", "whoosh"])
def empty_index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """An index without articles, on every engine."""
    with (
        Index(MemoryEngine())
        if request.param == "memory"
        else open_index(tmp_path / "index", create=True)
    ) as index:
        yield index


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: the tests of the browser wait half of their time."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Remember what was going on before a test."""
    item.stash[BEFORE] = frozenset(threading.enumerate())
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test that leaves a process or a thread behind."""
    result = yield
    before = item.stash[BEFORE]
    if (CAN_BE_SEEN and has_children()) or not before.issuperset(threading.enumerate()):
        left = left_behind(before)
        assert not left, f"left behind: {', '.join(left)}"
    return result
