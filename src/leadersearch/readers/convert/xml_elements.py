"""Elements of a streamed XML file, and what is in them, whatever its namespaces."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.convert.clean_text import clean_line, clean_text
from leadersearch.readers.convert.xml_stream import IllFormedError, local_name, scan_elements

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from leadersearch.readers.raw_file import RawFile

MOST_PARTS = 500_000
"""Elements and attributes of one record."""

_BLANKS = re.compile(r"\s+")


def elements_named(
    file: RawFile, names: Collection[str], pieces: Iterator[str] | None = None
) -> Iterator[Element]:
    """The outermost elements of some local names, each forgotten when the next is asked for.

    Of a file that is one such element, and is damaged, what comes before the damage is reported and
    yielded. Raises ReadError for an element of more parts than an article has.
    """
    path: list[Element] = []
    try:
        yield from _elements_named(file, names, path, pieces)
    except IllFormedError as error:
        if not path or local_name(path[0]) not in names:
            raise
        file.report(f"{error}; read up to there")
        yield path[0]


def _elements_named(
    file: RawFile, names: Collection[str], path: list[Element], pieces: Iterator[str] | None
) -> Iterator[Element]:
    """`path` is kept: the elements that are open, from the root down."""
    inside = parts = 0
    for event, element in scan_elements(file, ("start", "end"), pieces):
        if event == "start":
            path.append(element)
            parts += 1 + len(element.attrib)
            if parts > MOST_PARTS:
                raise ReadError(
                    f"an element with more than {MOST_PARTS:,} others in it, too many for an article"
                )
            inside += local_name(element) in names
            continue
        path.pop()
        if local_name(element) in names:
            inside -= 1
            if not inside:
                yield element
        if not inside:
            parts = 0
            element.clear()
            if path:
                path[-1].remove(element)


def below(element: Element, *path: str) -> Iterator[Element]:
    """The elements that a path of local names leads to; `*` is any name."""
    if not path:
        yield element
        return
    for child in element:
        if path[0] in {"*", local_name(child)}:
            yield from below(child, *path[1:])


def first_below(element: Element, *path: str) -> Element | None:
    """The first element that a path leads to."""
    return next(below(element, *path), None)


def first_of(element: Element, *paths: tuple[str, ...]) -> Element | None:
    """The first element that any of some paths leads to, in the order of the paths."""
    found = (first_below(element, *path) for path in paths)
    return next((place for place in found if place is not None), None)


def line_below(element: Element, *path: str) -> str:
    """The text, as one line, of the first element on a path that has any."""
    return next(filter(None, (line_in(found) for found in below(element, *path))), "")


def line_in(element: Element | None) -> str:
    """All text in an element, as one line; marks such as `<sub>` leave nothing."""
    return "" if element is None else clean_line("".join(element.itertext()))


def lines_below(element: Element, *path: str) -> list[str]:
    """The texts of all elements on a path."""
    return list(filter(None, map(line_in, below(element, *path))))


def paragraphs_in(element: Element, blocks: Collection[str], skipped: Collection[str] = ()) -> str:
    """The text of an element, a paragraph for each that is one of the blocks."""
    made: list[str] = [""]
    _gather(element, frozenset(blocks), frozenset(skipped), made)
    lines = (_BLANKS.sub(" ", part).strip() for part in made)
    return clean_text("\n\n".join(filter(None, lines)))


def _gather(
    element: Element, blocks: frozenset[str], skipped: frozenset[str], made: list[str]
) -> None:
    # An explicit stack: a hostile file nests deeper than Python does.
    waiting: list[tuple[Element, bool]] = [(element, False)]
    while waiting:
        current, is_over = waiting.pop()
        name = local_name(current) if isinstance(current.tag, str) else ""
        if is_over:
            if name in blocks:
                made.append("")
            if current is not element:
                made[-1] += current.tail or ""
            continue
        if name in skipped or not name:
            made[-1] += (current.tail or "") if current is not element else ""
            continue
        if name in blocks:
            made.append("")
        made[-1] += current.text or ""
        waiting.append((current, True))
        waiting.extend((child, False) for child in reversed(current))


def date_text(year: str, month: str = "", day: str = "") -> str:
    """The parts of a date as one text for `parse_date`; what stands behind a gap is left out."""
    if not month:
        return year
    return f"{year} {month} {day}".strip() if not month.isdigit() else _numbered(year, month, day)


def _numbered(year: str, month: str, day: str) -> str:
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def person(family: str, given: str, suffix: str = "") -> dict[str, str]:
    """A name in parts, as records have them."""
    return {"family": family, "given": given, "suffix": suffix}


def unique(values: Iterable[str]) -> list[str]:
    """The values that are not empty, each once."""
    return list(dict.fromkeys(filter(None, values)))
