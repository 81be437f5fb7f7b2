"""The public surface: small, named, documented, and light until it is used."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import leadersearch
from leadersearch import errors

NAMES = """
    Article ArticleError ArticleNotFound Author CheckReport Completion CopyOptions CopyProgress CopyReport Diagnostic FacetCount FacetValues FilesVanished
    Fragment Hit Index IndexAccessError IndexChanged IndexCorrupt IndexLocked IndexMismatch IndexMissing IndexTooNew
    IndexTooOld IngestOptions IngestReport LeaderSearchError MarkedTexts Merge MergedArticle MissingExtra OpenOptions Page PartialDate PlannedChange Problem Progress Query
    ReadAs ReadError Reading Reason SavedSearch ScoreRow Search SearchOptions Sense Snippet Sort Source Statistics Suggestion
    Typing UnsupportedFeature UnsupportedFormat UsageError __version__ open_index parse_query read_articles render_html
    render_plain render_query render_terminal
""".split()

HEAVY = ("numpy", "whoosh", "nltk", "textual", "typer", "rich", "feedparser", "dateutil")


def loaded(code: str) -> set[str]:
    """Which of the heavy packages a program has loaded."""
    listing = f"import sys; {code}; print(*[n for n in {HEAVY!r} if n in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", listing], capture_output=True, text=True, check=True
    )
    return set(ran.stdout.split())


def test_the_public_names_are_these() -> None:
    assert sorted(leadersearch.__all__) == sorted(NAMES)


def test_they_are_listed_in_order_and_once() -> None:
    assert leadersearch.__all__ == sorted(set(leadersearch.__all__))
    assert dir(leadersearch) == sorted(leadersearch.__all__)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_can_be_had_and_is_documented(name: str) -> None:
    value = getattr(leadersearch, name)
    if inspect.isclass(value) or inspect.isfunction(value):
        assert inspect.getdoc(value)
        assert value.__module__.startswith("leadersearch.")


def test_what_type_checkers_see_is_what_there_is() -> None:
    tree = ast.parse(Path(leadersearch.__file__).read_text(encoding="utf-8"))
    (guarded,) = [node for node in tree.body if isinstance(node, ast.If)]
    imported = {
        alias.asname or alias.name: node.module
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert set(imported) == set(leadersearch.__all__)
    for name, module in imported.items():
        assert module is not None
        assert getattr(sys.modules.get(module) or __import__(module, fromlist=[name]), name) is (
            getattr(leadersearch, name)
        )


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'leadersearch' has no attribute 'nonsense'"):
        _ = leadersearch.nonsense
    with pytest.raises(ImportError):
        from leadersearch import nonsense  # noqa: F401


def test_a_star_import_brings_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from leadersearch import *", names)
    assert set(leadersearch.__all__) <= set(names)


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert loaded("import leadersearch") == set()


def test_importing_the_package_loads_no_module_of_it_but_its_own() -> None:
    code = "import sys, leadersearch; print(*[n for n in sys.modules if 'leadersearch.' in n])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


@pytest.mark.parametrize(
    "name", ["Article", "PartialDate", "LeaderSearchError", "parse_query", "render_query", "Query"]
)
def test_articles_errors_and_queries_load_nothing_heavy(name: str) -> None:
    assert loaded(f"from leadersearch import {name}") == set()


def test_searching_loads_neither_nltk_nor_the_faces(tmp_path: Path) -> None:
    with leadersearch.open_index(tmp_path, create=True) as index:
        index.add(leadersearch.Article(title="Kind leaders", body="of health-care"))
    code = f"import leadersearch; leadersearch.open_index({str(tmp_path)!r}).search('kind leaders')"
    assert loaded(code) == {"numpy"}


KINDS = {
    name: kind
    for name, kind in vars(errors).items()
    if inspect.isclass(kind) and issubclass(kind, errors.LeaderSearchError)
}


def test_the_tree_of_errors_is_the_one_in_the_documentation() -> None:
    drawn: dict[str, str] = {}
    path: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.search("[A-Za-z]+", line)
        if found is None or found[0] not in KINDS:
            continue
        while path and path[-1][0] >= found.start():
            path.pop()
        if path:
            drawn[found[0]] = path[-1][1]
        path.append((found.start(), found[0]))
    actual = {name: kind.__mro__[1].__name__ for name, kind in KINDS.items()}
    assert drawn == {name: base for name, base in actual.items() if base != "Exception"}


def test_every_error_is_public_and_has_an_exit_code() -> None:
    assert set(KINDS) <= set(leadersearch.__all__)
    assert {kind.exit_code for kind in KINDS.values()} == {2}


def test_a_missing_extra_names_the_command() -> None:
    error = leadersearch.MissingExtra("PDF", "pdf")
    assert str(error) == "PDF needs an extra package: pip install 'leadersearch[pdf]'"
    assert (error.feature, error.extra) == ("PDF", "pdf")


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(leadersearch.__file__).parent / "py.typed").exists()


def test_the_version_is_one() -> None:
    assert [part.isdigit() for part in leadersearch.__version__.split(".")[:2]] == [True, True]


SOURCES = sorted(Path(leadersearch.__file__).parent.rglob("*.py"))


def test_the_library_has_no_print_and_no_assertion_on_the_clock() -> None:
    printing = [
        path.name
        for path in SOURCES
        if "cli" not in path.parts and "tui" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in {"print", "input", "breakpoint"}
    ]
    assert printing == []
