"""The examples run, and say what they should."""

from __future__ import annotations

import importlib.util
import runpy
import sys
from pathlib import Path
from types import ModuleType

import pytest

from leadersearch import open_index

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_there_are_five_examples() -> None:
    assert len(list(EXAMPLES.glob("*.py"))) == 5


def test_script_answers_from_the_bundled_corpus(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["x", str(ROOT / "corpus"), "leadership AHP"])

    runpy.run_path(str(EXAMPLES / "embed_in_a_script.py"), run_name="__main__")

    assert "1. Leadership for Impact" in capsys.readouterr().out


def test_flask_endpoint_answers_with_escaped_html_and_diagnostics(tmp_path: Path) -> None:
    with open_index(tmp_path, create=True) as index:
        index.ingest(ROOT / "corpus")
    client = load("flask_endpoint").create_app(str(tmp_path)).test_client()

    answer = client.get("/search?q=title:kindness").get_json()

    assert answer["total"] == 1
    assert answer["hits"][0]["title"].startswith("<mark>Kindness</mark>")
    assert client.get("/search?q=auther:memon").get_json()["diagnostics"]


def test_notebook_session_runs_from_top_to_bottom(capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(EXAMPLES / "notebook_session.py"))

    out = capsys.readouterr().out
    assert "('Ada Example', 2)" in out
    assert "results for kindness; search for kindnass only: =kindnass" in out


def test_custom_reader_is_searched(capsys: pytest.CaptureFixture[str]) -> None:
    load("custom_reader").main()

    assert "Night shifts and leadership" in capsys.readouterr().out


def test_filter_gives_the_same_on_every_engine(capsys: pytest.CaptureFixture[str]) -> None:
    load("engine_neutral_filter").main()

    assert capsys.readouterr().out.splitlines() == ["['Kindness on the ward']"] * 2
