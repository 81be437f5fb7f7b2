"""Stored fields: a dictionary of values per document, as bytes and back.

A document is a directory and a payload:

    u8 width of the ends (2 or 4), u16 number of fields,
    for each field: u16 field number, u8 type, u16 or u32 end of its value in the payload
    the values, one after another

so that one field is read without touching the others. Text, numbers, bytes, dates and their
lists, tuples and dictionaries have types of their own. Other values are pickled, and come back
through an unpickler that admits a few plain value types only: a crafted file cannot run code.
"""

from __future__ import annotations

import datetime as dt
import io
import pickle
import struct
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

_HEADER = struct.Struct("<BH")
_FLOAT = struct.Struct("<d")
_ITEM = struct.Struct("<BI")

_ADMITTED = {
    "builtins": {"set", "frozenset", "complex", "range", "bytearray", "slice"},
    "collections": {"OrderedDict"},
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "decimal": {"Decimal"},
    "fractions": {"Fraction"},
    "uuid": {"UUID"},
}


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name in _ADMITTED.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"values of the type {module}.{name} cannot be stored")


def _load_plain(data: bytes) -> Any:
    return _PlainUnpickler(io.BytesIO(data)).load()


def _dump_plain(value: Any) -> bytes:
    """Pickle `value`; raises TypeError now rather than when it is read."""
    try:
        data = pickle.dumps(value, protocol=4)
        _load_plain(data)
    except Exception as error:
        raise TypeError(f"a {type(value).__name__} cannot be stored: {error}") from error
    return data


def _is_plain_time(value: Any) -> bool:
    zone = getattr(value, "tzinfo", None)
    return not getattr(value, "fold", 0) and (zone is None or type(zone) is dt.timezone)


def _dump_sequence(values: Sequence[Any]) -> bytes:
    parts = []
    for value in values:
        code, data = dump_value(value)
        parts.append(_ITEM.pack(code, len(data)))
        parts.append(data)
    return b"".join(parts)


def _dump_dict(value: dict[Any, Any]) -> bytes:
    return _dump_sequence([part for item in value.items() for part in item])


def _dump_int(value: int) -> bytes:
    return value.to_bytes((value.bit_length() + 8) // 8, "little", signed=True)


def _load_text(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


_TEXT = 4
_PICKLE = 255
_Dump = Callable[[Any], bytes]
_Load = Callable[[bytes], Any]
_CODES: dict[type[Any], tuple[int, _Dump]] = {
    type(None): (0, lambda _: b""),
    bool: (1, lambda value: b"\1" if value else b"\0"),
    int: (2, _dump_int),
    float: (3, _FLOAT.pack),
    str: (_TEXT, lambda value: value.encode("utf-8", "surrogatepass")),
    bytes: (5, bytes),
    dt.datetime: (6, lambda value: value.isoformat().encode("ascii")),
    dt.date: (7, lambda value: value.isoformat().encode("ascii")),
    list: (8, _dump_sequence),
    tuple: (9, _dump_sequence),
    dict: (10, _dump_dict),
}
_SINGLE: dict[int, _Load] = {
    0: lambda _: None,
    1: lambda data: data != b"\0",
    2: lambda data: int.from_bytes(data, "little", signed=True),
    3: lambda data: _FLOAT.unpack(data)[0],
    _TEXT: _load_text,
    5: bytes,
    6: lambda data: dt.datetime.fromisoformat(data.decode("ascii")),
    7: lambda data: dt.date.fromisoformat(data.decode("ascii")),
}


def _loaders(load_pickle: _Load) -> dict[int, _Load]:
    """Type code -> what reads such values; `load_pickle` those of no type of their own."""
    loaders = {**_SINGLE, _PICKLE: load_pickle}

    def load_sequence(data: bytes) -> list[Any]:
        values: list[Any] = []
        position, end = 0, len(data)
        unpack, head = _ITEM.unpack_from, _ITEM.size
        while position < end:
            code, length = unpack(data, position)
            start = position + head
            position = start + length
            item = data[start:position]
            # Most values are text: a call less for each of a hundred of them in a page of hits.
            values.append(
                item.decode("utf-8", "surrogatepass") if code == _TEXT else loaders[code](item)
            )
        if position > end:
            raise ValueError("a list is cut short")
        return values

    def load_dict(data: bytes) -> dict[Any, Any]:
        parts = iter(load_sequence(data))
        return dict(zip(parts, parts, strict=True))

    loaders |= {8: load_sequence, 9: lambda data: tuple(load_sequence(data)), 10: load_dict}
    return loaders


_LOADERS = _loaders(_load_plain)
_WITHOUT_PICKLES = _loaders(lambda _: None)


def dump_value(value: Any) -> tuple[int, bytes]:
    """Return the type code and the bytes of a value; TypeError if it cannot be stored."""
    found = _CODES.get(type(value))
    if found is None or (found[0] == 6 and not _is_plain_time(value)):
        return _PICKLE, _dump_plain(value)
    code, dump = found
    return code, dump(value)


def load_value(code: int, data: bytes) -> Any:
    """Return the value that `dump_value` took; raises all sorts of errors on other bytes."""
    return _LOADERS[code](data)


@lru_cache(maxsize=1024)
def _directory(width: int, count: int) -> struct.Struct:
    return struct.Struct("<" + ("HBH" if width == 2 else "HBI") * count)


def dump_document(fields: Mapping[str, Any], numbers: dict[str, int]) -> bytes:
    """Return a document as bytes; TypeError if a value cannot be stored.

    `numbers` maps field names to the numbers that stand for them; new names are added to it.
    A document without fields is no bytes at all.
    """
    return pack_document({name: dump_value(value) for name, value in fields.items()}, numbers)


def pack_document(fields: Mapping[str, tuple[int, bytes]], numbers: dict[str, int]) -> bytes:
    """Return a document as bytes, from values that `dump_value` has encoded."""
    if not fields:
        return b""
    directory: list[int] = []
    end = 0
    for name, (code, data) in fields.items():
        end += len(data)
        directory += (numbers.setdefault(name, len(numbers)), code, end)
    width = 2 if end < 1 << 16 else 4
    packed = _directory(width, len(fields)).pack(*directory)
    values = [data for _, data in fields.values()]
    return b"".join((_HEADER.pack(width, len(fields)), packed, *values))


def _open_document(data: bytes) -> tuple[tuple[int, ...], int]:
    """Return the directory of a document and where its payload starts."""
    width, count = _HEADER.unpack_from(data)
    directory = _directory(width, count)
    return directory.unpack_from(data, _HEADER.size), _HEADER.size + directory.size


def renumber_document(data: bytes, mapping: Sequence[int]) -> bytes:
    """Return a document with other field numbers; those that `mapping` makes -1 are dropped."""
    if not data:
        return b""
    directory, base = _open_document(data)
    entries = iter(directory)
    kept: list[int] = []
    values: list[bytes] = []
    start = base
    size = 0
    for number, code, end in zip(entries, entries, entries, strict=True):
        if mapping[number] >= 0:
            values.append(data[start : base + end])
            size += len(values[-1])
            kept += (mapping[number], code, size)
        start = base + end
    if not values:
        return b""
    header = _HEADER.pack(data[0], len(values))
    return b"".join((header, _directory(data[0], len(values)).pack(*kept), *values))


def load_document(data: bytes, names: Sequence[str], *, unpickle: bool = True) -> dict[str, Any]:
    """Return the fields of a document; `names` is indexed by field numbers.

    Without `unpickle` a pickled value is None: an admitted pickle runs no code, but can be made to
    take any time and memory. Raises all sorts of errors on bytes that `dump_document` did not make.
    """
    if not data:
        return {}
    directory, base = _open_document(data)
    loaders = _LOADERS if unpickle else _WITHOUT_PICKLES
    fields = {}
    start = base
    entries = iter(directory)
    for number, code, end in zip(entries, entries, entries, strict=True):
        value = data[start : base + end]
        fields[names[number]] = (
            value.decode("utf-8", "surrogatepass") if code == _TEXT else loaders[code](value)
        )
        start = base + end
    return fields
