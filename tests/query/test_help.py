"""The help shows what works."""

from __future__ import annotations

import subprocess
import sys

import pytest

from leadersearch.model.fields import FIELD_NAMES, FIELDS
from leadersearch.query import FIELD_HELP, LANGUAGE_HELP, HelpRow, Nothing, parse_query


@pytest.mark.parametrize("row", [*LANGUAGE_HELP, *FIELD_HELP])
def test_every_example_is_understood(row: HelpRow) -> None:
    parsed = parse_query(row.example)
    assert parsed.diagnostics == ()
    assert parsed.query != Nothing()


def test_every_spelling_of_a_field_is_listed() -> None:
    listed = {name for row in FIELD_HELP for name in row.write.replace(":", "").split(", ")}
    assert listed == set(FIELD_NAMES)
    assert set(FIELDS) - set(FIELD_NAMES) == {"sense"}


def test_the_import_is_light() -> None:
    heavy = "{'difflib', 'nltk', 'numpy', 'textual', 'typer', 'whoosh'}"
    code = f"import sys, leadersearch.query; print(*{heavy} & set(sys.modules))"
    output = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert output.stdout.strip() == ""
