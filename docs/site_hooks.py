"""Links that leave docs/: pages like CHANGELOG.md are part of the site, under project/.

Links are written for a reader of the repository, relative to the file. Those between docs/ and the rest are turned into
links within the site; a link to a file that the site does not show stays, and fails the build.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, InclusionLevel

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "benchmarks/README.md",
    "benchmarks/RESULTS.md",
)
PROGRAMS = tuple(f"examples/{path.name}" for path in sorted((ROOT / "examples").glob("*.py")))
NOT_IN_NAV = ("benchmarks/README.md", *PROGRAMS)

_LINK = re.compile(r"(\]\()(?![a-z]+:|#)([^)#\s]+)((?:#[^)\s]*)?\))")


def _site_path(path: str) -> str | None:
    """Where the site shows a file of the repository; None where it does not."""
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    if path in PAGES:
        return f"project/{path}"
    return f"project/{path}.md" if path in PROGRAMS else None


def _repository_path(uri: str) -> str:
    """Where a page of the site stands in the repository."""
    if not uri.startswith("project/"):
        return f"docs/{uri}"
    return uri.removeprefix("project/").removesuffix(".py.md") + (
        ".py" if uri.endswith(".py.md") else ""
    )


def on_files(files: Any, config: Any) -> Any:
    """Add the pages that stand outside of docs/."""
    for path in (*PAGES, *PROGRAMS):
        text = (ROOT / path).read_text(encoding="utf-8")
        if path.endswith(".py"):
            text = f"# {path}\n\n```python\n{text}```\n"
        file = File.generated(
            config, f"project/{path}" + ".md" * path.endswith(".py"), content=text
        )
        if path in NOT_IN_NAV:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Turn the links of a page into those of the site."""
    uri = page.file.src_uri
    here = posixpath.dirname(_repository_path(uri))

    def changed(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(here, match[2]))
        shown = _site_path(target)
        if shown is None:
            return match[0]
        return f"{match[1]}{posixpath.relpath(shown, posixpath.dirname(uri) or '.')}{match[3]}"

    return _LINK.sub(changed, markdown)
