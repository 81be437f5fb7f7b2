"""Patterns of files that are left out, as gitignore has them.

A name matches at any depth, one with a `/` before its end from the folder of the pattern; a `/` at
the end stands for folders alone. `*` and `?` match within a name, `[a-z]` one of its letters, `**`
any folders between. A pattern after `!` takes files in again; the last that matches decides.

Patterns are foreign text: no match takes more steps than the lengths of both multiplied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_BYTES = 1_000_000
MOST_LETTERS = 1_000
"""Of a longer pattern nothing is believed."""

_ANY_FOLDERS = "**"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern, by its parts between slashes."""

    parts: tuple[str, ...]
    is_negated: bool = False
    is_for_folders: bool = False

    def matches(self, names: Sequence[str], *, is_folder: bool) -> bool:
        """Whether it matches a path, given by its names below the folder of the pattern."""
        return (is_folder or not self.is_for_folders) and _match_parts(self.parts, names)


def read_patterns(lines: Iterable[str]) -> tuple[Pattern, ...]:
    """The patterns of a file, or of some options."""
    return tuple(made for line in lines if (made := _pattern(line)))


def decided(patterns: Sequence[Pattern], names: Sequence[str], *, is_folder: bool) -> bool | None:
    """Whether the last pattern that matches a path leaves it out; None if none matches."""
    for pattern in reversed(patterns):
        if pattern.matches(names, is_folder=is_folder):
            return not pattern.is_negated
    return None


def _pattern(line: str) -> Pattern | None:
    text = _without_blanks(line.rstrip("\r\n"))
    if not text or text.startswith("#") or len(text) > MOST_LETTERS:
        return None
    is_negated = text.startswith("!")
    text = text[is_negated:]
    is_for_folders = text.endswith("/")
    text = text.removesuffix("/")
    parts = [_ANY_FOLDERS if _is_stars(part) else part for part in _parts(text)]
    if "/" not in text:
        parts = [_ANY_FOLDERS, *parts]
    elif not parts[0]:  # a slash at the beginning
        del parts[0]
    return Pattern(tuple(parts), is_negated, is_for_folders)  # an empty part matches no name


def _parts(text: str) -> list[str]:
    """The parts of a pattern between slashes that are in no class of letters."""
    parts, begin, at = [], 0, 0
    while at < len(text):
        if text[at] == "/":
            parts.append(text[begin:at])
            begin = at + 1
        elif text[at] == "\\":
            at += 1
        elif text[at] == "[":
            at = _end_of_class(text, at) or at
        at += 1
    return [*parts, text[begin:]]


def _is_stars(part: str) -> bool:
    return len(part) > 1 and not part.strip("*")


def _without_blanks(line: str) -> str:
    """A line without blanks at its end, but for one after a backslash."""
    bare = line.rstrip(" \t")
    slashes = len(bare) - len(bare.rstrip("\\"))
    return line[: len(bare) + 1] if slashes % 2 and len(bare) < len(line) else bare


def _match_parts(parts: Sequence[str], names: Sequence[str]) -> bool:
    """Whether parts match all of some names; `**` any number of them, at the end one at least."""
    reached = {0}
    for place, part in enumerate(parts):
        if part == _ANY_FOLDERS:
            first = min(reached) + (place == len(parts) - 1)
            reached = set(range(first, len(names) + 1))
        else:
            reached = {
                start + 1
                for start in reached
                if start < len(names) and matches_name(part, names[start])
            }
        if not reached:
            return False
    return len(names) in reached


def matches_name(pattern: str, name: str) -> bool:
    """Whether a pattern without slashes matches a whole name: goes back to the last `*` alone."""
    at = place = 0
    star, retry = -1, 0
    while place < len(name):
        if at < len(pattern) and pattern[at] == "*":
            star, retry = at, place
            at += 1
            continue
        after = _match_letter(pattern, at, name[place])
        if after:
            at, place = after, place + 1
        elif star >= 0:
            retry += 1
            at, place = star + 1, retry
        else:
            return False
    return not pattern[at:].strip("*")


def _match_letter(pattern: str, at: int, letter: str) -> int:
    """Where the pattern goes on behind the part that matches a letter; 0 if none does."""
    if at >= len(pattern):
        return 0
    sign = pattern[at]
    if sign == "?":
        return at + 1
    if sign == "\\" and at + 1 < len(pattern):
        return at + 2 if pattern[at + 1] == letter else 0
    if sign == "[":  # one that is not closed matches nothing
        end = _end_of_class(pattern, at)
        return end + 1 if end and _is_in_class(pattern[at + 1 : end], letter) else 0
    return at + 1 if sign == letter else 0


def _end_of_class(pattern: str, at: int) -> int:
    """Where the bracket of a class of letters closes; 0 if it does not."""
    first = at + 1 + (pattern[at + 1 : at + 2] in {"!", "^"})
    return max(0, pattern.find("]", first + 1))


def _is_in_class(inner: str, letter: str) -> bool:
    is_negated = inner[:1] in {"!", "^"}
    inner = inner[is_negated:]
    found, at = False, 0
    while at < len(inner):
        if at + 2 < len(inner) and inner[at + 1] == "-":
            found = found or inner[at] <= letter <= inner[at + 2]
            at += 3
        else:
            found = found or inner[at] == letter
            at += 1
    return found != is_negated
