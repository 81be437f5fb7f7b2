r"""The files that BibTeX entries link to: JabRef's field `file`, which other programs write too.

    {description:path:type;description:path:type}, {path;path}, {:path:pdf}

A backslash escapes the next character; Windows paths may be unescaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PARTS = re.compile(r"(?:\\.|&#\d{1,7};|[^\\;:&]|&|\\\Z)++|[;:]", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_META = re.compile(r"\s*jabref-meta:\s*fileDirectory(?!Latex)(?:-[^:]{1,200})?:", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp):?/?/|www\.|//", re.IGNORECASE)
_ROOTS = ("home/", "Users/", "Volumes/", "media/", "mnt/")  # Mendeley leaves the first slash out
_MOST = 100


def directories_in(comments: Iterable[str]) -> list[str]:
    """The folders that JabRef looks for linked files in, as its comments of a library name them."""
    found = []
    for comment in comments:
        if match := _META.match(comment):
            value = comment[match.end() :].strip().removesuffix(";")
            found.append(_ESCAPE.sub(r"\1", value).strip())
    return found


def linked_files(field: str, directories: Iterable[str] = ()) -> Iterator[str]:
    r"""The linked files as `attached` takes them: the paths where each may be, one a line.

    >>> list(linked_files("Full Text:papers/a\\:b.pdf:PDF", ["pdfs"]))
    ['pdfs/papers/a:b.pdf\npapers/a:b.pdf']
    """
    for path in _paths(field.replace("$\\backslash$", "\\")):
        if not path or _ADDRESS.match(path) or "\n" in path:
            continue
        if path.startswith("/"):
            yield path
            continue
        roots = ["/"] if path.startswith(_ROOTS) else []
        folders = [f"{folder.rstrip('/')}/" for folder in directories]
        yield "\n".join(f"{folder}{path}" for folder in (*folders, *roots, ""))


def _paths(field: str) -> Iterator[str]:
    """The path of each link: the second of its parts, or the only one."""
    links: list[list[str]] = [[""]]
    for part in _PARTS.findall(field):
        if part == ";":
            links.append([""])
        elif part == ":" and not _is_drive(links[-1]):
            links[-1].append("")
        else:
            links[-1][-1] += part
        if len(links) > _MOST:
            break
    for link in links:
        parts = [part.strip() for part in link[:3]]
        path = parts[1] if len(parts) > 1 else ""
        path = path or next(filter(None, (parts[0], *parts[2:])), "")
        is_windows = path[1:3] == ":\\" and path[3:4] != "\\"
        yield path if is_windows else _ESCAPE.sub(r"\1", path)


def _is_drive(link: list[str]) -> bool:
    """Whether the colon that comes next is that of a drive of Windows."""
    return len(link) == 2 and len(link[-1]) == 1 and link[-1].isalpha()
