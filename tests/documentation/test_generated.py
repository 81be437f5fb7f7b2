"""Pages that are written from the code are current, and the site shows every public name with its documentation."""

from __future__ import annotations

import inspect
import re
import runpy
from collections.abc import Iterator

import pytest

import leadersearch
from documentation.pages import ROOT

DOCS = ROOT / "docs"
GENERATORS = {
    "make_cli.py": "cli.md",
    "make_formats.py": "formats.md",
    "make_browser.py": "browser.md",
    "make_query.py": "reference/query.md",
    "make_python.py": "reference/python.md",
}


def members(name: str) -> Iterator[tuple[str, object]]:
    """A public name, and what is public of it where it is a class of ours."""
    value = getattr(leadersearch, name)
    yield name, value
    if inspect.isclass(value):
        ours = [kind for kind in value.__mro__ if kind.__module__.startswith("leadersearch")]
        for member, held in [row for kind in ours for row in vars(kind).items()]:
            if not member.startswith("_") and (
                inspect.isfunction(held) or isinstance(held, classmethod | staticmethod | property)
            ):
                yield f"{name}.{member}", held


@pytest.mark.parametrize("generator", GENERATORS)
def test_a_generated_page_is_current(generator: str) -> None:
    page = runpy.run_path(str(DOCS / generator))["page"]()

    current = (DOCS / GENERATORS[generator]).read_text(encoding="utf-8")
    assert current == page, f"run: python docs/{generator}"


def test_every_generator_is_tested() -> None:
    written = {path.name for path in DOCS.glob("make_*.py")}

    assert written - {"make_screenshots.py"} == set(GENERATORS)


def test_the_reference_shows_every_public_name_once() -> None:
    text = (DOCS / "reference" / "python.md").read_text(encoding="utf-8")

    shown = re.findall(r"^::: leadersearch\.(\w+)$", text, flags=re.MULTILINE)

    assert sorted(shown) == sorted(set(leadersearch.__all__) - {"__version__"})


@pytest.mark.parametrize("name", [n for n in leadersearch.__all__ if n != "__version__"])
def test_whatever_is_public_is_documented(name: str) -> None:
    assert [what for what, held in members(name) if not inspect.getdoc(held)] == []
