"""An alias, and the index that it stands for: `articles` is the alias of `articles-000001`.

Readers and writers know the alias. A rebuild fills the next index and moves the alias to it in one
step; the index before stays until the next change, for those who are still reading it.
"""

from __future__ import annotations

from dataclasses import dataclass

from leadersearch.engines.opensearch.client import Cluster
from leadersearch.engines.opensearch.mapping import index_body, language_of
from leadersearch.errors import IndexAccessError

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Held:
    """The index that an alias stands for, and its language."""

    index: str
    language: str


def held(cluster: Cluster, wanted: str | None = None) -> Held | None:
    """The index of an alias; None where there is none. Raises IndexAccessError for one of others."""
    index = index_of(cluster)
    if index is None:
        return None
    found = cluster.call("GET", f"/{index}/_mapping", absent=True)
    if found is None:
        return None
    return Held(index, language_of(found[index]["mappings"], cluster.address, wanted))


def index_of(cluster: Cluster) -> str | None:
    """The name of the index that an alias stands for; None where there is none."""
    name = cluster.address.name
    found = cluster.call("GET", f"/{name}/_alias/{name}", absent=True)
    if found:
        return str(next(iter(found)))
    if cluster.call("HEAD", f"/{name}"):
        raise IndexAccessError(
            f"{cluster.address} was not created by leadersearch; name another index in the address"
        )
    return None


def made(cluster: Cluster, language: str) -> Held:
    """A new, empty index under the alias; the one that is there if another process was quicker."""
    name = cluster.address.name
    body = index_body(cluster.address, language) | {"aliases": {name: {}}}
    index = numbered(name, 1)
    try:
        cluster.call("PUT", f"/{index}", body, wait_for_active_shards=1)
    except IndexAccessError:
        there = held(cluster)
        if there is None:
            raise
        return there
    return Held(index, language)


def following(cluster: Cluster, language: str) -> str:
    """A new, empty index without the alias, to be filled by a rebuild."""
    name = cluster.address.name
    number = max(_numbers(cluster), default=0) + 1
    index = numbered(name, number)
    body = index_body(cluster.address, language)
    # Each article is then written once; `copied` makes the copies, of whole files.
    body["settings"]["number_of_replicas"] = 0
    cluster.call("PUT", f"/{index}", body, wait_for_active_shards=1)
    return index


def copied(cluster: Cluster, index: str) -> None:
    """Give an index that was filled as many copies as it is to have."""
    replicas = {"index": {"number_of_replicas": cluster.address.replicas}}
    cluster.call("PUT", f"/{index}/_settings", replicas)


def moved(cluster: Cluster, index: str) -> None:
    """Move the alias to an index, in one step."""
    name = cluster.address.name
    before = index_of(cluster)
    actions = [{"add": {"index": index, "alias": name}}]
    if before:
        actions.insert(0, {"remove": {"index": before, "alias": name}})
    cluster.call("POST", "/_aliases", {"actions": actions})


def removed(cluster: Cluster, index: str) -> None:
    """Delete an index."""
    cluster.call("DELETE", f"/{index}", absent=True)


def sweep(cluster: Cluster, current: str) -> None:
    """Delete the indexes that rebuilds have left behind: those before the current one."""
    number = _number(cluster.address.name, current)
    for each in _numbers(cluster):
        if each < number:
            removed(cluster, numbered(cluster.address.name, each))


def numbered(name: str, number: int) -> str:
    """The name of an index that the alias may stand for."""
    return f"{name}-{number:0{_DIGITS}}"


def _numbers(cluster: Cluster) -> list[int]:
    name = cluster.address.name
    found = cluster.call("GET", f"/{name}-*/_alias", absent=True) or {}
    return [number for index in found if (number := _number(name, index))]


def _number(name: str, index: str) -> int:
    digits = index.removeprefix(f"{name}-")
    is_one = digits != index and len(digits) >= _DIGITS and digits.isascii() and digits.isdigit()
    return int(digits) if is_one else 0
