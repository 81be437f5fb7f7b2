"""The promises of the pictures of the architecture, checked."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = sorted((ROOT / "src" / "leadersearch").rglob("*.py"))
MAX_LINES, MAX_LINES_WITH_A_REASON = 300, 400
REASON = "Longer than 300 lines: "


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return done.stdout


def test_imports_point_down_only() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_modules_stay_small_or_say_why_not(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    assert lines <= (MAX_LINES_WITH_A_REASON if REASON in text else MAX_LINES)
    assert REASON not in text or lines > MAX_LINES


def test_the_library_delegates() -> None:
    index = ROOT / "src" / "leadersearch" / "index.py"

    assert len(index.read_text(encoding="utf-8").splitlines()) <= 200


EMBEDDED = ROOT / "src" / "leadersearch" / "engines" / "whoosh"


def test_no_module_name_stands_twice_within_the_embedded_engine() -> None:
    names = Counter(path.stem for path in EMBEDDED.rglob("*.py") if path.name != "__init__.py")

    assert [name for name, count in names.items() if count > 1] == []


def test_few_arrows_lead_from_room_to_room_of_the_embedded_engine() -> None:
    arrows = set()
    for path in EMBEDDED.rglob("*.py"):
        here = path.relative_to(EMBEDDED).with_suffix("").parts[0]
        text = path.read_text(encoding="utf-8")
        rooms = re.findall(r"from leadersearch\.engines\.whoosh(?:\.| import )(\w+)", text)
        arrows |= {(here, room) for room in rooms if room != here}

    assert 10 < len(arrows) <= 20, sorted(arrows)


def test_every_path_in_the_pages_on_the_architecture_exists() -> None:
    pages = [ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md"]
    pages += [*(ROOT / "docs" / "internals").glob("*.md"), *(ROOT / "docs").glob("contributing/*")]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    named = re.findall(
        r"`((?:src|tests|benchmarks|docs|examples|scripts|corpus|index)/[^`*<]*)`", text
    )

    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


HEAVY = ("nltk", "textual", "typer", "rich", "whoosh", "numpy", "feedparser", "dateutil", "yaml")


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = run("import leadersearch, sys; print(*sys.modules)").split()

    assert [name for name in HEAVY if name in loaded] == []


def test_a_query_loads_neither_stemmer_nor_browser_nor_whoosh(tmp_path: Path) -> None:
    code = f"""
import sys, leadersearch
index = leadersearch.open_index({str(tmp_path)!r}, create=True)
index.add(leadersearch.Article(title="Kindness in leadership", excerpt="Leaders are kind."))
"""
    run(code)

    loaded = run(f"""
import sys, leadersearch
page = leadersearch.open_index({str(tmp_path)!r}).search("leadership kind")
assert page.total == 1
print(*sys.modules)
""").split()

    unwanted = (
        "nltk",
        "textual",
        "whoosh",
        "urllib.request",
        "feedparser",
        "dateutil",
        "trafilatura",
    )
    assert [name for name in unwanted if name in loaded] == []
