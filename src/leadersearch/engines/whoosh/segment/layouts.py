"""The values of postings: how Whoosh's value strings become columns.

Whoosh hands over each posting's value as bytes whose encoding depends on the field's format, most
often a pickle. The formats it ships are taken apart into flat columns, one number per occurrence
of the term, and put together again when stock code asks for the bytes. Values that do not come
back byte for byte (custom formats, hand-made bytes) are kept as they are: the layout "opaque".
"""

from __future__ import annotations

import struct
from array import array
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from leadersearch.engines.whoosh.segment.arrays import Array, least_float, narrowed
from leadersearch.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Layout:
    """One row of the table: how the values of one Whoosh format are stored.

    `format` is the name of the format's class in `whoosh.formats`, which is not imported here:
    who only searches needs the columns alone. `columns` are what one occurrence is made of, in the
    order of the format's tuples, and `decoder` is the name under which the format decodes to such
    tuples.
    """

    name: str
    format: str = ""
    columns: tuple[str, ...] = ()
    decoder: str = ""
    counts: bool = True

    @property
    def has_occurrences(self) -> bool:
        """Whether there is a column entry for each occurrence of the term."""
        return bool(self.columns)

    def decode(self, format_: Any, value: bytes) -> Sequence[Any]:
        """Return one item per occurrence."""
        return format_.decode_as(self.decoder, value)

    def encode(self, format_: Any, frequency: int, items: Sequence[Any]) -> bytes:
        """Return the bytes that the format would write for the occurrences `items`."""
        if not self.counts:
            return b""
        if not self.columns:
            return _FREQUENCY.pack(frequency)
        encoder = format_ if layout_of(format_) is self else _new_format(self.format)
        encoded = encoder.encode(items)
        return encoded[0] if isinstance(encoded, tuple) else encoded


_FORMATS = "whoosh.formats"
_FREQUENCY = struct.Struct("!I")

OPAQUE = Layout("opaque")
EXISTENCE = Layout("existence", "Existence", counts=False)
LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (
        OPAQUE,
        EXISTENCE,
        Layout("frequency", "Frequency"),
        Layout("positions", "Positions", ("positions",), "positions"),
        Layout("characters", "Characters", ("positions", "starts", "ends"), "characters"),
        Layout("boosts", "PositionBoosts", ("positions", "boosts"), "position_boosts"),
        Layout(
            "character-boosts",
            "CharacterBoosts",
            ("positions", "starts", "ends", "boosts"),
            "character_boosts",
        ),
    )
}
_BY_FORMAT = {layout.format: layout for layout in LAYOUTS.values() if layout.format}


def layout_of(format_: Any) -> Layout:
    """Return the layout for a Whoosh format; subclasses of its formats are opaque."""
    kind = type(format_)
    return _BY_FORMAT.get(kind.__name__, OPAQUE) if kind.__module__ == _FORMATS else OPAQUE


def _new_format(name: str) -> Any:
    return getattr(import_module(_FORMATS), name)()


class ValueBuffer:
    """Collects the values of one field's postings, in order, and turns them into columns."""

    def __init__(self, format_: Any) -> None:
        self._format = format_
        self.layout = layout_of(format_)
        self.frequencies = array("L")
        self._columns: dict[str, array[Any]] = {
            name: array("d" if name == "boosts" else "L") for name in self.layout.columns
        }
        self._values: list[bytes] = []

    def add(self, value: bytes) -> None:
        """Append the value of the next posting."""
        if self.layout is not OPAQUE and not self._add_columns(value):
            self._become_opaque()
        if self.layout is OPAQUE:
            self._values.append(value)
            self.frequencies.append(self._guess_frequency(value))

    def _add_columns(self, value: bytes) -> bool:
        """Take `value` apart; False, and nothing added, if it would not come back as it is."""
        layout = self.layout
        try:
            items = layout.decode(self._format, value) if layout.columns else ()
            frequency = len(items) if layout.columns else self._guess_frequency(value)
            if layout.encode(self._format, frequency, items) != value:
                return False
            rows = [(item,) for item in items] if len(layout.columns) == 1 else items
            columns = [array(self._columns[name].typecode) for name in layout.columns]
            for row in rows:
                for column, number in zip(columns, row, strict=True):
                    column.append(number)
        except Exception:  # noqa: BLE001 - arbitrary bytes make a pickle fail in any way
            return False
        for name, column in zip(layout.columns, columns, strict=True):
            self._columns[name].extend(column)
        self.frequencies.append(frequency)
        return True

    def _guess_frequency(self, value: bytes) -> int:
        if not self.layout.counts or not self._format.supports("frequency"):
            return 1
        try:
            return max(0, int(self._format.decode_frequency(value)))
        except (struct.error, ValueError, TypeError, IndexError):
            return 1

    def _become_opaque(self) -> None:
        self._values = list(self._encoded())
        self.layout = OPAQUE
        self._columns = {}

    def _encoded(self) -> Iterator[bytes]:
        end = 0
        for frequency in self.frequencies:
            start, end = end, end + frequency
            items = occurrence_items(self.layout, self._columns, start, end)
            yield self.layout.encode(self._format, frequency, items)

    def occurrences(self) -> dict[str, Array]:
        """Return the occurrence columns of everything added, each in its least width."""
        columns: dict[str, Array] = {}
        for name, numbers in self._columns.items():
            values = np.frombuffer(numbers, numbers.typecode)
            columns[name] = (
                values.astype(least_float(values)) if name == "boosts" else narrowed(values)
            )
        return columns

    def opaque_values(self) -> list[bytes] | None:
        """Return the values as they were, if they had to be kept as they were."""
        return self._values if self.layout is OPAQUE else None


def occurrence_items(layout: Layout, columns: Any, start: int, end: int) -> Sequence[Any]:
    """Return occurrences `start` to `end` of a mapping of columns as the format's items."""
    parts = [columns[name][start:end].tolist() for name in layout.columns]
    if len(parts) == 1:
        return list(parts[0])
    return list(zip(*parts, strict=True))
