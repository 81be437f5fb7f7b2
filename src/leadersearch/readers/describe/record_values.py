"""Values of loose records as lines, texts, names and tags."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from functools import lru_cache

from leadersearch.model.name_lists import in_reading_order, split_names
from leadersearch.model.name_marks import without_marks
from leadersearch.model.names import display_name, looks_like_name
from leadersearch.readers.convert.clean_text import (
    BREAKING_TAG,
    clean_line,
    clean_text,
    decode_entities,
    without_inline_tags,
    written,
)
from leadersearch.readers.convert.html_text import looks_like_html, text_of_html
from leadersearch.readers.describe.headings import joined_headings

# Commas within brackets do not separate: "cyst (diagnosis, surgery)".
_TAG_COMMA = re.compile(r"(?:(?<!\s)\s++)?,\s*+(?![^()]{0,100}\))")
_TAG_MARK = re.compile(r"[;|\n]")
_LONGEST_LIST = 64 * 1024  # of one written into a cell; Python's syntax takes memory to parse
_DEEPEST = 20  # lists in lists, maps in maps: no article needs more
_LONGEST_KEPT_NAME = 200
_PART_KEYS = (
    ("given", "givenname", "firstname", "first_name", "first"),
    ("family", "familyname", "lastname", "last_name", "last"),
    ("non-dropping-particle", "dropping-particle"),
)
_NAME_KEYS = (
    "name",
    "literal",
    "full_name",
    "fullname",
    "display_name",
    "title",
    "fl",
    "collectivename",
    "text",
)


def line_of(value: object, depth: int = 0) -> str:
    """A value as one line; of several, the first that is not empty. What lies too deep is none."""
    if isinstance(value, str):
        return clean_line(value)
    if depth > _DEEPEST:
        return ""
    if isinstance(value, Mapping):
        keys = (
            *("name", "title", "value", "rendered", "text", "href", "#text", "tag", "subject"),
            *("display_name", "url"),
        )
        return next(filter(None, (line_of(value.get(key), depth + 1) for key in keys)), "")
    if isinstance(value, list | tuple):
        return next(filter(None, (line_of(part, depth + 1) for part in value)), "")
    return "" if value is None or isinstance(value, bool) else clean_line(written(value))


def text_of(value: object, depth: int = 0) -> str:
    """A value as paragraphs; HTML is turned into text. What lies too deep is none."""
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list | tuple):
        return "\n\n".join(filter(None, (text_of(part, depth + 1) for part in value)))
    if isinstance(value, Mapping):
        keys = ("rendered", "value", "text", "html", "body", "content", "#text")
        return next(filter(None, (text_of(value.get(key), depth + 1) for key in keys)), "")
    if not isinstance(value, str):
        return ""
    if looks_like_html(value):
        return text_of_html(value)
    text = decode_entities(value)
    if "<" in text:
        text = without_inline_tags(BREAKING_TAG.sub("\n", text))
    return clean_text(text)


def names_of(value: object) -> tuple[str, ...]:
    """Names from a string that lists them, a list, a map, or a list of maps."""
    value = _unwrapped(value)
    if isinstance(value, str):
        return split_names(clean_line(without_marks(value).replace("\n", "; ")))
    if isinstance(value, Mapping) and isinstance(value.get("author"), list):
        value = value["author"]
    if isinstance(value, Mapping):
        return tuple(filter(None, (_name_of(value),))) or _names_of_keys(value)
    if isinstance(value, list | tuple):
        return in_reading_order(name for part in value for name in _names_of_part(part) if name)
    return ()


def tags_of(value: object) -> tuple[str, ...]:
    """Tags from a list, or from a string that separates them by commas or semicolons.

    Of those that differ by case alone the first.
    """
    value = _unwrapped(value)
    if isinstance(value, str):
        has_marks = _TAG_MARK.search(value) is not None
        value = _TAG_MARK.split(value) if has_marks else joined_headings(_TAG_COMMA.split(value))
    if isinstance(value, Mapping):
        value = [value] if "name" in value else list(value)
    if not isinstance(value, list | tuple):
        return ()
    names = (name.strip() for item in value for name in line_of(item).split(";"))
    tags: dict[str, str] = {}
    for name in filter(None, names):
        tags.setdefault(name.casefold(), name)
    return tuple(tags.values())


def _unwrapped(value: object) -> object:
    """A list that was written into a table cell as JSON or as Python writes it."""
    if (
        isinstance(value, str)
        and value[:1] == "["
        and value.rstrip()[-1:] == "]"
        and len(value) <= _LONGEST_LIST
    ):
        for parse in (json.loads, ast.literal_eval):
            try:
                return parse(value.strip())
            except (ValueError, SyntaxError, RecursionError, MemoryError):
                continue
    return value


def _names_of_part(value: object) -> tuple[str, ...]:
    """The names in a part of a list: one, unless its text joins several."""
    if isinstance(value, str) and (
        " and " in value or ";" in value or " & " in value or value[:3].lower() == "by "
    ):
        names = split_names(clean_line(value))
        if all(map(looks_like_name, names)):
            return names
    return (_name_of(value),)


def _name_in(text: str) -> str:
    return display_name(clean_line(without_marks(text)))


# Names recur from article to article.
_kept_name_in = lru_cache(maxsize=1 << 15)(_name_in)


def _name_of(value: object) -> str:
    if isinstance(value, str):
        return _kept_name_in(value) if len(value) <= _LONGEST_KEPT_NAME else _name_in(value)
    if not isinstance(value, Mapping):
        return display_name(line_of(value))
    keys = {written(key).lower(): part for key, part in value.items()}
    if isinstance(keys.get("name"), Mapping):  # in Quarto
        keys |= {written(key).lower(): part for key, part in keys["name"].items()}
    given, family, particle = (
        line_of(next(filter(None, map(keys.get, names)), "")) for names in _PART_KEYS
    )
    if family:
        return " ".join(filter(None, (given, particle, family, line_of(keys.get("suffix")))))
    return next(filter(None, (_name_in(line_of(keys.get(key))) for key in _NAME_KEYS)), given)


def _names_of_keys(value: Mapping[str, object]) -> tuple[str, ...]:
    """The names of a map whose keys are no parts of a name: {"Jane Smith": {"twitter": …}}."""
    return tuple(
        filter(None, (_name_of(part) or display_name(written(key)) for key, part in value.items()))
    )
