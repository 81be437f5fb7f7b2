"""The reason why there is no cluster."""

from __future__ import annotations


class Unavailable(Exception):
    """A cluster cannot be had here; the message says why, and how it can be."""
