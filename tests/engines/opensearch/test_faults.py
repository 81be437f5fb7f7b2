"""Nodes that are killed, full, busy, slow, foreign or not there: a clear error, or it goes on."""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import leadersearch
from cluster.front import Asked, Reply, serving
from cluster.nodes import Cluster, Node
from cluster.plugin import StartCluster
from leadersearch import (
    Article,
    Index,
    IndexAccessError,
    IndexChanged,
    IndexMissing,
    IndexTooNew,
    IndexTooOld,
    LeaderSearchError,
)
from leadersearch.engine import Writer
from waiting import wait_until

INDEX = "faults"
WORDS = "kindness courage patience wisdom honesty prudence humour candour".split()


def some(count: int, start: int = 0) -> list[Article]:
    return [
        Article(title=f"{WORDS[number % 8]} on ward {number}", excerpt="Leaders listen. " * 10)
        for number in range(start, start + count)
    ]


@pytest.fixture
def place(cluster: Cluster) -> Iterator[str]:
    """The address of an index that there is not yet, on all nodes; it is removed afterwards."""
    yield f"{cluster.address(INDEX)}?shards=3&replicas=1"
    cluster.ask("DELETE", f"/{INDEX}-*")


@pytest.fixture
def index(place: str) -> Iterator[Index]:
    """An index of some articles."""
    with leadersearch.open_index(place, create=True) as opened:
        opened.add(some(40))
        yield opened


@contextmanager
def without(cluster: Cluster, node: Node) -> Iterator[None]:
    """A cluster one of whose nodes is killed; before and afterwards it is whole, copies included."""
    cluster.wait()
    node.kill()
    try:
        yield
    finally:
        cluster.start_node(node)
        cluster.wait()


@contextmanager
def broken_off(index: Index) -> Iterator[Writer]:
    """A writer that is left by Ctrl-C."""
    with pytest.raises(KeyboardInterrupt):  # noqa: SIM117, PT012  # it must be outermost
        with index._writing() as writer:
            yield writer
            raise KeyboardInterrupt


def test_nobody_on_the_port() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and does not listen
        port = taken.getsockname()[1]
        with pytest.raises(IndexAccessError, match=f"cannot reach OpenSearch at 127.0.0.1:{port}"):
            leadersearch.open_index(f"opensearch://127.0.0.1:{port}/articles")


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<html>It works!</html>", "text/html"),
        Reply(404, b"<html>Not found</html>", "text/html"),
        Reply(200, b"\xff\xfe\x00", "application/octet-stream"),
        Reply(200, b"{", "application/json"),
        Reply.of([]),
        Reply.of({"ok": True}),
        Reply.of({"version": "3.8.0"}),
        Reply.of({"name": "es", "version": {"number": "8.14.1", "build_flavor": "default"}}),
    ],
    ids=["page", "no page", "bytes", "half", "list", "other", "text", "elasticsearch"],
)
def test_something_else_on_the_port(reply: Reply) -> None:
    with (
        serving(interfere=lambda _: reply) as front,
        pytest.raises(IndexAccessError, match=f"no OpenSearch answers at {front.host}"),
    ):
        leadersearch.open_index(front.address("articles"), create=True)


def test_a_service_that_does_not_speak_http() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]

        def greet() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")

        thread = threading.Thread(target=greet)
        thread.start()
        try:
            with pytest.raises(IndexAccessError, match=f"127.0.0.1:{port}"):
                leadersearch.open_index(f"opensearch://127.0.0.1:{port}/articles")
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join()


def test_another_cluster_on_the_port_holds_no_such_index(cluster: Cluster) -> None:
    with pytest.raises(IndexMissing, match="leadersearch index FOLDER --index opensearch://"):
        leadersearch.open_index(cluster.address("nowhere"))


def test_an_index_that_others_made_is_left_alone(cluster: Cluster) -> None:
    cluster.ask("PUT", f"/{INDEX}-of-others", {})
    with pytest.raises(IndexAccessError, match="name another index"):
        leadersearch.open_index(cluster.address(f"{INDEX}-of-others"), create=True)
    cluster.ask("DELETE", f"/{INDEX}-of-others")


@pytest.mark.parametrize(("change", "kind"), [(1, IndexTooNew), (-1, IndexTooOld)])
def test_a_mapping_of_another_version(
    cluster: Cluster, index: Index, place: str, change: int, kind: type[LeaderSearchError]
) -> None:
    mapping = cluster.ask("GET", f"/{INDEX}/_mapping")[f"{INDEX}-000001"]["mappings"]
    meta = mapping["_meta"]
    meta["leadersearch"]["mapping"] += change
    cluster.ask("PUT", f"/{INDEX}-000001/_mapping", {"_meta": meta})

    with pytest.raises(kind, match=r"rebuild it|update leadersearch"):
        leadersearch.open_index(place)


def test_a_full_disk_stops_writing_with_advice_and_searching_goes_on(
    cluster: Cluster, index: Index
) -> None:
    blocks = {"index.blocks.read_only_allow_delete": True}
    cluster.ask("PUT", f"/{INDEX}-000001/_settings", blocks)
    with pytest.raises(IndexAccessError, match="free disk space"):
        index.add(some(10, start=100))
    assert index.search("kindness").total == 5

    cluster.ask("PUT", f"/{INDEX}-000001/_settings", dict.fromkeys(blocks))
    index.add(some(10, start=100))
    assert len(index) == 50


def test_a_node_that_is_slow_is_an_error_that_says_so() -> None:
    let_go = threading.Event()

    def wait(_: Asked) -> None:
        let_go.wait(60)

    with serving(interfere=wait) as front:
        address = f"{front.address('articles')}?timeout=0.2"
        with pytest.raises(IndexAccessError, match=r"did not answer within 0.2 s"):
            leadersearch.open_index(address)
        let_go.set()


def test_another_node_answers_for_one_that_is_slow(cluster: Cluster, index: Index) -> None:
    let_go = threading.Event()

    def wait(asked: Asked) -> None:
        if "_msearch" in asked.path:
            let_go.wait(60)

    with serving(cluster.hosts[0], interfere=wait) as front:
        address = f"opensearch://{front.host},{cluster.hosts[1]}/{INDEX}?timeout=2"
        with leadersearch.open_index(address) as opened:
            totals = [opened.search(word).total for word in WORDS[:3]]
        let_go.set()

    assert totals == [5, 5, 5]


NO_SHARD = {"error": {"type": "no_shard_available_action_exception"}, "status": 503}


@pytest.mark.parametrize(
    "reply",
    [
        Reply(503, b"electing", "text/plain"),
        Reply(503, json.dumps(NO_SHARD).encode(), "application/json"),
    ],
    ids=["no manager", "no copy of a shard"],
)
def test_a_cluster_that_is_not_ready_for_a_while_is_asked_again(
    cluster: Cluster, index: Index, reply: Reply
) -> None:
    refusals = iter(range(12))  # the client alone gives up after four

    with (
        serving(
            cluster.hosts[0],
            interfere=lambda _: reply if next(refusals, None) is not None else None,
        ) as front,
        leadersearch.open_index(front.address(INDEX)) as opened,
    ):
        assert opened.search("kindness").total == 5


def test_a_commit_whose_answer_was_lost_is_not_taken_for_one_of_another(
    cluster: Cluster, index: Index
) -> None:
    lost: list[Asked] = []

    def lose(asked: Asked) -> Reply | None:
        if asked.method != "PUT" or "c:commit" not in asked.path or lost:
            return None
        cluster.ask("PUT", asked.path, json.loads(gzip.decompress(asked.body)))
        lost.append(asked)
        return Reply(503, b"electing", "text/plain")

    with (
        serving(cluster.hosts[0], interfere=lose) as front,
        leadersearch.open_index(front.address(INDEX)) as opened,
    ):
        opened.save_search("kind", "kindness")
        opened.refresh()
        assert [row.name for row in opened.saved_searches()] == ["kind"]
    assert lost


def test_after_a_refresh_a_reading_goes_on_that_lost_its_moment(
    cluster: Cluster, index: Index
) -> None:
    with index._writing() as writer:
        writer.put([Article(title="Later")])
        writer._bulk.flush()  # type: ignore[attr-defined]
        cluster.ask("POST", f"/{INDEX}/_refresh")  # as a shard that moves does
        cluster.ask("DELETE", "/_search/point_in_time/_all")
        with pytest.raises(IndexChanged, match="refresh the index"):
            list(index)
        assert index.refresh()
        assert len(list(index)) == 41


def test_a_cluster_that_does_not_get_ready_is_an_error_that_says_so() -> None:
    with serving(interfere=lambda _: Reply(503, b"electing", "text/plain")) as front:
        address = f"{front.address('articles')}?timeout=0.5"
        with pytest.raises(IndexAccessError, match=r"is not ready .status 503.; try again later"):
            leadersearch.open_index(address)


def test_a_storm_of_rejections_loses_nothing(new_cluster: StartCluster, tmp_path: Path) -> None:
    queue = {"thread_pool.write.queue_size": "1", "thread_pool.write.size": "1"}
    small = new_cluster(size=1, settings=queue)
    place = f"{small.address('storm')}?shards=3&replicas=0&lanes=16&refused={tmp_path / 'no'}"
    with leadersearch.open_index(place, create=True) as index:
        index.add(some(4_000))
        assert len(index) == 4_000

    pools = small.ask("GET", "/_cat/thread_pool/write?format=json&h=rejected")
    assert int(pools[0]["rejected"]) > 0
    assert not (tmp_path / "no").exists()


def test_the_elected_manager_is_killed_while_articles_are_sent_and_searched(
    cluster: Cluster, index: Index
) -> None:
    before = {hit.article.id for hit in index.search("kindness", limit=1_000)}
    more, failures = some(3_000, start=1_000), []
    begun, killed = threading.Event(), threading.Event()

    def articles() -> Iterator[Article]:
        for number, article in enumerate(more):
            if number == 1_000:
                begun.set()
            if number == 2_000:
                killed.wait(60)
            yield article

    def load() -> None:
        try:
            with leadersearch.open_index(f"{cluster.address(INDEX)}") as loading:
                loading.add(articles())
        except LeaderSearchError as error:
            failures.append(error)

    loader = threading.Thread(target=load)
    loader.start()
    begun.wait()
    with without(cluster, cluster.manager()):
        pages = [{hit.article.id for hit in index.search("kindness", limit=1_000)}]
        killed.set()
        while loader.is_alive():
            pages.append({hit.article.id for hit in index.search("kindness", limit=1_000)})
        loader.join()
        index.refresh()
        assert len(index) == 3_040

    assert failures == []
    # With the node its moment may have gone: the next one shows what had been sent by then.
    assert all(page >= before for page in pages)
    assert None not in index.articles([article.id for article in more])


def test_shards_that_are_gone_are_an_error_and_never_a_smaller_answer(
    cluster: Cluster,
) -> None:
    place = f"{cluster.address('lost')}?shards=3&replicas=0&timeout=3"
    with leadersearch.open_index(place, create=True) as index:
        index.add(some(40))
        with without(cluster, cluster.nodes[-1]), pytest.raises(IndexAccessError):
            index.search("kindness")
        assert index.search("kindness").total == 5
    cluster.ask("DELETE", "/lost-*")


def test_a_load_that_broke_off_is_continued_and_sends_the_rest_alone(
    cluster: Cluster, place: str
) -> None:
    articles = some(400)
    with leadersearch.open_index(place, create=True) as target, broken_off(target) as writer:
        writer.put(articles[:300])
        writer._bulk.flush()  # type: ignore[attr-defined]
    with (
        leadersearch.open_index("memory://") as source,
        leadersearch.open_index(place) as target,
    ):
        source.add(articles)
        report = source.copy_to(target)

        assert (report.copied, report.unchanged) == (100, 300)
        assert len(target) == 400


def test_a_rebuild_that_broke_off_leaves_the_index_and_no_other(
    cluster: Cluster, index: Index, place: str
) -> None:
    with leadersearch.open_index(place, rebuild=True) as again, broken_off(again) as writer:
        writer.put(some(300, start=500))

    assert [row["index"] for row in cluster.ask("GET", f"/_cat/indices/{INDEX}-*?format=json")] == [
        f"{INDEX}-000001"
    ]
    with leadersearch.open_index(place) as opened:
        assert len(opened) == 40


def test_a_rebuild_has_as_many_copies_as_before_once_it_is_done(
    cluster: Cluster, index: Index, place: str
) -> None:
    with leadersearch.open_index(place, rebuild=True) as again:
        again.add(some(20))

    settings = cluster.ask("GET", f"/{INDEX}/_settings?flat_settings=true")
    ((name, held),) = settings.items()
    assert (name, held["settings"]["index.number_of_replicas"]) == (f"{INDEX}-000002", "1")
    wait_until(lambda: cluster.ask("GET", "/_cluster/health")["status"] == "green", pause=0.2)


def test_readers_see_a_rebuild_as_a_whole(cluster: Cluster, index: Index, place: str) -> None:
    with leadersearch.open_index(place, rebuild=True) as again:
        again.add(some(16))
        assert index.search("kindness").total == 5
    index.refresh()

    assert index.search("kindness").total == 2
