"""People's names as other programs write them, brought into the form people read.

    "Perlis, A. J."                      -> A. J. Perlis
    "Hui Meng Er, Siti Razak & J Dacre"  -> three names

Nothing here knows a list of first names; what tells a name from an organisation, a degree or a
piece of a title are the small tables below.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words(
    "dr prof professor dame sir mx mr mrs ms miss lord lady rev reverend hon baroness baron sister "
    "brother father rabbi imam capt captain maj major col colonel lt gen general sgt cdr"
)
PARTICLES = _words(
    "van von de der den di da del della dei dos du la le el al bin ibn bint ter ten zu af abd y e "
    "san st 't op do das vom zur des"
)
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "2nd", "3rd"))
_DEGREES = _words(
    "phd md msc bsc mbbs mbchb mph mba rn frcp frcs frcgp frcpsych ffmlm mrcp mrcgp mrcs dphil "
    "edd bn dnp pharmd jd esq frs kc qc llm llb obe cbe mbe kbe dbe frca frcog bmbs bm mb chb "
    "do dds dmd dsc frcpch frcem facs facp rgn ma ba med mres mphil scd drph fafphm msw cpa"
)
_ORGANISATION_WORDS = _words(
    "department ministry university universities institute institution committee council "
    "association society consortium collaboration collaborative college centre centres center "
    "centers hospital hospitals trust foundation team network organisation organization office "
    "agency board commission alliance federation faculty academy nhs inc ltd llc plc bureau "
    "authority taskforce investigators executive group party service services school clinic "
    "secretariat company press editors staff community union programme program laboratory "
    "government parliament division directorate"
)
_TOPIC_WORDS = _words(
    "care health healthcare social management medicine medical medicines research excellence "
    "education science sciences technology human policy welfare safety leadership surgeons "
    "gynaecologists gynecologists therapy prevention engineering development innovation training "
    "control public children families food drug agriculture rural affairs local industry energy "
    "culture media sport work pensions trade business quality improvement nursing midwifery "
    "surgery tropical hygiene regulatory arts commerce humanities development standards"
)
_NEVER_IN_NAMES = _words(
    "a an and as at but by for from how if in into is it its my no not of on or our out so that "
    "the their this to up us was we what when where which who why will with you your his her are "
    "can do does be been being has have about after against all any before beyond "
    "lessons lesson part next steps learned learnt reflections time new change making leadership "
    "leaders leader health healthcare care medicine medical people patient patients future "
    "culture team teams work quality safety nurse nurses doctor doctors clinical management "
    "first second third one two three final lasting insights perspectives perspective challenge "
    "challenges now today tomorrow more better"
)
# Longer names are not put together: what grows with each piece would take quadratic time.
_LONGEST_NAME = 500
_LETTER = re.compile(r"[^\W\d_]")
_CAPITALISED = re.compile(r"[^\W\d_](?:[^\W\d_]++|[.'’ʼ‑-]++)*+\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]*){1,5}\Z|[A-ZÀ-ÖØ-Þ](?:[\s-]?[A-ZÀ-ÖØ-Þ]){0,3}\Z")
# The look-behinds keep the time linear: a match begins only where a run of such characters does.
_BLANKS = r"(?:(?<!\s)\s++)?"
_EMAIL = re.compile(
    r"(?<![^\s<>()\[\],;:\"])[^\s<>()\[\],;:\"][^\s<>()\[\],;:\"@]*+@[^\s<>()\[\],;\"]++"
)
_BRACKETED_EMAIL = re.compile(_BLANKS + r"[<(\[]\s*+(?:mailto:)?" + _EMAIL.pattern + r"\s*+[>)\]]")
_BRACKETED_URL = re.compile(r"\s?[<(\[]https?://[^\s<>()\[\]]*[>)\]]")
_EMAIL_THEN_NAME = re.compile(r"\s*" + _EMAIL.pattern + r"\s*\((?P<name>[^()]*)\)\s*\Z")
_BYLINE = re.compile(r"\A\s*+by:?\s++", re.IGNORECASE)
_HARD_SEPARATOR = re.compile(_BLANKS + r"[;|•]\s*+|(?<!\s)[^\S\n]*+\n\s*+")
_SOFT_SEPARATOR = re.compile(
    rf"({_BLANKS},\s*+(?:(?:and|&)\s++)?|(?<!\s)\s++(?:and|&|und|et)\s++(?!al\b))"
)
_OTHERS = re.compile(
    r"(?:(?:(?<![\s,])[\s,]++)?(?:\bet\s++al\b\.?|\band\b\s*+others\b)"
    r"|(?<![\s,])\s*+,[\s,]*+others\b)[\s.]*+\Z",
    re.IGNORECASE,
)


def display_name(raw: str) -> str:
    """One name in reading order, without e-mail address and degrees; honorifics stay.

    >>> display_name("Perlis, A. J."), display_name("King, Martin Luther, Jr.")
    ('A. J. Perlis', 'Martin Luther King Jr.')
    """
    name = _without_email(raw)
    if "," not in name:
        return name
    if is_organisation(name):
        return name
    first, *rest = [part.strip() for part in name.split(",")]
    parts = [first, *(part for part in rest if part and not _is_degree(part))]
    if len(parts) == 2 and _is_suffix(parts[1].rpartition(" ")[2]) and " " in parts[1]:
        given, _, suffix = parts[1].rpartition(" ")  # "Hellinger, Frank R Jr"
        parts = [parts[0], given, suffix]
    order = _reading_order(parts)
    return " ".join(parts[index] for index in order).strip() if order else ", ".join(parts)


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
    text = _without_email(text)
    if is_organisation(text) and not _SOFT_SEPARATOR.search(text):
        return (text,)
    return _unique(_joined_names(_chunks(text)))


def looks_like_name(text: str) -> bool:
    """Whether a text has the shape of one person's name; strict, for places that mark none.

    >>> looks_like_name("Dr. David Díaz-Báez"), looks_like_name("Next steps")
    (True, False)
    """
    words = text.split()
    bare = [word for word in words if word.lower().strip(".") not in HONORIFICS]
    if not (1 if len(bare) < len(words) else 2) <= len(bare) <= 6:
        return False
    if len(bare[0]) > 5 and bare[0].lower().endswith("ing"):
        return False  # "Moving Forward"; first names end in -ing only when short ("Jing")
    return bare[-1][0].isupper() and all(map(_is_name_word, bare))


def is_organisation(text: str) -> bool:
    """Whether a name is an institution's or a group's rather than a person's."""
    return any(word.lower().strip(".,()") in _ORGANISATION_WORDS for word in text.split())


def _is_name_word(word: str) -> bool:
    if word.lower() in PARTICLES:
        return True
    if word.lower().strip(".'’") in _NEVER_IN_NAMES and not _INITIALS.match(word):
        return False
    if len(word) > 2 and word.isupper() and "." not in word:
        return False  # NHS, AHP
    if len(word) > 2 and word.endswith(".") and not _INITIALS.match(word):
        return word.lower().strip(".") in _SUFFIXES  # "it." ends a sentence, not a name
    return word[0].isupper() and bool(_CAPITALISED.match(word))


def _without_email(raw: str) -> str:
    text = " ".join(raw.split())
    if "://" in text:
        text = _BRACKETED_URL.sub("", text)
    if "@" not in text:
        return text.strip(' ,;<>"')
    if match := _EMAIL_THEN_NAME.match(text):
        text = match["name"]
    text = _EMAIL.sub("", _BRACKETED_EMAIL.sub("", text))
    return text.strip(' ,;<>"').removesuffix("()").strip()


def _is_degree(part: str) -> bool:
    words = part.replace(".", "").lower().split()
    return bool(words) and all(word.strip("()") in _DEGREES for word in words) and part[0].isupper()


def _is_suffix(part: str) -> bool:
    return part.lower().strip(".") in _SUFFIXES


def _reading_order(parts: list[str]) -> tuple[int, ...]:
    """The order in which comma-separated parts of a name are read; () where unknown."""
    if len(parts) == 1:
        return (0,)
    if len(parts) == 2:
        return (0, 1) if _is_suffix(parts[1]) else (1, 0)
    if len(parts) == 3 and _is_suffix(parts[2]):
        return (1, 0, 2)
    if len(parts) == 3 and _is_suffix(parts[1]):
        return (2, 0, 1)
    return ()


def _chunks(text: str) -> list[tuple[str, str]]:
    """(separator before, chunk) pairs; organisations, degrees and Jr. put together again."""
    pieces = _SOFT_SEPARATOR.split(text)
    found: list[tuple[str, str]] = []
    for separator, chunk in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        if not chunk or (found and _is_degree(chunk)):
            continue
        before, name = found[-1] if found else ("", "")
        if not name or len(name) > _LONGEST_NAME:
            found.append((separator, chunk))
        elif _is_suffix(chunk):
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
        if _is_comma(follower[0]) and _INITIALS.match(follower[1]):
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
