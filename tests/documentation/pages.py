"""The examples of a page: what stands between its fences, and what a shell session in it expects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted({ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")})

_FENCE = re.compile(r"(?P<indent> *)```(?P<language>\w*)")


@dataclass(frozen=True)
class Example:
    """A fenced block; `line` is that of its first line in the page, from 1."""

    language: str
    text: str
    line: int


@dataclass(frozen=True)
class Command:
    """A command of a shell session, and the output below it, which may be left out."""

    text: str
    output: str
    line: int


def examples_of(path: Path) -> Iterator[Example]:
    """The fenced blocks of a page, in order."""
    lines = path.read_text(encoding="utf-8").split("\n")
    opened: tuple[str, str, int] | None = None
    for number, line in enumerate(lines, 1):
        found = _FENCE.match(line)
        if found is None:
            continue
        if opened is None:
            opened = found["indent"], found["language"], number
            continue
        indent, language, start = opened
        held = [row.removeprefix(indent) for row in lines[start : number - 1]]
        yield Example(language, "\n".join(held) + "\n", start + 1)
        opened = None


def commands_of(example: Example) -> Iterator[Command]:
    """The commands of a shell session: each after `$ `, its output below."""
    text = example.text.replace("\\\n", " \0")  # a line that goes on; counted below
    line = example.line
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE):
        command, _, output = part.partition("\n")
        if command.strip():
            yield Command(command.replace("\0", " "), output.strip("\n"), line)
        line += part.count("\n") + part.count("\0")
