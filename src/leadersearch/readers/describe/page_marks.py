"""Authors and dates that the elements of a web page are marked as.

Marks are microdata's `itemprop`, `rel=author`, `<time>`, and the classes of microformats: `h-entry` with `p-author`
and `dt-published`, before it `hentry` with `author vcard`, `fn` and `published`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from leadersearch.readers.convert.clean_text import clean_line, decode_entities
from leadersearch.readers.describe.byline_lines import byline_in
from leadersearch.readers.describe.dates import parse_date

LONGEST = 1000
"""The characters after a tag that are looked at for the text of its element."""

_ANY_TAG = re.compile(
    r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*+)(?P<attributes>[^<>]*+)>", re.IGNORECASE
)
_MOST_LOOKED = 200  # elements of a page; each costs as much as its text is long
_EMPTY = frozenset(("meta", "img", "br", "hr", "link", "input", "wbr", "source"))
_ATTRIBUTE = re.compile(
    r"(?<![\w:.-])(class|itemprop|content)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))",
    re.IGNORECASE,
)
_NAME_MARKS = frozenset(("name", "fn", "p-name"))
_ENTRIES = frozenset(("hentry", "h-entry"))
_COMMENTS = frozenset(("p-comment", "comment-list", "commentlist", "comment-body", "comments-area"))
_DATES = frozenset(
    "dt-published published entry-date date post-date article-date publish-date publication-date pubdate "
    "posted-on dateline timestamp datum article__date post__date".split()
)
# Elements of themes: an author, or a line that begins with "by".
_AUTHORS = frozenset(
    "author author-name authorname author__name byline byline-name byline__name post-author entry-author "
    "article-author article__author by-author post__author autor auteur".split()
)
_LINES = frozenset(
    "meta entry-meta post-meta article-meta post-info article-info article__meta post__meta".split()
)
_LONGEST_LINE = 120
_NEAR = 4  # elements from one author to the next


class PageMarks:
    """Authors and dates that the marks of a page give, gathered from its tags one by one."""

    def __init__(self, found: dict[str, list[Any]]) -> None:
        self._found = found
        self._entries = 0
        self._looked = 0
        self._in_comments = False
        self._taken = self._byline_at = 0

    def take(self, tag: str, attributes: Mapping[str, str], following: str) -> None:
        """Add what one element is marked as; `following` is the markup after its start tag."""
        classes = set(attributes.get("class", "").lower().split())
        self._entries += not _ENTRIES.isdisjoint(classes)
        self._in_comments |= not _COMMENTS.isdisjoint(classes) or attributes.get("id") == "comments"
        properties = set(attributes.get("itemprop", "").lower().split())
        if properties & {"author", "creator"}:
            self._add_names("itemprop:author", tag, attributes, following)
        if "author" in attributes.get("rel", "").lower().split():
            self._add_names("rel:author", tag, attributes, following)
        is_ours = self._entries <= 1 and not self._in_comments  # no comment's, no next article's
        if is_ours and ("p-author" in classes or classes >= {"author", "vcard"}):
            self._add_names("class:author", tag, attributes, following)
        if is_ours:
            self._take_line(tag, classes, following)
        if "headline" in properties and not self._found["itemprop:headline"]:
            self._add("itemprop:headline", attributes.get("content") or _text(tag, following))
        marks = ["itemprop:datepublished"] if "datepublished" in properties else []
        if is_ours and not _DATES.isdisjoint(classes):
            marks.append("class:published")
        if tag == "time":
            marks += ["time:pubdate"] if "pubdate" in attributes else []
            marks.append("time")
        for mark in marks:
            self._add_date(mark, tag, attributes, following)

    def _take_line(self, tag: str, classes: set[str], following: str) -> None:
        """Add the heading, and the byline of a theme; further names stand next to the first."""
        self._taken += 1
        if tag == "h1" and not self._found["h1"] and self._may_look():
            self._add("h1", _text(tag, following))
        is_author = not _AUTHORS.isdisjoint(classes)
        is_near = not self._byline_at or self._taken - self._byline_at <= _NEAR
        if is_near and (is_author or not _LINES.isdisjoint(classes)):
            self._add_byline(tag, following, is_marked=is_author)

    def _add_names(
        self, mark: str, tag: str, attributes: Mapping[str, str], following: str
    ) -> None:
        if not self._may_look():
            return
        names = [attributes["content"]] if attributes.get("content") else []
        for name in names or _inner_names(tag, following) or [_text(tag, following)]:
            self._add(mark, name)

    def _add_byline(self, tag: str, following: str, *, is_marked: bool) -> None:
        """Add the names and the date of a short line."""
        line = _text(tag, following) if self._may_look() else ""
        byline = byline_in(line, is_marked=is_marked) if len(line) <= _LONGEST_LINE else None
        for name in byline.names if byline else ():
            self._add("byline:author", name)
            self._byline_at = self._taken
        if byline and byline.date:
            self._add("byline:date", byline.date)

    def _add_date(self, mark: str, tag: str, attributes: Mapping[str, str], following: str) -> None:
        if not self._may_look():
            return
        given = (attributes.get(name, "") for name in ("datetime", "content", "title"))
        value = next(filter(parse_date, given), "") or _text(tag, following)
        if parse_date(value):
            self._add(mark, value)

    def _may_look(self) -> bool:
        self._looked += 1
        return self._looked <= _MOST_LOOKED

    def _add(self, mark: str, value: str) -> None:
        if value and value not in self._found[mark]:
            self._found[mark].append(value)


def _inside(tag: str, following: str) -> Iterator[re.Match[str]]:
    """The tags within an element, its end tag the last."""
    depth = 1
    for match in _ANY_TAG.finditer(following):
        if match["tag"].lower() == tag:
            depth += -1 if match["end"] else 1
        yield match
        if not depth:
            return


def _text(tag: str, following: str) -> str:
    """The text of an element, or up to the next tag where its end is not in sight."""
    pieces, last, depth = [], 0, 1
    for match in _inside(tag, following):
        pieces.append(following[last : match.start()])
        last = match.end()
        if match["tag"].lower() == tag:
            depth += -1 if match["end"] else 1
    text = "".join(pieces) if not depth else following.partition("<")[0]
    return clean_line(text)


def _inner_names(tag: str, following: str) -> list[str]:
    """The names that an author's element marks as such within itself."""
    names = []
    for match in _inside(tag, following):
        attributes = {
            name.lower(): decode_entities(double or single or bare)
            for name, double, single, bare in _ATTRIBUTE.findall(match["attributes"])
        }
        marks = f"{attributes.get('itemprop', '')} {attributes.get('class', '')}".lower().split()
        if match["end"] or _NAME_MARKS.isdisjoint(marks):
            continue
        inner = match["tag"].lower()
        after = "" if inner in _EMPTY else _text(inner, following[match.end() :])
        names.append(attributes.get("content") or after)
    return list(filter(None, names))
