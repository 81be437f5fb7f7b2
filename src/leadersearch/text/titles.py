"""Titles, as far as they tell one article from another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from leadersearch.model.months import ABBREVIATIONS, MONTHS, MONTHS_OF
from leadersearch.text import STOP_WORDS, fold
from leadersearch.text.distance import is_within

LONGEST_TITLE = 1000
"""Characters of a title that are compared."""

SHORTEST_MISTYPED = 6
"""Letters of a word in which one may be mistyped: `male` is not `mole`."""

FEWEST_WORDS = 4
FEWEST_LETTERS = 20
"""A shorter title may be that of many articles."""

MOST_PARTS = 200

_GENERIC = frozenset(
    """
    abstract abstracts acknowledgement acknowledgements acknowledgment acknowledgments addenda
    addendum agenda agendas annual announcement announcements appendix article articles author authors
    bibliography board book books briefing briefs bulletin calendar chair chairman clippings
    closing column comment commentary comments concern conclusion conclusions conference congress
    contents continued contributors conversation correction corrections correspondence corrigenda
    corrigendum cover current dates dear desk diary digest director discussion editor editorial
    editorials editors errata erratum essay events expression facts feature features film foreword
    forthcoming forum front general guest headlines highlights home homepage in index
    interview introduction introductory invitation issue items journal journals latest lead letter
    letters links list literature look masthead matter meeting meetings member members memoriam
    message minutes miscellanea miscellaneous miscellany monthly new news newsletter note notes
    notice notices number obituaries obituary online opening opinion organization organizers outlook
    overview page pages paper papers perspective perspectives picture podcast poem poetry poster
    posters postscript preface preliminary president presidents press proceedings profile profiles
    program programme publication publications publisher publishers quarterly question questions
    readers received recent recommendations references rejoinder remark remarks reply replies report
    reports request research resources response responses retraction review reviewer reviewers
    reviews roundup schedule section selected series session sessions short special spotlight summary
    supplement supplementary survey symposium table talk talks thanks theme title today track tribute
    untitled update updates useful viewpoint vol volume webinar week weekly welcome words workshop
    workshops year yearly
    aktuelles anhang ankündigungen antwort beitrag beiträge berichte berichtigung besprechungen
    buchbesprechung buchbesprechungen editoriale einführung einleitung erratum geleitwort impressum
    inhalt inhaltsverzeichnis kommentar leitartikel leserbrief leserbriefe literatur mitteilungen
    nachruf nachrichten neues personalia rezension rezensionen termine vorwort zusammenfassung
    actualités annonces avant bibliographie comptes courrier éditorial hommage introducción
    lettres nouvelles propos rendus sommaire notas noticias prefacio presentación reseña reseñas
    editoriales índice prólogo
    """.split()
)
_FOLDED_GENERIC = frozenset(map(fold, _GENERIC))
_CALENDAR = frozenset(map(fold, (*MONTHS, *ABBREVIATIONS, *MONTHS_OF))) | frozenset(
    "spring summer autumn fall winter".split()
)

_ROLES = {
    word: role
    for role, words in {
        "correction": "correction corrections corrected corrigendum corrigenda erratum errata addendum "
        "addenda berichtigung korrektur rectificatif correctif correccion corrige",
        "retraction": "retraction withdrawal",
        "concern": "concern",
        "reply": "reply replies response responses rejoinder re antwort erwiderung reponse replica "
        "respuesta",
        "comment": "comment comments commentary kommentar commentaire comentario",
        "protocol": "protocol protocols rationale",
    }.items()
    for word in words.split()
}
_OF_ROLES = frozenset((*_ROLES, "vol"))
_NOTICES = frozenset({"correction", "retraction", "concern", "reply", "comment"})
"""Roles of which one article may have several."""

_AROUND_ROLES = frozenset(
    """
    author authors editor editors letter notice note published publisher publishers expression study
    trial design and to of on in an article articles paper the a from by regarding about previous
    original zu zur zum der die das des du la le de a al el fe
    """.split()
)
"""A part of a title that names a role has no other words than these beside it."""

_PART_WORDS = frozenset(
    "part parts pt teil partie parte deel chapter kapitel chapitre volume vol band tome".split()
)
_NUMBERS = {
    word: str(number)
    for number, row in enumerate(
        (
            *("i one first 1st", "ii two second 2nd", "iii three third 3rd", "iv four fourth 4th"),
            *(
                "v five fifth",
                "vi six sixth",
                "vii seven seventh",
                "viii eight",
                "ix nine",
                "x ten",
            ),
        ),
        1,
    )
    for word in row.split()
}
_HIGHEST_PART = 100  # above it a number is a year

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile("['’`]")
_MARKUP = re.compile(r"</?[a-zA-Z]{1,10}>")
_BREAK = re.compile(r"[:;|?!.]\s|\s[-–—]+\s|—|[([]|[])]\s?")
_CUT_OFF = ("…", "...")
_AND = frozenset({"and", "und", "et", "y"})

Role = tuple[str, str]


class Title(NamedTuple):
    """A title: its words, their letters, and what else is known of it."""

    words: tuple[str, ...]
    letters: str
    parts: frozenset[str]
    """The letters of what stands before or after a break."""
    roles: frozenset[Role]
    """The correction, reply or part that it says to be."""
    is_cut_off: bool
    is_translated: bool
    """In square brackets, as PubMed marks it."""


@lru_cache(maxsize=4096)
def title_of(text: str) -> Title:
    """The parts of a title."""
    bare = _bare(text)
    is_translated = text.lstrip().startswith("[")
    is_cut_off = text[:LONGEST_TITLE].rstrip().endswith(_CUT_OFF)
    words = words_of(bare)
    cuts = [(match.start(), match.end()) for match in _BREAK.finditer(bare)]
    pieces = [piece for start, end in cuts for piece in (bare[:start], bare[end:])]
    parts = frozenset("".join(words_of(piece)) for piece in pieces[:MOST_PARTS])
    return Title(words, "".join(words), parts, _roles(bare), is_cut_off, is_translated)


@lru_cache(maxsize=64)  # one title is asked for several times, one soon after the other
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, folded, without those for `and`."""
    found = _WORD.findall(fold(" ".join(text.split())))
    return tuple(found) if _AND.isdisjoint(found) else tuple(w for w in found if w not in _AND)


def telling_letters(text: str) -> str:
    """The letters of a title as far as they tell it from others; "" where they do not.

    What stands before the first break counts, if it is enough to know the title by.
    """
    bare = _bare(text)
    first_break = _BREAK.search(bare)
    letters = _telling(bare[: first_break.start()]) if first_break else ""
    return letters or _telling(bare)


def is_generic(title: str, venue: str = "") -> bool:
    """Whether a title is that of a kind of article, as many have it: `Editorial`, `News & Resources`.

    The name of the journal in it tells no more.
    """
    return _are_generic(title_of(title).words, venue)


def recurs(title: str, venue: str = "") -> bool:
    """Whether a journal may have a title again: that of a kind of article, or a notice about one.

    >>> recurs("Editorial"), recurs("Correction to: Kind rounds"), recurs("Kind rounds")
    (True, True, False)
    """
    words = words_of(_bare(title))  # `title_of` costs four times as much
    if not _OF_ROLES.isdisjoint(words):
        return any(role in _NOTICES for role, _ in title_of(title).roles) or _are_generic(
            words, venue
        )
    return _are_generic(words, venue)


def are_mistyped(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a few words differ, each long and by a letter; numbers are never mistyped."""
    if len(first) != len(second):
        return False
    pairs = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(pairs) <= 1 + len(first) // 8 and all(
        min(map(len, pair)) >= SHORTEST_MISTYPED
        and not any(map(str.isdigit, "".join(pair)))
        and is_within(*pair, 1)
        for pair in pairs
    )


def _are_generic(words: Sequence[str], venue: str) -> bool:
    if _FOLDED_GENERIC.isdisjoint(words):
        return False
    telling = [word for word in words if not _is_common(word)]
    return not telling or set(telling) <= _words_of_venue(venue)


@lru_cache(maxsize=1024)
def _words_of_venue(venue: str) -> frozenset[str]:
    return frozenset(words_of(venue))


def _is_common(word: str) -> bool:
    """Whether a word tells nothing about a subject."""
    return (
        word in _FOLDED_GENERIC
        or word in STOP_WORDS
        or word in _CALENDAR
        or word in _NUMBERS
        or any(map(str.isdigit, word))
        or len(word) == 1
    )


def _telling(title: str) -> str:
    words = words_of(title)
    letters = "".join(words)
    is_enough = len(words) >= FEWEST_WORDS and len(letters) >= FEWEST_LETTERS
    return letters if is_enough and not all(map(_is_common, words)) else ""


def _roles(bare: str) -> frozenset[Role]:
    pieces = _BREAK.split(bare)[:MOST_PARTS]
    return frozenset(role for piece in pieces if (role := _role(words_of(piece), len(pieces))))


def _role(words: Sequence[str], pieces: int) -> Role | None:
    """The role that a part of a title names: `Reply to`, `part 2`, `vol 12, pg 34` of a correction."""
    named = {_ROLES[word] for word in words if word in _ROLES}
    if named and all(word in _ROLES or word in _AROUND_ROLES for word in words):
        return (min(named), "")
    if pieces == 1:
        return None
    if len(words) > 3 and words[0] == "vol" and {"pg", "p", "pp"}.intersection(words):
        return ("correction", "")  # as Web of Science writes it
    if len(words) > 1 and words[0] in _PART_WORDS and (number := _number(words[1])):
        return ("part", number)
    return ("part", number) if len(words) == 1 and (number := _number(words[0])) else None


def _number(word: str) -> str:
    if word.isdecimal() and len(word) <= 3 and int(word) <= _HIGHEST_PART:
        return str(int(word))
    return _NUMBERS.get(word, "")


def _bare(title: str) -> str:
    title = title[:LONGEST_TITLE]
    if "<" in title:
        title = _MARKUP.sub("", title)
    return _APOSTROPHES.sub("", title).strip("[]. \t\n")
