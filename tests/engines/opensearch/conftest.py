"""Indexes in a cluster: that of the tests, or one that `LEADERSEARCH_TEST_CLUSTER` names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest

from cluster.nodes import Cluster
from leadersearch.engine import Engine
from leadersearch.engines.opensearch.address import Address
from leadersearch.engines.opensearch.engine import OpenSearchEngine

HOSTS = os.environ.get("LEADERSEARCH_TEST_CLUSTER", "")
"""Hosts and ports of a cluster that is there, to try something quickly: `host:port,host:port`."""

_numbers = count()


if HOSTS:

    @pytest.fixture(scope="session")
    def cluster_hosts() -> str:
        """The hosts and ports of the given cluster."""
        return HOSTS

else:

    @pytest.fixture(scope="session")
    def cluster_hosts(cluster: Cluster) -> str:
        """The hosts and ports of the cluster of the tests."""
        return ",".join(cluster.hosts)


@pytest.fixture(params=[1, 3], ids=["one shard", "three shards"])
def engine(request: pytest.FixtureRequest, cluster_hosts: str) -> Iterator[Engine]:
    """An empty index; it is deleted afterwards."""
    with made(cluster_hosts, shards=request.param) as engine:
        yield engine


@pytest.fixture(scope="module")
def one_and_three_shards(cluster_hosts: str) -> Iterator[tuple[Engine, Engine]]:
    """Two empty indexes."""
    with made(cluster_hosts, shards=1) as one, made(cluster_hosts, shards=3) as three:
        yield one, three


@contextmanager
def made(hosts: str, *, shards: int) -> Iterator[OpenSearchEngine]:
    """A new index; it is deleted afterwards."""
    name = f"test-{os.getpid()}-{next(_numbers)}"
    address = Address.parse(f"{hosts}/{name}?shards={shards}&replicas=0")
    engine = OpenSearchEngine(address, create=True)
    try:
        yield engine
    finally:
        engine.cluster.call("DELETE", f"/{name}-*")
        engine.close()
