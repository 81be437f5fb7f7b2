"""Part of every test run: the fixtures that need a real cluster, and the choice of their tests.

Tests of a cluster take minutes and need Java, so the everyday command leaves them out, and says so.
`-m cluster` runs them. Nobody marks a test: whichever uses one of the fixtures below is one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from cluster.nodes import Cluster, Runtime, running
from cluster.unavailable import Unavailable

REQUIRED = "LEADERSEARCH_REQUIRE_CLUSTER"
"""Environment variable: if set, a cluster that cannot be had is a failure."""

COMMAND = "make test-cluster"
LEFT_OUT = pytest.StashKey[int]()
SENT = "cluster_left_out"
"""The name under which a worker sends the number to the process that prints."""

StartCluster = Callable[..., Cluster]


@pytest.fixture(scope="session")
def cluster_runtime() -> Runtime:
    """Java and the jars; a test that needs them is skipped where they cannot be had."""
    try:
        return Runtime.prepare()
    except Unavailable as problem:
        if os.environ.get(REQUIRED):
            pytest.fail(f"no cluster: {problem}", pytrace=False)
        pytest.skip(f"no cluster: {problem}")


@pytest.fixture(scope="session")
def cluster(
    cluster_runtime: Runtime, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    """Three nodes for all tests of a run. Leave it green, its nodes alive, your indices removed."""
    with running(Cluster(cluster_runtime, tmp_path_factory.mktemp("cluster"))) as started:
        yield started


@pytest.fixture
def new_cluster(cluster_runtime: Runtime, tmp_path: Path) -> Iterator[StartCluster]:
    """Starts a cluster of a test's own, to be maltreated; takes the fields of `Cluster`."""
    with ExitStack() as started:
        yield lambda **fields: started.enter_context(
            running(Cluster(cluster_runtime, tmp_path, **fields))
        )


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", f"cluster: needs a real OpenSearch cluster ({COMMAND})")
    config.stash[LEFT_OUT] = 0


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark a test that needs a cluster."""
    if "cluster_runtime" in getattr(item, "fixturenames", ()):
        item.add_marker("cluster")


@pytest.hookimpl(trylast=True)  # of those that are asked for
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave them out unless `-m` speaks of them."""
    needing = [item for item in items if item.get_closest_marker("cluster")]
    if needing and "cluster" not in config.option.markexpr:
        config.stash[LEFT_OUT] = len(needing)
        config.hook.pytest_deselected(items=needing)
        items[:] = [item for item in items if item not in needing]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let the process that prints know how many were left out."""
    if (output := getattr(session.config, "workeroutput", None)) is not None:
        output[SENT] = session.config.stash[LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Remember the number that a worker of xdist has sent; all collect the same."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get(SENT, 0)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say what was left out, why, and how to run it."""
    if count := config.stash[LEFT_OUT]:
        reason = f"because they need a real OpenSearch cluster ({COMMAND})"
        terminalreporter.write_line(f"tests left out, {reason}: {count}")
