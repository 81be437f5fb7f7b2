"""Whether there can be a cluster is found out without one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cluster import jars as jars_module
from cluster.jars import jars
from cluster.jdk import newest_jdk
from cluster.nodes import free_ports
from cluster.unavailable import Unavailable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs are made as scripts of a shell")


def program(path: Path, text: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def make_jdk(home: Path, version: str, *programs: str) -> Path:
    for name in programs or ("java", "javac"):
        program(home / "bin" / name)
    (home / "release").write_text(f'IMPLEMENTOR="Someone"\nJAVA_VERSION="{version}"\n')
    return home


def test_the_newest_jdk_is_taken(tmp_path: Path) -> None:
    for version in ("1.8.0_402", "17.0.9", "21.0.2", "25.0.3"):
        make_jdk(tmp_path / f"jdk-{version}", version)

    assert newest_jdk({}, (f"{tmp_path}/*",)).version == 25


def test_java_home_is_looked_at_too(tmp_path: Path) -> None:
    home = make_jdk(tmp_path / "mine", "22")

    assert newest_jdk({"JAVA_HOME": str(home)}, ()).home == home.resolve()


def test_a_javac_on_the_path_leads_to_its_jdk(tmp_path: Path) -> None:
    home = make_jdk(tmp_path / "mine", "22")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "javac").symlink_to(home / "bin" / "javac")

    assert newest_jdk({"PATH": str(tmp_path / "bin")}, ()).home == home.resolve()


def test_a_runtime_without_a_compiler_is_no_jdk(tmp_path: Path) -> None:
    make_jdk(tmp_path / "runtime", "25", "java")

    with pytest.raises(Unavailable, match="no JDK of version 21"):
        newest_jdk({}, (f"{tmp_path}/*",))


def test_old_jdks_are_named(tmp_path: Path) -> None:
    for version in ("17.0.9", "1.8.0_402"):
        make_jdk(tmp_path / version, version)

    with pytest.raises(Unavailable, match="found only Java 8, 17"):
        newest_jdk({}, (f"{tmp_path}/*",))


def test_without_the_build_tool_there_are_no_jars(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(Unavailable, match="install Maven"):
        jars(tmp_path)


def test_the_reason_of_the_build_tool_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "bin" / "mvn", "echo '[ERROR] there is no network'; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    with pytest.raises(Unavailable, match="cannot be fetched: there is no network"):
        jars(tmp_path / "cache")
    assert not [*(tmp_path / "cache").glob("jars-*")]


def test_jars_are_fetched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched: list[Path] = []

    def fetch(folder: Path) -> None:
        folder.mkdir()
        fetched.append(folder)

    monkeypatch.setattr(jars_module, "_fetch", fetch)

    assert jars(tmp_path) == jars(tmp_path)
    assert len(fetched) == 1


def test_free_ports_differ() -> None:
    assert len(set(free_ports(6))) == 6
