"""When are two articles one? Addresses, and the hash of what is left; see also `identifiers`."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(?:www\.)?", re.IGNORECASE)
_END = re.compile(r"(?<![\s/])[\s/]+\Z")


def normalise_url(url: str) -> str:
    """A URL without what does not change the page: scheme, `www.`, fragment, trailing slash.

    >>> normalise_url("https://www.Example.org/a/?utm_source=x#top")
    'example.org/a'
    """
    bare = _SCHEME.sub("", url.strip())
    bare, _, _ = bare.partition("#")
    address, _, query = bare.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith("utm_")]
    host, slash, path = address.partition("/")
    address = host.lower() + slash + path
    if address[-1:] == "/" or address[-1:].isspace():
        address = _END.sub("", address)
    return f"{address}?{'&'.join(kept)}" if kept else address


def squeezed(text: str) -> str:
    """A text without what does not tell two apart: case, and the width of blanks."""
    return " ".join(text.lower().split())


def digest(parts: Iterable[str], *, size: int) -> str:
    """A hash of some texts, `size` bytes long, in hexadecimal (BLAKE2b, RFC 7693)."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    from hashlib import blake2b  # 3 ms, for the algorithms of OpenSSL; a search hashes nothing

    return blake2b(joined, digest_size=size).hexdigest()
