"""The names in a line that lists people, one by one.

"Hui Meng Er, Siti Razak & J Dacre"  -> three names
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from leadersearch.model.names import (
    BLANKS,
    HONORIFICS,
    INITIALS,
    PARTICLES,
    display_name,
    is_degree,
    is_organisation,
    is_suffix,
    looks_like_name,
    without_email,
)

_TOPIC_WORDS = frozenset(
    (
        "care health healthcare social management medicine medical medicines research excellence "
        "education science sciences technology human policy welfare safety leadership surgeons "
        "gynaecologists gynecologists therapy prevention engineering development innovation training "
        "control public children families food drug agriculture rural affairs local industry energy "
        "culture media sport work pensions trade business quality improvement nursing midwifery "
        "surgery tropical hygiene regulatory arts commerce humanities development standards"
    ).split()
)
# Longer names are not put together: what grows with each piece would take quadratic time.
_LONGEST_NAME = 500
_LETTER = re.compile(r"[^\W\d_]")
_BYLINE = re.compile(r"\A\s*+by:?\s++", re.IGNORECASE)
_HARD_SEPARATOR = re.compile(BLANKS + r"[;|•]\s*+|(?<!\s)[^\S\n]*+\n\s*+")
_SOFT_SEPARATOR = re.compile(
    rf"({BLANKS},\s*+(?:(?:and|&)\s++)?|(?<!\s)\s++(?:and|&|und|et)\s++(?!al\b))"
)
_OTHERS = re.compile(
    r"(?:(?:(?<![\s,])[\s,]++)?(?:\bet\s++al\b\.?|\band\b\s*+others\b)"
    r"|(?<![\s,])\s*+,[\s,]*+others\b)[\s.]*+\Z",
    re.IGNORECASE,
)


def split_names(text: str) -> tuple[str, ...]:
    """The names of one line that lists people, each as `display_name` gives it.

    >>> split_names("By Jane Smith, A. Jones, PhD, & Dame Jane Dacre")
    ('Jane Smith', 'A. Jones', 'Dame Jane Dacre')
    >>> split_names("Smith, Jane and Doe, John")
    ('Jane Smith', 'John Doe')
    """
    text = _OTHERS.sub("", _BYLINE.sub("", text.strip(), count=1))
    if _HARD_SEPARATOR.search(text):
        pieces = (re.sub(r"\A(?:and|&)\s+", "", piece) for piece in _HARD_SEPARATOR.split(text))
        return _unique(display_name(piece) for piece in pieces)
    text = without_email(text)
    if is_organisation(text) and not _SOFT_SEPARATOR.search(text):
        return (text,)
    return _unique(_joined_names(_chunks(text)))


def _chunks(text: str) -> list[tuple[str, str]]:
    """(separator before, chunk) pairs; organisations, degrees and Jr. put together again."""
    pieces = _SOFT_SEPARATOR.split(text)
    found: list[tuple[str, str]] = []
    for separator, chunk in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        if not chunk or (found and is_degree(chunk)):
            continue
        before, name = found[-1] if found else ("", "")
        if not name or len(name) > _LONGEST_NAME:
            found.append((separator, chunk))
        elif is_suffix(chunk):
            found[-1] = (before, f"{name} {chunk}")
        elif _is_one_organisation(name, chunk):
            found[-1] = (before, name + separator + chunk)
        else:
            found.append((separator, chunk))
    return found


def _is_one_organisation(left: str, right: str) -> bool:
    """Whether `left and right` is one name: "Department of Health", "Social Care"."""
    if is_organisation(left):
        return _has_topic(right) and not right.lower().startswith("department")
    return is_organisation(right) and not looks_like_name(left) and _has_topic(left)


def _has_topic(text: str) -> bool:
    return any(word.lower() in _TOPIC_WORDS for word in text.split())


def _joined_names(chunks: list[tuple[str, str]]) -> list[str]:
    """Names of the chunks, with `Last, First` pairs turned round."""
    names: list[str] = []
    index = 0
    while index < len(chunks):
        name = chunks[index][1]
        follower = chunks[index + 1] if index + 1 < len(chunks) else ("", "")
        if _is_comma(follower[0]) and INITIALS.match(follower[1]):
            name, index = f"{follower[1]} {name}", index + 1
        names.append(name)
        index += 1
    groups = _groups(chunks)
    if len(names) == len(chunks) and all(map(_is_turned, groups)):
        names = [" ".join(reversed(group)) for group in groups]
    return names


def _groups(chunks: list[tuple[str, str]]) -> list[list[str]]:
    """The chunks between one "and" and the next."""
    starts = [index for index, (separator, _) in enumerate(chunks) if not _is_comma(separator)]
    bounds = pairwise([*starts, len(chunks)])
    return [[chunk for _, chunk in chunks[start:stop]] for start, stop in bounds]


def _is_comma(separator: str) -> bool:
    return separator.strip() == ","


def _is_turned(group: list[str]) -> bool:
    """Whether two chunks are one person's last and first name."""
    if len(group) != 2 or any(map(is_organisation, group)):
        return False
    last, first = group[0].split(), group[1].split()
    if last[0].lower().strip(".") in HONORIFICS:
        return False
    is_surname = len(last) == 1 or last[0] in PARTICLES
    return (is_surname and len(first) <= 3) or (len(first) == 1 and len(last) <= 3)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if _LETTER.search(name)))
