"""Pickles read as data.

A pickle is a program: it can call anything, and make work without end of a few bytes. Whoosh writes
its table of contents as one, and the values that it stores. What it writes there is lists, sets,
dictionaries, texts, numbers, and objects that are a class with the state of its attributes. Those
are read here, an object as an `Instance` that names its class; nothing that a pickle names is
imported or called.

The instructions are those that Python writes for such values since 2.3 (protocols 2 to 5); see the
standard library's `pickletools` for what each does.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any, NamedTuple

MOST_STEPS = 1_000_000
"""Instructions of one pickle: a second of work. An index has a few hundred."""

_NAMES = frozenset({type(None), bool, int, float, str, bytes})
"""Types allowed as a key or an item of a set: hashed in no time, which a nest of tuples is not."""


class PickleError(ValueError):
    """Bytes are no pickle of plain data."""


class ForeignClass(PickleError):
    """A pickle needs a class, or calls something; `name` is its dotted name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"a pickle refers to {name}")
        self.name = name


class Instance:
    """An object: the dotted name of its class, and its attributes."""

    __slots__ = ("name", "state")

    def __init__(self, name: str) -> None:
        self.name = name
        self.state: dict[str, Any] = {}


class _Class(NamedTuple):
    name: str


def load(data: bytes, start: int = 0, admitted: frozenset[str] = frozenset()) -> tuple[Any, int]:
    """The value of a pickle that begins at `start`, and where it ends.

    `admitted` are the dotted names of the classes that there may be objects of. Raises
    ForeignClass for any other, and PickleError for what is no pickle of plain data.
    """
    reader = _Reader(data, start, admitted)
    try:
        return reader.run(), reader.place
    except PickleError:
        raise
    except (LookupError, ValueError, TypeError, struct.error) as error:
        raise PickleError(f"a pickle is damaged ({error or type(error).__name__})") from error


class _Reader:
    def __init__(self, data: bytes, start: int, admitted: frozenset[str]) -> None:
        self.data = data
        self.place = start
        self.admitted = admitted
        self.stack: list[Any] = []
        self.marks: list[list[Any]] = []  # the stacks beneath the marks
        self.memo: dict[int, Any] = {}

    def run(self) -> Any:
        data, steps = self.data, _STEPS
        for _ in range(MOST_STEPS):
            code = data[self.place]
            self.place += 1
            if code == _MEMOISE:  # every other one
                self.memo[len(self.memo)] = self.stack[-1]
                continue
            if code == _STOP:
                (value,) = self.stack
                return value
            step = steps.get(code)
            if step is None:
                raise PickleError(f"a pickle has an instruction {code:#x}, which no index needs")
            step(self)
        raise PickleError("a pickle has more instructions than any index needs")

    def number(self, layout: struct.Struct) -> Any:
        (number,) = layout.unpack_from(self.data, self.place)
        self.place += layout.size
        return number

    def run_of(self, layout: struct.Struct) -> bytes:
        """Bytes, with their number before them."""
        size = self.number(layout)
        found = self.data[self.place : self.place + size]
        if len(found) != size:
            raise PickleError("a pickle is cut short")
        self.place += size
        return found

    def items(self) -> list[Any]:
        """The values put on the stack since the last mark."""
        items, self.stack = self.stack, self.marks.pop()
        return items

    def klass(self, module: Any, name: Any) -> None:
        dotted = f"{module}.{name}"
        if dotted not in self.admitted and dotted not in _VALUES:
            raise ForeignClass(dotted)
        self.stack.append(_Class(dotted))

    def line(self) -> str:
        end = self.data.index(b"\n", self.place)
        text = self.data[self.place : end].decode()
        self.place = end + 1
        return text


_U1, _U2, _U4, _U8 = (struct.Struct(f"<{code}") for code in "BHIQ")
_I4, _F8 = struct.Struct("<i"), struct.Struct(">d")
_STOP, _MEMOISE = ord("."), 0x94


def _skip(layout: struct.Struct) -> Callable[[_Reader], None]:
    def step(reader: _Reader) -> None:
        reader.number(layout)

    return step


def _push(make: Callable[[_Reader], Any]) -> Callable[[_Reader], None]:
    def step(reader: _Reader) -> None:
        reader.stack.append(make(reader))

    return step


def _text(layout: struct.Struct) -> Callable[[_Reader], None]:
    return _push(lambda reader: reader.run_of(layout).decode("utf-8", "surrogatepass"))


def _bytes(layout: struct.Struct) -> Callable[[_Reader], None]:
    return _push(lambda reader: reader.run_of(layout))


def _tuple_of(count: int) -> Callable[[_Reader], None]:
    def step(reader: _Reader) -> None:
        items = reader.stack[-count:]
        del reader.stack[len(reader.stack) - count :]
        reader.stack.append(tuple(items))

    return step


def _tuple(reader: _Reader) -> None:
    items = reader.items()
    reader.stack.append(tuple(items))


def _put(layout: struct.Struct) -> Callable[[_Reader], None]:
    def step(reader: _Reader) -> None:
        reader.memo[reader.number(layout)] = reader.stack[-1]

    return step


def _mark(reader: _Reader) -> None:
    reader.marks.append(reader.stack)
    reader.stack = []


def _append(reader: _Reader) -> None:
    value = reader.stack.pop()
    _of(list, reader.stack[-1]).append(value)


def _appends(reader: _Reader) -> None:
    items = reader.items()
    _of(list, reader.stack[-1]).extend(items)


def _set_item(reader: _Reader) -> None:
    value, key = reader.stack.pop(), reader.stack.pop()
    _of(dict, reader.stack[-1])[_name(key)] = value


def _set_items(reader: _Reader) -> None:
    items = reader.items()
    held = _of(dict, reader.stack[-1])
    for key, value in zip(items[::2], items[1::2], strict=True):
        held[_name(key)] = value


def _add_items(reader: _Reader) -> None:
    items = reader.items()
    _of(set, reader.stack[-1]).update(map(_name, items))


def _new_object(reader: _Reader) -> None:
    arguments, made = reader.stack.pop(), reader.stack.pop()
    if arguments != () or not isinstance(made, _Class):
        raise PickleError("a pickle makes an object by a call")
    reader.stack.append(Instance(made.name))


def _call(reader: _Reader) -> None:
    arguments, called = _of(tuple, reader.stack.pop()), reader.stack.pop()
    make = _VALUES.get(_of(_Class, called).name)
    if make is None:
        raise PickleError(f"a pickle calls {called.name}")
    reader.stack.append(make(*arguments))


def _build(reader: _Reader) -> None:
    state = _of(dict, reader.stack.pop())
    _of(Instance, reader.stack[-1]).state = state


def _stack_class(reader: _Reader) -> None:
    name, module = reader.stack.pop(), reader.stack.pop()
    reader.klass(module, name)


_VALUES: dict[str, Callable[..., Any] | None] = {
    "collections.defaultdict": lambda _: {},
    "builtins.int": None,  # what a missing key of such a dictionary has
    "__builtin__.set": lambda items: set(map(_name, _of(list, items))),
}
"""Plain values that Python writes as calls."""


def _of(kind: type[Any], value: Any) -> Any:
    if type(value) is not kind:
        raise PickleError(f"a pickle takes {type(value).__name__} for {kind.__name__}")
    return value


def _name(value: Any) -> Any:
    if type(value) not in _NAMES:
        raise PickleError(f"a pickle has {type(value).__name__} for a key")
    return value


_STEPS: dict[int, Callable[[_Reader], None]] = {
    0x80: _skip(_U1),  # PROTO
    0x95: _skip(_U8),  # FRAME
    ord("("): _mark,
    ord("N"): _push(lambda _: None),
    0x88: _push(lambda _: True),
    0x89: _push(lambda _: False),
    ord("J"): _push(lambda reader: reader.number(_I4)),
    ord("K"): _push(lambda reader: reader.number(_U1)),
    ord("M"): _push(lambda reader: reader.number(_U2)),
    0x8A: _push(lambda reader: int.from_bytes(reader.run_of(_U1), "little", signed=True)),
    ord("G"): _push(lambda reader: reader.number(_F8)),
    0x8C: _text(_U1),
    ord("X"): _text(_U4),
    0x8D: _text(_U8),
    ord("C"): _bytes(_U1),
    ord("B"): _bytes(_U4),
    0x8E: _bytes(_U8),
    ord("]"): _push(lambda _: []),
    ord("}"): _push(lambda _: {}),
    ord(")"): _push(lambda _: ()),
    0x8F: _push(lambda _: set()),
    0x85: _tuple_of(1),
    0x86: _tuple_of(2),
    0x87: _tuple_of(3),
    ord("t"): _tuple,
    ord("a"): _append,
    ord("e"): _appends,
    ord("s"): _set_item,
    ord("u"): _set_items,
    0x90: _add_items,
    ord("q"): _put(_U1),
    ord("r"): _put(_U4),
    ord("h"): _push(lambda reader: reader.memo[reader.number(_U1)]),
    ord("j"): _push(lambda reader: reader.memo[reader.number(_U4)]),
    ord("c"): lambda reader: reader.klass(reader.line(), reader.line()),
    0x93: _stack_class,
    0x81: _new_object,
    ord("R"): _call,
    ord("b"): _build,
}
