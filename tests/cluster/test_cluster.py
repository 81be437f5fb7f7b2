"""The cluster of the tests: it is real, it is alone, and it leaves when its test run dies."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from cluster.nodes import Cluster
from cluster.plugin import StartCluster
from waiting import wait_until

TESTS = Path(__file__).resolve().parent.parent


def is_running(pid: int) -> bool:
    """Whether a process is there, and is more than the record of one that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_three_nodes_form_a_cluster_of_their_own(cluster: Cluster) -> None:
    answers = [cluster.ask("GET", "/_cluster/health", node=node) for node in cluster.nodes]

    assert [(each["cluster_name"], each["number_of_nodes"]) for each in answers] == [
        (cluster.name, 3)
    ] * 3


def test_a_killed_node_comes_back_with_its_articles(cluster: Cluster) -> None:
    settings = {"number_of_shards": 3, "number_of_replicas": 1}
    cluster.ask("PUT", "/kept", {"settings": {"index": settings}})
    cluster.wait()
    cluster.ask("PUT", "/kept/_doc/1?refresh=true", {"title": "Kindness"})

    manager = cluster.manager()
    manager.kill()
    cluster.wait("green", "yellow")
    assert cluster.manager() is not manager
    assert cluster.ask("GET", "/kept/_count")["count"] == 1

    cluster.start_node(manager)
    cluster.wait()
    assert cluster.ask("GET", "/kept/_doc/1", node=manager)["found"]
    cluster.ask("DELETE", "/kept")


def test_a_cluster_leaves_when_its_owner_is_killed(cluster: Cluster) -> None:
    code = f"""
import sys; sys.path.insert(0, {str(TESTS)!r})
from pathlib import Path
from cluster.nodes import Cluster, Runtime
cluster = Cluster(Runtime.prepare(), Path(sys.argv[1]), size=1)
cluster.start()
print(cluster.nodes[0].process.pid, flush=True)
input()
"""
    folder = cluster.folder / "orphan"
    owner = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert owner.stdout
    assert owner.stdin
    pid = int(owner.stdout.readline())
    assert is_running(pid)

    owner.send_signal(signal.SIGKILL)
    owner.wait()
    owner.stdin.close()
    owner.stdout.close()

    wait_until(lambda: not is_running(pid))


def test_a_node_takes_settings_of_opensearch(new_cluster: StartCluster) -> None:
    small = new_cluster(size=1, settings={"thread_pool.write.queue_size": "7"})

    pools = small.ask("GET", "/_cat/thread_pool/write?format=json&h=queue_size")

    assert pools == [{"queue_size": "7"}]
