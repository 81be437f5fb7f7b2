"""Actions are sent until they are taken or refused, in order, by lanes that always end."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from opensearchpy import exceptions as theirs

from leadersearch.engines.opensearch.bulk import Action, Bulk, BulkOptions, Post, Refusals
from leadersearch.engines.opensearch.client import Json
from leadersearch.errors import IndexAccessError, LeaderSearchError

QUICK = BulkOptions(lanes=3, most_changes=4, first_pause=0.0, longest_pause=0.0)
IMPATIENT = BulkOptions(lanes=2, most_changes=4, first_pause=0.0, longest_pause=0.0, patience=0.0)
REJECTED = {"type": "rejected_execution_exception", "reason": "the queue is full"}


def change(name: str, **document: object) -> Action:
    return Action(name, json.dumps(document))


def some(count: int) -> list[Action]:
    return [change(f"a{number}", number=number) for number in range(count)]


class FakeCluster:
    """Keeps what it takes; `judge` says for each id what becomes of it, and may raise."""

    def __init__(
        self, judge: Callable[[str], tuple[int, Json | None]] = lambda _: (201, None)
    ) -> None:
        self.judge = judge
        self.lock = threading.Lock()
        self.requests: list[int] = []
        self.held: dict[str, Json] = {}
        self.history: list[tuple[str, Json]] = []

    def post(self, lines: str) -> Json:
        rows = [json.loads(line) for line in lines.splitlines()]
        with self.lock:
            self.requests.append(len(rows) // 2)
            return {"items": [{"index": item} for item in self.items(rows)]}

    def items(self, rows: list[Json]) -> Iterator[Json]:
        for action, document in zip(rows[::2], rows[1::2], strict=True):
            name = action["index"]["_id"]
            status, error = self.judge(name)
            if error is None:
                self.held[name] = document
                self.history.append((name, document))
            yield {"status": status} | ({"error": error} if error else {})


def failing(status: int | str, cause: Exception | None = None) -> LeaderSearchError:
    """An error of ours for an answer of a status, as the client raises it."""
    error = IndexAccessError(f"status {status}")
    error.__cause__ = cause or theirs.TransportError(status, "some_exception", {})
    return error


def send(
    post: Post, changes: list[Action], path: Path, options: BulkOptions = QUICK
) -> tuple[Bulk, Refusals]:
    refusals = Refusals(path / "refused.jsonl")
    with Bulk(post, refusals, options) as bulk:
        bulk.put(changes)
    return bulk, refusals


def test_all_changes_arrive_in_requests_of_a_bounded_size(tmp_path: Path) -> None:
    cluster = FakeCluster()
    bulk, refusals = send(cluster.post, some(100), tmp_path)

    assert cluster.held == {f"a{number}": {"number": number} for number in range(100)}
    assert max(cluster.requests) <= 4
    assert (bulk.taken, bulk.rejected, refusals.count) == (100, 0, 0)
    assert not refusals.path.exists()


def test_requests_are_cut_by_characters_too(tmp_path: Path) -> None:
    cluster = FakeCluster()
    options = BulkOptions(lanes=1, most_characters=250)
    send(cluster.post, [change(f"a{n}", text="x" * 100) for n in range(6)], tmp_path, options)

    assert cluster.requests == [2, 2, 2]


def test_a_change_larger_than_a_request_is_sent_alone(tmp_path: Path) -> None:
    cluster = FakeCluster()
    options = BulkOptions(lanes=1, most_characters=300)
    changes = [change("a"), change("b", text="x" * 1000), change("c")]
    send(cluster.post, changes, tmp_path, options)

    assert cluster.requests == [1, 1, 1]


def test_changes_of_one_article_keep_their_order_though_some_are_rejected(tmp_path: Path) -> None:
    tries: Counter[str] = Counter()

    def judge(name: str) -> tuple[int, Json | None]:
        tries[name] += 1
        return (429, REJECTED) if tries[name] % 3 == 1 else (200, None)

    cluster = FakeCluster(judge)
    changes = [change(f"a{n % 7}", number=n) for n in range(70)]
    options = BulkOptions(lanes=3, most_changes=1, first_pause=0.0, longest_pause=0.0)
    send(cluster.post, changes, tmp_path, options)

    for name in map("a{}".format, range(7)):
        numbers = [held["number"] for each, held in cluster.history if each == name]
        assert numbers == sorted(numbers)
        assert len(numbers) == 10


def test_rejected_changes_alone_are_sent_again(tmp_path: Path) -> None:
    tries: Counter[str] = Counter()

    def judge(name: str) -> tuple[int, Json | None]:
        tries[name] += 1
        return (429, REJECTED) if name.endswith("7") and tries[name] < 4 else (201, None)

    cluster = FakeCluster(judge)
    bulk, refusals = send(cluster.post, some(30), tmp_path)

    assert len(cluster.held) == 30
    assert {name: count for name, count in tries.items() if count > 1} == {
        "a7": 4,
        "a17": 4,
        "a27": 4,
    }
    assert (bulk.taken, bulk.rejected, refusals.count) == (30, 9, 0)


def test_refused_changes_are_kept_with_the_reason(tmp_path: Path) -> None:
    reason = {"type": "mapper_parsing_exception", "reason": "failed to parse"}
    cluster = FakeCluster(lambda name: (400, reason) if name == "a3" else (201, None))
    bulk, refusals = send(cluster.post, some(10), tmp_path)

    assert (bulk.taken, refusals.count, refusals.first) == (9, 1, "a3: failed to parse")
    kept = [json.loads(line) for line in refusals.path.read_text().splitlines()]
    assert kept == [{"id": "a3", "error": reason, "document": {"number": 3}}]


def test_removing_an_article_that_is_not_there_is_no_failure(tmp_path: Path) -> None:
    def post(lines: str) -> Json:
        return {"items": [{"delete": {"status": 404, "result": "not_found"}}]}

    bulk, refusals = send(post, [Action("a")], tmp_path)

    assert (bulk.taken, refusals.count) == (1, 0)


def test_a_request_that_is_too_large_is_divided(tmp_path: Path) -> None:
    cluster = FakeCluster()

    def post(lines: str) -> Json:
        if lines.count("\n") > 2:
            raise failing(413)
        return cluster.post(lines)

    send(post, some(9), tmp_path)

    assert len(cluster.held) == 9


def test_a_change_that_alone_is_too_large_is_refused(tmp_path: Path) -> None:
    cluster = FakeCluster()

    def post(lines: str) -> Json:
        if '"a2"' in lines:
            raise failing(413)
        return cluster.post(lines)

    _, refusals = send(post, some(9), tmp_path)

    assert len(cluster.held) == 8
    assert refusals.count == 1


@pytest.mark.parametrize(
    "error",
    [
        failing(429),
        failing(503),
        failing("N/A", theirs.ConnectionError("N/A", "refused", OSError())),
        failing("TIMEOUT", theirs.ConnectionTimeout("TIMEOUT", "slow", OSError())),
    ],
    ids=["busy", "not ready", "not reached", "slow"],
)
def test_a_request_that_failed_for_a_while_is_sent_again(
    tmp_path: Path, error: LeaderSearchError
) -> None:
    cluster = FakeCluster()
    failures = iter([error] * 5)

    def post(lines: str) -> Json:
        with cluster.lock:
            failure = next(failures, None)
        if failure:
            raise failure
        return cluster.post(lines)

    send(post, some(9), tmp_path)

    assert len(cluster.held) == 9


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (failing(401), "status 401"),
        (failing("N/A", theirs.SSLError("N/A", "not trusted", OSError())), "status N/A"),
        (IndexAccessError("something else"), "something else"),
    ],
    ids=["password", "certificate", "other"],
)
def test_a_request_that_can_never_be_taken_ends_it(
    tmp_path: Path, error: LeaderSearchError, said: str
) -> None:
    def post(lines: str) -> Json:
        raise error

    with pytest.raises(IndexAccessError, match=said):
        send(post, some(500), tmp_path)


def test_a_cluster_that_takes_nothing_is_given_up(tmp_path: Path) -> None:
    cluster = FakeCluster(lambda _: (429, REJECTED))

    with pytest.raises(IndexAccessError, match=r"took no change .*the queue is full.*run .* again"):
        send(cluster.post, some(500), tmp_path, IMPATIENT)


def test_a_block_ends_it_and_says_what_to_do(tmp_path: Path) -> None:
    full = {
        "type": "cluster_block_exception",
        "reason": "disk usage exceeded flood-stage watermark",
    }
    cluster = FakeCluster(lambda _: (429, full))

    with pytest.raises(IndexAccessError, match=r"flood-stage.*free disk space"):
        send(cluster.post, some(500), tmp_path)


@pytest.mark.parametrize(
    "answer", [{}, {"items": []}, {"items": "none"}, [], None, {"items": [{"index": 1}]}]
)
def test_an_answer_that_makes_no_sense_ends_it(tmp_path: Path, answer: Json) -> None:
    with pytest.raises(IndexAccessError):
        send(lambda _: answer, [change("a")], tmp_path)


def test_an_exception_in_the_block_ends_the_lanes_without_sending_the_rest(tmp_path: Path) -> None:
    cluster = FakeCluster()
    before = threading.active_count()

    def interrupted() -> None:
        with Bulk(cluster.post, Refusals(tmp_path / "refused"), QUICK) as bulk:
            bulk.put(some(3))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert cluster.held == {}
    assert threading.active_count() == before
