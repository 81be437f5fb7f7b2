"""A title that ends in the names of its authors -> title and names.

Title of it. By A, B and C        Title of it? by A & B
Title of it – by Dr. Jane Smith   Title of it. Jane Smith
"""

from __future__ import annotations

import re
from itertools import islice

from leadersearch.model.name_lists import split_names
from leadersearch.model.names import HONORIFICS, is_organisation, looks_like_name

_MOST_TRIED = 16  # places of a line where names may begin: each costs as much as the line is long
_BY = re.compile(r"\bby:?\s+", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»)]*\s+(?=[^\W\d_])")
_ENDS = re.compile(r"[.?!…:;,–—|\"'”’»)-]\Z")
_PASSIVE = re.compile(
    r"(?:ed|en|wn|ught|[^\W\d_]{2}ung)\Z|\A(?:led|made|done|held|run|told|set|built|put|day|side|step|stand|standing|one|little|near|pass)\Z",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"(?<![.])[.](?P<quote>[\"'”’»]?)\Z")
_DASH = re.compile(r"(?<![\s,:;|–—-])[\s,:;|–—-]+\Z")
_MONONYM = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’-]{2,}\Z")


def split_byline(line: str) -> tuple[str, tuple[str, ...]]:
    """The title without its byline, and the names; () where the line names nobody.

    >>> split_byline("Kindness – are we brave enough? By Anna Baverstock & Mike Walburn")
    ('Kindness – are we brave enough?', ('Anna Baverstock', 'Mike Walburn'))
    """
    for match in reversed(list(_BY.finditer(line))[-_MOST_TRIED:]):
        before, after = line[: match.start()].rstrip(), line[match.end() :]
        if before and (names := _names_after_by(before, after, is_lower=match[0][0] == "b")):
            return _bare_title(before), names
    for match in islice(_SENTENCE_END.finditer(line), _MOST_TRIED):
        if _ends_in_abbreviation(line[: match.start() + 1]):
            continue
        names = split_names(_without_stop(line[match.end() :]))
        if names and all(map(looks_like_name, names)):
            return _bare_title(line[: match.end()].rstrip()), names
    return _bare_title(line), ()


def _names_after_by(before: str, after: str, *, is_lower: bool) -> tuple[str, ...]:
    names = split_names(_without_stop(after))
    if not names:
        return ()
    if _ENDS.search(before):
        plausible = tuple(name for name in names if _is_plausible(name))
        return plausible if plausible[:1] == names[:1] else ()
    # "A life inspired by Nelson Mandela", "Stand by Your Man": without a stop in front, only
    # names beyond doubt will do, and no verb in front.
    if is_lower and _PASSIVE.search(before.rsplit(maxsplit=1)[-1]):
        return ()
    return names if all(map(looks_like_name, names)) else ()


def _is_plausible(name: str) -> bool:
    return looks_like_name(name) or is_organisation(name) or bool(_MONONYM.match(name))


def _ends_in_abbreviation(text: str) -> bool:
    """Whether the last full stop belongs to an honorific or an initial."""
    last = text.rsplit(maxsplit=1)[-1].strip("(\"'“‘")
    return last.lower().rstrip(".") in HONORIFICS or bool(re.fullmatch(r"(?:[^\W\d_]\.)+", last))


def _without_stop(text: str) -> str:
    text = text.strip()
    return text if re.search(r"\b(?:[^\W\d_]|Jr|Sr)\.\Z", text) else text.removesuffix(".")


def _bare_title(title: str) -> str:
    """The title without the full stop or dash that stood before its byline."""
    return _FULL_STOP.sub(r"\g<quote>", _DASH.sub("", title))
