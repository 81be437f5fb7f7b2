"""Addresses of indexes in a cluster, and the secrets in them."""

from __future__ import annotations

import pytest

from leadersearch.engines.opensearch.address import API_KEY, CA, PASSWORD, USER, Address
from leadersearch.errors import UsageError


def parsed(place: str, **environ: str) -> Address:
    return Address.parse(place, environ=environ)


def test_a_host_has_the_usual_port() -> None:
    assert parsed("host/articles").hosts == (("host", 9200),)
    assert parsed("host:9201/articles/").name == "articles"


def test_there_may_be_several_hosts() -> None:
    address = parsed("a:9200,b:9201,[::1]:9202/articles")
    assert address.hosts == (("a", 9200), ("b", 9201), ("::1", 9202))
    assert str(address) == "opensearch://a:9200,b:9201,::1:9202/articles"


def test_the_options_are_those_of_a_new_index_and_of_the_connection() -> None:
    address = parsed("host/articles?shards=3&replicas=0&timeout=2.5&ca=/etc/ca.pem")
    assert (address.shards, address.replicas, address.timeout) == (3, 0, 2.5)
    assert address.ca == "/etc/ca.pem"


def test_secrets_come_from_the_address_or_the_environment() -> None:
    environ = {USER: "anna", PASSWORD: "word", API_KEY: "key", CA: "ca.pem"}
    assert parsed("host/articles", **environ).password == "word"
    given = parsed("ben:p%2Fw%40x@host/articles", **environ)
    assert (given.user, given.password, given.api_key, given.ca) == ("ben", "p/w@x", "", "ca.pem")
    assert parsed("host/articles", **{API_KEY: "key"}).api_key == "key"


@pytest.mark.parametrize(
    "place",
    [
        "anna:hidden@host:9200/articles",
        "anna:hid/hidden@host:9200/articles",
        "anna:hid?hidden@host:9200/articles",
        "anna:hid@hidden@host:9200/articles",
    ],
)
def test_an_address_shows_no_secret(place: str) -> None:
    address = parsed(place, **{API_KEY: "hidden"})
    for shown in (str(address), repr(address), address.places, f"{address}"):
        assert "hidden" not in shown
        assert "anna" not in shown


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("hidden@host:9200/", "ends with the name of an index"),
        ("hidden@host:9200/Articles", "in lower case"),
        ("hidden@host:9200/_all", "ends with the name of an index"),
        ("hidden@host:9200/a,b", "ends with the name of an index"),
        ("hidden@/articles", "no host and port"),
        ("hidden@host:0/articles", "no host and port"),
        ("hidden@host:99999/articles", "no host and port"),
        ("hidden@host/articles?colour=red", "choose from ca, timeout"),
        ("hidden@host/articles?shards=0", "the option shards"),
        ("hidden@host/articles?timeout=soon", "the option timeout"),
        ("hidden@host/articles?timeout=nan", "the option timeout"),
    ],
)
def test_a_wrong_address_is_told_without_its_secret(place: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        parsed(place)
    assert "hidden" not in str(raised.value)
