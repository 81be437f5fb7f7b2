"""A real OpenSearch cluster on this machine: one JVM a node, so that a test can kill one."""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cluster.jars import cache_folder, classes, jars
from cluster.jdk import Jdk, newest_jdk
from waiting import wait_until

HOST = "127.0.0.1"
PORTS = range(12_000, 32_000)
"""Below those that systems give to connections, one of which could take a port before the node does."""

ATTEMPTS = 3
"""Times to try other ports, if somebody takes a port meanwhile."""

HEAP = 256
"""Megabytes of heap of a node; it takes about as much again."""

LIGHT = ("-XX:TieredStopAtLevel=1",)
"""Compile once, quickly: right for a node that lives for minutes."""


class NodeDied(Exception):
    """A node ended by itself; the message holds the end of its log."""


@dataclass(frozen=True)
class Runtime:
    """The programs and classes that nodes run from."""

    jdk: Jdk
    class_path: str

    @classmethod
    def prepare(cls, cache: Path | None = None) -> Runtime:
        """Find Java, fetch the jars, compile; quick when that has been done.

        Raises `Unavailable`.
        """
        jdk, cache = newest_jdk(), cache or cache_folder()
        lib = jars(cache)
        return cls(jdk, os.pathsep.join([str(classes(jdk, lib, cache)), f"{lib}/*"]))

    def command(self, heap: int, options: Sequence[str]) -> list[str]:
        """How a node is started, without its own two arguments."""
        quiet = ["-Djava.awt.headless=true", "-Dlog4j2.disable.jmx=true"]
        netty = ["-Dio.netty.noUnsafe=true", "-Dio.netty.allocator.numDirectArenas=0"]
        access = ["--enable-native-access=ALL-UNNAMED"]
        if self.jdk.version >= 23:
            access.append("--sun-misc-unsafe-memory-access=allow")
        memory = [f"-Xms{heap}m", f"-Xmx{heap}m", "-XX:+UseSerialGC"]
        flags = [*memory, *options, *quiet, *netty, *access]
        return [self.jdk.tool("java"), *flags, "-cp", self.class_path, "LeadersearchTestNode"]


@dataclass
class Node:
    """One node: its folder stays when it is killed, and so do its ports and its articles."""

    name: str
    folder: Path
    http_port: int
    transport_port: int
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """Its address, such as `127.0.0.1:12001`."""
        return f"{HOST}:{self.http_port}"

    @property
    def log(self) -> Path:
        """The file that it writes its messages to."""
        return self.folder / "node.log"

    def start(self, command: Sequence[str], settings: Mapping[str, str]) -> None:
        """Start it with settings of OpenSearch; it is there when `Cluster.wait` returns."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "settings.properties"
        path.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [*command, str(self.folder / "home"), str(path)],
                stdin=subprocess.PIPE,  # its lifeline
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the tests
            )

    def kill(self) -> None:
        """End it as a power cut would, and wait until it has gone."""
        process, self.process = self.process, None
        if process is None:
            return
        process.kill()
        process.wait()
        if process.stdin:
            process.stdin.close()

    def check(self) -> None:
        """Raise `NodeDied` if it ended by itself."""
        if self.process and self.process.poll() is not None:
            text = self.log.read_text(encoding="utf-8", errors="replace")
            raise NodeDied(f"{self.name} ended with {self.process.returncode}:\n{text[-3000:]}")


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on."""
    with ExitStack() as held:
        ports: list[int] = []
        for port in random.sample(PORTS, len(PORTS)):
            if len(ports) == count:
                break
            probe = held.enter_context(socket.socket())
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            ports.append(port)
        return ports


@dataclass
class Cluster:
    """Some nodes that know each other, with a name of their own."""

    runtime: Runtime
    folder: Path
    size: int = 3
    heap: int = HEAP
    options: Sequence[str] = LIGHT
    settings: Mapping[str, str] = field(default_factory=dict)
    name: str = field(default_factory=lambda: f"leadersearch-test-{uuid.uuid4().hex[:12]}")
    nodes: list[Node] = field(default_factory=list)

    @property
    def hosts(self) -> list[str]:
        """The addresses of all nodes, dead ones too, such as `127.0.0.1:12001`."""
        return [node.host for node in self.nodes]

    @property
    def urls(self) -> list[str]:
        """The addresses of all nodes, as URLs."""
        return [f"http://{host}" for host in self.hosts]

    def address(self, index: str) -> str:
        """The address of an index on all nodes, as leadersearch takes it."""
        return f"opensearch://{','.join(self.hosts)}/{index}"

    def start(self) -> None:
        """Start all nodes and wait until the cluster is green."""
        for attempt in range(ATTEMPTS):
            ports = free_ports(2 * self.size)
            self.nodes = [
                Node(f"n{i}", self.folder / f"{attempt}-n{i}", ports.pop(), ports.pop())
                for i in range(self.size)
            ]
            for node in self.nodes:
                self.start_node(node)
            try:
                self.wait()
            except NodeDied as problem:
                self.stop()
                if "BindException" not in str(problem) or attempt + 1 == ATTEMPTS:
                    raise
            except BaseException:
                self.stop()
                raise
            else:
                return

    def start_node(self, node: Node, settings: Mapping[str, str] | None = None) -> None:
        """Start a node, for the first time or again, with further settings."""
        peers = ",".join(f"{HOST}:{peer.transport_port}" for peer in self.nodes)
        own = {
            "cluster.name": self.name,
            "node.name": node.name,
            "node.roles": "cluster_manager,data,ingest",
            "network.host": HOST,
            "http.port": str(node.http_port),
            "transport.port": str(node.transport_port),
            "discovery.type": "zen",  # the runner takes one node for a cluster of its own
            "discovery.seed_hosts": peers,
            # Of so small a heap most is garbage that nobody has collected yet: count what is asked for.
            "indices.breaker.total.use_real_memory": "false",
            "cluster.initial_cluster_manager_nodes": ",".join(peer.name for peer in self.nodes),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            "node.store.allow_mmap": "false",
            "action.auto_create_index": "false",
        }
        command = self.runtime.command(self.heap, self.options)
        node.start(command, {**own, **self.settings, **(settings or {})})

    def ask(self, method: str, path: str, body: Any = None, *, node: Node | None = None) -> Any:
        """The answer of a node, by default the first that lives, as parsed JSON.

        Raises `OSError` and `http.client.HTTPException` where there is none.
        """
        node = node or next(node for node in self.nodes if node.process)
        connection = http.client.HTTPConnection(HOST, node.http_port, timeout=60)
        try:
            data = None if body is None else json.dumps(body)
            connection.request(method, path, data, {"Content-Type": "application/json"})
            return json.loads(connection.getresponse().read() or b"null")
        finally:
            connection.close()

    def wait(self, *status: str) -> None:
        """Wait until all living nodes have joined, and the cluster is green or has another `status`.

        Raises `NodeDied`, `TimeoutError`.
        """
        wait_until(lambda: self._is(status or ("green",)), pause=0.2)

    def _is(self, status: Sequence[str]) -> bool:
        """Whether it is so; where a node answers already, it is given seconds to become so."""
        for node in self.nodes:
            node.check()
        alive = sum(node.process is not None for node in self.nodes)
        wanted = f"wait_for_nodes={alive}&wait_for_status={status[-1]}&timeout=5s"
        try:
            health = self.ask("GET", f"/_cluster/health?{wanted}&wait_for_no_relocating_shards")
        except (OSError, http.client.HTTPException):
            return False
        return (
            isinstance(health, dict)
            and health.get("cluster_name") == self.name  # not a stranger on the port
            and health["status"] in status
            and health["number_of_nodes"] == alive
            and not health["relocating_shards"]
        )

    def manager(self) -> Node:
        """The node that the others have elected."""
        (row,) = self.ask("GET", "/_cat/cluster_manager?format=json")
        return next(node for node in self.nodes if node.name == row["node"])

    def stop(self) -> None:
        """End all nodes, and remove their articles."""
        for node in self.nodes:
            node.kill()
            shutil.rmtree(node.folder / "home", ignore_errors=True)


@contextmanager
def running(cluster: Cluster) -> Iterator[Cluster]:
    """A cluster that runs as long as the block does."""
    cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop()
