"""The examples of README and docs run, page by page, and show what they say.

Each page begins in a folder of its own with the bundled corpus in `corpus/` and the files of `samples/`. Nothing is
fetched: `curl -s ADDRESS` gives the sample of that name.
"""

from __future__ import annotations

import doctest
import json
import re
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from documentation.pages import PAGES, ROOT, Command, Example, commands_of, examples_of
from leadersearch.cli.app import app

SAMPLES = Path(__file__).parent / "samples"
NOT_RUN = {
    "cd": "the folder is the test's",
    "git": "it fetches",
    "make": "CI runs the targets",
    "pip": "it installs",
    "pipx": "it installs",
    "source": "the environment is the test's",
    ".venv/bin/pytest": "the suite is what runs this",
    ".venv/bin/python": "tests of their own compare what the generators write",
    ".venv/bin/pre-commit": "it fetches",
    "python": "tests/test_examples.py runs the programs",
    "flask": "it serves for ever; the guide's own client asks the same",
}
"""Programs that a page may name and that are not run here, with the reason."""


def fold(text: str) -> str:
    """Output as it is compared: line ends and widths and times do not count."""
    return re.sub(r"\s+", " ", re.sub(r"\b[\d.]+ m?s\b", "N s", text)).strip()


def expected_pattern(output: str) -> str:
    """A pattern for the output that a page shows; `…` at the end of a line stands for anything."""
    parts = re.split(r"…$", output, flags=re.MULTILINE)
    return ".*".join(re.escape(fold(part)) for part in parts)


def run_line(text: str, folder: Path) -> tuple[int, str, str]:
    """Run one command line in this process; returns its exit code, stdout and stderr."""
    words = shlex.split(text, comments=True)
    stdin = b""
    if "|" in words:
        at = words.index("|")
        source, words = words[:at], words[at + 1 :]
        assert source[0] == "cat" or source[:2] == ["curl", "-s"], text
        stdin = (folder / source[-1].rpartition("/")[2]).read_bytes()
    target = None
    if ">" in words:
        *words, _, target = words
    assert words[0] == "leadersearch", text
    unset = dict.fromkeys(("NO_COLOR", "FORCE_COLOR", "LEADERSEARCH_INDEX", "LEADERSEARCH_DEBUG"))
    done = CliRunner().invoke(
        app, words[1:], input=stdin, env={**unset, "COLUMNS": "80"}, prog_name="leadersearch"
    )
    if target:
        (folder / target).write_text(done.stdout, encoding="utf-8")
        return done.exit_code, "", done.stderr
    return done.exit_code, done.stdout, done.stderr


def try_command(command: Command, folder: Path) -> None:
    if shlex.split(command.text)[0] in NOT_RUN:
        return
    text = command.text
    if text.startswith("leadersearch browse"):
        text = f"{text.partition('  #')[0]} --help"  # that far its options are read
    code, out, err = run_line(text, folder)
    expected = 1 if "No articles found" in command.output else 0
    assert code == expected, f"line {command.line}: {err}"
    if command.output:
        pattern = expected_pattern(command.output)
        shown = fold(f"{out}\n{err}")
        assert re.fullmatch(pattern, shown), f"line {command.line}: it prints\n{out}{err}"


def try_python(example: Example, names: dict[str, Any], page: Path) -> None:
    if ">>>" in example.text:
        test = doctest.DocTestParser().get_doctest(
            example.text, names, page.name, str(page), example.line
        )
        failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, clear_globs=False)
        names.update(test.globs)
        assert failed.failed == 0, f"line {example.line}"
        return
    source = "\n" * (example.line - 1) + example.text  # so that a traceback names the line
    exec(compile(source, str(page), "exec"), names)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_examples_of_a_page_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "corpus", "corpus")
    shutil.copytree(SAMPLES, ".", dirs_exist_ok=True)
    names: dict[str, Any] = {"__name__": page.stem}
    for example in examples_of(page):
        match example.language:
            case "console":
                for command in commands_of(example):
                    try_command(command, tmp_path)
            case "python":
                try_python(example, names, page)
            case "json":
                json.loads(example.text)
            case "toml":
                tomllib.loads(example.text)
            case other:
                assert other in {"text", "bibtex", ""}, f"line {example.line}: {other}"


def test_an_output_that_differs_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "library.bib", ".")
    try_command(Command("leadersearch index library.bib", "articles 3 added\n…", 1), tmp_path)
    try_command(Command("leadersearch query zebra", "No articles found.\n…", 2), tmp_path)

    with pytest.raises(AssertionError, match="line 3: it prints"):
        try_command(Command("leadersearch query kindness", "2 articles\n…", 3), tmp_path)
    with pytest.raises(AssertionError, match="line 4"):
        try_command(Command("leadersearch query --frobnicate", "", 4), tmp_path)


def test_a_session_is_commands_and_their_output() -> None:
    session = Example("console", "$ leadersearch query a \\\n    b\nno hits\n\n$ make demo\n", 7)

    assert [(c.text.split(), c.output, c.line) for c in commands_of(session)] == [
        (["leadersearch", "query", "a", "b"], "no hits", 7),
        (["make", "demo"], "", 11),
    ]
