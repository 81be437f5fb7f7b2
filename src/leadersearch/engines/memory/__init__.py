"""The engine without an index: the oracle of the tests, and an engine for small programs."""

from leadersearch.engines.memory.engine import MemoryEngine

__all__ = ["MemoryEngine"]
