"""Many changes to an index: several requests at a time, each change sent until it is taken or refused.

A cluster answers HTTP 200 to a request of which it took nothing: each change has a status of its own.
Those that it had no room for are sent again, later and later; those that it can never take are kept in
a file. The changes of one article keep their order, since they go through one lane. Sent twice, a
change has the same effect, so a run that broke off is simply run again.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from threading import Event, Lock, Thread
from types import TracebackType
from typing import NamedTuple, Self, TypeAlias
from zlib import crc32

from opensearchpy import exceptions as theirs

from leadersearch.engines.opensearch.client import Json, encoded
from leadersearch.engines.opensearch.errors import BLOCKED
from leadersearch.errors import IndexAccessError, LeaderSearchError

Post: TypeAlias = Callable[[str], Json]
"""Sends the lines of a request for many changes, and returns the answer; raises errors of ours."""

BUSY = frozenset({429, 500, 502, 503, 504})
"""Statuses of what may be taken later."""

TOO_LARGE = 413
MISSING = 404
WAITING = 2
"""Batches of a lane that wait while one is sent: enough to keep it busy, bounded in memory."""


class Action(NamedTuple):
    """A document to be put in place of the one of its id, as JSON, or an id to be removed."""

    id: str
    document: str | None = None

    @property
    def lines(self) -> str:
        """How it is asked for."""
        head = encoded({"delete" if self.document is None else "index": {"_id": self.id}})
        return f"{head}\n" if self.document is None else f"{head}\n{self.document}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOptions:
    """How changes are sent.

    A request has `most_changes` changes of `most_characters` characters at most, one change at
    least. A request that is not taken is sent again after `first_pause` seconds, then after twice
    as many, up to `longest_pause`, until nothing was taken for `patience` seconds.
    """

    lanes: int = 4
    most_changes: int = 2_000
    most_characters: int = 2_000_000
    first_pause: float = 0.5
    longest_pause: float = 30.0
    patience: float = 300.0


class Refusals:
    """The changes that a cluster can never take, each a line of JSON in a file: id, error, document.

    The file is made with the first of them; one that is there already is continued.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.count = 0
        self.first = ""
        self._lock = Lock()

    def keep(self, change: Action, error: Json) -> None:
        """Keep a change and the reason why it was refused."""
        document = json.loads(change.document or "null")
        line = {"id": change.id, "error": error, "document": document}
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=True) + "\n")
            if not self.count:
                self.first = f"{change.id}: {_reason(error)}"
            self.count += 1


class Bulk:
    """Sends changes; a context manager, left when all of them are taken or refused.

    `taken` counts the changes that are, `removed` those of them that removed something; `rejected`
    counts how often one was not taken for want of room, and sent again.

    Left by an exception, it stops as soon as it can. Raises the first error of a lane: at the next
    `put`, or when it is left.
    """

    def __init__(self, post: Post, refusals: Refusals, options: BulkOptions | None = None) -> None:
        self._options = options or BulkOptions()
        self._post = post
        self._refusals = refusals
        self._stop = Event()
        self._lanes = [_Lane(self, number) for number in range(self._options.lanes)]
        self._lock = Lock()
        self._failure: LeaderSearchError | None = None
        self.taken = self.removed = self.rejected = 0

    def put(self, changes: Iterable[Action]) -> None:
        """Send changes; waits while the lanes are full."""
        lanes = self._lanes
        for change in changes:
            lanes[crc32(change.id.encode("utf-8", "surrogatepass")) % len(lanes)].add(change)
            self._check()

    def flush(self) -> None:
        """Wait until everything is taken or refused."""
        for lane in self._lanes:
            lane.pass_on()
        for lane in self._lanes:
            lane.queue.join()
        self._check()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self.flush()
        finally:
            self.close()

    def close(self) -> None:
        """End the lanes; what waits in them is not sent."""
        self._stop.set()
        for lane in self._lanes:
            lane.close()

    def _check(self) -> None:
        if self._failure is not None:
            raise self._failure

    def serve(self, queue: Queue[Sequence[Action] | None]) -> None:
        """The work of a lane: send what comes, until there is nothing more to come."""
        while (batch := queue.get()) is not None:
            try:
                if not self._stop.is_set():
                    self._deliver(batch)
            except LeaderSearchError as error:
                self._fail(error)
            except Exception as error:  # noqa: BLE001  # a lane that died in silence would lose its articles
                self._fail(IndexAccessError(f"the changes could not be sent: {error!r}"))
            finally:
                queue.task_done()

    def _fail(self, error: LeaderSearchError) -> None:
        with self._lock:
            self._failure = self._failure or error
        self._stop.set()

    def _deliver(self, batch: Sequence[Action]) -> None:
        """Send a batch until each change in it is taken or refused."""
        pause, last = self._options.first_pause, time.monotonic()
        left: Sequence[Action]
        while batch and not self._stop.is_set():
            try:
                answer = self._post("".join(change.lines for change in batch))
                left, reason = self._judge(batch, answer)
            except LeaderSearchError as error:
                status = _status(error)
                if status == TOO_LARGE:
                    self._divide(batch, error)
                    return
                if status not in BUSY:
                    raise
                left, reason = batch, str(error)
            if len(left) < len(batch):
                pause, last = self._options.first_pause, time.monotonic()
            batch = left
            if batch:
                if time.monotonic() - last >= self._options.patience:
                    raise _given_up(reason, time.monotonic() - last)
                self._stop.wait(pause * random.uniform(0.5, 1))  # so that lanes part
                pause = min(2 * pause, self._options.longest_pause)

    def _divide(self, batch: Sequence[Action], error: LeaderSearchError) -> None:
        """Send a batch that is too large for one request in two."""
        if len(batch) == 1:
            self._refusals.keep(batch[0], {"type": "too_large", "reason": str(error)})
            return
        middle = len(batch) // 2
        self._deliver(batch[:middle])
        self._deliver(batch[middle:])

    def _judge(self, batch: Sequence[Action], answer: Json) -> tuple[list[Action], str]:
        """The changes to be sent again, and why; counts what was taken, keeps what was refused."""
        items = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(items, list) or len(items) != len(batch):
            raise IndexAccessError(
                "the cluster does not say what became of the changes; check that OpenSearch "
                "answers at the address"
            )
        left: list[Action] = []
        reason, taken, removed = "", 0, 0
        for change, item in zip(batch, items, strict=True):
            (result,) = item.values()
            status, error = result.get("status", 0), result.get("error")
            if error is None and (status in range(200, 300) or status == MISSING):
                taken += 1
                removed += result.get("result") == "deleted"
            elif isinstance(error, dict) and error.get("type") == BLOCKED:
                raise _blocked(error)
            elif status in BUSY:
                left.append(change)
                reason = _reason(error)
            else:
                self._refusals.keep(change, error if isinstance(error, dict) else result)
        with self._lock:
            self.taken += taken
            self.removed += removed
            self.rejected += len(left)
        return left, reason


class _Lane:
    """One request at a time: a batch that is being filled, those that wait, a thread that sends."""

    def __init__(self, bulk: Bulk, number: int) -> None:
        self.queue: Queue[Sequence[Action] | None] = Queue(WAITING)
        self._thread = Thread(target=bulk.serve, args=(self.queue,), name=f"bulk-{number}")
        self._options = bulk._options  # noqa: SLF001  # it is a part of it
        self._filling: list[Action] = []
        self._characters = 0

    def add(self, change: Action) -> None:
        """Take a change; passes on what is filled."""
        size = len(change.document or "") + len(change.id)
        if self._filling and self._characters + size > self._options.most_characters:
            self.pass_on()
        self._filling.append(change)
        self._characters += size
        if len(self._filling) >= self._options.most_changes:
            self.pass_on()

    def pass_on(self) -> None:
        """Let what has been filled be sent."""
        if self._filling:
            if not self._thread.is_alive():
                self._thread.start()  # a single change needs one lane only
            self.queue.put(self._filling)
            self._filling, self._characters = [], 0

    def close(self) -> None:
        """Let the thread end, once it has sent what it sends."""
        if self._thread.is_alive():
            self.queue.put(None)
            self._thread.join()


def _status(error: LeaderSearchError) -> int:
    """The status of an answer that is an error; 503 where none came."""
    cause = error.__cause__
    if isinstance(cause, theirs.ConnectionError):
        return 0 if isinstance(cause, theirs.SSLError) else 503
    status = cause.status_code if isinstance(cause, theirs.TransportError) else 0
    blocked = isinstance(cause, theirs.TransportError) and BLOCKED in str(cause.error)
    return status if isinstance(status, int) and not blocked else 0


def _reason(error: object) -> str:
    told = error.get("reason") or error.get("type") if isinstance(error, dict) else error
    return " ".join(str(told).split())[:300]


def _blocked(error: Json) -> IndexAccessError:
    return IndexAccessError(
        f"the cluster blocks changes to the index ({_reason(error)}); free disk space on its nodes "
        "or lift the block, then run the command again: it continues where it stopped"
    )


def _given_up(reason: str, seconds: float) -> IndexAccessError:
    return IndexAccessError(
        f"the cluster took no change for {seconds:.0f} s ({reason}); look at its health and its "
        "load, then run the command again: it continues where it stopped"
    )
