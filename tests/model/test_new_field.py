"""A field is one row: a copy of the package with three rows more has all of them.

One is read from files and stored; one that selects and one that ranks are worked out from the authors.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import leadersearch

ROWS = """
    Field(
        "country",
        Kind.NAME,
        narrows=True,
        facet="country",
        facet_label="countries",
        filter_help="Only articles from this country.",
        aliases=("nation",),
        meaning="where the authors work",
        example="country:Wales",
        reason="text",
        record_names=("country", "nation"),
        key="countries",
        column=19,
    ),
    Field(
        "surname",
        Kind.KEYWORD,
        derive=lambda article: tuple(name.split()[-1].lower() for name in article.authors),
        whole=str.lower,
        facet="surname",
        facet_label="surnames",
        narrows=True,
        meaning="the last name of an author",
        example="surname:memon",
        key="surnames",
    ),
    Field(
        "motto",
        Kind.TEXT,
        derive=lambda article: tuple(f"{name} cares" for name in article.authors),
        weight=2.5,
        by_default=True,
        facet="saying",
        facet_label="sayings",
        meaning="a text that ranks",
        example="motto:caring",
        place="motto",
    ),
)

FIELDS: dict"""

PROGRAM = """
import contextlib, io, json, sys
from pathlib import Path
from leadersearch import cli, open_index, read_articles
from leadersearch.cli.output.article_text import render_article
from leadersearch.cli.terminal import PLAIN
from leadersearch.engines.memory import MemoryEngine
from leadersearch.export import export
from leadersearch.index import Index
from leadersearch.query.help import FIELD_HELP
from leadersearch.results.snippets.fragment import Fragment
from leadersearch.tui.article_text import paragraphs
from leadersearch.tui.session import MarkedArticle

folder = Path(sys.argv[1])
(folder / "a.json").write_text(json.dumps([
    {"id": "w", "title": "Kindness", "authors": ["Zain Memon"], "nation": ["New Wales", "Malta"]},
    {"id": "n", "title": "Kindness too", "authors": ["Jane Dacre"]},
]))
articles = list(read_articles(folder / "a.json"))
told = {}
for name, index in {
    "memory": Index(MemoryEngine()),
    "whoosh": open_index(folder / "index", create=True),
}.items():
    index.add(articles) if name == "memory" else index.ingest(folder / "a.json")
    wales = next(article for article in index if article.title == "Kindness")
    page = index.search("kindness country:wales")
    by_facet = index.search("kindness", filters={"country": "Malta"}, facets=["country", "surname"])
    told[name] = {
        "stored": wales.extra["country"],
        "fingerprints": wales.fingerprint == articles[0].fingerprint,
        "searched": [hit.article.title for hit in page],
        "by alias": index.search("nation:malta").total,
        "phrase": index.search('country:"new wales"').total,
        "across values": index.search('country:"wales malta"').total,
        "any value": index.search("country:*").total,
        "filtered": [hit.article.title for hit in by_facet],
        "counted": {n: [[r.value, r.count] for r in c] for n, c in by_facet.facets.items()},
        "derived": [hit.article.title for hit in index.search("surname:Memon")],
        "reasons": [str(reason) for reason in page.hits[0].reasons],
        "score": abs(sum(r.score for r in index.explain(wales.id, "kindness country:wales"))
                     - page.hits[0].score) < 1e-9,
        "ranked": [[hit.article.title, hit.score] for hit in index.search("caring too dacre")],
        "stemmed": index.search("motto:cared").total,
        "near": index.search('motto:"memon cares"').total,
        "facet of another name": [row.text for row in index.complete("motto:zai")],
        "completed": [row.text for row in index.complete("country:mal")],
        "named": [row.text for row in index.complete("countr")],
        "csv": export([wales], "csv").splitlines(),
    }
told["help"] = [row for row in FIELD_HELP if row.write.startswith(("country", "surname"))]
with open_index(folder / "index") as index:
    hit = index.search("kindness country:wales").hits[0]
told["browser"] = [row.text.text for row in paragraphs(MarkedArticle(hit=hit, title=Fragment(""), authors=(), texts=()))]
told["show"] = render_article(hit.article, PLAIN).splitlines()
sys.argv = ["leadersearch", "query", "country:malta", "--format", "json", "--facets"]
sys.argv += ["--index", str(folder / "index"), "--country", "wales"]
with contextlib.redirect_stdout(io.StringIO()) as output, contextlib.suppress(SystemExit):
    cli.main()
told["json"] = json.loads(output.getvalue())
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("new field")
    package = folder / "src" / "leadersearch"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(leadersearch.__file__).parent, package, ignore=ignored)
    table = package / "model" / "fields.py"
    text = table.read_text(encoding="utf-8")
    assert text.count("\n)\n\nFIELDS: dict") == 1
    table.write_text(text.replace("\n)\n\nFIELDS: dict", ROWS), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)],
        env=os.environ
        | {"PYTHONPATH": str(folder / "src")},  # of the processes that read files, too
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


@pytest.mark.parametrize("engine", ["memory", "whoosh"])
@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("stored", ["New Wales", "Malta"]),
        ("fingerprints", True),
        ("searched", ["Kindness"]),
        ("by alias", 1),
        ("phrase", 1),
        ("across values", 0),
        ("any value", 1),
        ("filtered", ["Kindness"]),
        ("counted", {"country": [["Malta", 1], ["New Wales", 1]], "surname": [["memon", 1]]}),
        ("derived", ["Kindness"]),
        ("stemmed", 2),
        ("near", 1),
        ("facet of another name", ['motto:"Zain Memon cares" ']),
        ("score", True),
        ("completed", ["country:Malta "]),
        ("named", ["country:"]),
    ],
)
def test_a_field_is_one_row_on_every_engine(
    told: dict[str, Any], engine: str, what: str, expected: object
) -> None:
    assert told[engine][what] == expected


def test_a_field_that_ranks_is_one_row_on_every_engine(told: dict[str, Any]) -> None:
    assert [title for title, _ in told["memory"]["ranked"]] == ["Kindness too", "Kindness"]
    assert told["memory"]["ranked"] == told["whoosh"]["ranked"]


@pytest.mark.parametrize("engine", ["memory", "whoosh"])
def test_a_new_field_is_a_reason_and_a_column(told: dict[str, Any], engine: str) -> None:
    assert any("New Wales" in reason for reason in told[engine]["reasons"])
    header, row = told[engine]["csv"]
    assert header.split(",")[-1] == "countries"
    assert row.endswith(",New Wales; Malta")


def test_a_new_field_is_shown_with_the_article(told: dict[str, Any]) -> None:
    assert "countries  New Wales, Malta" in told["show"]
    assert "Countries: New Wales, Malta" in told["browser"]


def test_a_new_field_is_in_the_help_and_in_json(told: dict[str, Any]) -> None:
    assert told["help"] == [
        ["country:, nation:", "where the authors work", "country:Wales"],
        ["surname:", "the last name of an author", "surname:memon"],
    ]
    (hit,) = told["json"]["hits"]
    assert hit["article"]["countries"] == ["New Wales", "Malta"]
    assert hit["article"]["surnames"] == ["memon"]
    assert told["json"]["facets"]["country"] == [
        {"value": "Malta", "count": 1},
        {"value": "New Wales", "count": 1},
    ]
