"""The first things that a stranger meets agree with the project."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import leadersearch

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = {
    "Where is a year in a query parsed?": "query/date_ranges.py",
    "Where is a year in a file parsed?": "readers/describe/dates.py",
    "What decides a tie?": "ranking.py",
    "Where is a table of contents read?": "engines/whoosh/index/toc.py",
    "Which files are committed together in a long run?": "collection/ingest/portions.py",
    "What happens when all files have vanished?": "collection/ingest/vanishing.py",
    "Where is a rule that joins two articles applied?": "collection/ingest/merge_rules.py",
    "Where is a PDF found that a record names?": "collection/ingest/attachments.py",
    "Where does an acronym find its words?": "plan/acronyms.py",
    "Which searches are sent to a cluster?": "engines/opensearch/executing.py",
}
"""Questions of a newcomer, each with the module that answers it."""

FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def loaded(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_citation_and_the_changelog_name_the_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert loaded(ROOT / "CITATION.cff")["version"] == leadersearch.__version__
    assert f"\n## [{leadersearch.__version__}]" in changelog


def test_the_workflow_tries_every_python_that_the_package_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"Python :: (3\.\d+)", " ".join(project["classifiers"]))
    workflow = loaded(ROOT / ".github" / "workflows" / "checks.yml")

    matrix = workflow["jobs"]["tests"]["strategy"]["matrix"]

    assert set(named) <= set(matrix["python"])
    assert {name.partition("-")[0] for name in matrix["system"]} == {"ubuntu", "macos", "windows"}


def test_the_workflow_runs_only_targets_and_files_that_exist() -> None:
    targets = re.findall(
        r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    jobs = loaded(ROOT / ".github" / "workflows" / "checks.yml")["jobs"].values()
    commands = [step["run"] for job in jobs for step in job["steps"] if "run" in step]

    made = [word for command in commands for word in re.findall(r"^make (\w+)", command)]
    paths = [path for command in commands for path in re.findall(r"(?:scripts/|\.ci/)\S+", command)]

    assert commands
    assert set(made) <= set(targets)
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_asks_named_questions(path: Path) -> None:
    form = loaded(path)
    ids = [field["id"] for field in form["body"]]

    assert {"name", "description"} <= set(form)
    assert len(ids) == len(set(ids))
    assert all(field["attributes"]["label"] for field in form["body"])


def test_the_hooks_run_the_pinned_tools() -> None:
    (local,) = loaded(ROOT / ".pre-commit-config.yaml")["repos"]

    assert {hook["entry"].split(" ")[0] for hook in local["hooks"]} == {
        ".venv/bin/ruff",
        ".venv/bin/mypy",
        ".venv/bin/lint-imports",
    }


def named_in(nav: Any) -> set[str]:
    """The pages of a part of the navigation, such as `{"Home": "index.md"}`."""
    if isinstance(nav, str):
        return {nav}
    parts = nav.values() if isinstance(nav, dict) else nav
    return set().union(*map(named_in, parts))


def test_the_site_leads_to_every_page() -> None:
    docs = ROOT / "docs"
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}

    assert pages <= named_in(loaded(ROOT / "mkdocs.yml")["nav"])


def test_the_architecture_is_read_in_a_minute() -> None:
    assert len((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("module", QUESTIONS.values(), ids=QUESTIONS)
def test_the_architecture_leads_from_a_question_to_its_module(module: str) -> None:
    """A row names the room, and the module that answers within it."""
    path = Path("src/leadersearch", module)
    rows = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8").splitlines()
    rooms = [row for row in rows if f"`{path}`" in row or f"`{path.parent}/`" in row]

    assert (ROOT / path).is_file()
    assert any(f"`{path}`" in row or f"`{path.name}`" in row for row in rooms)
