"""Whatever an article, a file, a query or a folder is called, no command writes a control.

All commands and all formats are gone through as their tables have them, so that a new one is
looked at on the day it is made.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from bibtexparser.entrypoint import parse_string
from markdown_it import MarkdownIt
from typer.testing import CliRunner

import leadersearch
from leadersearch import Article
from leadersearch.cli.app import app
from leadersearch.cli.output.formats import ARTICLE_FORMATS, FIGURE_FORMATS, PAGE_FORMATS
from leadersearch.cli.terminal import PLAIN
from leadersearch.export import STYLES, cite
from leadersearch.readers import read_articles_from

ESC = "\x1b"
EVIL = (
    f"{ESC}]0;owned\x07{ESC}[2J\x9b31m\x08\x7f\u200f\u202e\u2066\u200b\u2028\u2029\ufeff\U000e0041"
)
FORMULA = "=HYPERLINK(0)"
URL = "javascript:alert(1)"

PAINT = re.compile(r"\x1b\[[0-9;]*m")
STDERR_ONLY = {"browse"}
"""Commands that need a terminal: what they say without one is looked at."""


def leftovers(text: str) -> set[str]:
    categories = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    bare = PAINT.sub("", text)
    return {
        sign for sign in bare if unicodedata.category(sign) in categories and sign not in "\n\t"
    }


def hostile(number: int) -> Article:
    return Article(
        id=f"id{EVIL}{number}",
        title=f"{FORMULA} kindness [a](javascript:x) <b> }}{{ {EVIL}{number}",
        authors=(f"Zain{EVIL} Me}}mon", f"{EVIL}Rock and Roll"),
        excerpt=f"@SUM kindness {EVIL}\nTY  - JOUR\nER  - \n<script>",
        body=f"kindness {EVIL} <img src=x onerror=y> [b]({URL})\n\n# No heading\n\n```\ncode",
        url=URL if number % 2 else f"https://example.org/>){EVIL}]({URL})",
        tags=(f"+tag{EVIL}", "$(touch x)", "a;b", "fine"),
        venue=f"-Venue{EVIL}",
        doi=f"10.1/a>b\\{EVIL}" if number % 3 == 0 else "",
        source=leadersearch.Source(f"/corpus/{EVIL}.txt", 1),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index whose folder has a hostile name, with hostile articles; beside it a hostile file."""
    path = tmp_path_factory.mktemp("neutral") / f"in{ESC}]0;x\x07\u202edex"
    with leadersearch.open_index(path, create=True) as index:
        index.add([hostile(number) for number in range(4)])
    return path


def written(*words: str, index: Path | str, stdin: str | None = None) -> str:
    """All that a command line writes, to both streams."""
    environment = {"LEADERSEARCH_INDEX": str(index), "FORCE_COLOR": "1", "NO_COLOR": None}
    outcome = CliRunner().invoke(app, list(words), input=stdin, env=environment)
    assert "something went wrong that should not" not in outcome.stderr
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit)
    return outcome.stdout + outcome.stderr


def command_lines(folder: Path) -> Iterator[tuple[str, ...]]:
    """Every command in every format, and every way to say something wrong with hostile words."""
    article = f"id{EVIL}0"
    for name in PAGE_FORMATS:
        yield ("query", "kindness", "--facets", "--explain", "-f", name)
        yield ("related", article, "-f", name)
    for name in ARTICLE_FORMATS:
        yield ("show", article, "-f", name)
    for name in FIGURE_FORMATS:
        yield ("stats", "-f", name)
        yield ("acronyms", "-f", name)
        yield ("authors", "-f", name)
        yield ("merges", "-f", name)
        yield ("check", "-f", name)
        yield ("index", str(folder.parent), "-f", name)
    yield ("query", "kindness", "--ids")
    for text in (
        EVIL,
        f"auther:{EVIL}kind",
        f'"{EVIL}',
        f"(kind {EVIL}",
        f"date:{EVIL}",
        f"kind~9{EVIL}",
    ):
        yield ("query", text)
        yield ("query", text, "-f", "json")
        yield ("browse", text)
    yield ("query", f"kindnes{EVIL}s zzz", "--limit", "1")
    yield ("query", "kindness", "--limit", "1")
    yield ("query", "kindness", "--author", EVIL)
    yield ("query", "kindness", "--tag", f"tag{EVIL}")
    yield ("query", "kindness", "--sort", EVIL)
    yield ("query", f"--{EVIL}")
    yield (EVIL,)
    yield ("show", EVIL)
    yield ("related", EVIL)
    yield ("index", f"{folder}/{EVIL}")
    yield ("index", "-", "--reader", EVIL)
    yield ("browse", "--port", EVIL)
    yield ("copy", str(folder), f"{folder.parent}/copied")
    yield ("copy", EVIL, EVIL)
    yield ("export", "kindness")
    yield ("export", EVIL, "-f", EVIL)


def test_every_command_is_gone_through(folder: Path) -> None:
    commands = {command.name for command in app.registered_commands}
    assert commands <= {words[0] for words in command_lines(folder)}


def test_no_command_writes_a_control(folder: Path) -> None:
    for name in (f"a{ESC}[2J\u202e.ris", f"b\n{ESC}]0;x\x07.pdf", f"c{ESC}[31m.csv"):
        (folder.parent / name).write_text("TY  - JOUR\nT\x1bI  - x\n" if "ris" in name else "x")
    for words in command_lines(folder):
        for index in (folder, folder.parent / f"none{EVIL}"):
            text = written(*words, index=index, stdin="")
            assert leftovers(text) == set(), (words, index)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_offers_nothing_that_a_shell_would_act_upon(folder: Path, shell: str) -> None:
    for words in ("query tag:", "query --tag ", "query --author ", "show "):
        variables = {
            "_LEADERSEARCH_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": f"leadersearch {words}",
            "COMP_CWORD": str(len(f"{words}x".split())),
            "_TYPER_COMPLETE_ARGS": f"leadersearch {words}",
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "LEADERSEARCH_INDEX": str(folder),
        }
        outcome = CliRunner().invoke(app, [], env=variables, prog_name="leadersearch")
        assert leftovers(outcome.output) == set()
        assert "$(" not in outcome.output
        assert "a;b" not in outcome.output
        assert ("tag" in words) == ("fine" in outcome.output)


# --- what programs read --------------------------------------------------------------------------


def read_back(data: bytes, name: str) -> Article:
    """The one article of a file."""
    (article,) = read_articles_from(data, name)
    return article


def test_no_cell_of_a_table_is_a_formula(folder: Path) -> None:
    rows = list(csv.reader(io.StringIO(found_as("csv", folder))))
    assert len(rows) == 5
    for row in rows[1:]:
        assert len(row) == len(rows[0])
        assert not any(cell.lstrip(" \"'")[:1] in set("=+-@") and cell[0] != "'" for cell in row)


def test_a_table_is_read_back_as_it_was() -> None:
    article = Article(title="=1+1 kindness", authors=("Ann Lee",), excerpt="'-quoted' text")
    text = ARTICLE_FORMATS["csv"](article, PLAIN)
    read = read_back(text.encode(), "a.csv")
    assert (read.title, read.authors, read.excerpt) == (
        article.title,
        article.authors,
        article.excerpt,
    )


@pytest.mark.parametrize("number", range(4))
def test_markdown_holds_no_markup_of_an_article_and_only_safe_links(number: int) -> None:
    article = hostile(number)
    for text in (cite(article, "markdown"), ARTICLE_FORMATS["markdown"](article, PLAIN)):
        html = MarkdownIt("commonmark").render(text)
        assert set(re.findall(r'href="([a-z]+):', html)) <= {"https"}
        assert not re.search(r"<(script|img|b|code|pre)\b", html)
        assert html.count("<h1>") == text.startswith("# ")


@pytest.mark.parametrize(
    "text", ["}", "{", "}{", "a } b", "{{}", "a {balanced} b", "\\}", "\\{ x }", "NHS} {BMJ"]
)
def test_braces_in_bibtex_come_out_even_and_are_read_back(text: str) -> None:
    article = Article(
        title=f"Kindness {text}", authors=(f"Ann {text} Lee",), tags=(text,), venue=text
    )
    entry = cite(article, "bibtex")
    depth = 0
    for place, sign in enumerate(entry.strip()):  # as BibTeX counts: a backslash changes nothing
        depth += (sign == "{") - (sign == "}")
        assert depth > 0 or place in {*range(entry.index("{")), len(entry.strip()) - 1}
    assert depth == 0
    library = parse_string(entry)
    assert len(library.entries) == 1
    assert not library.failed_blocks
    read = read_back(entry.encode(), "a.bib")
    assert read.title == article.title


def test_a_name_with_and_in_it_stays_one_name() -> None:
    article = Article(title="x", authors=("Rock and Roll", "Ann Lee"))
    read = read_back(cite(article, "bibtex").encode(), "a.bib")
    assert len(read.authors) == 2


def test_a_value_makes_no_line_of_its_own_in_ris() -> None:
    record = cite(hostile(0), "ris")
    assert len(re.findall(r"(?m)^TY  - ", record)) == len(re.findall(r"(?m)^ER  - ", record)) == 1


@pytest.mark.parametrize("style", STYLES)
def test_no_citation_holds_a_control(style: str) -> None:
    for number in range(4):
        assert leftovers(cite(hostile(number), style)) == set()


def test_json_says_what_there_is_by_escapes(folder: Path) -> None:
    text = found_as("json", folder)
    titles = {hit["article"]["title"] for hit in json.loads(text)["hits"]}
    assert titles == {hostile(number).title for number in range(4)}


def found_as(name: str, folder: Path) -> str:
    return written("query", "kindness", "-f", name, index=folder)
