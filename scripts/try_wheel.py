"""Build the wheel, install it into an empty environment, and use it there, far from the checkout.

Prints `ok` and exits 0 where the command line and the library both answer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

LISTING = """\
Latest articles
Kindness at work. By Ada Example
Leaders who are kind keep their teams together, as this article tells at some length […]
Boards that listen? By Sam Sample and Björn Müller
A board that listens hears about harm before the newspapers do, and learns from it […]
"""

EMBED = """
import leadersearch
with leadersearch.open_index("index") as index:
    page = index.search("kind")
    assert [hit.article.title for hit in page] == ["Kindness at work"], page
"""


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command; stops with its error if it fails."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    """Do it all in a temporary folder."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        build: list[str | Path] = [
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            place / "dist",
        ]
        run(sys.executable, *build, ROOT, cwd=place)
        (wheel,) = (place / "dist").glob("*.whl")
        venv.create(place / "env", with_pip=True)
        python = place / "env" / "bin" / "python"
        pip: list[str | Path] = [
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]
        run(*pip, "--constraint", ROOT / "constraints.txt", wheel, cwd=place)
        (place / "corpus").mkdir()
        (place / "corpus" / "posts.txt").write_text(LISTING, encoding="utf-8")
        run(python.with_name("leadersearch"), "index", "corpus/", cwd=place)
        found = run(python.with_name("leadersearch"), "query", "kind", cwd=place)
        assert "Kindness at work" in found, found
        run(python, "-c", EMBED, cwd=place)
    print(f"ok: {wheel.name}")


if __name__ == "__main__":
    main()
