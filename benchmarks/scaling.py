"""Measure leadersearch on a real cluster of this machine: sizes, rates, latencies, and what ours costs.

    python benchmarks/scaling.py ARTICLES.jsonl.gz --counts 10000 100000 --shards 1 3

ARTICLES has an object a line: id, title, excerpt, authors, date. Where there are fewer than asked for, they
are taken again with other ids. Times are wall clock, CPU seconds are those of this process and of the nodes.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from opensearchpy import OpenSearch, helpers

from cluster.nodes import Cluster, Runtime, running
from leadersearch import Article, Index, PartialDate, open_index
from leadersearch.engines.opensearch.address import Address
from leadersearch.engines.opensearch.bulk import Action, Bulk, Refusals
from leadersearch.engines.opensearch.client import Cluster as Client, encoded
from leadersearch.engines.opensearch.documents import document_id, document_of
from leadersearch.engines.opensearch.mapping import index_body
from leadersearch.text import Analysis

HEAP = 512
QUERIES = 100
SEED = 7


@dataclass(frozen=True)
class Row:
    """The figures of one number of articles and of shards."""

    articles: int
    shards: int
    bytes_each: float
    ours: float
    ours_client_cpu: float
    ours_nodes_cpu: float
    loop: float
    client: float
    p50: float
    p95: float
    took_p50: float
    took_p95: float
    overhead_p50: float
    overhead_p95: float
    cpu_p50: float
    cpu_p95: float


def read(path: Path, count: int) -> Iterator[Article]:
    """So many articles of a file, again with other ids once it ends."""
    for turn in itertools.count():
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                if not count:
                    return
                row = json.loads(line)
                yield Article(
                    id=f"{row['id']}~{turn}" if turn else str(row["id"]),
                    title=row.get("title") or "",
                    excerpt=row.get("excerpt") or "",
                    authors=tuple(row.get("authors") or ()),
                    date=PartialDate.parse(str(row["date"])) if row.get("date") else None,
                )
                count -= 1


def cpu_of_nodes(cluster: Cluster) -> float:
    """Seconds of processor time that the nodes have used."""
    total = 0.0
    for node in cluster.nodes:
        if node.process:
            fields = Path(f"/proc/{node.process.pid}/stat").read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def by_the_client(cluster: Cluster, address: Address, actions: Sequence[Action]) -> float:
    """Articles a second, of ready-made JSON by the client's own helper, in as many threads."""
    client = OpenSearch(cluster.urls, timeout=120, maxsize=5)
    body = index_body(address, "english")
    body["settings"]["number_of_replicas"] = 0
    client.indices.create(index="bare", body=body)
    rows = ({"_id": each.id, "_source": each.document, "_op_type": "index"} for each in actions)
    started = time.perf_counter()
    sent = helpers.parallel_bulk(
        client,
        rows,
        thread_count=4,
        chunk_size=500,
        max_chunk_bytes=5_000_000,
        index="bare",
        expand_action_callback=lambda row: ({"index": {"_id": row["_id"]}}, row["_source"]),
    )
    count = sum(bool(ok) for ok, _ in sent)
    client.indices.refresh(index="bare")
    rate: float = count / (time.perf_counter() - started)
    client.indices.delete(index="bare")
    client.close()
    return rate


def by_the_loop(address: Address, actions: Iterable[Action], folder: Path) -> float:
    """Articles a second, of the same JSON by our loop."""
    client = Client(address)
    body = index_body(address, "english")
    body["settings"]["number_of_replicas"] = 0
    client.call("PUT", "/loop", body)
    started = time.perf_counter()

    def post(lines: str) -> Any:
        return client.call("POST", "/loop/_bulk", lines, request_timeout=120)

    with Bulk(post, Refusals(folder / "refused")) as bulk:
        bulk.put(actions)
    client.call("POST", "/loop/_refresh")
    rate: float = bulk.taken / (time.perf_counter() - started)
    client.call("DELETE", "/loop")
    client.close()
    return rate


def queries(articles: Sequence[Article], count: int) -> list[str]:
    """Two to four words of titles in a row, as people type them."""
    chosen = random.Random(SEED)
    found: list[str] = []
    while len(found) < count:
        words = chosen.choice(articles).title.split()
        if len(words) > 4:
            start = chosen.randrange(len(words) - 4)
            found.append(" ".join(words[start : start + chosen.randint(2, 4)]))
    return found


def searched(index: Index, texts: Sequence[str]) -> dict[str, float]:
    """Milliseconds a page of ten hits takes, the cluster's own, the rest, and CPU time of this process."""
    client = index._engine.cluster  # type: ignore[attr-defined]  # noqa: SLF001
    took: list[float] = []
    call = client.call

    def timed(method: str, path: str, *words: Any, **params: Any) -> Any:
        answer = call(method, path, *words, **params)
        if isinstance(answer, dict) and "took" in answer:
            took.append(answer["took"])
        return answer

    client.call = timed
    walls, tooks, rests, cpus = [], [], [], []
    for text in texts:
        took.clear()
        started, cpu = time.perf_counter(), time.process_time()
        page = index.search(text)
        for hit in page:
            _ = hit.snippet
            _ = hit.reasons
        wall = (time.perf_counter() - started) * 1000
        walls.append(wall)
        tooks.append(sum(took))
        rests.append(wall - sum(took))
        cpus.append((time.process_time() - cpu) * 1000)
    client.call = call
    return {
        "p50": statistics.median(walls),
        "p95": statistics.quantiles(walls, n=20)[-1],
        "took_p50": statistics.median(tooks),
        "took_p95": statistics.quantiles(tooks, n=20)[-1],
        "overhead_p50": statistics.median(rests),
        "overhead_p95": statistics.quantiles(rests, n=20)[-1],
        "cpu_p50": statistics.median(cpus),
        "cpu_p95": statistics.quantiles(cpus, n=20)[-1],
    }


def measure(cluster: Cluster, path: Path, count: int, shards: int, folder: Path) -> Row:
    """The figures of one number of articles and of shards."""
    place = f"{cluster.address('bench')}?shards={shards}&replicas=0&timeout=120"
    address = Address.parse(place.removeprefix("opensearch://"))
    analysis = Analysis("english")
    sample = list(read(path, min(count, 10_000)))
    actions = [Action(document_id(a.id), encoded(document_of(a, analysis))) for a in sample]
    client, loop = by_the_client(cluster, address, actions), by_the_loop(address, actions, folder)
    with open_index(place, create=True, rebuild=True) as index:
        started, cpu, nodes = time.perf_counter(), time.process_time(), cpu_of_nodes(cluster)
        index.add(read(path, count))
        seconds = time.perf_counter() - started
        cpu, nodes = time.process_time() - cpu, cpu_of_nodes(cluster) - nodes
        cluster.ask("POST", "/bench/_forcemerge?max_num_segments=5&flush=true")
        (stats,) = cluster.ask("GET", "/_cat/indices/bench-*?format=json&bytes=b&h=pri.store.size")
        texts = queries(sample, QUERIES)
        searched(index, texts[:30])  # the nodes have compiled what they need
        latency = searched(index, texts)
    cluster.ask("DELETE", "/bench-*")
    size = int(stats["pri.store.size"]) / count
    rates = {"ours": count / seconds, "loop": loop, "client": client}
    work = {"ours_client_cpu": count / cpu, "ours_nodes_cpu": count / nodes}
    return Row(count, shards, bytes_each=size, **rates, **work, **latency)


def main() -> None:
    """Measure, print a row of JSON for each pair as it comes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--counts", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--shards", type=int, nargs="+", default=[1, 3])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        cluster = Cluster(Runtime.prepare(), Path(folder) / "cluster", heap=HEAP, options=())
        with running(cluster):
            for count, shards in itertools.product(options.counts, options.shards):
                row = measure(cluster, options.articles, count, shards, Path(folder))
                load = os.getloadavg()[0]
                print(json.dumps({**asdict(row), "load": load}), flush=True)


if __name__ == "__main__":
    main()
