"""Markdown, with YAML, TOML or JSON front matter, or with none."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from leadersearch.errors import ReadError
from leadersearch.readers.convert.clean_text import clean_line, written
from leadersearch.readers.convert.markdown_text import tags_in_markdown, text_of_markdown
from leadersearch.readers.convert.math_scripts import with_scripts
from leadersearch.readers.convert.yaml_values import YamlError, load_yaml
from leadersearch.readers.describe.dates import parse_date
from leadersearch.readers.describe.note_values import (
    headers,
    lines_below_heading,
    title_block,
    trailer,
    without_wiki_links,
)
from leadersearch.readers.describe.record_values import line_of, tags_of
from leadersearch.readers.describe.records import article_of
from leadersearch.readers.raw_file import LARGEST_ARTICLE

if TYPE_CHECKING:
    from leadersearch.model.article import Article
    from leadersearch.readers.raw_file import RawFile

_LONGEST_FRONT_MATTER = 256 * 1024
_YAML_OPENS, _YAML_CLOSES = (
    re.compile(r"---[ \t]*+\n"),
    re.compile(r"^(?:---|\.\.\.)[ \t]*+$", re.MULTILINE),
)
_TOML_OPENS, _TOML_CLOSES = (
    re.compile(r"\+\+\+[ \t]*+\n"),
    re.compile(r"^\+\+\+[ \t]*+$", re.MULTILINE),
)
_NESTED = ("extra", "params", "taxonomies")  # tables of Zola and Hugo, with authors and tags
_MOST_DOTS = 200  # in a line: the time for a key of TOML grows with the square of its parts
_SIMPLE_PAIR = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)\s*+[:=]\s*+(?P<value>\S.*)\Z")
_BARE_KEY = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)\s*+:\s*+\Z")
_POINT = re.compile(r"\s*+- (?P<value>\S.*)\Z")
# Logseq's: `tags:: [[Handover]], #nights` at the top of a page, perhaps as its first point.
_PROPERTY = re.compile(r"\n*+(?:[-*] )?(?P<key>[A-Za-z][\w-]{0,40}):: ?(?P<value>.*)")
_LINKING = re.compile(r"\[\[|\]\]|(?<![^\s,])#")
_TAG_NAMES = ("tags", "tag", "categories", "category", "keywords", "keyword", "topics", "topic")
_OF_MDX = re.compile(r"^(?:import|export) [^\n]{0,2000}\n?", re.MULTILINE)
_TAG_LINE = re.compile(r"^[ \t]*+(?:#[^\s#][^#\n]{0,60}+(?:#(?=\s|\Z))?+[ \t]*+)++$", re.MULTILINE)
_WRAPPED_TAG = re.compile(r"#(?P<tag>[^\W\d_][^#\n]{0,60}[\w])#(?=\s|\Z)")
_NOTE_OF_JOPLIN = "1"  # of its kinds: folders, files and tags are others
_DATED_NAME = re.compile(r"(?P<date>(?:19|20)\d{2}-?\d{2}-?\d{2})[-_. ]+(?=\S)")


class _FrontMatterError(Exception):
    """The block between the marks is not what the marks promise."""


def read(file: RawFile) -> Iterator[Article]:
    """The one article of a file."""
    values, body = _front_matter(file)
    if "listing" in values and not body.strip():
        raise ReadError("the listing page of a site, not an article")
    if values.pop("kind of joplin", _NOTE_OF_JOPLIN) != _NOTE_OF_JOPLIN:
        raise ReadError("a folder, a file or a tag of Joplin, not a note")
    if file.name.lower().endswith(".mdx"):
        body = _OF_MDX.sub("", body)
    heading, below = _heading(body)
    if heading and clean_line(written(values.setdefault("title", heading))) == heading:
        found, body = lines_below_heading(below)
        values = found | values | {"title": found.get("title", heading)}
    dated = _DATED_NAME.match(file.stem)
    if "title" not in values:
        name = file.stem[dated.end() :] if dated else file.stem
        values["title"] = re.sub(r"[-_\s]+", " ", name).strip()
    tags = _tags(values, by_blanks="layout" in values or dated is not None)
    values = _described(values)
    texts = [text_of_markdown(body), *_other_titles(values)]
    values["title"] = with_scripts(line_of(values["title"]))
    article = article_of({**values, "body": "\n\n".join(filter(None, texts))}, file.report)
    if article.date is None and dated:
        article = replace(article, id="", date=parse_date(dated["date"]))
    found_tags = (*tags, *_wrapped_tags(body), *tags_in_markdown(_TAG_LINE.sub(_open_tags, body)))
    yield replace(article, tags=tags_of(list(found_tags))) if found_tags else article


def _described(values: dict[str, object]) -> dict[str, object]:
    """The values as records have them: tags apart, the address of a clipping, a subtitle."""
    found = {name: value for name, value in values.items() if name.lower() not in _TAG_NAMES}
    source, subtitle = written(found.get("source", "")), found.get("subtitle")
    if source.startswith(("http://", "https://")) and not found.get("url"):
        found["url"] = source
    if isinstance(subtitle, str) and any(found.get(name) for name in ("abstract", "description")):
        found["title"] = f"{written(found['title'])}: {subtitle}"
    return found


def _tags(values: Mapping[str, object], *, by_blanks: bool) -> Iterator[str]:
    """The tags and categories that the values give, in Jekyll parted by blanks."""
    named = {name.lower(): value for name, value in values.items()}
    for name in _TAG_NAMES:
        value = named.get(name)
        is_words = isinstance(value, str) and "," not in value and ";" not in value
        if (
            is_words
            and (by_blanks or written(value).startswith("#"))
            and not name.startswith("key")
        ):
            value = written(value).split()
        for tag in tags_of(value):
            yield without_wiki_links(tag).lstrip("#")


def _wrapped_tags(body: str) -> Iterator[str]:
    """The tags of several words on lines of tags alone, as Bear writes them: `#night shifts#`."""
    for line in _TAG_LINE.findall(body) if "#" in body else ():
        yield from (match["tag"] for match in _WRAPPED_TAG.finditer(line))


def _open_tags(line: re.Match[str]) -> str:
    return _WRAPPED_TAG.sub("", line[0])


def _other_titles(values: Mapping[str, object]) -> Iterator[str]:
    """The other names of a note, under which it is linked, and looked for."""
    for name in ("aliases", "alias"):
        found = values.get(name)
        for title in found if isinstance(found, list) else [found]:
            if isinstance(title, str):
                yield clean_line(title)


def _heading(body: str) -> tuple[str, str]:
    """The first heading, if the text begins with one, and the text below it."""
    first, _, below = body.lstrip().partition("\n")
    if first.startswith("# "):
        return clean_line(text_of_markdown(first)), below
    underline, _, rest = below.partition("\n")
    if len(underline) >= 3 and not underline.strip().strip("="):
        return clean_line(text_of_markdown(first)), rest
    return "", body


def _front_matter(file: RawFile) -> tuple[dict[str, object], str]:
    """The values of the front matter, and the text below it."""
    text = file.read_text(limit=LARGEST_ARTICLE).replace("\r\n", "\n").lstrip("\ufeff")
    block, body, load = _divided(text)
    if load is None:
        return _properties(text)
    try:
        values = load(block)
    except _FrontMatterError as error:
        values = _simple_pairs(block)
        if not values:
            file.report(f"front matter is broken ({error}); taken as text")
            return {}, text
        file.report(f"front matter is broken ({error}); only its simple lines were read")
    if not isinstance(values, Mapping):
        return {}, text if values else body
    nested = [values[name] for name in _NESTED if isinstance(values.get(name), Mapping)]
    found: dict[str, object] = {}
    for row in (*nested, values):
        found |= {written(key): _unlinked(row[key]) for key in row if row[key] is not None}
    return found, body


def _unlinked(value: object) -> object:
    """A value of a note of Obsidian, whose links are written as in its text: `"[[Ann Lee]]"`."""
    if isinstance(value, list):
        return [_unlinked(part) if isinstance(part, str) else part for part in value]
    return without_wiki_links(value) if isinstance(value, str) else value


def _properties(text: str) -> tuple[dict[str, object], str]:
    """The properties at the top of a page of Logseq, and the text below them."""
    values: dict[str, object] = {}
    place = len(text) - len(text.lstrip())
    while found := _PROPERTY.match(text, place):
        values[found["key"].lower()] = _LINKING.sub("", found["value"]).strip()
        place = found.end()
    if values:
        return values, text[place:]
    for form in (trailer, title_block, headers):
        values, below = form(text.lstrip())
        if values:
            return values, below
    return {}, text


def _divided(text: str) -> tuple[str, str, Callable[[str], object] | None]:
    """Front matter, the text below, and what loads it (None where there is no front matter)."""
    start = text.lstrip()
    for opens, closes, load in (
        (_YAML_OPENS, _YAML_CLOSES, _load_yaml),
        (_TOML_OPENS, _TOML_CLOSES, _load_toml),
    ):
        if opening := opens.match(start):
            end = closes.search(start, opening.end())
            if end and end.start() - opening.end() <= _LONGEST_FRONT_MATTER:
                return start[opening.end() : end.start()], start[end.end() :].lstrip("\n"), load
    if start.startswith("{"):
        try:
            value, end_of_json = json.JSONDecoder().raw_decode(start)
        except (ValueError, RecursionError):
            return "", text, None
        if isinstance(value, Mapping) and value:
            return "", start[end_of_json:].lstrip("\n"), lambda _block: value
    return "", text, None


def _load_yaml(block: str) -> object:
    try:
        return load_yaml(block.replace("\t", "    "))
    except YamlError as error:
        raise _FrontMatterError(str(error)) from error


def _load_toml(block: str) -> object:
    if any(line.count(".") > _MOST_DOTS for line in block.split("\n")):
        raise _FrontMatterError(f"more than {_MOST_DOTS} dots in a line")
    try:
        return tomllib.loads(block)
    except (ValueError, RecursionError) as error:
        raise _FrontMatterError(str(error)[:160]) from error


def _simple_pairs(block: str) -> dict[str, object]:
    """The lines of the form `key: value` and the points below, which survive `title: Ethics: a view`."""
    found: dict[str, object] = {}
    key = ""
    for line in block.split("\n"):
        if pair := _SIMPLE_PAIR.match(line):
            found[pair["key"].lower()] = _simple_value(pair["value"].strip())
        elif bare := _BARE_KEY.match(line):
            key = bare["key"].lower()
        elif key and (point := _POINT.match(line)):
            points = found.setdefault(key, [])
            if isinstance(points, list):
                points.append(point["value"].strip().strip("\"'"))
    return found


def _simple_value(value: str) -> object:
    if value.startswith("[") and value.endswith("]"):
        return [part.strip().strip("\"'") for part in value[1:-1].split(",")]
    return value.strip("\"'")
