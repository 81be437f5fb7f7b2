"""Run the tests with each Python there is, and with the newest and the oldest dependencies.

Every pair of a Python and a set of dependencies has an environment of its own in `.cache/envs/`,
which is kept until what is to be installed changes. Says which pairs passed, which failed and which
Pythons are missing; a missing one is no failure. Options that are not known go to pytest.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ROOT / ".cache" / "envs"
CONSTRAINTS = {"newest": "constraints.txt", "oldest": "constraints-oldest.txt"}
PREFIX = "Programming Language :: Python :: 3."


def known_versions() -> list[str]:
    """The versions of Python that the package says it runs on, such as `3.12`."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = project["classifiers"]
    return [f"3.{name.removeprefix(PREFIX)}" for name in names if name.startswith(PREFIX)]


def candidates(version: str) -> Iterator[str | Path]:
    """Where a Python of a version may be: on the path, with pyenv, with uv."""
    name = f"python{version}.exe" if os.name == "nt" else f"python{version}"
    if found := shutil.which(name):
        yield found
    places = {
        Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions": f"{version}*",
        Path.home() / ".local" / "share" / "uv" / "python": f"cpython-{version}.*",
    }
    for folder, pattern in places.items():
        yield from sorted(folder.glob(f"{pattern}/bin/{name}"))
    yield sys.executable


def find_python(version: str) -> str | None:
    """A Python of a version that runs; there are shims that do not."""
    code = "import sys, venv; print('%d.%d' % sys.version_info[:2])"
    for path in candidates(version):
        ran = subprocess.run([path, "-c", code], capture_output=True, text=True, check=False)
        if ran.stdout.strip() == version:
            return str(path)
    return None


def prepare(python: str, version: str, dependencies: str) -> Path:
    """Make an environment, or take the one that is there; returns its Python.

    Raises `subprocess.CalledProcessError`.
    """
    folder = ENVIRONMENTS / f"{version}-{dependencies}"
    constraints = CONSTRAINTS[dependencies]
    ours = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    wanted = hashlib.sha256(python.encode())
    for name in ("pyproject.toml", constraints):
        wanted.update((ROOT / name).read_bytes())
    ready = folder / ".ready"
    if ready.exists() and ready.read_text() == wanted.hexdigest():
        return ours
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([python, "-m", "venv", folder], check=True)
    pip = [ours, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--constraint", constraints, "pip"], cwd=ROOT, check=True)
    what = ["--editable", ".[all]", "--group", "dev"]
    subprocess.run([*pip, "--constraint", constraints, *what], cwd=ROOT, check=True)
    ready.write_text(wanted.hexdigest())
    return ours


def outcome(version: str, dependencies: str, arguments: Sequence[str]) -> str:
    """Try one pair; says in a few words how that went."""
    python = find_python(version)
    if python is None:
        return "missing"
    print(f"--- Python {version}, {dependencies} dependencies", flush=True)
    try:
        ours = prepare(python, version, dependencies)
    except subprocess.CalledProcessError:
        return "could not be set up"
    done = subprocess.run([ours, "-m", "pytest", "-n", "auto", *arguments], cwd=ROOT, check=False)
    return "FAILED" if done.returncode else "passed"


def main() -> int:
    """Try all pairs; returns how many failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--python", action="append", metavar="3.N", help="this version alone")
    parser.add_argument("--dependencies", choices=list(CONSTRAINTS), help="this set alone")
    options, arguments = parser.parse_known_args()
    pairs = [
        (version, dependencies)
        for version in options.python or known_versions()
        for dependencies in ([options.dependencies] if options.dependencies else CONSTRAINTS)
    ]
    told = {pair: outcome(*pair, arguments) for pair in pairs}
    for (version, dependencies), end in told.items():
        print(f"Python {version}, {dependencies} dependencies: {end}")
    return sum(end not in {"passed", "missing"} for end in told.values())


if __name__ == "__main__":
    sys.exit(main())
