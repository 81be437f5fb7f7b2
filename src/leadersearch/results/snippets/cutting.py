"""A window into a text -> the fragment around it, of whole words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from leadersearch.results.snippets.display_text import clean, has_escapes
from leadersearch.results.snippets.fragment import Fragment
from leadersearch.results.snippets.passages import Passage, Window
from leadersearch.results.snippets.sentences import sentence_starts

_LONG_WORD = 40
"""Letters without a blank that are kept together; more of them may be cut anywhere."""

_BLANK = re.compile(r"\s")


class Cutting(NamedTuple):
    """A fragment and where it stands in its passage's text."""

    fragment: Fragment
    start: int
    end: int


def cut(window: Window, length: int, *, floor: int = 0, ceiling: int | None = None) -> Cutting:
    """The fragment around a window, between the places `floor` and `ceiling` of the text.

    It begins with a sentence where that leaves room for the window.
    """
    text = window.passage.text
    begin, stop = _surroundings(window, length, floor, len(text) if ceiling is None else ceiling)
    cleaned = clean(text[begin:stop])
    extent = _Extent(
        cleaned.text,
        cleaned.clean_place(window.start - begin),
        cleaned.clean_place(window.end - begin),
        length,
    )
    start = extent.start(begins=begin == 0, ends=stop == len(text))
    end = extent.end(start)
    raw_start = begin + cleaned.dirty_place(start)
    # The place before the last letter, so that what was removed after it does not count.
    raw_end = begin + (cleaned.dirty_place(end - 1) + 1 if end > start else 0)
    spans = [
        (first - begin, last - begin)
        for first, last, _ in window.passage.matches
        if last > raw_start and first < raw_end
    ]
    marks = merged(cleaned.clean_spans(spans), start, end - start)
    shown = cleaned.text[start:end].replace("\n", " ")
    return _cutting(window.passage, shown, marks, raw_start, raw_end)


def _cutting(
    passage: Passage, shown: str, marks: tuple[tuple[int, int], ...], start: int, end: int
) -> Cutting:
    fragment = Fragment(
        shown,
        marks,
        passage.field,
        cut_before=not _is_blank(passage.text, 0, start),
        cut_after=not _is_blank(passage.text, end, len(passage.text)),
    )
    return Cutting(fragment, start, end)


def joined(first: Cutting, second: Cutting) -> Cutting:
    """Two neighbouring cuttings of one text as one."""
    one, other = first.fragment, second.fragment
    shift = len(one.text) + 1
    fragment = Fragment(
        f"{one.text} {other.text}",
        (*one.marks, *((start + shift, end + shift) for start, end in other.marks)),
        one.field,
        one.cut_before,
        other.cut_after,
    )
    return Cutting(fragment, first.start, second.end)


def merged(
    spans: Sequence[tuple[int, int]], offset: int, length: int
) -> tuple[tuple[int, int], ...]:
    """Spans in order and apart, within the text of some length that begins at `offset`."""
    marks: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        start, end = max(first - offset, 0), min(last - offset, length)
        if start >= end:
            continue
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)


def _is_blank(text: str, start: int, end: int) -> bool:
    """Whether nothing stands between two places; a little is looked at first, most texts go on."""
    near = text[start : min(end, start + 50)]
    return not near.strip() and (len(near) == end - start or not text[start:end].strip())


def _surroundings(window: Window, length: int, floor: int, ceiling: int) -> tuple[int, int]:
    """As much of the text as a fragment may want, from blank to blank; all where it has escapes."""
    text = window.passage.text
    if has_escapes(text):
        return floor, ceiling
    begin = max(window.start - 2 * length, floor)
    stop = min(window.end + 2 * length, ceiling)
    if begin > floor and (blank := _BLANK.search(text, begin, window.start)):
        begin = blank.start()
    if stop < ceiling:
        stop = max(text.rfind(blank, window.end, stop) for blank in " \n") + 1 or stop
    return begin, stop


class _Extent(NamedTuple):
    """Decides from where to where a clean text is shown around the window [first, last)."""

    text: str
    first: int
    last: int
    length: int

    def start(self, *, begins: bool, ends: bool) -> int:
        """Where to begin; `begins` and `ends`: whether the text is whole on that side."""
        # Whatever begins before the window's end by more than the length fits in no way.
        starts = list(sentence_starts(self.text, self.last - self.length, self.first))
        if begins:
            starts.insert(0, _first_letter(self.text, 0))
        to_the_end = [start for start in starts if len(self.text) - start <= self.length]
        if ends and to_the_end and len(self.text) - to_the_end[0] >= self.length // 2:
            return to_the_end[0]
        fitting = [start for start in starts if self.last - start <= self.length]
        if fitting and not (ends and to_the_end):
            return fitting[-1]
        before = (self.length - (self.last - self.first)) // 2
        wanted = len(self.text) - self.length if ends and to_the_end else self.first - before
        return _first_letter(self.text, self._word_start(min(wanted, self.first)))

    def _word_start(self, wanted: int) -> int:
        if wanted <= 0 or _is_break(self.text[wanted - 1]):
            return max(wanted, 0)
        if blank := _BLANK.search(self.text, wanted, self.first):
            return blank.end()
        if self.first - wanted > _LONG_WORD:
            return wanted
        near = max(0, wanted - _LONG_WORD)
        return self._blank_before(near, wanted) or wanted

    def end(self, start: int) -> int:
        """Where to stop when it begins at `start`."""
        text, limit = self.text, start + self.length
        if limit >= len(text):
            return start + len(text[start:].rstrip())
        if limit < self.last:
            limit = min(self.last, limit + _LONG_WORD)
        if not _is_break(text[limit : limit + 1]):
            limit = self._word_end(limit)
        return start + len(text[start:limit].rstrip())

    def _word_end(self, limit: int) -> int:
        if blank := self._blank_before(self.last, limit):
            return blank
        if limit - self.last > _LONG_WORD:
            return limit
        found = _BLANK.search(self.text, limit, limit + _LONG_WORD)
        return found.start() if found else limit

    def _blank_before(self, start: int, end: int) -> int:
        """Behind the last blank between two places; 0 where there is none."""
        return max(self.text.rfind(blank, start, end) for blank in " \n") + 1


def _is_break(letter: str) -> bool:
    return not letter or letter.isspace()


def _first_letter(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start
