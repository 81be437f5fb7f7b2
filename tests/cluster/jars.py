"""The jars of OpenSearch: fetched once by the build tool, kept in the user's cache."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import platformdirs
from filelock import FileLock

from cluster.jdk import Jdk
from cluster.unavailable import Unavailable

HERE = Path(__file__).parent
POM = HERE / "pom.xml"
SOURCE = HERE / "LeadersearchTestNode.java"
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
PATIENCE = 600.0
"""Seconds that a download may take; about 60 on a good line."""


def cache_folder() -> Path:
    """Where jars and compiled classes are kept between runs."""
    return Path(platformdirs.user_cache_dir("leadersearch-tests", appauthor=False)) / "cluster"


def _digest(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def jars(cache: Path) -> Path:
    """The folder with the jars that `pom.xml` names; fetched if they are not there.

    Raises `Unavailable`.
    """
    folder = cache / f"jars-{_digest(POM.read_bytes())}"
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / "lock"):
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=cache) as work:
                _fetch(Path(work) / "jars")
                (Path(work) / "jars").rename(folder)  # whole, or not at all
    return folder


def _fetch(folder: Path) -> None:
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable("no mvn to fetch OpenSearch with; install Maven")
    command = [maven, "-B", "-ntp", "-f", str(POM), COPY]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    try:
        ran = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
            cwd=folder.parent,
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(f"OpenSearch was not fetched within {PATIENCE:.0f} s") from error
    if ran.returncode:
        told = re.findall(r"\[ERROR\] (.+)", ran.stdout)
        reason = (told or (ran.stderr or ran.stdout).strip().splitlines() or ["no reason given"])[0]
        raise Unavailable(f"OpenSearch cannot be fetched: {reason}")


def classes(jdk: Jdk, lib: Path, cache: Path) -> Path:
    """The folder with the compiled class of a node."""
    folder = cache / f"classes-{_digest(SOURCE.read_bytes(), str(lib).encode())}-{jdk.version}"
    with FileLock(cache / "lock"):
        if not folder.exists():
            with tempfile.TemporaryDirectory(dir=cache) as work:
                command = [
                    jdk.tool("javac"),
                    "-cp",
                    f"{lib}/*",
                    "-d",
                    f"{work}/classes",
                    str(SOURCE),
                ]
                subprocess.run(command, check=True, capture_output=True, text=True)
                (Path(work) / "classes").rename(folder)
    return folder
