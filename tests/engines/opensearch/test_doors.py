"""Passwords, API keys and TLS, tried at a door in front of a node; no secret is ever shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import leadersearch
from cluster.front import Certificate, Front, api_key, basic, serving
from cluster.nodes import Cluster
from leadersearch import Article, IndexAccessError
from leadersearch.engines.opensearch.address import API_KEY, CA, PASSWORD, USER

SECRET = "s3cret/@:é"
QUOTED = "s3cret%2F%40%3A%C3%A9"
KEY = "VnVhQ2ZHY0JDZGJrUW0tZTVhT3g6dWkybHAyYXhUTm1zeWFrdzl0dk5udw=="
INDEX = "behind-a-door"


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (USER, PASSWORD, API_KEY, CA):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def door(cluster: Cluster) -> Iterator[Front]:
    """It asks for a password or a key."""
    allowed = frozenset({basic("ada", SECRET), api_key(KEY)})
    with serving(cluster.hosts[0], allowed=allowed) as front:
        yield front
    cluster.ask("DELETE", f"/{INDEX}-*")


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return Certificate.make(tmp_path)


@pytest.fixture
def tls_door(cluster: Cluster, certificate: Certificate) -> Iterator[Front]:
    """It speaks TLS, and asks for a password."""
    allowed = frozenset({basic("ada", SECRET)})
    with serving(cluster.hosts[0], certificate=certificate, allowed=allowed) as front:
        yield front
    cluster.ask("DELETE", f"/{INDEX}-*")


def works(address: str) -> None:
    """An index at an address can be made, written and searched."""
    with leadersearch.open_index(address, create=True) as index:
        index.add(Article(title="Kindness"))
        assert [hit.article.title for hit in index.search("kindness")] == ["Kindness"]


def test_a_user_and_a_password_in_the_address(door: Front) -> None:
    works(door.address(INDEX, f"ada:{QUOTED}@"))


def test_a_user_and_a_password_in_the_environment(
    door: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(USER, "ada")
    monkeypatch.setenv(PASSWORD, SECRET)
    works(door.address(INDEX))


def test_an_api_key_in_the_environment(door: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(API_KEY, KEY)
    works(door.address(INDEX))


@pytest.mark.parametrize("who", ["", "ada:wrong@", f"eve:{QUOTED}@", "ada@"])
def test_a_wrong_password_is_an_error_that_says_what_to_set(door: Front, who: str) -> None:
    with pytest.raises(IndexAccessError) as caught:
        works(door.address(INDEX, who))

    message = str(caught.value)
    assert USER in message
    assert PASSWORD in message
    assert API_KEY in message
    assert "wrong" not in message
    assert QUOTED not in message


def test_a_wrong_key_is_an_error_that_does_not_show_it(
    door: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(API_KEY, "bm90LXRoZS1rZXk=")
    with pytest.raises(IndexAccessError, match=API_KEY) as caught:
        works(door.address(INDEX))

    assert "bm90" not in str(caught.value)


def test_no_secret_is_shown_by_an_index_or_its_errors(door: Front) -> None:
    address = door.address(INDEX, f"ada:{QUOTED}@")
    with pytest.raises(IndexAccessError) as caught:
        leadersearch.open_index(address)
    with leadersearch.open_index(address, create=True) as index:
        shown = f"{index!r} {index._engine.location} {vars(index._engine)!r} {caught.value}"

    assert "s3cret" not in shown


def test_tls_by_a_certificate_authority_in_the_address(
    tls_door: Front, certificate: Certificate
) -> None:
    works(f"{tls_door.address(INDEX, f'ada:{QUOTED}@')}?ca={certificate.chain}")


def test_tls_by_a_certificate_authority_in_the_environment(
    tls_door: Front, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CA, str(certificate.chain))
    works(tls_door.address(INDEX, f"ada:{QUOTED}@"))


def test_a_certificate_that_nobody_vouches_for_is_refused(tls_door: Front) -> None:
    with pytest.raises(IndexAccessError, match="no trusted encrypted connection"):
        works(tls_door.address(INDEX, f"ada:{QUOTED}@"))
    assert not tls_door.asked


def test_plain_http_at_a_door_with_tls_says_which_scheme_to_use(tls_door: Front) -> None:
    with pytest.raises(IndexAccessError, match="opensearchs://"):
        works(tls_door.address(INDEX).replace("opensearchs", "opensearch"))
