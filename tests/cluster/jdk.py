"""Which Java can run a cluster: the newest JDK on this machine that is new enough."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cluster.unavailable import Unavailable

OLDEST = 21
"""The version of Java that OpenSearch 3 is compiled for."""

VARIABLES = ("LEADERSEARCH_TEST_JAVA_HOME", "JAVA_HOME", "OPENSEARCH_JAVA_HOME")
PLACES = (
    "/usr/lib/jvm/*",
    "/usr/lib64/jvm/*",
    "/usr/java/*",
    "/usr/local/java/*",
    "/opt/*jdk*",
    "/opt/java/*",
    "/opt/hostedtoolcache/*jdk*/*/*",
    "/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home",
    "~/Library/Java/JavaVirtualMachines/*/Contents/Home",
    "~/.sdkman/candidates/java/*",
    "~/.jdks/*",
    "~/.asdf/installs/java/*",
    "~/.local/share/mise/installs/java/*",
    "C:/Program Files/*/*jdk*",
)
"""Where distributions, version managers and CI put JDKs, one folder each."""

_VERSION = re.compile(r'^JAVA_VERSION="(?:1\.)?(\d+)', re.MULTILINE)


@dataclass(frozen=True, order=True)
class Jdk:
    """A JDK with its compiler, by its major version."""

    version: int
    home: Path

    def tool(self, name: str) -> str:
        """The path of one of its programs."""
        return str(self.home / "bin" / (f"{name}.exe" if os.name == "nt" else name))


def jdk_at(home: Path) -> Jdk | None:
    """The JDK in a folder: it says its version in `release`, and is more than a runtime."""
    try:
        found = _VERSION.search((home / "release").read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return None
    jdk = Jdk(int(found[1]), home.resolve()) if found else None
    return jdk if jdk and all(map(shutil.which, map(jdk.tool, ("java", "javac")))) else None


def candidates(environment: Mapping[str, str], places: tuple[str, ...]) -> Iterator[Path]:
    """The folders that may be a JDK."""
    yield from (Path(environment[name]) for name in VARIABLES if environment.get(name))
    yield from (
        Path(value) for name, value in environment.items() if re.match("JAVA_HOME_\\d", name)
    )
    if on_path := shutil.which("javac", path=environment.get("PATH")):
        yield Path(on_path).resolve().parent.parent
    for place in places:
        anchor = Path(place).expanduser()
        yield from Path(anchor.anchor).glob(str(anchor.relative_to(anchor.anchor)))


def newest_jdk(
    environment: Mapping[str, str] = os.environ, places: tuple[str, ...] = PLACES
) -> Jdk:
    """The newest JDK that can run a cluster.

    Raises `Unavailable`.
    """
    found = {jdk for path in candidates(environment, places) if (jdk := jdk_at(path))}
    fit = [jdk for jdk in found if jdk.version >= OLDEST]
    if not fit:
        others = ", ".join(str(version) for version in sorted({jdk.version for jdk in found}))
        seen = f"; found only Java {others}" if others else ""
        raise Unavailable(
            f"no JDK of version {OLDEST} or later{seen}; install one or set JAVA_HOME"
        )
    return max(fit)
