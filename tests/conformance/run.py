"""Runs the test-suite of Whoosh 2.7.4 with its own codec and with ours, and compares.

    python tests/conformance/run.py [pytest arguments]

Every test that passes with the stock codec has to pass with the columnar one. Exits 1 if there is
a difference that `ALLOWED` does not list, or if it lists one that is none. The suite is fetched
from the package index that pip is configured for, once, into `.cache/`; it is never committed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CACHE = ROOT / ".cache" / "conformance"
VERSION = "2.7.4"
SHA256 = "e0857375f63e9041e03fedd5b7541f97cf78917ac1b6b06c1fcc9b45375dda69"

ALLOWED: dict[str, str] = {
    "tests/test_columns.py::test_varbytes_offsets": (
        "looks at an attribute for testing that tells how Whoosh's own column file was laid out; "
        "the values themselves read the same"
    ),
}
"""Tests that differ -> why they cannot apply."""


def fetched_suite() -> Path:
    """Return the folder of the suite's tests, fetched and unpacked if need be."""
    tests = CACHE / f"Whoosh-{VERSION}" / "tests"
    if not tests.is_dir():
        CACHE.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--no-binary", ":all:", "--dest", str(CACHE), f"whoosh=={VERSION}"]
        subprocess.run(command, check=True)
        (archive,) = CACHE.glob(f"[Ww]hoosh-{VERSION}.*")
        if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
            sys.exit(f"{archive} is not the source distribution that is expected")
        shutil.unpack_archive(archive, CACHE)
    return tests


def outcomes(codec: str, tests: Path, arguments: list[str]) -> dict[str, str]:
    """Run the suite with a codec; return test -> "passed", "failed" or "skipped"."""
    settings = CACHE / "pytest.ini"
    settings.write_text("[pytest]\n", encoding="utf-8")
    results = CACHE / f"{codec}.json"
    results.unlink(missing_ok=True)
    command = [sys.executable, "-W", "ignore", "-m", "pytest", "-q", "-c", str(settings)]
    command += [
        "--continue-on-collection-errors",
        "--rootdir",
        str(tests.parent),
        "-p",
        "conformance_plugin",
    ]
    command += ["-p", "no:cacheprovider", "-p", "no:randomly", "--tb=short", *arguments, str(tests)]
    environment = os.environ | {
        "CONFORMANCE_CODEC": codec,
        "CONFORMANCE_OUTCOMES": str(results),
        # One test compares automata whose states are numbered in the order of a set.
        "PYTHONHASHSEED": "2",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(HERE)]),
    }
    log = CACHE / f"{codec}.log"
    with log.open("w", encoding="utf-8") as output:
        subprocess.run(command, env=environment, stdout=output, check=False, cwd=CACHE)
    if not results.exists():
        sys.exit(f"The suite did not run: see {log}")
    found = json.loads(results.read_text(encoding="utf-8"))
    passed = sum(outcome == "passed" for outcome in found.values())
    say(f"{codec:>8}: {passed} of {len(found)} passed (log: {log.relative_to(ROOT)})")
    return dict(found)


def differences(stock: dict[str, str], columnar: dict[str, str]) -> set[str]:
    """Return the tests that pass with the stock codec but not with ours."""
    return {
        test
        for test, outcome in stock.items()
        if outcome == "passed" and columnar.get(test) != "passed"
    }


def say(line: str) -> None:
    """Print a line of the report at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Compare; return the exit code."""
    tests = fetched_suite()
    stock = outcomes("stock", tests, arguments)
    found = differences(stock, outcomes("columnar", tests, arguments))
    for test in sorted(found):
        say(f"  differs: {test}: {ALLOWED.get(test, 'NOT ALLOWED')}")
    for test in sorted(ALLOWED.keys() & stock.keys() - found):
        say(f"  does not differ: {test} need not be allowed")
    return int(bool(found ^ (ALLOWED.keys() & stock.keys())))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
