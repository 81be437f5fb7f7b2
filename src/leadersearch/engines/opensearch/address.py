"""The address of an index in a cluster: `opensearch://user:password@host:9200,other:9200/articles`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import parse_qsl, unquote

from leadersearch.errors import UsageError

DEFAULT_PORT = 9200
SECURE_SCHEME = "opensearchs"

USER = "LEADERSEARCH_OPENSEARCH_USER"
PASSWORD = "LEADERSEARCH_OPENSEARCH_PASSWORD"  # noqa: S105  # the name of a variable
API_KEY = "LEADERSEARCH_OPENSEARCH_API_KEY"
CA = "LEADERSEARCH_OPENSEARCH_CA"

_EXAMPLE = "opensearch://localhost:9200/articles"
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:/?#@\s]+)(?::(\d{1,5}))?")
_NAME = re.compile(r"[^-_+.A-Z\s\\/*?\"<>|,#:][^A-Z\s\\/*?\"<>|,#:]{0,199}")
_HIGHEST_PORT = 65535


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An index in a cluster, and how to get at it; as text it shows no secret.

    `timeout` is how many seconds one request may take; `shards` and `replicas` are those of an index
    that is made. `lanes` is how many requests may be under way at once when articles are sent;
    `refused` names the file for those that the cluster cannot take.
    """

    hosts: tuple[tuple[str, int], ...]
    name: str
    is_secure: bool = False
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca: str = ""
    timeout: float = 30.0
    shards: int = 1
    replicas: int = 1
    lanes: int = 4
    refused: str = ""

    def __str__(self) -> str:
        scheme = SECURE_SCHEME if self.is_secure else "opensearch"
        return f"{scheme}://{self.places}/{self.name}"

    @property
    def places(self) -> str:
        """The hosts and ports, for messages."""
        return ",".join(f"{host}:{port}" for host, port in self.hosts)

    @classmethod
    def parse(
        cls, place: str, *, is_secure: bool = False, environ: Mapping[str, str] | None = None
    ) -> Self:
        """The address after `opensearch://`; what it lacks is taken from the environment.

        Raises UsageError, which never shows a secret.
        """
        held = os.environ if environ is None else environ
        # Whatever stands before the last @ may be a secret, which no message must show.
        secret, _, rest = place.rpartition("@")
        rest, _, query = rest.partition("?")
        hosts, _, name = rest.partition("/")
        user, _, password = secret.partition(":")
        name = unquote(name.rstrip("/"))
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"an address in OpenSearch ends with the name of an index in lower case, such as "
                f"{_EXAMPLE}, not with {name!r}"
            )
        return cls(
            hosts=tuple(_host(each) for each in hosts.split(",")),
            name=name,
            is_secure=is_secure,
            user=unquote(user) or held.get(USER, ""),
            password=unquote(password) or held.get(PASSWORD, ""),
            api_key="" if user else held.get(API_KEY, ""),
            **_options(query, held),
        )


def _host(text: str) -> tuple[str, int]:
    match = _HOST.fullmatch(text)
    port = int(match[2] or DEFAULT_PORT) if match else 0
    if match is None or not 0 < port <= _HIGHEST_PORT:
        raise UsageError(f"no host and port: {text!r}; write an address such as {_EXAMPLE}")
    return match[1].strip("[]"), port


def _options(query: str, environ: Mapping[str, str]) -> dict[str, Any]:
    options: dict[str, Any] = {"ca": environ.get(CA, "")}
    for key, value in parse_qsl(query, keep_blank_values=True):
        if key not in _OPTIONS:
            known = ", ".join(_OPTIONS)
            raise UsageError(f"unknown option {key!r} in an address: choose from {known}")
        make, least = _OPTIONS[key]
        try:
            options[key] = made = make(value)
        except ValueError:
            made = None
        if made is None or (isinstance(made, int | float) and not made >= least):
            raise UsageError(f"the option {key} in an address cannot be {value!r}")
    return options


_OPTIONS = {
    "ca": (str, 0),
    "timeout": (float, 0.001),
    "shards": (int, 1),
    "replicas": (int, 0),
    "lanes": (int, 1),
    "refused": (str, 0),
}
