"""The owner's decisions about articles: a text file, a decision a line.

    # One article:
    3f2a9c1e55d01b7c = 7b1d20aa93e4c6f1
    # Two articles:
    "Kind rounds on wards" != "Kind rounds: a reply"
    3f2a9c1e55d01b7c in library.bib != 3f2a9c1e55d01b7c in old/library.ris

A name is an id, a title, or a source as it is shown (`library.bib#7`); with `in FILE` it stands for
such articles of that file alone. Of a path, the end is enough. Quotes hold signs and `in` together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from leadersearch.engine import View
from leadersearch.errors import IndexCorrupt, UsageError
from leadersearch.model.article import Article, Source
from leadersearch.model.identity import digest
from leadersearch.model.rule_file import read_rule_file
from leadersearch.text.titles import title_of

RULES = "merges"
"""The name of the document that holds the owner's rules."""

APPLIED = "mergesapplied"
"""The name of the document that holds the rules by which the articles were made."""

_TOKEN = re.compile(r'"[^"]*"|(?<!\s)\s++(?:!=|≠|=|in)(?=\s)|.', re.DOTALL)
_HELP = (
    "write NAME = NAME for one article, NAME != NAME for two, # before a remark; "
    "a name is an id, a title or a source, and may end in: in FILE"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The records that a name of a rule stands for: those of a name, of any file or of one."""

    text: str
    name: str
    file: str = ""


class MergeRules:
    """Which records are of one article, class by class of names, and which pairs are of two."""

    def __init__(
        self, one: Iterable[Sequence[Named]] = (), two: Iterable[Iterable[Named]] = ()
    ) -> None:
        self._classes: dict[Named, str] = {}
        self._parted: dict[Named, set[Named]] = {}
        for names in one:
            key = digest(["rule", *sorted(named.text for named in names)], size=8)
            self._classes |= dict.fromkeys(names, key)
        for pair in two:
            first, second = pair
            self._parted.setdefault(first, set()).add(second)
            self._parted.setdefault(second, set()).add(first)
        self._by_end: dict[str, set[Named]] = {}
        for named in (*self._classes, *self._parted):
            for end in (_end(named.name), title_of(named.name).letters):
                self._by_end.setdefault(end, set()).add(named)

    def __bool__(self) -> bool:
        return bool(self._by_end)

    def names(self, record: Article) -> set[Named]:
        """The names in rules that stand for a record."""
        if not self._by_end:
            return set()
        letters = title_of(record.title).letters
        ends = {*names_of(record), letters, _end(str(record.source or ""))} - {""}
        found = set[Named]().union(*(self._by_end.get(end, ()) for end in ends))
        return {named for named in found if _is(record, named)}

    def keys(self, record: Article) -> frozenset[str]:
        """Keys that those records share which rules join."""
        if not self._classes:
            return frozenset()
        return frozenset(filter(None, map(self._classes.get, self.names(record))))

    @property
    def all_keys(self) -> frozenset[str]:
        """The keys that `keys` may have."""
        return frozenset(self._classes.values())

    def part(self, one: Article, other: Article) -> bool:
        """Whether two records are of two articles."""
        if not self._parted:
            return False
        ours, theirs = self.names(one), self.names(other)
        return any(
            self._parted.get(named, set()) & theirs - (ours if named in theirs else set())
            for named in ours
        )


NO_RULES = MergeRules()


def read_merge_rules(data: bytes, name: str = "the rules") -> MergeRules:
    """The rules in a file; raises UsageError, naming the line, for one that is none."""
    return MergeRules(*read_rule_file(data, name, _divided, _HELP))


def kept_rules(view: View, document: str = RULES) -> MergeRules:
    """The rules that an index keeps; raises IndexCorrupt for damaged ones."""
    kept = view.document(document)
    try:
        return read_merge_rules(kept) if kept else NO_RULES
    except UsageError as error:
        raise IndexCorrupt(
            f"the merge rules in the index are damaged ({error}); "
            "replace them: leadersearch merges --rules FILE"
        ) from error


def names_of(record: Article) -> tuple[str, str, str]:
    """The ids that an article of a record may have: its own, or one by its title or content."""
    letters = title_of(record.title).letters
    return (
        record.id,
        f"{record.id}-{digest(['title', letters], size=4)}",
        f"{record.id}-{record.fingerprint[:8]}",
    )


def parting_rule(one: Article, other: Article) -> str:
    """The rule that parts two records: by their ids, else by their files, titles or places."""
    if one.id != other.id:
        return f"{_quoted(one.id)} != {_quoted(other.id)}"
    if one.source and other.source and one.source.file != other.source.file:
        sides = (f"{_quoted(each.id)} in {_quoted(_file(each.source))}" for each in (one, other))
        return " != ".join(sides)
    if title_of(one.title).letters != title_of(other.title).letters and one.title and other.title:
        return f"{_quoted(one.title, always=True)} != {_quoted(other.title, always=True)}"
    return f"{_quoted(str(one.source))} != {_quoted(str(other.source))}"


def _is(record: Article, named: Named) -> bool:
    """Whether a name stands for a record."""
    if named.file and not _lies_in(record.source, named.file):
        return False
    if named.name in names_of(record):
        return True
    letters = title_of(named.name).letters
    if letters and letters == title_of(record.title).letters:
        return True
    return record.source is not None and _ends(str(record.source), named.name)


def _lies_in(source: Source | None, file: str) -> bool:
    return source is not None and any(_ends(path, file) for path in {source.file, source.path})


def _ends(path: str, name: str) -> bool:
    """Whether a path is one, or ends with it at a `/`."""
    path, name = _bare(path), _bare(name).removeprefix("./")
    return path == name or (bool(name) and path.endswith(f"/{name}"))


def _end(name: str) -> str:
    return _bare(name).rpartition("/")[-1]


def _bare(path: str) -> str:
    return path.replace('"', "").replace("\\", "/")


def _file(source: Source | None) -> str:
    return source.file if source else ""


def _quoted(name: str, *, always: bool = False) -> str:
    """A name as it is written in a rule, on one line."""
    name = " ".join(_bare(name).split()) if always else _bare(name)
    is_plain = not always and name and name == name.strip() and " " not in name
    return name if is_plain else f'"{name}"'


def _divided(text: str) -> tuple[set[str], list[Named]] | None:
    """The signs and the names of a line."""
    signs: set[str] = set()
    sides: list[list[str]] = [[]]
    for match in _TOKEN.finditer(text):
        token = match[0]
        sign = token.strip().replace("≠", "!=")
        if sign in {"=", "!="} and token != sign:
            signs.add(sign)
            sides.append([])
        else:
            sides[-1].append(token)
    names = list(map(_named, sides))
    return (signs, names) if all(each.name for each in names) else None


def _named(tokens: Sequence[str]) -> Named:
    """A side of a rule; what stands behind the last `in` is a file if it looks like one."""
    text = "".join(tokens).strip()
    places = [
        place for place, token in enumerate(tokens) if token[:1].isspace() and token.strip() == "in"
    ]
    if places:
        name, file = ("".join(part) for part in (tokens[: places[-1]], tokens[places[-1] + 1 :]))
        if _is_file(file):
            return Named(text, _unquoted(name), _unquoted(file))
    return Named(text, _unquoted(text))


def _is_file(text: str) -> bool:
    """Whether a text may be the name of a file: quoted, with a suffix, or with folders."""
    text = text.strip()
    bare = _unquoted(text)
    return text.startswith('"') or "/" in bare or bool(PurePosixPath(bare).suffix)


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
