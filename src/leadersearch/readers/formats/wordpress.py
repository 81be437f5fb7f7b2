"""WordPress exports (WXR): the published posts, streamed, since exports run to hundreds of MB."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from leadersearch.errors import ArticleError, ReadError
from leadersearch.model.article import Article
from leadersearch.model.names import display_name
from leadersearch.readers.convert.clean_text import clean_line
from leadersearch.readers.convert.html_text import text_of_html
from leadersearch.readers.convert.math_scripts import with_scripts
from leadersearch.readers.convert.xml_stream import local_name, scan_elements
from leadersearch.readers.describe.dates import date_of
from leadersearch.readers.describe.records import absolute_url, find_doi

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from leadersearch.readers.raw_file import RawFile

# Types in an export that are not articles, and the words for them.
_KINDS = {
    "attachment": "attachment",
    "nav_menu_item": "menu item",
    "page": "page",
    "revision": "revision",
    "wp_block": "block",
    "wp_global_styles": "style sheet",
    "wp_navigation": "menu",
    "wp_template": "template",
    "wp_template_part": "template",
    "custom_css": "style sheet",
}
_STATES = {
    "auto-draft": "draft",
    "draft": "draft",
    "pending": "draft",
    "future": "scheduled post",
    "private": "private post",
    "trash": "deleted post",
}
# Types of a site's own that hold articles, by a word of their names; those of plug-ins are no articles.
_ARTICLES = frozenset(
    "article blog case column editorial episode essay feature guide insight interview news newsletter "
    "opinion paper podcast press publication report research review storie story study tutorial".split()
)
_WORDS = re.compile(r"[a-z]+")
_BREAK = re.compile(r"<!--\s{0,9}(?:more|nextpage)\b[^<>]{0,300}-->")
# What sorts posts without naming what they are about.
_NO_TAGS = frozenset(
    ("author", "language", "nav_menu", "post_format", "post_translations", "wp_theme")
)
_MOST_PARTS = 500_000
_NOT_THE_TAG = frozenset(("uncategorized", "uncategorised"))
_SHORTCODE = re.compile(
    r"(?<!\[)\[/?(?:caption|gallery|audio|video|playlist|embed|youtube|vimeo|code|sourcecode|more|"
    r"toc|contact-form[\w-]*|(?:vc|et_pb|su|fusion|av|wpv|ng|tagembed)_?[\w-]*)"
    r"(?:[\s=][^\[\]]*)?/?\](?!\])"
    r"|(?<!\[)\[/[a-z][\w-]*\]"
    r"|(?<!\[)\[[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"\[\]]*\"|'[^'\[\]]*'|[^\s\[\]\"']+))+\s*/?\]",
    re.IGNORECASE,
)


def read(file: RawFile) -> Iterator[Article]:
    """The published posts; how many of what else were skipped is reported at the end."""
    export = _Export()
    skipped: Counter[str] = Counter()
    try:
        for element in _channel_children(file):
            if local_name(element) != "item":
                export.note(element)
            elif reason := _reason_to_skip(_fields(element)):
                skipped[reason] += 1
            else:
                try:
                    yield export.article(element, file)
                except ArticleError:
                    skipped["post without title and text"] += 1
    finally:
        if skipped:
            counts = (
                f"{count} {kind}{'s' if count > 1 else ''}" for kind, count in skipped.most_common()
            )
            file.report(f"skipped: {', '.join(counts)}")


def _channel_children(file: RawFile) -> Iterator[Element]:
    """The elements right below the channel, each forgotten when the next is asked for."""
    path: list[Element] = []
    parts = 0
    for event, element in scan_elements(file, ("start", "end")):
        if event == "start":
            path.append(element)
            parts += 1 + len(element.attrib)
            if parts > _MOST_PARTS:
                raise ReadError(
                    f"an element with more than {_MOST_PARTS:,} others in it, too many for a post"
                )
            continue
        path.pop()
        if len(path) == 2 or (len(path) == 1 and local_name(element) == "item"):
            yield element
        if len(path) <= 2:
            parts = 0
            element.clear()
            if path:
                path[-1].remove(element)


class _Export:
    """The head of an export: title, language, names behind the logins."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._venue = self._language = ""

    def note(self, element: Element) -> None:
        """Take in an element that is no item."""
        name = local_name(element)
        if name == "title":
            self._venue = clean_line(element.text or "")
        elif name == "language":
            self._language = clean_line(element.text or "")
        elif name == "author":
            parts = {local_name(part): clean_line(part.text or "") for part in element}
            login = parts.get("author_login", "")
            full = f"{parts.get('author_first_name', '')} {parts.get('author_last_name', '')}"
            shown = parts.get("author_display_name", "")
            self._names[login] = (full.strip() if shown in ("", login) else shown) or login

    def article(self, item: Element, file: RawFile) -> Article:
        """The article of a published post."""
        values = _fields(item)
        logins = _co_authors(item) or [clean_line(values.get("creator", ""))]
        authors = (display_name(self._names.get(login, login)) for login in logins)
        url = absolute_url(clean_line(values.get("link", "")))
        date = values.get("post_date", "")
        return Article(
            title=with_scripts(clean_line(values.get("title", ""))),
            authors=tuple(dict.fromkeys(filter(None, authors))),
            excerpt=post_text(values.get("excerpt", "")),
            body=post_text(values.get("content", "")),
            date=date_of(
                values.get("pubDate", "") if date[:4] in ("", "0000") else date, file.report
            ),
            url=url,
            tags=_tags(item),
            venue=self._venue,
            doi=find_doi(values.get("guid", "")) or find_doi(url),
            language=self._language,
        )


def post_text(markup: str) -> str:
    """The text of a post; block comments and shortcodes go, what a shortcode encloses stays.

    >>> post_text('<!-- wp:paragraph -->One[caption id="1"]Two[/caption] [sic]')
    'OneTwo [sic]'
    """
    return text_of_html(_BREAK.sub("\n\n", _SHORTCODE.sub("", markup)))


def _fields(item: Element) -> dict[str, str]:
    """The simple fields of an item; content and excerpt share a name and differ by namespace."""
    values: dict[str, str] = {}
    for part in item:
        name = local_name(part)
        if name == "encoded":
            name = "excerpt" if "/excerpt" in str(part.tag) else "content"
        values.setdefault(name, part.text or "")
    return values


def _reason_to_skip(values: dict[str, str]) -> str:
    kind = values.get("post_type", "post").strip()
    state = values.get("status", "publish").strip()
    if kind not in ("post", "") and not _is_of_articles(kind):
        return _KINDS.get(kind, f"{kind[:40]} item")
    if state not in ("publish", ""):
        return _STATES.get(state, f"{state[:40]} post")
    return "password-protected post" if values.get("post_password", "").strip() else ""


def _is_of_articles(kind: str) -> bool:
    words = _WORDS.findall(kind.lower()[:100])
    return kind not in _KINDS and any(
        word in _ARTICLES or word.removesuffix("s") in _ARTICLES for word in words
    )


def _co_authors(item: Element) -> list[str]:
    """The names or logins of several authors, which a plug-in keeps as terms."""
    terms = (row for row in item if local_name(row) == "category" and row.get("domain") == "author")
    return [name for row in terms if (name := clean_line(row.text or ""))]


def _tags(item: Element) -> tuple[str, ...]:
    names = (
        clean_line(part.text or part.get("nicename") or "")
        for part in item
        if local_name(part) == "category" and part.get("domain", "category") not in _NO_TAGS
    )
    kept = (name for name in names if name and name.lower() not in _NOT_THE_TAG)
    return tuple(dict.fromkeys(kept))
