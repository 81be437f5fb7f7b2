"""The texts that people read follow docs/STYLE.md, as far as a pattern can tell."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from documentation.pages import PAGES, ROOT

TEXTS = [
    *(page for page in PAGES if page.name != "STYLE.md"),
    *(ROOT / name for name in ("ARCHITECTURE.md", "CHANGELOG.md", "SECURITY.md")),
]
MODULES = sorted((ROOT / "src" / "leadersearch").rglob("*.py"))

NOT_ENGLISH = re.compile(
    r"\b(at hand|passed over|made anew|make anew|unless said|to be had|little words?|joint field"
    r"|costs? nothing else|it is they|what (?:is|was|has been) \w+ (?:is|was) \w+)\b"
)
_FENCED = re.compile(r"^ *```.*?^ *```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_SENTENCE = re.compile(r"(?:^|(?<=[.:!?|] )|(?<=- ))What [^.?!|]*[.?!|]?", re.MULTILINE)


def statements(text: str) -> list[str]:
    """Sentences that begin with "What" and ask nothing."""
    return [found[0] for found in _SENTENCE.finditer(text) if not found[0].endswith("?")]


def shown(path: Path) -> Iterator[str]:
    """The texts of a module that may be shown: all but docstrings and patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_states_facts_in_plain_english(page: Path) -> None:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))

    assert statements(text) == []
    assert NOT_ENGLISH.findall(" ".join(text.split())) == []


def test_messages_and_help_state_facts_in_plain_english() -> None:
    texts = {text: path.name for path in MODULES for text in shown(path)}

    odd = [
        (name, text) for text, name in texts.items() if statements(text) or NOT_ENGLISH.search(text)
    ]

    assert odd == []


def test_docstrings_say_what_a_value_is_by_naming_it() -> None:
    folders = ("src", "tests", "benchmarks", "scripts", "docs", "examples")
    modules = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    begun = re.compile('"""What (?!.*[?])')

    assert [path.name for path in modules if begun.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("What is a segment?", 0),
        ("What has vanished is removed.", 1),
        ("Fast. What it does not know it says.", 1),
        ("- What is new\n", 1),
    ],
)
def test_a_question_may_begin_with_what(text: str, count: int) -> None:
    assert len(statements(text)) == count
