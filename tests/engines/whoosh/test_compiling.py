"""Python's warnings about Whoosh's source, which is not ours to mend, reach nobody's terminal."""

from __future__ import annotations

import subprocess
import sys

# All modules are compiled, as at a first run where the installer compiled nothing.
COMPILING = """
import importlib.util
from pathlib import Path
import leadersearch.engines.whoosh
assert "whoosh" not in __import__("sys").modules
for path in sorted(Path(importlib.util.find_spec("whoosh").origin).parent.rglob("*.py")):
    compile(path.read_bytes(), path, "exec")
compile("'\\\\d'", "somewhere/else.py", "exec")
"""


def test_compiling_whoosh_warns_of_nothing_and_other_modules_as_ever() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", COMPILING],
        capture_output=True,
        text=True,
        check=True,
    )
    warned = [line for line in done.stderr.splitlines() if "Warning" in line]
    assert len(warned) == 1, warned
    assert "somewhere/else.py" in warned[0]
