"""How the two writers that Whoosh opens for a segment come to write one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leadersearch.engines.whoosh.segment.builder import SegmentBuilder

if TYPE_CHECKING:
    from leadersearch.engines.whoosh.stock.columnar_segment import ColumnarSegment


class SegmentAssembly:
    """The file of a segment while the per-document and the field writer share it.

    The file is begun by the first document or field and finished when the last writer closes. A
    writer that nothing was given to leaves no file.
    """

    def __init__(self, storage: Any, segment: ColumnarSegment) -> None:
        self._storage = storage
        self._segment = segment
        self._writers: list[object] = []
        self._builder: SegmentBuilder | None = None
        self._is_kept = False
        self._has_failed = False

    @classmethod
    def joined(cls, storage: Any, segment: ColumnarSegment, writer: object) -> SegmentAssembly:
        """Return the assembly of a segment, new if need be, with `writer` taking part."""
        assembly = cls.of(segment)
        if assembly is None:
            assembly = segment.assembly = cls(storage, segment)
        assembly.join(writer)
        return assembly

    @classmethod
    def of(cls, segment: ColumnarSegment) -> SegmentAssembly | None:
        """Return the assembly that goes on for a segment; None if its file is finished."""
        return segment.assembly if isinstance(segment.assembly, cls) else None

    def join(self, writer: object) -> None:
        """Wait for `writer` to close before the file is finished."""
        self._writers.append(writer)

    @property
    def builder(self) -> SegmentBuilder:
        """The writer of the file, which begins with the first use."""
        if self._builder is None:
            self._builder = SegmentBuilder(self._storage, self._segment)
        return self._builder

    @property
    def has_builder(self) -> bool:
        """Whether the file was begun."""
        return self._builder is not None

    def keep(self) -> None:
        """Say that the segment is going to be committed: there has to be a file, and durable."""
        self._is_kept = True

    def fail(self) -> None:
        """Say that the file cannot be completed."""
        self._has_failed = True

    def leave(self, writer: object) -> None:
        """Note that `writer` has closed; the last one completes the file."""
        self._writers.remove(writer)
        if self._writers:
            return
        self._segment.assembly = None
        if self._has_failed:
            if self._builder is not None:
                self._builder.abandon()
        elif self._builder is not None or self._is_kept:
            # A cancelled writer closes like any other, but nobody will read its file.
            self.builder.finish(durable=self._is_kept)
